//! What nobody compiled before it was published the desk compiles, in a module that a page without it never loads.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT, SENTENCE, SMALL};
use crate::case::{Case, case};
use crate::page::Page;
use crate::site::Answer;

const GLUE: &str = "/phaseout.desk.js";
const WASM: &str = "/phaseout.desk.wasm";
const FALLBACK: &str = "/phaseout.desk.fallback.js";

fn article(attributes: &str) -> Case {
    case(&format!("<phase-out {attributes}>{SENTENCE}</phase-out>"))
        .head(LISTENER)
        .head(SCRIPT)
        .host("/small.json", Answer::text("application/json", SMALL))
        .host_compiled("", SMALL)
}

/// The card is live and says this, and these files of the desk were asked for.
async fn live(page: &Page, said: &str, asked: &[&str]) {
    page.until("ready()").await;
    let text = page.eval("return card().shadowRoot.textContent").await;
    assert!(text.as_str().expect("a text").contains(said), "{text} does not say {said}");
    let mut paths = page.cdn.requests();
    paths.retain(|path| path.starts_with("/phaseout.desk."));
    paths.dedup();
    assert_eq!(paths, asked);
}

#[test]
fn what_is_published_needs_no_desk() {
    for (attributes, card) in [
        ("product=\"kaspersky-premium\"", "kaspersky-us/en/kaspersky-premium"),
        ("product=\"kaspersky-premium\" engine=\"js\"", "kaspersky-us/en/kaspersky-premium"),
        ("product=\"kaspersky-premium\" lang=\"pt-BR\"", "kaspersky-us/pt/kaspersky-premium"),
        ("product=\"kaspersky-premium\" lang=\"xx\"", "kaspersky-us/en/kaspersky-premium"),
        ("product=\"?\"", "kaspersky-us/en/_unknown"),
        ("product=\"kaspersky-premium\" chooser", "kaspersky-us/en"),
        ("product=\"kaspersky-premium\" share", "kaspersky-us/en/kaspersky-premium"),
        ("", "kaspersky-us/en"),
        ("product=\"?\" chooser", "kaspersky-us/en"),
    ] {
        article(attributes).run(async |page| {
            live(page, "Kaspersky", &[]).await;
            let mut asked = page.cdn.requests();
            asked.retain(|path| !["/phaseout.fallback.js", "/phaseout-share.js"].contains(&path.as_str()));
            assert_eq!(asked, ["/phaseout.js".to_owned(), format!("/cards/1/{card}.json")], "{attributes}");
        });
    }
}

#[test]
fn cards_of_a_newsroom_need_no_desk() {
    for (attributes, card) in [("product=\"acme-anvil\"", "en/acme-anvil"), ("", "en"), ("lang=\"es\"", "es")] {
        article(&format!("{attributes} catalogue=\"{{host}}/cards/1/acme-us/\"")).run(async |page| {
            live(page, "Acme", &[]).await;
            assert_eq!(page.host.requests(), ["/".to_owned(), format!("/cards/1/acme-us/{card}.json")]);
            assert_eq!(page.cdn.requests(), ["/phaseout.js"]);
        });
    }
}

#[test]
fn a_folder_of_cards_answers_for_no_more_than_it_has() {
    let told = "return told.map(([type, { problems }]) => [type, problems.length, problems[0].place])";
    for (attributes, place) in [
        // Nobody has compiled it, and what is typed is looked up in a topic's text.
        ("product=\"acme-gong\"", "card"),
        ("product=\"acme-gong\" chooser", "product"),
        ("product=\"anvil\"", "card"),
        ("product=\"Acme Anvil\"", "catalogue"),
        ("product=\"acme-anvil\" now=\"2024-08-01\"", "catalogue"),
    ] {
        article(&format!("{attributes} catalogue=\"{{host}}/cards/1/acme-us/\"")).run(async |page| {
            page.until("failed()").await;
            assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
            assert_eq!(page.eval(told).await, json!([["phase-out-error", 1, place]]), "{attributes}");
        });
    }
}

#[test]
fn a_topic_that_nobody_compiled_is_compiled() {
    for more in ["", "chooser", "now=\"2024-08-01\""] {
        let attributes = format!("product=\"acme-anvil\" catalogue=\"{{host}}/small.json\" {more}");
        article(&attributes).run(async |page| live(page, "Acme", &[GLUE, WASM]).await);
        article(&format!("{attributes} engine=\"js\"")).run(async |page| live(page, "Acme", &[GLUE, FALLBACK]).await);
    }
}

#[test]
fn a_moment_is_compiled() {
    article("product=\"kaspersky-premium\" now=\"2024-08-01\"").run(async |page| {
        live(page, "Updates end in 59 days", &[GLUE, WASM]).await;
        let asked = page.cdn.requests();
        assert!(!asked.iter().any(|path| path.starts_with("/cards/")), "{asked:?}");
    });
}

