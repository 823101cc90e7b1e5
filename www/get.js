/** How this module asks for its own files, and how it says what is wrong. Keeps nothing. */

/** What is wrong, as `phase-out-error` carries it. */
export class Problems extends Error {
  name = "PhaseOutProblems";

  /** @param {{ place: string, message: string }[]} problems */
  constructor(problems) {
    super(problems.map(({ place, message }) => `${place}: ${message}`).join("; "));
    this.problems = problems;
  }

  /** Whatever was thrown, as problems. */
  static of(thrown) {
    if (thrown instanceof Problems) return thrown;
    return new Problems(Array.isArray(thrown) ? thrown : [{ place: "engine", message: String(thrown) }]);
  }
}

/** A page that hangs is a page that fails: after this many milliseconds nothing is waited for. */
const PATIENCE = 3000;

/** What a promise brings in time; what it brings later is dropped. */
export const inTime = (promise, patience = PATIENCE) =>
  new Promise((resolve, reject) => {
    const end = setTimeout(() => reject(`no answer within ${patience} ms`), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(end));
  });

/** The body of a file, by the name of the method that reads it, without credentials or referrer. */
export const get = async (url, place, method, integrity = "") => {
  try {
    const answer = await inTime(fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", integrity }));
    if (!answer.ok) throw `it answers ${answer.status}`;
    return await inTime(answer[method]());
  } catch (error) {
    throw new Problems([{ place, message: `${url} cannot be fetched: ${error}` }]);
  }
};
