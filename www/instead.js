/**
 * What a frame says when no card comes: its own sentence, or the product, the measure and where it says so.
 *
 * The facts are those of the topic, read without the core, since that may be what has failed. A link that is not https
 * is only its words.
 */

import { get } from "./get.js";
import { bestLanguage } from "./language.js";
import { isHttps } from "./link.js";

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

/** Says something instead of the card; more, if there is a topic and it can be had. Calls back whenever it has changed. */
export const stand = async (card, topic, changed) => {
  place.classList.add("needed");
  place.classList.toggle("addressed", card.hasAttribute("show-addresses"));
  const [retry] = place.querySelectorAll("a");
  retry.href = location.href;
  changed();
  if (!topic) return;
  const { title, sources, products } = JSON.parse(await get(topic, "catalogue", "text"));
  const source = sources.find(({ kind }) => kind === "primary") ?? sources[0];
  if (!place.isConnected) return;
  const said = (text) => (typeof text === "string" ? text : inLanguage(text, card.lang || "en"));
  const name = said(products.find(({ id }) => id === card.product)?.name ?? "");
  place.replaceChildren(name && `${name}: `, link(said(title), source.url ?? source), ". ", retry);
  changed();
};
