//! A card that stands in the page plays at once, and what has been published since takes its place.

use serde_json::json;

use crate::article::SENTENCE;
use crate::case::{Case, KASPERSKY};
use crate::compiled::Compiled;
use crate::facts::{corrected, pinned};
use crate::site::Answer;

const CARD: &str = "/cards/1/kaspersky-us/en/kaspersky-premium.json";
const CHOICE: &str = "/cards/1/kaspersky-us/en.json";

/// The card of a file, as it is in a page.
fn card(name: &str) -> String {
    let card = Compiled::new("", KASPERSKY).card(name).expect("a card");
    format!("<script type=\"application/json\" data-phase-out-card>{}</script>", card.replace('<', "\\u003c"))
}

/// An element with its sentence and with that card.
fn article(attributes: &str, inside: &str) -> Case {
    pinned(&format!("<phase-out {attributes}>{SENTENCE}{inside}</phase-out>")).cdn("/go-on", Answer::GoOn)
}

const PREMIUM: &str = "product=\"kaspersky-premium\"";

/// This file, once the page has asked for `/go-on`.
fn held_back(file: String) -> Answer {
    Answer::InTwo("application/json".to_owned(), [String::new(), file])
}

fn current(name: &str) -> String {
    Compiled::new("", &corrected()).card(name).expect("a card")
}

/// How long ago the page began, when the card came live, in milliseconds.
const WATCH: &str = "<script>addEventListener('phase-out-ready', () => { window.live = performance.now() })</script>";

#[test]
fn a_card_in_the_page_does_not_wait_for_the_network_and_the_current_one_takes_its_place() {
    for engine in ["", "engine=\"js\""] {
        let page = article(&format!("{PREMIUM} {engine}"), &card("en/kaspersky-premium"));
        page.cdn(CARD, held_back(current("en/kaspersky-premium"))).run(async |page| {
            page.until("ready()").await;
            let seen = "window.section = card().shadowRoot.querySelector('section');
                return [short(), part('moved') ?? null, card().status.phase]";
            assert_eq!(page.eval(seen).await, json!(["Updates ended", null, "updates-ended"]));
            page.eval("await fetch(cdn + '/go-on')").await;
            page.until("short().startsWith('Updates end in ')").await;
            let seen = "return [part('moved') !== undefined, section === card().shadowRoot.querySelector('section'),
                told.map(([type, { status }]) => [type, status.phase])]";
            let told = json!([["phase-out-ready", "updates-ended"], ["phase-out-change", "sales-ended"]]);
            assert_eq!(page.eval(seen).await, json!([true, true, told]));
            // From then on it is the one in the page that is passed over.
            page.eval("card().precision = 'days'; for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)").await;
            assert_eq!(page.eval("return [told.length, short().startsWith('Updates end in ')]").await, json!([2, true]));
            let asked = page.cdn.requests();
            assert_eq!(asked.iter().filter(|path| path.contains("/cards/")).collect::<Vec<_>>(), [CARD]);
        });
    }
}

#[test]
fn a_current_card_that_says_the_same_changes_nothing() {
    let observer = "<script>addEventListener('phase-out-ready', () => {
        window.mutations = [];
        const everything = { attributes: true, characterData: true, childList: true, subtree: true };
        new MutationObserver((records) => mutations.push(...records)).observe(card().shadowRoot, everything); })</script>";
    let same = Compiled::new("", KASPERSKY).card("en/kaspersky-premium").expect("a card");
    let page = article(PREMIUM, &card("en/kaspersky-premium")).head(observer);
    page.cdn(CARD, held_back(same)).run(async |page| {
        page.until("ready()").await;
        let seen = "await fetch(cdn + '/go-on');
            while (!performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.includes('/cards/')))
                await new Promise((done) => setTimeout(done));
            await new Promise((done) => setTimeout(done, 50));
            return [mutations.length, told.length]";
        assert_eq!(page.eval(seen).await, json!([0, 1]));
    });
}

#[test]
fn facts_that_are_pinned_are_those_in_the_page_and_nothing_is_asked_for() {
    for (attributes, inside) in
        [(PREMIUM, "en/kaspersky-premium"), ("", "en"), ("product=\"kaspersky-premium\" chooser", "en")]
    {
        article(&format!("{attributes} facts=\"pinned\""), &card(inside)).run(async |page| {
            page.until("ready()").await;
            page.eval("await new Promise((done) => setTimeout(done, 100))").await;
            assert_eq!(page.cdn.requests().len(), 1, "{:?}", page.cdn.requests());
            assert_eq!(page.eval("return failed()").await, json!(false));
        });
    }
}

