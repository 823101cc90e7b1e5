/** In place of what wasm-bindgen writes for the player: a test says what it is. */

export const callbacks = ["tick"];
export const makeCore = (wasm) => globalThis.makePlayer(wasm);
