/**
 * The topic editor: a topic's text in, its form out, and each change as text again.
 *
 * The form is made from the list in fields.js. The text is all that is kept, so that undo, the address and the preview
 * know nothing of the form. What is wrong is the check's to say; here it is put beside the field that it is about.
 */

import { typedDates } from "./core.js";
import { answer, begun, joined, nameOf, named, read, renamed, shown, written } from "./draft.js";
import { LISTS, PRODUCT, TOPIC, TOPIC_MORE } from "./fields.js";
import { at, make, write } from "./page.js";
import { t } from "./words.js";

/** What the form shows, and the text that it was read from or has written. */
let topic = begun();
let text;

/** The language beside English in which texts are asked for; none for English alone. */
let second = "";

/** The ids of the products, as the check has them. */
let ids = [];

let listener = () => {};

/** Folds that were opened, so that they stay open when the form is made anew. */
const open = new Set();

const entryAt = (path) => path.reduce((value, key) => value[key], topic);
const idOf = (path, name) => ["topic", ...path, name].join("-");

/** What hangs on the list of products, each with the way to make it anew where it stands. */
let hanging = [];

/** An element that is made anew whenever the products change; a button beside it stays, and with it a click on its way. */
const hang = (made) => {
  let element = made();
  hanging.push(() => {
    const next = made();
    element.replaceWith(next);
    element = next;
  });
  return element;
};

const rehang = () => {
  for (const again of hanging) again();
};

/** Puts a changed topic into the file's text; `source` is the field that is being typed in. */
const changed = (source = "") => {
  text = written(topic);
  at("text").value = text;
  listener(source);
};

/** Makes the form anew, and goes on in the same field, or in another. */
const redraw = (focus = document.activeElement?.id) => {
  draw();
  at(focus)?.focus();
};

/** Puts what was said in a field into the topic. */
const put = (path, field, value, language, id) => {
  const last = path.at(-1);
  if (path[0] === "products" && typeof entryAt(path) === "string") topic.products[last] = { name: entryAt(path) };
  answer(entryAt(path), field, value, language);
  // What is asked may hang on what was said.
  if (field.type === "select") redraw(id);
  changed(id);
};

const option = ([value, words]) => make("option", { value, textContent: t(words) });

/** What takes an answer. */
const control = (path, field, id, language) => {
  const { type, options, isLong, placeholder = "" } = field;
  const value = shown(entryAt(path), field, language);
  const typed = (tag, properties) => {
    const made = make(tag, { id, value, placeholder, autocomplete: "off", ...properties });
    if (language !== "en") made.lang = language;
    made.dir = "auto";
    made.addEventListener("input", () => put(path, field, made.value, language, id));
    return made;
  };
  if (type === "select") {
    const made = make("select", { id }, ...Object.entries(options).map(option));
    // What the list has not is in the file all the same, and stays.
    if (!(value in options)) made.append(make("option", { value, textContent: value }));
    made.value = value;
    made.addEventListener("change", () => put(path, field, made.value, "en", id));
    return made;
  }
  if (isLong) return typed("textarea", { rows: 2, className: "prose" });
  if (type === "url") return typed("input", { type: "url", inputMode: "url", spellcheck: false });
  if (type === "day") return typed("input", { type: "date" });
  if (type === "list") {
    const made = typed("input", { type: "text", spellcheck: false });
    made.setAttribute("list", "zones");
    return made;
  }
  const made = typed("input", { type: "text" });
  if (["date", "was"].includes(field.name)) made.addEventListener("change", () => meant(path, field, made));
  return made;
};

const day = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long", timeZone: "UTC" });

/** Puts a date that was typed as people write it into the file's form; where it may be two days, it is asked and never guessed. */
const meant = async (path, field, typed) => {
  const { id, value } = typed;
  const dates = await typedDates(value);
  // Meanwhile something else may stand there.
  const made = at(id);
  if (made?.value !== value) return;
  const take = (date) => {
    made.value = date;
    at(`${id}-asked`).replaceChildren();
    put(path, field, date, "en", id);
  };
  const choices = dates.length > 1 ? dates : [];
  at(`${id}-asked`).replaceChildren(...choices.map((date) => button(day.format(Date.parse(date)), () => (take(date), made.focus()))));
  if (dates.length === 1 && dates[0] !== value) take(dates[0]);
};

