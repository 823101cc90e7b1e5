/** A newsroom's own build, one page for each way to use the package. */

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { createElement } from "react";
import { renderToString } from "react-dom/server";

import { Article } from "./article.js";

const PAGES = ["index", "plain", "react", "hydrate", "vue", "svelte"];

/** What a server writes of an article. */
const served = {
  name: "served",
  transformIndexHtml: (html) =>
    html.replace("<!-- served -->", () => renderToString(createElement(Article, { product: "kaspersky-premium" }))),
};

export default {
  plugins: [svelte(), served],
  logLevel: "warn",
  build: { rollupOptions: { input: PAGES.map((page) => `${page}.html`) } },
};
