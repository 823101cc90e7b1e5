/**
 * A search by name under a long choice: the card's select in, a field with a list of products under it out.
 *
 * A combobox as the ARIA Authoring Practices have it. The select stays, as the simple form and as the one way to choose:
 * a product found is chosen there, and the card hears of it as of any choice. Stands in a root of its own inside the
 * paragraph of the select, where the card never draws. Loaded only when a reader comes to such a select.
 */

import { sheetOf, spoken } from "./beside.js";

/* global SEARCH_WORDS -- what the field is called and what it says where no product has that name, by language; put in by the build */

/* Colours and corners are those of card.css, which go on into this root. */
const CSS = `
label { display: block; margin-block: 0.75em 0.25em; font-weight: 600 }
input { box-sizing: border-box; inline-size: 100%; min-block-size: 44px; margin: 0; padding-inline: 0.5em; border: 1px solid var(--_muted);
  border-radius: var(--_radius); background: var(--_background); color: inherit; font: inherit; text-overflow: ellipsis }
ul { margin: 0.5em 0 0; padding: 0; border: 1px solid var(--_muted); border-radius: var(--_radius); list-style: none }
li { box-sizing: border-box; min-block-size: 44px; padding: 0.6em 0.5em; cursor: pointer }
input, li { text-align: -webkit-match-parent; text-align: match-parent; unicode-bidi: plaintext }
li:hover { text-decoration: underline }
li[aria-selected=true], :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px }
li[aria-selected=true] { outline-offset: -3px }
p { margin: 0 }
@media print { div { display: none } }`;

/** How many products a native select is enough for. */
const FEW = 30;

/** The products of a select: neither its invitation nor the answer for those who do not know. */
const productsOf = (select) => [...(select?.options ?? [])].filter(({ disabled, value }) => !disabled && value !== "?");

/**
 * Puts the field behind a select, unless it is there or the choice is short. Where nothing can be looked up there is none.
 * @param {HTMLSelectElement} select
 * @param {(text: string) => Promise<string>} look the ids of what a text may mean, a line each
 */
export const offer = async (select, look) => {
  const { parentElement: paragraph } = select;
  if (paragraph.shadowRoot || productsOf(select).length <= FEW) return;
  await look("");
  if (!paragraph.shadowRoot && paragraph.isConnected) new Search(paragraph, look);
};

