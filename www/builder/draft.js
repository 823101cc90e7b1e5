/**
 * A topic while somebody writes it: its file's text in, what the form shows out, and back.
 *
 * The text is the one thing that is kept; whatever the form does not ask for stays in it as it was. Judges nothing, which
 * is the check's task, and knows no page.
 */

/** Where a day stands in the calendar of whoever is here. */
const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** What an editor begins with: nothing but a place for a date and a source. */
export const begun = () => ({
  format: 2,
  title: "",
  checked: today(),
  sources: [{ url: "" }],
  milestones: [{ effect: "end-of-updates", last: "" }],
  products: [],
});

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The topic of a text; nothing where it is no JSON object, which only its text can mend. */
export const read = (text) => {
  try {
    const topic = JSON.parse(text);
    return isObject(topic) ? topic : undefined;
  } catch {
    return undefined;
  }
};

const isEmpty = (value) => value === "" || value === undefined || (Array.isArray(value) && !value.length) || (isObject(value) && !Object.keys(value).length);

/** Fields that stay, however empty they are, of a topic and of its entries: the check says that something is needed there. */
const NEEDED = ["format", "title", "checked", "sources", "milestones", "products"];
const NEEDED_INSIDE = ["effect", "url", "text", "name", "last", "at", "en"];

