/**
 * Everything that an editor has chosen: the page's fields in, texts by name out, and back.
 *
 * A switch is `on` or `off`; no product is `null`. What a field does not offer is not taken.
 */

import { isFrozen, look, moment } from "./moment.js";
import { at } from "./page.js";
import { product, want } from "./products.js";
import { choose, place } from "./publish.js";
import { DEFAULT } from "./topics.js";

/** What is chosen on arrival, by the name of each choice; most are the ids of fields. */
export const DEFAULTS = {
  topic: DEFAULT,
  facts: "",
  text: "",
  product: null,
  chooser: "off",
  share: "off",
  clock: "off",
  lang: "en",
  theme: "auto",
  precision: "auto",
  size: "full",
  heading: "2",
  at: "",
  frozen: "off",
  system: "",
  way: "",
  folder: new URL(".", location).href,
  pin: "on",
  served: "off",
  inside: "off",
  still: "off",
  policy: "off",
};

const ELSEWHERE = ["product", "at", "frozen", "system", "way"];
const FIELDS = Object.keys(DEFAULTS).filter((name) => !ELSEWHERE.includes(name));

const isSwitch = (field) => field.type === "checkbox";
const onOff = (isOn) => (isOn ? "on" : "off");

/** What is chosen now. */
export const read = () => {
  const values = FIELDS.map((name) => [name, isSwitch(at(name)) ? onOff(at(name).checked) : at(name).value]);
  return { ...DEFAULTS, ...Object.fromEntries(values), product: product(), at: moment(), frozen: onOff(isFrozen()), ...place() };
};

/** Chooses all of this; where a list does not offer a value, the default. */
export const apply = (choice) => {
  for (const name of FIELDS) {
    const field = at(name);
    if (isSwitch(field)) field.checked = (["on", "off"].includes(choice[name]) ? choice : DEFAULTS)[name] === "on";
    else field.value = choice[name];
    if (field.matches("select") && field.selectedIndex < 0) field.value = DEFAULTS[name];
  }
  want(at("topic").value, choice.product);
  choose(choice);
  look(choice.at, choice.frozen === "on");
};

/** Whether two choices are one. */
export const isSame = (one, other) => Object.keys(DEFAULTS).every((name) => one[name] === other[name]);
