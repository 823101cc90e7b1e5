/**
 * Files of ours, for the script that pages include: they lie beside it, and each is asked for when it is needed.
 *
 * modules.js has the same for projects that bundle, where nothing has an address that we could know.
 */

import { get } from "./get.js";
import { later } from "./later.js";

/* global DESK_FILES, VERSION -- what the files of the desk are called, and the version of this script, put in by the build */

const { url: here } = import.meta;

/** The folder of this script. A script that was put into a page by itself has none, and throws. */
export const own = () => new URL(".", here).href;

/** The folders to ask for a file of ours, the one with the newest facts first. */
export const folders = (isPinned) => {
  const folder = own();
  return folder.endsWith(`/${VERSION}/`) && !isPinned ? [new URL("../", folder).href, folder] : [folder];
};

/** The text at an address. */
export const textFrom = (url, place) => get(url, place, "text");

/** A script of ours that most pages do without, by its name. */
export const script = (name) => later(new URL(name, here));

/** The bytes of the desk's module, if they are those that its glue was made with. */
export const deskBytes = ({ origin }) => get(new URL(`${DESK_FILES}.wasm`, here), "engine", "arrayBuffer", origin);

/** What a reader's clock is compared with: a file of the host that the facts come from. */
export const clockAt = () => new URL("phaseout-clock.js", here).href;
