/**
 * The player's module, where it is in the script: a character of its text is a byte, mixed as `xtask/src/build/script.rs`
 * says. So it needs no request of its own.
 */

import module from "module";

/** The bytes of the module. */
export const bytes = () => Uint8Array.from(module, (character) => character.charCodeAt() ^ 79);
