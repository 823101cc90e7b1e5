/** The player's module, where it is a file beside the script: for the builder page, which shows it too. */

import { get } from "../get.js";

/** The bytes of the module, if they are those that the script was made with. */
export const bytes = ({ origin }) => get(new URL("phaseout.wasm", import.meta.url), "engine", "arrayBuffer", origin);
