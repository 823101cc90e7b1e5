/**
 * The element's class and the two functions, without defining an element: `import … from "phaseout/element"`.
 *
 * For projects that bundle, and name or define their elements themselves.
 * @module phaseout/element
 */

export { evaluate, products } from "./api.js";
export { PhaseOut } from "./element.js";
