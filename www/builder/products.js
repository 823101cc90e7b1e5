/**
 * The product to show: what a topic offers in, the one that is wanted out.
 *
 * Remembers for each topic what was wanted there, so that a look at another topic loses nothing. No product is a choice
 * too: readers then choose.
 */

import { at, make } from "./page.js";
import { t } from "./words.js";

/** The product that a topic opens with; for a topic without one, its first. */
const FIRST = { "kaspersky-us.json": "kaspersky-premium" };

const READERS_CHOOSE = "";
const UNKNOWN = "?";

/** The wanted id by topic; none is the topic's own first. */
const wanted = new Map();
let topic = "";

/** The wanted product, or null for the one that the topic opens with. */
export const product = () => wanted.get(topic) ?? null;

/** Wants a product of a topic; null is the one that it opens with. */
export const want = (of, id) => {
  topic = of;
  wanted.set(topic, id);
};

/** Goes on with what was wanted of another topic before; what is no product is kept. */
export const turnTo = (of) => {
  const here = product();
  if (of !== topic && !wanted.has(of)) wanted.set(of, [READERS_CHOOSE, UNKNOWN].includes(here) ? here : null);
  topic = of;
};

/** Whether a topic can say what holds for whoever does not know which product it is. */
export const hasUnknown = (groups) => groups.some(({ options }) => options.some(({ id }) => id === UNKNOWN));

/** Offers the products of the topic, and chooses the wanted one; what the topic has not, it was never wanted. */
export const offer = (groups) => {
  const select = at("product");
  const option = (value, words) => make("option", { value, textContent: words });
  const listed = groups.filter(({ options }) => options[0].id !== UNKNOWN);
  const known = JSON.stringify([topic, groups]);
  if (select.dataset.known !== known) {
    select.dataset.known = known;
    select.replaceChildren(
      option(READERS_CHOOSE, t("Readers choose")),
      ...(hasUnknown(groups) ? [option(UNKNOWN, t("I don’t know which"))] : []),
      ...listed.map(({ label, options }) => make("optgroup", { label }, ...options.map(({ id, name }) => option(id, name)))),
    );
  }
  const has = (id) => [...select.options].some(({ value }) => value === id);
  const first = has(FIRST[topic]) ? FIRST[topic] : listed[0]?.options[0].id;
  if (product() === first || !has(product())) wanted.set(topic, null);
  select.value = product() ?? first;
};
