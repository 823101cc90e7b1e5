/** What the scripts share that put something beside a card. */

/** The words of a card's own language, of those that a script has; English, where it has none. */
export const spoken = (section, words) => words[section.lang] ?? words.en;

/** A stylesheet of the window that a root is in. */
export const sheetOf = (root, css) => {
  const sheet = new root.ownerDocument.defaultView.CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};
