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

/** A date on which something ends. */
export interface Milestone {
  id: string;
  effect: "end-of-sales" | "end-of-updates" | "end-of-resale";
  basis: "law" | "vendor";
  /** An RFC 3339 instant with the law's offset, or `YYYY-MM-DD`. */
  at: string;
  /** At its own first instant a milestone has passed. */
  state: "ahead" | "passed";
  /** There while it is ahead. */
  remaining?: Duration;
  /** There once it has passed. */
  elapsed?: Duration;
}

/** What holds for a product at a moment. */
export interface Status {
  product: Product;
  phase: "announced" | "sales-ended" | "updates-ended" | "not-covered";
  /** In order of time; none where the measure does not cover the product. */
  milestones: Milestone[];
  action: {
    code:
      | "plan-replacement"
      | "replace-before-updates-end"
      | "replace-now"
      | "none-needed"
      | "stop-resale-by"
      | "stop-resale";
    /** One sentence. */
    text: string;
  };
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

/** The fields of a catalogue are those of `catalogue/catalogue.schema.json`. */
export type Catalogue = Record<string, unknown>;

/** `<phase-out product="kaspersky-premium">A sentence for readers without script.</phase-out>` */
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
  /** How deep the title is in the page's outline, 2 to 5; 2 without it. */
  heading: string | null;
  /** Freezes the card at an RFC 3339 instant or a day. */
  now: string | null;
  precision: "auto" | "days" | "hours" | "minutes" | "seconds" | null;
  /** An id of the catalogue, or a name that a person would type. */
  product: string | null;
  /** One line, always or where the column is narrow; the whole card without it. */
  size: "compact" | "auto" | null;
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
