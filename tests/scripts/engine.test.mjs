/** Cores: what is tried in which order, what is told, and that nothing enters one that has failed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answer, folder, problemsOf, settled } from "./host.mjs";

/** A module whose exports `go` and `tick` call `a.f`. */
const MODULE = Uint8Array.from(
  ("0061736d01000000" + "010401600000" + "0207010161016600 00" + "03020100" + "070d02 02676f0001 047469636b0001" + "0a060104001000 0b")
    .replaceAll(" ", "")
    .match(/../g)
    .map((byte) => parseInt(byte, 16)),
);

/** What the module and its JavaScript do when they are entered, in order; the last goes on for ever. A text is thrown. */
const scripted = (...steps) => {
  let at = 0;
  return () => {
    const step = steps[Math.min(at++, steps.length - 1)];
    if (step) throw step;
  };
};

/** Glue as wasm-bindgen's is: it enters what it has made, on the way in and in a timer. */
const glue =
  (does, made) =>
  ({ Module, Instance }) => {
    const core = {
      initSync({ module }) {
        assert.ok(module instanceof Module);
        core.exports = new Instance(module, { anything: { f: does } }).exports;
      },
      go: () => core.exports.go(),
      tick: () => core.exports.tick(),
    };
    made.push(core);
    return core;
  };

/** The engines, in a folder of their own, of a player that does so; and what was made, asked for and told. */
const started = async ({ does = () => {}, bytes = () => MODULE, origin = "sha384-player", answers = {} } = {}) => {
  const own = folder();
  const seen = { made: [], fallen: [], bytes: 0, own };
  globalThis.HASHES = {};
  globalThis.playerBytes = (glue) => {
    seen.bytes += 1;
    seen.glue = glue;
    return bytes(glue);
  };
  globalThis.makePlayer = glue(does, seen.made);
  globalThis.makeDesk = glue(does, seen.made);
  globalThis.fallback = {
    origin,
    instantiate: (imports) => {
      const f = Object.values(imports)[0].f;
      return { go: f, tick: f };
    },
  };
  seen.asked = answer(answers);
  const engines = await import(`${own}engine.js`);
  engines.onFall((engine) => seen.fallen.push(engine));
  return { ...engines, seen };
};

const messages = ({ problems }) => problems.map(({ place, message }) => `${place}: ${message}`);

test("a core is WebAssembly, made once for all who ask", async () => {
  const { engineOf, seen } = await started();
  const [one, other] = await Promise.all([engineOf("auto").core(), engineOf().core()]);
  assert.deepEqual([one === other, seen.made.length, seen.bytes], [true, 1, 1]);
  assert.equal(seen.glue.origin, "sha384-player");
  one.go();
  assert.deepEqual([messages(engineOf()), seen.fallen], [[], []]);
});

test("a word that is no engine means auto, and names of every object are no words", async () => {
  const { engineOf } = await started();
  const auto = engineOf("auto");
  for (const word of [undefined, null, "", "WASM", "constructor", "__proto__", "toString"]) assert.equal(engineOf(word), auto, word);
  assert.notEqual(engineOf("wasm"), auto);
  assert.notEqual(engineOf("js"), engineOf("wasm"));
});

test("where WebAssembly cannot be had, the JavaScript is tried, and each problem is said once", async () => {
  const { engineOf, seen } = await started({ bytes: () => Promise.reject("refused") });
  const core = await engineOf().core();
  core.go();
  assert.deepEqual(messages(engineOf()), ["engine: wasm: refused"]);
  // One attempt: a fresh start is for a core that ran.
  assert.deepEqual([seen.bytes, seen.made.length], [1, 1]);
});

test("JavaScript that fails after WebAssembly could not be had is the end", async () => {
  const { engineOf } = await started({ bytes: () => Promise.reject("refused"), does: scripted("trap") });
  const core = await engineOf().core();
  assert.throws(() => core.go());
  const all = ["engine: wasm: refused", "engine: js: trap"];
  assert.deepEqual([messages(engineOf()), await problemsOf(engineOf().core())], [all, all]);
});

test("a word for one engine tries no other", async () => {
  const wasm = await started({ bytes: () => Promise.reject("refused") });
  assert.deepEqual(await problemsOf(wasm.engineOf("wasm").core()), ["engine: wasm: refused"]);
  const js = await started();
  await js.engineOf("js").core();
  assert.equal(js.seen.bytes, 0);
});

test("JavaScript that was made of another module is refused", async () => {
  const { engineOf, seen } = await started({ origin: "sha384-older" });
  assert.deepEqual(await problemsOf(engineOf("js").core()), [
    "engine: js: phaseout.fallback.js is of another version",
  ]);
});

