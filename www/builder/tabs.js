/**
 * The snippets, one tab each, and the button that copies the one that is shown.
 *
 * The tabs pattern of the ARIA Authoring Practices: arrows, Home and End move, and what is reached is shown.
 */

import { at, say } from "./page.js";

const tabs = [...at("tabs").children];
const panel = (tab) => at(tab.getAttribute("aria-controls"));
const code = (tab) => panel(tab).querySelector("code");

/** The form that a tab is about: `element` for `tab-element`. */
const form = (tab) => tab.id.slice("tab-".length);

const shown = () => tabs.find((tab) => tab.ariaSelected === "true");

/** Called with the form that is shown now. */
let listener = () => {};

const show = (tab) => {
  for (const each of tabs) {
    each.ariaSelected = String(each === tab);
    each.tabIndex = each === tab ? 0 : -1;
    panel(each).hidden = each !== tab;
  }
  at("copied").textContent = "";
  listener(form(tab));
};

const next = { ArrowRight: 1, ArrowLeft: -1 };

at("tabs").addEventListener("click", ({ target }) => tabs.includes(target) && show(target));
at("tabs").addEventListener("keydown", (event) => {
  const last = tabs.length - 1;
  const here = tabs.indexOf(shown());
  const to = { Home: 0, End: last }[event.key] ?? (event.key in next ? (here + next[event.key] + tabs.length) % tabs.length : -1);
  if (!tabs[to]) return;
  event.preventDefault();
  show(tabs[to]);
  tabs[to].focus();
});

at("copy").addEventListener("click", async () => {
  const text = code(shown()).textContent;
  if (!text) return say(at("copied"), "There is nothing to copy yet.");
  try {
    await navigator.clipboard.writeText(text);
    say(at("copied"), "Copied.");
  } catch {
    // Without the clipboard's permission the text is selected, and the reader's own keys copy it.
    getSelection().selectAllChildren(code(shown()));
    say(at("copied"), "Selected: copy it with your keyboard.");
  }
});

/** Shows these snippets, by form; a form without one is empty. */
export const fill = (snippets) => {
  for (const tab of tabs) {
    const text = (snippets[form(tab)] ?? "").trimEnd();
    if (code(tab).textContent !== text) {
      code(tab).textContent = text;
      at("copied").textContent = "";
    }
  }
};

/** The snippet that is shown. */
export const shownText = () => code(shown()).textContent;

/** Calls back with the form that is shown, now and whenever another one is. */
export const onShow = (call) => {
  listener = call;
  call(form(shown()));
};
