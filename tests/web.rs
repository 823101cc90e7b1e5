//! The card in a browser, without the element around it: nodes, clock, chooser, disposal.
//!
//! `wasm-pack test --headless --chrome -- --test web` runs these.
#![cfg(target_arch = "wasm32")]

use js_sys::{Function, Promise};
use phaseout::{
    Catalogue, Locale, Precision, When, evaluate, html, markup,
    view::{Setting, view},
    web::{Card, Facts, Words, knows, read_facts, read_words},
};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Document, HtmlSelectElement, MutationObserver, MutationObserverInit, ShadowRoot, ShadowRootInit, ShadowRootMode,
};

#[path = "golden/compute.rs"]
mod compute;

wasm_bindgen_test_configure!(run_in_browser);

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");

/// A shadow root in the page, and a card that will draw in it.
struct Stage {
    root: ShadowRoot,
    card: Card,
    facts: Facts,
    words: Words,
}

impl Stage {
    fn new(catalogue: &str) -> Self {
        Self::with_changed(catalogue, &Function::new_no_args(""))
    }

    fn with_changed(catalogue: &str, changed: &Function) -> Self {
        let host = document().create_element("div").unwrap_throw();
        document().body().unwrap_throw().append_child(&host).unwrap_throw();
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap_throw();
        Self {
            card: Card::new(JsValue::NULL, root.clone(), changed.clone(), false),
            root,
            facts: facts(catalogue),
            words: words(ENGLISH),
        }
    }

    fn show(&self, product: &str, now: &str) -> bool {
        self.card.show(&self.facts, &self.words, product, false, now, "auto", "")
    }

    /// What holds, in the fewest words.
    fn short(&self) -> Option<String> {
        self.root.query_selector("[part~=short] > span").unwrap_throw()?.text_content()
    }

    fn part(&self, name: &str) -> Option<String> {
        let part = self.root.query_selector(&format!("[part~={name}]")).unwrap_throw();
        part.and_then(|part| part.text_content())
    }
}

fn facts(text: &str) -> Facts {
    read_facts(&Catalogue::seal(text).unwrap_throw()).unwrap_throw()
}

fn words(text: &str) -> Words {
    read_words(&Locale::seal(text).unwrap_throw()).unwrap_throw()
}

fn document() -> Document {
    web_sys::window().unwrap_throw().document().unwrap_throw()
}

/// The card as the command line would write it.
fn served(product: &str, now: &str) -> String {
    let catalogue = Catalogue::read(KASPERSKY).unwrap_throw();
    let locale = Locale::read(ENGLISH).unwrap_throw();
    let product = catalogue.find(product).unwrap_throw();
    let now: When = now.parse().unwrap_throw();
    let status = evaluate(&catalogue, &product, now, Precision::Auto);
    html(&markup::card(&view(&status, &locale, Setting { frozen: true, ..Setting::default() })))
}

/// A catalogue whose one product loses its updates that many milliseconds from now.
fn deadline_in(milliseconds: f64) -> String {
    #[expect(clippy::disallowed_methods, reason = "a test of the clock needs one")]
    let now = js_sys::Date::now();
    let at = js_sys::Date::new(&(now + milliseconds).into()).to_iso_string();
    let at = String::from(at).split('.').next().map(|at| format!("{at}Z")).unwrap_throw();
    format!(
        r#"{{"format":2,"id":"soon","title":"Soon","checked":"2026-01-01","sources":["https://example.org/"],
        "milestones":[{{"at":"{at}","effect":"end-of-updates"}}],"products":["It"]}}"#
    )
}

#[wasm_bindgen_test]
fn the_page_shows_what_the_command_line_writes() {
    for product in ["kaspersky-premium", "kaspersky-threat-intelligence", "kaspersky-scan-engine", "Kaspersky Quantum"]
    {
        for now in ["2024-06-24T12:00:00Z", "2024-09-28T20:59:59-07:00", "2026-11-21"] {
            let stage = Stage::new(KASPERSKY);
            stage.show(product, now);
            assert_eq!(stage.root.inner_html(), served(product, now), "{product} at {now}");
        }
    }
}

