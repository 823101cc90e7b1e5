/** EasyTimer, which counts; the page writes what it says. */

import { Timer } from "easytimer.js";

import { DEADLINE, LABEL, places } from "./work.js";

for (const place of places()) {
  const left = Math.floor((Date.parse(DEADLINE) - Date.now()) / 1000);
  const timer = new Timer({ countdown: true, startValues: { seconds: left }, precision: "seconds" });
  const draw = () => {
    place.textContent = `${LABEL}: ${timer.getTimeValues().toString(["days", "hours", "minutes", "seconds"])}`;
  };
  timer.start();
  draw();
  timer.addEventListener("secondsUpdated", draw);
}