/** A topic as a file: what nobody has filled in is left out, and each entry of a list has a line. */
export const written = (topic) => {
  const kept = (value, needed = NEEDED_INSIDE) => {
    if (Array.isArray(value)) return value.map((each) => kept(each));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, of]) => [name, kept(of)]);
    return Object.fromEntries(entries.filter(([name, of]) => needed.includes(name) || !isEmpty(of)));
  };
  const lines = Object.entries(kept(topic, NEEDED)).map(([name, value]) => {
    const isLong = Array.isArray(value) && value.some(isObject);
    const said = isLong ? `[\n${value.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n")}\n  ]` : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${said}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
};

/** What a text says in a language; a bare string is English. */
export const said = (text, language) => (isObject(text) ? (text[language] ?? "") : language === "en" ? (text ?? "") : "");

/** The same text with other words in one language: bare where English is all there is, unless it was an object before. */
export const saying = (text, language, words) => {
  if (!isObject(text) && (language === "en" || !words)) return language === "en" ? words : text;
  const all = { ...(isObject(text) ? text : { en: text ?? "" }), [language]: words };
  if (!words && language !== "en") delete all[language];
  return all;
};

/** Languages other than English in which the topic says anything. */
export const languagesOf = (topic) => {
  const found = new Set();
  const look = (value) => {
    if (Array.isArray(value)) value.forEach(look);
    else if (isObject(value)) {
      if (typeof value.en === "string") Object.keys(value).forEach((tag) => found.add(tag));
      else Object.values(value).forEach(look);
    }
  };
  look({ ...topic, identifiers: undefined });
  found.delete("en");
  return [...found];
};

/** The name of a product, of a string or an object. */
export const nameOf = (product) => said(isObject(product) ? product.name : product, "en");

/** Lists whose entries may be about some products alone. */
const ABOUT = ["milestones", "advice", "notes", "steps"];

/** The entries of a topic that are about some of its products. */
const about = (topic) => ABOUT.flatMap((list) => topic[list] ?? []).filter((entry) => Array.isArray(entry?.products));

/** Gives a product its id as its own, by which dates, advice and notes may name it, and it alone, however it is renamed. */
export const named = (products, index, id) => {
  const product = products[index];
  products[index] = isObject(product) ? { id, ...product } : { id, name: product };
};

/** Other products in the topic, by a list of names; `ids` are those of the ones before. What names one that is gone names it no more. */
export const renamed = (topic, lines, ids) => {
  const isMeant = (id) => about(topic).some(({ products }) => products.includes(id));
  ids.forEach((id, index) => index < topic.products.length && isMeant(id) && named(topic.products, index, id));
  topic.products = productsOf(lines, topic.products);
  const left = topic.products.map((product) => isObject(product) && product.id);
  for (const entry of about(topic)) entry.products = entry.products.filter((id) => left.includes(id));
};

/** Products by a list of names, a line each: a name that stays keeps what was said of it, also where it is moved. */
export const productsOf = (lines, before) => {
  const left = [...before];
  const names = lines.split("\n").map((line) => line.trim()).filter(Boolean);
  // A name that was changed in its line is the same product.
  const isSameLength = names.length === before.length;
  return names.map((name, index) => {
    const found = left.findIndex((product) => product !== undefined && nameOf(product) === name);
    if (found >= 0) {
      const product = left[found];
      left[found] = undefined;
      return product;
    }
    const here = isSameLength && !names.includes(nameOf(before[index])) ? before[index] : undefined;
    return isObject(here) ? { ...here, name: isObject(here.name) ? saying(here.name, "en", name) : name } : name;
  });
};

/** A date's form and its text, as the form shows them. */
export const dateOf = ({ at, last, state, floor }) => ({
  form: state ?? (floor ? "floor" : last === undefined && at !== undefined ? "at" : "last"),
  date: at ?? last ?? "",
});

/** Puts a date's form and its text into a milestone. */
export const setDate = (milestone, { form, date }) => {
  const { at } = milestone;
  for (const name of ["at", "last", "state", "floor"]) delete milestone[name];
  if (["ended", "open"].includes(form)) return Object.assign(milestone, { state: form });
  // “At least until the first of January” is a first day too.
  const name = form === "at" || (form === "floor" && at !== undefined) ? "at" : "last";
  return Object.assign(milestone, { [name]: date }, form === "floor" ? { floor: true } : {});
};

/** What a question shows of an entry. */
export const shown = (entry, { name, type, isText }, language = "en") => {
  if (name === "form" || name === "date") return dateOf(entry)[name];
  if (name === "was") return (({ at, last }) => at ?? last ?? "")(entry.was?.at(-1) ?? {});
  if (name === "changed") return entry.was?.at(-1)?.changed ?? "";
  if (name === "exhaustive") return entry.exhaustive === false ? "no" : "";
  if (name === "phases") return (entry.phases ?? []).join(" ");
  if (type === "commas") return (entry[name] ?? []).join(", ");
  if (type === "products") return entry[name] ?? [];
  const value = entry[name];
  if (isText) return said(value, language);
  return typeof value === "string" ? value : "";
};

/** Puts an answer into an entry. */
export const answer = (entry, { name, type, isText }, value, language = "en") => {
  const moved = (change) => {
    const was = [...(entry.was ?? [])];
    was[Math.max(0, was.length - 1)] = { ...was.at(-1), ...change };
    entry.was = was;
  };
  if (name === "form" || name === "date") setDate(entry, { ...dateOf(entry), [name]: value });
  else if (name === "was") {
    if (value) moved({ [entry.at === undefined ? "last" : "at"]: value, changed: entry.was?.at(-1)?.changed ?? "" });
    else delete entry.was;
  } else if (name === "changed") moved({ changed: value });
  else if (name === "exhaustive") {
    if (value) entry.exhaustive = false;
    else delete entry.exhaustive;
  } else if (name === "phases") entry.phases = value.split(" ").filter(Boolean);
  else if (type === "commas") entry[name] = value.split(/[,،、，]/).map((each) => each.trim()).filter(Boolean);
  else if (isText) entry[name] = saying(entry[name], language, value);
  else entry[name] = value;
  return entry;
};

/** A topic with what was imported in it: what somebody had written stays, and empty entries go. */
export const joined = (topic, draft) => {
  const lists = Object.fromEntries(
    ["sources", "milestones", "products"].map((name) => {
      const isFilled = (entry) => !isObject(entry) || entry.url !== "" && entry.last !== "" && entry.at !== "";
      const known = (topic[name] ?? []).filter(isFilled);
      const has = new Set(known.map((entry) => JSON.stringify(entry)));
      return [name, [...known, ...(draft[name] ?? []).filter((entry) => !has.has(JSON.stringify(entry)))]];
    }),
  );
  const own = Object.fromEntries(Object.entries(topic).filter(([, value]) => !isEmpty(value)));
  return { ...draft, ...own, ...lists };
};
