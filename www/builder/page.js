/** What every part of the builder page does to its elements: an id in, an element changed. Writes no markup. */

/** The element of that id. */
export const at = (id) => document.getElementById(id);

/** An element with properties and children. */
export const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Writes a text where another stands, so that what is said already is not said again. */
export const write = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

/** Lists problems in words, each with its place; what stands there already is left alone, so that it is said once. */
export const list = (element, problems) => {
  const lines = problems.map(({ place, message }) => `${place}: ${message}`);
  if (lines.join("\n") === [...element.children].map((line) => line.textContent).join("\n")) return;
  element.replaceChildren(...lines.map((line) => make("li", { textContent: line })));
};

/** Says something in a polite place, also when it is what was said before. */
export const say = (element, words) => {
  element.textContent = "";
  requestAnimationFrame(() => (element.textContent = words));
};
