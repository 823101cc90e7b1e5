/** An article that was served: the cards in it are live before React reads it. */

import "phaseout";
import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";

import { Article } from "./article.js";

window.problems = [];
const note = (error) => window.problems.push(String(error));
const article = (product) => createElement(Article, { product });

let root;
window.hydrate = () => {
  root = hydrateRoot(document.querySelector("#app"), article("kaspersky-premium"), { onRecoverableError: note, onUncaughtError: note });
};
window.show = (product) => root.render(article(product));
