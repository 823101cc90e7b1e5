/** Which addresses a script makes links of. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fresh } from "./host.mjs";

const { isHttps } = await fresh("link.js");

test("an address that is plain https is a link", () => {
  for (const address of ["https://law.example", "https://law.example/a?b=c#d", "https://law.example:8443/%20~!"])
    assert.equal(isHttps(address), true, address);
});

test("what is not https, or not for every reader of addresses, is none", () => {
  const others = [
    "javascript:alert(1)",
    "http://law.example/",
    "HTTPS://law.example/",
    " https://law.example/",
    "https://law.example/ ",
    "https://law.example/a\nb",
    "https://user@law.example/",
    "https://law.example\\@evil.example/",
    'https://law.example/"',
    "https://law.example/<",
    "https://law.example/>",
    "https://localhost/a.b",
    "https://localhost?a.b",
    "https://",
    "https://bücher.example/",
    "",
  ];
  for (const address of others) assert.equal(isHttps(address), false, address);
});

test("what is no text is none", () => {
  for (const address of [undefined, null, 1, {}, ["https://law.example/"], new URL("https://law.example/")])
    assert.equal(isHttps(address), false, String(address));
});

test("an address has 2048 characters at most", () => {
  const address = (length) => "https://law.example/".padEnd(length, "a");
  assert.deepEqual([isHttps(address(2048)), isHttps(address(2049))], [true, false]);
});
