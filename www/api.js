/** The functions for scripts that want the facts without a card. The desk answers; a page without them never loads it. */

import { withTopic, wordsOf } from "./cards.js";
import { ask, engineOf } from "./engine.js";
import { meant } from "./facts.js";

/** What the desk answers about a topic in a language: one of ours, one at an address, or data. */
const asked = ({ catalogue, lang }, question) =>
  ask(engineOf().desk, async (desk) => {
    const text = isData(catalogue) ? textOf(catalogue) : undefined;
    const where = text === undefined ? meant(catalogue) : {};
    return withTopic(desk, where, { text, lang, note() {} }, (topic) => question(topic, desk));
  });

/** Whether a catalogue is data and not an address: an object, or text that starts one. */
export const isData = (catalogue) => (typeof catalogue === "string" ? /^\s*\{/.test(catalogue) : catalogue != null);

/** A catalogue's JSON text. */
export const textOf = (catalogue) => (typeof catalogue === "string" ? catalogue : JSON.stringify(catalogue));

/**
 * What holds for a product, now or at a given moment.
 * @param {{ product: string, now?: string, lang?: string, catalogue?: string | object }} request
 * @returns {Promise<import("./phaseout.d.ts").Status>}
 * @throws {Problems} with every problem, in `problems`
 */
export const evaluate = async ({ product, now, lang, catalogue }) =>
  asked({ catalogue, lang }, async (topic, desk) => {
    const words = await wordsOf(desk, { lang });
    const moment = String(now ?? "");
    return topic.evaluate(words, topic.find(String(product), moment), moment);
  });

/**
 * The products of a catalogue.
 * @param {{ catalogue?: string | object, lang?: string }} [request]
 * @returns {Promise<import("./phaseout.d.ts").Product[]>}
 */
export const products = async (request = {}) => asked(request, (topic) => topic.products());
