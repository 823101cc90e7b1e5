// Runs in a page: what large catalogues cost cores that have started, sealed and not. Milliseconds by row.
const { products } = await import("BASE/phaseout.js");
const small = await (await fetch("BASE/catalogue/windows-10.json")).text();

/** Seals a catalogue, as `phaseout seal` does where it is published. */
const { makeCore } = await import("BASE/phaseout.check.js");
const instantiate = async (imports) => {
  const module = await (await fetch("BASE/phaseout.check.wasm")).arrayBuffer();
  return (await WebAssembly.instantiate(module, imports)).instance.exports;
};
const { sealFacts } = await makeCore(instantiate, (error) => { throw error; });

/** The catalogue with so many products, its notes long enough to make it so many bytes. */
const catalogue = (count, bytes) => {
  const { seal, ...whole } = JSON.parse(small);
  const [first] = whole.products;
  whole.milestones = [{ ...whole.milestones[0], products: undefined }];
  const note = "A note that is as long as such notes are, so that it weighs what they weigh. ".repeat(4).trim();
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
await products({ catalogue: catalogue(1, 0) });
for (const [row, count, bytes] of [
  ["read, 40 products", 40, 0],
  ["read, 500 products", 500, 0],
  ["read, 256 kB", 500, 262_144],
]) {
  const text = catalogue(count, bytes);
  for (const [how, given] of [[row, sealFacts(text)], [row.replace("read", "read, without a seal"), text]]) {
    const start = performance.now();
    const known = await products({ catalogue: given });
    taken[how] = performance.now() - start;
    if (known.length !== count || text.length > 262_144) throw new Error(`${known.length} products in ${text.length} bytes`);
  }
}
for (const count of [40, 500]) {
  const card = document.createElement("phase-out");
  card.catalogue = sealFacts(catalogue(count, 0));
  const ready = new Promise((resolve) => card.addEventListener("phase-out-ready", resolve));
  const start = performance.now();
  document.querySelector("#widgets").append(card);
  await ready;
  taken[`chooser, ${count} products`] = performance.now() - start;
  card.remove();
}
return taken;
