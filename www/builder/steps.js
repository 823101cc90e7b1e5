/**
 * Undo and reset: choices in, the one before out.
 *
 * Each change is one step; what is typed or dragged in one field without a pause at another is one change. Knows no
 * fields and stores nothing beyond the page.
 */

import { DEFAULTS, isSame } from "./choice.js";
import { at, say } from "./page.js";
import { t } from "./words.js";

const past = [];
let present = DEFAULTS;
let last = "";

const show = () => {
  at("undo").ariaDisabled = String(!past.length);
  at("reset").ariaDisabled = String(isSame(present, DEFAULTS));
};

/** Starts from a choice, with nothing to undo. */
export const startFrom = (choice) => {
  present = choice;
  show();
};

/** Notes a change; `source` names the field that goes on being typed or dragged in, and is empty for a change at once. */
export const note = (choice, source = "") => {
  if (isSame(choice, present)) return;
  if (!source || source !== last) past.push(present);
  [present, last] = [choice, source];
  show();
};

/** Has `go` called with the choice to go to, by the buttons and by Ctrl+Z outside of text fields. */
export const onStep = (go) => {
  const undo = () => {
    if (!past.length) return;
    [present, last] = [past.pop(), ""];
    go(present);
    show();
    say(at("undone"), t("The last change is undone."));
  };
  const reset = () => {
    if (isSame(present, DEFAULTS)) return;
    note(DEFAULTS);
    go(DEFAULTS);
    say(at("undone"), t("All is as it was at first. Undo brings it back."));
  };
  at("undo").addEventListener("click", undo);
  at("reset").addEventListener("click", reset);
  addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
    const [target] = event.composedPath();
    if (!isUndo || target.matches?.("textarea, input:not([type=checkbox], [type=radio], [type=range])")) return;
    event.preventDefault();
    undo();
  });
};