#[test]
fn where_the_current_card_cannot_be_had_the_one_in_the_page_stays_and_one_event_says_so() {
    let inside = Compiled::new("", &corrected()).card("en/kaspersky-premium").expect("a card");
    let inside = format!("<script type=\"application/json\" data-phase-out-card>{inside}</script>");
    let file = current("en/kaspersky-premium");
    for (answer, problem) in [
        (Answer::Reset, "cannot be fetched"),
        (Answer::Hang, "no answer within 3000 ms"),
        (Answer::text("application/json", "x".repeat(17_000_000)), "it has more than 2097152 bytes"),
        (Answer::text("text/html", "<!doctype html>"), "is no card that this player can play"),
        (
            Answer::text("application/json", file.replacen("\"format\":1", "\"format\":2", 1)),
            "is no card that this player can play",
        ),
    ] {
        let page = article(PREMIUM, &inside).head(WATCH).cdn(CARD, answer);
        page.run(async |page| {
            page.until("failed()").await;
            let seen = "return [short(), live < 2500 || live,
                told.map(([type, { problems }]) => [type, problems?.map(({ message }) => message) ?? []])]";
            let seen = page.eval(seen).await;
            // The copy that came with the script is older than the page.
            assert!(seen[0].as_str().is_some_and(|short| short.starts_with("Updates end in ")), "{seen}");
            assert_eq!(seen[1], json!(true), "it waited for nothing");
            let said = &seen[2][1][1];
            assert_eq!((seen[2].as_array().map(Vec::len), said.as_array().map(Vec::len)), (Some(2), Some(1)), "{seen}");
            let said = said[0].as_str().expect("a text");
            assert!(said.contains(&format!("{}{CARD}", page.cdn.origin)) && said.contains(problem), "{said}");
            let mut asked = page.cdn.requests();
            asked.dedup();
            assert_eq!(asked[1..], [CARD], "nothing else is asked for");
        });
    }
}

#[test]
fn a_choice_of_the_reader_outlives_the_card_in_the_page() {
    let page = article("", &card("en")).cdn(CHOICE, held_back(current("en")));
    page.run(async |page| {
        page.until("ready()").await;
        let choose = "const select = card().shadowRoot.querySelector('select');
            select.value = 'kaspersky-plus';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            await fetch(cdn + '/go-on')";
        page.eval(choose).await;
        page.until("short().startsWith('Updates end in ')").await;
        let seen = "return [card().status.product.id, card().shadowRoot.querySelector('select').value,
            told.map(([type, { status }]) => [type, status?.phase ?? null])]";
        let told = json!([
            ["phase-out-ready", null],
            ["phase-out-change", "updates-ended"],
            ["phase-out-change", "sales-ended"]
        ]);
        assert_eq!(page.eval(seen).await, json!(["kaspersky-plus", "kaspersky-plus", told]));
    });
}

#[test]
fn a_card_in_the_page_that_is_not_the_one_asked_for_is_passed_over() {
    let whole = card("en/kaspersky-premium");
    let windows = include_str!("../../www/catalogue/windows-10.json");
    let windows = Compiled::new("", windows).card("en/windows-10").expect("a card");
    for (attributes, inside) in [
        (PREMIUM, card("en/kaspersky-plus")),
        (PREMIUM, card("de/kaspersky-premium")),
        (PREMIUM, whole.replacen("\"format\":1", "\"format\":2", 1)),
        (PREMIUM, whole.replace("[\"h2\",", "[\"script\",")),
        (PREMIUM, "<script type=\"application/json\" data-phase-out-card></script>".to_owned()),
        ("product=\"kaspersky-premium\" catalogue=\"{host}/cards/\"", whole.replace("kaspersky-us", "windows-10")),
        (PREMIUM, format!("<div>{whole}</div>")),
        (PREMIUM, format!("<script type=\"application/json\" data-phase-out-card>{windows}</script>")),
    ] {
        let published = Answer::text("application/json", current("en/kaspersky-premium"));
        let page = article(attributes, &inside).host("/cards/en/kaspersky-premium.json", published.clone());
        page.cdn(CARD, published).run(async |page| {
            page.until("ready()").await;
            let seen = "return [part('product'), short().startsWith('Updates end in '), told.map(([type]) => type)]";
            assert_eq!(page.eval(seen).await, json!(["Kaspersky Premium", true, ["phase-out-ready"]]), "{inside:.200}");
        });
    }
    // Without a choice in it, readers cannot choose.
    article("product=\"kaspersky-premium\" chooser", &whole).compiled("", &corrected()).run(async |page| {
        page.until("ready()").await;
        assert_eq!(
            page.eval("return card().shadowRoot.querySelector('select').value").await,
            json!("kaspersky-premium")
        );
    });
}

#[test]
fn links_of_a_card_in_the_page_are_https_or_only_words() {
    let inside = card("en/kaspersky-premium").replace("\"https://", "\"javascript:alert(1)//");
    article(&format!("{PREMIUM} facts=\"pinned\""), &inside).run(async |page| {
        page.until("ready()").await;
        let seen = "return [card().shadowRoot.querySelectorAll('a').length > 3, card().shadowRoot.querySelectorAll('a[href]').length]";
        assert_eq!(page.eval(seen).await, json!([true, 0]));
    });
}

#[test]
fn a_card_in_the_page_is_no_sentence() {
    // Without a core what readers see is the sentence, and never the file.
    let page = article(&format!("{PREMIUM} engine=\"static\""), &card("en/kaspersky-premium"));
    page.run(async |page| {
        page.until("customElements.get('phase-out')").await;
        assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
    });
    let clock = "<script>Date.now = () => { throw new Error('broken clock') }</script>";
    for sentence in ["", SENTENCE] {
        let body =
            format!("<phase-out {PREMIUM} facts=\"pinned\">{sentence}{}</phase-out>", card("en/kaspersky-premium"));
        pinned(&body).head(clock).run(async |page| {
            page.until("failed()").await;
            let seen = "await new Promise(requestAnimationFrame); return [card().innerText, told.length]";
            assert_eq!(page.eval(seen).await, json!([sentence, 1]));
        });
    }
}
