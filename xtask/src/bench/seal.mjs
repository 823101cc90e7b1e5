// Seals a catalogue by the checks of a built folder: the folder and the catalogue's path in, the sealed text out.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, catalogue] = process.argv.slice(2);
const { makeCore } = await import(pathToFileURL(resolve(folder, "phaseout.check.js")));
const instantiate = async (imports) => {
  const { instance } = await WebAssembly.instantiate(await readFile(resolve(folder, "phaseout.check.wasm")), imports);
  return instance.exports;
};
const { sealFacts } = await makeCore(instantiate, (error) => { throw error; });
process.stdout.write(sealFacts(await readFile(catalogue, "utf8")));