/** A question with its hint, and the place for what is wrong with its answer. */
const question = (path, field, language = "en") => {
  const { name, label, hint } = field;
  const id = idOf(path, language === "en" ? name : `${name}-${language}`);
  const made = control(path, field, id, language);
  made.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-problem`].filter(Boolean).join(" "));
  // Where two languages stand beside each other, each field says which one it is.
  const isAlone = !second || !field.isText;
  const words = isAlone ? t(label) : t("{label}, in {language}", { label: t(label), language: languageName(language) });
  const parts = [make("label", { htmlFor: id, textContent: words }), made];
  if (["date", "was"].includes(name)) parts.push(make("div", { className: "buttons", id: `${id}-asked`, role: "group", ariaLabel: t("Which day is meant?") }));
  if (hint && language === "en") parts.push(make("p", { className: "hint", id: `${id}-hint`, textContent: t(hint) }));
  return make("div", { className: "field" }, ...parts, make("p", { className: "message", id: `${id}-problem` }));
};

const names = new Intl.DisplayNames([document.documentElement.lang || "en", "en"], { type: "language" });
const languageName = (language) => names.of(language);

/** Which of the topic's products something is for: all of them, unless some are ticked. */
const choice = (path, { label, name }) => {
  const chosen = shown(entryAt(path), { name, type: "products" });
  const tick = (product, index) => {
    const id = idOf(path, `product-${index}`);
    const box = make("input", { type: "checkbox", id, checked: chosen.includes(ids[index]) });
    box.addEventListener("input", () => {
      named(topic.products, index, ids[index]);
      const others = shown(entryAt(path), { name, type: "products" }).filter((known) => known !== ids[index]);
      answer(entryAt(path), { name }, box.checked ? [...others, ids[index]] : others);
      changed();
    });
    return make("div", { className: "check" }, box, make("label", { htmlFor: id, textContent: nameOf(product), dir: "auto" }));
  };
  const problem = make("p", { className: "message", id: `${idOf(path, name)}-problem` });
  // Of one product there is nothing to choose.
  const hidden = topic.products.length < 2;
  return make("fieldset", { id: idOf(path, name), className: "some", hidden }, make("legend", { textContent: t(label) }), ...topic.products.map(tick), problem);
};

/** The questions about an entry. */
const questions = (path, fields) =>
  fields
    .filter(({ only }) => only?.(entryAt(path)) ?? true)
    .flatMap((field) => {
      if (field.type === "products") return [hang(() => choice(path, field))];
      return [question(path, field), ...(field.isText && second ? [question(path, field, second)] : [])];
    });

/** What few need, behind a fold. */
const fold = (path, words, ...inside) => {
  const key = idOf(path, "more");
  const made = make("details", { id: key, open: open.has(key) }, make("summary", { textContent: words }), ...inside);
  made.addEventListener("toggle", () => (made.open ? open.add(key) : open.delete(key)));
  return made;
};

const button = (words, press, properties = {}) => {
  const made = make("button", { type: "button", textContent: words, ...properties });
  made.addEventListener("click", press);
  return made;
};

/** An entry of a list: numbered, with its questions, and the way to take it away. */
const entry = ({ name, one, remove, fields, more }, index) => {
  const path = [name, index];
  const number = `${t(one)} ${index + 1}`;
  const gone = button(
    t(remove),
    () => {
      topic[name].splice(index, 1);
      redraw(`add-${name}`);
      changed();
    },
    { ariaLabel: `${t(remove)}: ${number}` },
  );
  return make(
    "fieldset",
    { className: "entry" },
    make("legend", { textContent: number }),
    ...questions(path, fields),
    fold(path, t("More about this"), ...questions(path, more)),
    gone,
  );
};

const list = (of) => {
  const { name, title, add, first, fields } = of;
  const entries = topic[name] ?? [];
  const more = button(
    t(add),
    () => {
      topic[name] = [...(topic[name] ?? []), { ...first }];
      redraw();
      at(idOf([name, topic[name].length - 1], fields[0].name)).focus();
      changed();
    },
    { id: `add-${name}` },
  );
  // A note may be a bare text, and a source a bare address: the form shows both as entries with one answer.
  topic[name] = entries.map((each) => (typeof each === "string" ? { [name === "sources" ? "url" : "text"]: each } : each));
  const made = make("section", { className: "list" }, make("h3", { textContent: t(title) }), ...topic[name].map((_, index) => entry(of, index)), more);
  made.append(make("p", { className: "message", id: `${idOf([], name)}-problem` }));
  if (!entries.length && !["sources", "milestones"].includes(name)) delete topic[name];
  return made;
};

/** The products: a line each, and more about each one behind a fold. */
const products = () => {
  const id = idOf([], "products");
  const lines = make("textarea", { id, rows: 4, className: "prose", dir: "auto", value: topic.products.map(nameOf).join("\n") });
  lines.setAttribute("aria-describedby", `${id}-hint ${id}-problem`);
  lines.addEventListener("input", () => {
    renamed(topic, lines.value, ids);
    rehang();
    changed(id);
  });
  const about = (product, index) =>
    make("fieldset", { className: "entry" }, make("legend", { textContent: nameOf(product), dir: "auto" }), ...questions(["products", index], PRODUCT));
  const each = () => make("div", {}, ...topic.products.map(about));
  return make(
    "section",
    { className: "list" },
    make("h3", {}, make("label", { htmlFor: id, textContent: t("Products") })),
    lines,
    make("p", { className: "hint", id: `${id}-hint`, textContent: t("A line for each. A table from a spreadsheet can be pasted here too.") }),
    make("p", { className: "message", id: `${id}-problem` }),
    fold(["products"], t("More about each product"), hang(each)),
  );
};

const draw = () => {
  hanging = [];
  topic.products = Array.isArray(topic.products) ? topic.products : [];
  const [dates, ...others] = LISTS.map(list);
  at("form").replaceChildren(...questions([], TOPIC), dates, products(), ...others, fold([], t("More about the topic"), ...questions([], TOPIC_MORE)));
  place();
};

/** The last answer of the check. */
let checked = { problems: [], warnings: [] };

/** Says where nothing has been said yet, and not what is wrong with it. */
const isMissing = ({ message }) => / is (missing|empty)$| has 0 entries/.test(message);

/** What is said beside the field itself, which need not be named: \`x\` is no day. */
const saidHere = ({ message }) => message.replace(/^[\w-]+ (?=`)/, "");

