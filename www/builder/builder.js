/**
 * The builder page: what an editor chooses in, the card at any moment and the code for it out.
 *
 * Knows no facts and no code: it hands the choice to the core, and the answer to the page. Sends nothing but a
 * request for the files that it shows, and stores nothing but a topic that the editor says it shall keep.
 */

import { isHttps } from "../link.js";
import { fromFragment, keep } from "./address.js";
import { checkAgainst } from "./check.js";
import { DEFAULTS, apply, read } from "./choice.js";
import { copyText } from "./copy.js";
import { checked, described, start, text, written } from "./core.js";
import { current, onEdit, show, takeIn, tell } from "./editor.js";
import { keep as keepHere, kept, onFiles } from "./files.js";
import { noteLanguage, offerLanguages } from "./languages.js";
import { moment, onMoment, setDates, setOffset, setOld } from "./moment.js";
import { at, list, make, write } from "./page.js";
import { needs } from "./policy.js";
import { picture } from "./picture.js";
import { preview } from "./preview.js";
import { hasUnknown, offer, turnTo, want } from "./products.js";
import { FORMS, fill, form, lack } from "./publish.js";
import { note, onStep, startFrom } from "./steps.js";
import { OWN, showAddress, topicOf, topics } from "./topics.js";
import { begin as speak, t } from "./words.js";

/** The texts of languages by tag, each fetched once. */
const locales = new Map();

/** The hashes of this build. */
let hashes = {};

/** What is wrong with the choice, and what the card itself says. */
let found = [];
let told = [];

const showProblems = () => list(at("problems"), [...found, ...told]);

/** The words of a language: `{ text, problems }`. What failed is asked for again. */
const language = async (tag) => {
  const known = locales.get(tag);
  if (known) return { text: known, problems: [] };
  const answer = await text(`locale/${tag}.json`, "language");
  if (answer.text) locales.set(tag, answer.text);
  return answer;
};

