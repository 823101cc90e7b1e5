/** What a ban or an end of support means for a reader's product, today. */

/** A length of time in whole units, rounded down; a day is 24 hours. */
export interface Duration {
  days: number;
  /** 0 to 23. */
  hours: number;
  /** 0 to 59. */
  minutes: number;
  /** 0 to 59. */
  seconds: number;
}

/** A product of a catalogue. */
export interface Product {
  /** Its id; empty for a product that the catalogue does not list. */
  id: string;
  name: string;
  audience: "consumer" | "business" | "industrial" | "oem" | "service" | "unknown";
  scope: "covered" | "excluded" | "conditional" | "unclear";
}

/** A date on which something changes, or that there is none. */
export interface Milestone {
  id: string;
  effect:
    | "end-of-sales"
    | "end-of-updates"
    | "end-of-resale"
    | "end-of-service"
    | "end-of-paid-updates"
    | "rule-begins";
  basis: "law" | "vendor";
  /** How precisely the date was published; `open` where there is none. */
  precision: "instant" | "day" | "month" | "open";
  /**
   * The first instant of the new state with the law's offset, or its first day (`YYYY-MM-DD`) or month (`YYYY-MM`);
   * `null` where there is no date.
   */
  at: string | null;
  /** The last day or month of the old state, where that is what was published. */
  last?: string;
  /** "At least until": there where it is true. */
  floor?: true;
  /** The dates it had before, each with the day on which it got another; the oldest first. */
  moved?: { from: string; on: string }[];
  /** At its own first instant a milestone has passed; without a date, or behind a floor, it is open. */
  state: "ahead" | "passed" | "open";
  /** There while it is ahead. */
  remaining?: Duration;
  /** There once it has passed, where the day is known. */
  elapsed?: Duration;
}

/** What holds for a product at a moment. */
export interface Status {
  product: Product;
  kind: "ban" | "end-of-support" | "switch-off" | "rule";
  /** `unknown` while the reader's clock is before the day on which the facts were checked. */
  phase:
    | "announced"
    | "sales-ended"
    | "updates-ended"
    | "service-ended"
    | "in-force"
    | "not-covered"
    | "unknown";
  /** In order of time; none where the measure does not cover the product. */
  milestones: Milestone[];
  action: {
    code:
      | "plan-replacement"
      | "replace-before-updates-end"
      | "replace-now"
      | "none-needed"
      | "stop-resale-by"
      | "stop-resale"
      | "replace-or-pay"
      | "keep-updating"
      | "move-before-service-ends"
      | "move-now"
      | "prepare-for-rule"
      | "follow-rule"
      | "ask";
    /** One sentence; the author's own where the topic has one. */
    text: string;
  };
  /** The author's advice for this product and phase, where the topic has any. */
  advice?: { text: string; url?: string };
  /** One sentence, the one the card shows. */
  text: string;
  /** When the card will next show something else: RFC 3339, UTC; `null` only beyond the year 9999. */
  nextChange: string | null;
  /** The most primary first; an address that is not https is left empty. */
  sources: { title: string; url: string }[];
}

/** One thing wrong, and where. */
export interface Problem {
  place: string;
  message: string;
}

