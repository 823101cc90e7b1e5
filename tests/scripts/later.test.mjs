/** Scripts that are loaded later run only with the hash that this version was built with. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { answer, folder, problemsOf, settled } from "./host.mjs";

const NAME = "phaseout-extra.js";

/** The module, a script beside it, and what had run before. */
const placed = async (hashes) => {
  globalThis.HASHES = hashes;
  globalThis.ran = [];
  const own = folder();
  const { later } = await import(`${own}later.js`);
  return { later, url: new URL(NAME, own) };
};

test("a script is compared with its hash by the browser, and then run", async () => {
  const { later, url } = await placed({ [NAME]: "sha384-extra" });
  const asked = answer({ [url]: "text" });
  assert.equal((await later(url)).isHere, true);
  assert.deepEqual(asked.map(([address, { integrity }]) => [address, integrity]), [[url.href, "sha384-extra"]]);
  assert.deepEqual(globalThis.ran, [url.href]);
});

test("a script is asked for once, however many cards want it, and again where it could not be had", async () => {
  const { later, url } = await placed({ [NAME]: "sha384-extra" });
  answer({ [url]: 503 });
  assert.equal((await Promise.allSettled([later(url), later(url)])).filter(({ status }) => status === "rejected").length, 2);
  const asked = answer({ [url]: "text" });
  await Promise.all([later(url), later(new URL(url))]);
  await later(url);
  assert.deepEqual([asked.length, globalThis.ran.length], [1, 1]);
});

test("a script that the browser refuses, or that is not there, never runs", async () => {
  for (const said of [() => Promise.reject(new TypeError("Failed to fetch")), 404, 503]) {
    const { later, url } = await placed({ [NAME]: "sha384-extra" });
    answer({ [url]: said });
    assert.equal((await problemsOf(later(url))).length, 1);
    await settled();
    assert.deepEqual(globalThis.ran, []);
  }
});

test("a script whose bytes cannot be read to their end never runs", async () => {
  const { later, url } = await placed({ [NAME]: "sha384-extra" });
  // A browser compares the hash with the body's last byte.
  answer({ [url]: () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("integrity")) })) });
  assert.equal((await problemsOf(later(url))).length, 1);
  await settled();
  assert.deepEqual(globalThis.ran, []);
});

test("without hashes, as in what a bundler takes along, it is run as it is", async () => {
  const { later, url } = await placed({});
  const asked = answer({});
  assert.equal((await later(url)).isHere, true);
  assert.deepEqual(asked, []);
});

test("a hash is of the script's name, whatever folder and question are around it", async () => {
  const { later, url } = await placed({ [NAME]: "sha384-extra" });
  url.search = "?v=2";
  const asked = answer({});
  await problemsOf(later(url));
  assert.equal(asked[0]?.[1].integrity, "sha384-extra");
});

test("a script that does not come is waited for nine seconds", async () => {
  const { later, url } = await placed({});
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    let thrown;
    // Nothing answers while nothing else runs: the time goes by before the module is there.
    const waiting = later(url).catch((error) => (thrown = error));
    mock.timers.tick(9000);
    await waiting;
    assert.equal(thrown, "no answer within 9000 ms");
  } finally {
    mock.timers.reset();
  }
});
