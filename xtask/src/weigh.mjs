// Weighs files as a server would send them: paths in, JSON out, one [raw, gzip, brotli] each, in bytes; without the last,
// which takes long, after `--quick`.
//
// Node's zlib holds the reference encoders, so the numbers are those of `gzip -9` and `brotli -q 11`.
// The brotli window is 22 bits, Node's default; the command's 24 gives the same for files under 4 MiB.

import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import * as zlib from "node:zlib";

const gzip = promisify(zlib.gzip);
const brotli = promisify(zlib.brotliCompress);

const paths = process.argv.slice(2);
const isQuick = paths[0] === "--quick" && Boolean(paths.shift());

const weigh = async (path) => {
  const bytes = await readFile(path);
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
    [zlib.constants.BROTLI_PARAM_LGWIN]: 22,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const sent = await Promise.all([bytes, gzip(bytes, { level: 9 }), ...(isQuick ? [] : [brotli(bytes, { params })])]);
  return sent.map(({ length }) => length);
};
console.log(JSON.stringify(await Promise.all(paths.map(weigh))));
