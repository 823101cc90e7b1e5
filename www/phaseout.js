/**
 * What a page includes: the `<phase-out>` element and the two functions beside it, as one module.
 *
 * Safe to include twice, in two versions, or where another script has taken the name: the first
 * one keeps it, and nothing throws.
 * @module phaseout
 */

import { wrapBlocks } from "./blocks.js";
import { PhaseOut } from "./element.js";

export * from "./exports.js";

try {
  if (!customElements.get("phase-out")) customElements.define("phase-out", PhaseOut);
  wrapBlocks();
} catch {
  // No custom elements here, or somebody was faster: the sentence inside each element stands.
}
