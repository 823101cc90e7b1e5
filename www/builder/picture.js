/**
 * The picture to take away: what the core is asked for a choice in, a preview, an SVG, a PNG and the alternative text out.
 *
 * The browser's own canvas makes the PNG of the SVG, with the fonts that are there. The preview and the files are `data:`
 * addresses, which the page's policy allows for images and nothing else.
 */

import { copyText } from "./copy.js";
import { pictured } from "./core.js";
import { at, say, write } from "./page.js";
import { t } from "./words.js";

/** What the core was asked last, and what it answered. */
let wanted;
let made = {};

/** Counts pictures, so that a late one is dropped. */
let turn = 0;

const address = () => `data:image/svg+xml,${encodeURIComponent(made.svg)}`;

const show = async () => {
  const mine = ++turn;
  const [size, theme] = ["size", "theme"].map((name) => at(`picture-${name}`).value);
  const answer = wanted ? await pictured({ ...wanted, size, theme }) : {};
  if (mine !== turn) return;
  made = answer;
  const { svg, alt = "" } = made;
  for (const name of ["svg", "png", "copy"]) at(`picture-${name}`).disabled = !svg;
  const shown = at("picture-shown");
  shown.hidden = !svg;
  if (svg) Object.assign(shown, { src: address(), alt, width: made.width, height: made.height });
  at("picture-alt").lang = svg ? (/xml:lang="([^"]+)"/.exec(svg)?.[1] ?? "") : "";
  write(at("picture-alt"), alt);
};

/** Shows the picture of a choice; none where there is nothing to show. */
export const picture = (request) => {
  const { catalogue, translations, locale, product, clock } = request || {};
  wanted = request && { catalogue, translations, locale, product, clock };
  return show();
};

/** Offers a file to the editor. */
const save = (href, ending) => {
  const name = `${wanted.product.replace(/[^\w-]+/g, "") || "phaseout"}.${ending}`;
  Object.assign(document.createElement("a"), { href, download: name }).click();
};

const png = async () => {
  const { width, height } = made;
  const image = Object.assign(new Image(), { src: address() });
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  save(canvas.toDataURL("image/png"), "png");
};

for (const name of ["size", "theme"]) at(`picture-${name}`).addEventListener("input", show);
at("picture-svg").addEventListener("click", () => save(address(), "svg"));
at("picture-png").addEventListener("click", () => png().catch(() => say(at("picture-said"), t("This browser makes no PNG of it: take the SVG."))));
at("picture-copy").addEventListener("click", () => copyText(made.alt, at("picture-alt"), at("picture-said")));
