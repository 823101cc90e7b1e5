/**
 * The `<phase-out>` element: attributes and properties in, a live card in an open shadow root out.
 *
 * Knows no words, no dates and no markup: the core plays the card and keeps it true. Whatever fails,
 * the content that the reader saw stays, and nothing reaches the host page's error handler.
 */

import { clockAt, script } from "files";

import { isData, textOf } from "./api.js";
import { cardsOf, withTopic } from "./cards.js";
import { ask, engineOf, onFall } from "./engine.js";
import { meant } from "./facts.js";
import { Problems } from "./get.js";
import { dress } from "./sheets.js";

/** Where there is no page, the class can be imported but not used. */
const Base = globalThis.HTMLElement ?? class {};

/** Events of the list of products that would leave the shadow root. */
const KEPT = ["input", "keydown", "keypress", "keyup"];

/** Attributes that are there or not. */
const SWITCHES = ["chooser", "clock", "share"];
/** Properties that are attributes, for hosts that set properties: those, and texts. */
const REFLECTED = [...SWITCHES, "now", "precision", "product", "theme", "engine", "facts", "heading", "size"];

let changed, heard;

export class PhaseOut extends Base {
  static observedAttributes = ["catalogue", "lang", ...REFLECTED];

  #card;
  /** The core that the card is of. */
  #core;
  /** The product last told of: the reader's own choice, if there was one, which the next core starts from. */
  #chosen;
  /** Whether it was the reader who chose. */
  #hasChosen = false;
  /** What the host was told of its engine's problems. */
  #told = new WeakSet();
  /** Whether it was asked for, since it came near the viewport; and whether it is far from it now. */
  #isAsked = false;
  #isAway = false;
  #isQueued = false;
  #isReady = false;
  /** How high the sentence is where the reader sees it now, in CSS pixels; 0 where nobody does. */
  #seen = 0;
  /** How high it was when the card took its place. */
  #height = 0;
  /** Counts requests, so that a late answer to an early one is dropped. */
  #turn = 0;
  /** The catalogue as data, and its text. */
  #data;
  #text;