#[wasm_bindgen_test]
fn every_card_is_what_it_is_outside_the_browser() {
    let (here, there) = (compute::lines(), include_str!("golden/cards.txt"));
    for (here, there) in here.lines().zip(there.lines()) {
        assert_eq!(here, there);
    }
    assert_eq!(here.len(), there.len());
}

#[wasm_bindgen_test]
fn a_served_card_is_taken_over_without_a_mutation() {
    let stage = Stage::new(KASPERSKY);
    #[expect(clippy::disallowed_methods, reason = "plays the parser that reads a served page")]
    stage.root.set_inner_html(&served("kaspersky-premium", "2024-08-01"));
    let observer = observed(&stage.root);
    stage.show("kaspersky-premium", "2024-08-01");
    assert_eq!(observer.take_records().length(), 0);
    stage.show("kaspersky-premium", "2024-08-02");
    assert!(observer.take_records().length() > 0, "the observer sees");
}

#[wasm_bindgen_test]
fn a_served_card_that_a_cms_has_mangled_is_mended() {
    let stage = Stage::new(KASPERSKY);
    let mangled = served("kaspersky-premium", "2024-08-01").replace("<h2 ", "<h4 ").replace("<dl", "\n<dl");
    #[expect(clippy::disallowed_methods, reason = "plays the parser that reads a served page")]
    stage.root.set_inner_html(&mangled);
    stage.show("kaspersky-premium", "2024-08-01");
    assert_eq!(stage.root.inner_html(), served("kaspersky-premium", "2024-08-01"));
}

#[wasm_bindgen_test]
fn a_second_changes_one_text() {
    let stage = Stage::new(KASPERSKY);
    stage.show("kaspersky-premium", "2024-09-28T12:00:30Z");
    let observer = observed(&stage.root);
    stage.show("kaspersky-premium", "2024-09-28T12:00:31Z");
    assert_eq!(observer.take_records().length(), 1);
}

#[wasm_bindgen_test]
fn what_a_card_can_be_asked_is_known_before_it_is_asked() {
    let facts = facts(KASPERSKY);
    for (product, now, is_known) in [
        ("kaspersky-premium", "2024-08-01", true),
        ("kaspersky-premium", "2024-08-01T00:00:00Z", true),
        ("", "", true),
        ("kaspersky-premium", "2024-02-30", false),
        ("", "tomorrow", false),
        ("Kaspersky Premium", "", false),
    ] {
        assert_eq!(knows(&facts, product, now), is_known, "{product} at {now}");
    }
}

#[wasm_bindgen_test]
fn each_choice_of_a_reader_says_whether_it_changed_the_card() {
    let stage = Stage::new(KASPERSKY);
    stage.card.show(&stage.facts, &stage.words, "", false, "2026-11-21", "auto", "");
    assert!(stage.card.status().is_null());
    assert!(stage.part("status").is_none(), "nothing is said of a product before one is chosen");
    assert!(stage.card.choose("kaspersky-threat-intelligence"), "the first choice, too");
    assert_eq!(stage.part("status").as_deref(), Some("Not covered"));
    assert!(stage.card.choose("kaspersky-premium"));
    assert_eq!(stage.short().as_deref(), Some("Updates ended"));
    assert!(!stage.card.choose("norton-360"), "no such option");
}

#[wasm_bindgen_test]
fn a_choice_stays_until_the_host_asks_for_another_product() {
    let stage = Stage::new(KASPERSKY);
    let show = |stage: &Stage, product: &str, now: &str| {
        stage.card.show(&stage.facts, &stage.words, product, true, now, "auto", "");
        let select: HtmlSelectElement =
            stage.root.query_selector("select").unwrap_throw().unwrap_throw().unchecked_into();
        select.value()
    };
    assert_eq!(show(&stage, "kaspersky-premium", "2024-08-01"), "kaspersky-premium");
    stage.card.choose("kaspersky-plus");
    assert_eq!(show(&stage, "kaspersky-premium", "2024-08-02"), "kaspersky-plus");
    assert_eq!(show(&stage, "kaspersky-free", "2024-08-02"), "kaspersky-free");
}

