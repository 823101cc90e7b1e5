/**
 * What a card wears: its size and the height it has to keep in, the stylesheets of its root out.
 *
 * A card that comes where the reader already looks would push away what is being read, so it keeps to about the height
 * of the sentence that stood there, until the reader unfolds it. A sheet is made by the window that its root is in, once
 * for all cards there. The command line puts the same sheets together for cards that are served, in `src/snippet.rs`.
 */

import brief from "./brief.css";
import card from "./card.css";
import line from "./line.css";

/** What each size adds to card.css. */
const SIZES = {
  __proto__: null,
  compact: brief + line,
  auto: `@container (max-width: 288px) {${brief}${line}}`,
};

/** What a card adds that keeps to a height. */
const kept = (height) => `${brief}@media screen{[part~=card]:not(:has(>[open])){min-block-size:${Math.ceil(height)}px}}`;

/** The sheets of each document, by their text. */
const sheets = new WeakMap();

/** Gives a root its sheets; those that others have put there stay, behind ours. `height` is in CSS pixels, 0 for any. */
export const dress = (root, size, height) => {
  const { defaultView } = root.ownerDocument;
  if (!defaultView) return;
  let known = sheets.get(root.ownerDocument);
  if (!known) sheets.set(root.ownerDocument, (known = new Map()));
  const texts = [card, height ? kept(height) : "", SIZES[size] ?? ""].filter(Boolean);
  const wanted = texts.map((text) => {
    if (!known.has(text)) {
      const sheet = new defaultView.CSSStyleSheet();
      sheet.replaceSync(text);
      known.set(text, sheet);
    }
    return known.get(text);
  });
  const ours = [...known.values()];
  const worn = root.adoptedStyleSheets;
  if (wanted.length === worn.filter((sheet) => ours.includes(sheet)).length && wanted.every((it) => worn.includes(it))) return;
  // What came with another document cannot be worn here.
  const others = worn.filter((sheet) => !ours.includes(sheet) && sheet.constructor === defaultView.CSSStyleSheet);
  root.adoptedStyleSheets = [...wanted, ...others];
};
