/** The functions for scripts that want the facts without a card. */

import { ask, engineOf } from "./engine.js";
import { facts, named, read, words } from "./load.js";

/** What a core answers with a catalogue. */
const asked = async (catalogue, question) => {
  const engine = engineOf();
  return ask(engine, async (core) => {
    if (!isData(catalogue)) return question(core, await facts(engine, catalogue), engine);
    const data = await read(engine, core, "Facts", textOf(catalogue));
    try {
      return await question(core, data, engine);
    } finally {
      data.free();
    }
  });
};

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
  asked(catalogue, async (core, known, engine) => {
    const spoken = await words(engine, lang);
    const moment = String(now ?? "");
    return core.evaluate(known, spoken, await named(engine, core, known, String(product), moment), moment);
  });

/**
 * The products of a catalogue.
 * @param {{ catalogue?: string | object }} [request]
 * @returns {Promise<import("./phaseout.d.ts").Product[]>}
 */
export const products = async ({ catalogue } = {}) => asked(catalogue, (core, known) => core.products(known));
