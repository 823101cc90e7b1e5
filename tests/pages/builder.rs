//! The builder page: what an editor chooses there is what the card shows and the command line writes.

use std::env;
use std::fs;

use phaseout_pages::program;
use serde_json::{Value, json};

use crate::case::case;
use crate::page::Page;
use crate::site::Answer;

/// What a strict host of the folder may send with it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

const FOLDER: &str = "https://cdn.example/phaseout/0.1.0/";

/// Every form of the core, and the flag of the command line for it.
const FORMS: [(&str, &str); 7] = [
    ("element", ""),
    ("block", "--block"),
    ("frame", "--frame"),
    ("amp", "--amp"),
    ("oembed", "--oembed"),
    ("plain", "--plain"),
    ("email", "--email"),
];

/// What each system of the page leads to, in order.
const WAYS: [(&str, &[&str]); 9] = [
    ("wordpress", &["element", "block", "oembed", "plain"]),
    ("arc", &["element", "plain"]),
    ("drupal", &["element", "plain"]),
    ("ghost", &["element"]),
    ("substack", &["plain"]),
    ("mailchimp", &["plain", "email"]),
    ("amp", &["amp"]),
    ("html", &["element"]),
    ("other", &["element", "block", "frame", "amp", "oembed", "email", "plain"]),
];

/// Words for the page: its fields, filled as a person would, and what it says.
const WORDS: &str = "const at = (id) => document.getElementById(id);
    const fill = (id, value) => {
        const field = at(id);
        if (field.type === 'checkbox') field.checked = value; else field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const code = () => at('code').textContent;
    const lines = (id) => [...at(id).children].map((line) => line.textContent);
    const press = (id, value) => document.querySelector(`#${id} [value=${value}]`).click();
    const part = (name) => at('card').shadowRoot?.querySelector(`[part~=${name}]`)?.textContent;
    const phase = () => at('card').status?.phase;
    const undo = () => document.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }));";

/// Opens the builder under a strict policy, and closes the case in the host's own page.
pub(crate) fn builder(verdict: impl AsyncFnOnce(&Page)) {
    case("").cdn_header("content-security-policy", Some(POLICY)).run(async |page| {
        open(page, "").await;
        verdict(page).await;
        assert_eq!(violations(page).await, json!([]), "the policy was violated");
        rest(page).await;
        page.goto("/").await;
    });
}

/// Waits until the builder has shown its last choice, or said why it cannot. It writes the choice into its address, and
/// WebKit takes that for the end of a visit to another page that has begun meanwhile.
async fn rest(page: &Page) {
    let is_at_rest = "const page = document.documentElement, fault = document.getElementById('fault');
        return !fault || fault.children.length > 0 || page.dataset.ready === ''";
    page.until(&format!("(() => {{ {is_at_rest} }})()")).await;
}

/// What was asked for on the page against its policy.
pub(crate) async fn violations(page: &Page) -> Value {
    let violations = "return await new Promise((done) => {
        const told = (reports) => done(reports.map(({ body }) => body.blockedURL));
        new ReportingObserver(told, { types: ['csp-violation'], buffered: true }).observe();
        setTimeout(() => done([]), 0);
    })";
    page.eval(violations).await
}

/// Opens the builder anew, with a fragment.
pub(crate) async fn open(page: &Page, fragment: &str) {
    rest(page).await;
    page.client.goto("about:blank").await.expect("a page can be left");
    let address = format!("{}/index.html{fragment}", page.cdn.origin);
    page.client.goto(&address).await.expect("the builder opens");
    page.until("document.documentElement.dataset.ready === ''").await;
}

pub(crate) async fn ask(page: &Page, body: &str) -> Value {
    page.eval(&format!("{WORDS} {body}")).await
}

pub(crate) async fn until(page: &Page, condition: &str) {
    page.until(&format!("(() => {{ {WORDS} return {condition}; }})()")).await;
}

fn prerendered(arguments: &[&str]) -> String {
    let output = program()
        .arg("prerender")
        .args(["--script", &format!("{FOLDER}phaseout.js")])
        .args(arguments)
        .output()
        .expect("the command line runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it writes UTF-8").trim_end().to_owned()
}

/// The code of a form, as the command line writes it.
fn written(form: &str, arguments: &[&str]) -> String {
    let flag = FORMS.iter().find(|(name, _)| *name == form).map(|(_, flag)| *flag).expect("a form");
    let flags: Vec<&str> = arguments.iter().copied().chain([flag].into_iter().filter(|it| !it.is_empty())).collect();
    prerendered(&flags)
}