  connectedCallback() {
    this.#guarded(() => {
      this.#takeProperties();
      enter(this);
      near ? near.observe(this) : this.approach();
      if (!this.shadowRoot) seen?.observe(this);
      // One engine tells of what is near only with a frame, and draws none while a page that has not loaded stands still.
      globalThis.requestAnimationFrame?.(() => {});
      this.#queue();
    });
  }

  disconnectedCallback() {
    // A move is a removal and an insertion in one task: what is back by its end was never gone.
    queueMicrotask(() => this.#guarded(() => this.isConnected || this.#leave()));
  }

  adoptedCallback() {
    this.#guarded(() => this.#dress());
  }

  attributeChangedCallback(name) {
    if (name === "catalogue") this.#forgetData();
    if (name === "product") this.#chosen = this.#hasChosen = undefined;
    this.#queue();
  }

  /** The `Status` of what is shown, by now; `null` before a product is chosen or shown. */
  get status() {
    return this.#guarded(() => JSON.parse(this.#card?.status() ?? "null")) ?? null;
  }

  /** The catalogue: the address in the attribute, or the data that was set instead. */
  get catalogue() {
    return this.#data ?? this.getAttribute("catalogue");
  }

  set catalogue(catalogue) {
    this.#forgetData();
    if (isData(catalogue)) {
      this.#data = catalogue;
      this.#text = textOf(catalogue);
      this.#queue();
    } else {
      reflect(this, "catalogue", catalogue);
    }
  }

  /** The element has come near the viewport, or left it. Nothing is fetched before it first comes; away it rests. */
  approach(isNear = true) {
    this.#isAway = !isNear;
    this.#guarded(() => this.#card?.watch(isNear));
    if (!isNear || this.#isAsked) return;
    this.#isAsked = true;
    this.#queue();
  }

  /** The sentence is so high where the reader sees it, in CSS pixels; 0 where nobody does. */
  see(height) {
    this.#seen = height;
  }

  /** The page speaks another language, or its address chooses another product. */
  follow() {
    this.#queue();
  }

  /** The reader wants a calm page, or no longer. What a reader has done to the seconds holds until then. */
  calm(isCalm) {
    this.#guarded(() => this.#card?.calm(isCalm) && this.#changed());
  }

  /** A core has failed: the card goes on with the next one. */
  fall(engine) {
    if (engine !== engineOf(this.engine)) return;
    this.#turn += 1;
    this.#card = undefined;
    this.#guarded(() => this.#core && this.shadowRoot?.hasChildNodes() === false && this.#reveal());
    this.#queue();
  }

  /** Properties that a host set before the element was defined hide ours; set again, they reach us. */
  #takeProperties() {
    for (const name of ["catalogue", ...REFLECTED]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  #queue() {
    if (this.#isQueued || !this.isConnected || !this.#isAsked) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      const turn = ++this.#turn;
      this.#update(() => turn === this.#turn && this.isConnected).catch((error) => {
        if (turn !== this.#turn) return;
        // Without a core the card would stand still and soon be wrong; the sentence is always true.
        if (this.#core && !this.#card && sentenceOf(this)) this.#guarded(() => this.#reveal());
        this.#report(error);
      });
    });
  }

  async #update(isWanted) {
    if (this.getAttribute("engine") === "static") return;
    const engine = engineOf(this.engine);
    const wish = this.#wish();
    const { precision, heading } = wish;
    const [{ cards, product, newest }, share] = await Promise.all([
      cardsOf(engine, wish),
      // A card without its button is a card.
      this.share && script("phaseout-share.js").catch(() => {}),
    ]);
    const core = await engine.core();
    await served(this);
    await turn(this.#seen > 0);
    if (!isWanted()) return;
    // Those above it have come, and it is far below before it was ever drawn: that has time until it is near again.
    if (this.#isAway && !this.#core) return void (this.#isAsked = false);
    // A link chooses for a reader who has not.
    if (share && !this.#hasChosen) this.#chosen = share.asked(this, (id) => cards.knows(id)) || this.#chosen;
    if (core !== this.#core) this.#card = this.#guarded(() => this.#card?.free());
    this.#core = core;
    this.#card ??= new core.Card(this, this.#open(), changed, isCalm());
    // A card can be read without its stylesheet; a root that was opened and left empty would hide the sentence.
    this.#guarded(() => this.#dress());
    const show = (cards) => {
      // What nobody lists is nobody's word, and then readers choose.
      const { isChoice } = wish;
      const chosen = isChoice && cards.knows(this.#chosen ?? "") ? this.#chosen : "";
      return this.#card.show(cards, chosen || product, precision, heading, isChoice);
    };
    const isChanged = show(cards);
    const renew = (current) => current && isWanted() && core === this.#core && show(current.cards) && this.#changed();
    newest?.().then(renew).catch((error) => this.#report(error));
    if (this.#isAway) this.#card.watch(false);
    if (share) this.#guarded(() => share.offer(this));
    // Nothing waits for it, and what comes of it is for the reader alone.
    if (this.clock) script("phaseout-clock.js").then((clock) => clock.note(this, clockAt())).catch(() => {});
    if (!this.#isReady || isChanged) this.#tell(this.#isReady ? "change" : "ready", { status: this.status });
    this.#isReady = true;
    const problems = [...wish.noted, ...engine.problems, ...engine.desk.problems].filter((problem) => !this.#told.has(problem));
    for (const problem of problems) this.#told.add(problem);
    if (problems.length) this.#tell("error", { problems });
  }

  /** What the host asks for. */
  #wish() {
    const attribute = (name) => this.getAttribute(name) ?? "";
    const noted = [];
    return {
      catalogue: attribute("catalogue"),
      text: this.#text,
      product: attribute("product"),
      lang: languageOf(this),
      now: attribute("now"),
      precision: attribute("precision"),
      heading: attribute("heading"),
      isChoice: this.chooser || !attribute("product"),
      isPinned: this.facts === "pinned",
      isListed: this.hasAttribute("listed"),
      inside: this.querySelector(":scope > script[data-phase-out-card]")?.textContent,
      noted,
      note: ({ problems }) => noted.push(...problems),
    };
  }

  /** The reader has done something in the card. A core that fails at it tells its engine by itself. */
  #hear(event) {
    const { target, type } = event;
    try {
      // What a reader does in the list of products is no key press and no input of the page's.
      if (KEPT.includes(type)) return target.matches("select") && event.stopPropagation();
      if (type === "click") target.matches("[part=toggle]") && this.#card?.toggle() && this.#changed();
      else if (type !== "change") this.#search(target);
      else if (target.matches("select") && this.#card?.choose(target.value)) {
        this.#hasChosen = true;
        this.#changed();
      }
    } catch {}
  }

  /** The reader has chosen, or a deadline has passed. */
  #changed() {
    const { status } = this;
    this.#chosen = status.product.id;
    this.#tell("change", { status });
  }

  #forgetData() {
    this.#data = this.#text = this.#chosen = this.#hasChosen = undefined;
  }

  #dress() {
    if (this.shadowRoot) dress(this.shadowRoot, this.size, this.#height);
  }

  /** Shows the sentence in place of the card. */
  #reveal() {
    this.shadowRoot?.replaceChildren(document.createElement("slot"));
  }

  /** The root to draw in: the one that was served, or a new one. Called when there is something to draw. */
  #open() {
    if (!this.shadowRoot && sentenceOf(this)) this.#height = this.#seen;
    seen?.unobserve(this);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    for (const type of ["change", "click", "focusin", "pointerdown", ...KEPT]) root.addEventListener(type, heard);
    return root;
  }

  /** A reader who comes to a long choice may search it by name. */
  async #search(select) {
    if (!(select.length > 30)) return;
    try {
      const search = await script("phaseout-search.js");
      await search.offer(select, async (text) => {
        const wish = this.#wish();
        const where = wish.text === undefined ? meant(wish.catalogue) : {};
        return ask(engineOf(this.engine).desk, (desk) => withTopic(desk, where, wish, (topic) => topic.matches(text)));
      });
    } catch {
      // The select is the simple form.
    }
  }

  /** What all cards share, so that a page of a thousand has no more functions than a page of one. */
  static {
    changed = function () {
      this.#changed();
    };
    heard = (event) => event.currentTarget.host.#hear(event);
  }

  #leave() {
    leave(this);
    near?.unobserve(this);
    seen?.unobserve(this);
    this.#turn += 1;
    this.#card?.free();
    this.#card = undefined;
  }

  /** Tells the host what is wrong; where even that fails, nobody can be told. */
  #report(error) {
    try {
      this.#tell("error", { problems: Problems.of(error).problems });
    } catch {}
  }

  #tell(event, detail) {
    this.dispatchEvent(new CustomEvent(`phase-out-${event}`, { bubbles: true, composed: true, detail }));
  }

  /** Runs a callback of the browser so that no exception of ours becomes an error of the host's. */
  #guarded(run) {
    try {
      return run();
    } catch (error) {
      queueMicrotask(() => this.#report(error));
    }
  }
}

