/**
 * The builder page: what an editor chooses in, the card at any moment and the snippets for it out.
 *
 * Knows no facts and no snippet: it hands the choice to the core, and the answer to the page. Stores nothing.
 */

import { isHttps } from "../link.js";
import { checkAgainst } from "./check.js";
import { described, start, text, written } from "./core.js";
import { isFrozen, moment, onMoment, setDates, setOld } from "./moment.js";
import { at, list, make } from "./page.js";
import { fill, onShow, shownText } from "./tabs.js";

/* global CATALOGUES, LANGUAGES -- the files of catalogue/ and the tags of locale/, put in by the build */

/** The catalogue that the card shows when it is told none. */
const DEFAULT = "kaspersky-us.json";

const OWN = "own";

/** JSON texts by file or tag, each fetched once. */
const catalogues = new Map();
const locales = new Map();

/** The hashes of this build. */
let hashes = {};

const option = (value, words) => make("option", { value, textContent: words });

/** The folder that articles load from, with a slash at its end. */
const folder = () => at("folder").value.trim().replace(/\/*$/, "/");

/** The catalogue that was chosen: its text, its address in a snippet, and what is wrong with getting it. */
const catalogue = async () => {
  const file = at("topic").value;
  if (file !== OWN) return { text: catalogues.get(file), address: file === DEFAULT ? "" : `${folder()}catalogue/${file}`, problems: [] };
  const address = at("address").value.trim();
  const pasted = at("json").value.trim();
  const problems = [];
  if (!address) {
    problems.push({ place: "catalogue", message: "has no address yet: a snippet names the place where articles load it from" });
  } else if (!isHttps(address)) {
    problems.push({ place: "catalogue", message: `\`${address}\` is not an https address` });
  } else if (!pasted) {
    const fetched = await text(address, "catalogue");
    return { ...fetched, address };
  }
  return { text: pasted, address, problems };
};

/** Offers the products of a catalogue, and keeps the one that was chosen. */
const offer = (groups) => {
  const select = at("product");
  const known = JSON.stringify(groups);
  if (select.dataset.known === known) return;
  select.dataset.known = known;
  const { value } = select;
  select.replaceChildren(
    ...groups.map(({ label, options }) => make("optgroup", { label }, ...options.map(({ id, name }) => option(id, name)))),
  );
  if (groups.some(({ options }) => options.some(({ id }) => id === value))) select.value = value;
};

/** Shows the card as an article would, at the moment that is looked at. */
const preview = (own) => {
  const card = at("card");
  const set = (name, value) => (value ? card.setAttribute(name, value) : card.removeAttribute(name));
  const file = at("topic").value;
  if (file === OWN) {
    if (card.catalogue !== own) card.catalogue = own;
  } else {
    if (typeof card.catalogue === "string" && card.catalogue.trimStart().startsWith("{")) card.catalogue = null;
    set("catalogue", file === DEFAULT ? "" : `catalogue/${file}`);
  }
  set("product", at("product").value);
  set("lang", at("language").value);
  for (const name of ["theme", "precision", "size", "heading"]) {
    set(name, at(name).selectedIndex ? at(name).value : "");
  }
  set("now", moment());
  card.toggleAttribute("chooser", at("chooser").checked);
  at("stage").dataset.theme = at("theme").value;
};

/** What is wrong with the choice, and what the card itself says. */
let found = [];
let told = [];

const show = () => list(at("problems"), [...found, ...told]);

/** Counts updates, so that a late answer to an early one is dropped. */
let turn = 0;

const update = async () => {
  const mine = ++turn;
  told = [];
  at("own").hidden = at("topic").value !== OWN;
  const tag = at("language").value;
  if (!locales.has(tag)) locales.set(tag, (await text(`locale/${tag}.json`, "lang")).text);
  const own = await catalogue();
  if (mine !== turn) return;
  const locale = locales.get(tag);
  const offered = own.text ? described(own.text, locale) : { problems: [] };
  const problems = [...own.problems, ...offered.problems];
  if (offered.groups) {
    offer(offered.groups);
    preview(own.text);
    const answer = written({
      catalogue: own.text,
      locale,
      product: at("product").value,
      clock: (isFrozen() && moment()) || new Date().toISOString(),
      address: own.address,
      script: `${folder()}phaseout.js`,
      integrity: at("pin").checked ? (hashes["phaseout.js"] ?? "") : "",
      precision: at("precision").value,
      theme: at("theme").value,
      size: at("size").value,
      heading: at("heading").selectedIndex ? at("heading").value : "",
      isChooser: at("chooser").checked,
      isFrozen: isFrozen(),
      isServed: at("served").checked,
    });
    problems.push(...answer.problems);
    if (answer.milestones) setDates(answer.milestones, offered.offset);
    fill(own.problems.length ? {} : (answer.snippets ?? {}));
  } else {
    fill({});
  }
  const unsafe = { place: "folder", message: `\`${folder()}\` is not an https address, so articles elsewhere cannot load from it` };
  list(at("folder-problems"), isHttps(folder()) ? [] : [unsafe]);
  found = problems;
  show();
  setOld(!offered.groups);
  at("product").disabled = !offered.groups;
};

/** Says whether the address of an oEmbed answer leads anywhere. */
const oembed = async (form) => {
  if (form !== "oembed") return;
  const [file] = /oembed\/\S+$/.exec(shownText()) ?? [];
  if (!file) return;
  const isThere = await fetch(file, { method: "HEAD" }).then(({ ok }) => ok, () => false);
  at("oembed-hint").textContent = isThere
    ? ""
    : "There is no answer in this folder yet: `phaseout site` writes them for the address it will have, and for a catalogue of your own.";
};

const begin = async () => {
  at("folder").value = new URL(".", location).href;
  const [, integrity] = await Promise.all([
    start(),
    text("integrity.json", "integrity"),
    ...CATALOGUES.map(async (file) => catalogues.set(file, (await text(`catalogue/${file}`, "catalogue")).text)),
    text("locale/en.json", "lang").then(({ text }) => locales.set("en", text)),
  ]);
  hashes = JSON.parse(integrity.text || "{}");
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  at("language").append(...LANGUAGES.map((tag) => option(tag, names.of(tag))));
  at("language").value = "en";
  at("topic").append(
    ...CATALOGUES.map((file) => option(file, described(catalogues.get(file), locales.get("en")).title ?? file)),
    option(OWN, "A catalogue of your own"),
  );
  at("topic").value = DEFAULT;
  await update();
  at("product").value = "kaspersky-premium";
  await update();
  checkAgainst(hashes["phaseout.js"] ?? "");
  const again = () => update().catch(fault);
  at("settings").addEventListener("input", again);
  at("settings").addEventListener("submit", (event) => event.preventDefault());
  onMoment(again);
  onShow(oembed);
  at("card").addEventListener("phase-out-error", ({ detail }) => {
    told = detail.problems;
    show();
  });
  document.documentElement.dataset.ready = "";
};

const fault = (error) => list(at("fault"), [{ place: "builder", message: `cannot run here: ${error.message ?? error}` }]);

begin().catch(fault);