/// Each form is, byte for byte, what the command line writes; another system shows them all.
async fn check(page: &Page, arguments: &[&str]) {
    ask(page, "at('system-other').click()").await;
    for (form, _) in FORMS {
        ask(page, &format!("at('way-{form}').click()")).await;
        until(page, &format!("code() === {}", json!(written(form, arguments)))).await;
    }
}

/// Has articles load from [`FOLDER`], without a hash.
const PUBLISHED: &str = "fill('folder', 'https://cdn.example/phaseout/0.1.0/'); fill('pin', false);";

#[test]
fn the_builder_writes_what_the_command_line_writes() {
    builder(async |page| {
        let hash = ask(page, "return (await (await fetch('integrity.json')).json())['phaseout.js']").await;
        let integrity = ["--integrity", hash.as_str().expect("a hash")];
        ask(page, &format!("fill('folder', '{FOLDER}')")).await;
        let premium = ["--product", "kaspersky-premium"];
        check(page, &[&premium[..], &integrity].concat()).await;

        let fields = "fill('lang', 'es'); fill('theme', 'dark'); fill('precision', 'days'); fill('chooser', true)";
        ask(page, fields).await;
        let chosen = ["--lang", "es", "--theme", "dark", "--precision", "days", "--chooser"];
        check(page, &[&premium[..], &chosen, &integrity].concat()).await;

        ask(page, "fill('size', 'auto'); fill('heading', '3'); fill('share', true); fill('clock', true)").await;
        let chosen = [&chosen[..], &["--size", "auto", "--heading", "3", "--share", "--clock"]].concat();
        check(page, &[&premium[..], &chosen, &integrity].concat()).await;
        until(page, "at('card').share && at('card').clock && part('share')").await;

        ask(page, "fill('pin', false); fill('topic', 'windows-10.json')").await;
        until(page, "at('product').value === 'windows-10'").await;
        ask(page, "fill('product', 'windows-10-with-consumer-esu')").await;
        let windows = ["--product", "win10 consumer esu", "--catalogue", "www/catalogue/windows-10.json"];
        check(page, &[&windows[..], &chosen].concat()).await;

        ask(page, "fill('at', '2026-11-21T12:00:00'); fill('frozen', true); fill('served', true)").await;
        ask(page, "at('way-element').click()").await;
        until(page, "code().includes('<template')").await;
        let offset = ask(page, "return /UTC([^,]+),/.exec(at('at-label').textContent)[1].replace('−', '-')").await;
        let now = format!("2026-11-21T12:00:00{}", offset.as_str().expect("an offset"));
        check(page, &[&windows[..], &chosen, &["--now", &now, "--served"]].concat()).await;
    });
}

#[test]
fn every_system_leads_to_three_steps_and_a_form_of_the_command_line() {
    builder(async |page| {
        ask(page, &format!("{PUBLISHED} at('system-html').click()")).await;
        let premium = ["--product", "kaspersky-premium"];
        until(page, &format!("code() === {}", json!(written("element", &premium)))).await;
        let walked = ask(
            page,
            "return [...document.getElementsByName('system')].flatMap((system) => {
                system.click();
                return [...document.getElementsByName('way')].map((way) => {
                    way.click();
                    const steps = lines('steps').filter((step) => step !== '');
                    return [system.value, way.value, steps.length, at('ways').hidden, code()];
                });
            })",
        )
        .await;
        let ways = WAYS.iter().flat_map(|(system, forms)| {
            forms.iter().map(move |form| json!([system, form, 3, forms.len() == 1, written(form, &premium)]))
        });
        assert_eq!(walked, json!(ways.collect::<Vec<_>>()));
    });
}

#[test]
fn readers_choose_where_no_product_is_chosen() {
    builder(async |page| {
        ask(page, &format!("{PUBLISHED} fill('product', '')")).await;
        check(page, &[]).await;
        until(page, "part('chooser') && !at('card').hasAttribute('product') && at('card').status === null").await;
        let seen = ask(page, "return [lines('problems'), at('chooser').disabled, lines('milestones').length]").await;
        assert_eq!(seen, json!([[], true, 2]));
        ask(page, "fill('topic', 'windows-10.json'); fill('lang', 'ar'); fill('share', true)").await;
        check(page, &["--catalogue", "www/catalogue/windows-10.json", "--lang", "ar", "--share"]).await;
        assert_eq!(ask(page, "return [lines('problems'), at('product').value]").await, json!([[], ""]));
    });
}

