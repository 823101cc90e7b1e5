/**
 * A package that wasm-pack has made comes in, loaded; an exception goes out where it cannot read a card.
 *
 * The card is a golden one, so that nothing else has to be built. What draws it needs a page: tests/web.rs.
 */

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";

const CARD = new URL("../cards/1/kaspersky-premium-en.json", import.meta.url);

export const check = ({ Card, Cards }) => {
  const cards = Cards.read(readFileSync(CARD, "utf8"));
  assert.equal(cards.about(), "kaspersky-us\nen");
  assert.ok(cards.knows("kaspersky-premium"));
  assert.equal(Cards.read("{}"), undefined);
  assert.equal(typeof Card, "function");
};
