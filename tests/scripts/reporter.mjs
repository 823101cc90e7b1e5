/** Says of tests in Node what libtest says of those in Rust, so that one reader counts both. */

import { basename } from "node:path";

export default async function* (events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    // A file that could not be loaded is told of as a test.
    const isFile = data.nesting === 0 && data.name === data.file;
    const name = `scripts::${basename(data.file ?? "", ".test.mjs")}::${isFile ? "loads" : data.name.replace(/\W+/g, "_")}`;
    if (data.skip !== undefined || data.todo !== undefined) yield `test ${name} ... ignored\n`;
    else if (type === "test:pass") {
      passed += 1;
      yield `test ${name} ... ok\n`;
    } else {
      failed += 1;
      const { error } = data.details;
      yield `test ${name} ... FAILED\n${error.cause?.stack ?? error.message}\n`;
    }
  }
  yield `\ntest result: ${failed ? "FAILED" : "ok"}. ${passed} passed; ${failed} failed\n`;
}
