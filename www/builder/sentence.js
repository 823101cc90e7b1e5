/**
 * The sentence as readers see it: the core's code for it in, a paragraph and plain text out.
 *
 * Takes the code apart without running it. Only words, links and their language go on: no class, no script, no card.
 */

import { isHttps } from "../link.js";
import { make } from "./page.js";

/** The paragraph that an editor copies, with its links, its language and its direction. */
export const paragraph = (code) => {
  const [from] = new DOMParser().parseFromString(code, "text/html").body.children;
  const part = (node) => {
    const { href } = node;
    if (isHttps(href)) return make("a", { href, textContent: node.textContent });
    return node.nodeName === "BDI" ? make("bdi", { textContent: node.textContent }) : node.textContent;
  };
  return from ? make("p", { lang: from.lang, dir: from.dir || "ltr" }, ...[...from.childNodes].map(part)) : "";
};

/** The words of such a paragraph, and behind them the addresses of its links. */
export const plain = (paragraph) =>
  [paragraph.textContent, ...[...paragraph.querySelectorAll("a")].map(({ href }) => href)].join("\n");
