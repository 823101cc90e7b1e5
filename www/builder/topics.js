/**
 * The facts that the card shows: a topic in, their text, their address and what is wrong with getting them out.
 *
 * A topic of this folder is fetched once, when it is chosen. One of the editor's own comes from an address, or is typed and stays here.
 */

import { isHttps } from "../link.js";
import { text } from "./core.js";
import { current } from "./editor.js";
import { at, write } from "./page.js";
import { t } from "./words.js";

/* global CATALOGUES -- the files of catalogue/, each with its topic's title, put in by the build */

/** The topic that a card shows when it is told none. */
export const DEFAULT = "kaspersky-us.json";

/** The editor's own. */
export const OWN = "own";

/** The topics of this folder: `[file, title]` of each. */
export const topics = () => CATALOGUES.map(([file, title]) => [file, t(title)]);

/** The files of this folder that were looked at; what failed is asked for again. */
const files = new Map();

/** A file of this folder: `{ text, problems }`. */
const fileOf = async (file) => {
  if (!files.has(file)) files.set(file, text(`catalogue/${file}`, "topic"));
  const answer = await files.get(file);
  if (!answer.text) files.delete(file);
  return answer;
};

/** The texts of one of ours in a language; empty for English, and where it has none. */
const translated = async (topic, lang) =>
  lang === "en" ? "" : (await fileOf(`${topic.replace(/\.json$/, "")}/${lang}.json`)).text;

/** What was fetched of an editor's own address, so that each change of another setting does not ask again. */
let fetched = { address: "", answer: null };

/**
 * `{ text, translations, address, isTyped, unaddressed, problems }`: `isTyped` for what the form shows, `unaddressed` says why
 * articles could not load it from its address.
 */
export const topicOf = async ({ topic, facts, text: typed, folder, lang }) => {
  if (topic !== OWN)
    return {
      ...(await fileOf(topic)),
      translations: await translated(topic, lang),
      address: topic === DEFAULT ? "" : `${folder}catalogue/${topic}`,
      isTyped: false,
      unaddressed: "",
    };
  const address = facts.trim();
  const unaddressed = address && !isHttps(address) ? t("This is not an https address, so articles cannot load from it.") : "";
  if (typed.trim() || !address || unaddressed)
    return { text: current(), address: unaddressed ? "" : address, isTyped: true, unaddressed, problems: [] };
  if (fetched.address !== address) fetched = { address, answer: text(address, "facts file") };
  const answer = await fetched.answer;
  // What failed is asked for again at the next change.
  if (answer.problems.length) fetched = { address: "", answer: null };
  return { ...answer, address, isTyped: false, unaddressed };
};

/** Says what is wrong with the address of an editor's own topic. */
export const showAddress = (unaddressed) => write(at("facts-problem"), unaddressed);
