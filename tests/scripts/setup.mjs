/**
 * Lets Node load the scripts of www/ as they are written, before any build.
 *
 *     node --import=./tests/scripts/setup.mjs --test tests/scripts/*.test.mjs
 *
 * `cargo xtask test` does so, and counts them. What a build puts in is given here: defines as globals, which a test may set anew, and what aliases name from
 * `stand-ins/`. The sources lie below `https://cdn.example/NUMBER/`, so that addresses are what they are in a page, and
 * each number has modules that nobody has used; behind it may come a folder named as a version is.
 */

import { register } from "node:module";

register("./hooks.mjs", import.meta.url);

Object.assign(globalThis, {
  HASHES: {},
  IS_BUNDLED: false,
  LANGUAGES: ["de", "en", "es", "pt", "zh-Hans", "zh-Hant"],
  CLOCK_WORDS: { en: "This clock is off." },
  FRAME_WORDS: { en: ["This card could not be loaded.", "Open it"], fr: ["Carte introuvable.", "Ouvrir"] },
  DESK_FILES: "phaseout.desk",
  PLAYER_INTEGRITY: "sha384-player",
  SEARCH_WORDS: { en: ["Search by name", "No product of that name"] },
  SHARE_WORDS: { en: ["Copy link to this answer", "Link copied"] },
  VERSION: "1.2.3",
});
