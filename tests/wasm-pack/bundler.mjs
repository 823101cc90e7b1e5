/** What `wasm-pack build --target bundler` has made: the module is imported as one, which Node does as bundlers do. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { check } from "./check.mjs";

const folder = resolve(process.argv[2]);
const { main } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
check(await import(pathToFileURL(`${folder}/${main}`)));
