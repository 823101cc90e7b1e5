/**
 * What a page includes: the `<phase-out>` element and the two functions beside it, as one module.
 * @module phaseout
 */

import "./define.js";

export * from "./exports.js";
