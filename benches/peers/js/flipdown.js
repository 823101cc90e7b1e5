/** FlipDown, as its README has it: its script makes a global, its stylesheet draws the cards. */

import FlipDown from "flipdown-global";
import "flipdown/dist/flipdown.min.css";

import { DEADLINE, places } from "./work.js";

for (const place of places("div", (place) => place.classList.add("flipdown"))) {
  new FlipDown(Date.parse(DEADLINE) / 1000, place.id).start();
}
