/** How setup.mjs has Node find modules: by alias in `stand-ins/`, else in www/. */

import { readFile } from "node:fs/promises";

const STAND_INS = new URL("stand-ins/", import.meta.url);
const WWW = new URL("../../www/", import.meta.url);

const ALIASES = ["glue", "player", "texts"];

/** The folders of setup.mjs. */
const FOLDER = /^https:\/\/cdn\.example\/\d+\/(\d+\.\d+\.\d+\/)?/;

export const resolve = (specifier, { parentURL }, next) => {
  if (ALIASES.includes(specifier)) return { url: new URL(`${specifier}.js`, STAND_INS).href, shortCircuit: true };
  // What the page's script has; modules.js has the same for bundlers.
  const name = specifier === "files" ? "./files.js" : specifier;
  const url = parentURL && FOLDER.test(parentURL) ? new URL(name, parentURL).href : name;
  return FOLDER.test(url) ? { url, shortCircuit: true } : next(specifier);
};

export const load = async (url, context, next) => {
  if (!FOLDER.test(url)) return next(url, context);
  const name = url.replace(FOLDER, "");
  const text = await readFile(new URL(name, STAND_INS), "utf8").catch(() => readFile(new URL(name, WWW), "utf8"));
  const source = name.endsWith(".css") ? `export default ${JSON.stringify(text)}` : text;
  return { format: "module", source, shortCircuit: true };
};