#[test]
fn what_holds_for_all_is_shown_to_those_who_do_not_know_which() {
    builder(async |page| {
        let words = "return [...at('product').options].find(({ value }) => value === '?').textContent";
        assert_eq!(ask(page, words).await, json!("I don’t know which"));
        ask(page, &format!("{PUBLISHED} fill('product', '?'); fill('lang', 'es')")).await;
        check(page, &["--product", "?", "--lang", "es"]).await;
        until(page, "at('card').status?.product.id === '?' && at('card').shadowRoot.querySelector('[lang=es]')").await;
        assert_eq!(ask(page, "return lines('problems')").await, json!([]));
        ask(page, "fill('topic', 'windows-10.json')").await;
        until(page, "at('product').value === 'windows-10' && at('card').status?.product.id === 'windows-10'").await;
        let has = "return [...at('product').options].some(({ value }) => value === '?')";
        assert_eq!(ask(page, has).await, json!(false), "a topic that cannot say it does not offer it");
        ask(page, "fill('topic', 'kaspersky-us.json')").await;
        until(page, "at('product').value === '?'").await;
    });
}

#[test]
fn the_address_brings_the_choices_back_and_nothing_that_is_bad() {
    builder(async |page| {
        ask(page, "fill('product', 'kaspersky-plus'); fill('lang', 'es'); fill('chooser', true); fill('clock', true)")
            .await;
        ask(page, "fill('heading', '4'); at('system-wordpress').click(); at('way-plain').click()").await;
        ask(page, "fill('at', '2024-09-28T23:59:59'); fill('frozen', true)").await;
        until(page, "location.hash.includes('frozen=on')").await;
        let fragment = ask(page, "return location.hash").await;
        let expected = "#product=kaspersky-plus&chooser=on&clock=on&lang=es&heading=4\
                        &at=2024-09-28T23%3A59%3A59-04%3A00&frozen=on&system=wordpress&way=plain";
        assert_eq!(fragment, json!(expected));
        let copied = "window.copied = []; navigator.clipboard.writeText = async (text) => void copied.push(text); at('link').click()";
        ask(page, copied).await;
        until(page, "at('undone').textContent === 'Copied.' && copied[0] === location.href").await;
        let before = ask(page, "return code()").await;
        open(page, expected).await;
        until(page, &format!("code() === {before} && phase() === 'sales-ended'")).await;
        let shown = "return [at('product').value, at('lang').value, at('heading').value, at('chooser').checked,
            at('frozen').checked, at('looks').open, at('at').value, location.hash, at('undo').ariaDisabled]";
        let kept = json!(["kaspersky-plus", "es", "4", true, true, true, "2024-09-28T23:59:59", expected, "true"]);
        assert_eq!(ask(page, shown).await, kept);

        let bad = "#topic=../x&product=nope&lang=xx&theme=pink&heading=9&at=2024-99&pin=maybe&system=lotus&way=plain\
                   &facts=javascript:1&text={}&folder=https://evil.example/&colour=red";
        open(page, bad).await;
        let seen =
            "return [location.hash, at('product').value, at('folder').value, at('pin').checked, at('place').hidden]";
        let folder = format!("{}/", page.cdn.origin);
        assert_eq!(ask(page, seen).await, json!(["", "kaspersky-premium", folder, true, true]));
        ask(page, "location.hash = '#topic=windows-10.json&product='").await;
        until(page, "at('topic').value === 'windows-10.json' && at('product').value === ''").await;
    });
}

