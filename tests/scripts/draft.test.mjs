/** A topic while somebody writes it: what the form does to the file. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, dateOf, joined, named, productsOf, read, renamed, said, saying, setDate, shown, written } from "../../www/builder/draft.js";

test("a file is read whole, and written with a line for each entry and without what is empty", () => {
  const topic = read('{"format":2,"title":"T","notes":[],"x":{"y":[1]},"products":["A",{"name":"B","note":""}],"sources":[{"url":"u","title":""}]}');
  assert.equal(
    written(topic),
    '{\n  "format": 2,\n  "title": "T",\n  "x": {"y":[1]},\n  "products": [\n    "A",\n    {"name":"B"}\n  ],\n  "sources": [\n    {"url":"u"}\n  ]\n}\n',
  );
  assert.deepEqual(read(written(topic)).x, { y: [1] }, "what the form does not ask for stays");
});

test("what is no JSON object is no topic", () => {
  for (const text of ["", "[1]", "null", '"a"', "{", "title: x"]) assert.equal(read(text), undefined, text);
});

test("a text is a bare string until it speaks a second language, and English stays when that is taken away", () => {
  assert.equal(saying("Old", "en", "New"), "New");
  const two = saying("End", "es", "Fin");
  assert.deepEqual(two, { en: "End", es: "Fin" });
  assert.deepEqual([said(two, "es"), said(two, "fr"), said("End", "en"), said("End", "es"), said(undefined, "en")], ["Fin", "", "End", "", ""]);
  assert.deepEqual(saying(two, "es", ""), { en: "End" });
  assert.equal(saying("End", "es", ""), "End");
});

test("a date keeps its words in every form, and what has no date has none", () => {
  const date = { effect: "end-of-updates", last: "2026-10" };
  const to = (form) => setDate({ ...date }, { form, date: "2026-10" });
  assert.deepEqual(to("at"), { effect: "end-of-updates", at: "2026-10" });
  assert.deepEqual(to("floor"), { effect: "end-of-updates", last: "2026-10", floor: true });
  assert.deepEqual(to("open"), { effect: "end-of-updates", state: "open" });
  for (const form of ["last", "at", "floor", "open", "ended"]) assert.equal(dateOf(to(form)).form, form);
  assert.deepEqual(setDate({ at: "2029-01-01", floor: true }, { form: "floor", date: "2029-01-01" }), { at: "2029-01-01", floor: true });
});

test("a moved date is the last of those before; taking it away takes them all", () => {
  const entry = { last: "2027-10-12", was: [{ last: "2026-01-01", changed: "2025-01-01" }, { last: "2026-10-13", changed: "2026-06-25" }] };
  assert.equal(shown(entry, { name: "was" }), "2026-10-13");
  answer(entry, { name: "was" }, "2026-10-14");
  answer(entry, { name: "changed" }, "2026-06-26");
  assert.deepEqual(entry.was, [{ last: "2026-01-01", changed: "2025-01-01" }, { last: "2026-10-14", changed: "2026-06-26" }]);
  answer(entry, { name: "was" }, "");
  assert.equal(entry.was, undefined);
});

test("a product whose line stays keeps what was said of it, also where it is moved or renamed", () => {
  const before = ["A", { id: "b", name: "B", note: "n" }, { name: { en: "C", es: "Ce" } }];
  assert.deepEqual(productsOf("B\nA\nC", before), [before[1], "A", before[2]]);
  assert.deepEqual(productsOf("A\nB2\nC", before)[1], { id: "b", name: "B2", note: "n" });
  assert.deepEqual(productsOf("A\nB\nDee", before)[2], { name: { en: "Dee", es: "Ce" } });
  assert.deepEqual(productsOf("A\n\n  New  ", before), ["A", "New"]);
  assert.deepEqual(productsOf("C\nC++", []), ["C", "C++"]);
  assert.deepEqual(productsOf("A\nA", ["A", "A"]), ["A", "A"], "two of one name are for the check to refuse");
});

test("a product that is named elsewhere keeps its id when it is renamed; one that is gone is named no more", () => {
  const topic = { products: ["A", "B"], milestones: [{}, { products: ["b"] }], notes: ["bare", { text: "t", products: ["a", "b"] }] };
  renamed(topic, "A\nBee", ["a", "b"]);
  assert.deepEqual(topic.products, [{ id: "a", name: "A" }, { id: "b", name: "Bee" }]);
  assert.deepEqual(topic.milestones[1].products, ["b"]);
  renamed(topic, "A", ["a", "b"]);
  assert.deepEqual([topic.milestones[1].products, topic.notes[1].products], [[], ["a"]]);
  named(topic.products, 0, "other");
  assert.deepEqual(topic.products, [{ id: "a", name: "A" }], "an id that is there stays");
});

test("names are split at the commas of every script, and phases come in a bundle", () => {
  const entry = {};
  answer(entry, { name: "aliases", type: "commas" }, "kis, الف، ب、丙，");
  assert.deepEqual(entry.aliases, ["kis", "الف", "ب", "丙"]);
  answer(entry, { name: "phases" }, "sales-ended in-force");
  assert.deepEqual(entry.phases, ["sales-ended", "in-force"]);
  assert.equal(shown(entry, { name: "phases" }), "sales-ended in-force");
});

test("an import adds to what was typed, takes no word away, and replaces empty entries", () => {
  const typed = { title: "Mine", zone: "", sources: [{ url: "" }], milestones: [{ effect: "end-of-updates", last: "" }], products: ["A"], advice: [{ text: "Go." }] };
  const draft = { title: "Theirs", zone: "Europe/London", sources: [{ url: "https://a.example/" }], milestones: [{ effect: "end-of-updates", last: "2027-01-31" }], products: ["A", "B"] };
  const both = joined(typed, draft);
  assert.equal(both.title, "Mine");
  assert.equal(both.zone, "Europe/London");
  assert.deepEqual(both.advice, [{ text: "Go." }]);
  assert.deepEqual(both.products, ["A", "B"]);
  assert.deepEqual(both.milestones, draft.milestones);
  assert.deepEqual(both.sources, draft.sources);
});
