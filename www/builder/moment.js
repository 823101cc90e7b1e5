/**
 * The moment to look at: a slider over days, a field to the second, and the milestones themselves.
 *
 * Times are those of the place where the dates were set: its offset comes with the topic, and the editor's own zone plays
 * no part.
 */

import { at, make, write } from "./page.js";
import { spoken as language, t } from "./words.js";

const DAY = 86_400_000;

/** How many days of before and after the milestones the slider reaches. */
const AROUND = 45;

/** Milliseconds since 1970 of what is previewed; none is now. */
let chosen;
let offset = "+00:00";
let first = 0;
let listener = () => {};

/** Whether the card is one of an earlier choice, and whether it has never been another of this topic. */
let isOld = false;
let isNone = false;

/** Whether a card of the editor's own topic was shown since it was chosen. */
let hadOwn = false;

const shift = () => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [, "+", "0", "0"];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** The wall clock there, to the second. */
const local = (moment) => new Date(moment + shift()).toISOString().slice(0, 19);

/** The first instant of a day there. */
const midnight = (moment) => Math.floor((moment + shift()) / DAY) * DAY - shift();

/** What the `now` attribute takes; empty for now. */
export const moment = () => (chosen === undefined ? "" : local(chosen) + offset);

/** Whether the article keeps the moment. */
export const isFrozen = () => chosen !== undefined && at("frozen").checked;

/** The offset as it is read: with a minus. */
const zone = () => `UTC${offset.replace("-", "−")}`;

const day = new Intl.DateTimeFormat(language === "en" ? "en-US" : language, { dateStyle: "long", timeZone: "UTC" });
const spoken = (moment) => `${day.format(moment + shift())}, ${local(moment).slice(11)} (${zone()})`;

const words = () => {
  if (isNone) return t("The card appears here when its topic has all that it needs.");
  if (isOld) return t("Not your choice yet: the last card that could be shown.");
  if (chosen === undefined) return t("What readers see now.");
  return isFrozen()
    ? t("The card of {moment}. The article keeps it so.", { moment: spoken(chosen) })
    : t("A look at {moment}. Readers see the card of their own day.", { moment: spoken(chosen) });
};

const show = () => {
  const isNow = chosen === undefined;
  const here = chosen ?? Date.now();
  at("day").value = String(Math.round((midnight(here) - first) / DAY));
  at("day").ariaValueText = day.format(here + shift());
  if (document.activeElement !== at("at") || isNow) at("at").value = isNow ? "" : local(chosen);
  at("now").disabled = at("frozen").disabled = isNow;
  if (isNow) at("frozen").checked = false;
  at("stage").dataset.preview = isOld ? "old" : isNow ? "" : "moment";
  write(at("moment"), words());
};

/** Looks at another moment; `source` is the field that goes on being typed or dragged in. */
const choose = (to, source = "") => {
  chosen = to;
  show();
  listener(source);
};

/** Looks at the moment that was looked at before; an empty text is now. */
export const look = (text, keepsIt) => {
  chosen = text ? Date.parse(text) : undefined;
  at("frozen").checked = keepsIt;
  show();
};

at("day").addEventListener("input", () => choose(first + Number(at("day").value) * DAY, "day"));
at("at").addEventListener("input", () => {
  const typed = Date.parse(`${at("at").value}Z`);
  if (!Number.isNaN(typed)) choose(typed - shift(), "at");
});
at("now").addEventListener("click", () => {
  at("day").focus();
  choose(undefined);
});
at("frozen").addEventListener("change", () => choose(chosen));

/** The offset by which moments are written; the moment stays the same instant. */
export const setOffset = (there) => {
  offset = there;
  write(at("at-label"), t("Date and time ({zone}, where the date was set)", { zone: zone() }));
};

/** The milestones of the product that was chosen. */
export const setDates = (milestones) => {
  const known = JSON.stringify([milestones, offset]);
  if (at("milestones").dataset.known === known) return;
  at("milestones").dataset.known = known;
  const moments = [...milestones.map((date) => date.at), Date.now()];
  first = midnight(Math.min(...moments)) - AROUND * DAY;
  at("day").max = String(Math.round((midnight(Math.max(...moments)) - first) / DAY) + AROUND);
  at("milestones").replaceChildren(...milestones.map(row));
  show();
};

/** Says that the card is one of an earlier choice, or of this one; of a topic of the editor's own there may be none yet. */
export const setOld = (old, isOwn) => {
  hadOwn = isOwn && (hadOwn || !old);
  [isOld, isNone] = [old, old && isOwn && !hadOwn];
  at("screen").hidden = isNone;
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
  return make("li", {}, name, " ", button(t("Just before"), moment - 1000), " ", button(t("From then on"), moment));
};

/** Calls back when another moment is chosen, with the field that goes on being typed or dragged in. */
export const onMoment = (call) => (listener = call);
