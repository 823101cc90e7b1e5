/** What the tests of scripts share: folders that nobody has used, and hosts that answer. */

let folders = 0;

/** The address of a folder with all scripts of ours, that no test has used. */
export const folder = (version = "") => `https://cdn.example/${(folders += 1)}/${version && `${version}/`}`;

/** A module of www/, from a folder of its own. */
export const fresh = (name) => import(folder() + name);

/**
 * Has `fetch` answer by address: a text, a number for a status, or what a function says of its options; else 404.
 * @returns what was asked for, in order, as `[address, options]`
 */
export const answer = (answers) => {
  const asked = [];
  globalThis.fetch = async (url, options) => {
    asked.push([String(url), options]);
    const said = answers[url] ?? 404;
    if (typeof said === "function") return said(options);
    return typeof said === "number" ? new Response("", { status: said }) : new Response(said);
  };
  return asked;
};

/** The problems that a promise is rejected with, a text each. */
export const problemsOf = async (promise) => {
  try {
    await promise;
  } catch (thrown) {
    return thrown.problems.map(({ place, message }) => `${place}: ${message}`);
  }
  return [];
};

/** Lets everything go on that waits for nothing but promises. */
export const settled = () => new Promise((done) => setImmediate(done));