test("what could not be had is asked for again, and its problems are not told twice", async () => {
  let isDown = true;
  const { engineOf } = await started({ bytes: () => (isDown ? Promise.reject("down") : MODULE) });
  const engine = engineOf("wasm");
  assert.deepEqual(await problemsOf(engine.core()), ["engine: wasm: down"]);
  assert.deepEqual(messages(engine), []);
  isDown = false;
  (await engine.core()).go();
  assert.deepEqual(messages(engine), []);
});

test("a core that fails is started afresh, then is JavaScript, then given up", async () => {
  const { engineOf, seen } = await started({ does: scripted("one", "two", "three", "four") });
  const engine = engineOf();
  for (const [at, thrown] of ["one", "two", "three"].entries()) {
    const core = await engine.core();
    assert.throws(() => core.go(), (error) => error === thrown);
    assert.equal(seen.fallen.length, at + 1);
    assert.equal(seen.fallen[at], engine);
  }
  const all = ["engine: wasm: one", "engine: wasm: two", "engine: js: three"];
  assert.deepEqual(messages(engine), all);
  assert.deepEqual(await problemsOf(engine.core()), all);
  assert.deepEqual(await problemsOf(engine.core()), all, "what has failed has failed");
  assert.deepEqual([seen.made.length, seen.bytes], [3, 1], "the module is compiled once");
});

test("nothing enters a core that has failed, and its failure is told once", async () => {
  let entered = 0;
  const does = () => {
    entered += 1;
    throw "trap";
  };
  const { engineOf, seen } = await started({ does });
  const core = await engineOf("wasm").core();
  assert.throws(() => core.go(), (error) => error === "trap");
  assert.throws(() => core.go(), (error) => error === "it has failed before");
  core.tick();
  assert.deepEqual([entered, seen.fallen.length, messages(engineOf("wasm"))], [1, 1, ["engine: wasm: trap"]]);
  await engineOf("wasm").core();
  assert.throws(() => core.go(), (error) => error === "it has failed before", "also while another runs");
  assert.equal(entered, 1);
});

test("what a core throws in a timer or a listener stays inside; what it throws to whoever called does not", async () => {
  const { engineOf, seen } = await started({ does: scripted("trap") });
  const core = await engineOf().core();
  assert.equal(core.tick(), undefined);
  assert.equal(seen.fallen.length, 1);
  const next = await engineOf().core();
  assert.notEqual(next, core);
  assert.throws(() => next.go(), (error) => error === "trap");
});

test("a question is put to the next core where one fails at it, and its own refusal is the answer", async () => {
  const { engineOf, ask, seen } = await started({ does: scripted("trap", undefined) });
  const engine = engineOf();
  assert.equal(await ask(engine, async (core) => (core.go(), "answered")), "answered");
  assert.deepEqual([seen.made.length, messages(engine)], [2, ["engine: wasm: trap"]]);
  const refused = ask(engine, async () => Promise.reject([{ place: "product", message: "no such product" }]));
  assert.deepEqual(await problemsOf(refused), ["product: no such product"]);
  assert.equal(seen.made.length, 2, "a refusal ends no core");
});

test("a question that every core fails at has every problem for an answer", async () => {
  const { engineOf, ask } = await started({ does: scripted("trap") });
  const asked = ask(engineOf(), async (core) => core.go());
  assert.deepEqual(await problemsOf(asked), ["engine: wasm: trap", "engine: wasm: trap", "engine: js: trap"]);
});

test("the desk is another core, of a module that has to have the hash that its glue names", async () => {
  const { engineOf, seen } = await started();
  const { desk } = engineOf();
  globalThis.fallback.origin = "sha384-desk";
  seen.asked = answer({ [`${seen.own}phaseout.desk.wasm`]: () => new Response(MODULE) });
  const core = await desk.core();
  core.go();
  assert.deepEqual(seen.asked.map(([url, { integrity }]) => [url, integrity]), [[`${seen.own}phaseout.desk.wasm`, "sha384-desk"]]);
  assert.equal(seen.bytes, 0, "the player was not asked for");
  assert.notEqual(await engineOf().core(), core);
});

test("what a core keeps goes with it", async () => {
  const { engineOf } = await started({ does: scripted("trap", undefined) });
  const core = await engineOf().core();
  core.known.set("a", 1);
  assert.throws(() => core.go());
  const next = await engineOf().core();
  await settled();
  assert.equal(next.known.size, 0);
});
