// Runs in a page: what large catalogues of a host's own cost cores that have started. Milliseconds by row.
const { evaluate, products } = await import("BASE/phaseout.js");
const small = await (await fetch("BASE/catalogue/windows-10.json")).text();

/** The catalogue with so many products, its notes long enough to make it so many bytes. */
const catalogue = (count, bytes) => {
  const whole = JSON.parse(small);
  const [first] = whole.products;
  // What is left holds for every product, since none of those that were named is there.
  const ofAll = (it) => ({ ...it, products: undefined });
  whole.milestones = [ofAll(whole.milestones[0])];
  whole.advice = [ofAll(whole.advice[0])];
  whole.notes = whole.notes.map(ofAll);
  const note = "A note that is as long as such notes are, so that it weighs what they weigh. ".repeat(5).trim();
  whole.products = Array.from({ length: count }, (_, index) => ({
    ...first,
    id: `product-${index}`,
    name: `Product number ${index}`,
    aliases: [`number ${index}`, `the ${index}th product`],
  }));
  const size = () => new TextEncoder().encode(JSON.stringify(whole)).length;
  for (const product of whole.products) {
    if (size() + note.length + 30 < bytes) product.note = { en: note };
  }
  return JSON.stringify(whole);
};

const taken = {};
/** How long it takes until a question is answered, in milliseconds. */
const time = async (row, question) => {
  const start = performance.now();
  const answer = await question();
  taken[row] = performance.now() - start;
  return answer;
};
// What the page fetches and starts once.
await evaluate({ catalogue: catalogue(1, 0), product: "product-0" });
for (const [size, count, bytes] of [
  ["40 products", 40, 0],
  ["500 products", 500, 0],
  ["256 kB", 500, 262_144],
]) {
  const text = catalogue(count, bytes);
  const { product } = await time(`read, ${size}`, () => evaluate({ catalogue: text, product: `product-${count - 1}` }));
  if (product.name !== `Product number ${count - 1}` || text.length > 262_144) throw new Error(`${product.name} of ${text.length} bytes`);
  const known = await time(`read, and listed for a script, ${size}`, () => products({ catalogue: text }));
  if (known.length !== count) throw new Error(`${known.length} products`);
}
for (const count of [40, 500]) {
  const card = document.createElement("phase-out");
  card.catalogue = catalogue(count, 0);
  const ready = new Promise((resolve) => card.addEventListener("phase-out-ready", resolve));
  const start = performance.now();
  document.querySelector("#widgets").append(card);
  await ready;
  taken[`chooser, ${count} products`] = performance.now() - start;
  card.remove();
}
return taken;
