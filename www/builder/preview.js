/**
 * The card as readers would see it: a choice in, the card's attributes and its stage out.
 *
 * How wide the stage is and whether it is dark are the editor's look at it, and never part of what is published.
 */

import { at } from "./page.js";
import { DEFAULT, OWN } from "./topics.js";

/** CSS pixels of the devices. */
const WIDTHS = { phone: 360, tablet: 640, desktop: 1000 };

/** Shows the card of a choice, at a moment. */
export const preview = (choice, own, product) => {
  const card = at("card");
  const set = (name, value) => (value ? card.setAttribute(name, value) : card.removeAttribute(name));
  if (choice.topic === OWN) {
    if (card.catalogue !== own) card.catalogue = own;
  } else {
    if (typeof card.catalogue === "string" && card.catalogue.trimStart().startsWith("{")) card.catalogue = null;
    set("catalogue", choice.topic === DEFAULT ? "" : `catalogue/${choice.topic}`);
  }
  set("product", product);
  set("lang", choice.lang);
  for (const name of ["theme", "precision", "size", "heading"]) set(name, at(name).selectedIndex ? choice[name] : "");
  set("now", choice.at);
  for (const name of ["chooser", "share", "clock"]) card.toggleAttribute(name, choice[name] === "on");
};

/** Makes the stage as wide as a device; where the page is narrower, what is in it is drawn smaller. */
const fit = () => {
  const stage = at("stage");
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(stage);
  const room = stage.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
  at("screen").style.zoom = String(Math.min(1, room / WIDTHS[stage.dataset.width]));
};

/** One of several buttons is pressed, and the stage is told so. */
const group = (id, name, first) => {
  const buttons = [...at(id).querySelectorAll("button")];
  const press = (value) => {
    for (const button of buttons) button.ariaPressed = String(button.value === value);
    at("stage").dataset[name] = value;
    fit();
  };
  for (const button of buttons) button.addEventListener("click", () => press(button.value));
  press(first);
};

const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
group("widths", "width", at("stage").clientWidth < WIDTHS.tablet ? "phone" : "tablet");
group("colours", "colours", isDark ? "dark" : "light");
new ResizeObserver(fit).observe(at("stage"));