#[test]
fn each_change_can_be_undone_and_all_of_them_at_once() {
    builder(async |page| {
        assert_eq!(
            ask(page, "return [at('undo').ariaDisabled, at('reset').ariaDisabled]").await,
            json!(["true", "true"])
        );
        ask(page, "fill('product', 'kaspersky-plus'); fill('lang', 'de'); at('system-ghost').click()").await;
        ask(
            page,
            "for (const typed of ['https://a', 'https://a.example', 'https://a.example/']) fill('folder', typed)",
        )
        .await;
        ask(page, "fill('topic', 'windows-10.json')").await;
        until(page, "at('product').value === 'windows-10'").await;
        ask(page, "at('undo').click()").await;
        until(page, "at('topic').value === 'kaspersky-us.json' && at('product').value === 'kaspersky-plus'").await;
        ask(page, "undo()").await;
        until(page, "at('folder').value === new URL('.', location).href && code().includes(at('folder').value)").await;
        ask(page, "undo()").await;
        until(page, "at('place').hidden && at('lang').value === 'de'").await;
        let typing = "at('facts').dispatchEvent(
            new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))";
        assert_eq!(ask(page, &format!("return {typing}")).await, json!(true), "a text field undoes by itself");
        ask(page, "at('reset').click()").await;
        until(page, "location.hash === '' && at('product').value === 'kaspersky-premium'").await;
        assert_eq!(ask(page, "return at('lang').value").await, json!("en"));
        ask(page, "at('undo').click()").await;
        until(page, "at('lang').value === 'de' && at('product').value === 'kaspersky-plus'").await;
        ask(page, "undo(); undo(); undo()").await;
        until(page, "at('undo').ariaDisabled === 'true' && at('card').product === 'kaspersky-premium'").await;
    });
}

#[test]
fn the_preview_is_as_wide_as_a_device_and_light_or_dark() {
    builder(async |page| {
        ask(page, "at('system-html').click()").await;
        until(page, "phase() && code() !== ''").await;
        let before = ask(page, "return [code(), location.hash]").await;
        for (device, width) in [("phone", 360), ("tablet", 640)] {
            ask(page, &format!("press('widths', '{device}')")).await;
            until(page, &format!("Math.round(at('card').getBoundingClientRect().width) === {width}")).await;
        }
        ask(page, "press('widths', 'desktop')").await;
        until(page, "Number(at('screen').style.zoom) < 1 && at('stage').scrollWidth <= at('stage').clientWidth").await;
        // A scaled length is rounded by some.
        let width = "return Math.round(parseFloat(getComputedStyle(at('screen')).inlineSize))";
        assert_eq!(ask(page, width).await, json!(1000));
        let pressed = "return [...document.querySelectorAll('[aria-pressed=true]')].map(({ value }) => value)";
        for colours in ["dark", "light"] {
            ask(page, &format!("press('colours', '{colours}')")).await;
            assert_eq!(ask(page, pressed).await, json!(["desktop", colours]));
            let scheme = "getComputedStyle(at('card').shadowRoot.querySelector('[part~=card]')).colorScheme";
            until(page, &format!("{scheme} === '{colours}'")).await;
        }
        assert_eq!(ask(page, "return [code(), location.hash]").await, before, "a look at it changes nothing");
    });
}

#[test]
fn the_sentence_is_copied_with_its_link_and_as_plain_text() {
    builder(async |page| {
        ask(
            page,
            "window.copied = [];
            navigator.clipboard.write = async ([item]) => {
                for (const type of item.types) copied.push(type, await (await item.getType(type)).text());
            };
            navigator.clipboard.writeText = async (text) => void copied.push(text);
            at('system-substack').click()",
        )
        .await;
        until(page, "at('rendered').textContent.startsWith('Kaspersky Premium')").await;
        ask(page, "at('copy-rich').click()").await;
        until(page, "at('copied').textContent === 'Copied.' && copied.length === 4").await;
        let link = "https://regulations.justia.com/regulations/fedreg/2024/06/24/2024-13532.html";
        let rich = ask(page, "return copied.splice(0)").await;
        assert_eq!([&rich[0], &rich[2]], [&json!("text/html"), &json!("text/plain")]);
        let html = rich[1].as_str().expect("a text");
        assert!(html.starts_with("<p lang=\"en\" dir=\"ltr\">Kaspersky Premium"), "{html}");
        assert!(html.contains(&format!("<a href=\"{link}\">")) && !html.contains("phase-out"), "{html}");
        let text = rich[3].as_str().expect("a text");
        assert!(text.starts_with("Kaspersky Premium") && text.ends_with(&format!("\n{link}")), "{text}");
        assert!(!text.contains('<'), "{text}");
        ask(page, "at('copy-plain').click()").await;
        until(page, &format!("copied[0] === {}", json!(text))).await;
        ask(page, "at('copy').click()").await;
        until(page, "copied[1] === code() && code().startsWith('<phase-out ')").await;
    });
}

