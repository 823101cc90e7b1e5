/**
 * The card as a page of its own, for frames: the address's parameters in, one card and its height out.
 *
 * Tells the parent the height in every way that a parent is known to understand, numbers and ids alone,
 * and never acts on an address that it is sent. Shows the topics of its own folder and those of its publisher's list,
 * and of these the products that are listed. Stores nothing: it works in a sandbox without an origin.
 */

import { leave, stand } from "./instead.js";
import "./phaseout.js";

const asked = new URLSearchParams(location.search);

/** The topics that this page shows beside those of its own folder: its publisher's list. */
const LISTED = (document.querySelector("meta[name=phase-out-catalogues]")?.content ?? "").split(/\s+/);

/** Where this page lies: all that it needs is there. In an address a policy takes neither `;` nor `,`. */
const folder = new URL(".", location.href).href;
const policy = document.createElement("meta");
policy.httpEquiv = "Content-Security-Policy";
const written = (address) => address.replaceAll(";", "%3B").replaceAll(",", "%2C");
const here = written(folder);
/** In a folder that is named after a version the newest facts lie beside it. */
const newest = /\/\d+\.\d+\.\d[^/]*\/$/.test(folder) ? ["../cards/", "../catalogue/"] : [];
const facts = newest.map((path) => written(new URL(path, folder).href));
policy.content = `script-src ${here} 'wasm-unsafe-eval'; connect-src ${[here, ...facts, ...LISTED].join(" ")}`;
document.head.append(policy);

/** The address of the topic that is asked for, if this page shows it: anybody may write what it is asked. */
const topicAt = (address) => {
  try {
    const { href } = new URL(address, location.href);
    const topics = `${folder}catalogue/`;
    // A file right there: no folder, no question, and nothing that a server might take for a way out of it.
    const isOwn = href.startsWith(topics) && /^([^/?#%\\]|%(?!2e|2f|5c))+\.json$/i.test(href.slice(topics.length));
    return isOwn || LISTED.includes(href) ? href : undefined;
  } catch {
    // What is no address is no topic.
  }
};
const topic = topicAt(asked.get("catalogue") || "catalogue/kaspersky-us.json");

/** Parameters that are attributes of the element. */
const ATTRIBUTES = ["product", "lang", "theme", "now", "precision", "engine", "facts", "heading", "size"];

const card = document.createElement("phase-out");
for (const name of ATTRIBUTES) {
  if (asked.has(name)) card.setAttribute(name, asked.get(name));
}
if (asked.get("catalogue") && topic) card.setAttribute("catalogue", topic);
card.toggleAttribute("listed", true);
// The names that other embeds use for the same.
if (asked.has("at") && !asked.has("now")) card.setAttribute("now", asked.get("at"));
if (asked.has("dark") && !asked.has("theme")) {
  card.setAttribute("theme", asked.get("dark") === "false" ? "light" : "dark");
}
for (const name of ["chooser", "clock"]) card[name] = asked.has(name) && asked.get(name) !== "false";
if (asked.has("lang")) document.documentElement.lang = asked.get("lang");
if (asked.has("theme")) document.documentElement.style.colorScheme = card.theme === "auto" ? "" : card.theme;
// Without an origin the page is in a sandbox, where a link may well open nothing: its address is shown.
card.toggleAttribute("show-addresses", origin === "null");
const heading = () => {
  const title = card.shadowRoot?.querySelector("[part~=title]")?.textContent;
  if (title) document.title = title;
  leave();
  tell();
};
for (const event of ["ready", "change"]) card.addEventListener(`phase-out-${event}`, heading);
card.addEventListener("phase-out-error", () => {
  // A card that is there stays, and a catalogue that cannot be had adds nothing.
  if (!card.shadowRoot) stand(card, topic, () => tell()).catch(() => {});
});

/** What a parent gave us to be known by. */
const id = (asked.get("childId") ?? asked.get("id") ?? "").replace(/[^\w-]/g, "").slice(0, 64);
const secret = (/(?:^|[#?&])secret=([\w-]{1,64})/.exec(location.hash) ?? [])[1];

/** The height, as each kind of parent understands it. */
const messages = (height) => [
  // Ours, in phaseout-frame.js.
  { type: "phase-out-height", height },
  // AMP, @newswire/frames, side-chain.
  { sentinel: "amp", type: "embed-size", height },
  // Pym.
  `pymxPYMx${id}xPYMxheightxPYMx${height}`,
  // The Guardian.
  JSON.stringify({ type: "set-height", value: height }),
  // Datawrapper's listeners.
  { "datawrapper-height": { [id]: height } },
  // WordPress.
  ...(secret ? [{ message: "height", value: height, secret }] : []),
];

let told;

const tell = (isAsked) => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (parent === window || height === 0 || (height === told && !isAsked)) return;
  told = height;
  for (const message of messages(height)) parent.postMessage(message, "*");
};

// A parent may show nothing of a frame before that has told its height, so the card does not wait to be seen.
if (topic) {
  document.body.append(card);
  card.approach();
}
else stand(card, topic, () => tell());

new ResizeObserver(() => tell()).observe(document.documentElement);

// A parent that comes late asks again: WordPress by `ready`, frames by `frames-init`.
addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (data?.message === "ready" || data?.type === "frames-init") tell(true);
});
