/** Which language a reader means; `tests/languages.rs` compares every tag with the Rust. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fresh } from "./host.mjs";

const { bestLanguage } = await fresh("language.js");

const KNOWN = ["de", "en", "es", "he", "id", "nb", "pt", "zh-Hans", "zh-Hant"];

const best = (table, known) => {
  for (const [tag, expected] of Object.entries(table)) assert.equal(bestLanguage(tag, known), expected, tag);
};

test("the same tag is best, then a shorter one, then another of the same language", () => {
  best({ "pt-BR": "pt-BR", "pt-br": "pt-BR", "pt-BR-x-old": "pt-BR", "pt-AO": "pt-PT", pt: "pt" }, ["pt", "pt-BR", "pt-PT"]);
  best({ pt: "pt-PT", "pt-AO": "pt-PT" }, ["pt-PT", "pt-BR"]);
});

test("a language that is not there is none", () => {
  best({ tlh: undefined, "": undefined, constructor: undefined, d: undefined, den: undefined }, KNOWN);
  best({ en: undefined }, []);
});

test("Chinese in its two scripts is two languages", () => {
  best({ zh: "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-Hans-HK": "zh-Hans", "yue-HK": "zh-Hant" }, KNOWN);
  best({ "zh-TW": undefined, "zh-SG": "zh-Hans" }, ["en", "zh-Hans"]);
});

test("a tag with an underscore or by an old name is meant all the same", () => {
  best({ zh_TW: "zh-Hant", pt_BR: "pt", iw: "he", in_ID: "id", "no-NO": "nb", "cmn-Hant": "zh-Hant" }, KNOWN);
});
