/** In place of the player in JavaScript: a test says what it is, and of which module it was made. */

export const { origin } = globalThis.fallback;
export default (imports) => globalThis.fallback.instantiate(imports);
