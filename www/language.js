/**
 * Which of several languages a reader means: a BCP 47 tag and the tags there are in, the best of them out.
 *
 * The same as `src/language.rs`, for what has to choose before a core is there; a test compares the two.
 */

/** Tags that say the same by another name, the longest first; what follows stays. As in `src/language.rs`. */
const NAMES = [
  ["zh-tw", "zh-hant-tw"],
  ["zh-hk", "zh-hant-hk"],
  ["zh-mo", "zh-hant-hk-mo"],
  ["zh-hant", "zh-hant"],
  ["zh-hans", "zh-hans"],
  ["cmn-hant", "zh-hant"],
  ["yue-hans", "zh-hans"],
  ["yue", "zh-hant"],
  ["cmn", "zh-hans"],
  ["zh", "zh-hans"],
  ["iw", "he"],
  ["in", "id"],
  ["tl", "fil"],
  ["no", "nb"],
];

/** The language, its regions that are written in one way, and the name of how all others are. As in `src/language.rs`. */
const REGIONS = [["es", "es gq ph ea ic", "419"], ["pt", "br", "pt"]];

/** A tag in small letters, with what it leaves unsaid. */
const canonical = (written) => {
  const tag = written.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll("_", "-");
  const known = NAMES.find(([name]) => `${tag}-`.startsWith(`${name}-`));
  if (known) return known[1] + tag.slice(known[0].length).replace(/^-han[st]/, "");
  const [language, region] = tag.split("-");
  const [, regions, name] = REGIONS.find(([of]) => of === language) ?? [];
  const isOther = regions && region?.length === 2 && region !== name && !regions.split(" ").includes(region);
  return isOther ? `${language}-${name}${tag.slice(language.length)}` : tag;
};

/** How many characters of whole subtags two tags share at their beginning. */
const shared = (wanted, tag) => {
  const [one, other] = [`${wanted}-`, `${tag}-`];
  let shared = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at++) if (one[at] === "-") shared = at;
  return shared;
};

/**
 * Which of some tags is the best for a reader, as `best_language` in Rust chooses: the same tag, else the nearest shorter
 * one, else the first of the same language, where Chinese in its two scripts is two; nothing, where none is.
 */
export const bestLanguage = (wanted, known) => {
  const asked = canonical(wanted);
  const language = asked.startsWith("zh") ? 7 : Math.max(1, asked.split("-")[0].length);
  let best;
  let longest = 0;
  for (const tag of known) {
    const other = canonical(tag);
    const same = shared(asked, other);
    const fit = same === other.length ? 2 * same + 1 : same >= language ? 2 : 0;
    if (fit > longest) [best, longest] = [tag, fit];
  }
  return best;
};
