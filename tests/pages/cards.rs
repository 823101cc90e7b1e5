//! A card's file as anybody could write it: a player plays it or refuses it, and nothing in it runs or hangs the page.

use serde_json::{Value, json};

use crate::article::{LISTENER, SCRIPT, SENTENCE, premium};
use crate::case::{Case, KASPERSKY, case};
use crate::compiled::Compiled;
use crate::desk::CLOCK;
use crate::site::Answer;

const FILE: &str = "/cards/en/kaspersky-premium.json";

/// A card as it is published.
fn published(name: &str) -> String {
    Compiled::new("", KASPERSKY).card(name).expect("a card")
}

fn parsed(name: &str) -> Value {
    serde_json::from_str(&published(name)).expect("JSON")
}

/// A page that names a folder of cards of its own, with this file in it.
fn given(file: impl Into<String>, engine: &str) -> Case {
    case(&premium(&format!("catalogue=\"/cards/\" engine=\"{engine}\"")))
        .head(LISTENER)
        .head(CLOCK)
        .head(SCRIPT)
        .host(FILE, Answer::text("application/json", file))
}

/// The sentence stays, and one event says of this file what is wrong.
fn refused(file: &str, problem: &str) {
    for engine in ["wasm", "js"] {
        given(file, engine).run(async |page| {
            page.until("failed()").await;
            let seen = "await new Promise(requestAnimationFrame);
                return [card().innerText, card().shadowRoot, window.ran ?? null, longest < 2000 || longest,
                    told.map(([type, { problems }]) => [type, ...problems.map(({ place, message }) => `${place}: ${message}`)])]";
            let said = format!("card: {}{FILE} {problem}", page.host.origin);
            let expected = json!([SENTENCE, null, null, true, [["phase-out-error", said]]]);
            assert_eq!(page.eval(seen).await, expected, "{engine}: {file:.300}");
            // The core has not been harmed: it plays the next card.
            page.eval("card().removeAttribute('catalogue')").await;
            page.until("short() === 'Updates ended'").await;
            assert_eq!(page.eval("return told.length").await, json!(2));
        });
    }
}

const UNPLAYABLE: &str = "is no card that this player can play; `phaseout check` says why";

#[test]
fn what_is_no_card_is_refused() {
    let whole = published("en/kaspersky-premium");
    for file in ["", "null", "[]", "{}", "<!doctype html><script>window.ran = true</script>", &whole[..whole.len() / 2]]
    {
        refused(file, UNPLAYABLE);
    }
}

#[test]
fn a_card_with_anything_that_could_run_is_refused() {
    for node in [
        json!(["script", {}, "window.ran = true"]),
        json!(["img", { "src": "x", "onerror": "window.ran = true" }]),
        json!(["p", { "onclick": "window.ran = true" }, "Click"]),
        json!(["p", { "style": "position:fixed;inset:0" }]),
        json!(["style", {}, "* { display: none }"]),
        json!(["iframe", { "srcdoc": "<script>parent.ran = true</script>" }]),
        json!(["constructor", {}]),
        json!({ "html": "<script>window.ran = true</script>" }),
    ] {
        let mut card = parsed("en/kaspersky-premium");
        let shown = card.pointer_mut("/facts/0/stages/0/card").and_then(Value::as_array_mut).expect("nodes");
        shown.push(node);
        refused(&card.to_string(), UNPLAYABLE);
    }
}

#[test]
fn a_card_that_is_too_much_is_refused_and_hangs_nothing() {
    let put = |place: &str, value: Value| {
        let mut card = parsed("en/kaspersky-premium");
        *card.pointer_mut(place).expect("a place") = value;
        card.to_string()
    };
    let shown = "/facts/0/stages/0/card";
    let deep = |count: usize| format!("{}{}", "[\"p\",{},".repeat(count), "\"x\"") + &"]".repeat(count);
    let deep = put(shown, json!(["deep"])).replace("\"deep\"", &deep(3_000));
    refused(&deep, UNPLAYABLE);
    refused(&"[".repeat(200_000), UNPLAYABLE);
    refused(&put(shown, vec![json!(["p", {}]); 5_000].into()), UNPLAYABLE);
    // Each entry is the one before ten times over.
    let mut nodes = vec![json!(["p", {}, "word ".repeat(100)])];
    nodes.extend((0..30).map(|entry| {
        let mut node = vec![json!("p"), json!({})];
        node.extend(vec![json!(entry); 10]);
        Value::from(node)
    }));
    refused(&put("/nodes", nodes.into()), UNPLAYABLE);
    for file in ["x".repeat(17_000_000), " ".repeat(2_097_152) + &published("en/kaspersky-premium")] {
        refused(&file, "cannot be fetched: it has more than 2097152 bytes");
    }
}

