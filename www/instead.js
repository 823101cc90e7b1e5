/**
 * What a frame says when no card comes: its own sentence, or the product, the measure and where it says so.
 *
 * The facts are those of the topic, read without the core, since that may be what has failed. A link that is not https
 * is only its words.
 */

import { get } from "./get.js";
import { bestLanguage } from "./language.js";
import { isHttps } from "./link.js";

/* global FRAME_WORDS -- what is said without a topic, and what the link is called, by language; put in by the build */

const place = document.querySelector("#instead");

/** A text in the language that is meant, else in English, else in its first. */
const inLanguage = (text, lang) => {
  const known = Object.keys(text);
  return text[bestLanguage(lang, known) ?? bestLanguage("en", known) ?? known[0]];
};

/** A link, or its words alone where the address is not https. */
const link = (words, href) =>
  isHttps(href)
    ? Object.assign(document.createElement("a"), { textContent: words, href, target: "_blank", rel: "noopener noreferrer" })
    : words;

/** Removes what is here instead of a card: one has come. */
export const leave = () => place.remove();

/** A topic's texts in a language, as its file has them; none where it has no such file. */
const textsIn = async (topic, tag) => {
  if (tag === "en") return [];
  try {
    return JSON.parse(await get(topic.replace(/(\.json)?$/, `/${tag}.json`), "catalogue", "text")).texts;
  } catch {
    return [];
  }
};

/** Says something instead of the card; more, if there is a topic and it can be had. Calls back whenever it has changed. */
export const stand = async (card, topic, changed) => {
  const wanted = card.lang || "en";
  const lang = bestLanguage(wanted, Object.keys(FRAME_WORDS)) ?? "en";
  const [failed, open] = FRAME_WORDS[lang];
  place.classList.add("needed");
  place.classList.toggle("addressed", card.hasAttribute("show-addresses"));
  const [retry] = place.querySelectorAll("a");
  Object.assign(retry, { href: location.href, textContent: open });
  Object.assign(place, { lang, dir: "auto" });
  place.replaceChildren(`${failed} `, retry);
  changed();
  if (!topic) return;
  const [{ title, sources, products }, texts] = await Promise.all([
    get(topic, "catalogue", "text").then(JSON.parse),
    textsIn(topic, lang),
  ]);
  const source = sources.find(({ kind }) => kind === "primary") ?? sources[0];
  if (!place.isConnected) return;
  const said = (text, at) =>
    texts.find(({ place }) => place === at)?.text ?? (typeof text === "string" ? text : inLanguage(text, wanted));
  const name = said(products.find(({ id }) => id === card.product)?.name ?? "", `products[${card.product}].name`);
  place.replaceChildren(name && `${name}: `, link(said(title, "title"), source.url ?? source), ". ", retry);
  changed();
};
