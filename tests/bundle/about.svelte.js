/** What the card is about, as state that Svelte follows. */

export const about = $state({ product: "kaspersky-premium" });
