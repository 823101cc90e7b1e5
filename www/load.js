/**
 * What a core needs before it can speak: a catalogue and a language, read by the core that runs.
 *
 * Fetches each text once, from the address of this module or from one that the host gave. A text that does not come
 * sealed is checked and sealed first, and a name that is no id is looked up, by a core that most pages never load.
 * Reads no words and no facts.
 */

import { ask } from "./engine.js";
import { MOST_BYTES, Problems, get } from "./get.js";
import { bestLanguage } from "./language.js";

/* global LANGUAGES -- the tags of locale/, put in by the build */

/** Texts that were asked for before; what failed is asked for again. */
const texts = new Map();

/**
 * What a core reads in a text, which goes with it. A text that is too large no core ever sees.
 * @param {"Facts" | "Words"} kind
 */
export const read = async (engine, core, kind, text) => {
  const { size } = new Blob([text]);
  if (size > MOST_BYTES) throw new Problems([{ place: "top level", message: `${size} bytes are more than ${MOST_BYTES}` }]);
  let known = core[`read${kind}`](text);
  if (!known) {
    text = await ask(engine.check, (check) => check[`seal${kind}`](text));
    known = core[`read${kind}`](text);
  }
  known.text = text;
  return known;
};

/** What the core of an engine reads in the text at an address, once for each core. */
const reading = async (engine, url, place, kind) => {
  const key = String(url);
  if (!texts.has(key)) texts.set(key, get(url, place, "text"));
  try {
    const [text, core] = await Promise.all([texts.get(key), engine.core()]);
    if (!core.known.has(key)) {
      const known = read(engine, core, kind, text);
      core.known.set(key, known);
      known.catch(() => core.known.delete(key));
    }
    return await core.known.get(key);
  } catch (thrown) {
    const error = Problems.of(thrown);
    if (error.problems[0].place !== "engine") texts.delete(key);
    throw error;
  }
};

/**
 * The catalogue at an address, https or of the page's own origin; ours when there is none.
 * @param {string | null | undefined} address
 */
export const facts = async (engine, address) => {
  const url = address ? allowed(address) : new URL("catalogue/kaspersky-us.json", import.meta.url);
  return reading(engine, url, "catalogue", "Facts");
};

const allowed = (address) => {
  let url;
  try {
    url = new URL(address, globalThis.document?.baseURI ?? import.meta.url);
  } catch {
    // Not every engine has `URL.canParse`; what is no address is neither.
  }
  if (url?.protocol === "https:" || (url && url.origin !== "null" && url.origin === globalThis.location?.origin)) return url;
  throw new Problems([{ place: "catalogue", message: `\`${address}\` is neither https nor of the page's own origin` }]);
};

/** The id of the product that a typed name means at a moment; a name, where the catalogue does not list it. */
export const named = async (engine, core, facts, name, now) =>
  core.knows(facts, name, now) ? name : ask(engine.check, (check) => check.find(facts.text, name, now));

/**
 * The language of a BCP 47 tag, or the nearest one there is, or English.
 * @param {string | null | undefined} tag
 */
export const words = (engine, tag) => {
  const language = bestLanguage(tag ?? "", LANGUAGES) ?? "en";
  return reading(engine, new URL(`./locale/${language}.json`, import.meta.url), "lang", "Words");
};
