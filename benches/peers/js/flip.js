/** Flip by PQINA, with four repeated fields fed by its own countdown. */

import Tick from "@pqina/flip";
import "@pqina/flip/dist/flip.min.css";

import { DEADLINE, places } from "./work.js";

for (const place of places()) {
  const fields = document.createElement("div");
  fields.dataset.repeat = "true";
  const flip = document.createElement("span");
  flip.dataset.view = "flip";
  fields.append(flip);
  place.append(fields);
  const tick = Tick.DOM.create(place);
  Tick.count.down(DEADLINE, { format: ["d", "h", "m", "s"] }).onupdate = (value) => {
    tick.value = value;
  };
}
