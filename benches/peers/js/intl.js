/**
 * What `floor-intl` and `floor-rests` share: an element that counts down in the platform's own words, and its clock.
 *
 * Its numbers, units and date are by `Intl`. Defines nothing: each floor does that itself.
 */

import { DEADLINE, LABEL, places } from "./work.js";

const language = document.documentElement.lang;
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]].map(([unit, seconds]) => [
  new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }),
  seconds,
]);
const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: "America/Los_Angeles" });

/** The elements that are drawn each second. */
export const awake = new Set();

export class CountDown extends HTMLElement {
  #deadline;
  #fields = [];

  connectedCallback() {
    this.#deadline = Date.parse(this.getAttribute("datetime"));
    const root = this.attachShadow({ mode: "open" });
    const label = document.createElement("p");
    label.textContent = `${this.getAttribute("label")}: ${date.format(this.#deadline)}`;
    root.append(label);
    for (const [format] of UNITS) {
      const field = document.createElement("span");
      const number = document.createElement("b");
      const name = document.createElement("span");
      const texts = [number, name].map((part) => part.appendChild(document.createTextNode("")));
      this.#fields.push([format, ...texts]);
      field.append(number, " ", name, " ");
      root.append(field);
    }
    this.draw();
    awake.add(this);
  }

  draw() {
    let left = Math.max(0, Math.floor((this.#deadline - Date.now()) / 1000));
    this.#fields.forEach(([format, number, name], index) => {
      const value = Math.floor(left / UNITS[index][1]);
      left %= UNITS[index][1];
      if (this.#fields[index].value === value) return;
      this.#fields[index].value = value;
      const parts = format.formatToParts(value);
      write(number, parts.find(({ type }) => type === "integer").value);
      write(name, parts.find(({ type }) => type === "unit").value);
    });
  }
}

const write = (node, text) => {
  if (node.data !== text) node.data = text;
};

/** Defines the element, puts as many into the page as it asks for, and draws each second those that are awake. */
export const start = (element) => {
  customElements.define("count-down", element);
  places("count-down", (place) => {
    place.setAttribute("datetime", DEADLINE);
    place.setAttribute("label", LABEL);
  });
  const tick = () => {
    for (const element of awake) element.draw();
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  setTimeout(tick, 1000 - (Date.now() % 1000));
};
