/** What the builder page says, in the languages that it speaks. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../../www/${path}`, import.meta.url), "utf8");

/** Elements without an end. */
const EMPTY = ["meta", "link", "input", "br", "!doctype"];

/** The English of a page, as `translate` in www/builder/words.js takes it: each element in a sentence is a number in braces. */
const pageWords = (html) => {
  const found = new Set();
  const open = [{ name: "", text: "", inside: 0, isLeft: true }];
  const close = () => {
    const { text, isLeft } = open.pop();
    const said = text.replace(/\s+/g, " ").trim();
    if (!isLeft && said.replace(/\{\d+\}/g, "").trim()) found.add(said);
  };
  for (const [, tag, rest, text] of html.matchAll(/<(\/?[!\w-]+)([^>]*)>|([^<]+)/g)) {
    const last = open.at(-1);
    if (text) last.text += text;
    else if (tag.startsWith("/")) close();
    else {
      const isLeft = (last.isLeft && !["", "html", "head", "body"].includes(last.name)) || ["code", "pre", "textarea", "script", "style"].includes(tag) || rest.includes('data-words="off"');
      const label = /aria-label="([^"]*)"/.exec(rest)?.[1];
      if (label && !last.isLeft) found.add(label);
      last.text += `{${(last.inside += 1)}}`;
      if (!EMPTY.includes(tag.toLowerCase())) open.push({ name: tag, text: "", inside: 0, isLeft: isLeft || ["html", "head"].includes(tag) });
    }
  }
  return found;
};

/** The English of the scripts: what is given to `t`, and the lists that it is given from. */
const scriptWords = () => {
  const found = new Set();
  for (const name of readdirSync(new URL("../../www/builder/", import.meta.url)).filter((name) => name.endsWith(".js"))) {
    const script = read(`builder/${name}`).replace(/\/\*[^]*?\*\//g, "");
    for (const [, text] of script.matchAll(/\bt\("((?:[^"\\]|\\.)*)"/g)) found.add(text);
    if (name === "systems.js") for (const [, text] of script.matchAll(/"([^"\n]*)"/g)) if (text.includes(" ")) found.add(text);
    if (name === "fields.js") for (const [, text] of script.matchAll(/"([^"\n]*)"/g)) if (/^[\p{Lu}“]/u.test(text) && !text.includes("/")) found.add(text);
    if (name === "files.js") for (const [, text] of script.matchAll(/\w+: "([A-Z][^"\n]*)"/g)) found.add(text);
    if (name === "publish.js") for (const [, text] of script.matchAll(/^ {2}\w+: "([^"]*)",$/gm)) found.add(text);
    if (name === "builder.js") for (const [, text] of script.matchAll(/const (?:unsafe|missing) = "([^"]*)"/g)) found.add(text);
  }
  return found;
};

/** What is the same in every language: figures, and names of systems. */
const isName = (text) => /^\d$/.test(text) || text === "Arc XP";

const title = "phaseout – make a card for your article";
const english = new Set([...pageWords(read("index.html")), ...scriptWords(), title].filter((text) => !isName(text)));

const languages = readdirSync(new URL("../../www/locale/", import.meta.url))
  .map((name) => JSON.parse(read(`locale/${name}`)))
  .filter(({ builder }) => builder);

test("the page has sentences, and many languages have them all and no other", () => {
  assert.ok(english.size > 150, `${english.size}`);
  assert.ok(languages.length >= 16, `${languages.length}`);
  for (const { language, builder } of languages) {
    const own = new Set(Object.keys(builder));
    assert.deepEqual([...english].filter((text) => !own.has(text)), [], `${language} lacks`);
    assert.deepEqual([...own].filter((text) => !english.has(text)), [], `${language} has what nobody says`);
  }
});

test("a sentence keeps its holes, each once", () => {
  const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const { language, builder } of languages)
    for (const [english, text] of Object.entries(builder)) assert.deepEqual(holes(text), holes(english), `${language}: ${text}`);
});
