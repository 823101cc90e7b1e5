//! The builder page: what an editor chooses there is what the card shows and the command line writes.

use std::env;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::case::case;
use crate::page::Page;
use crate::site::Answer;

/// What a strict host of the folder may send with it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

const FOLDER: &str = "https://cdn.example/phaseout/0.1.0/";

/// Words for the page: its fields, filled as a person would, and what it says.
const WORDS: &str = "const at = (id) => document.getElementById(id);
    const fill = (id, value) => {
        const field = at(id);
        if (field.type === 'checkbox') field.checked = value; else field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const snippet = (form) => document.querySelector(`#panel-${form} code`).textContent;
    const lines = (id) => [...at(id).children].map((line) => line.textContent);
    const part = (name) => at('card').shadowRoot?.querySelector(`[part~=${name}]`)?.textContent;";

/// Opens the builder under a strict policy, and closes the case in the host's own page.
fn builder(verdict: impl AsyncFnOnce(&Page)) {
    case("").cdn_header("content-security-policy", Some(POLICY)).run(async |page| {
        open(page).await;
        verdict(page).await;
        let violations = "return await new Promise((done) => {
            const told = (reports) => done(reports.map(({ body }) => body.blockedURL));
            new ReportingObserver(told, { types: ['csp-violation'], buffered: true }).observe();
            setTimeout(() => done([]), 0);
        })";
        assert_eq!(page.eval(violations).await, json!([]), "the policy was violated");
        page.goto("/").await;
    });
}

async fn open(page: &Page) {
    let address = format!("{}/index.html", page.cdn.origin);
    page.client.goto(&address).await.expect("the builder opens");
    page.until("document.documentElement.dataset.ready === ''").await;
}

async fn ask(page: &Page, body: &str) -> Value {
    page.eval(&format!("{WORDS} {body}")).await
}

async fn until(page: &Page, condition: &str) {
    page.until(&format!("(() => {{ {WORDS} return {condition}; }})()")).await;
}

fn prerendered(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_phaseout"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("prerender")
        .args(["--script", &format!("{FOLDER}phaseout.js")])
        .args(arguments)
        .output()
        .expect("the command line runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it writes UTF-8").trim_end().to_owned()
}

#[test]
fn the_builder_writes_what_the_command_line_writes() {
    builder(async |page| {
        let hash = ask(page, "return (await (await fetch('integrity.json')).json())['phaseout.js']").await;
        let integrity = ["--integrity", hash.as_str().expect("a hash")];
        ask(page, &format!("fill('folder', '{FOLDER}')")).await;
        let premium = ["--product", "kaspersky-premium", "--no-shadow"];
        check(page, &[&premium[..], &integrity].concat()).await;

        ask(page, "fill('language', 'es'); fill('theme', 'dark'); fill('precision', 'days'); fill('chooser', true)")
            .await;
        let chosen = ["--lang", "es", "--theme", "dark", "--precision", "days", "--chooser"];
        check(page, &[&premium[..], &chosen, &integrity].concat()).await;

        ask(page, "fill('size', 'auto'); fill('heading', '3')").await;
        let chosen = [&chosen[..], &["--size", "auto", "--heading", "3"]].concat();
        check(page, &[&premium[..], &chosen, &integrity].concat()).await;

        ask(page, "fill('pin', false); fill('topic', 'windows-10.json')").await;
        until(page, "at('product').value === 'windows-10'").await;
        ask(page, "fill('product', 'windows-10-with-consumer-esu')").await;
        let windows =
            ["--product", "win10 consumer esu", "--catalogue", "www/catalogue/windows-10.json", "--no-shadow"];
        check(page, &[&windows[..], &chosen].concat()).await;

        ask(page, "fill('at', '2026-11-21T12:00:00'); fill('frozen', true); fill('served', true)").await;
        until(page, "snippet('element').includes('<template')").await;
        let offset = ask(page, "return /UTC([^,]+),/.exec(at('at-label').textContent)[1]").await;
        let now = format!("2026-11-21T12:00:00{}", offset.as_str().expect("an offset"));
        check(page, &[&windows[..4], &chosen, &["--now", &now]].concat()).await;
    });
}

/// Each form is, byte for byte, what the command line writes.
async fn check(page: &Page, arguments: &[&str]) {
    for (form, flag) in [
        ("element", ""),
        ("block", "--block"),
        ("frame", "--frame"),
        ("amp", "--amp"),
        ("oembed", "--oembed"),
        ("plain", "--plain"),
    ] {
        let flags: Vec<&str> =
            arguments.iter().copied().chain([flag].into_iter().filter(|it| !it.is_empty())).collect();
        let expected = prerendered(&flags);
        until(page, &format!("snippet('{form}') === {}", json!(expected))).await;
    }
}

