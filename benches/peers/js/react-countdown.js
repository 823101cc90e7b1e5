/** react-countdown with React, one root for all. */

import { createElement } from "react";
import { createRoot } from "react-dom/client";
import Countdown from "react-countdown";

import { COUNT, DEADLINE, LABEL } from "./work.js";

const renderer = ({ days, hours, minutes, seconds }) =>
  createElement("p", { className: "count" }, `${LABEL}: ${days} days ${hours} hours ${minutes} minutes ${seconds} seconds`);

createRoot(document.getElementById("widgets")).render(
  Array.from({ length: COUNT }, (_, key) => createElement(Countdown, { key, date: DEADLINE, renderer })),
);
