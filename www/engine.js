/**
 * A core, running: as WebAssembly; where that is refused or fails, as JavaScript made of the same Rust; or not.
 *
 * An attribute's word comes in, a core or every problem on the way goes out. Whether a browser or a page's policy
 * allows WebAssembly only starting it tells. A core that has failed is never entered again.
 */

import { deskBytes, script } from "files";
import { callbacks, makeCore } from "glue";
import { bytes } from "player";

import { Problems, inTime } from "./get.js";

/* global PLAYER_INTEGRITY, DESK_FILES -- the hash of phaseout.wasm, and what the files of the desk are called, put in by the build */

/**
 * What a core can be of: the player that every card needs, or the desk for what was not compiled before it was
 * published. Each has its glue, with the hash of its module, the module, and the name of that as JavaScript. The builder page has a
 * desk of its own, with the editor's tools.
 */
const PLAYER = {
  glue: { callbacks, makeCore, origin: PLAYER_INTEGRITY },
  wasm: bytes,
  js: "phaseout.fallback.js",
};
const DESK = {
  wasm: deskBytes,
  js: `${DESK_FILES}.fallback.js`,
};

/** What makes exports of imports, of each kind. */
const ENGINES = {
  wasm: async (part) => {
    part.compiled ??= await inTime(WebAssembly.compile(await part.wasm(part.glue)));
    return (imports) => new WebAssembly.Instance(part.compiled, imports).exports;
  },
  js: async (part) => {
    const { default: instantiate, origin } = await script(part.js);
    if (origin !== part.glue.origin) throw `${part.js} is of another version`;
    return instantiate;
  },
};

/**
 * A fresh core. An exception that leaves it is a trap by construction and ends it: its stack is not what it was. Whoever
 * called gets the exception, `fail` is told once, and nothing enters that core again. What it throws in a timer or a
 * listener goes to `fail` alone; the glue would let it through to the host page's own error handler.
 */
const started = ({ callbacks, makeCore }, instantiate, fail) => {
  let isOver;
  const guarded = (name, call) => {
    const isCallback = callbacks.includes(name);
    return (...args) => {
      try {
        if (isOver) throw "it has failed before";
        return call(...args);
      } catch (error) {
        if (!isOver) {
          isOver = true;
          fail(error);
        }
        if (!isCallback) throw error;
      }
    };
  };
  class Module {}
  class Instance {
    exports = { __proto__: null };
    constructor(_, imports) {
      const real = instantiate({ a: Object.values(imports)[0] });
      for (const name in real) this.exports[name] = typeof real[name] === "function" ? guarded(name, real[name]) : real[name];
    }
  }
  const core = makeCore({ Module, Instance });
  core.initSync({ module: new Module() });
  return core;
};

/** What is tried, in order; the second of a kind is the fresh start after a core has failed. */
const LADDERS = { __proto__: null, auto: ["wasm", "wasm", "js"], wasm: ["wasm", "wasm"], js: ["js", "js"] };

class Engine {
  /** What went wrong before the core that runs now, for each card to tell once. */
  problems = [];
  #part;
  #left;
  #core;

  constructor(part, ladder) {
    this.#part = part;
    this.#left = ladder;
  }

  /** The core that runs now, or is about to. */
  core() {
    return (this.#core ??= this.#start());
  }

  async #start() {
    for (const kind of new Set(this.#left)) {
      try {
        const part = this.#part;
        part.glue ??= await script(`${DESK_FILES}.js`);
        const core = started(part.glue, await ENGINES[kind](part), (error) => this.#fall(error));
        this.#left = this.#left.slice(this.#left.indexOf(kind));
        core.known = new Map();
        return core;
      } catch (error) {
        this.#note(kind, error);
      }
    }
    const { problems } = this;
    this.#core = undefined;
    // What could not be had may be had next time; what has failed has failed.
    if (this.#left.length) this.problems = [];
    throw new Problems(problems);
  }

  /** The core has failed. */
  #fall(error) {
    const [kind, ...left] = this.#left;
    this.#note(kind, error);
    this.#left = left;
    this.#core = undefined;
    fallen(this);
  }

  #note(kind, error) {
    const { problems } = Problems.of(error);
    this.problems = [...this.problems, ...problems.map(({ place, message }) => ({ place, message: `${kind}: ${message}` }))];
  }
}

let fallen = () => {};

/** Calls back with an engine whose core has failed; the next one can be asked for. */
export const onFall = (listener) => {
  fallen = listener;
};

const engines = new Map();

/**
 * The engine of an attribute's word; an unknown word means `auto`.
 * @param {string | null | undefined} word
 */
export const engineOf = (word) => {
  const ladder = LADDERS[word] ?? LADDERS.auto;
  if (!engines.has(ladder)) {
    const engine = new Engine(PLAYER, ladder);
    engine.desk = new Engine(DESK, ladder);
    engines.set(ladder, engine);
  }
  return engines.get(ladder);
};

/** What a core of an engine answers; where one fails, the next is asked. */
export const ask = async (engine, question) => {
  for (;;) {
    const core = await engine.core();
    try {
      return await question(core);
    } catch (thrown) {
      if ((await engine.core()) === core) throw Problems.of(thrown);
    }
  }
};
