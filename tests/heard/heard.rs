//! What a real screen reader says of a card: Orca, with Firefox and with Chromium.
//!
//! `cargo xtask test --part heard` starts a session in which Orca listens. A test is a page and what a reader does there;
//! the transcript is a file beside this one, for a person to read. `UPDATE_EXPECT=1` writes it anew.
#![cfg(not(target_arch = "wasm32"))]

use std::env;
use std::path::PathBuf;

use expect_test::expect_file;
use fantoccini::Locator;

use crate::article::{CLOCK, LISTENER, SCRIPT};
use crate::browser::{Engine, engine};
use crate::case::{Case, case};
use crate::page::Page;
use crate::reader::Reader;

#[expect(dead_code, reason = "the page tests use all of it")]
#[path = "../pages/article.rs"]
mod article;
#[path = "../pages/browser.rs"]
mod browser;
#[expect(dead_code, reason = "the page tests use all of it")]
#[path = "../pages/case.rs"]
mod case;
#[path = "../pages/compiled.rs"]
mod compiled;
#[expect(dead_code, reason = "the page tests use all of it")]
#[path = "../pages/page.rs"]
mod page;
mod reader;
#[expect(dead_code, reason = "the page tests use all of it")]
#[path = "../pages/site.rs"]
mod site;

/// A card between two paragraphs, as wide and as small as lets each of its paragraphs be one line: where lines break
/// is a matter of fonts.
fn article(card: &str) -> Case {
    case(&format!(
        "<h1>An article</h1><button>Here</button>{card}<p>After the card.</p><p id=\"bell\" role=\"status\"></p>"
    ))
    .head("<style>body { inline-size: 700px; --phase-out-font-size: 6px; font: 6px sans-serif }</style>")
    .head(LISTENER)
    .head(SCRIPT)
}

/// The reader comes to the page, and is at its beginning.
async fn come(page: &Page) -> Reader {
    page.until("told.length > 0").await;
    assert_eq!(page.eval("return told[0][0] === 'phase-out-ready' || told[0][1]").await, true);
    reader::focus(match engine() {
        Engine::Chromium => "chromium",
        Engine::Firefox | Engine::Webkit => "firefox",
    });
    let reader = Reader::new();
    let before = page.client.find(Locator::Css("button")).await.expect("the page has a button");
    before.click().await.expect("it can be clicked");
    ring(page, &reader, "").await;
    reader.command("ctrl+Home");
    ring(page, &reader, "").await;
    reader.forget();
    reader
}

/// The page when its clock says this; it was checked before.
fn at_moment(page: Case, at: &str) -> Case {
    page.checked_early().head(CLOCK).head(&format!("<script>time = Date.parse('{at}')</script>"))
}

/// A card that is read from the line before it to the line behind, folded and unfolded.
fn card(name: &str, product: &str, at: &str) {
    let card = format!("<phase-out product=\"{product}\">A sentence.</phase-out>");
    at_moment(article(&card), at).run(async |page| {
        let reader = come(page).await;
        reader.read_on("Down", "collapsed");
        reader.key("shift+Tab", "Here");
        unfold(&reader);
        reader.read_on("Down", "After the card.");
        compare(name, &reader);
    });
}

/// The reader goes to the fold by the keyboard, unfolds it, and goes back to the beginning of the page.
fn unfold(reader: &Reader) {
    reader.note("Unfolded by the keyboard");
    reader.key("Tab", "collapsed");
    reader.key("Return", "expanded");
    // Pressing Return there is a use of the page's own controls, and Orca leaves the arrows to it.
    reader.key("Insert+a", "Browse mode");
    reader.command("ctrl+Home");
}

/// Has the page say something of its own, behind which nothing of the card's can still be to come.
async fn ring(page: &Page, reader: &Reader, done: &str) {
    let bell = page.eval("return (bell.textContent = bell.textContent === 'Ding.' ? 'Dong.' : 'Ding.')").await;
    reader.hear(done, bell.as_str().expect("a bell says something"));
}

fn dist() -> PathBuf {
    env::var_os("PHASEOUT_DIST").expect("PHASEOUT_DIST is not set").into()
}

fn compare(name: &str, reader: &Reader) {
    let engine = match engine() {
        Engine::Firefox => "firefox",
        Engine::Chromium | Engine::Webkit => "chromium",
    };
    expect_file![format!("{engine}/{name}.txt")].assert_eq(&reader.transcript());
}

