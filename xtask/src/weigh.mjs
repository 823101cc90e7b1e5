// Weighs files as a server would send them: paths in, JSON out, one { raw, gzip, brotli } each, in bytes.
//
// Node's zlib holds the reference encoders, so the numbers are those of `gzip -9` and `brotli -q 11`.
// The brotli window is 22 bits, Node's default; the command's 24 gives the same for files under 4 MiB.

import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const weights = process.argv.slice(2).map((path) => {
  const bytes = readFileSync(path);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes).length };
});
console.log(JSON.stringify(weights));
