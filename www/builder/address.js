/**
 * The page's address as a bookmark: a choice in, its fragment out, and back.
 *
 * Only what differs from the default is written; what is unknown or bad is not read. A fragment is sent to nobody. A
 * topic of the editor's own is in it as a whole, pressed together, as long as it is short enough for an address. The folder that articles load their script from is never taken from it: whoever sends
 * an editor a link must not choose whose script is published.
 */

import { isHttps } from "../link.js";
import { DEFAULTS } from "./choice.js";
import { OWN } from "./topics.js";

/** Characters of the longest topic in an address, after it was pressed together: what programs that pass addresses on take. */
const MOST = 8_000;

/** Characters of a topic that are unpressed at most: as many as a topic may have. */
const MOST_TEXT = 262_144;

const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** A text as characters of an address, by deflate; empty where it is too long, or the browser cannot. */
const pressed = async (text) => {
  if (!text.trim() || typeof CompressionStream === "undefined") return "";
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const said = btoa(String.fromCharCode(...bytes.slice(0, MOST))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return said.length > MOST ? "" : said;
};

/** The text again; empty for what is none. */
const unpressed = async (said) => {
  try {
    const bytes = Uint8Array.from(atob(said.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    // A few characters can be the whole of a gigabyte: no more is read than a topic may have.
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      if (text.length > MOST_TEXT) {
        await reader.cancel();
        return "";
      }
    }
    return text;
  } catch {
    return "";
  }
};

const KEPT = Object.keys(DEFAULTS).filter((name) => !["text", "folder"].includes(name));

/** Values that are no choice from a list, and how they look. */
const LOOKS = {
  facts: isHttps,
  at: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
};

/** The choice that a fragment says. */
export const fromFragment = async (fragment) => {
  const said = new URLSearchParams(fragment.replace(/^#/, ""));
  const isGood = (name) => said.has(name) && (LOOKS[name]?.(said.get(name)) ?? true);
  const text = said.has("file") ? await unpressed(said.get("file")) : "";
  return { ...DEFAULTS, ...Object.fromEntries(KEPT.filter(isGood).map((name) => [name, said.get(name)])), text };
};

/** The fragment of a choice; empty for what is chosen on arrival. */
export const toFragment = async (choice) => {
  const changed = KEPT.filter((name) => choice[name] !== DEFAULTS[name]).map((name) => [name, choice[name]]);
  const file = choice.topic === OWN ? await pressed(choice.text) : "";
  const fragment = new URLSearchParams(file ? [...changed, ["file", file]] : changed).toString();
  return fragment && `#${fragment}`;
};

/** Counts choices, so that an earlier one, which took longer to press, does not stand at last. */
let turn = 0;

/** Writes the choice into the address, without a new step in the browser's own history. Says whether all of it is there. */
export const keep = async (choice) => {
  const mine = (turn += 1);
  const fragment = await toFragment(choice);
  const isWhole = choice.topic !== OWN || !choice.text.trim() || fragment.includes("file=");
  if (mine !== turn) return isWhole;
  const address = location.pathname + location.search + fragment;
  try {
    if (address !== location.pathname + location.search + location.hash) history.replaceState(null, "", address);
  } catch {
    // Some browsers refuse after a hundred changes in half a minute; the next one is written again.
  }
  return isWhole;
};
