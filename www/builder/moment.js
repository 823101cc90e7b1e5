/**
 * The moment to look at: a slider over days, a field to the second, and the milestones themselves.
 *
 * Times are the law's: its offset comes with the catalogue, and the reader's own clock and zone play no part.
 */

import { at, make } from "./page.js";

const DAY = 86_400_000;

/** How many days of before and after the milestones the slider reaches. */
const AROUND = 45;

/** Milliseconds since 1970 of what is previewed; none is now. */
let chosen;
let offset = "+00:00";
let dates = [];
let first = 0;
let listener = () => {};

/** Whether the card is one of an earlier choice. */
let isOld = false;

const shift = () => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [, "+", "0", "0"];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** The law's wall clock, to the second. */
const local = (moment) => new Date(moment + shift()).toISOString().slice(0, 19);

/** The first instant of the law's day. */
const midnight = (moment) => Math.floor((moment + shift()) / DAY) * DAY - shift();

/** What the `now` attribute takes; empty for now. */
export const moment = () => (chosen === undefined ? "" : local(chosen) + offset);

/** Whether the article keeps the moment. */
export const isFrozen = () => chosen !== undefined && at("frozen").checked;

const show = () => {
  const isNow = chosen === undefined;
  const here = chosen ?? Date.now();
  at("day").value = String(Math.round((midnight(here) - first) / DAY));
  at("day").ariaValueText = local(here).slice(0, 10);
  if (document.activeElement !== at("at")) at("at").value = isNow ? "" : local(chosen);
  at("now").disabled = at("frozen").disabled = isNow;
  if (isNow) at("frozen").checked = false;
  at("stage").dataset.preview = isOld ? "old" : isNow ? "" : "moment";
  at("moment").textContent = isOld
    ? "Not this choice, which has the problems below: the last one without any."
    : isNow
      ? "What readers see now."
      : `Preview of ${local(chosen).replace("T", ", ")} (UTC${offset}). ${isFrozen() ? "The article keeps it." : "Readers see today."}`;
};

const choose = (to) => {
  chosen = to;
  show();
  listener();
};

at("day").addEventListener("input", () => choose(first + Number(at("day").value) * DAY));
at("at").addEventListener("input", () => {
  const typed = Date.parse(`${at("at").value}Z`);
  if (!Number.isNaN(typed)) choose(typed - shift());
});
at("now").addEventListener("click", () => {
  at("day").focus();
  choose(undefined);
});
at("frozen").addEventListener("change", () => choose(chosen));

/** The milestones of the product that was chosen, and the law's offset. */
export const setDates = (milestones, lawOffset) => {
  const known = JSON.stringify([dates, offset]);
  [dates, offset] = [milestones, lawOffset];
  if (JSON.stringify([dates, offset]) === known) return;
  at("at-label").textContent = `Date and time (UTC${offset}, the law’s)`;
  const moments = [...dates.map((date) => date.at), Date.now()];
  first = midnight(Math.min(...moments)) - AROUND * DAY;
  at("day").max = String(Math.round((midnight(Math.max(...moments)) - first) / DAY) + AROUND);
  at("milestones").replaceChildren(...dates.map(row));
  show();
};

/** Says that the card is one of an earlier choice, or of this one. */
export const setOld = (old) => {
  isOld = old;
  show();
};

const row = ({ label, date, at: moment }) => {
  const button = (words, to) => {
    const made = make("button", { type: "button", textContent: words });
    made.ariaLabel = `${words}: ${label}`;
    made.addEventListener("click", () => choose(to));
    return made;
  };
  const name = make("span", {}, make("bdi", { textContent: label }), ", ", make("bdi", { textContent: date }));
  return make("li", {}, name, " ", button("The last second before", moment - 1000), " ", button("The moment itself", moment));
};

/** Calls back when another moment is chosen. */
export const onMoment = (call) => (listener = call);
