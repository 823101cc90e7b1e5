/** What a typed project writes; `tsc` says whether it may. */

import { PhaseOut, evaluate, products, type Status } from "phaseout";
import { PhaseOut as Undefined } from "phaseout/element";

const card: PhaseOut = document.createElement("phase-out");
card.product = "kaspersky-premium";
card.catalogue = { format: 1 };
card.addEventListener("phase-out-change", ({ detail }) => detail.status?.phase satisfies Status["phase"] | undefined);
const status: Status = await evaluate({ product: "KIS", now: "2024-08-01" });
status.milestones.map(({ remaining }) => remaining?.days.toFixed());
(await products()).map(({ scope }) => scope);
new Undefined() satisfies HTMLElement;

// @ts-expect-error -- a status is read, never set
card.status = null;
// @ts-expect-error -- there is no such phase
status.phase = "over";
