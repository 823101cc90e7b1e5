//! The pages that newsrooms choose topics by: the search finds, the card on a topic's page is live, nothing is a barrier,
//! and all of it is there where no script is.

use std::{env, fs};

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::browser::{Engine, engine};
use crate::builder::violations;
use crate::case::case;
use crate::page::Page;
use crate::site::Answer;

/// What is shown of the list, by the paths of the topics' pages, and what is said of it.
const SHOWN: &str =
    "[...document.querySelectorAll('#topics > li')].filter((item) => item.checkVisibility?.() ?? !item.hidden)
    .map((item) => item.querySelector('h2 a').getAttribute('href').split('/')[1])";

/// Empties the field, as a person does.
const EMPTY: &str = "const field = document.getElementById('query');
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }))";

/// Opens a page of the published folder.
async fn open(page: &Page, path: &str) {
    page.client.goto(&format!("{}/{path}", page.cdn.origin)).await.expect("the page opens");
}

async fn shown(page: &Page) -> Vec<String> {
    serde_json::from_value(page.eval(&format!("return {SHOWN}")).await).expect("names")
}

#[test]
fn a_topic_is_found_by_its_title_its_products_and_their_makers() {
    case("").run(async |page| {
        open(page, "topics.html").await;
        page.until("!document.getElementById('search').hidden").await;
        let all = shown(page).await;
        assert!(all.len() >= 2, "{all:?}");
        let field = page.client.find(Locator::Css("#query")).await.expect("a field");
        for (query, expected) in [
            ("KIS", Some("kaspersky-us")),
            ("win10 ESU", Some("windows-10")),
            // In another order, with a mark that is not in the name, and in another script.
            ("10 wíndows support", Some("windows-10")),
            ("Майкрософт windows", Some("windows-10")),
            ("no such thing anywhere", None),
        ] {
            page.eval(EMPTY).await;
            field.send_keys(query).await.expect("it takes keys");
            let found = shown(page).await;
            let said = page.eval("return document.getElementById('found').textContent").await;
            match expected {
                Some(topic) => {
                    assert!(found.iter().any(|it| it == topic) && found.len() < all.len(), "{query}: {found:?}");
                }
                None => assert_eq!((found.len(), said.as_str()), (0, Some("No topics")), "{query}"),
            }
            if let [_] = found[..] {
                assert_eq!(said, json!("1 topic"), "{query}");
            }
        }
        page.eval(EMPTY).await;
        assert_eq!(shown(page).await, all);
        assert_eq!(page.eval("return document.getElementById('found').textContent").await, json!(""));
        assert_eq!(violations(page).await, json!([]));
        page.goto("/").await;
    });
}

#[test]
fn each_topic_has_a_page_with_a_live_card_under_its_own_policy() {
    case("").run(async |page| {
        open(page, "topics.html").await;
        for topic in shown(page).await {
            open(page, &format!("t/{topic}/index.html")).await;
            page.until("document.querySelector('phase-out').shadowRoot?.querySelector('select option[value]')").await;
            let title = "return [document.querySelector('phase-out').shadowRoot.querySelector('h2').textContent,
                document.querySelector('h1').textContent]";
            let titles = page.eval(title).await;
            assert_eq!(titles[0], titles[1], "{topic}");
            assert_eq!(violations(page).await, json!([]), "{topic}");
        }
        page.goto("/").await;
    });
}

#[test]
fn without_a_script_the_list_is_whole_and_the_sentence_stands() {
    let missing = case("").cdn("/topics.js", Answer::Missing).cdn("/phaseout.js", Answer::Missing);
    missing.run(async |page| {
        open(page, "topics.html").await;
        let seen =
            "return [document.getElementById('search').hidden, document.querySelectorAll('#topics > li').length]";
        assert_eq!(page.eval(seen).await, json!([true, shown(page).await.len()]));
        open(page, "t/kaspersky-us/index.html").await;
        let sentence = page.eval("return document.querySelector('phase-out').innerText").await;
        assert!(sentence.as_str().is_some_and(|it| it.contains("September 29, 2024")), "{sentence}");
        page.goto("/").await;
    });
}

#[test]
fn no_page_about_topics_has_a_barrier_or_is_wider_than_a_phone() {
    let path = env::var("PHASEOUT_AXE").expect("`cargo xtask test --pages` says where axe-core is");
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    // axe-core writes styles of its own, so no policy is watched.
    case("").run(async |page| {
        for path in ["topics.html", "facts.html", "t/windows-10/index.html"] {
            for scheme in ["light", "dark"] {
                if engine() == Engine::Chromium {
                    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                    page.devtools("Emulation.setEmulatedMedia", media).await;
                }
                open(page, path).await;
                page.until("!document.querySelector('phase-out') || document.querySelector('phase-out').shadowRoot?.querySelector('select')")
                    .await;
                page.client.execute(&axe, Vec::new()).await.expect("axe-core loads");
                let found = "for (const folded of document.querySelectorAll('details')) folded.open = true;
                    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
                    const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
                    const listed = violations.flatMap(({ id, nodes }) =>
                        nodes.map(({ target, any }) => `${id}: ${target.flat()} ${any.map(({ message }) => message).join('; ')}`));
                    return [passes.length > 15, listed]";
                assert_eq!(page.eval(found).await, json!([true, []]), "{path}, {scheme}");
                let wide = "document.body.style.inlineSize = '320px';
                    const { right } = document.body.getBoundingClientRect();
                    return [...document.body.querySelectorAll(':not(.said)')]
                        .filter((element) => element.getBoundingClientRect().right > right + 1)
                        .map((element) => `${element.localName}: ${element.textContent.slice(0, 60)}`)";
                assert_eq!(page.eval(wide).await, Value::Array(Vec::new()), "{path}");
            }
        }
        if engine() == Engine::Chromium {
            page.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
        }
        page.goto("/").await;
    });
}
