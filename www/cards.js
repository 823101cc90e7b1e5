/**
 * From what a host asks for to a card that the player can play.
 *
 * One file in one language: of one product, or where readers choose, of all, so that a choice never becomes a request.
 * What was not compiled before it was published (a topic of the host's own, a typed name, a moment) the desk compiles,
 * which most pages never load. Reads no words and no facts.
 */

import { own } from "files";

import { ask } from "./engine.js";
import { fromFolders, meant, textAt } from "./facts.js";
import { MOST_BYTES, Problems } from "./get.js";
import { bestLanguage } from "./language.js";

/* global LANGUAGES -- the tags of locale/, put in by the build */
/* global IS_BUNDLED -- whether files of ours are modules: then of cards there are those of all products alone, put in by the build */

const fault = (place, message) => new Problems([{ place, message }]);

/** What a core keeps by a key, made once for each core; what could not be made is made again. */
const kept = (core, key, make) => {
  if (!core.known.has(key)) {
    const made = make();
    core.known.set(key, made);
    made.catch(() => core.known.delete(key));
  }
  return core.known.get(key);
};

/** What the player reads in a card's file, of a topic and language where those are known. */
const read = (player, text, url, topic, language) => {
  const cards = player.Cards.read(text);
  if (!cards) throw fault("card", `${url} is no card that this player can play; \`phaseout check\` says why`);
  const about = cards.about();
  if (about === `${topic ?? about.split("\n")[0]}\n${language}`) return cards;
  throw fault("card", `${url} is of another topic or language`);
};

/** The name of the file of a product; nothing for what cannot be an id. */
const fileOf = (product) => (product === "?" ? "_unknown" : /^[a-z\d]+(-[a-z\d]+)*$/.exec(product)?.[0]);

/**
 * The cards for a wish.
 * @param {object} wish what a host asks for, empty where it says nothing: `catalogue`, `product`, `lang`, `now`,
 * `precision` and `heading` as the attributes have them, `text` of a topic that is data, `isChoice`, `isPinned`,
 * `isListed` where nobody's word but the topic's own may be shown, `inside`, a card's file that is in the page, and
 * `note`, which is told what went wrong on the way
 * @returns {Promise<{ cards, product, newest }>} what the player has read, and the product as the cards know it; of a card
 * that was in the page, `newest` asks for what has been published since, and comes to nothing where there is none
 */
export const cardsOf = async (engine, wish) => {
  const where = wish.text === undefined ? meant(wish.catalogue) : {};
  const published = async (product, most) => {
    const { topic, folder } = where;
    const file = fileOf(product);
    if (wish.now || !(topic || folder) || !(wish.isChoice || file)) return;
    const language = languageOf(wish);
    const isAll = wish.isChoice || (IS_BUNDLED && !folder);
    const path = `${isAll ? language : `${language}/${file}`}.json`;
    // Core and card come at the same time.
    const starting = engine.core();
    starting.catch(() => {});
    const take = async (text, url) => {
      const player = await starting;
      return kept(player, url, async () => {
        const cards = read(player, text, url, topic, language);
        // A file of all products may well lack one that a person has typed.
        if (!isAll && !cards.knows(product)) throw fault("card", `${url} has another product`);
        return cards;
      });
    };
    try {
      const cards = folder
        ? await take(await textAt(folder + path, "card"), folder + path)
        : await fromFolders(`cards/1/${topic}/${path}`, "card", wish.isPinned, take, wish.note, most);
      if (cards.knows(product)) return { cards, product };
    } catch (error) {
      if (!error.isMissing || folder) throw error;
    }
    if (folder) throw fault("product", `\`${product}\` is not among the cards at ${folder}`);
  };
  const { inside, product } = wish;
  if (inside && !wish.now) {
    const player = await engine.core();
    const cards = await kept(player, inside, async () => player.Cards.read(inside));
    const [topic, language] = cards?.about().split("\n") ?? [];
    const isMeant = language === languageOf(wish) && (!wish.catalogue || where.topic === topic);
    if (isMeant && cards.knows(product) && (!wish.isChoice || cards.knows(""))) {
      where.topic = topic;
      // The copy that came with the script may be older than the page, and takes no place; what takes it keeps it.
      const newest = async () => {
        const current = await published(product, 1);
        if (current) player.known.set(inside, Promise.resolve(current.cards));
        return current;
      };
      return { cards, product, newest: wish.isPinned || IS_BUNDLED ? undefined : newest };
    }
  }
  return (await published(product)) ?? ask(engine.desk, (desk) => compiled(engine, desk, where, wish, published));
};

/** The cards that the desk compiles. */
const compiled = (engine, desk, where, wish, published) =>
  withTopic(desk, where, wish, async (topic) => {
    const { isListed, now, precision, heading } = wish;
    let product = topic.find(wish.product, now);
    // Where anybody writes the address of a page, what is not listed is nobody's word: the reader chooses.
    if (isListed && !topic.lists(product)) [product, wish.isChoice] = ["", true];
    // A name that was typed is looked up in the facts that came with the script; what holds is in those of today.
    const current = product !== wish.product && (await published(product));
    if (current) return current;
    const words = await wordsOf(desk, wish);
    const text = topic.compile(words, product, wish.isChoice, now, precision, heading);
    const player = await engine.core();
    const cards = player.Cards.read(text);
    if (cards) return { cards, product };
    throw fault("card", "what the desk compiled cannot be played");
  });

/** The language of a wish, or the nearest one there is, or English. */
const languageOf = ({ lang }) => bestLanguage(lang ?? "", LANGUAGES) ?? "en";

/**
 * What becomes of the topic of a wish that the desk has read: one at an address is read once and kept, the host's own data
 * is given back.
 */
export const withTopic = async (desk, { topic, url, folder }, wish, use) => {
  const { text, isPinned, note } = wish;
  if (folder) throw fault("catalogue", `${folder} has cards, and this needs a topic's text`);
  const read = (text, translations = "") => {
    const { size } = new Blob([text]);
    if (size > MOST_BYTES) throw fault("top level", `${size} bytes are more than ${MOST_BYTES}`);
    return desk.Topic.read(text, translations);
  };
  if (text !== undefined) {
    const data = read(text);
    try {
      return await use(data);
    } finally {
      data.free();
    }
  }
  if (!topic) return use(await kept(desk, url, async () => read(await textAt(url, "catalogue"))));
  const language = languageOf(wish);
  const path = `catalogue/${topic}`;
  // In a language that it lacks, a topic speaks English.
  const translated = async () => {
    if (language === "en") return "";
    return fromFolders(`${path}/${language}.json`, "catalogue", isPinned, async (text) => text, note).catch(() => "");
  };
  const keep = (text, url) =>
    kept(desk, `${url} ${language}`, async () => {
      const translations = await translated();
      try {
        return read(text, translations);
      } catch (error) {
        if (!translations) throw error;
        note(Problems.of(error));
        return read(text);
      }
    });
  return use(await fromFolders(`${path}.json`, "catalogue", isPinned, keep, note));
};

/** What the desk reads in the language of a wish. */
export const wordsOf = async (desk, wish) => {
  const url = `${own()}locale/${languageOf(wish)}.json`;
  const text = await textAt(url, "lang");
  return kept(desk, url, async () => desk.Words.read(text));
};