class Search {
  #paragraph;
  #look;
  #bar = made("div", {});
  #label = made("label", { for: "search" });
  #field = made("input", {
    id: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "found",
    "aria-autocomplete": "list",
    autocapitalize: "off",
    autocomplete: "off",
    spellcheck: "false",
  });
  #list = made("ul", { id: "found", role: "listbox", hidden: "" });
  #said = made("p", { role: "status" });
  /** The place of the option that the keys are on; -1 while they are in the text. */
  #at = -1;
  /** Counts what was asked, so that a late answer to an early question is dropped. */
  #turn = 0;
  #isChoosing = false;

  constructor(paragraph, look) {
    this.#paragraph = paragraph;
    this.#look = look;
    this.#bar.append(this.#label, this.#field, this.#list, this.#said);
    paragraph.attachShadow({ mode: "open" }).append(document.createElement("slot"), this.#bar);
    this.#keep();
    this.#listen();
  }

  #listen() {
    const field = this.#field;
    const ask = ({ isComposing }) => isComposing || this.#ask();
    field.addEventListener("input", ask);
    field.addEventListener("compositionend", ask);
    field.addEventListener("keydown", (event) => this.#press(event));
    // What is typed here is no shortcut of the page, which sees no field but the card.
    for (const type of ["keydown", "keypress", "keyup"])
      field.addEventListener(type, (event) => event.key.length > 1 || event.stopPropagation());
    field.addEventListener("focus", () => this.#keep());
    field.addEventListener("blur", () => this.#close());
    // A pointer on the list takes no focus out of the field.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target }) => target.id !== "found" && this.#choose(target));
    this.#paragraph.addEventListener("change", () => this.#isChoosing || this.#clear());
    // What the card draws: another language, another catalogue. Where there is no choice any more the paragraph goes.
    const kept = new MutationObserver(() => this.#keep());
    kept.observe(this.#paragraph, { childList: true, subtree: true });
    kept.observe(this.#paragraph.parentElement, { attributeFilter: ["lang"] });
  }

  /** Speaks the card's language, and is there while the choice is long. */
  #keep() {
    const root = this.#paragraph.shadowRoot;
    const [label, none] = spoken(this.#paragraph.parentElement ?? {}, SEARCH_WORDS);
    if (this.#label.textContent !== label) {
      this.#label.textContent = label;
      this.#list.setAttribute("aria-label", label);
      this.#said.none = none;
      this.#said.textContent &&= none;
    }
    this.#bar.hidden = productsOf(this.#select()).length <= FEW;
    if (this.#bar.hidden) this.#clear();
    // Another document takes them away.
    if (!root.adoptedStyleSheets.length && root.ownerDocument.defaultView) root.adoptedStyleSheets = [sheetOf(root, CSS)];
  }

  #select() {
    return this.#paragraph.querySelector("select");
  }

  async #ask() {
    const turn = ++this.#turn;
    const text = this.#field.value.trim();
    // Where the look-up fails after all, the select is still there.
    const answer = text ? await this.#look(text).catch(() => "") : "";
    if (turn !== this.#turn) return;
    const ids = answer.split("\n");
    const products = productsOf(this.#select()).filter(({ value }) => ids.includes(value));
    products.sort((one, other) => ids.indexOf(one.value) - ids.indexOf(other.value));
    this.#show(products);
    const said = text && !products.length ? this.#said.none : "";
    if (this.#said.textContent !== said) this.#said.textContent = said;
  }

  #show(products) {
    const options = products.map(({ value, textContent }, at) => {
      const option = made("li", { id: `found-${at}`, role: "option", "aria-selected": "false", "data-id": value });
      option.textContent = textContent;
      return option;
    });
    this.#list.replaceChildren(...options);
    this.#list.hidden = !options.length;
    this.#field.setAttribute("aria-expanded", String(options.length > 0));
    this.#move(-1);
  }

  /** Takes the keys to an option, or back into the text. */
  #move(at) {
    this.#list.children[this.#at]?.setAttribute("aria-selected", "false");
    const option = this.#list.children[at];
    this.#at = option ? at : -1;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    option ? this.#field.setAttribute("aria-activedescendant", option.id) : this.#field.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    // Some engines tell of the key that ends a composition only by its old number.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const options = this.#list.children;
    const { length } = options;
    const isDone = {
      ArrowDown: () => (length ? this.#move((this.#at + 1) % length) : this.#ask().then(() => this.#move(0))),
      ArrowUp: () => (length ? this.#move((this.#at > 0 ? this.#at : length) - 1) : undefined),
      Enter: () => (options[this.#at] ? this.#choose(options[this.#at]) : false),
      Escape: () => (length ? this.#close() : this.#field.value ? this.#clear() : false),
      Home: () => this.#move(-1) || false,
    };
    isDone.End = isDone.ArrowLeft = isDone.ArrowRight = isDone.Home;
    const run = Object.hasOwn(isDone, event.key) && isDone[event.key];
    if (!run || run() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Chooses in the select, as a reader would; the focus stays where it is. */
  #choose(option) {
    const select = this.#select();
    this.#close();
    this.#field.value = option.textContent;
    if (!select || select.value === option.dataset.id) return;
    this.#isChoosing = true;
    select.value = option.dataset.id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    this.#isChoosing = false;
  }

  #close() {
    this.#turn += 1;
    this.#show([]);
  }

  #clear() {
    this.#close();
    this.#field.value = this.#said.textContent = "";
  }
}

const made = (tag, attributes) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
