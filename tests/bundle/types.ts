/** What a typed project writes; `tsc` says whether it may. */

import { PhaseOut, evaluate, products, type Status } from "phaseout";
import { PhaseOut as Undefined } from "phaseout/element";

const card: PhaseOut = document.createElement("phase-out");
card.product = "kaspersky-premium";
card.catalogue = {
  format: 2,
  title: "End of support for Python 3.10",
  checked: "2026-11-25",
  sources: ["https://devguide.python.org/versions/"],
  milestones: [{ effect: "end-of-updates", last: "2026-10" }],
  products: ["Python 3.10"],
};
card.addEventListener("phase-out-change", ({ detail }) => detail.status?.phase satisfies Status["phase"] | undefined);
const status: Status = await evaluate({ product: "KIS", now: "2024-08-01" });
status.milestones.map(({ remaining }) => remaining?.days.toFixed());
(await products()).map(({ scope }) => scope);
new Undefined() satisfies HTMLElement;

// @ts-expect-error -- a status is read, never set
card.status = null;
// @ts-expect-error -- a topic has no such field
card.catalogue.zones = {};
// @ts-expect-error -- there is no such phase
status.phase = "over";
