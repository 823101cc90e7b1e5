/**
 * Where do you publish: a system and what it lets an editor do in, the steps and the code for it out.
 *
 * The choices are made from the list in systems.js. Writes no code: that comes from the core, by form.
 */

import { copyRich, copyText } from "./copy.js";
import { at, make, write } from "./page.js";
import { paragraph, plain } from "./sentence.js";
import { SYSTEMS } from "./systems.js";
import { t } from "./words.js";

const SCRIPT = {
  along: "A script goes along in the code.",
  site: "The script is your site’s: your system may remove the last line of the code.",
  none: "No script goes along.",
};

/** What an editor has set that a form cannot carry. */
const LACKS = {
  oembed: "It always shows the live card in your page’s own colours, whatever was set above for colours, countdown, size or an archive.",
  share: "Readers cannot copy a link to their answer here: the card is not part of your page.",
};

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value ?? "";

const radio = (name, value, words) =>
  make("label", { className: "tile" }, make("input", { type: "radio", name, value, id: `${name}-${value}` }), make("span", { textContent: words }));

const system = () => SYSTEMS.find(({ id }) => id === chosen("system"));

/** The way that is chosen, or nothing before a system is. */
const way = () => system()?.ways.find(({ form }) => form === chosen("way"));

/** What was chosen here, for the page's address. The first way of a system is no choice. */
export const place = () => ({ system: chosen("system"), way: way() === system()?.ways[0] ? "" : chosen("way") });

/** The form of the code that is shown; empty before a system is chosen. */
export const form = () => way()?.form ?? "";

/** Every form of the core's codes. */
export const FORMS = [...new Set(SYSTEMS.flatMap(({ ways }) => ways.map(({ form }) => form)))];

/** The codes by form, and the forms of which the code is complete: articles can load, or bring along, their facts. */
let codes = {};
let complete = FORMS;

/** The code whose sentence is shown. */
let rendered = "";

const show = () => {
  const { words, script, developers = "", ...rest } = way() ?? {};
  const steps = (rest.steps ?? []).map((step) => t(step));
  at("place").hidden = !words;
  const shown = [...at("steps").children].map((step) => step.textContent).join("\n");
  if (shown !== steps.join("\n")) at("steps").replaceChildren(...steps.map((step) => make("li", { textContent: step })));
  write(at("script"), t(SCRIPT[script] ?? ""));
  at("developers").hidden = !developers;
  write(at("developers-words"), t(developers));
  const isSentence = form() === "plain";
  const code = (codes[form()] ?? "").trimEnd();
  const usable = complete.includes(form()) ? code : "";
  if (at("code").textContent !== usable) at("copied").textContent = "";
  write(at("code"), usable);
  at("rendered").hidden = !isSentence;
  // What stands there already may be selected.
  const sentence = isSentence ? code : "";
  if (rendered !== sentence) at("rendered").replaceChildren(paragraph(sentence));
  rendered = sentence;
  at("code-box").hidden = !usable;
  // Nothing of this folder is in a sentence, so there is nothing to say of it.
  at("messages").hidden = at("more").hidden = isSentence;
  for (const id of ["copy-rich", "copy-plain"]) Object.assign(at(id), { hidden: !isSentence, disabled: !code });
  Object.assign(at("copy"), { hidden: isSentence && !usable, disabled: !usable });
  write(at("copy"), form() === "oembed" ? t("Copy the address") : t("Copy the code"));
  at("copy").classList.toggle("main", !isSentence);
};

/** The ways of a system, as a question where there is more than one. */
const offer = () => {
  const { id = "", name = "", ways = [] } = system() ?? {};
  if (at("ways").dataset.system === id) return;
  at("ways").dataset.system = id;
  write(at("ways-title"), id === "other" ? t("What does it let you do?") : t("What does {name} let you do?", { name: t(name) }));
  at("ways").hidden = ways.length < 2;
  at("ways-list").replaceChildren(...ways.map(({ form, words }) => radio("way", form, t(words))));
  if (ways.length) at(`way-${ways[0].form}`).checked = true;
};

/** Chooses a system, and a way of it; what there is not is left alone. */
export const choose = ({ system: wanted, way: form }) => {
  for (const each of document.getElementsByName("system")) each.checked = each.value === wanted;
  offer();
  const first = system()?.ways[0].form;
  if (first) (at(`way-${form}`) ?? at(`way-${first}`)).checked = true;
  show();
};

/** Shows these codes, by form; a form without one is empty. Of a form that is not complete there is no code. */
export const fill = (snippets, forms) => {
  [codes, complete] = [snippets, forms];
  show();
};

/** Says what was set and is not in this code. */
export const lack = ({ share }) => {
  const isFar = ["frame", "amp", "oembed"].includes(form());
  write(at("lacks"), [form() === "oembed" && t(LACKS.oembed), isFar && share && t(LACKS.share)].filter(Boolean).join(" "));
};

at("systems").append(...SYSTEMS.map(({ id, name }) => radio("system", id, t(name))));
at("publish").addEventListener("input", ({ target }) => {
  if (target.name === "system") offer();
  if (["system", "way"].includes(target.name)) show();
});
const words = () => plain(at("rendered").firstElementChild);
at("copy").addEventListener("click", () => copyText(at("code").textContent, at("code"), at("copied")));
at("copy-plain").addEventListener("click", () => copyText(words(), at("rendered"), at("copied")));
at("copy-rich").addEventListener("click", () => copyRich(at("rendered"), words(), at("copied")));
