/** From a wish to a card: which file is asked for, whose copy plays, and when the desk is needed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, folder, problemsOf, settled } from "./host.mjs";

/** A card's file as the player of these tests reads it: its topic, its language and its products, "" for a choice. */
const file = (topic, language, ...products) => JSON.stringify({ topic, language, products });

/** A player that reads those files. */
const playerOf = (seen) => ({
  known: new Map(),
  Cards: {
    read: (text) => {
      seen.read.push(text);
      let card;
      try {
        card = JSON.parse(text);
      } catch {
        return;
      }
      return { about: () => `${card.topic}\n${card.language}`, knows: (id) => card.products.includes(id), text };
    },
  },
});

/** A desk that knows one product by one typed name, and compiles it. */
const deskOf = (seen) => ({
  known: new Map(),
  Words: { read: (text) => ({ words: text }) },
  Topic: {
    read: (text) => {
      if (text === "broken" || (text === "broken once" && seen.left-- > 0)) throw [{ place: "line 1", message: "no topic" }];
      const topic = {
        find: (name) => (name === "KIS" ? "kis" : name),
        lists: (product) => product === "kis" || product === "plus",
        compile: (...asked) => {
          seen.compiled.push([text, ...asked.slice(1)]);
          return file("t", "en", asked[1], "");
        },
        free: () => (seen.freed += 1),
      };
      return topic;
    },
  },
});

/** `cardsOf` in a folder of its own with hosts that answer so, and what was asked for, read, compiled and noted. */
const placed = async (answersOf, version) => {
  const own = folder(version);
  const above = new URL("../", own).href;
  const seen = { own, above, read: [], compiled: [], freed: 0, noted: [], desks: 0, left: 1 };
  globalThis.HASHES = {};
  const asked = answer(answersOf?.({ own, above }) ?? {});
  const cards = await import(`${own}cards.js`);
  const player = playerOf(seen);
  const desk = deskOf(seen);
  const engine = {
    core: async () => player,
    desk: {
      core: async () => {
        seen.desks += 1;
        return desk;
      },
    },
  };
  const wish = (more) => ({
    catalogue: "",
    product: "",
    lang: "en",
    now: "",
    precision: "",
    heading: "",
    note: ({ problems }) => seen.noted.push(...problems.map(({ message }) => message)),
    ...more,
  });
  return {
    ...cards,
    seen,
    desk,
    player,
    wish,
    cardsOf: (more) => cards.cardsOf(engine, wish(more)),
    paths: () => asked.map(([url]) => url.replace(own, "").replace(above, "../")),
  };
};

const CARDS = "cards/1/kaspersky-us/";

/** One answer for every address. */
const always = (text) => () => new Proxy({}, { get: () => text });

test("a product is asked for in the nearest language by its id, the one that nobody knows by a name of its own", async () => {
  for (const [asked, path] of [
    [{ product: "kis" }, `${CARDS}en/kis.json`],
    [{ product: "kis", lang: "pt-BR" }, `${CARDS}pt/kis.json`],
    [{ product: "kis", lang: "zh_TW" }, `${CARDS}zh-Hant/kis.json`],
    [{ product: "kis", lang: "tlh" }, `${CARDS}en/kis.json`],
    [{ product: "kis", lang: undefined }, `${CARDS}en/kis.json`],
    [{ product: "?" }, `${CARDS}en/_unknown.json`],
    [{ product: "", isChoice: true }, `${CARDS}en.json`],
    [{ product: "kis", isChoice: true }, `${CARDS}en.json`],
    [{ product: "kis", catalogue: "https://host.example/cards/" }, "https://host.example/cards/en/kis.json"],
    [{ product: "kis", isChoice: true, catalogue: "https://host.example/cards/" }, "https://host.example/cards/en.json"],
  ]) {
    const page = await placed();
    await page.cardsOf(asked).catch(() => {});
    assert.equal(page.paths()[0], path, JSON.stringify(asked));
  }
});

test("a card that is there is all that is asked for, and needs no desk", async () => {
  const { cardsOf, paths, seen } = await placed(always(file("kaspersky-us", "en", "kis")));
  const { cards, product, newest } = await cardsOf({ product: "kis" });
  assert.deepEqual([cards.knows("kis"), product, newest], [true, "kis", undefined]);
  assert.deepEqual([paths(), seen.desks, seen.noted], [[`${CARDS}en/kis.json`], 0, []]);
});

test("a choice never asks again, whichever product is chosen", async () => {
  const { cardsOf, paths, seen } = await placed(always(file("kaspersky-us", "en", "kis", "plus", "?", "")));
  const { cards } = await cardsOf({ product: "", isChoice: true });
  for (const product of ["kis", "plus", "?"]) assert.equal((await cardsOf({ product, isChoice: true })).cards, cards);
  assert.deepEqual([paths().length, seen.read.length, seen.desks], [1, 1, 0]);
});

