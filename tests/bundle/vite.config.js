/** A newsroom's own build, one page for each way to use the package. */

import { cp } from "node:fs/promises";
import { join } from "node:path";

import { svelte } from "@sveltejs/vite-plugin-svelte";

const FACTS = ["cards", "catalogue"];
const PAGES = ["index", "plain", "react", "vue", "svelte"];

/** Facts lie beside the script, and are no part of a build: they are corrected while it stands. */
const facts = {
  name: "facts",
  writeBundle: ({ dir }) =>
    Promise.all(FACTS.map((folder) => cp(join(import.meta.dirname, "node_modules/phaseout", folder), join(dir, "assets", folder), { recursive: true }))),
};

export default {
  plugins: [svelte(), facts],
  logLevel: "warn",
  build: { rollupOptions: { input: PAGES.map((page) => `${page}.html`) } },
};
