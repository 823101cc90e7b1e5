/**
 * What the element and the functions need before they can speak: the core, a catalogue, a language.
 *
 * Fetches each once, in parallel, without credentials or referrer, from the address of this module
 * or from one that the host gave. Reads no words and no facts.
 */

import { readFacts, readWords, start } from "glue";

/* global CORE_INTEGRITY, LANGUAGES -- the hash of phaseout.wasm and the tags of locale/, put in by the build */

/** Where this module is; everything of ours lies beside it. */
const here = import.meta.url;

/** What is wrong, as `phase-out-error` carries it. */
export class Problems extends Error {
  name = "PhaseOutProblems";

  /** @param {{ place: string, message: string }[]} problems */
  constructor(problems) {
    super(problems.map(({ place, message }) => `${place}: ${message}`).join("; "));
    this.problems = problems;
  }

  /** Whatever was thrown, as problems. */
  static of(thrown) {
    if (thrown instanceof Problems) return thrown;
    return new Problems(Array.isArray(thrown) ? thrown : [{ place: "engine", message: String(thrown) }]);
  }
}

/** A page that hangs is a page that fails: after this many milliseconds a request is given up. */
const PATIENCE = 4000;

const get = async (url, place, integrity = "") => {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", integrity, signal });
    if (answer.ok) return answer;
    throw new Problems([{ place, message: `${url} answers ${answer.status}` }]);
  } catch (error) {
    throw error instanceof Problems ? error : new Problems([{ place, message: `${url} cannot be fetched: ${error}` }]);
  }
};

/** What was asked for before; what failed is asked for again. */
const known = new Map();

const once = (key, make) => {
  if (!known.has(key)) {
    const made = make();
    known.set(key, made);
    made.catch(() => known.delete(key));
  }
  return known.get(key);
};

const core = () =>
  once("core", async () => {
    const answer = await get(new URL("phaseout.wasm", here), "engine", CORE_INTEGRITY);
    await start(await answer.arrayBuffer());
  });

const reading = async (url, place, read) => {
  const [text] = await Promise.all([get(url, place).then((answer) => answer.text()), core()]);
  return parsed(text, read);
};

const parsed = (text, read) => {
  try {
    return read(text);
  } catch (thrown) {
    throw Problems.of(thrown);
  }
};

/**
 * The catalogue at an address, https or of the page's own origin; ours when there is none.
 * @param {string | null | undefined} address
 */
export const facts = (address) => {
  const url = address ? allowed(address) : new URL("catalogue/kaspersky-us.json", here);
  return once(`catalogue ${url}`, () => reading(url, "catalogue", readFacts));
};

/**
 * A catalogue given as data.
 * @param {string} text JSON
 */
export const factsOf = async (text) => {
  await core();
  return parsed(text, readFacts);
};

const allowed = (address) => {
  const base = globalThis.document?.baseURI ?? here;
  const url = URL.canParse?.(address, base) === false ? undefined : new URL(address, base);
  if (url?.protocol === "https:" || (url && url.origin !== "null" && url.origin === globalThis.location?.origin)) return url;
  throw new Problems([{ place: "catalogue", message: `\`${address}\` is neither https nor of the page's own origin` }]);
};

/** Tags that leave something unsaid: where Chinese is written in which script, and what Hebrew was called. */
const written = (tag) =>
  tag
    .toLowerCase()
    .replace(/^iw/, "he")
    .replace(/^zh-(tw|hk|mo)/, "zh-hant")
    .replace(/^zh(?!-han)/, "zh-hans");

/**
 * The language of a BCP 47 tag, or the nearest one there is, or English.
 * @param {string | null | undefined} tag
 */
export const words = (tag) => {
  const parts = written(tag ?? "").split("-");
  let language;
  while (parts.length && !language) {
    language = LANGUAGES.find((known) => known.toLowerCase() === parts.join("-"));
    parts.pop();
  }
  language ??= "en";
  return once(`locale ${language}`, () => reading(new URL(`locale/${language}.json`, here), "lang", readWords));
};
