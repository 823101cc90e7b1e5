/** The functions for scripts that want the facts without a card. */

import { evaluate as evaluateIn, products as productsOf } from "glue";

import { Problems, facts, factsOf, words } from "./load.js";

/** A catalogue given as an address, as JSON text or as an object. */
const catalogueOf = (catalogue) => (isData(catalogue) ? factsOf(textOf(catalogue)) : facts(catalogue));

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
export const evaluate = async ({ product, now, lang, catalogue }) => {
  const [known, spoken] = await Promise.all([catalogueOf(catalogue), words(lang)]);
  try {
    return evaluateIn(known, spoken, String(product), String(now ?? ""));
  } catch (thrown) {
    throw Problems.of(thrown);
  }
};

/**
 * The products of a catalogue.
 * @param {{ catalogue?: string | object }} [request]
 * @returns {Promise<import("./phaseout.d.ts").Product[]>}
 */
export const products = async ({ catalogue } = {}) => productsOf(await catalogueOf(catalogue));
