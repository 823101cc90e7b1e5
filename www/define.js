/**
 * Defines `<phase-out>` and wraps the blocks of the page.
 *
 * Safe to include twice, in two versions, or where another script has taken the name: the first one keeps it, and nothing
 * throws, also where there is no page.
 */

import { watchBlocks } from "./blocks.js";
import { PhaseOut } from "./element.js";

try {
  if (!customElements.get("phase-out")) customElements.define("phase-out", PhaseOut);
  watchBlocks();
} catch {
  // No custom elements here, or somebody was faster: the sentence inside each element stands.
}
