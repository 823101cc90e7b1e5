/** Links that carry a choice: what is read from a page's address, and what is written beside what is the page's own. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fresh } from "./host.mjs";

const { asked, offer } = await fresh("phaseout-share.js");

/** A page at that address with these cards. */
const page = (fragment, cards) => {
  const without = ({ id }) => !id;
  globalThis.location = new URL(`https://news.example/story?a=b${fragment}`);
  globalThis.document = {
    querySelectorAll: (selector) => (assert.equal(selector, "phase-out:not([id])"), cards.filter(without)),
    createElement: () => {
      const element = { children: [], textContent: "", listeners: {} };
      element.append = (...more) => element.children.push(...more);
      element.addEventListener = (type, listener) => (element.listeners[type] = listener);
      return element;
    },
  };
};

const card = ({ id = "", product = "", chooser = false, catalogue, chosen } = {}) => ({
  id,
  product,
  chooser,
  isConnected: true,
  share: true,
  getAttribute: (name) => (assert.equal(name, "catalogue"), catalogue ?? null),
  status: chosen ? { product: { id: chosen } } : null,
});

const knows = (product) => ["kis", "plus", "a b&c", "?"].includes(product);

test("a card is chosen in by its id, or by its place among those of its catalogue without one", () => {
  const mine = card({ id: "mine" });
  const first = card();
  const other = card({ catalogue: "https://host.example/topics/next.json" });
  const second = card();
  const cards = [mine, first, other, second];
  for (const [name, chosen] of [
    ["mine", [mine]],
    [".1", [first]],
    [".2", [second]],
    ["next.json.1", [other]],
    [".3", []],
    ["", []],
  ]) {
    page(`#phase-out=${name}&product=kis`, cards);
    assert.deepEqual(cards.filter((it) => asked(it, knows) === "kis"), chosen, name);
  }
});

test("a product that the card does not know is not chosen, and no card without a name", () => {
  for (const fragment of ["", "#", "#product=kis", "#phase-out=mine", "#phase-out=mine&product=Norton", "#phase-out=mine&product="]) {
    page(fragment, []);
    assert.equal(asked(card({ id: "mine" }), knows), "", fragment);
  }
});

test("a link chooses only where readers may", () => {
  page("#phase-out=mine&product=kis", []);
  assert.equal(asked(card({ id: "mine", product: "plus" }), knows), "");
  assert.equal(asked(card({ id: "mine", product: "plus", chooser: true }), knows), "kis");
});

test("what systems on the way have escaped is understood, once and as a whole", () => {
  for (const [fragment, product] of [
    ["#phase-out%3Dmine%26product%3Dkis", "kis"],
    ["#phase-out=mine%26product=kis", ""],
    ["#phase-out=mine&product=a+b%26c", "a b&c"],
    ["#phase-out%3Dmine%26product%3Da%2Bb%2526c", "a b&c"],
    ["#phase-out=mine&product=%3F", "?"],
    ["#/route&phase-out=mine&product=kis", "kis"],
    ["#phase-out=mine&product=kis&more=1", "kis"],
    ["#product=kis&phase-out=mine", "kis"],
    ["#phase-out%3Dmine%26product%3Dkis%", ""],
    ["#%E0%A4%A", ""],
  ]) {
    page(fragment, []);
    assert.equal(asked(card({ id: "mine" }), knows), product, fragment);
  }
});

/** What the button of that card writes, where the page is at that fragment. */
const copied = async (fragment, card) => {
  page(fragment, [card]);
  let bar = null;
  const added = { CSSStyleSheet: class { replaceSync() {} } };
  card.shadowRoot = {
    adoptedStyleSheets: [],
    ownerDocument: { defaultView: added },
    querySelector: (selector) => (selector === "[part~=card]" ? { lang: "en", dir: "ltr" } : bar),
    append: (element) => (bar = element),
  };
  globalThis.addEventListener = () => {};
  let written;
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { clipboard: { writeText: async (text) => (written = text) } },
  });
  offer(card);
  await bar.children[0].listeners.click();
  assert.equal(bar.children[1].textContent, "Link copied");
  return written.replace("https://news.example/story?a=b", "");
};

test("a link has the choice in its fragment, as it can be read again", async () => {
  for (const product of ["kis", "a b&c", "?"]) {
    const link = await copied("", card({ id: "mine & co", chosen: product }));
    page(link, []);
    assert.equal(asked(card({ id: "mine & co" }), knows), product, link);
  }
});

test("the page's own fragment stays as it is written, before the choice", async () => {
  for (const [fragment, link] of [
    ["#/docs/a%20b?c=d", "#/docs/a%20b?c=d&phase-out=mine&product=kis"],
    ["#product=12", "#product=12&phase-out=mine&product=kis"],
    ["#a&b=c", "#a&b=c&phase-out=mine&product=kis"],
    ["#a&phase-out=other&product=plus", "#a&phase-out=mine&product=kis"],
    ["#phase-out%3Dmine%26product%3Dplus", "#phase-out=mine&product=kis"],
  ])
    assert.equal(await copied(fragment, card({ id: "mine", chosen: "kis" })), link, fragment);
});

test("without a choice a link is the page's own address, without one of another reader", async () => {
  assert.equal(await copied("#a", card({ id: "mine" })), "#a");
  assert.equal(await copied("", card({ id: "mine" })), "");
  assert.equal(await copied("#a&phase-out=mine&product=plus", card({ id: "mine" })), "#a");
  // What the host has fixed is in the page already.
  assert.equal(await copied("#a", card({ id: "mine", product: "kis", chosen: "kis" })), "#a");
});
