/** The two functions for scripts: what they ask the desk, and what they take for a topic. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, folder, fresh, problemsOf } from "./host.mjs";

const { isData, textOf } = await fresh("api.js");

test("a catalogue is data where it is an object or text that starts one, else an address", () => {
  for (const data of [{}, [], '{"a":1}', ' \n{"a":1}']) assert.equal(isData(data), true, JSON.stringify(data));
  for (const address of [undefined, null, "", "topic.json", "https://host.example/{}"]) assert.equal(isData(address), false, address);
});

test("data becomes JSON, and text stays as it is", () => {
  assert.equal(textOf({ a: [1] }), '{"a":[1]}');
  assert.equal(textOf(' {"a":1} '), ' {"a":1} ');
});

/** The functions, with a desk that answers with what it was asked. */
const placed = async (answers = {}) => {
  const own = folder();
  globalThis.HASHES = {};
  const read = [];
  globalThis.makeDesk = ({ Module, Instance }) => ({
    initSync: () => new Instance(new Module(), { any: {} }),
    Words: { read: (text) => text },
    Topic: {
      read: (text, translations) => {
        read.push(translations ? `${text} with ${translations}` : text);
        return {
          find: (name, now) => `found ${JSON.stringify(name)}${now && ` at ${now}`}`,
          evaluate: (...asked) => asked,
          products: () => [text],
          free() {},
        };
      },
    },
  });
  answer({
    [`${own}phaseout.desk.wasm`]: () => new Response(Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0])),
    [`${own}locale/en.json`]: "English",
    [`${own}locale/de.json`]: "German",
    [`${own}catalogue/kaspersky-us.json`]: "ours",
    ...(typeof answers === "function" ? answers(own) : answers),
  });
  return { ...(await import(`${own}api.js`)), read };
};

test("what holds is asked of the desk in the language, for the product and at the moment that are meant", async () => {
  const { evaluate } = await placed();
  assert.deepEqual(await evaluate({ product: "KIS" }), ["English", 'found "KIS"', ""]);
  assert.deepEqual(await evaluate({ product: "KIS", now: "2024-10-01", lang: "de-CH" }), [
    "German",
    'found "KIS" at 2024-10-01',
    "2024-10-01",
  ]);
  assert.deepEqual(await evaluate({ product: 365, lang: "tlh" }), ["English", 'found "365"', ""]);
});

test("products are those of our topic, of one at an address, or of data", async () => {
  const { products, read } = await placed({ "https://host.example/topic.json": "theirs" });
  assert.deepEqual(await products(), ["ours"]);
  assert.deepEqual(await products({ catalogue: "https://host.example/topic.json" }), ["theirs"]);
  assert.deepEqual(await products({ catalogue: { a: 1 } }), ['{"a":1}']);
  assert.deepEqual(read, ["ours", "theirs", '{"a":1}']);
});

test("what holds is said by our topic with its texts in the language, where it has any", async () => {
  const german = (own) => ({ [`${own}catalogue/kaspersky-us/de.json`]: "German texts" });
  for (const [answers, expected] of [[german, "ours with German texts"], [{}, "ours"]]) {
    const { evaluate, read } = await placed(answers);
    await evaluate({ product: "KIS", lang: "de" });
    await evaluate({ product: "KIS", lang: "de" });
    assert.deepEqual(read, [expected], "once");
  }
});

test("what cannot be answered is an error with every problem", async () => {
  const { evaluate, products } = await placed();
  assert.deepEqual(await problemsOf(products({ catalogue: "javascript:alert(1)" })), [
    "catalogue: `javascript:alert(1)` is neither https nor of the page's own origin",
  ]);
  assert.equal((await problemsOf(evaluate({ product: "KIS", catalogue: "https://host.example/none.json" }))).length, 1);
});
