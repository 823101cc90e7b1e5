/** GitHub's relative-time element, as an elapsed time down to the second. */

import "@github/relative-time-element";

import { DEADLINE, places } from "./work.js";

places("relative-time", (place) => {
  place.setAttribute("datetime", DEADLINE);
  place.setAttribute("format", "elapsed");
  place.setAttribute("precision", "second");
});
