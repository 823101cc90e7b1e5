/**
 * Files of ours, for projects that bundle: each is a module, imported by its literal name.
 *
 * That is the one way to name a file that every bundler knows, and Node, Deno and Bun too: no address, so none that is of
 * the machine on which it was built, nothing to copy, and no request that comes to nothing. files.js has the same for the
 * script that pages include.
 */

import { bytesOf } from "player";
import { desk, texts } from "texts";

import { Problems, get, inTime } from "./get.js";

/** Stands for the folder that files of ours are in. */
const HERE = "phaseout:";

export const own = () => HERE;

/** A build pins facts with the code: what is newer comes with the next one. */
export const folders = () => [HERE];

export const textFrom = async (url, place) => {
  if (!url.startsWith(HERE)) return get(url, place, "text");
  const path = url.slice(HERE.length);
  if (Object.hasOwn(texts, path)) return (await inTime(texts[path](), 9000)).default;
  throw Object.assign(new Problems([{ place, message: `${path} is not taken along` }]), { isMissing: true });
};

/** The desk as JavaScript is not among them: so large that bundlers warn of it. */
const SCRIPTS = {
  "phaseout-clock.js": () => import("./phaseout-clock.js"),
  "phaseout-search.js": () => import("./phaseout-search.js"),
  "phaseout-share.js": () => import("./phaseout-share.js"),
  "phaseout.desk.js": () => import("./phaseout.desk.js"),
  "phaseout.fallback.js": () => import("./phaseout.fallback.js"),
};

export const script = async (name) => {
  if (!Object.hasOwn(SCRIPTS, name)) throw `${name} is not taken along by a bundler`;
  return inTime(SCRIPTS[name](), 9000);
};

export const deskBytes = async () => {
  const parts = await inTime(Promise.all(desk.map((part) => part())), 9000);
  return bytesOf(parts.map((part) => part.default).join(""));
};

/** What was built has no host of its own: the page's knows the time. */
export const clockAt = () => location.href;
