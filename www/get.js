/** How this module asks for its own files, and how it says what is wrong. Keeps nothing. */

/** What is wrong, as `phase-out-error` carries it. */
export class Problems extends Error {
  name = "PhaseOutProblems";
  /** Whether all that is wrong is that a file is not there. */
  isMissing = false;

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

/** Most bytes of a file, and of whatever a core is given to read. */
export const MOST_BYTES = 262144;
/** Those of a card's file, as docs/card-format.md has them: it may well be of all products. */
const MOST_OF_CARD = 2097152;

/** What a promise brings in time; what it brings later is dropped. */
export const inTime = (promise, patience = PATIENCE) =>
  new Promise((resolve, reject) => {
    const end = setTimeout(() => reject(`no answer within ${patience} ms`), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(end));
  });

/**
 * The body of a file, by the name of the method that reads it. It needs no cookies, and tells no referrer. What is too
 * large or takes too long is not read on; what has to have a hash may be of any size.
 */
export const get = async (url, place, method, integrity = "") => {
  const stop = new AbortController();
  let isMissing;
  try {
    const { signal } = stop;
    const answer = await inTime(fetch(url, { referrerPolicy: "no-referrer", integrity, signal }));
    isMissing = answer.status === 404 || answer.status === 410;
    if (!answer.ok) throw `it answers ${answer.status}`;
    return await inTime(integrity ? answer[method]() : bodyOf(answer, method, place === "card" ? MOST_OF_CARD : MOST_BYTES));
  } catch (error) {
    stop.abort();
    throw Object.assign(new Problems([{ place, message: `${url} cannot be fetched: ${error}` }]), { isMissing });
  }
};

const bodyOf = async ({ body }, method, most) => {
  const reader = body.getReader();
  const chunks = [];
  let left = most;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks)[method]();
    left -= value.length;
    if (left < 0) throw `it has more than ${most} bytes`;
    chunks.push(value);
  }
};
