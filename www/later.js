/**
 * Scripts of ours that most pages do without: an address in, the module behind it out.
 *
 * A script whose hash is not the one that this version was built with is not run. The bytes are asked for twice, and a
 * browser's cache answers the second time; only an import map of the page's own has the browser itself look at what it
 * runs, as docs/embedding.md says.
 */

import { get, inTime } from "./get.js";

/* global HASHES -- the hash of each such script, put in by the build */

/** What was asked for before; what failed is asked for again. */
const scripts = new Map();

/** @param {URL} url */
export const later = (url) => {
  if (!scripts.has(url.href)) {
    const script = run(url);
    scripts.set(url.href, script);
    script.catch(() => scripts.delete(url.href));
  }
  return scripts.get(url.href);
};

const run = async (url) => {
  const hash = HASHES[url.pathname.split("/").at(-1)];
  if (hash) await get(url, "engine", "blob", hash);
  return inTime(import(url), 9000);
};
