/** How files are asked for: what is refused, when, and in which words. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { answer, fresh, problemsOf, settled } from "./host.mjs";

const { MOST_BYTES, Problems, get, inTime } = await fresh("get.js");

const URL_ = "https://cdn.example/card.json";

/** Has a host answer with parts of these sizes, and says how many it was asked for and whether it was told to stop. */
const parts = (sizes) => {
  const seen = { sent: 0 };
  const pull = (controller) => {
    if (seen.sent === sizes.length) return controller.close();
    controller.enqueue(new Uint8Array(sizes[seen.sent]).fill(120));
    seen.sent += 1;
  };
  answer({
    [URL_]: ({ signal }) => {
      seen.signal = signal;
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
    },
  });
  return seen;
};

test("a file comes as it is, without cookies of another site and without a referrer", async () => {
  const asked = answer({ [URL_]: "ä" });
  assert.equal(await get(URL_, "card", "text"), "ä");
  const [[url, options]] = asked;
  assert.deepEqual([url, options.referrerPolicy, options.integrity], [URL_, "no-referrer", ""]);
});

test("a file may have as many bytes as are allowed, a card more than others, and not one more", async () => {
  assert.equal(MOST_BYTES, 262144);
  for (const [place, most] of [["catalogue", 262144], ["lang", 262144], ["card", 2097152]]) {
    parts([most - 1, 1]);
    assert.equal((await get(URL_, place, "text")).length, most);
    parts([most, 1]);
    assert.deepEqual(await problemsOf(get(URL_, place, "text")), [
      `${place}: ${URL_} cannot be fetched: it has more than ${most} bytes`,
    ]);
  }
});

test("what is too large is not read on", async () => {
  const seen = parts(Array(1000).fill(100000));
  await problemsOf(get(URL_, "catalogue", "text"));
  assert.deepEqual([seen.sent, seen.signal.aborted], [3, true]);
});

test("what has to have a hash may be of any size, and the browser is told the hash", async () => {
  const asked = answer({ [URL_]: "x".repeat(MOST_BYTES + 1) });
  assert.equal((await get(URL_, "engine", "blob", "sha384-x")).size, MOST_BYTES + 1);
  assert.equal(asked[0][1].integrity, "sha384-x");
});

test("that there is no file is told from all that can be wrong with one", async () => {
  for (const [status, isMissing] of [[404, true], [410, true], [403, false], [500, false]]) {
    answer({ [URL_]: status });
    const error = await get(URL_, "card", "text").catch((error) => error);
    assert.equal(error.isMissing, isMissing, String(status));
    assert.deepEqual(error.problems, [{ place: "card", message: `${URL_} cannot be fetched: it answers ${status}` }]);
  }
  answer({ [URL_]: () => Promise.reject(new TypeError("blocked")) });
  const error = await get(URL_, "card", "text").catch((error) => error);
  assert.deepEqual([!!error.isMissing, error instanceof Problems], [false, true]);
});

test("an answer is waited for three seconds, and so is its body; then nobody waits any more", async () => {
  const hangs = new Response(new ReadableStream({}));
  for (const said of [() => new Promise(() => {}), () => hangs]) {
    let signal;
    answer({
      [URL_]: (options) => {
        ({ signal } = options);
        return said();
      },
    });
    mock.timers.enable({ apis: ["setTimeout"] });
    let problems;
    const asked = problemsOf(get(URL_, "card", "text")).then((told) => (problems = told));
    await settled();
    mock.timers.tick(2999);
    await settled();
    assert.deepEqual([problems, signal.aborted], [undefined, false]);
    mock.timers.tick(1);
    await asked;
    mock.timers.reset();
    assert.deepEqual(problems, [`card: ${URL_} cannot be fetched: no answer within 3000 ms`]);
    assert.equal(signal.aborted, true);
  }
});

test("what comes in time leaves no timer behind", async () => {
  const { setTimeout: real, clearTimeout: clear } = globalThis;
  const running = new Set();
  globalThis.setTimeout = (...wait) => {
    const timer = real(...wait);
    running.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => (running.delete(timer), clear(timer));
  try {
    assert.equal(await inTime(Promise.resolve(1)), 1);
    await assert.rejects(inTime(Promise.reject(new Error("no"))), /no/);
    await settled();
    assert.equal(running.size, 0);
  } finally {
    Object.assign(globalThis, { setTimeout: real, clearTimeout: clear });
  }
});

test("whatever is thrown becomes problems, each with its place", () => {
  const problems = [{ place: "products[0]", message: "name is missing" }];
  const own = new Problems(problems);
  assert.equal(Problems.of(own), own);
  assert.deepEqual(Problems.of(problems).problems, problems);
  assert.deepEqual(Problems.of("no").problems, [{ place: "engine", message: "no" }]);
  assert.equal(own.message, "products[0]: name is missing");
});
