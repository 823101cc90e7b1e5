/**
 * The published folder, the command line and a WebDriver's address come in; what WordPress leaves of each form goes out.
 *
 *     node tests/wordpress/run.mjs PLACE DIST PHASEOUT WEBDRIVER
 *
 * PLACE is where WordPress is, or comes to be: Debian's packages, unpacked and not installed. Starts a database on a socket,
 * PHP's own server and an https host for the published folder, all on this machine and in a folder of their own, and ends them.
 * Waits for conditions only. Exits with 3, and a line that says why, where WordPress does not come up.
 */

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer as createHost } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";

const NOT_RUN = 3;
const PATIENCE = 60_000;
const FOLDER = "/phaseout/0.1.0/";
const BASE = `https://cdn.example${FOLDER}`;
const HERE = new URL(".", import.meta.url).pathname;

const [packages, dist, phaseout] = process.argv.slice(2, 5).map((path) => resolve(path));
const webdriver = process.argv[5];
// A database server is a program for whoever runs the machine, as Debian sees it.
process.env.PATH += ":/usr/sbin";

/** What is true at last, asked again and again; nothing, where it never is. */
const until = async (ask, patience = PATIENCE) => {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
};

const free = () =>
  new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const running = [];

/** A program of the tests' own: what it prints. */
const start = (program, args, env) => {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const started = { text: "", code: undefined };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (started.text += text));
  child.on("error", ({ message }) => Object.assign(started, { code: 1, text: message }));
  const ended = new Promise((done) => child.on("close", (code) => done((started.code = code ?? 1))));
  running.push(async () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await ended;
  });
  return started;
};

class NotRun extends Error {}