#[test]
fn without_the_clipboard_what_would_be_copied_is_selected() {
    builder(async |page| {
        ask(
            page,
            "navigator.clipboard.writeText = navigator.clipboard.write = () => Promise.reject(new Error('refused'))",
        )
        .await;
        for (system, button, start) in [
            ("html", "copy", "<phase-out product=\\\"kaspersky-premium\\\""),
            ("substack", "copy-rich", "Kaspersky Premium is"),
            ("mailchimp", "copy-plain", "Kaspersky Premium is"),
        ] {
            ask(page, "at('copied').textContent = ''").await;
            ask(page, &format!("at('system-{system}').click(); at('{button}').click()")).await;
            until(page, "at('copied').textContent.startsWith('Selected')").await;
            until(page, &format!("getSelection().toString().trim().startsWith(\"{start}\")")).await;
        }
    });
}

#[test]
fn a_strict_policy_is_told_what_the_script_may_load_later() {
    builder(async |page| {
        ask(page, &format!("{PUBLISHED} at('system-html').click()")).await;
        until(page, "code().includes('https://cdn.example/')").await;
        assert_eq!(ask(page, "return [at('strict').hidden, at('map').textContent]").await, json!([true, ""]));
        ask(page, "fill('policy', true)").await;
        let base = ["phaseout.fallback.js", "phaseout.desk.js", "phaseout.desk.fallback.js"];
        named(page, &base).await;
        ask(page, "fill('chooser', true); fill('share', true); fill('clock', true)").await;
        let more = ["phaseout-search.js", "phaseout-share.js", "phaseout-clock.js"];
        named(page, &[&base[..], &more].concat()).await;
        let lines = ask(page, "return at('lines').textContent").await;
        let lines = lines.as_str().expect("a text");
        assert!(lines.starts_with(&format!("script-src {FOLDER} 'wasm-unsafe-eval' 'sha256-")), "{lines}");
        assert!(lines.ends_with(&format!("connect-src {FOLDER};")), "{lines}");
        ask(page, "fill('served', true)").await;
        until(page, "at('lines').textContent.includes(\"style-src 'sha256-\")").await;
        ask(page, "at('system-other').click(); at('way-frame').click()").await;
        let frame = format!("frame-src {FOLDER};\nscript-src {FOLDER}phaseout-frame.js;");
        until(page, &format!("at('lines').textContent === {} && at('map-box').hidden", json!(frame))).await;
        ask(page, "at('way-plain').click()").await;
        until(page, "at('more').hidden && at('lines').textContent === ''").await;
    });
}

/// The import map names these files, with the hashes of this build, and no others.
async fn named(page: &Page, files: &[&str]) {
    let names: Vec<String> = files.iter().map(|file| format!("{FOLDER}{file}")).collect();
    let map = "JSON.parse(/^<script type=\"importmap\">(.*)<\\/script>$/s.exec(at('map').textContent)[1]).integrity";
    until(page, &format!("JSON.stringify(Object.keys({map})) === {}", json!(json!(names).to_string()))).await;
    let hashes = ask(page, &format!("return Object.values({map})")).await;
    let known = format!(
        "const known = await (await fetch('integrity.json')).json(); return {}.map((it) => known[it])",
        json!(files)
    );
    assert_eq!(hashes, ask(page, &known).await);
}

#[test]
fn a_language_that_nobody_has_read_is_said_to_be_so() {
    builder(async |page| {
        let words = "const words = (tag) => [...at('lang').options].find(({ value }) => value === tag).textContent;
            return [words('en'), words('es'), at('unread').textContent]";
        let english = "English: somebody who speaks it has read what the card says.";
        let spanish = "Spanish (machine translation, not yet read by anybody)";
        assert_eq!(ask(page, words).await, json!(["English", spanish, english]));
        ask(page, "fill('lang', 'es')").await;
        let told = "Spanish: nobody who speaks it has read it yet. Have it read before you publish.";
        until(page, &format!("at('unread').textContent === {}", json!(told))).await;
    });
}

