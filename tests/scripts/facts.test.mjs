/** Where facts lie: which folders are asked, what they answer, and what an address means. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, folder, fresh, problemsOf } from "./host.mjs";

/** The module in a folder of that version, or of none, and the folders that it asks. */
const placed = async (version) => {
  const own = folder(version);
  const facts = await import(`${own}facts.js`);
  const above = new URL("../", own).href;
  return { facts, own, above };
};

const PATH = "cards/1/t/en.json";

/** What comes of the file from those folders: what was taken, what was noted, what was asked for. */
const taken = async (facts, answers, { isPinned = false, take = (text) => text, most } = {}) => {
  const asked = answer(answers);
  const noted = [];
  const note = ({ problems }) => noted.push(problems[0].message);
  const outcome = await facts.fromFolders(PATH, "card", isPinned, take, note, most).catch((error) => error);
  return { outcome, noted, asked: asked.map(([url]) => url) };
};

test("a script in a folder of its version asks above it first, and says nothing where all is well", async () => {
  const { facts, own, above } = await placed("1.2.3");
  const { outcome, noted, asked } = await taken(facts, { [above + PATH]: "new", [own + PATH]: "old" });
  assert.deepEqual([outcome, noted, asked], ["new", [], [above + PATH]]);
});

test("a script in any other folder asks there alone", async () => {
  for (const version of ["", "1.2.4"]) {
    const { facts, own, above } = await placed(version);
    const { outcome, asked } = await taken(facts, { [above + PATH]: "new", [own + PATH]: "old" });
    assert.deepEqual([outcome, asked], ["old", [own + PATH]], version);
  }
});

test("where facts are pinned only what came with the script is asked for", async () => {
  const { facts, own, above } = await placed("1.2.3");
  const { outcome, asked } = await taken(facts, { [above + PATH]: "new", [own + PATH]: "old" }, { isPinned: true });
  assert.deepEqual([outcome, asked], ["old", [own + PATH]]);
});

test("a file that is missing above is taken from the script's folder, and nothing is wrong", async () => {
  const { facts, own, above } = await placed("1.2.3");
  const { outcome, noted, asked } = await taken(facts, { [own + PATH]: "old" });
  assert.deepEqual([outcome, noted, asked], ["old", [], [above + PATH, own + PATH]]);
});

test("a file that cannot be had or is refused above is taken from the script's folder, and that is told", async () => {
  for (const said of [503, "refused"]) {
    const { facts, own, above } = await placed("1.2.3");
    const take = (text, url) => {
      if (text === "refused") throw `${url} is no card`;
      return text;
    };
    const { outcome, noted } = await taken(facts, { [above + PATH]: said, [own + PATH]: "old" }, { take });
    assert.equal(outcome, "old");
    assert.deepEqual([noted.length, noted[0].includes(above + PATH)], [1, true]);
  }
});

test("where no folder has a file it is missing; where one has it and it is refused, that is what is wrong", async () => {
  const { facts, own, above } = await placed("1.2.3");
  const none = await taken(facts, {});
  assert.deepEqual([none.outcome.isMissing, none.noted, none.asked.length], [true, [], 2]);
  const down = await taken(facts, { [above + PATH]: 404, [own + PATH]: 503 });
  assert.deepEqual([!!down.outcome.isMissing, down.outcome.message.includes("503")], [false, true]);
  const both = await taken(facts, { [above + PATH]: 502, [own + PATH]: 503 });
  assert.equal(both.outcome.message.includes("502"), true, "the newest facts are those that should be mended");
});

test("who wants the newest alone is given no copy of the script's folder", async () => {
  const { facts, own } = await placed("1.2.3");
  const { outcome, asked } = await taken(facts, { [own + PATH]: "old" }, { most: 1 });
  assert.deepEqual([outcome.isMissing, asked.length], [true, 1]);
});

test("a text is asked for once, and again where it could not be had", async () => {
  const { textAt } = await fresh("facts.js");
  const url = "https://cdn.example/text";
  const asked = answer({ [url]: "text" });
  assert.deepEqual(await Promise.all([textAt(url, "card"), textAt(new URL(url), "card")]), ["text", "text"]);
  assert.equal(asked.length, 1);
  const { textAt: other } = await fresh("facts.js");
  answer({ [url]: 503 });
  assert.equal((await problemsOf(other(url, "card"))).length, 1);
  answer({ [url]: "text" });
  assert.equal(await other(url, "card"), "text");
});

test("an address is a topic of ours, a folder of cards or a topic's text", async () => {
  const { facts, own, above } = await placed("1.2.3");
  for (const [address, meant] of [
    ["", { topic: "kaspersky-us" }],
    [undefined, { topic: "kaspersky-us" }],
    [`${own}catalogue/windows-10.json`, { topic: "windows-10" }],
    [`${above}catalogue/windows-10.json`, { topic: "windows-10" }],
    ["https://host.example/cards/", { folder: "https://host.example/cards/" }],
    ["https://host.example/topic.json", { url: "https://host.example/topic.json" }],
    // What is not named as a topic of ours is nothing that we have cards of.
    ...["catalogue/a.json?b", "catalogue/a/b.json", "catalogue/a.schema.json", "catalogue/A.json", "other/a.json"].map((path) => [
      own + path,
      { url: own + path },
    ]),
  ])
    assert.deepEqual(facts.meant(address), meant, address);
});

test("an address is https or of the page's own origin, or it is refused", async () => {
  const { meant } = await fresh("facts.js");
  const page = { location: { origin: "http://news.example" }, document: { baseURI: "http://news.example/2026/story" } };
  Object.assign(globalThis, page);
  try {
    assert.deepEqual(meant("../topic.json"), { url: "http://news.example/topic.json" });
    for (const address of ["http://other.example/a.json", "javascript:alert(1)", "data:application/json,{}", "blob:x", "https://", "file:///a"])
      assert.throws(() => meant(address), { problems: [{ place: "catalogue", message: `\`${address}\` is neither https nor of the page's own origin` }] });
    // Inside an attribute a page has no address, and the origin of the page around it.
    Object.assign(globalThis, { location: { origin: "null" }, origin: "http://news.example" });
    assert.deepEqual(meant("../topic.json"), { url: "http://news.example/topic.json" });
    assert.throws(() => meant("http://other.example/a.json"));
    // In a sandbox it has no origin that anything could be of.
    globalThis.origin = "null";
    for (const address of ["data:application/json,{}", "../topic.json"]) assert.throws(() => meant(address));
  } finally {
    for (const name of [...Object.keys(page), "origin"]) delete globalThis[name];
  }
});

test("a script that has no folder refuses what it is asked, and nothing at once", async () => {
  // As in a page that puts the bundle into a blob: it is imported without an exception.
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(new URL("../../www/files.js", import.meta.url), "utf8");
  const alone = text.replace(/^import .*$/gm, "");
  const { folders } = await import(`data:text/javascript,${encodeURIComponent(alone)}`);
  assert.throws(() => folders());
});