const up = async (name, started, isUp) => {
  await until(() => started.code !== undefined || isUp());
  if (started.code !== undefined || !(await isUp())) throw new NotRun(`${name} does not come up: ${started.text.trim().split("\n").at(-1)}`);
};

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** The published folder over https, as `_headers` has it. */
const host = async (place) => {
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => join(place, name));
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=cdn.example"], { stdio: "ignore" });
  const server = createHost({ key: readFileSync(key), cert: readFileSync(cert) }, ({ url }, answer) => {
    const { pathname } = new URL(url, BASE);
    const path = pathname.startsWith(FOLDER) && join(place, "dist", pathname.slice(FOLDER.length));
    const content = path && existsSync(path) ? readFileSync(path) : undefined;
    answer.writeHead(content ? 200 : 404, { "content-type": TYPES[extname(pathname)] ?? "text/plain", "access-control-allow-origin": "*" });
    answer.end(content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  running.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return server.address().port;
};

/** WordPress, and what Debian has moved out of it; where it is. */
const get = () => {
  const wordpress = join(packages, "usr/share/wordpress");
  if (existsSync(join(wordpress, "wp-load.php"))) return wordpress;
  const debs = join(packages, "packages");
  mkdirSync(debs, { recursive: true });
  const names = ["wordpress", "wordpress-theme-twentytwentythree", "libjs-cropper", "libjs-underscore", "php-getid3"];
  try {
    execFileSync("apt-get", ["download", ...names], { cwd: debs, stdio: ["ignore", "ignore", "pipe"] });
    for (const deb of readdirSync(debs)) execFileSync("dpkg", ["-x", join(debs, deb), packages]);
  } catch ({ message }) {
    throw new NotRun(`there is no WordPress: ${message.trim().split("\n").at(-1)}`);
  }
  return wordpress;
};

/** WordPress with a database of its own, and the two people who write. */
const site = async () => {
  const wordpress = get();
  const place = mkdtempSync(join(tmpdir(), "phaseout-wordpress-"));
  running.push(() => rmSync(place, { recursive: true }));
  cpSync(dist, join(place, "dist"), { recursive: true });
  execFileSync(phaseout, ["site", join(place, "dist"), "--base", BASE], { stdio: "ignore" });
  const root = join(place, "site");
  cpSync(wordpress, root, { recursive: true, dereference: true, filter: (path) => !path.endsWith(".htaccess") && !path.endsWith("ca-bundle.crt") });
  cpSync(join(HERE, "wp-config.php"), join(root, "wp-config.php"));
  mkdirSync(join(root, "wp-content/mu-plugins"));
  cpSync(join(HERE, "host.php"), join(root, "wp-content/mu-plugins/host.php"));
  const plugin = resolve(HERE, "../../integrations/wordpress/phaseout");
  cpSync(plugin, join(root, "wp-content/plugins/phaseout"), { recursive: true });
  symlinkSync(join(place, "dist"), join(root, "wp-content/plugins/phaseout/dist"));
  const data = join(place, "data");
  const socket = join(place, "db.sock");
  execFileSync("mariadb-install-db", ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"], { stdio: "ignore" });
  const isRoot = process.getuid() === 0 ? ["--user=root"] : [];
  const database = start("mariadbd", ["--no-defaults", ...isRoot, `--datadir=${data}`, `--socket=${socket}`, "--skip-networking", `--pid-file=${join(place, "db.pid")}`], {});
  const query = (text) => {
    try {
      return execFileSync("mariadb", ["--no-defaults", "-uroot", `--socket=${socket}`, "-e", text], { stdio: "ignore" }) !== undefined;
    } catch {
      return false;
    }
  };
  await up("mariadbd", database, () => query("create database if not exists wordpress character set utf8mb4"));
  const hash = JSON.parse(readFileSync(join(place, "dist/integrity.json"), "utf8"))["phaseout.js"];
  const port = await free();
  const address = `http://127.0.0.1:${port}`;
  const env = { PHASEOUT_SOCKET: socket, PHASEOUT_SITE: address, PHASEOUT_PORT: String(await host(place)), PHASEOUT_SCRIPT: `${BASE}phaseout.js`, PHASEOUT_HASH: hash, PHASEOUT_LOG: join(place, "debug.log"), PHP_CLI_SERVER_WORKERS: "3" };
  // What asks the host for an answer waits for it here, so it has to run beside this.
  const php = (input, ...args) =>
    new Promise((done, failed) => {
      const child = spawn("php", [join(HERE, "publish.php"), root, ...args], { env: { ...process.env, ...env } });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (more) => (text += more));
      child.on("close", (code) => (code ? failed(new NotRun(`publish.php: ${text}`)) : done(text)));
      child.stdin.end(input);
    });
  await php("", "install");
  const server = start("php", ["-d", "display_errors=0", "-d", "opcache.enable_cli=1", "-S", `127.0.0.1:${port}`, "-t", root], env);
  await up("php", server, () => fetch(`${address}/?feed=rss2`).then(({ ok }) => ok, () => false));
  const publish = async (articles) => JSON.parse(await php(JSON.stringify(articles)));
  const log = () => (existsSync(env.PHASEOUT_LOG) ? readFileSync(env.PHASEOUT_LOG, "utf8") : "");
  return { address, hash, publish, log, port: env.PHASEOUT_PORT };
};

/** One command to the browser. */
const command = async (method, path, body) => {
  const answer = await fetch(`${webdriver}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value.message}`);
  return value;
};

/** A browser that finds the host on this machine. */
const open = async (port) => {
  const chromium = JSON.parse(readFileSync(join(HERE, "../../webdriver.json"), "utf8"));
  chromium["goog:chromeOptions"].args.push(`--host-resolver-rules=MAP cdn.example 127.0.0.1:${port}`);
  const capabilities = { ...chromium, acceptInsecureCerts: true, timeouts: { script: 60_000 } };
  const { sessionId } = await command("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
  const session = `/session/${sessionId}`;
  running.push(() => command("DELETE", session));
  return {
    go: (url) => command("POST", `${session}/url`, { url }),
    run: (script, ...args) => command("POST", `${session}/execute/sync`, { script, args }),
    wait: (script, ...args) => command("POST", `${session}/execute/async`, { script, args }),
    clear: () => command("DELETE", `${session}/cookie`),
    /** What a script says in the first frame. */
    inFrame: async (script) => {
      await command("POST", `${session}/frame`, { id: 0 });
      try {
        return await command("POST", `${session}/execute/sync`, { script, args: [] });
      } finally {
        await command("POST", `${session}/frame`, { id: null });
      }
    },
  };
};


const FORMS = { element: [], served: ["--served"], card: ["--card"], block: ["--block"], frame: ["--frame"], plain: ["--plain"], oembed: ["--oembed"] };

/** How a form comes into an article: what the article has in it. */
const EDITORS = {
  html: (code) => `<!-- wp:html -->\n${code}\n<!-- /wp:html -->`,
  classic: (code) => `Before.\n\n${code}\n\nAfter.`,
  paragraph: (code) => `<!-- wp:paragraph -->\n<p>${code}</p>\n<!-- /wp:paragraph -->`,
  embed: (code) => `<!-- wp:embed {"url":"${code}"} -->\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${code}\n</div></figure>\n<!-- /wp:embed -->`,
};

const prerender = (flags) =>
  execFileSync(phaseout, ["prerender", "--product", "kaspersky-premium", "--script", `${BASE}phaseout.js`, ...flags], { encoding: "utf8" }).trim();

/** The plugin's own. */
const SHORTCODES = {
  bare: `[phaseout product="kaspersky-premium" lang="en"]`,
  written: `[phaseout product="kaspersky-premium" lang="en" share]${prerender(["--plain"]).replace(/<\/?phase-out[^>]*>/g, "")}[/phaseout]`,
};

/** What nobody may bring into a page by the plugin, not even who may write any HTML. */
const HOSTILE = {
  shortcode: `[phaseout product='x" onclick="alert(1)' topic="../../x" lang="en" share="no"]<b onclick="alert(1)">Words</b><script>alert(1)</script><a href="javascript:alert(1)">.</a>[/phaseout]`,
  block: `<!-- wp:phaseout/card {"product":"x\\u0022 onclick=\\u0022alert(1)","topic":"../../x","lang":"en","share":false} -->
<p><b onclick="alert(1)">Words</b><img src="x" onerror="alert(1)"><a href="javascript:alert(1)">.</a></p>
<!-- /wp:phaseout/card -->`,
};

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"' };
const decoded = (html) => html.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => (code ? String.fromCodePoint(code) : (NAMED[name] ?? " ")));
const words = (html) =>
  decoded(html.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .replace(/ (?=[:;,.])/g, "")
    .trim();
const SENTENCE = words(prerender(["--plain"]));

/** What a text says: the sentence, and what nobody wrote for readers. */
const said = (html) => {
  const text = words(html).replace(/^Before\.|After\.$/g, "").trim();
  if (text === "") return [];
  return text === SENTENCE ? ["sentence"] : [text.includes(SENTENCE) && "sentence", "debris"].filter(Boolean);
};

const MARKS = { element: /<phase-out\b/, block: / data-phase-out[ =>]/, quotation: /<blockquote\b/, frame: /<iframe\b/, link: /<a\b/, time: /<time\b/, script: /<script\b/ };
const marks = (html) => Object.keys(MARKS).filter((name) => MARKS[name].test(html));
const listed = (names) => names.join(" ") || "nothing";

/** What a reader sees of an article, and what its frame says of itself. */
const LOOK = `const content = document.querySelector(".entry-content, .wp-block-post-content");
// WordPress clips away a frame that has not spoken yet.
const shown = [...content.querySelectorAll("iframe")].filter((frame) => !frame.style.clip);
shown[0]?.scrollIntoView();
return {
  text: content.innerText,
  card: [...content.querySelectorAll("phase-out")].some((card) => card.shadowRoot?.querySelector("[part~=card]")),
  frame: shown.map((frame) => frame.offsetHeight)[0],
  scripts: document.querySelectorAll('script[src*="phaseout.js"]').length,
};`;

const look = async (browser) => {
  const { text, card, frame, scripts } = await browser.run(LOOK);
  if (frame === null) return [card && "card", scripts > 1 && "two scripts", ...said(text)].filter(Boolean);
  const height = await browser.inFrame("return Math.ceil(document.documentElement.getBoundingClientRect().height)").catch(() => 0);
  return [frame === Math.min(1000, Math.max(200, height)) ? "frame" : "frame of another height", ...said(text)];
};

/** An article's items in the feed: its excerpt and its content, by its title. */
const items = async (address) => {
  const feed = await (await fetch(`${address}/?feed=rss2`)).text();
  const part = (item, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, "s").exec(item)?.[1] ?? "";
  const found = feed.match(/<item>.*?<\/item>/gs) ?? [];
  return new Map(found.map((item) => [part(item, "title"), { excerpt: part(item, "description"), feed: part(item, "content:encoded") }]));
};

/** The block in the editor, as an author uses it: code pasted, previewed, published. */
const WRITE = `const [code, title, done] = arguments;
const { data, blocks } = wp;
(async () => {
  const until = async (ask) => {
    for (const end = Date.now() + 20000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) if (ask()) return ask();
    throw new Error("not in time: " + ask);
  };
  await until(() => blocks.getBlockType("phaseout/card") && data.select("core/editor").getCurrentPostId());
  data.dispatch("core/editor").editPost({ title });
  data.dispatch("core/block-editor").insertBlock(blocks.createBlock("phaseout/card"));
  const at = (selector) => (document.querySelector("iframe[name=editor-canvas]")?.contentDocument ?? document).querySelector(selector);
  const field = await until(() => at("[data-type='phaseout/card'] textarea"));
  Object.getOwnPropertyDescriptor(field.ownerDocument.defaultView.HTMLTextAreaElement.prototype, "value").set.call(field, code);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => at("[data-type='phaseout/card'] phase-out")?.shadowRoot?.querySelector("[part~=card]"));
  data.dispatch("core/editor").editPost({ status: "publish" });
  await data.dispatch("core/editor").savePost();
  const saved = data.select("core/editor").getCurrentPost();
  const html = blocks.createBlock("core/html", { content: code });
  return {
    id: saved.id,
    raw: saved.content.raw ?? saved.content,
    isValid: blocks.parse(saved.content.raw ?? saved.content).every((block) => block.isValid),
    pasted: blocks.serialize(blocks.pasteHandler({ HTML: "", plainText: code })),
    turned: blocks.switchToBlockType(html, "phaseout/card")?.[0].attributes.product,
  };
})().then(done, (error) => done({ error: String(error) }));`;

const login = async (browser, address, user) => {
  await browser.go(`${address}/wp-login.php`);
  await browser.run(`document.getElementById("user_login").value = arguments[0];
document.getElementById("user_pass").value = arguments[0];
document.getElementById("loginform").submit();`, user);
  await until(() => browser.run("return location.pathname.includes('wp-admin')").catch(() => false));
};

/** The table that is expected: `writer editor form | page | excerpt | feed`. */
const EXPECTED = join(HERE, "expected.txt");
const expected = new Map(
  readFileSync(EXPECTED, "utf8").split("\n").filter((line) => line.includes("|")).map((line) => {
    const [name, ...cells] = line.split("|").map((cell) => cell.trim());
    return [name, cells.join(" | ")];
  }),
);

try {
  const { address, hash, publish, log, port } = await site();
  const articles = [];
  const add = (user, form, editor, code) => articles.push({ user, post_title: `${user} ${editor} ${form}`, post_content: EDITORS[editor](code) });
  for (const user of ["administrator", "author"]) {
    for (const [form, flags] of Object.entries(FORMS))
      for (const editor of Object.keys(EDITORS)) if (editor !== (form === "oembed" ? "html" : "embed")) add(user, form, editor, prerender(flags));
    for (const [form, code] of Object.entries(SHORTCODES)) add(user, `shortcode ${form}`, "classic", code);
  }
  const numbers = await publish(articles);
  const browser = await open(port);
  const found = new Map();
  for (const user of ["administrator", "author"]) {
    await login(browser, address, user);
    await browser.go(`${address}/wp-admin/post-new.php`);
    const title = `${user} block plugin`;
    const written = await browser.wait(WRITE, prerender([]), title);
    articles.push({ post_title: title });
    numbers.push(written.id);
    const kept = said(written.raw ?? "");
    found.set(`${user} editor`, written.error ?? [written.isValid ? "valid" : "invalid", written.turned, ...kept].join(" "));
    found.set(`${user} pasted text`, listed(said(written.pasted ?? "")));
    await browser.clear();
  }
  const feed = await items(address);
  for (const [at, { post_title: title }] of articles.entries()) {
    await browser.go(`${address}/?p=${numbers[at]}`);
    const cells = [listed(said(feed.get(title).excerpt)), listed([...marks(feed.get(title).feed), ...said(feed.get(title).feed)])];
    const row = async () => [listed(await look(browser)), ...cells].join(" | ");
    await until(async () => (await row()) === expected.get(title), process.env.UPDATE_EXPECT ? 3_000 : 10_000);
    found.set(title, await row());
  }
  const hostile = await publish(Object.values(HOSTILE).map((code) => ({ user: "administrator", post_title: "hostile", post_content: code })));
  for (const [at, name] of Object.keys(HOSTILE).entries()) {
    const page = await (await fetch(`${address}/?p=${hostile[at]}`)).text();
    found.set(`hostile ${name}`, /<phase-out.*?<\/phase-out>/s.exec(page)?.[0] ?? "nothing");
  }
  // The plugin's own script, and that of a folder which the site's owner names, each with its hash.
  for (const [name, query] of [["own copy", ""], ["named folder", "&folder"]]) {
    const page = await (await fetch(`${address}/?p=${numbers.at(-1)}${query}`)).text();
    const tags = page.match(/<script[^>]*phaseout\.js[^>]*>/g) ?? [];
    found.set(`script of ${name}`, tags.join(" ").replaceAll(address, "http://site.example").replaceAll(hash, "HASH"));
  }
  const complaints = log().split("\n").filter((line) => line.includes("/plugins/phaseout/"));
  found.set("php", complaints.join(" ") || "nothing");

  const wrong = [...new Set([...found.keys(), ...expected.keys()])].filter((name) => found.get(name) !== expected.get(name));
  for (const name of found.keys()) console.log(`test wordpress::${name.replace(/\W+/g, "_")} ... ${wrong.includes(name) ? "FAILED" : "ok"}`);
  for (const name of wrong) console.log(`${name}\n  expected ${expected.get(name)}\n  found    ${found.get(name)}`);
  console.log(`test result: ${wrong.length ? "FAILED" : "ok"}. ${[...found.keys()].filter((name) => !wrong.includes(name)).length} passed; ${wrong.length} failed`);
  if (wrong.length) process.exitCode = 1;
  if (process.env.UPDATE_EXPECT) {
    const cells = [...found].map(([name, row]) => [name, ...row.split(" | ")]);
    const widths = [0, 1, 2].map((at) => Math.max(...cells.map((row) => (row[at + 1] === undefined ? 0 : row[at].length))));
    const text = cells.map((row) => row.map((cell, at) => (at < row.length - 1 ? cell.padEnd(widths[at]) : cell)).join(" | ")).join("\n");
    writeFileSync(EXPECTED, `${readFileSync(EXPECTED, "utf8").split("\n").filter((line) => !line.includes("|")).join("\n").trim()}\n\n${text}\n`);
  }
} catch (error) {
  if (!(error instanceof NotRun)) throw error;
  console.log(`not run: wordpress: ${error.message}`);
  process.exitCode = NOT_RUN;
} finally {
  for (const end of running.reverse()) await end();
}