#[test]
fn any_moment_can_be_looked_at_and_is_marked() {
    builder(async |page| {
        until(page, "part('status') === 'Updates ended' && part('frozen') === undefined").await;
        assert_eq!(ask(page, "return at('moment').textContent").await, json!("What readers see now."));
        let last = "[...document.querySelectorAll('#milestones button')].find(({ ariaLabel }) => \
                    ariaLabel === 'The last second before: End of updates').click()";
        ask(page, last).await;
        until(page, "part('status') === 'New sales ended' && part('frozen') !== undefined").await;
        let told = ask(page, "return [at('moment').textContent, at('at').value, at('stage').dataset.preview]").await;
        let marked = "Preview of 2024-09-28, 23:59:59 (UTC-04:00). Readers see today.";
        assert_eq!(told, json!([marked, "2024-09-28T23:59:59", "moment"]));
        ask(page, "fill('day', String(Number(at('day').value) + 1))").await;
        until(page, "part('status') === 'Updates ended'").await;
        assert_eq!(ask(page, "return at('day').ariaValueText").await, json!("2024-09-29"));
        assert_eq!(ask(page, "return snippet('element').includes('now=')").await, json!(false));
        ask(page, "at('now').click()").await;
        until(page, "part('frozen') === undefined && at('moment').textContent === 'What readers see now.'").await;
    });
}

#[test]
fn everything_can_be_done_with_the_keyboard() {
    const TAB: char = '\u{E004}';
    const DOWN: char = '\u{E015}';
    const RIGHT: char = '\u{E014}';
    const ENTER: char = '\u{E007}';
    async fn walk(page: &Page, id: &str) {
        for _ in 0..40 {
            page.press(TAB).await;
            if ask(page, "return document.activeElement.id").await == json!(id) {
                return;
            }
        }
        panic!("Tab does not lead to {id}");
    }
    builder(async |page| {
        walk(page, "topic").await;
        page.press(DOWN).await;
        until(page, "snippet('element').includes('windows-10.json')").await;
        walk(page, "product").await;
        page.press(DOWN).await;
        walk(page, "day").await;
        page.press(RIGHT).await;
        until(page, "at('stage').dataset.preview === 'moment'").await;
        walk(page, "now").await;
        page.press(ENTER).await;
        until(page, "at('stage').dataset.preview === ''").await;
        walk(page, "tab-element").await;
        page.press(RIGHT).await;
        page.press(RIGHT).await;
        let shown = "return [document.activeElement.id, at('tab-frame').ariaSelected, at('panel-frame').hidden, at('panel-element').hidden]";
        assert_eq!(ask(page, shown).await, json!(["tab-frame", "true", false, true]));
        ask(page, "window.copied = []; navigator.clipboard.writeText = async (text) => void copied.push(text)").await;
        walk(page, "copy").await;
        page.press(ENTER).await;
        until(page, "at('copied').textContent === 'Copied.' && copied[0] === snippet('frame')").await;
        assert_eq!(ask(page, "return copied[0].startsWith('<iframe ')").await, json!(true));
    });
}

#[test]
fn a_catalogue_of_ones_own_is_shown_or_all_its_problems_are() {
    let own = json!(include_str!("../../www/catalogue/windows-10.json")).to_string();
    let broken = json!(include_str!("../catalogue/broken.json")).to_string();
    builder(async |page| {
        ask(page, "fill('topic', 'own')").await;
        until(page, "lines('problems').length > 0 && !at('own').hidden").await;
        ask(page, &format!("fill('json', {own}); fill('address', 'https://news.example/next.json')")).await;
        until(page, "part('title') === 'End of support for Windows 10'").await;
        until(page, "lines('problems').length === 0 && snippet('element').includes('catalogue=\"https://news.example/next.json\"')").await;
        ask(page, &format!("fill('json', {broken})")).await;
        let problems: Vec<&str> = include_str!("../catalogue/broken.txt").lines().collect();
        until(page, &format!("JSON.stringify(lines('problems')) === {}", json!(json!(problems).to_string()))).await;
        let seen = ask(
            page,
            "return [part('title'), snippet('element'), at('moment').textContent.startsWith('Not this choice')]",
        )
        .await;
        assert_eq!(
            seen,
            json!(["End of support for Windows 10", "", true]),
            "the card stays, and nothing wrong can be copied"
        );
        ask(page, "fill('address', 'http://news.example/next.json')").await;
        until(page, "lines('problems').includes('catalogue: `http://news.example/next.json` is not an https address')")
            .await;
    });
}