for (const name of REFLECTED) {
  const isSwitch = SWITCHES.includes(name);
  Object.defineProperty(PhaseOut.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return isSwitch ? this.hasAttribute(name) : this.getAttribute(name);
    },
    set(value) {
      isSwitch ? this.toggleAttribute(name, Boolean(value)) : reflect(this, name, value);
    },
  });
}

const reflect = (element, name, value) =>
  value == null ? element.removeAttribute(name) : element.setAttribute(name, value);

/** Every card in a page, to tell them of what concerns all. */
const all = new Set();

const tellLanguage = () => {
  for (const element of all) element.follow();
};

const tellCalm = () => {
  for (const element of all) element.calm(isCalm());
};

/** The reader has asked for less motion. */
const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");
const isCalm = () => Boolean(calm?.matches);

/** What is watched while there are cards. */
const language = globalThis.MutationObserver && new MutationObserver(tellLanguage);

const enter = (element) => {
  if (!all.size) {
    language?.observe(document.documentElement, { attributeFilter: ["lang"] });
    calm?.addEventListener?.("change", tellCalm);
  }
  all.add(element);
};

const leave = (element) => {
  all.delete(element);
  if (all.size) return;
  language?.disconnect();
  calm?.removeEventListener?.("change", tellCalm);
};

onFall((engine) => {
  for (const element of all) element.fall(engine);
});

/** Sees elements come within half a screen of the viewport, and leave it. */
const near =
  globalThis.IntersectionObserver &&
  new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) target.approach(isIntersecting);
    },
    { rootMargin: "50%" },
  );

/** Sees how high sentences are in view. To ask each where it is would lay the page out anew for each. */
const seen =
  globalThis.IntersectionObserver &&
  new IntersectionObserver((entries) => {
    for (const { isIntersecting, boundingClientRect, target } of entries)
      target.see(isIntersecting ? boundingClientRect.height : 0);
  });

/**
 * A served card that is taken over while the parser is still in it would get the rest twice. Its sentence comes after
 * it; where there is none, the end of the page does.
 */
const served = async (element) => {
  if (element.shadowRoot && document.readyState === "loading" && !sentenceOf(element))
    await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
};

/**
 * How long cards are drawn in one task, in milliseconds: a thousand at once would hold the page up. Where the page takes longer
 * to lay out what was drawn, as long as that, since each task is followed by it.
 */
const SLICE = 8;
const LONGEST_SLICE = 32;
/** What lets each card be drawn that waits for it: those that are seen, and the others. */
const waiting = [[], []];
let isDrawing = false;

/** Lets a card be drawn in this task or in one after it, those that are seen first. */
const turn = (isSeen) =>
  new Promise((draw) => {
    waiting[isSeen ? 0 : 1].push(draw);
    if (!isDrawing) drawAll();
  });

const drawAll = async () => {
  isDrawing = true;
  // All that come at the same time are there by then, and after each step the one is drawn that was let.
  await undefined;
  let end = performance.now() + SLICE;
  for (let draw; (draw = waiting[0].shift() ?? waiting[1].shift()); ) {
    draw();
    await undefined;
    const drawn = performance.now();
    if (drawn < end) continue;
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done();
      };
      port2.postMessage(0);
    });
    const now = performance.now();
    end = now + Math.min(Math.max(now - drawn, SLICE), LONGEST_SLICE);
  }
  isDrawing = false;
};

/** What stands in an element for readers without script. */
const sentenceOf = (element) =>
  [...element.childNodes].map((node) => (node.localName === "script" ? "" : node.textContent)).join("").trim();

/** The nearest language, out through shadow roots. */
const languageOf = (element) => {
  for (let node = element; node; node = node.getRootNode().host) {
    // In a page that is XML, and in many that once were.
    const spoken = node.closest("[*|lang],[xml\\:lang]");
    // A form has its fields as properties, and one may have any name.
    const attribute = (name) => Base.prototype.getAttribute.call(spoken, name);
    if (spoken) return attribute("lang") ?? attribute("xml:lang");
  }
};