// Written from the format’s declaration.
/** A topic: the fields of docs/topics.md. */
export interface Catalogue {
  /** Where the schema is, for editors that use one. */
  $schema?: string;
  /** The number of the format. */
  format: 2;
  /** Names the topic in files and addresses; from the title where it is left out. */
  id?: string;
  /** The heading: "Ban on sales of Kaspersky software in the US". */
  title: string | Record<string, string>;
  /** The measure as a noun phrase inside a sentence: "the ban on sales of Kaspersky software in the US"; the title where it is left out. Sentences about a ban need it. */
  phrase?: string | Record<string, string>;
  /** What kind of change it is; `end-of-support` where it is left out. */
  kind?: "ban" | "end-of-support" | "switch-off" | "rule";
  /** Where days and months turn: an IANA name such as `America/Los_Angeles`; `UTC` where it is left out. */
  zone?: string;
  /** What the place is called whose clocks those are; the city of the zone's name where it is left out. */
  place?: string | Record<string, string>;
  /** The maker of the products: a typed name may begin with it. Read into `makers`. */
  maker?: string;
  /** Several makers, or one maker's name in several scripts. */
  makers?: string[];
  /** Whether the product list is complete; `true` where it is left out. Where it is not, an unlisted product of a maker is of scope `unclear`. */
  exhaustive?: boolean;
  /** The day on which the facts were last checked. */
  checked: string;
  /** Where the facts come from: addresses, or objects. */
  sources: (string | {
    /** Names the source inside its topic; from the address where it is left out. */
    id?: string;
    /** The page's title or citation, in its own language; the address's host and path where it is left out. */
    title?: string;
    /** An https address of printable ASCII, without user or password. */
    url: string;
    /** How near to the fact the page is; `secondary` where it is left out. */
    kind?: "primary" | "vendor" | "secondary";
    /** The day on which somebody read it; the topic's where it is left out. */
    checked?: string;
    /** The day on which it was published. */
    published?: string;
    /** The licence of data that was taken from it, such as `CC BY 4.0`; shown behind the title. */
    licence?: string;
  })[];
  /** What a product's owner is told, in order of time; what has no date comes last. */
  milestones: {
    /** Names the milestone; from its effect and products where it is left out. */
    id?: string;
    /** The first day, or month, of the new state, or its instant. */
    at?: string;
    /** The last day, or month, of the old state: over when it is over in `zone`. */
    last?: string;
    /** Instead of a date: ended on a day that is not known, or not yet announced. */
    state?: "ended" | "open";
    /** "At least until": after the date nobody has promised anything, and nothing has ended either. */
    floor?: boolean;
    /** The dates it had before, the oldest first. */
    was?: {
      /** The first day, or month, of the new state, or its instant. */
      at?: string;
      /** The last day, or month, of the old state. */
      last?: string;
      /** The day on which the date was changed. */
      changed: string;
      /** Ids of the sources of the change. */
      sources?: string[];
    }[];
    /** The first instant of the new state, worked out from the date and the zone when the text is read; not for writing by hand. None without a date. */
    from?: string;
    /** What changes. */
    effect: "end-of-sales" | "end-of-updates" | "end-of-resale" | "end-of-service" | "end-of-paid-updates" | "rule-begins";
    /** Who says so; `law` for a ban and a rule, else `vendor`. */
    basis?: "law" | "vendor";
    /** How sure it is; the weakest that its sources allow. */
    confidence?: "primary" | "copy" | "secondary" | "weak";
    /** The day on which it was last checked; the topic's where it is left out. */
    checked?: string;
    /** Ids of its sources; all of the topic's where it is left out. */
    sources?: string[];
    /** One sentence about it. */
    detail?: string | Record<string, string>;
    /** Whose products it bears on; everybody's where it is left out. */
    audiences?: ("consumer" | "business" | "industrial" | "oem" | "service")[];
    /** Ids of the products it bears on; all where it is left out. */
    products?: string[];
  }[];
  /** Dated context that decides nothing. */
  background?: {
    /** Names the event. */
    id: string;
    /** As published: an instant, a day, a month (`2025-01`), or two of them joined by `/`. */
    at: string;
    /** Ids of its sources; all of the topic's where it is left out. */
    sources?: string[];
    /** What happened. */
    title?: string | Record<string, string>;
    /** Who says so. */
    basis?: "law" | "vendor" | "press";
    /** How sure it is. */
    confidence?: "primary" | "copy" | "secondary" | "weak";
    /** The day on which it was last checked; the topic's where it is left out. */
    checked?: string;
  }[];
  /** Id of the event of `background` by which the measure was announced, on a day before every milestone. */
  announced?: string;
  /** What to do, in the author's words: the first entry that fits product and phase. */
  advice?: {
    /** One sentence, or two. */
    text: string | Record<string, string>;
    /** Where the reader can do it. */
    url?: string;
    /** Ids of the products it is for; all where it is left out. */
    products?: string[];
    /** Whose products it is for; everybody's where it is left out. */
    audiences?: ("consumer" | "business" | "industrial" | "oem" | "service")[];
    /** The phases it is for; all but `not-covered` where it is left out. */
    phases?: ("announced" | "sales-ended" | "updates-ended" | "service-ended" | "in-force" | "not-covered")[];
  }[];
  /** What every reader of the card should know. */
  notes?: (string | {
    /** What is said. */
    text: string | Record<string, string>;
    /** Ids of the products it is about; all where it is left out. */
    products?: string[];
    /** Whose products it is about; everybody's where it is left out. */
    audiences?: ("consumer" | "business" | "industrial" | "oem" | "service")[];
    /** The phases it is said in; all but `not-covered` where it is left out. */
    phases?: ("announced" | "sales-ended" | "updates-ended" | "service-ended" | "in-force" | "not-covered")[];
    /** Names it. */
    id?: string;
    /** Ids of its sources. */
    sources?: string[];
  })[];
  /** Practical steps, none of them official advice. */
  steps?: (string | {
    /** What is said. */
    text: string | Record<string, string>;
    /** Ids of the products it is about; all where it is left out. */
    products?: string[];
    /** Whose products it is about; everybody's where it is left out. */
    audiences?: ("consumer" | "business" | "industrial" | "oem" | "service")[];
    /** The phases it is said in; all but `not-covered` where it is left out. */
    phases?: ("announced" | "sales-ended" | "updates-ended" | "service-ended" | "in-force" | "not-covered")[];
    /** Names it. */
    id?: string;
    /** Ids of its sources. */
    sources?: string[];
  })[];
  /** The products, in the order in which they are offered: names, or objects. */
  products: (string | {
    /** The name in small letters, digits and hyphens, from the name where it is left out. Empty for a product that the topic does not list. */
    id?: string;
    /** The name that its owner knows; in several languages where it is a description. */
    name: string | Record<string, string>;
    /** Other names that people type. */
    aliases?: string[];
    /** Names that programs have for it, such as `{ "cpe": "…", "purl": "…" }`. */
    identifiers?: Record<string, string>;
    /** Who uses it; `consumer` where it is left out. */
    audience?: "consumer" | "business" | "industrial" | "oem" | "service";
    /** Whether the measure covers it; `covered` where it is left out. */
    scope?: "covered" | "excluded" | "conditional" | "unclear";
    /** Why it has its scope. */
    basis?: "class" | "notice" | "exclusion" | "inference";
    /** How sure its scope is. */
    confidence?: "primary" | "copy" | "secondary" | "weak";
    /** Ids of the sources of its scope; all of the topic's where it is left out. */
    sources?: string[];
    /** Where the scope is `conditional`: the clause after "unless". */
    condition?: string | Record<string, string>;
    /** One sentence about this product. */
    note?: string | Record<string, string>;
  })[];
  /** How a law is cited. */
  citation?: string;
}
// End of what is written from it.

