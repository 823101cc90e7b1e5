/**
 * Copying: text, or text with its links, in; the clipboard's content out.
 *
 * Where the clipboard is refused, what would have been copied is selected, for the editor's own keys. Reads nothing
 * from the clipboard.
 */

import { say } from "./page.js";
import { t } from "./words.js";

const attempt = async (copying, instead, said) => {
  try {
    await copying();
    say(said, t("Copied."));
  } catch {
    getSelection().selectAllChildren(instead);
    say(said, t("Selected: copy it with your keyboard."));
  }
};

/** Copies a text; `instead` is what shows it. */
export const copyText = (text, instead, said) => attempt(() => navigator.clipboard.writeText(text), instead, said);

/** Copies what an element shows, with its links, and the same as plain text for places that take no more. */
export const copyRich = (element, text, said) => {
  const blob = (type, content) => new Blob([content], { type });
  const copying = () =>
    navigator.clipboard.write([
      new ClipboardItem({ "text/html": blob("text/html", element.innerHTML), "text/plain": blob("text/plain", text) }),
    ]);
  return attempt(copying, element, said);
};
