/**
 * The languages to choose from: tags in, a list that says which of them nobody has read out.
 *
 * Which were read comes from the language files themselves, by the build; nothing is claimed here.
 */

import { at, make, write } from "./page.js";
import { spoken, t } from "./words.js";

/* global LANGUAGES, REVIEWED -- the tags of locale/, and those of them that somebody has read; put in by the build */

const names = new Intl.DisplayNames([spoken, "en"], { type: "language" });
const isRead = (tag) => REVIEWED.includes(tag);

/** Fills the list, by name. */
export const offerLanguages = () => {
  const option = (tag) => {
    const textContent = isRead(tag) ? names.of(tag) : t("{name} (machine translation, not yet read by anybody)", { name: names.of(tag) });
    return make("option", { value: tag, textContent });
  };
  const byName = [...LANGUAGES].sort((one, other) => names.of(one).localeCompare(names.of(other), spoken));
  at("lang").append(...byName.map(option));
};

/** Says beside the list whether somebody has read this one. */
export const noteLanguage = (tag) => {
  const name = names.of(tag);
  at("unread").classList.toggle("warning", !isRead(tag));
  write(
    at("unread"),
    isRead(tag)
      ? t("{name}: somebody who speaks it has read what the card says.", { name })
      : t("{name}: nobody who speaks it has read it yet. Have it read before you publish.", { name }),
  );
};
