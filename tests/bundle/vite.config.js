/** A newsroom's own build, one page for each way to use the package. */

import { svelte } from "@sveltejs/vite-plugin-svelte";

const PAGES = ["index", "plain", "react", "vue", "svelte"];

export default {
  plugins: [svelte()],
  logLevel: "warn",
  build: { rollupOptions: { input: PAGES.map((page) => `${page}.html`) } },
};