/**
 * `<phase-out product="kaspersky-premium">A sentence for readers without script.</phase-out>`
 *
 * Beside the sentence may stand one `<script type="application/json" data-phase-out-card>` with a card's file, which plays
 * before anything is fetched.
 */
export class PhaseOut extends HTMLElement {
  /** A catalogue's address, https or of the page's own origin; or the catalogue itself, as an object or JSON text. */
  catalogue: Catalogue | string | null;
  /** Let the reader choose the product. */
  chooser: boolean;
  /** Tell a reader whose clock is off from the server's by more than five minutes; one request for a page. */
  clock: boolean;
  /** Let the reader copy a link that carries the choice in its fragment, and show what such a link chose. */
  share: boolean;
  /** `auto` is WebAssembly, else JavaScript; `static` keeps the sentence. */
  engine: "auto" | "wasm" | "js" | "static" | null;
  /** Those that are published now, or `pinned` those that came with the script or are in the page. */
  facts: "current" | "pinned" | null;
  /** How deep the title is in the page's outline, 2 to 5; 2 without it. */
  heading: string | null;
  /** Freezes the card at an RFC 3339 instant or a day. */
  now: string | null;
  precision: "auto" | "days" | "hours" | "minutes" | "seconds" | null;
  /** An id of the catalogue, or a name that a person would type. */
  product: string | null;
  /** One line, always or where the column is narrow; the whole card without it. */
  size: "full" | "compact" | "auto" | null;
  theme: "auto" | "light" | "dark" | null;
  /** What is shown, by now; `null` before a product is chosen or shown. */
  readonly status: Status | null;

  addEventListener<K extends keyof PhaseOutEvents>(
    type: K,
    listener: (this: PhaseOut, event: PhaseOutEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The element's events; each bubbles and is composed. */
export interface PhaseOutEvents {
  /** The card is shown for the first time. */
  "phase-out-ready": CustomEvent<{ status: Status | null }>;
  /** The product or the phase has changed. */
  "phase-out-change": CustomEvent<{ status: Status | null }>;
  /** Something is wrong, or an engine was tried in vain; what the reader sees stays right. */
  "phase-out-error": CustomEvent<{ problems: Problem[] }>;
}

/**
 * What holds for a product, now or at a given moment.
 *
 * @throws an error whose `problems` lists every problem.
 */
export function evaluate(request: {
  product: string;
  now?: string;
  lang?: string;
  catalogue?: Catalogue | string;
}): Promise<Status>;

/** The products of a catalogue, in its order. */
export function products(request?: { catalogue?: Catalogue | string }): Promise<Product[]>;

declare global {
  interface HTMLElementTagNameMap {
    "phase-out": PhaseOut;
  }
}

/** What a template may say of the element, beside what it may say of any. */
export interface PhaseOutAttributes {
  catalogue?: Catalogue | string | null;
  chooser?: boolean;
  clock?: boolean;
  engine?: PhaseOut["engine"];
  facts?: PhaseOut["facts"];
  heading?: "2" | "3" | "4" | "5" | 2 | 3 | 4 | 5 | null;
  now?: string | null;
  precision?: PhaseOut["precision"];
  product?: string | null;
  share?: boolean;
  size?: PhaseOut["size"];
  theme?: PhaseOut["theme"];
}

// A framework has its own list of elements. Each is added to where that is installed; elsewhere there is no such module,
// and what is ignored here is that.
// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "phase-out": DetailedHTMLProps<HTMLAttributes<PhaseOut>, PhaseOut> & PhaseOutAttributes;
    }
  }
}
// @ts-ignore
declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "phase-out": import("preact").HTMLAttributes<PhaseOut> & PhaseOutAttributes;
    }
  }
}
// @ts-ignore
declare module "solid-js/jsx-runtime" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "phase-out": HTMLAttributes<PhaseOut> & PhaseOutAttributes;
    }
  }
}
// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    // @ts-ignore
    "phase-out": new () => { $props: import("vue").HTMLAttributes & PhaseOutAttributes };
  }
}
// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    // @ts-ignore
    "phase-out": HTMLAttributes<PhaseOut> & PhaseOutAttributes;
  }
}
