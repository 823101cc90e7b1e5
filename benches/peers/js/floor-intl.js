/** The floor with the platform's own words: the same element, its numbers, units and date by `Intl`. */

import { CountDown, start } from "./intl.js";

start(CountDown);
