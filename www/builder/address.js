/**
 * The page's address as a bookmark: a choice in, its fragment out, and back.
 *
 * Only what differs from the default is written; what is unknown or bad is not read. A fragment is sent to nobody. A
 * pasted text is too long for it. The folder that articles load their script from is never taken from it: whoever sends
 * an editor a link must not choose whose script is published.
 */

import { isHttps } from "../link.js";
import { DEFAULTS } from "./choice.js";

const KEPT = Object.keys(DEFAULTS).filter((name) => !["text", "folder"].includes(name));

/** Values that are no choice from a list, and how they look. */
const LOOKS = {
  facts: isHttps,
  at: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
};

/** The choice that a fragment says. */
export const fromFragment = (fragment) => {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const isGood = (name) => said.has(name) && (LOOKS[name]?.(said.get(name)) ?? true);
  return { ...DEFAULTS, ...Object.fromEntries(KEPT.filter(isGood).map((name) => [name, said.get(name)])) };
};

/** The fragment of a choice; empty for what is chosen on arrival. */
export const toFragment = (choice) => {
  const changed = KEPT.filter((name) => choice[name] !== DEFAULTS[name]);
  const fragment = new URLSearchParams(changed.map((name) => [name, choice[name]])).toString();
  return fragment && `#${fragment}`;
};

/** Writes the choice into the address, without a new step in the browser's own history. */
export const keep = (choice) => {
  const address = location.pathname + location.search + toFragment(choice);
  try {
    if (address !== location.pathname + location.search + location.hash) history.replaceState(null, "", address);
  } catch {
    // Some browsers refuse after a hundred changes in half a minute; the next one is written again.
  }
};
