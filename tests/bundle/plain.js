/** Nothing of the package but its class: the project names the element, and brings its own facts. */

import { PhaseOut, evaluate } from "phaseout/element";
import windows from "phaseout/catalogue/windows-10.json";

customElements.define("our-card", class extends PhaseOut {});
document.querySelector("our-card").catalogue = windows;
window.evaluate = evaluate;
