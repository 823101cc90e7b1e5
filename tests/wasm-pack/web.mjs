/** What `wasm-pack build --target web` has made: the module is loaded by whoever imports it. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { check } from "./check.mjs";

const folder = resolve(process.argv[2]);
const { main } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
const phaseout = await import(pathToFileURL(`${folder}/${main}`));
await phaseout.default({ module_or_path: readFileSync(`${folder}/phaseout_bg.wasm`) });
check(phaseout);