/** The field that something is about: `milestones[0] \`id\`` and `last \`x\` is no day` are of one date's field. */
const fieldOf = ({ place, message }) => {
  const [, name, index, inside] = /^(\w+)\[(\d+)\](?:\.(\w+))?/.exec(place) ?? [];
  const word = /^[$\w-]+/.exec(message)?.[0] ?? "";
  if (name === "products" && ["name", "id", ""].includes(word)) return idOf([], "products");
  const field = inside ?? (["at", "last", "state", "floor", "from"].includes(word) ? "date" : word);
  return name ? idOf([name, index], field) : idOf([], word);
};

/** Puts everything that the check says beside its field; what has none stands above the form. */
const place = () => {
  const said = new Map();
  const left = [];
  for (const problem of [...checked.problems, ...checked.warnings]) {
    const id = fieldOf(problem);
    if (at(`${id}-problem`)) said.set(id, [...(said.get(id) ?? []), problem]);
    else left.push(problem);
  }
  for (const message of at("form").querySelectorAll(".message")) {
    const id = message.id.slice(0, -"-problem".length);
    const problems = said.get(id) ?? [];
    const wrong = problems.filter((problem) => checked.problems.includes(problem) && !isMissing(problem));
    const missing = problems.some((problem) => checked.problems.includes(problem) && isMissing(problem));
    const where = ({ place }) => (id === idOf([], "products") && /\[(\d+)\]/.exec(place) ? `${t("line {number}", { number: Number(/\[(\d+)\]/.exec(place)[1]) + 1 })}: ` : "");
    const words = [...(missing ? [t("This is still needed.")] : []), ...problems.filter((problem) => !isMissing(problem)).map((problem) => where(problem) + saidHere(problem))];
    write(message, words.join("\n"));
    message.classList.toggle("wrong", wrong.length > 0);
    message.classList.toggle("warning", !wrong.length && !missing && words.length > 0);
    at(id)?.setAttribute("aria-invalid", String(wrong.length > 0));
    // What is wrong behind a fold is shown.
    if (wrong.length) message.closest("details")?.setAttribute("open", "");
  }
  at("left").replaceChildren(...left.map(({ place, message }) => make("li", { textContent: `${place}: ${message}` })));
  const { problems, warnings } = checked;
  const missing = problems.filter(isMissing).length;
  write(
    at("state"),
    problems.length > missing
      ? t("Problems: {count}. Each is said beside its field.", { count: problems.length - missing })
      : missing
        ? t("Still needed: {count}. The card appears when all are there.", { count: missing })
        : warnings.length
          ? t("This topic can be published. Doubts: {count}.", { count: warnings.length })
          : t("This topic can be published: the check finds nothing."),
  );
};

/** Shows what the check says of the text: `{ problems, warnings, ids }`. */
export const tell = (answer) => {
  checked = answer;
  const isOther = String(answer.ids) !== String(ids);
  ids = answer.ids;
  if (isOther) rehang();
  place();
};

/** Shows the form of a text, with fields for a language beside English. */
export const show = (now, language) => {
  const beside = language === "en" ? "" : language;
  if (now === text && beside === second) return;
  const found = now.trim() ? read(now) : begun();
  [text, second] = [now, beside];
  at("form").hidden = !found;
  at("unreadable").hidden = Boolean(found);
  if (!found) return;
  topic = found;
  redraw();
};

/** Takes in what was imported, as one change. */
export const takeIn = (draft) => {
  topic = joined(topic, draft);
  redraw("state");
  changed();
};

/** The text of what the form shows, also where nobody has typed anything yet. */
export const current = () => at("text").value.trim() || written(begun());

/** Calls back at each change, with the field that goes on being typed in. */
export const onEdit = (call) => {
  listener = call;
  const zones = Intl.supportedValuesOf?.("timeZone") ?? [];
  at("zones").append(...zones.map((value) => make("option", { value })));
};
