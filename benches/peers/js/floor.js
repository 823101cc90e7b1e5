/**
 * The floor: the least that a custom element must do to count down in four fields, by hand, in English.
 *
 * One timer for all elements, text nodes written only where they differ.
 */

import { DEADLINE, LABEL, places } from "./work.js";

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

const all = new Set();

const draw = () => {
  for (const element of all) element.draw();
};

class CountDown extends HTMLElement {
  #deadline;
  #numbers = [];
  #units = [];

  connectedCallback() {
    this.#deadline = Date.parse(this.getAttribute("datetime"));
    const root = this.attachShadow({ mode: "open" });
    const label = document.createElement("p");
    label.textContent = this.getAttribute("label");
    root.append(label);
    for (const [unit] of UNITS) {
      const field = document.createElement("span");
      const number = document.createElement("b");
      const name = document.createElement("span");
      this.#numbers.push(number.appendChild(document.createTextNode("")));
      this.#units.push([name.appendChild(document.createTextNode("")), unit]);
      field.append(number, " ", name, " ");
      root.append(field);
    }
    this.draw();
    all.add(this);
  }

  draw() {
    let left = Math.max(0, Math.floor((this.#deadline - Date.now()) / 1000));
    UNITS.forEach(([, seconds], index) => {
      const number = Math.floor(left / seconds);
      left %= seconds;
      write(this.#numbers[index], String(number));
      const [node, unit] = this.#units[index];
      write(node, number === 1 ? unit : `${unit}s`);
    });
  }
}

const write = (node, text) => {
  if (node.data !== text) node.data = text;
};

customElements.define("count-down", CountDown);
places("count-down", (place) => {
  place.setAttribute("datetime", DEADLINE);
  place.setAttribute("label", LABEL);
});
const tick = () => {
  draw();
  setTimeout(tick, 1000 - (Date.now() % 1000));
};
setTimeout(tick, 1000 - (Date.now() % 1000));
