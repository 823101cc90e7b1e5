/**
 * Code or a facts file that an editor has: text in, every problem in words out.
 *
 * Takes HTML apart without running it; what its parts mean is the core's to say.
 */

import { checked, snippetProblems, text as textOf } from "./core.js";
import { at, list, say } from "./page.js";
import { t } from "./words.js";

/* global LANGUAGES -- the tags of locale/, put in by the build */

const attributesOf = (element, prefix) =>
  [...element.attributes]
    .map(({ name, value }) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, value])
    .filter(([name]) => !(prefix && ["frame", "phase-out"].includes(name)));

/** What a piece of HTML is, taken apart. */
const apart = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const find = (selector) => page.querySelector(selector);
  const scripts = [...page.querySelectorAll("script[src]")].map((script) => ({
    src: script.getAttribute("src"),
    type: script.getAttribute("type") ?? "",
    integrity: script.getAttribute("integrity") ?? "",
    crossorigin: script.hasAttribute("crossorigin"),
  }));
  const words = (element) => ({ text: element.textContent, scripts });
  const element = find("phase-out");
  if (element) return { form: "element", attributes: attributesOf(element, ""), ...words(element) };
  const block = find("[data-phase-out]");
  if (block) return { form: "block", attributes: attributesOf(block, "data-"), ...words(block) };
  const frame = find("iframe[src*='embed.html'], amp-iframe[src*='embed.html']");
  if (frame && URL.canParse(frame.getAttribute("src"), document.baseURI)) {
    const { searchParams } = new URL(frame.getAttribute("src"), document.baseURI);
    return { form: "frame", attributes: [...searchParams], text: "", scripts };
  }
  return { form: "", attributes: [], text: "", scripts };
};

const problemsOf = async (pasted, integrity) => {
  if (/^\s*[{[]/.test(pasted)) return { isFacts: true, problems: (await checked(pasted)).problems };
  const parts = apart(pasted);
  const address = parts.attributes.find(([name]) => name === "catalogue")?.[1] ?? "catalogue/kaspersky-us.json";
  const isOurs = parts.form === "frame" || !/^\w+:/.test(address);
  const fetched = /^https:/.test(address) || isOurs ? await textOf(address, "catalogue") : { text: "", problems: [] };
  const problems = (fetched.text ? (await checked(fetched.text)).problems : []).map((it) => ({ ...it, place: t("facts file, {place}", { place: it.place }) }));
  return {
    isFacts: false,
    problems: [
      ...(await snippetProblems({ ...parts, catalogue: fetched.text, languages: LANGUAGES, integrity })),
      ...fetched.problems,
      ...problems,
    ],
  };
};

/** Makes the button check, against the hash of this version's script. */
export const checkAgainst = (integrity) => {
  at("check").addEventListener("click", async () => {
    const pasted = at("pasted").value.trim();
    if (!pasted) return say(at("verdict"), t("Paste something first."));
    const { isFacts, problems } = await problemsOf(pasted, integrity);
    list(at("found"), problems);
    const count = problems.length;
    const some = isFacts ? t("Problems in this facts file: {count}", { count }) : t("Problems in this code: {count}", { count });
    say(at("verdict"), count ? some : isFacts ? t("This facts file has no problems.") : t("This code has no problems."));
  });
};
