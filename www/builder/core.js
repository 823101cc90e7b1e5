/**
 * The builder's way to the core: plain values in, plain values or problems out.
 *
 * The module beside this page is the command line's own code, so both write the same snippets.
 */

import init, { checkCatalogue, checkSnippet, describe, write } from "builder-glue";

import { get } from "../get.js";

/** Starts the core; whatever else is here works only after it. */
export const start = () => init({ module_or_path: fetch("builder.wasm") });

const asked = (answer) => {
  const value = JSON.parse(answer);
  return { problems: [], ...value };
};

/** What a catalogue offers: `{ title, groups, offset, problems }`. */
export const described = (catalogue, locale) => asked(describe(catalogue, locale));

/** The snippets of what was chosen, and the dates of the product: `{ snippets, milestones, problems }`. */
export const written = (request) => asked(write(JSON.stringify(request)));

/** The problems of a catalogue's text. */
export const catalogueProblems = (text) => asked(checkCatalogue(text)).problems;

/** The problems of a snippet that was taken apart. */
export const snippetProblems = (pasted) => asked(checkSnippet(JSON.stringify(pasted))).problems;

/** The text at an address, or one problem. */
export const text = async (address, place) => {
  try {
    return { text: await get(address, place, "text"), problems: [] };
  } catch ({ problems }) {
    return { text: "", problems };
  }
};