#[test]
fn nothing_is_warned_of_on_arrival_and_the_folder_only_beside_code_that_names_it() {
    builder(async |page| {
        let told =
            "return [lines('problems'), lines('fault'), at('folder-problem').textContent, at('nowhere').textContent,
            at('place').hidden, document.querySelectorAll('.warning:not(:empty)').length]";
        assert_eq!(ask(page, told).await, json!([[], [], "", "", true, 0]));
        ask(page, "at('system-mailchimp').click()").await;
        until(page, "!at('place').hidden && at('folder-problem').textContent === ''").await;
        ask(page, "at('system-html').click()").await;
        until(page, "at('folder-problem').textContent.startsWith('The address of this folder is not https')").await;
        ask(page, &format!("fill('folder', '{FOLDER}')")).await;
        until(page, "at('folder-problem').textContent === ''").await;
    });
}

#[test]
fn what_a_share_cannot_do_in_a_box_is_said() {
    builder(async |page| {
        ask(page, "fill('share', true); at('system-html').click()").await;
        until(page, "code().includes(' share') && at('lacks').textContent === ''").await;
        ask(page, "at('system-other').click(); at('way-frame').click()").await;
        until(page, "at('lacks').textContent.startsWith('Readers cannot copy a link')").await;
    });
}

#[test]
fn the_page_speaks_as_a_journalist_does() {
    builder(async |page| {
        let found = ask(
            page,
            "const strange = /\\bembed(s|ding)?\\b|snippet|element|\\bblocks?\\b|\\bframes?\\b|catalogue|json|\
             \\bcors\\b|\\bhash|\\bserved\\b|first paint|heading level|the law’s|freeze/i;
            const said = () => {
                const page = document.body.cloneNode(true);
                for (const part of page.querySelectorAll('code, pre, details, noscript')) part.remove();
                return page.textContent;
            };
            const found = [];
            const look = (where) => {
                const [word] = strange.exec(said()) ?? [];
                if (word) found.push(`${where}: ${word}`);
            };
            const wait = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            look('on arrival');
            fill('share', true);
            for (const system of document.getElementsByName('system')) {
                system.click();
                for (const way of [...document.getElementsByName('way')]) {
                    way.click();
                    await wait();
                    look(`${system.value} ${way.value}`);
                }
            }
            fill('topic', 'own');
            await wait();
            look('a topic of one’s own');
            return found",
        )
        .await;
        assert_eq!(found, json!([]));
    });
}

#[test]
fn any_moment_can_be_looked_at_and_is_marked() {
    builder(async |page| {
        ask(page, "at('system-html').click()").await;
        until(page, "phase() === 'updates-ended' && part('frozen') === undefined").await;
        assert_eq!(ask(page, "return at('moment').textContent").await, json!("What readers see now."));
        let last = "[...document.querySelectorAll('#milestones button')].find(({ ariaLabel }) => \
                    ariaLabel === 'Just before: End of updates').click()";
        ask(page, last).await;
        until(page, "phase() === 'sales-ended' && part('frozen') !== undefined").await;
        let told = ask(page, "return [at('moment').textContent, at('at').value, at('stage').dataset.preview]").await;
        let marked = "A look at September 28, 2024, 23:59:59 (UTC−04:00). Readers see the card of their own day.";
        assert_eq!(told, json!([marked, "2024-09-28T23:59:59", "moment"]));
        ask(page, "fill('day', String(Number(at('day').value) + 1))").await;
        until(page, "phase() === 'updates-ended'").await;
        assert_eq!(ask(page, "return at('day').ariaValueText").await, json!("September 29, 2024"));
        assert_eq!(ask(page, "return code().includes('now=')").await, json!(false));
        ask(page, "fill('frozen', true)").await;
        until(page, "code().includes(' now=\"2024-09-29T00:00:00-04:00\"')").await;
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
    const SPACE: char = ' ';
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
        until(page, "at('topic').value === 'microsoft.json' && at('card').status?.kind === 'end-of-support'").await;
        walk(page, "product").await;
        page.press(DOWN).await;
        walk(page, "share").await;
        page.press(SPACE).await;
        until(page, "at('card').share && location.hash.includes('share=on')").await;
        walk(page, "undo").await;
        page.press(ENTER).await;
        until(page, "!at('card').share && document.activeElement.id === 'undo'").await;
        walk(page, "day").await;
        page.press(RIGHT).await;
        until(page, "at('stage').dataset.preview === 'moment'").await;
        walk(page, "now").await;
        page.press(ENTER).await;
        until(page, "at('stage').dataset.preview === ''").await;
        walk(page, "system-wordpress").await;
        page.press(SPACE).await;
        until(page, "at('way-element').checked && !at('ways').hidden").await;
        walk(page, "way-element").await;
        page.press(DOWN).await;
        until(page, "at('way-block').checked && code().startsWith('<div data-phase-out ')").await;
        ask(page, "window.copied = []; navigator.clipboard.writeText = async (text) => void copied.push(text)").await;
        walk(page, "copy").await;
        page.press(ENTER).await;
        until(page, "at('copied').textContent === 'Copied.' && copied[0] === code()").await;
        walk(page, "check").await;
    });
}