/** The folder that articles load from, with a slash at its end. */
const folderOf = ({ folder }) => folder.trim().replace(/\/*$/, "/");

/** Whether the facts are nowhere but here. */
const isCarried = ({ topic }, { address }) => topic === OWN && !address;

/** The forms that can carry a card, or need none; a card that is kept at its moment cannot be carried. */
const carriers = ({ frozen }) => (frozen === "on" ? ["plain", "email"] : ["element", "plain", "email"]);

/** What the core is asked for a choice. */
const requestOf = (choice, catalogue, locale) => ({
  catalogue: catalogue.text,
  translations: catalogue.translations ?? "",
  locale,
  product: at("product").value,
  clock: (choice.frozen === "on" && choice.at) || new Date().toISOString(),
  address: catalogue.address,
  script: `${choice.folder}phaseout.js`,
  integrity: choice.pin === "on" ? (hashes["phaseout.js"] ?? "") : "",
  precision: choice.precision,
  theme: choice.theme,
  size: choice.size,
  heading: choice.heading === DEFAULTS.heading ? "" : choice.heading,
  isChooser: choice.chooser === "on",
  isFrozen: choice.frozen === "on",
  isServed: choice.served === "on",
  // A topic without an address has no newer facts anywhere: its card travels in the code.
  isStill: choice.still === "on" || isCarried(choice, catalogue),
  isInside: (choice.inside === "on" || isCarried(choice, catalogue)) && choice.frozen !== "on",
  hasShare: choice.share === "on",
  hasClock: choice.clock === "on",
});

/** Shows what a strict policy needs, if the site has one. */
const showPolicy = async (choice, request, isWanted) => {
  const [canChoose, share, clock] = [request.isChooser || !request.product, request.hasShare, request.hasClock];
  const { folder } = choice;
  const asked = { folder, address: request.address, canChoose, share, clock };
  const { map, lines } = await needs(form(), asked, hashes, at("code").textContent);
  if (!isWanted()) return;
  const isShown = choice.policy === "on" && at("code").textContent !== "";
  at("strict").hidden = !isShown;
  at("map-box").hidden = !map;
  at("lines-box").hidden = !lines;
  at("no-lines").hidden = Boolean(lines);
  write(at("map"), isShown ? map : "");
  write(at("lines"), isShown ? lines : "");
};

/** Says what would keep the code from working. */
const warn = ({ folder }, isAway) => {
  const unsafe = "The address of this folder is not https, so articles elsewhere cannot load from it: put the folder on an https address, and name it under “More about the code”.";
  const missing = "This way cannot carry the facts of a topic of your own: choose another, or publish its file and give its address.";
  const isUnsafe = !["", "plain", "email"].includes(form()) && !isHttps(folder);
  write(at("folder-problem"), isAway ? t(missing) : isUnsafe ? t(unsafe) : "");
};

/** Says whether the address that is to be pasted leads anywhere. */
const lookForBox = async (isWanted) => {
  const [file] = form() === "oembed" ? (/oembed\/\S+$/.exec(at("code").textContent) ?? []) : [];
  const isThere = !file || (await fetch(file, { method: "HEAD" }).then(({ ok }) => ok, () => false));
  if (isWanted()) write(at("nowhere"), isThere ? "" : t("Nothing is at this address yet: ask your developers to make the pages for it."));
};

/** Says whether the page's address has all of a topic that is being typed. */
const carry = async ({ topic }, keeping) => {
  const isWhole = await keeping;
  if (topic !== OWN) return;
  write(at("carried"), isWhole ? t("The address of this page has all of it: reload, bookmark it or send it to a colleague.") : t("It is too long for the address of this page: download the file."));
};

/** Counts updates, so that a late answer to an early one is dropped. */
let turn = 0;

/** Shows what is chosen now; true if nothing else was chosen meanwhile. */
const update = async () => {
  const mine = ++turn;
  const isWanted = () => mine === turn;
  at("own").hidden = at("topic").value !== OWN;
  noteLanguage(at("lang").value);
  const chosen = read();
  const choice = { ...chosen, folder: folderOf(chosen) };
  const [locale, catalogue] = await Promise.all([language(choice.lang), topicOf(choice)]);
  if (!isWanted()) return;
  told = [];
  showAddress(catalogue.unaddressed);
  if (choice.topic === OWN) {
    show(catalogue.isTyped ? choice.text : catalogue.text, choice.lang);
    const said = await checked(catalogue.text);
    if (!isWanted()) return;
    tell(said);
    if (catalogue.isTyped) keepHere(catalogue.text);
  }
  const offered = catalogue.text && locale.text ? await described(catalogue.text, catalogue.translations ?? "", locale.text) : { problems: [] };
  if (!isWanted()) return;
  // What is wrong with a topic that is being typed stands beside its fields.
  found = [...locale.problems, ...catalogue.problems, ...(catalogue.isTyped ? [] : offered.problems)];
  const { groups } = offered;
  if (groups) {
    offer(groups);
    setOffset(offered.offset);
    choice.at = moment();
  }
  const carried = carry(choice, keep(read()));
  const request = requestOf(choice, catalogue, locale.text);
  if (groups) {
    preview(choice, catalogue.text, request.product);
    const answer = await written(request);
    if (!isWanted()) return;
    found.push(...answer.problems);
    // Where readers choose, the dates are those that hold for whoever does not know which product it is.
    const known = request.product || !hasUnknown(groups) ? answer : await written({ ...request, product: "?" });
    if (!isWanted()) return;
    setDates(known.milestones ?? []);
    fill(answer.snippets ?? {}, isCarried(choice, catalogue) ? carriers(choice) : FORMS);
  } else {
    fill({}, FORMS);
  }
  picture(groups && { ...request, clock: choice.at || request.clock });
  showProblems();
  setOld(!groups, choice.topic === OWN);
  at("product").disabled = !groups;
  at("chooser").disabled = request.product === "";
  at("inside").disabled = choice.frozen === "on" || isCarried(choice, catalogue);
  for (const name of ["pin", "served", "inside"]) at(`${name}-row`).hidden = !["element", name === "pin" && "block"].includes(form());
  lack({ share: request.hasShare });
  warn(choice, isCarried(choice, catalogue) && form() && !carriers(choice).includes(form()));
  await Promise.all([carried, showPolicy(choice, request, isWanted), lookForBox(isWanted)]);
  return isWanted();
};

const fault = (error) => list(at("fault"), [{ place: t("This page"), message: t("cannot run here: {why}", { why: error.message ?? error }) }]);

/** Shows the choice, and marks the page as ready once it does: until then its address may still change. */
const again = async () => {
  delete document.documentElement.dataset.ready;
  try {
    if (await update()) document.documentElement.dataset.ready = "";
  } catch (error) {
    fault(error);
  }
};

/** Goes to another choice as a whole. */
const go = (choice) => {
  apply(choice);
  again();
};

/** Fields in which one goes on typing. */
const isTyped = (field) => field.matches("textarea, input[type=url]");

/** What an editor does to a field that is a choice. */
const onField = ({ target }) => {
  const name = ["system", "way"].includes(target.name) ? target.name : target.id;
  // A moment tells of itself.
  if (!Object.hasOwn(DEFAULTS, name) || ["at", "frozen"].includes(name)) return;
  if (name === "topic") turnTo(target.value);
  if (name === "product") want(at("topic").value, target.value);
  note(read(), isTyped(target) ? name : "");
  again();
};

const begin = async () => {
  speak(at("ui"));
  offerLanguages();
  const [, integrity] = await Promise.all([start(), text("integrity.json", "integrity")]);
  hashes = JSON.parse(integrity.text || "{}");
  const option = (value, words) => make("option", { value, textContent: words });
  at("topic").append(...topics().map(([file, title]) => option(file, title)), option(OWN, t("A topic of your own")));
  const arrived = await fromFragment(location.hash);
  // What this browser was told to keep is there again, unless the address brings another.
  apply(arrived.text ? arrived : { ...arrived, text: kept() });
  at("looks").open = ["theme", "precision", "size", "heading"].some((name) => read()[name] !== DEFAULTS[name]);
  await update();
  startFrom(read());
  checkAgainst(hashes["phaseout.js"] ?? "");
  document.querySelector("main").addEventListener("input", onField);
  at("settings").addEventListener("submit", (event) => event.preventDefault());
  onMoment((source) => {
    note(read(), source);
    again();
  });
  onStep(go);
  onEdit((source) => {
    note(read(), source);
    again();
  });
  const open = (topic) => {
    at("text").value = topic;
    note(read());
    again();
  };
  onFiles({ open, take: takeIn, current });
  addEventListener("hashchange", async () => {
    const choice = { ...(await fromFragment(location.hash)), folder: at("folder").value };
    go(choice);
    note(read());
  });
  at("link").addEventListener("click", () => copyText(location.href, at("link-shown"), at("undone")));
  at("card").addEventListener("phase-out-error", ({ detail }) => {
    // A card that goes on with its other core is no trouble of the editor's.
    told = detail.problems.filter(({ place }) => place !== "engine" || !at("card").shadowRoot);
    showProblems();
  });
  document.documentElement.dataset.ready = "";
};

begin().catch(fault);
