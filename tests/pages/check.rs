//! What did not come sealed is checked in the page, by a module that a page without it never loads.

use phaseout::{Catalogue, Locale};
use serde_json::json;

use crate::article::{LISTENER, SCRIPT, SENTENCE, SMALL};
use crate::case::{Case, case};
use crate::forge;
use crate::page::Page;
use crate::site::Answer;

const GLUE: &str = "/phaseout.check.js";
const WASM: &str = "/phaseout.check.wasm";
const FALLBACK: &str = "/phaseout.check.fallback.js";

fn article(attributes: &str) -> Case {
    let json = |text: &str| Answer::text("application/json", text.to_owned());
    case(&format!("<phase-out {attributes}>{SENTENCE}</phase-out>"))
        .head(LISTENER)
        .head(SCRIPT)
        .host("/small.json", json(SMALL))
        .host("/sealed.json", json(&Catalogue::seal(SMALL).expect("valid")))
        .host("/changed.json", json(&Catalogue::seal(SMALL).expect("valid").replace("Acme", "Ajax")))
}

/// The card is live and says this, and these files of ours were asked for to check something.
async fn live(page: &Page, said: &str, asked: &[&str]) {
    page.until("ready()").await;
    let text = page.eval("return card().shadowRoot.textContent").await;
    assert!(text.as_str().expect("a text").contains(said), "{text} does not say {said}");
    let mut paths = page.cdn.requests();
    paths.retain(|path| path.starts_with("/phaseout.check."));
    paths.dedup();
    assert_eq!(paths, asked);
}

#[test]
fn what_is_published_needs_no_check() {
    for attributes in ["product=\"kaspersky-premium\"", "product=\"kaspersky-premium\" engine=\"js\"", ""] {
        article(attributes).run(async |page| live(page, "Kaspersky", &[]).await);
    }
}

#[test]
fn a_sealed_catalogue_of_a_newsroom_needs_no_check() {
    article("product=\"acme-anvil\" catalogue=\"{host}/sealed.json\"").run(async |page| live(page, "Acme", &[]).await);
}

#[test]
fn a_catalogue_without_a_seal_that_fits_is_checked() {
    for (file, name) in [("small", "Acme"), ("changed", "Ajax")] {
        let attributes = format!("product=\"acme-anvil\" catalogue=\"{{host}}/{file}.json\"");
        article(&attributes).run(async |page| live(page, name, &[GLUE, WASM]).await);
        article(&format!("{attributes} engine=\"js\"")).run(async |page| live(page, name, &[GLUE, FALLBACK]).await);
    }
}

#[test]
fn a_name_that_is_no_id_is_looked_up() {
    article("product=\"KIS\"").run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM]).await;
        assert_eq!(page.eval("return card().status.product.id").await, json!("kaspersky-internet-security"));
    });
    article("product=\"Kaspersky Quantum\"").run(async |page| {
        live(page, "Kaspersky Quantum", &[GLUE, WASM]).await;
        assert_eq!(page.eval("return card().status.product.scope").await, json!("unclear"));
    });
}

#[test]
fn checks_that_cannot_be_had_as_webassembly_are_made_in_javascript() {
    article("product=\"KIS\"").cdn(WASM, Answer::Missing).run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM, FALLBACK]).await;
        let told = "return told.flatMap(([, { problems = [] }]) => problems.map(({ message }) => message))";
        let told = page.eval(told).await.to_string();
        assert!(told.contains("phaseout.check.wasm cannot be fetched"), "{told}");
    });
}

#[test]
fn without_the_checks_the_sentence_stays() {
    for attributes in ["product=\"KIS\"", "product=\"acme-anvil\" catalogue=\"{host}/small.json\""] {
        article(attributes).cdn(GLUE, Answer::Missing).run(async |page| {
            page.until("failed()").await;
            assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
        });
    }
}

#[test]
fn the_functions_check_too() {
    article("engine=\"static\"").run(async |page| {
        let asked = "const { evaluate } = await import(cdn + '/phaseout.js');
            const catalogue = await (await fetch('/small.json')).text();
            const { product } = await evaluate({ product: 'acme anvill', catalogue, now: '2030-01-01' });
            return product.id";
        assert_eq!(page.eval(asked).await, json!("acme-anvil"));
        let refused = "const { evaluate } = await import(cdn + '/phaseout.js');
            return evaluate({ product: 'Norton 360', now: '2024-02-30' })
              .then(() => [], ({ problems }) => problems.map(({ place }) => place))";
        assert_eq!(page.eval(refused).await, json!(["now", "product"]));
    });
}

