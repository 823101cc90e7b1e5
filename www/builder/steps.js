/**
 * Undo, redo and reset: choices in, the one before or after out.
 *
 * Each change is one step; what is typed or dragged in one field without a pause at another is one change. Knows no
 * fields and stores nothing beyond the page.
 */

import { DEFAULTS, isSame } from "./choice.js";
import { at, say } from "./page.js";
import { t } from "./words.js";

const past = [];
const undone = [];
let present = DEFAULTS;
let last = "";

const show = () => {
  at("undo").ariaDisabled = String(!past.length);
  at("redo").ariaDisabled = String(!undone.length);
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
  undone.length = 0;
  [present, last] = [choice, source];
  show();
};

/** Has `go` called with the choice to go to, by the buttons and by Ctrl+Z and Ctrl+Y outside of text fields. */
export const onStep = (go) => {
  const step = (from, to, words) => {
    if (!from.length) return;
    to.push(present);
    [present, last] = [from.pop(), ""];
    go(present);
    show();
    say(at("undone"), words);
  };
  const undo = () => step(past, undone, t("The last change is undone."));
  const redo = () => step(undone, past, t("The change is made again."));
  const reset = () => {
    if (isSame(present, DEFAULTS)) return;
    note(DEFAULTS);
    go(DEFAULTS);
    say(at("undone"), t("All is as it was at first. Undo brings it back."));
  };
  at("undo").addEventListener("click", undo);
  at("redo").addEventListener("click", redo);
  at("reset").addEventListener("click", reset);
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isRedo && key !== "z") return;
    const [target] = event.composedPath();
    // In a field for text these are the field's own keys.
    if (target.matches?.("textarea, input:not([type=checkbox], [type=radio], [type=range])")) return;
    event.preventDefault();
    (isRedo ? redo : undo)();
  });
};
