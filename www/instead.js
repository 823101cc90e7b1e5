/**
 * What a frame says when no card comes: its own sentence, or the product, the measure and where it says so.
 *
 * The facts are those of the catalogue, read without the core, since that may be what has failed. A link that is not
 * https is only its words.
 */

import { isHttps } from "./link.js";

const place = document.querySelector("#instead");

/** A text in a language of the catalogue, or in English. */
const inLanguage = (text, lang) => text[lang] ?? text[lang.split("-")[0]] ?? text.en;

/** A link, or its words alone where the address is not https. */
const link = (words, href) =>
  isHttps(href)
    ? Object.assign(document.createElement("a"), { textContent: words, href, target: "_blank", rel: "noopener noreferrer" })
    : words;

/** Removes what is here instead of a card: one has come. */
export const leave = () => place.remove();

/** Says something instead of the card; more, if the catalogue can be had. Calls back whenever it has changed. */
export const stand = async (card, changed) => {
  place.classList.add("needed");
  place.classList.toggle("addressed", card.hasAttribute("show-addresses"));
  const [retry] = place.querySelectorAll("a");
  retry.href = location.href;
  changed();
  const url = new URL(card.getAttribute("catalogue") ?? "catalogue/kaspersky-us.json", location.href);
  if (url.protocol !== "https:" && url.origin !== new URL(location.href).origin) return;
  const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  const { title, sources, products } = await answer.json();
  const source = sources.find(({ kind }) => kind === "primary") ?? sources[0];
  if (!place.isConnected) return;
  const name = products.find(({ id }) => id === card.product)?.name;
  place.replaceChildren(name ? `${name}: ` : "", link(inLanguage(title, card.lang || "en"), source.url), ". ", retry);
  changed();
};
