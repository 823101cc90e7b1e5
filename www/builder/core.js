/**
 * The builder's way to the desk: plain values in, plain values or problems out.
 *
 * The desk is the command line's own code, so both write the same snippets. Where it fails at something, it starts
 * afresh, and the page goes on.
 */

import { ask, engineOf } from "../engine.js";
import { get } from "../get.js";

const { desk } = engineOf();

/** Starts the desk; whatever else is here works only after it. */
export const start = () => desk.core();

const asked = async (question) => {
  try {
    return { problems: [], ...JSON.parse(await ask(desk, question)) };
  } catch ({ problems }) {
    return { problems };
  }
};

/** What a catalogue offers: `{ title, groups, offset, problems }`. */
export const described = (catalogue, translations, locale) => asked((core) => core.describe(catalogue, translations, locale));

/** The snippets of what was chosen, and the dates of the product: `{ snippets, milestones, problems }`. */
export const written = (request) => asked((core) => core.write(JSON.stringify(request)));

/** What the check says of a topic's text: `{ problems, warnings, ids }`, with the ids of its products. */
export const checked = async (text) => ({ warnings: [], ids: [], ...(await asked((core) => core.checkCatalogue(text))) });
/** The card as a picture: `{ svg, alt, width, height, problems }`. */
export const pictured = (wanted) => asked((core) => core.picture(JSON.stringify(wanted)));


/** The problems of a snippet that was taken apart. */
export const snippetProblems = async (pasted) => (await asked((core) => core.checkSnippet(JSON.stringify(pasted)))).problems;

/**
 * The draft of a topic from what somebody else publishes: `{ format, topic, told: [{ kind, place, message }], problems }`.
 * `options` may say `product`, `format` and `dates`.
 */
export const imported = (text, options = {}) => asked((core) => core.imported(text, JSON.stringify(options)));

/** What a typed date may mean, as a topic writes it: one date, two where the order of its numbers is open, or none. */
export const typedDates = async (text) => (await asked((core) => core.typedDates(text))).dates ?? [];

/** The text at an address, or one problem. */
export const text = async (address, place) => {
  try {
    return { text: await get(address, place, "text"), problems: [] };
  } catch ({ problems }) {
    return { text: "", problems };
  }
};
