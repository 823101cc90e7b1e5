/**
 * A link that carries the reader's choice, for hosts that allow it by `share`: a card in, a button under it out.
 *
 * The choice is in the fragment, which browsers send to nobody. Reads the page's address, and never changes it; stores
 * nothing. Loaded only where a card has the attribute.
 */

import { dress, spoken } from "./beside.js";
import { words } from "./share/words.js";

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

/** The product that the page's address asks this card for, if it is one that the card knows; else nothing. */
export const asked = (card, knows) => {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const product = fragment.get("product");
  const isMine = isOpen(card) && fragment.get("phase-out") === nameOf(card);
  return isMine && knows(product ?? "") ? product : "";
};

/** The page's address with the choice. */
const linkOf = (card) => {
  const url = new URL(location.href);
  const product = isOpen(card) && card.status?.product.id;
  url.hash = product ? new URLSearchParams({ "phase-out": nameOf(card), product }) : "";
  return url.href;
};

/** Puts the button under a card, or leaves the one that is there in the card's language. */
export const offer = (card) => {
  const root = card.shadowRoot;
  const section = root.querySelector("[part~=card]");
  const [label, copied] = spoken(section, words);
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
