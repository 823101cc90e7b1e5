/** simplyCountdown: words and numbers in four sections, a timer each. */

import simplyCountdown from "simplycountdown.js";

import { DEADLINE, places } from "./work.js";

const at = new Date(DEADLINE);
for (const place of places()) {
  simplyCountdown(place, {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hours: at.getUTCHours(),
    minutes: at.getUTCMinutes(),
    seconds: at.getUTCSeconds(),
    enableUtc: true,
  });
}
