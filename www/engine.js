/**
 * The core, running: as WebAssembly; where that is refused or fails, as JavaScript made of the same Rust; or not.
 *
 * An attribute's word comes in, a core or every problem on the way goes out. Whether a browser or a page's policy
 * allows WebAssembly only starting it tells. A core that has failed is never entered again.
 */

import { makeCore } from "glue";

import { Problems, get, inTime } from "./get.js";

/* global CORE_INTEGRITY -- the hash of phaseout.wasm, put in by the build */

/** The compiled module, kept for a fresh start. */
let compiled;

/**
 * From the module's imports to its exports. Files of ours are named as `new URL("…", import.meta.url)`, to the letter:
 * that is how a bundler knows them and takes them along.
 */
const ENGINES = {
  wasm: async (imports) => {
    const bytes = compiled || (await get(new URL("phaseout.wasm", import.meta.url), "engine", "arrayBuffer", CORE_INTEGRITY));
    compiled ??= await inTime(WebAssembly.compile(bytes));
    return (await inTime(WebAssembly.instantiate(compiled, imports))).exports;
  },
  js: async (imports) => {
    const fallback = await inTime(import(new URL("phaseout.fallback.js", import.meta.url)), 9000);
    if (fallback.origin !== CORE_INTEGRITY) throw "phaseout.fallback.js is of another version";
    return fallback.default(imports);
  },
};

/** What is tried, in order; the second of a kind is the fresh start after a core has failed. */
const LADDERS = { __proto__: null, auto: ["wasm", "wasm", "js"], wasm: ["wasm", "wasm"], js: ["js", "js"] };

class Engine {
  /** What went wrong before the core that runs now, for each card to tell once. */
  problems = [];
  #left;
  #core;

  constructor(ladder) {
    this.#left = ladder;
  }

  /** The core that runs now, or is about to. */
  core() {
    return (this.#core ??= this.#start());
  }

  async #start() {
    for (const kind of new Set(this.#left)) {
      try {
        const core = await makeCore(ENGINES[kind], (error) => this.#fall(error));
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
  if (!engines.has(ladder)) engines.set(ladder, new Engine(ladder));
  return engines.get(ladder);
};
