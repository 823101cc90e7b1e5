/**
 * A note for readers whose clock is off, for hosts that ask for it by `clock`: a card in, a sentence under it out.
 *
 * Asks the host that it is given for the time, once for a page. The card goes on by the reader's clock: nothing is ever
 * shifted. Where the time cannot be had, nothing is said. Loaded only where a card has the attribute.
 */

import { dress, spoken } from "./beside.js";

/* global CLOCK_WORDS -- the note, by language; put in by the build */

/** In milliseconds: what a clock may be off, and how long an answer may take; at either itself all is well. */
const TOLERANCE = 300000;
const PATIENCE = 60000;

const CSS = `
[part~=clock] { margin: 0.5em 0 0; overflow-wrap: anywhere }
:host(:not([clock])) [part~=clock] { display: none }`;

/** Puts the note under a card whose reader's clock is off from that of the host of `url`, or leaves the one that is there in the card's language. */
export const note = async (card, url) => {
  const isOff = !card.now && (await (off ??= compare(url)));
  // The card may have become another while it was asked; without one of ours there is nothing to note.
  const root = card.shadowRoot;
  let said = root.querySelector("[part~=clock]");
  if (!isOff || card.now) return said?.remove();
  const shown = root.querySelector("[part~=card]");
  if (!shown) return;
  if (!said) {
    said = document.createElement("p");
    said.part = "clock";
    shown.after(said);
  }
  Object.assign(said, { lang: shown.lang, dir: shown.dir });
  const text = spoken(shown, CLOCK_WORDS);
  if (said.textContent !== text) said.textContent = text;
  dress(root, CSS);
};

/** Whether the reader's clock is off, once it was asked for. */
let off;

/** Whether the reader's clock, half way between question and answer, is off from the server's. */
const compare = async (url) => {
  const asked = Date.now();
  const { headers, ok } = await fetch(url, {
    method: "HEAD",
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  const took = Date.now() - asked;
  // An answer out of a cache is as old as it says. A date that may not be read is none, and no number is off from that.
  const server = instant(headers.get("date")) + headers.get("age") * 1000;
  return ok && took >= 0 && took <= PATIENCE && Math.abs(asked + took / 2 - server) > TOLERANCE;
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The milliseconds of a header's date, in the one form that servers may send (RFC 9110, 5.6.7); of any other none. */
const instant = (text) => {
  const [, day, month, year, ...time] = /(\d+) (\w+) (\d+) (\d+):(\d+):(\d+)/.exec(text) ?? [];
  const at = Date.UTC(year, MONTHS.indexOf(month), day, ...time);
  return new Date(at).toUTCString() === text ? at : NaN;
};
