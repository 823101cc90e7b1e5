/** A script that is loaded later, and says so when it runs. */

(globalThis.ran ??= []).push(import.meta.url);
export const isHere = true;
