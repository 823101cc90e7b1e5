//! What a host may get wrong: whatever it is, the sentence stays, one event tells every problem, and nothing throws.

use serde_json::{Value, json};

use crate::article::SMALL;
use crate::case::case;
use crate::site::Answer;

const SCRIPT: &str = "<script type=\"module\" crossorigin src=\"{cdn}/phaseout.js\"></script>";

const LISTENER: &str = "<script>
var told = [];
for (const name of ['ready', 'error']) addEventListener(`phase-out-${name}`, ({ type, detail }) => told.push([type, detail.problems]));
var card = () => document.querySelector('phase-out');
var part = (name) => card().shadowRoot?.querySelector(`[part~=${name}]`)?.textContent;
</script>";

const SENTENCE: &str = "A sentence that needs no script.";

const BROKEN: &str = include_str!("../catalogue/broken.json");

/// The sentence stays, and one event tells these problems: each `place: message`, or how it begins.
#[track_caller]
fn check(attributes: &str, problems: &[&str]) {
    check_on("", attributes, problems);
}

/// The same on a page with more in its head.
#[track_caller]
fn check_on(head: &str, attributes: &str, problems: &[&str]) {
    let huge = format!("{{{}}}", " ".repeat(256 * 1024));
    case(&format!("<phase-out {attributes}>{SENTENCE}</phase-out>"))
        .head(LISTENER)
        .head(head)
        .head(SCRIPT)
        .host("/none.json", Answer::Missing)
        .host("/broken.json", Answer::text("application/json", BROKEN))
        .host("/huge.json", Answer::text("application/json", huge))
        .run(async |page| {
            page.until("told.length > 0").await;
            // Whatever else were to come would come with the next change of the element.
            let seen = "await new Promise(requestAnimationFrame);
                return [card().shadowRoot, card().innerText, told.length, told[0][0],
                    told[0][1]?.map(({ place, message }) => `${place}: ${message}`)]";
            let seen = page.eval(seen).await;
            assert_eq!(
                seen.as_array().map(|all| &all[..4]),
                json!([null, SENTENCE, 1, "phase-out-error"]).as_array().map(|all| &all[..])
            );
            let found: Vec<&str> = seen[4].as_array().expect("problems").iter().filter_map(Value::as_str).collect();
            assert_eq!(found.len(), problems.len(), "{found:#?}");
            for (found, expected) in found.iter().zip(problems) {
                let expected = expected.replace("{host}", &page.host.origin);
                assert!(found.starts_with(&expected), "{found}\ndoes not begin with\n{expected}");
            }
        });
}

#[test]
fn an_unknown_product_is_told_with_the_nearest() {
    check("product=\"Scan Engine Pro\"", &["product: `Scan Engine Pro` is not in this catalogue; the nearest are: "]);
}

#[test]
fn two_attributes_at_fault_are_told_at_once() {
    check(
        "product=\"Norton 360\" now=\"2024-02-30\"",
        &["now: `2024-02-30` is neither an instant", "product: `Norton 360` is not in this catalogue"],
    );
}

#[test]
fn a_catalogue_that_is_not_there_is_told_with_its_address() {
    check(
        "product=\"kis\" catalogue=\"{host}/none.json\"",
        &["catalogue: {host}/none.json cannot be fetched: it answers 404"],
    );
}

#[test]
fn a_catalogue_with_problems_is_told_with_all_of_them() {
    let problems: Vec<&str> = include_str!("../catalogue/broken.txt").lines().collect();
    check("product=\"kis\" catalogue=\"{host}/broken.json\"", &problems);
}

#[test]
fn a_catalogue_over_256_kib_is_not_read() {
    let problem = "catalogue: {host}/huge.json cannot be fetched: it has more than 262144 bytes";
    check("product=\"kis\" catalogue=\"{host}/huge.json\"", &[problem]);
}

/// What is past the limit is refused beside a card that stays live, in both engines, and the core lives on.
fn refused(huge: &Answer) {
    for engine in ["wasm", "js"] {
        let card = |more: &str| format!("<phase-out engine=\"{engine}\" product=\"kis\" {more}>{SENTENCE}</phase-out>");
        let signals = "<script>var aborted = () => signals.every(({ aborted }) => aborted), signals = [];
            const { fetch: real } = window;
            window.fetch = (url, options) => {
                if (String(url).endsWith('huge.json')) signals.push(options.signal);
                return real(url, options);
            }</script>";
        case(&(card("catalogue=\"{host}/huge.json\"") + &card("")))
            .head(LISTENER)
            .head(signals)
            .head(SCRIPT)
            .host("/huge.json", huge.clone())
            .run(async |page| {
                page.until("told.length === 2").await;
                let seen = "const [first, beside] = document.querySelectorAll('phase-out');
                    beside.product = 'kaspersky-plus';
                    while (beside.status.product.id !== 'kaspersky-plus') await new Promise(requestAnimationFrame);
                    return [first.innerText, signals.length, aborted(), told.map(([type]) => type).sort(),
                        told.flatMap(([, problems = []]) => problems.map(({ message }) => message))]";
                let seen = page.eval(seen).await;
                let problem =
                    format!("{}/huge.json cannot be fetched: it has more than 262144 bytes", page.host.origin);
                assert_eq!(seen, json!([SENTENCE, 1, true, ["phase-out-error", "phase-out-ready"], [problem]]));
            });
    }
}

#[test]
fn seventeen_megabytes_never_reach_a_core() {
    refused(&Answer::text("application/json", "x".repeat(17_000_000)));
}

