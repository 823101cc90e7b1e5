/**
 * A fixture in its folder, installed, and a WebDriver's address come in; what its bundler made of the four cards goes out.
 *
 *     node tests/bundlers/run.mjs FOLDER WEBDRIVER
 *
 * The fixture's own `package.json` says how: `dev` and `start` are servers on `$PORT`, `build` comes before `start`; what
 * has no `start` is served as the files of `config.served`. `check` is all there is of a fixture without a page. Prints a line for each mode, and libtest's one for both.
 * Exits with 3, and a line that says why, where nothing could be tried: a server that did not come up. Ends each server
 * that it started, and waits for conditions only.
 */

import { spawn } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { createServer as createHost } from "node:http";
import { createServer } from "node:net";
import { extname, join, resolve } from "node:path";

const NOT_RUN = 3;
const PATIENCE = 60_000;

const folder = resolve(process.argv[2]);
const webdriver = process.argv[3];
const { name, scripts = {}, config = {} } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));

/** That a fixture could not be tried, and why. */
class NotRun extends Error {}

const free = () =>
  new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** A script of the fixture's, running: what it prints, and its end. */
const start = (script, env = {}) => {
  const child = spawn("npm", ["run", "--silent", script], {
    cwd: folder,
    detached: true,
    env: { ...process.env, NO_COLOR: "1", ASTRO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = { text: "", code: undefined };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (running.text += text));
  running.ended = new Promise((done) =>
    child.on("close", (code) => {
      running.code = code ?? 1;
      done(running.code);
    }),
  );
  // A server and all that it started are a process group of their own.
  running.end = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    return running.ended;
  };
  return running;
};

/** What is true at last, asked again and again; nothing, where it never is. */
const until = async (ask, patience = PATIENCE) => {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
};

/** A server of the fixture's, once it answers. */
const serve = async (script) => {
  const port = await free();
  const server = start(script, { PORT: String(port), HOST: "127.0.0.1" });
  const address = `http://127.0.0.1:${port}/`;
  const isUp = () => server.code !== undefined || fetch(address).then(({ ok }) => ok, () => false);
  await until(isUp);
  if (server.code !== undefined || !(await isUp())) {
    await server.end();
    throw new NotRun(`\`npm run ${script}\` does not answer on port ${port}: ${lastLine(server.text)}`);
  }
  return { address, end: server.end, text: () => server.text };
};

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** A folder of files, served as they are. */
const host = async (folder) => {
  const server = createHost(async ({ url, method }, answer) => {
    const path = join(folder, new URL(url, "http://host/").pathname.replace(/\/$/, "/index.html"));
    const content = await readFile(path).catch(() => undefined);
    answer.writeHead(content ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    answer.end(method === "HEAD" ? undefined : content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const end = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, end, text: () => "" };
};

const lastLine = (text) => text.trim().split("\n").at(-1) || "it prints nothing";

/** What a build says that a person would have to look into. */
const complaints = (text) =>
  text
    .split("\n")
    .filter((line) => /warn|\(!\)|⚠|deprecat|unresolved|(not|n't|failed to) (be )?resolve|too large|larger than|exceed/i.test(line))
    .filter((line) => !(config.says ?? []).some((said) => line.includes(said)))
    .map((line) => `it says: ${line.trim()}`);

/** Files of a build that name a folder of the machine that it was made on. */
const leaks = async (built) => {
  const found = [];
  for (const entry of await readdir(join(folder, built), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).includes(folder)) found.push(`${path.slice(folder.length + 1)} names the build machine`);
  }
  return found;
};

/** One command to the browser. */
const command = async (method, path, body) => {
  const answer = await fetch(`${webdriver}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.message}`);
  return value;
};

/** In each page before its own scripts: what goes wrong. */
const LISTEN = `window.wrong = [];
addEventListener("phase-out-error", ({ target, detail }) => wrong.push(...detail.problems.map(({ message }) => target.id + ": " + message)), true);
addEventListener("error", ({ message }) => wrong.push(message));
addEventListener("unhandledrejection", ({ reason }) => wrong.push("unhandled rejection: " + reason));`;

/** The cards of cards.html: which product each shows, of those that do not leave it to readers. */
const PRODUCTS = { plain: "kaspersky-premium", typed: "kaspersky-internet-security", script: "kaspersky-premium", all: null };

/** How far each card is. */
const LOOK = `return Object.fromEntries(Object.entries(${JSON.stringify(PRODUCTS)}).map(([id, product]) => {
  const card = document.getElementById(id);
  const part = (name) => card?.shadowRoot?.querySelector(name);
  card?.scrollIntoView();
  return [id, Boolean(part("[part~=card]") && (product ? card.status?.product.id === product : part("select") && part("[part~=share] button")))];
}))`;

/** Opens the page and says which cards came, and what else is wrong. */
const open = async (address) => {
  const chromium = JSON.parse(await readFile(new URL("../../webdriver.json", import.meta.url), "utf8"));
  const capabilities = { ...chromium, "goog:loggingPrefs": { browser: "ALL", performance: "ALL" } };
  const { sessionId } = await command("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  const session = `/session/${sessionId}`;
  const run = (script) => command("POST", `${session}/execute/sync`, { script, args: [] });
  const log = (type) => command("POST", `${session}/se/log`, { type });
  try {
    const listen = { cmd: "Page.addScriptToEvaluateOnNewDocument", params: { source: LISTEN } };
    await command("POST", `${session}/goog/cdp/execute`, listen);
    await command("POST", `${session}/url`, { url: address });
    const events = [];
    const requests = async () => {
      events.push(...(await log("performance")).map(({ message }) => JSON.parse(message).message));
      return events.filter(({ method }) => method === "Network.requestWillBeSent").map(({ params }) => params);
    };
    const isAsked = async () => (await requests()).some(({ request }) => request.method === "HEAD");
    let cards = {};
    await until(async () => {
      cards = await run(LOOK);
      return Object.values(cards).every(Boolean) && (await isAsked());
    }, 30_000);
    cards.clock = await isAsked();
    const wrong = await run("return wrong");
    for (const { request } of await requests())
      if (!/^(https?|wss?|data|blob):/.test(request.url)) wrong.push(`asks for ${request.url}`);
    for (const { method, params } of events)
      if (method === "Network.responseReceived" && params.response.status >= 400 && !params.response.url.endsWith("/favicon.ico"))
        wrong.push(`${params.response.status}: ${params.response.url}`);
    for (const { level, message } of await log("browser"))
      if (["SEVERE", "WARNING"].includes(level) && !/favicon\.ico/.test(message)) wrong.push(`the console says: ${message}`);
    return { cards, wrong };
  } finally {
    await command("DELETE", session);
  }
};

/** One way of the fixture's to serve its page; of one that has none, its check. */
const attempt = async (mode) => {
  const wrong = [];
  if (mode === "check") {
    const check = start("check");
    return (await check.ended) ? [`it says: ${check.text.trim().slice(-2000)}`] : [];
  }
  if (mode === "build") {
    const build = start("build");
    if (await build.ended) return [`it does not build: ${build.text.trim().slice(-2000)}`];
    wrong.push(...complaints(build.text));
    for (const built of [config.served].flat().filter(Boolean)) wrong.push(...(await leaks(built)));
  }
  const server = await (mode === "dev" ? serve("dev") : scripts.start ? serve("start") : host(join(folder, config.served)));
  try {
    const seen = await open(server.address);
    const missing = [...Object.keys(PRODUCTS), "clock"].filter((card) => !seen.cards[card]);
    if (missing.length) wrong.push(`no card: ${missing.join(", ")}`);
    return [...new Set([...wrong, ...seen.wrong, ...complaints(server.text())])];
  } finally {
    await server.end();
  }
};

let [passed, failed] = [0, 0];
const notRun = [];
for (const mode of ["dev", "build", "check"].filter((mode) => scripts[mode])) {
  try {
    const wrong = await attempt(mode);
    wrong.length ? (failed += 1) : (passed += 1);
    console.log(`test bundlers::${name}_${mode} ... ${wrong.length ? "FAILED" : "ok"}`);
    for (const line of wrong) console.log(`  ${line}`);
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    notRun.push(error.message);
    console.log(`not run: ${name} ${mode}: ${error.message}`);
  }
}
console.log(`test result: ${failed ? "FAILED" : "ok"}. ${passed} passed; ${failed} failed`);
if (notRun.length && !failed) process.exitCode = NOT_RUN;