#[test]
fn what_an_editor_has_is_checked_in_words() {
    let good = prerendered(&["--product", "kis"]);
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
fn an_address_to_paste_is_said_to_lead_nowhere_where_it_does() {
    builder(async |page| {
        ask(page, "at('system-wordpress').click(); at('way-oembed').click()").await;
        until(page, "at('nowhere').textContent.startsWith('Nothing is at this address yet')").await;
        ask(page, "at('way-element').click()").await;
        until(page, "at('nowhere').textContent === ''").await;
    });
    let there = Answer::text("text/html", "<p>An answer.</p>");
    case("").cdn("/oembed/kaspersky-premium.en.html", there).run(async |page| {
        open(page, "").await;
        ask(page, "at('nowhere').textContent = '?'; at('system-wordpress').click(); at('way-oembed').click()").await;
        until(page, "at('nowhere').textContent === '' && code().endsWith('.en.html')").await;
        page.goto("/").await;
    });
}

#[test]
fn no_state_of_the_builder_has_a_barrier() {
    let path = env::var("PHASEOUT_AXE").expect("`cargo xtask test --pages` says where axe-core is");
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    // axe-core writes styles of its own, so no policy is watched.
    case("").run(async |page| {
        open(page, "").await;
        page.client.execute(&axe, Vec::new()).await.expect("axe-core loads");
        let states = [
            ("fill('theme', 'light')", "location.hash === '#theme=light'"),
            ("press('colours', 'dark'); press('widths', 'desktop')", "at('stage').dataset.colours === 'dark'"),
            ("press('colours', 'light'); fill('at', '2024-09-28T12:00:00')", "part('frozen') !== undefined"),
            ("at('system-html').click(); fill('policy', true)", "!at('strict').hidden"),
            ("for (const folded of document.querySelectorAll('details')) folded.open = true", "at('more').open"),
            ("fill('lang', 'es'); at('system-substack').click()", "!at('rendered').hidden"),
            ("fill('topic', 'own')", "at('state').textContent.startsWith('Still needed')"),
            (
                "at('add-advice').click(); fill('topic-milestones-0-date', '14.13.2026');
                 fill('topic-products', 'A\\nB'); for (const folded of document.querySelectorAll('#own details')) folded.open = true",
                "at('topic-milestones-0-date').ariaInvalid === 'true'",
            ),
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

#[test]
fn the_builder_makes_the_picture_that_the_command_line_makes_and_a_png_of_it() {
    builder(async |page| {
        ask(page, "fill('lang', 'ar'); fill('picture-size', 'square'); fill('picture-theme', 'dark')").await;
        let output = program()
            .args(["picture", "--product", "kaspersky-premium", "--lang", "ar", "--size", "square", "--theme", "dark"])
            .output()
            .expect("the command line runs");
        let svg = String::from_utf8(output.stdout).expect("UTF-8");
        let shown = "decodeURIComponent(at('picture-shown').src.replace(/^[^,]*,/, ''))";
        until(page, &format!("{shown} === {}", json!(svg))).await;
        until(page, "at('picture-shown').complete && at('picture-shown').naturalWidth > 0").await;
        assert_eq!(ask(page, "return at('picture-alt').lang").await, "ar");
        // What would be saved is looked at, and not saved.
        let saved = "HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href]; };";
        ask(page, &format!("{saved} at('picture-png').click()")).await;
        until(page, "window.saved?.[0] === 'kaspersky-premium.png'").await;
        let read = "const bytes = Uint8Array.from(atob(saved[1].split(',')[1]), (c) => c.charCodeAt(0));
            const { width, height } = await createImageBitmap(new Blob([bytes]));
            return [saved[1].slice(0, 22), width, height]";
        let png = ask(page, read).await;
        assert_eq!(png, json!(["data:image/png;base64,", 1080, 1080]));
        ask(page, "at('picture-svg').click()").await;
        until(page, "window.saved[0] === 'kaspersky-premium.svg'").await;
    });
}