#[wasm_bindgen_test]
async fn a_deadline_passes_while_the_page_is_open() {
    let (promise, changed) = promised();
    let stage = Stage::with_changed(&deadline_in(2_000.0), &changed);
    stage.show("it", "");
    assert_eq!(stage.part("status").as_deref(), Some("Updates end today"));
    JsFuture::from(promise).await.unwrap_throw();
    assert_eq!(stage.short().as_deref(), Some("Updates ended"));
    assert!(stage.part("countdown").is_none());
}

#[wasm_bindgen_test]
fn a_reader_stops_the_seconds_and_lets_them_run_again() {
    let stage = Stage::new(&deadline_in(3_600_000.0));
    stage.show("it", "");
    let fields = |stage: &Stage| stage.root.query_selector_all("[part~=field]").unwrap_throw().length();
    assert_eq!((fields(&stage), stage.part("toggle").as_deref()), (4, Some("Stop the seconds")));
    stage.card.toggle();
    assert_eq!((fields(&stage), stage.part("toggle").as_deref()), (3, Some("Show the seconds")));
    stage.show("it", "");
    assert_eq!(fields(&stage), 3, "the host's own wishes do not start them again");
    stage.card.toggle();
    assert_eq!(fields(&stage), 4);
}

#[wasm_bindgen_test]
fn cards_share_one_timer_and_give_it_back() {
    js_sys::eval(
        "globalThis.timers = new Set();
         const { setTimeout: set, clearTimeout: clear } = globalThis;
         globalThis.setTimeout = (run, delay) => { const id = set(() => { timers.delete(id); run() }, delay); timers.add(id); return id };
         globalThis.clearTimeout = (id) => { timers.delete(id); clear(id) };",
    )
    .unwrap_throw();
    let timers = || js_sys::eval("timers.size").unwrap_throw().as_f64();
    let catalogue = deadline_in(3_600_000.0);
    let mut stages: Vec<Stage> = (0..20).map(|_| Stage::new(&catalogue)).collect();
    for stage in &stages {
        stage.show("it", "");
    }
    assert_eq!(timers(), Some(1.0));
    stages.truncate(1);
    assert_eq!(timers(), Some(1.0));
    drop(stages);
    assert_eq!(timers(), Some(0.0));
}

#[wasm_bindgen_test]
fn a_frozen_card_asks_for_no_timer() {
    let stage = Stage::new(KASPERSKY);
    stage.show("kaspersky-premium", "2024-09-28T12:00:00Z");
    assert!(stage.part("frozen").is_some_and(|mark| mark.contains("September 28, 2024")));
    assert_eq!(js_sys::eval("globalThis.timers?.size ?? 0").unwrap_throw().as_f64(), Some(0.0));
}

fn observed(root: &ShadowRoot) -> MutationObserver {
    let observer = MutationObserver::new(&Function::new_no_args("")).unwrap_throw();
    let everything = MutationObserverInit::new();
    everything.set_attributes(true);
    everything.set_character_data(true);
    everything.set_child_list(true);
    everything.set_subtree(true);
    observer.observe_with_options(root, &everything).unwrap_throw();
    observer
}

/// A promise, and the function that keeps it.
fn promised() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    (promise, keep.unwrap_throw().unchecked_into())
}

#[wasm_bindgen_test]
fn a_text_without_a_seal_is_not_read() {
    assert!(read_facts(KASPERSKY).is_none() && read_words(ENGLISH).is_none());
    let sealed = Catalogue::seal(KASPERSKY).unwrap_throw();
    assert!(read_facts(&sealed.replace("2024", "2025")).is_none(), "the seal is broken");
}
