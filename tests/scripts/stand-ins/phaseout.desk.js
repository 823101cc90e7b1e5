/** In place of what wasm-bindgen writes for the desk: a test says what it is. */

export const origin = "sha384-desk";
export const callbacks = [];
export const makeCore = (wasm) => globalThis.makeDesk(wasm);
