/**
 * The player's module, where it is in the script: a character of its text is a byte, mixed as `xtask/src/build/script.rs`
 * says. So it needs no request of its own.
 */

import module from "module";

/** The bytes that a text stands for. */
export const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt() ^ 79);

/** The bytes of the module. */
export const bytes = () => bytesOf(module);
