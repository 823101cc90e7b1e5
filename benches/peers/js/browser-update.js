/** browser-update: no countdown, but the notice that news sites know; shown at once, as its test mode does. */

import browserUpdate from "browser-update/update.npm.full.js";

browserUpdate({ required: { c: 9999 }, test: true, reminder: 0, style: "top", insecure: true });
