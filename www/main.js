/**
 * What a project that bundles imports: `import "phaseout"` defines the element.
 *
 * `./element.js` is what the build makes of exports.js, and stays a module by itself: a project that imports both names has
 * one class.
 * @module phaseout
 */

import "./define.js";

export * from "./element.js";
