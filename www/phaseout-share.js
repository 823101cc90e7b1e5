/**
 * A link that carries the reader's choice, for hosts that allow it by `share`: a card in, a button under it out.
 *
 * The choice is in the fragment, which browsers send to nobody. Reads the page's address, and never changes it; stores
 * nothing. Loaded only where a card has the attribute.
 */

import { dress, spoken } from "./beside.js";

/* global SHARE_WORDS -- what the button says and what is said once the link is copied, by language; put in by the build */

const CSS = `
[part~=share] { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 0.75em; margin: 0.5em 0 0 }
[part~=share] button { margin: 0; font-size: var(--phase-out-font-size, medium); border: 1px solid; border-radius: var(--phase-out-radius, 4px); background: none }
[part~=share] :focus-visible { outline-color: currentColor }
output { overflow-wrap: anywhere; user-select: all }
:host(:not([share])) [part~=share] { display: none }
@media print { [part~=share] { display: none } }`;

/** The card's name in a link: its id; without one, its place among the cards of its catalogue that have none. */
const nameOf = (card) => {
  if (card.id) return card.id;
  const catalogue = card.getAttribute("catalogue");
  const alike = [...document.querySelectorAll("phase-out:not([id])")].filter((it) => it.getAttribute("catalogue") === catalogue);
  return `${catalogue?.match(/[^/]*$/) ?? ""}.${Math.max(alike.indexOf(card), 0) + 1}`;
};

/** Whether readers may choose in it. */
const isOpen = (card) => card.chooser || !card.product;

/** What the page's address says in its fragment, also where a system on the way has escaped it as a whole. */
const fragmentOf = () => {
  const written = location.hash.slice(1);
  if (written.includes("phase-out=")) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};

/** The parts of a fragment: what is the page's own, and what is said of a choice. */
const parts = () => {
  const all = fragmentOf().split("&");
  const isOurs = (part) => /^(phase-out|product)=/.test(part);
  const hasOurs = all.some((part) => part.startsWith("phase-out="));
  return hasOurs ? [all.filter((part) => !isOurs(part)), new URLSearchParams(all.filter(isOurs).join("&"))] : [all, new URLSearchParams()];
};

/** The product that the page's address asks this card for, if it is one that the card knows; else nothing. */
export const asked = (card, knows) => {
  const [, choice] = parts();
  const product = choice.get("product") ?? "";
  const isMine = isOpen(card) && choice.get("phase-out") === nameOf(card);
  return isMine && knows(product) ? product : "";
};

/** The page's address with the choice. */
const linkOf = (card) => {
  const url = new URL(location.href);
  const product = isOpen(card) && card.status?.product.id;
  const choice = product ? [new URLSearchParams({ "phase-out": nameOf(card), product })] : [];
  // The page may have a fragment of its own, by which it finds what to show.
  url.hash = [...parts()[0], ...choice].filter(String).join("&");
  return url.href;
};

/** The cards that a link may choose in while the page is open. */
const cards = new Set();

const onHash = () => {
  for (const card of cards) card.isConnected && card.share ? card.follow() : cards.delete(card);
  if (!cards.size) removeEventListener("hashchange", onHash);
};

/** Puts the button under a card, or leaves the one that is there in the card's language. */
export const offer = (card) => {
  if (!cards.size) addEventListener("hashchange", onHash);
  cards.add(card);
  const root = card.shadowRoot;
  const section = root.querySelector("[part~=card]");
  const [label, copied] = spoken(section, SHARE_WORDS);
  let bar = root.querySelector("[part~=share]");
  if (!bar) {
    bar = document.createElement("div");
    bar.part = "share";
    const button = document.createElement("button");
    button.type = "button";
    const said = document.createElement("output");
    button.addEventListener("click", () => copy(card, said));
    bar.append(button, said);
    root.append(bar);
  }
  Object.assign(bar, { lang: section.lang, dir: section.dir });
  const [button, said] = bar.children;
  if (button.textContent !== label) button.textContent = label;
  said.copied = copied;
  dress(root, CSS);
};

const copy = async (card, said) => {
  said.textContent = "";
  const link = linkOf(card);
  try {
    await navigator.clipboard.writeText(link);
    said.textContent = said.copied;
  } catch {
    // A browser or a frame may refuse; then the link is there to be copied by hand.
    said.textContent = link;
    getSelection()?.selectAllChildren(said);
  }
};