#[test]
fn what_an_editor_has_is_checked_in_words() {
    let good = prerendered(&["--product", "kis", "--no-shadow"]);
    let bad = "<p><phase-out prodcut=\"kis\" product=\"Norton 360\" now=\"2024-02-30\" lang=\"xx\" theme=\"blue\"></phase-out>\
               <script src=\"http://cdn.example/phaseout.js\" integrity=\"md5-x\"></script>";
    let frame =
        "<iframe src=\"https://cdn.example/phaseout/embed.html?product=kis&precision=weeks&colour=red\"></iframe>";
    builder(async |page| {
        for (pasted, expected) in [
            (good.as_str(), vec![]),
            (
                bad,
                vec![
                    "prodcut: is no attribute of a card",
                    "product: `Norton 360` is not in this catalogue",
                    "now: `2024-02-30` is neither an instant",
                    "lang: is `xx`, which is not published",
                    "theme: is `blue`, not one of auto, light, dark",
                    "sentence: is missing",
                    "script: has the type ``, not module",
                    "script: has the address `http://cdn.example/phaseout.js`",
                    "script: has integrity without crossorigin",
                    "script: has the integrity `md5-x`",
                ],
            ),
            (frame, vec!["precision: is `weeks`, not one of auto", "colour: is no attribute"]),
            ("<p>No card.</p>", vec!["snippet: has no <phase-out>"]),
            ("{\"format\": 1}", vec!["top level: format `1` was never released"]),
        ] {
            ask(
                page,
                &format!("at('verdict').textContent = ''; fill('pasted', {}); at('check').click()", json!(pasted)),
            )
            .await;
            until(page, "at('verdict').textContent !== ''").await;
            let found = ask(page, "return lines('found')").await;
            let found: Vec<&str> = found.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
            for (index, start) in expected.iter().enumerate() {
                assert!(
                    found.get(index).is_some_and(|line| line.starts_with(start)),
                    "{start} is not problem {index} of {found:#?}"
                );
            }
            assert!(pasted.starts_with('{') || found.len() == expected.len(), "{found:#?}");
        }
    });
}

#[test]
fn an_oembed_address_is_said_to_lead_nowhere_where_it_does() {
    builder(async |page| {
        ask(page, "at('tab-oembed').click()").await;
        until(page, "at('oembed-hint').textContent.startsWith('There is no answer in this folder yet')").await;
    });
    let there = Answer::text("text/html", "<p>An answer.</p>");
    case("").cdn("/oembed/kaspersky-premium.en.html", there).run(async |page| {
        open(page).await;
        ask(page, "at('oembed-hint').textContent = '?'; at('tab-oembed').click()").await;
        until(page, "at('oembed-hint').textContent === ''").await;
        page.goto("/").await;
    });
}

#[test]
fn without_the_clipboard_the_snippet_is_selected() {
    builder(async |page| {
        ask(page, "navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); at('copy').click()")
            .await;
        until(page, "at('copied').textContent.startsWith('Selected')").await;
        let selected = "return getSelection().toString().trim().startsWith('<phase-out product=\"kaspersky-premium\"')";
        assert_eq!(ask(page, selected).await, json!(true));
    });
}

#[test]
fn no_state_of_the_builder_has_a_barrier() {
    let path = env::var("PHASEOUT_AXE").expect("`cargo xtask test --pages` says where axe-core is");
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    // axe-core writes styles of its own, so no policy is watched.
    case("").run(async |page| {
        open(page).await;
        page.client.execute(&axe, Vec::new()).await.expect("axe-core loads");
        let states = [
            ("fill('theme', 'light')", "snippet('element').includes('theme=\"light\"')"),
            ("fill('at', '2024-09-28T12:00:00')", "part('countdown') !== undefined"),
            ("at('tab-oembed').click(); fill('topic', 'own')", "lines('problems').length > 0"),
            ("fill('pasted', '<p>No card.</p>'); at('check').click()", "lines('found').length === 1"),
        ];
        for (change, condition) in states {
            ask(page, change).await;
            until(page, condition).await;
            let found = "const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
                const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
                const listed = violations.flatMap(({ id, nodes }) =>
                    nodes.map(({ target, any }) => `${id}: ${target.flat()} ${any.map(({ message }) => message).join('; ')}`));
                return [passes.length > 25, listed]";
            assert_eq!(page.eval(found).await, json!([true, []]), "after {change}");
        }
        page.goto("/").await;
    });
}
