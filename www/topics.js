/**
 * The search of `topics.html`: what is typed in, the topics that have every word of it out.
 *
 * The list is whole without it. Looks in what is shown and in the names of makers and products; keeps and sends nothing.
 */

/** A text as it is compared: small letters without marks. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const at = (id) => document.getElementById(id);
const field = at("query");
const topics = [...at("topics").children].map((item) => [item, plain(`${item.textContent} ${item.dataset.names}`)]);

const search = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const [item, text] of topics) {
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }
  const found = count === 1 ? "1 topic" : `${count || "No"} topics`;
  at("found").textContent = words.length ? found : "";
};

at("search").hidden = false;
field.addEventListener("input", search);
// A browser that comes back to the page puts back what was typed.
search();