#[test]
fn a_card_of_a_megabyte_is_one() {
    // Of a ban that is ahead, all of its products in one language take half of that.
    let card = published("en/kaspersky-premium") + &" ".repeat(1_000_000);
    for engine in ["wasm", "js"] {
        given(&*card, engine).run(async |page| {
            page.until("ready()").await;
            assert_eq!(page.eval("return [short(), failed()]").await, json!(["Updates ended", false]));
        });
    }
}

#[test]
fn a_card_of_something_else_is_refused() {
    let of = |field: &str, value: Value| {
        let mut card = parsed("en/kaspersky-premium");
        card[field] = value;
        card.to_string()
    };
    refused(&of("format", json!(2)), UNPLAYABLE);
    refused(&of("format", json!("1")), UNPLAYABLE);
    refused(&published("de/kaspersky-premium"), "is of another topic or language");
    refused(&published("en/kaspersky-plus"), "has another product");
}

#[test]
fn a_published_file_is_of_the_topic_that_was_asked_for() {
    let other = published("en/kaspersky-premium").replace("\"topic\":\"kaspersky-us\"", "\"topic\":\"kaspersky-uk\"");
    let page = case(&premium("")).head(LISTENER).head(SCRIPT);
    page.cdn("/cards/1/kaspersky-us/en/kaspersky-premium.json", Answer::text("application/json", other)).run(
        async |page| {
            page.until("failed()").await;
            let seen = "return [card().innerText, told.length, told[0][1].problems[0].message.split('.json ')[1]]";
            assert_eq!(page.eval(seen).await, json!([SENTENCE, 1, "is of another topic or language"]));
        },
    );
}

#[test]
fn an_address_that_is_not_https_is_only_its_words() {
    for (address, is_link) in [
        ("https://", true),
        ("javascript:alert(1)//", false),
        ("JaVaScRiPt:alert(1)//", false),
        ("http://", false),
        ("https://user@", false),
        ("data:text/html,<script>", false),
        ("//", false),
        (" https://", false),
    ] {
        let card = published("en/kaspersky-premium").replace("\"https://", &format!("\"{address}"));
        for engine in ["wasm", "js"] {
            given(&*card, engine).run(async |page| {
                page.until("ready()").await;
                let seen = "const links = [...card().shadowRoot.querySelectorAll('a:not([download])')];
                    return [short(), links.length > 3, links.every((it) => it.textContent.length > 3), failed(),
                        new Set(links.map((it) => it.hasAttribute('href'))).size, links[0].hasAttribute('href'),
                        card().status.sources.every(({ url }) => url.startsWith('https://')),
                        card().status.sources.every(({ url }) => url === '')]";
                let expected = json!(["Updates ended", true, true, false, 1, is_link, is_link, !is_link]);
                assert_eq!(page.eval(seen).await, expected, "{address}");
            });
        }
    }
}

#[test]
fn links_of_a_forged_card_have_no_way_back_to_the_page() {
    let card = published("en/kaspersky-premium").replace(",\"rel\":\"noopener noreferrer\"", ",\"rel\":\"opener\"");
    assert!(card.contains("\"rel\":\"opener\""));
    given(card.clone(), "wasm").run(async |page| {
        page.until("ready()").await;
        let seen =
            "return [...card().shadowRoot.querySelectorAll('a[href]')].every((it) => it.rel === 'noopener noreferrer')";
        assert_eq!(page.eval(seen).await, json!(true));
    });
    given(card.replace("\"_blank\"", "\"_top\""), "wasm").run(async |page| {
        page.until("ready()").await;
        assert_eq!(page.eval("return card().shadowRoot.querySelectorAll('[target]').length").await, json!(0));
    });
}

#[test]
fn a_card_with_more_than_this_player_knows_is_played() {
    let mut card = parsed("en/kaspersky-premium");
    for place in ["", "/facts/0", "/facts/0/stages/0", "/facts/0/dates/0", "/products/0", "/milestones/0", "/sources/0"]
    {
        let object = card.pointer_mut(place).and_then(Value::as_object_mut).expect("an object");
        object
            .insert("later".to_owned(), json!({ "constructor": [1, null], "__proto__": "x", "href": "javascript:0" }));
    }
    for engine in ["wasm", "js"] {
        given(format!("\u{feff}{card}"), engine).run(async |page| {
            page.until("ready()").await;
            let seen = "return [short(), failed(), card().status.product.later.constructor, ({}).later ?? null]";
            assert_eq!(page.eval(seen).await, json!(["Updates ended", false, [1, null], null]));
        });
    }
}

#[test]
fn words_beside_a_card_are_own_properties_whatever_its_language_is_called() {
    let card = published("en").replace("\"lang\":\"en\"", "\"lang\":\"valueOf\"");
    let page = case(&premium("share chooser")).head(LISTENER).head(SCRIPT);
    page.cdn("/cards/1/kaspersky-us/en.json", Answer::text("application/json", card)).run(async |page| {
        page.until("ready() && card().shadowRoot.querySelector('[part~=share] button')?.textContent").await;
        assert_eq!(page.eval("return card().shadowRoot.querySelector('section').lang").await, json!("valueOf"));
    });
}
