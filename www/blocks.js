/**
 * The form for systems that delete unknown elements: `<div data-phase-out data-product="…">a sentence</div>`.
 *
 * Each such block gets an element around what is inside it: those of the page, and those that are put into it later.
 * Looks at what was put in and at nothing else, and lets no exception out.
 */

import { PhaseOut } from "./element.js";

const BLOCKS = "[data-phase-out]";

/**
 * The element of each block, and how often it was put there in this task: one whose inside was put in anew gets the same
 * again, with what the reader has chosen; whoever takes it out each time must not hang the page together with us.
 */
const cards = new WeakMap();

const wrap = (block) => {
  if (block.querySelector("phase-out")) return;
  const its = cards.get(block) ?? { card: document.createElement("phase-out"), puts: 0 };
  cards.set(block, its);
  if (its.puts++ > 9) return;
  setTimeout(() => (its.puts = 0));
  const { card } = its;
  for (const name of PhaseOut.observedAttributes) {
    const value = block.getAttribute(`data-${name}`);
    if (value === null) card.removeAttribute(name);
    else if (value !== card.getAttribute(name)) card.setAttribute(name, value);
  }
  card.replaceChildren(...block.childNodes);
  block.append(card);
};

const wrapAll = () => document.querySelectorAll(BLOCKS).forEach(wrap);

/** Wraps the blocks that are there, in a page that is still read as soon as all of them are. */
const wrapBlocks = () =>
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", wrapAll, { once: true }) : wrapAll();

/** Wraps the blocks of a page, now and from then on. */
export const watchBlocks = () => {
  wrapBlocks();
  // A form has its fields as properties, whatever their names.
  const { matches, querySelectorAll } = Element.prototype;
  const look = (node) => node.nodeType === 1 && matches.call(node, BLOCKS) && wrap(node);
  const watcher = new MutationObserver((records) => {
    if (document.readyState === "loading") return wrapBlocks();
    let last;
    for (const { target, addedNodes } of records) {
      if (target !== last) look((last = target));
      for (const node of addedNodes) {
        look(node);
        if (node.firstElementChild) querySelectorAll.call(node, BLOCKS).forEach(wrap);
      }
    }
  });
  // A page that is written anew is the same document.
  watcher.observe(document, { attributeFilter: ["data-phase-out"], childList: true, subtree: true });
};
