/** The functions for scripts that want the facts without a card. */

import { engineOf } from "./engine.js";
import { Problems } from "./get.js";
import { facts, words } from "./load.js";

/** What a core answers with a catalogue; where one fails, the next is asked. */
const asked = async (catalogue, ask) => {
  const engine = engineOf();
  for (;;) {
    const core = await engine.core();
    let data;
    try {
      if (isData(catalogue)) data = core.readFacts(textOf(catalogue));
      return await ask(core, data ?? (await facts(engine, catalogue)), engine);
    } catch (thrown) {
      if ((await engine.core()) === core) throw Problems.of(thrown);
      data = undefined;
    } finally {
      data?.free();
    }
  }
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
  asked(catalogue, async (core, known, engine) =>
    core.evaluate(known, await words(engine, lang), String(product), String(now ?? "")),
  );

/**
 * The products of a catalogue.
 * @param {{ catalogue?: string | object }} [request]
 * @returns {Promise<import("./phaseout.d.ts").Product[]>}
 */
export const products = async ({ catalogue } = {}) => asked(catalogue, (core, known) => core.products(known));
