/** What the scripts share that put something beside a card. */

/** The words of a card's own language, of those that a script has; English, where it has none. */
export const spoken = (section, words) => (Object.hasOwn(words, section.lang) ? words[section.lang] : words.en);

/** A stylesheet of the window that a root is in. */
export const sheetOf = (root, css) => {
  const sheet = new root.ownerDocument.defaultView.CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/** The stylesheet that each root was given; one that is adopted by another document needs another. */
const sheets = new WeakMap();

/** Adds a script's stylesheet to those of a card, once. */
export const dress = (root, css) => {
  if (root.adoptedStyleSheets.includes(sheets.get(root))) return;
  sheets.set(root, sheetOf(root, css));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets.get(root)];
};