#[test]
fn new_sales_end_soon() {
    card("announced", "kaspersky-premium", "2024-06-24T12:00:00Z");
}

#[test]
fn new_sales_have_ended() {
    card("sales-ended", "kaspersky-premium", "2024-08-01T12:00:00Z");
}

#[test]
fn updates_have_ended() {
    card("updates-ended", "kaspersky-premium", "2026-11-26T12:00:00Z");
}

#[test]
fn a_product_is_not_covered() {
    card("not-covered", "kaspersky-threat-intelligence", "2026-11-26T12:00:00Z");
}

#[test]
fn a_reader_chooses() {
    article("<phase-out catalogue=\"/catalogue/windows-10.json\" chooser now=\"2026-11-26\">A sentence.</phase-out>")
        .host_folder(dist())
        .run(async |page| {
            let reader = come(page).await;
            reader.read_on("Down", "After the card.");
            reader.note("The choice, by its control");
            reader.key("shift+Tab", "Your product");
            reader.key("Down", "ten PCs");
            compare("chooser", &reader);
        });
}

const CHOOSER: &str = "<phase-out product=\"kaspersky-premium\" chooser>A sentence.</phase-out>";

/// The search is there before the reader comes, and not at some moment while they read.
async fn search(page: &Page) {
    page.until("ready()").await;
    page.eval("card().shadowRoot.querySelector('select').focus()").await;
    page.until("card().shadowRoot.querySelector('select').parentElement.shadowRoot?.querySelector('input')").await;
}

#[test]
fn a_reader_does_not_know_which() {
    at_moment(article(CHOOSER), "2024-08-01T12:00:00Z").run(async |page| {
        search(page).await;
        let reader = come(page).await;
        reader.key("Tab", "Here");
        reader.key("Tab", "Your product");
        reader.key("End", "Assume that");
        ring(page, &reader, "").await;
        reader.key("shift+Tab", "Here");
        reader.read_on("Down", "After the card.");
        compare("unclear", &reader);
    });
}

#[test]
fn a_long_choice_is_searched() {
    at_moment(article(CHOOSER), "2026-11-26T12:00:00Z").run(async |page| {
        search(page).await;
        let reader = come(page).await;
        reader.key("Tab", "Here");
        reader.key("Tab", "Your product");
        reader.key("Tab", "Search");
        reader.key("v", "expanded");
        reader.press("p");
        reader.press("n");
        page.until(
            "card().shadowRoot.querySelector('select').parentElement.shadowRoot.querySelector('input').value === 'vpn'",
        )
        .await;
        reader.key("Down", "VPN");
        // What Orca says of field and select meanwhile depends on which event comes first.
        reader.key_for("Return", "is affected");
        compare("search", &reader);
    });
}

/// A card 35 seconds before updates end, whose clock the test moves.
const LAST: &str = "<phase-out product=\"kaspersky-premium\">A sentence.</phase-out>";

#[test]
fn a_countdown_is_silent_and_a_deadline_is_said() {
    article(LAST).checked_early().head(CLOCK).run(async |page| {
        let reader = come(page).await;
        reader.key("Tab", "Here");
        unfold(&reader);
        reader.read_on("Down", "After the card.");
        reader.note("Time goes on");
        page.eval("for (let second = 0; second < 30; second += 1) advance(1000)").await;
        ring(page, &reader, "30 seconds").await;
        page.eval("advance(6000)").await;
        ring(page, &reader, "6 seconds").await;
        compare("countdown", &reader);
    });
}

#[test]
fn seconds_are_stopped_and_shown_again() {
    article(LAST).checked_early().head(CLOCK).run(async |page| {
        let reader = come(page).await;
        reader.key("Tab", "Here");
        unfold(&reader);
        reader.key("Tab", "Here");
        reader.key("Tab", "calendar");
        reader.key("Tab", "Stop");
        // Orca says nothing of a name that has changed where it is: the reader comes back to hear it.
        for words in ["Show the seconds", "Stop the seconds"] {
            reader.press("space");
            ring(page, &reader, "").await;
            reader.key("shift+Tab", "calendar");
            reader.key("Tab", words);
        }
        compare("toggle", &reader);
    });
}