test("a card of another topic, language or product is refused", async () => {
  for (const text of [
    file("windows-10", "en", "kis"),
    file("kaspersky-us", "de", "kis"),
    file("kaspersky-us", "en", "plus"),
    "no card",
  ]) {
    const { cardsOf, seen } = await placed(always(text));
    const problems = await problemsOf(cardsOf({ product: "kis" }));
    assert.equal(problems.length, 1, text);
    assert.match(problems[0], /^card: https:.*kis\.json (is of another topic|has another product|is no card that)/);
    assert.equal(seen.desks, 0, "the desk is for what is missing, not for what is wrong");
  }
});

test("a card that is refused where the newest are gives way to the copy that came with the script", async () => {
  const answers = ({ own, above }) => ({
    [`${above}${CARDS}en/kis.json`]: file("windows-10", "en", "kis"),
    [`${own}${CARDS}en/kis.json`]: file("kaspersky-us", "en", "kis"),
  });
  const { cardsOf, paths, seen } = await placed(answers, "1.2.3");
  assert.equal((await cardsOf({ product: "kis" })).product, "kis");
  assert.deepEqual([paths(), seen.noted.length], [[`../${CARDS}en/kis.json`, `${CARDS}en/kis.json`], 1]);
});

test("the desk is needed for a typed name, whose card is then asked for by its id", async () => {
  const answers = ({ own }) => ({
    [`${own}catalogue/kaspersky-us.json`]: "topic",
    [`${own}${CARDS}en/kis.json`]: file("kaspersky-us", "en", "kis"),
  });
  const { cardsOf, paths, seen } = await placed(answers);
  assert.equal((await cardsOf({ product: "KIS" })).product, "kis");
  assert.deepEqual(paths(), ["catalogue/kaspersky-us.json", `${CARDS}en/kis.json`]);
  assert.deepEqual([seen.desks > 0, seen.compiled], [true, []]);
});

test("the desk is needed for a moment, a product without a card and a topic's text, and compiles them as asked", async () => {
  const answers = ({ own }) => ({
    [`${own}catalogue/kaspersky-us.json`]: "ours",
    [`${own}locale/en.json`]: "words",
    "https://host.example/topic.json": "theirs",
  });
  for (const [asked, compiled, missing] of [
    [{ product: "kis", now: "2024-10-01" }, ["ours", "kis", undefined, "2024-10-01", "", ""], 0],
    [{ product: "plus", precision: "days", heading: "3" }, ["ours", "plus", undefined, "", "days", "3"], 1],
    [{ product: "kis", catalogue: "https://host.example/topic.json" }, ["theirs", "kis", undefined, "", "", ""], 0],
    [{ product: "KIS", text: "data" }, ["data", "kis", undefined, "", "", ""], 0],
  ]) {
    const { cardsOf, seen, paths } = await placed(answers);
    const { cards } = await cardsOf(asked);
    assert.deepEqual([seen.compiled, cards.knows(compiled[1])], [[compiled], true]);
    assert.equal(paths().filter((path) => path.startsWith("cards/")).length, missing, JSON.stringify(asked));
  }
});

test("a topic at an address is read once, and the host's own data given back each time", async () => {
  const answers = ({ own }) => ({ [`${own}locale/en.json`]: "words", "https://host.example/topic.json": "theirs" });
  const { cardsOf, seen, paths } = await placed(answers);
  for (const product of ["kis", "plus"]) await cardsOf({ product, catalogue: "https://host.example/topic.json" });
  assert.equal(paths().filter((path) => path.includes("topic.json")).length, 1);
  assert.equal(seen.freed, 0);
  for (const product of ["kis", "plus"]) await cardsOf({ product, text: "data" });
  assert.equal(seen.freed, 2);
});

test("data that is too large is refused before the desk sees it; so is text that is no topic, which is read again", async () => {
  const { cardsOf, seen } = await placed();
  assert.deepEqual(await problemsOf(cardsOf({ product: "kis", text: "ä".repeat(131073) })), [
    "top level: 262146 bytes are more than 262144",
  ]);
  assert.deepEqual(await problemsOf(cardsOf({ product: "kis", text: "broken" })), ["line 1: no topic"]);
  assert.equal(seen.freed, 0);
  const url = "https://host.example/topic.json";
  const page = await placed(({ own }) => ({ [url]: "broken once", [`${own}locale/en.json`]: "words" }));
  const asked = () => problemsOf(page.cardsOf({ product: "kis", catalogue: url }));
  assert.deepEqual([await asked(), await asked()], [["line 1: no topic"], []]);
});

