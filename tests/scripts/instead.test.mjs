/** What a frame says where no card comes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, folder } from "./host.mjs";

/** Texts and links as a reader sees them. */
const shown = (nodes) =>
  nodes.filter((node) => node !== "").map((node) => (typeof node === "string" ? node : `[${node.textContent}](${node.href})`)).join("");

const TOPIC = "https://news.example/catalogue/t.json";

/** A frame in whose place of a card that stands, for a topic with that text. */
const stood = async (text, { product = "", lang = "", topic = TOPIC, isConnected = true, isSandbox = false, more = {} } = {}) => {
  const retry = { textContent: "", href: "" };
  const place = {
    classes: new Set(),
    nodes: ["This card could not be loaded. ", retry],
    isConnected,
    querySelectorAll: () => [retry],
    replaceChildren: (...nodes) => (place.nodes = nodes),
  };
  place.classList = {
    add: (name) => place.classes.add(name),
    toggle: (name, isOn) => isOn && place.classes.add(name),
  };
  globalThis.document = { querySelector: () => place, createElement: () => ({}) };
  globalThis.location = { href: "https://news.example/embed.html?product=x" };
  answer({ [TOPIC]: typeof text === "string" ? text : JSON.stringify(text), ...more });
  const { stand } = await import(`${folder()}instead.js`);
  let changes = 0;
  const error = await stand({ product, lang, hasAttribute: (name) => isSandbox && name === "show-addresses" }, topic, () => (changes += 1)).catch(
    (error) => error,
  );
  return { said: shown(place.nodes), classes: [...place.classes], changes, error };
};

const RETRY = "[Open it](https://news.example/embed.html?product=x)";

const topic = (more) => ({
  title: { fr: "Fin d'a", en: "End of a" },
  sources: [{ url: "https://second.example/" }, { kind: "primary", url: "https://first.example/" }],
  products: [{ id: "kis", name: "KIS" }],
  ...more,
});

test("without a topic it is the frame's own sentence, and a way to open it by itself", async () => {
  const { said, classes, changes } = await stood("", { topic: undefined });
  assert.deepEqual([said, classes, changes], [`This card could not be loaded. ${RETRY}`, ["needed"], 1]);
  assert.deepEqual((await stood("", { topic: undefined, isSandbox: true })).classes, ["needed", "addressed"]);
});

test("with a topic it is the product, the measure and its primary source, and the frame has changed twice", async () => {
  const { said, changes } = await stood(topic(), { product: "kis" });
  assert.deepEqual([said, changes], [`KIS: [End of a](https://first.example/). ${RETRY}`, 2]);
});

test("a product that is not listed is not said", async () => {
  const { said } = await stood(topic(), { product: "call 1-800" });
  assert.equal(said, `[End of a](https://first.example/). ${RETRY}`);
});

test("it speaks the language that is meant, else English, else the first there is", async () => {
  for (const [lang, title, words] of [
    ["fr-CA", topic().title, "Fin d'a"],
    ["de", topic().title, "End of a"],
    ["", topic().title, "End of a"],
    ["fr", { de: "Ende von a" }, "Ende von a"],
    ["fr", "End of a", "End of a"],
    ["constructor", topic().title, "End of a"],
  ]) {
    const { said } = await stood(topic({ title }), { lang });
    const retry = lang.startsWith("fr") ? RETRY.replace("Open it", "Ouvrir") : RETRY;
    assert.equal(said, `[${words}](https://first.example/). ${retry}`, lang);
  }
});

test("texts of a language may have a file of their own", async () => {
  const texts = [
    { place: "title", of: "00000000", text: "Fin de b" },
    { place: "products[kis].name", of: "00000000", text: "Le KIS" },
  ];
  const more = { "https://news.example/catalogue/t/fr.json": JSON.stringify({ texts }) };
  const { said } = await stood(topic(), { lang: "fr", product: "kis", more });
  assert.equal(said, `Le KIS: [Fin de b](https://first.example/). ${RETRY.replace("Open it", "Ouvrir")}`);
});

test("a source in short is its address, and one that is not https is only words", async () => {
  assert.equal((await stood(topic({ sources: ["https://only.example/"] }))).said, `[End of a](https://only.example/). ${RETRY}`);
  for (const url of ["javascript:alert(1)", "http://first.example/", undefined])
    assert.equal((await stood(topic({ sources: [{ url }] }))).said, `End of a. ${RETRY}`, url);
});

test("where a topic cannot be read its own sentence stays, and where a card has come nothing is said", async () => {
  for (const text of ["no JSON", "{}", "[]"]) {
    const { said, error } = await stood(text);
    assert.deepEqual([said, error instanceof Error], [`This card could not be loaded. ${RETRY}`, true]);
  }
  const { said, changes } = await stood(topic(), { isConnected: false });
  assert.deepEqual([said, changes], [`This card could not be loaded. ${RETRY}`, 1]);
});
