/**
 * The form for systems that delete unknown elements: `<div data-phase-out data-product="…">a sentence</div>`.
 *
 * Each such block gets an element around what is inside it, once.
 */

import { PhaseOut } from "./element.js";

const wrap = (block) => {
  if (block.querySelector("phase-out")) return;
  const card = document.createElement("phase-out");
  for (const name of PhaseOut.observedAttributes) {
    const value = block.getAttribute(`data-${name}`);
    if (value !== null) card.setAttribute(name, value);
  }
  card.append(...block.childNodes);
  block.append(card);
};

const wrapAll = () => document.querySelectorAll("[data-phase-out]").forEach(wrap);

/** Wraps the blocks of a page, as soon as all of them are there. */
export const wrapBlocks = () =>
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", wrapAll, { once: true }) : wrapAll();
