/** A card as React has it: mounted, given another product, unmounted. */

import "phaseout";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const root = createRoot(document.querySelector("#app"));

window.show = (product) => root.render(createElement("phase-out", { product }, "A sentence."));
window.end = () => root.unmount();
window.show("kaspersky-premium");
