/**
 * Where facts lie: what a host says of them in, their texts out.
 *
 * Code is pinned, facts are current. A script in a folder that is named after its version asks for the cards beside that
 * folder, which are corrected for as long as anybody publishes them; where they cannot be had or played, the copy that
 * came with the script stands in. Fetches each text once. Reads no words and no facts.
 */

import { folders, textFrom } from "files";

import { Problems } from "./get.js";

/** Texts that were asked for before; what failed is asked for again. */
const texts = new Map();

/** The text at an address. */
export const textAt = (url, place) => {
  const key = String(url);
  if (!texts.has(key)) {
    const text = textFrom(key, place);
    texts.set(key, text);
    text.catch(() => texts.delete(key));
  }
  return texts.get(key);
};

/**
 * What becomes of a file of ours: of the first folder where there is one that `take` does not refuse.
 * @param {(text: string, url: string) => T} take throws where the text is not what it should be
 * @param {(error: Problems) => void} note is told what was wrong in a folder before that one
 * @param {number} [most] how many folders are asked at most
 * @throws {Problems} those of the first folder; `isMissing` where no folder has the file
 */
export const fromFolders = async (path, place, isPinned, take, note, most) => {
  const faults = [];
  for (const folder of [...folders(isPinned)].slice(0, most)) {
    const url = folder + path;
    try {
      const taken = await take(await textAt(url, place), url);
      for (const fault of faults) if (!fault.isMissing) note(fault);
      return taken;
    } catch (thrown) {
      faults.push(Problems.of(thrown));
    }
  }
  throw faults.find(({ isMissing }) => !isMissing) ?? faults[0];
};

/** What an address means: a topic of ours by its id, a folder of cards that somebody else has compiled, or a topic's text. */
export const meant = (address) => {
  if (!address) return { topic: "kaspersky-us" };
  const url = allowed(address);
  for (const folder of folders()) {
    const file = url.startsWith(`${folder}catalogue/`) && url.slice(folder.length + 10);
    if (/^[a-z\d-]+\.json$/.test(file)) return { topic: file.slice(0, -5) };
  }
  return url.endsWith("/") ? { folder: url } : { url };
};

/** An address that a host may name: https, or of the page's own origin. */
const allowed = (address) => {
  let url;
  try {
    url = new URL(address, globalThis.document?.baseURI);
  } catch {
    // Not every engine has `URL.canParse`; what is no address is neither.
  }
  // A page without an address of its own (`srcdoc`) has the origin of the page around it.
  const { location, origin } = globalThis;
  const isOwn = url && url.origin !== "null" && [origin, location?.origin].includes(url.origin);
  if (isOwn || url?.protocol === "https:") return url.href;
  throw new Problems([{ place: "catalogue", message: `\`${address}\` is neither https nor of the page's own origin` }]);
};