#[test]
fn a_name_that_is_no_id_is_looked_up() {
    article("product=\"KIS\"").run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM]).await;
        assert_eq!(page.eval("return card().status.product.id").await, json!("kaspersky-internet-security"));
        // The name is looked up in what came with the script; what is shown is what holds today.
        let card = "/cards/1/kaspersky-us/en/kaspersky-internet-security.json".to_owned();
        assert_eq!(page.cdn.requests().last(), Some(&card));
    });
    article("product=\"Kaspersky Quantum\"").run(async |page| {
        live(page, "Kaspersky Quantum", &[GLUE, WASM]).await;
        assert_eq!(page.eval("return card().status.product.scope").await, json!("unclear"));
    });
    // In small letters it might have been an id.
    article("product=\"kis\"").run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM]).await;
        assert_eq!(page.eval("return told.map(([type]) => type)").await, json!(["phase-out-ready"]));
    });
}

#[test]
fn a_typed_name_stays_the_readers_to_change() {
    article("product=\"KIS\" chooser").run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM]).await;
        let asked = page.cdn.requests();
        let seen = "const select = card().shadowRoot.querySelector('select'), seen = [select.value];
            select.value = 'kaspersky-plus';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return [...seen, part('sentence').startsWith('Kaspersky Plus')]";
        assert_eq!(page.eval(seen).await, json!(["kaspersky-internet-security", true]));
        assert_eq!(page.cdn.requests(), asked);
    });
}

#[test]
fn a_desk_that_cannot_be_had_as_webassembly_is_had_in_javascript() {
    article("product=\"KIS\"").cdn(WASM, Answer::Missing).run(async |page| {
        live(page, "Kaspersky Internet Security", &[GLUE, WASM, FALLBACK]).await;
        let told = "return told.flatMap(([, { problems = [] }]) => problems.map(({ message }) => message))";
        let told = page.eval(told).await.to_string();
        assert!(told.contains("phaseout.desk.wasm cannot be fetched"), "{told}");
    });
}

#[test]
fn without_the_desk_the_sentence_stays() {
    for attributes in ["product=\"KIS\"", "product=\"acme-anvil\" catalogue=\"{host}/small.json\""] {
        article(attributes).cdn(GLUE, Answer::Missing).run(async |page| {
            page.until("failed()").await;
            assert_eq!(page.eval("return [card().innerText, told.length]").await, json!([SENTENCE, 1]));
        });
    }
}

#[test]
fn the_functions_ask_the_desk_too() {
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

#[test]
fn a_topic_with_an_address_that_is_not_https_is_refused() {
    let text = SMALL.replace("\"url\": \"https:", "\"url\": \"javascript:");
    for engine in ["wasm", "js"] {
        let attributes = format!("product=\"acme-anvil\" catalogue=\"/forged.json\" engine=\"{engine}\"");
        article(&attributes).host("/forged.json", Answer::text("application/json", &*text)).run(async |page| {
            page.until("failed()").await;
            let seen = "const { evaluate } = await import(cdn + '/phaseout.js');
                const asked = evaluate({ product: 'acme-anvil', catalogue: '/forged.json' });
                const refused = await asked.then(() => [], ({ problems }) => problems);
                return [card().innerText, refused.length > 0,
                    [...told[0][1].problems, ...refused].every(({ message }) => message.includes('javascript:'))]";
            assert_eq!(page.eval(seen).await, json!([SENTENCE, true, true]));
        });
    }
}

#[test]
fn a_topic_that_breaks_a_limit_is_refused_and_hangs_nothing() {
    let many = |count| format!("{{\"format\":2,\"products\":[{}{{}}]}}", "{},".repeat(count));
    let texts = [
        (many(86_000), "an array or object has more than 1000 entries"),
        (SMALL.replace("Acme Anvil", &"x".repeat(200_000)), "name has 200000 characters, more than 120"),
        (SMALL.replace("Acme Anvil", "Acme \u{202e}Anvil"), "name has the hidden character U+202E"),
        (SMALL.replace("law.example/", "law.example/\\nEND:VEVENT\\nBEGIN:VEVENT\\n"), "U+000A"),
        ("[".repeat(200_000), "deep"),
    ];
    for engine in ["wasm", "js"] {
        for (text, problem) in &texts {
            let attributes = format!("product=\"acme-anvil\" catalogue=\"/forged.json\" engine=\"{engine}\"");
            let case = article(&attributes).head(CLOCK);
            case.host("/forged.json", Answer::text("application/json", text.clone())).run(async |page| {
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

/// Keeps in `longest` for how many milliseconds the page could do nothing else.
pub(crate) const CLOCK: &str = "<script>var longest = 0, last = performance.now();
    setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now })</script>";
