/**
 * The page in the editor's language: English in, the same in that language out.
 *
 * The language is that of the browser, or the one that the page's address asks for by `ui`. A sentence that a language
 * lacks stays English. Every sentence of the page is here by its English: `t` says those of the scripts, `translate` those
 * of the page itself.
 */

import { bestLanguage } from "../language.js";

/* global EDITORS -- the languages that the page speaks, each with what it calls itself; put in by the build */

const known = Object.keys(EDITORS);
const best = (tag) => bestLanguage(tag ?? "", known);

/** The language of the page. */
export const spoken =
  best(new URLSearchParams(location.search).get("ui")) ?? (navigator.languages ?? []).map(best).find(Boolean) ?? "en";

const load = async () => {
  if (spoken === "en") return {};
  try {
    const answer = await fetch(new URL(`./builder/${spoken}.json`, import.meta.url));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
};

const { direction = "ltr", words = {} } = await load();

/** A sentence in the page's language, its holes filled, as in `t(english, { count: 3 })`. */
export const t = (english, holes = {}) =>
  (words[english] ?? english).replace(/\{(\w+)\}/g, (hole, name) => (name in holes ? holes[name] : hole));

/** Attributes that are read to somebody. */
const ATTRIBUTES = ["aria-label"];

/** What is not ours to say. */
const LEFT = "code, pre, textarea, script, style, [data-words=off]";

const isText = (node) => node.nodeType === Node.TEXT_NODE;

/** The English of what stands right in an element: each element inside is a number in braces. */
const englishOf = (element) => {
  let number = 0;
  const parts = [...element.childNodes].map((node) => (isText(node) ? node.data : node.nodeType === Node.ELEMENT_NODE ? `{${(number += 1)}}` : ""));
  return parts.join("").replace(/\s+/g, " ").trim();
};

/** Puts an element and all that is inside into the page's language; what is inside a sentence keeps its place in it. */
export const translate = (element) => {
  for (const name of ATTRIBUTES) {
    const said = element.getAttribute(name);
    if (said) element.setAttribute(name, t(said));
  }
  if (element.matches(LEFT)) return;
  const inside = [...element.children];
  if ([...element.childNodes].some((node) => isText(node) && node.data.trim())) {
    const said = words[englishOf(element)];
    if (said) element.replaceChildren(...said.split(/(\{\d+\})/).map((part) => inside[/^\{(\d+)\}$/.exec(part)?.[1] - 1] ?? part));
  }
  inside.forEach(translate);
};

/** Puts the whole page into the editor's language, and offers the others. */
export const begin = (select) => {
  document.documentElement.lang = spoken;
  document.documentElement.dir = direction;
  document.title = t(document.title);
  translate(document.body);
  for (const [value, textContent] of Object.entries(EDITORS))
    select.append(Object.assign(document.createElement("option"), { value, textContent, lang: value }));
  select.value = spoken;
  select.addEventListener("change", () => {
    const search = new URLSearchParams(location.search);
    search.set("ui", select.value);
    location.search = search;
  });
};