test("a folder of cards that somebody has compiled is never a topic for the desk", async () => {
  const catalogue = "https://host.example/cards/";
  const all = { [`${catalogue}en.json`]: file("theirs", "en", "a", "") };
  const { cardsOf, seen } = await placed(() => all);
  assert.equal((await cardsOf({ isChoice: true, product: "a", catalogue })).product, "a");
  for (const [asked, message] of [
    [{ product: "b", isChoice: true }, /^product: `b` is not among the cards at/],
    [{ product: "b" }, /^card: .*answers 404$/],
    [{ product: "A b" }, /^catalogue: .*has cards, and this needs a topic's text$/],
    [{ product: "a", now: "2024-10-01" }, /^catalogue: .*has cards/],
  ]) {
    const problems = await problemsOf(cardsOf({ catalogue, ...asked }));
    assert.equal(problems.length, 1);
    assert.match(problems[0], message);
  }
  assert.deepEqual(seen.compiled, []);
});

test("where a page's address is anybody's word, what is not listed becomes a choice", async () => {
  const answers = ({ own }) => ({
    [`${own}catalogue/kaspersky-us.json`]: "ours",
    [`${own}${CARDS}en.json`]: file("kaspersky-us", "en", "kis", ""),
  });
  const listed = await placed(answers);
  const { product, cards } = await listed.cardsOf({ product: "call 1-800", isListed: true });
  assert.deepEqual([product, cards.knows(""), listed.seen.compiled], ["", true, []]);
  const other = await placed((at) => ({ ...answers(at), [`${at.own}locale/en.json`]: "words" }));
  assert.equal((await other.cardsOf({ product: "call 1-800" })).product, "call 1-800");
});

test("a card in the page plays before anything is asked for, and says how to get the newest", async () => {
  const inside = file("kaspersky-us", "en", "kis");
  const newer = file("kaspersky-us", "en", "kis", "plus");
  const { cardsOf, paths, player } = await placed(always(newer));
  const { cards, product, newest } = await cardsOf({ product: "kis", inside });
  assert.deepEqual([cards.text, product, paths()], [inside, "kis", []]);
  const current = await newest();
  assert.deepEqual([current.cards.text, paths()], [newer, [`${CARDS}en/kis.json`]]);
  // Whoever asks again gets what took its place.
  assert.equal((await cardsOf({ product: "kis", inside })).cards, current.cards);
  assert.equal(await player.known.get(inside), current.cards);
});

test("a card in the page asks for nothing where facts are pinned, and for no older copy where the newest cannot be had", async () => {
  const inside = file("kaspersky-us", "en", "kis");
  const pinned = await placed(always(file("kaspersky-us", "en", "kis")));
  assert.equal((await pinned.cardsOf({ product: "kis", inside, isPinned: true })).newest, undefined);
  const copy = await placed(({ own }) => ({ [`${own}${CARDS}en/kis.json`]: inside }), "1.2.3");
  await copy.cardsOf({ product: "kis", isPinned: true });
  assert.deepEqual(copy.paths(), [`${CARDS}en/kis.json`]);
  const { cardsOf, paths } = await placed(({ above }) => ({ [`${above}${CARDS}en/kis.json`]: 503 }), "1.2.3");
  const { newest } = await cardsOf({ product: "kis", inside });
  assert.equal((await problemsOf(newest())).length, 1);
  assert.deepEqual(paths(), [`../${CARDS}en/kis.json`]);
  const none = await placed(undefined, "1.2.3");
  assert.equal(await (await none.cardsOf({ product: "kis", inside })).newest(), undefined, "a page may well be newer");
});

test("a card in the page is passed over where it is not the one that is meant", async () => {
  for (const [inside, asked] of [
    [file("kaspersky-us", "en", "plus"), {}],
    [file("kaspersky-us", "de", "kis"), {}],
    [file("kaspersky-us", "en", "kis"), { isChoice: true }],
    [file("windows-10", "en", "kis"), { catalogue: "https://host.example/topic/" }],
    ["no card", {}],
  ]) {
    const { cardsOf, paths } = await placed(() => ({}));
    await cardsOf({ product: "kis", inside, ...asked }).catch(() => {});
    assert.equal(paths().length > 0, true, inside);
  }
  const frozen = await placed();
  await frozen.cardsOf({ product: "kis", inside: file("kaspersky-us", "en", "kis"), now: "2024-10-01" }).catch(() => {});
  assert.deepEqual(frozen.seen.read, []);
});

test("a card in the page of a topic that the host does not name is its topic, also for the newest", async () => {
  const inside = file("windows-10", "en", "esu");
  const { cardsOf, paths } = await placed(always(file("windows-10", "en", "esu")));
  const { newest } = await cardsOf({ product: "esu", inside });
  await newest();
  assert.deepEqual(paths(), ["cards/1/windows-10/en/esu.json"]);
});

test("core and card come at the same time, and a core that cannot be had is told to whoever asked alone", async () => {
  const own = folder();
  const asked = answer({});
  const { cardsOf } = await import(`${own}cards.js`);
  let fail;
  const failing = new Promise((_, reject) => (fail = reject));
  const engine = { core: () => failing, desk: { core: () => Promise.reject({ problems: [{ place: "engine", message: "no desk" }] }) } };
  const outcome = problemsOf(cardsOf(engine, { catalogue: "", product: "kis", lang: "en", note() {} }));
  await settled();
  assert.equal(asked.length, 1, "the card is asked for while the core starts");
  assert.deepEqual(await outcome, ["engine: no desk"]);
  const loud = [];
  process.on("unhandledRejection", (error) => loud.push(error));
  fail([{ place: "engine", message: "no player" }]);
  await settled();
  assert.deepEqual(loud, []);
});