/// A text with a seal of its own making, from what the small topic's gives away.
fn forged(text: &str) -> String {
    forge::forged(text, forge::start(&Catalogue::seal(SMALL).expect("valid")))
}

#[test]
fn an_address_that_is_not_https_is_refused_whatever_its_seal() {
    let sealed = Catalogue::seal(SMALL).expect("valid").replace("\"url\":\"https:", "\"url\":\"javascript:");
    for engine in ["wasm", "js"] {
        let attributes = format!("product=\"acme-anvil\" catalogue=\"/forged.json\" engine=\"{engine}\"");
        article(&attributes).host("/forged.json", Answer::text("application/json", forged(&sealed))).run(async |page| {
            page.until("failed()").await;
            let seen = "const { evaluate } = await import(cdn + '/phaseout.js');
                const asked = evaluate({ product: 'acme-anvil', catalogue: '/forged.json' });
                const refused = await asked.then(() => [], ({ problems }) => problems);
                return [card().innerText, [...told[0][1].problems, ...refused].every(({ message }) => message.includes('javascript:'))]";
            assert_eq!(page.eval(seen).await, json!([SENTENCE, true]));
        });
    }
}

#[test]
fn a_forged_text_that_breaks_a_limit_is_checked_and_hangs_nothing() {
    let sealed = Catalogue::seal(SMALL).expect("valid");
    assert!(Catalogue::open(&forged(&sealed.replace("Acme", "Ajax"))).is_some(), "this is how one forges");
    let many = |count| format!("{{\"seal\":\"00000000\",\"format\":2,\"products\":[{}{{}}]}}", "{},".repeat(count));
    let texts = [
        (many(86_000), "an array or object has more than 1000 entries"),
        (sealed.replace("Acme Anvil", &"x".repeat(200_000)), "name has 200000 characters, more than 120"),
        (sealed.replace("Acme Anvil", "Acme \u{202e}Anvil"), "name has the hidden character U+202E"),
        (
            sealed.replace("law.example/", "law.example/\\nEND:VEVENT\\nBEGIN:VEVENT\\n"),
            "url has the hidden character U+000A",
        ),
        (
            sealed.replace("law.example/", "law.example/\nEND:VEVENT\nBEGIN:VEVENT\n"),
            "an escape for a control character",
        ),
    ];
    for engine in ["wasm", "js"] {
        for (text, problem) in &texts {
            let attributes = format!("product=\"acme-anvil\" catalogue=\"/forged.json\" engine=\"{engine}\"");
            let clock = "<script>var longest = 0, last = performance.now();
                setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now })</script>";
            let case = article(&attributes).head(clock);
            case.host("/forged.json", Answer::text("application/json", forged(text))).run(async |page| {
                page.until("failed()").await;
                let seen = "return [card().innerText, JSON.stringify(told[0][1].problems), longest]";
                let seen = page.eval(seen).await;
                assert_eq!(seen[0], json!(SENTENCE));
                assert!(
                    seen[1].as_str().is_some_and(|told| told.contains(problem)),
                    "{problem}: {:.600}",
                    seen[1].to_string()
                );
                assert!(seen[2].as_f64().is_some_and(|longest| longest < 2_000.0), "{problem}: {} ms", seen[2]);
            });
        }
    }
}

#[test]
fn words_beside_a_card_are_own_properties_whatever_its_language_is_called() {
    let named = include_str!("../../www/locale/en.json").replace("\"language\": \"en\"", "\"language\": \"valueOf\"");
    let sealed = Locale::seal(&named).expect("valid");
    let case = article("share chooser product=\"kaspersky-plus\"");
    case.cdn("/locale/en.json", Answer::text("application/json", sealed)).run(async |page| {
        page.until("ready() && card().shadowRoot.querySelector('[part~=share] button')?.textContent").await;
        assert_eq!(page.eval("return card().shadowRoot.querySelector('section').lang").await, json!("valueOf"));
    });
}
