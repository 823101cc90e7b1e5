/**
 * A topic from a file or a pasted text, and back into one: what an editor opens, imports, downloads or keeps.
 *
 * Nothing leaves the page. This browser keeps a topic only while the editor says so, under one name.
 */

import { imported } from "./core.js";
import { read } from "./draft.js";
import { at, list, make, say, write } from "./page.js";
import { t } from "./words.js";

/** Bytes of a file that are read: more than an import takes, which says so itself. */
const MOST = 9 * 1024 * 1024;

/** What a telling of an import is, in words. */
const KINDS = { taken: "Taken over", doubtful: "Look at this", needed: "Still needed" };

const NAME = "phaseout-topic";

const storage = (use) => {
  try {
    return use(localStorage);
  } catch {
    // A browser may lend no storage at all.
    return undefined;
  }
};

/** The topic that this browser was told to keep; empty without one. */
export const kept = () => storage((of) => of.getItem(NAME)) ?? "";

/** Keeps a topic, where the editor wants it. */
export const keep = (text) => {
  if (!at("kept").checked) return;
  const isKept = storage((of) => (of.setItem(NAME, text), true));
  write(at("kept-problem"), isKept ? "" : t("This browser keeps nothing: download the file instead."));
};

/** Whether a text is a topic in our own format, that needs no import. */
const isTopic = (text) => read(text)?.format === 2;

const shownDates = () => Boolean(at("dates").value);

/** Shows what an import has said. */
const told = (tellings) => {
  at("told").replaceChildren(
    ...tellings.map(({ kind, place, message }) => {
      const line = make("li", {}, make("strong", { textContent: `${t(KINDS[kind] ?? KINDS.doubtful)}: ` }), place ? `${place}: ${message}` : message);
      line.dataset.kind = kind;
      return line;
    }),
  );
  at("told-box").hidden = !tellings.length;
};

/**
 * Wires the buttons. `open` takes the text of a topic, `take` what was imported; `current` gives the text that is shown.
 */
export const onFiles = ({ open, take, current }) => {
  const bring = async (text) => {
    at("brought").value = text;
    list(at("import-problems"), []);
    if (isTopic(text)) {
      told([]);
      open(text);
      say(at("brought-said"), t("The topic is open."));
      return;
    }
    const options = { dates: at("dates").value, product: at("feed-product").value.trim() };
    const { topic, told: tellings = [], problems } = await imported(text, options);
    list(at("import-problems"), problems ?? []);
    at("dates-row").hidden = !shownDates() && !(problems ?? []).some(({ message }) => message.includes("dmy"));
    at("feed-row").hidden = !(problems ?? []).some(({ place }) => place === "product") && !options.product;
    if (!topic) {
      say(at("brought-said"), t("Nothing was taken over yet."));
      return;
    }
    told(tellings);
    take(JSON.parse(topic));
    say(at("brought-said"), t("Taken over. What is doubtful stands below."));
    at("import").open = false;
  };
  at("file").addEventListener("change", async () => {
    const [file] = at("file").files;
    if (!file) return;
    const text = await file.slice(0, MOST).text();
    // The same file may be opened again.
    at("file").value = "";
    bring(text);
  });
  at("bring").addEventListener("click", () => bring(at("brought").value));
  at("form").addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    // A table in the place for names is a table all the same.
    if (event.target.id !== "topic-products" || !/\t/.test(pasted)) return;
    event.preventDefault();
    at("import").open = true;
    at("brought").value = pasted;
    at("bring").focus();
    say(at("brought-said"), t("This is a table: it is here now, to be taken over."));
  });
  at("download").addEventListener("click", () => {
    const text = current();
    const name = (read(text)?.id || read(text)?.title || "topic").toString().toLowerCase().replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href, download: `${name || "topic"}.json` }).click();
    // Behind the click, so that the browser has begun to read it.
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  });
  at("kept").checked = kept() !== "";
  at("kept").addEventListener("input", () => {
    if (at("kept").checked) keep(current());
    else storage((of) => of.removeItem(NAME));
  });
};
