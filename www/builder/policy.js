/**
 * What a strict content security policy has to allow: a choice and the hashes of this build in, two texts out.
 *
 * An import map says which hashes the scripts have that a card may load later. A form without the card in the page needs
 * none. See docs/embedding.md.
 */

/** Scripts that a card loads where it needs them. */
const later = ({ canChoose, share, clock }) => [
  "phaseout.fallback.js",
  "phaseout.desk.js",
  "phaseout.desk.fallback.js",
  ...(canChoose ? ["phaseout-search.js"] : []),
  ...(share ? ["phaseout-share.js"] : []),
  ...(clock ? ["phaseout-clock.js"] : []),
];

/** The source by which a policy allows an inline script or style of these words; empty where the browser makes none. */
const source = async (words) => {
  const digest = await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(words));
  return digest ? ` 'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'` : "";
};

/** The import map, and the lines of the policy; empty texts for what is not needed. */
export const needs = async (form, choice, hashes, code) => {
  const { folder, address } = choice;
  if (form === "frame") return { map: "", lines: `frame-src ${folder};\nscript-src ${folder}phaseout-frame.js;` };
  if (form === "oembed") return { map: "", lines: `frame-src ${folder};` };
  if (form !== "element" && form !== "block") return { map: "", lines: "" };
  const rows = later(choice).filter((file) => hashes[file]).map((file) => `  ${JSON.stringify(folder + file)}: "${hashes[file]}"`);
  const inside = `{ "integrity": {\n${rows.join(",\n")}\n} }`;
  const style = /<style>(.*?)<\/style>/s.exec(code)?.[1];
  const lines = [
    `script-src ${folder} 'wasm-unsafe-eval'${await source(inside)};`,
    `connect-src ${folder}${address && !address.startsWith(folder) ? ` ${address}` : ""};`,
    ...(style ? [`style-src${await source(style)};`] : []),
  ];
  return { map: `<script type="importmap">${inside}</script>`, lines: lines.join("\n") };
};
