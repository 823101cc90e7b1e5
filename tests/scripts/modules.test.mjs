/** Files of ours where a bundler took them along: none of them is asked for by an address. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, fresh } from "./host.mjs";

const modules = () => fresh("modules.js");

test("a text that came along is imported, and one of the host's own is fetched", async () => {
  const { folders, own, textFrom } = await modules();
  const asked = answer({ "https://news.example/topic.json": "a topic" });
  assert.deepEqual([folders(false), folders(true)], [[own()], [own()]]);
  assert.equal(await textFrom(`${own()}cards/1/t/en.json`, "card"), "a card");
  assert.deepEqual(asked, []);
  assert.equal(await textFrom("https://news.example/topic.json", "catalogue"), "a topic");
});

test("a text that did not come along is missing, by its path and not by an address", async () => {
  const { own, textFrom } = await modules();
  for (const path of ["cards/1/t/fr.json", "constructor"]) {
    const error = await textFrom(own() + path, "card").catch((error) => error);
    assert.deepEqual([error.isMissing, error.problems], [true, [{ place: "card", message: `${path} is not taken along` }]]);
  }
});

test("the desk's module is put together in order", async () => {
  const { deskBytes } = await modules();
  assert.deepEqual(await deskBytes(), ["a", "b", "c"]);
});

test("a script that does not come along is named", async () => {
  const { script } = await modules();
  await assert.rejects(script("phaseout.desk.fallback.js"), (said) => said === "phaseout.desk.fallback.js is not taken along by a bundler");
});