#[test]
fn a_body_without_an_end_is_not_read_on() {
    // The second part never comes: what is refused is refused at the limit, and nothing waits for three seconds.
    let endless = [" ".repeat(300_000), String::new()];
    refused(&Answer::InTwo("application/json".to_owned(), endless));
}

#[test]
fn facts_as_data_or_text_have_the_same_limit() {
    case(&format!("<phase-out product=\"kis\">{SENTENCE}</phase-out>")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("told.length > 0").await;
        let seen = "const { evaluate, products } = await import(cdn + '/phaseout.js');
            const text = `{\"x\":\"${'x'.repeat(17_000_000)}\"}`;
            const failed = (promise) => promise.then(() => 'no error', ({ problems }) => problems[0].message);
            const all = [];
            for (const catalogue of [text, JSON.parse(text), `{${'ä'.repeat(131072)}}`])
              all.push(await failed(evaluate({ product: 'kis', catalogue })), await failed(products({ catalogue })));
            told.length = 0;
            card().catalogue = JSON.parse(text);
            while (!told.length) await new Promise((done) => setTimeout(done));
            all.push(told[0][1][0].message);
            card().catalogue = null;
            while (card().status?.product.id !== 'kaspersky-internet-security') await new Promise((done) => setTimeout(done));
            return all";
        let over = |bytes: u32| format!("{bytes} bytes are more than 262144");
        let [huge, small] = [over(17_000_008), over(262_146)];
        assert_eq!(page.eval(seen).await, json!([huge, huge, huge, huge, small, small, huge]));
        assert!(!page.cdn.requests().contains(&"/phaseout.fallback.js".to_owned()), "the core lives on");
    });
}

#[test]
fn words_over_256_kib_are_not_read() {
    case(&format!("<phase-out product=\"kis\" now=\"2024-10-01\">{SENTENCE}</phase-out>"))
        .head(LISTENER)
        .head(SCRIPT)
        .cdn("/locale/en.json", Answer::text("application/json", "x".repeat(17_000_000)))
        .run(async |page| {
            page.until("told.length > 0").await;
            let seen = "return told.map(([, problems]) => problems.map(({ message }) => message.split(': ')[1]))";
            assert_eq!(page.eval(seen).await, json!([["it has more than 262144 bytes"]]));
        });
}

#[test]
fn an_address_that_is_not_https_is_not_fetched() {
    for address in ["http://news.example/own.json", "javascript:alert(1)", "data:application/json,{}", "//"] {
        let problem = format!("catalogue: `{address}` is neither https nor of the page's own origin");
        check(&format!("product=\"kis\" catalogue=\"{address}\""), &[&problem]);
        let old = "<script>delete URL.canParse</script>";
        check_on(old, &format!("product=\"kis\" catalogue=\"{address}\""), &[&problem]);
    }
}

#[test]
fn an_unknown_word_means_the_default_and_is_no_problem() {
    let attributes = "product=\"kis\" lang=\"xx\" theme=\"pink\" precision=\"weeks\" engine=\"rust\"";
    case(&format!("<phase-out {attributes}>{SENTENCE}</phase-out>")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("told.length > 0").await;
        let seen = page.eval("return [part('short'), told.map(([type]) => type)]").await;
        assert_eq!(seen, json!(["Updates ended · Switch now", ["phase-out-ready"]]));
    });
}

#[test]
fn where_attributes_contradict_each_other_static_is_static() {
    let attributes = "product=\"kis\" engine=\"static\" chooser now=\"2024-08-01\" precision=\"seconds\"";
    case(&format!("<phase-out {attributes}>{SENTENCE}</phase-out>")).head(LISTENER).head(SCRIPT).run(async |page| {
        let seen = "await customElements.whenDefined('phase-out');
            await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
            return [card().shadowRoot, card().innerText, told]";
        assert_eq!(page.eval(seen).await, json!([null, SENTENCE, []]));
        assert_eq!(page.cdn.requests(), ["/phaseout.js"]);
    });
}

#[test]
fn long_names_other_scripts_and_unknown_languages_are_read_whole() {
    let name = format!("Acme{}", "x".repeat(116));
    let catalogue = SMALL.replace("Acme Anvil", &name).replace(
        "\"title\": {\"en\": \"US ban on Acme software\"",
        "\"title\": {\"en\": \"איסור על Acme 2024 (1 FR 1)\"",
    );
    let body = "<div style=\"inline-size: 256px\"><phase-out catalogue=\"/own.json\" lang=\"xx-Nowhere\" product=\"acme-anvil\"></phase-out></div>";
    case(body)
        .host("/own.json", Answer::text("application/json", catalogue))
        .head(crate::article::LISTENER)
        .head(crate::article::SCRIPT)
        .run(async |page| {
            page.until("ready()").await;
            let seen = "const section = card().shadowRoot.querySelector('section'), room = section.getBoundingClientRect();
                const cut = [...section.querySelectorAll('[part=product], [part=title], [part=sentence]')].filter((it) => {
                    const { left, right } = it.getBoundingClientRect();
                    return left < room.left || right > room.right || it.scrollWidth > it.clientWidth;
                });
                const style = getComputedStyle(section.querySelector('[part=title]'));
                return [section.lang, section.dir, part('product').length, part('title'), cut.length, section.scrollWidth <= section.clientWidth,
                    style.unicodeBidi]";
            let title = "איסור על Acme 2024 (1 FR 1)";
            assert_eq!(page.eval(seen).await, json!(["en", "ltr", 120, title, 0, true, "plaintext"]));
        });
}
