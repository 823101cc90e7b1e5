//! The card in a browser, without the element around it: nodes, clock, choices, disposal.
//!
//! What is shown was compiled here, written and read as a page reads it.
//! `wasm-pack test --headless --chrome -- --test web` runs these.
#![cfg(target_arch = "wasm32")]

use js_sys::{Function, Promise};
use phaseout::{
    Catalogue, Frozen, Locale, Precision, When,
    card::Card as File,
    catalogue::Product,
    compile, compile_choice, compile_for, evaluate, html, markup,
    play::{Moment, play},
    view::{Setting, view},
    web::{Card, Cards},
};
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, MutationObserver, MutationObserverInit, ShadowRoot, ShadowRootInit, ShadowRootMode};

#[path = "golden/compute.rs"]
mod compute;

wasm_bindgen_test_configure!(run_in_browser);

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const ENGLISH: &str = include_str!("../www/locale/en.json");

/// A product whose card says most.
const PREMIUM: &str = "kaspersky-premium";

/// A shadow root in the page, and a card that draws in it; with it goes its host.
struct Stage {
    host: Element,
    root: ShadowRoot,
    card: Card,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
    }
}

impl Stage {
    fn new() -> Self {
        Self::with_changed(&Function::new_no_args(""))
    }

    fn with_changed(changed: &Function) -> Self {
        let host = document().create_element("div").unwrap_throw();
        document().body().unwrap_throw().append_child(&host).unwrap_throw();
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap_throw();
        Self { card: Card::new(JsValue::NULL, root.clone(), changed.clone(), false), root, host }
    }

    /// A card of Kaspersky Premium, counting seconds by that clock.
    fn counting(_: &Clock) -> Self {
        let stage = Self::new();
        stage.show(&premium(), PREMIUM);
        assert_eq!(stage.count("[part~=field]"), 4);
        stage
    }

    fn show(&self, cards: &Cards, product: &str) -> bool {
        self.card.show(cards, product, "auto", "", true)
    }

    /// Time has passed: the card is drawn if it is due.
    fn tick(&self) {
        self.card.watch(true);
    }

    /// What holds, in the fewest words.
    fn short(&self) -> Option<String> {
        self.root.query_selector("[part~=short] > span").unwrap_throw()?.text_content()
    }

    fn part(&self, name: &str) -> Option<String> {
        let part = self.root.query_selector(&format!("[part~={name}]")).unwrap_throw();
        part.and_then(|part| part.text_content())
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap_throw().length()
    }

    /// Each part of the card, as HTML.
    fn parts(&self) -> Vec<String> {
        let parts = self.root.query_selector_all("section > *").unwrap_throw();
        (0..parts.length())
            .map(|index| parts.get(index).unwrap_throw().unchecked_into::<Element>().outer_html())
            .collect()
    }

    /// Somebody else does something to the `card`.
    fn meddle(&self, script: &str) {
        let card = self.root.query_selector("section").unwrap_throw();
        Function::new_with_args("card", script).call1(&JsValue::NULL, &card.into()).unwrap_throw();
    }

    fn observed(&self) -> MutationObserver {
        let observer = MutationObserver::new(&Function::new_no_args("")).unwrap_throw();
        let everything = MutationObserverInit::new();
        everything.set_attributes(true);
        everything.set_character_data(true);
        everything.set_child_list(true);
        everything.set_subtree(true);
        observer.observe_with_options(&self.root, &everything).unwrap_throw();
        observer
    }
}

// What reads the clock is taken from the page when the module starts, before any test.
#[wasm_bindgen(inline_js = "
    const [now, offset] = [Date.now, Date.prototype.getTimezoneOffset];
    let shown;
    Date.now = () => shown ?? now.call(Date);
    Date.prototype.getTimezoneOffset = function () { return shown === undefined ? offset.call(this) : 0 };
    export const turn = (milliseconds) => { shown = milliseconds };
")]
extern "C" {
    /// Has the page's clock show that many milliseconds after 1970, in UTC; what time it is where there are none.
    fn turn(milliseconds: Option<f64>);
}

/// The page's clock, in UTC, which shows what a test says for as long as this is there.
struct Clock;

impl Drop for Clock {
    fn drop(&mut self) {
        turn(None);
    }
}

impl Clock {
    fn at(moment: &str) -> Self {
        let clock = Self;
        clock.set(moment);
        clock
    }

    #[expect(clippy::unused_self, reason = "who sets the clock holds it, and lets it go at the end")]
    fn set(&self, moment: &str) {
        turn(Some(milliseconds(moment)));
    }
}

fn milliseconds(moment: &str) -> f64 {
    js_sys::Date::parse(moment)
}

fn run(script: &str) -> JsValue {
    js_sys::eval(script).unwrap_throw()
}

fn document() -> Document {
    web_sys::window().unwrap_throw().document().unwrap_throw()
}

fn catalogue(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_throw()
}

fn english() -> Locale {
    Locale::read(ENGLISH).unwrap_throw()
}

/// What a page reads of a compiled card.
fn read(card: &File) -> Cards {
    Cards::read(&card.write()).unwrap_throw()
}

/// The ban as it was checked before it began to hold: a clock before the day of the last check is not believed.
fn ban() -> Catalogue {
    let mut ban = catalogue(KASPERSKY);
    ban.checked = "2024-06-24".parse().unwrap_throw();
    ban
}

/// The card of Kaspersky Premium.
fn premium() -> Cards {
    let catalogue = ban();
    read(&compile(&catalogue, &catalogue.find(PREMIUM).unwrap_throw(), &english()))
}

/// The card of the only product of a catalogue.
fn only(text: &str) -> Cards {
    let catalogue = catalogue(text);
    read(&compile(&catalogue, &catalogue.products[0], &english()))
}

/// The card of a product by name, for a moment that a host asks for.
fn frozen(product: &str, now: &str) -> (Cards, String) {
    let catalogue = catalogue(KASPERSKY);
    let product = catalogue.find(product).unwrap_throw();
    let frozen = Frozen { now: now.parse().unwrap_throw(), precision: Precision::Auto, heading: None };
    let card = compile_for(&catalogue, Some(&product), false, &english(), Some(frozen));
    (read(&card), product.handle().to_owned())
}

/// The same as the command line would write it.
fn served(product: &str, now: &str) -> String {
    let catalogue = catalogue(KASPERSKY);
    let product = catalogue.find(product).unwrap_throw();
    let now: When = now.parse().unwrap_throw();
    let status = evaluate(&catalogue, &product, now, Precision::Auto);
    html(&markup::card(&view(&status, &english(), Setting { frozen: true, ..Setting::default() })))
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
    for product in [PREMIUM, "kaspersky-threat-intelligence", "kaspersky-scan-engine", "Kaspersky Quantum"] {
        for now in ["2024-06-24T12:00:00Z", "2024-09-28T20:59:59-07:00", "2026-11-21"] {
            let stage = Stage::new();
            let (cards, handle) = frozen(product, now);
            stage.show(&cards, &handle);
            assert_eq!(stage.root.inner_html(), served(product, now), "{product} at {now}");
        }
    }
}

#[wasm_bindgen_test]
fn every_card_is_what_it_is_outside_the_browser() {
    let _clock = Clock::at("1970-01-01");
    let played = |catalogue: &Catalogue, product: &Product, locale: &Locale, instants: &[i64]| {
        let cards = read(&compile(catalogue, product, locale));
        let card = |now: &i64| {
            #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
            turn(Some(*now as f64));
            let stage = Stage::new();
            stage.show(&cards, product.handle());
            let status = stage.card.status().unwrap_throw();
            let phase = status.split_once(r#""phase":""#).and_then(|(_, rest)| rest.split('"').next()).unwrap_throw();
            (phase.to_owned(), stage.root.inner_html())
        };
        instants.iter().map(card).collect()
    };
    // Each card of one language, and one that has other digits, six forms of the plural and another direction.
    let languages = ["en", "ar"];
    let is_here = |line: &&str| languages.iter().any(|language| line.contains(&format!(" {language} ")));
    let there: Vec<_> = include_str!("golden/cards.txt").lines().filter(is_here).collect();
    let here = compute::lines(&languages, &played);
    for (here, there) in here.lines().zip(&there) {
        assert_eq!(here, *there);
    }
    assert_eq!(here.lines().count(), there.len());
}

#[wasm_bindgen_test]
fn a_served_card_is_taken_over_without_a_mutation() {
    let clock = Clock::at("2024-08-01T12:00:00Z");
    let stage = Stage::new();
    let catalogue = ban();
    let product = catalogue.find(PREMIUM).unwrap_throw();
    let card = compile(&catalogue, &product, &english());
    let moment = Moment {
        now: 1_722_513_600_000,
        ahead_at: &|_| 0,
        precision: Precision::Auto,
        is_stopped: false,
        heading: None,
    };
    #[expect(clippy::disallowed_methods, reason = "plays the parser that reads a served page")]
    stage.root.set_inner_html(&html(&play(&card, card.subject(PREMIUM), moment).nodes));
    let observer = stage.observed();
    stage.show(&read(&card), PREMIUM);
    assert_eq!(observer.take_records().length(), 0);
    clock.set("2024-08-02T12:00:00Z");
    stage.tick();
    assert!(observer.take_records().length() > 0, "the observer sees");
}

#[wasm_bindgen_test]
fn a_served_card_that_a_cms_has_mangled_is_mended() {
    let stage = Stage::new();
    let whole = served(PREMIUM, "2024-08-01").replace("<details ", "<details open=\"\" ");
    let mangled = whole
        .replace("<h2 ", "<h4 ")
        .replace("<dl", "\n<dl")
        .replace("<p part=\"status\"", "<p class=\"wp-block\" style=\"color: #fff\" onclick=\"1\" part=\"status\"")
        .replace("<details ", "<details class=\"wp-block\" style=\"display: none\" ")
        .replace("<section ", "<section data-block=\"1\" hidden style=\"margin: 0\" ");
    assert_ne!(mangled, whole);
    #[expect(clippy::disallowed_methods, reason = "plays the parser that reads a served page")]
    stage.root.set_inner_html(&mangled);
    let (cards, handle) = frozen(PREMIUM, "2024-08-01");
    stage.show(&cards, &handle);
    assert_eq!(stage.root.inner_html(), whole, "and what the reader has unfolded stays so");
}

#[wasm_bindgen_test]
fn a_second_changes_one_text() {
    let clock = Clock::at("2024-09-28T12:00:30Z");
    let stage = Stage::counting(&clock);
    let observer = stage.observed();
    clock.set("2024-09-28T12:00:31Z");
    stage.tick();
    assert_eq!(observer.take_records().length(), 1);
    stage.tick();
    assert_eq!(observer.take_records().length(), 0, "it is not due");
}

#[wasm_bindgen_test]
fn nodes_that_others_take_out_or_put_in_cost_no_part_and_make_none_twice() {
    for script in [
        "card.querySelector('[part~=sentence]').remove()",
        "card.insertBefore(document.createElement('font'), card.children[1])",
        "card.prepend('words', document.createComment('words'))",
        "card.append(card.querySelector('[part~=sentence]'))",
        "card.querySelector('[part~=countdown]').before(card.querySelector('[part~=countdown]').cloneNode(true))",
        "for (const part of [...card.children]) if (!part.matches('[part~=countdown]')) part.remove()",
        "card.querySelector('[part~=countdown]').remove()",
        "card.replaceChildren()",
        "card.remove()",
    ] {
        let clock = Clock::at("2024-09-28T12:00:30Z");
        let stage = Stage::counting(&clock);
        let number = stage.root.query_selector("[part~=field]:last-child [part~=number]").unwrap_throw().unwrap_throw();
        stage.meddle(script);
        for (now, seconds) in [("2024-09-28T12:00:31Z", "29"), ("2024-09-28T12:00:32Z", "28")] {
            clock.set(now);
            stage.tick();
            // A card in a root that nobody has touched says the same.
            assert_eq!(stage.root.inner_html(), Stage::counting(&clock).root.inner_html(), "{script}");
            assert!(!number.is_connected() || number.text_content().as_deref() == Some(seconds), "{script}");
        }
    }
}

#[wasm_bindgen_test]
fn a_second_leaves_what_was_translated_as_it_is() {
    let clock = Clock::at("2024-09-28T12:00:30Z");
    let stage = Stage::counting(&clock);
    stage.meddle(
        "const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), texts = [];
         while (walker.nextNode()) texts.push(walker.currentNode);
         for (const text of texts) {
           const [outer, inner] = [document.createElement('font'), document.createElement('font')];
           text.replaceWith(outer);
           outer.append(inner);
           inner.append(`translated ${text.data}`);
         }",
    );
    let translated = stage.parts();
    for (now, seconds) in [("2024-09-28T12:00:31Z", "29"), ("2024-09-28T12:00:32Z", "28")] {
        clock.set(now);
        stage.tick();
        for (now, before) in stage.parts().iter().zip(&translated) {
            let is_countdown = now.starts_with("<div part=\"countdown\"");
            assert!(is_countdown || now == before, "{now}\nbefore: {before}");
        }
        assert_eq!(stage.parts().len(), translated.len());
        let number = stage.root.query_selector("[part~=field]:last-child [part~=number]").unwrap_throw();
        assert_eq!(number.and_then(|number| number.text_content()).as_deref(), Some(seconds));
    }
}

#[wasm_bindgen_test]
fn what_a_card_can_be_asked_is_known_before_it_is_asked() {
    let catalogue = catalogue(KASPERSKY);
    let unlisted = catalogue.find("Kaspersky Quantum").unwrap_throw();
    let choice = read(&compile_choice(&catalogue, Some(&unlisted), &english()));
    for (product, of_one, of_all) in [
        (PREMIUM, true, true),
        ("", false, true),
        ("?", false, true),
        ("kaspersky-plus", false, true),
        ("Kaspersky Quantum", false, true),
        ("Kaspersky Premium", false, false),
        ("norton-360", false, false),
    ] {
        assert_eq!((premium().knows(product), choice.knows(product)), (of_one, of_all), "{product}");
    }
    assert_eq!(choice.about(), "kaspersky-us\nen");
}

#[wasm_bindgen_test]
fn what_is_no_card_is_not_read() {
    let catalogue = catalogue(KASPERSKY);
    let card = compile(&catalogue, &catalogue.products[0], &english()).write();
    assert!(Cards::read(&card).is_some());
    for text in [KASPERSKY, ENGLISH, "", "<!doctype html>", &card[1..], &card.replace(r#"["p","#, r#"["script","#)] {
        assert!(Cards::read(text).is_none(), "{}", text.chars().take(40).collect::<String>());
    }
}

#[wasm_bindgen_test]
fn where_nobody_may_choose_the_file_of_all_products_shows_what_each_ones_own_does() {
    let _clock = Clock::at("2026-11-30T12:00:00Z");
    let (kaspersky, english) = (catalogue(KASPERSKY), english());
    let all = read(&compile_choice(&kaspersky, None, &english));
    for product in &kaspersky.products {
        let [own, settled] = [Stage::new(), Stage::new()];
        own.show(&read(&compile(&kaspersky, product, &english)), &product.id);
        settled.show(&all, &product.id);
        assert_eq!(settled.count("select"), 1);
        settled.card.show(&all, &product.id, "auto", "", false);
        assert_eq!(settled.root.inner_html(), own.root.inner_html(), "{}", product.id);
    }
}

#[wasm_bindgen_test]
fn each_choice_of_a_reader_says_whether_it_changed_the_card() {
    let _clock = Clock::at("2026-11-30T12:00:00Z");
    let stage = Stage::new();
    stage.show(&read(&compile_choice(&catalogue(KASPERSKY), None, &english())), "");
    assert!(stage.card.status().is_none());
    assert!(stage.part("status").is_none(), "nothing is said of a product before one is chosen");
    assert!(stage.card.choose("kaspersky-threat-intelligence"), "the first choice, too");
    assert_eq!(stage.part("status").as_deref(), Some("Not covered"));
    assert!(stage.card.choose(PREMIUM));
    assert_eq!(stage.short().as_deref(), Some("Updates ended"));
    assert!(!stage.card.choose("norton-360"), "no such option");
    assert_eq!(stage.short().as_deref(), Some("Updates ended"));
}

#[wasm_bindgen_test]
async fn a_deadline_passes_while_the_page_is_open() {
    let (promise, changed) = promised();
    let stage = Stage::with_changed(&changed);
    stage.show(&only(&deadline_in(2_000.0)), "it");
    assert_eq!(stage.part("status").as_deref(), Some("Updates end today"));
    JsFuture::from(promise).await.unwrap_throw();
    assert_eq!(stage.short().as_deref(), Some("Updates ended"));
    assert!(stage.part("countdown").is_none());
}

#[wasm_bindgen_test]
fn a_reader_stops_the_seconds_and_lets_them_run_again() {
    let stage = Stage::new();
    let cards = only(&deadline_in(3_600_000.0));
    stage.show(&cards, "it");
    let toggle = || (stage.count("[part~=field]"), stage.part("toggle"));
    assert_eq!(toggle(), (4, Some("Stop the seconds".to_owned())));
    assert!(!stage.card.toggle(), "the phase is what it was");
    assert_eq!(toggle(), (3, Some("Show the seconds".to_owned())));
    stage.show(&cards, "it");
    assert_eq!(stage.count("[part~=field]"), 3, "the host's own wishes do not start them again");
    stage.card.calm(false);
    assert_eq!(stage.count("[part~=field]"), 3, "nor does a page that was never calm");
    stage.card.toggle();
    assert_eq!(stage.count("[part~=field]"), 4);
}

#[wasm_bindgen_test]
fn seconds_stop_while_they_run_where_the_reader_wants_a_calm_page() {
    let clock = Clock::at("2024-09-28T12:00:30Z");
    let stage = Stage::counting(&clock);
    stage.card.calm(true);
    assert_eq!(stage.count("[part~=field]"), 3);
    let observer = stage.observed();
    clock.set("2024-09-28T12:00:31Z");
    stage.tick();
    assert_eq!(observer.take_records().length(), 0);
    stage.card.calm(false);
    assert_eq!(stage.count("[part~=field]"), 4);
}

#[wasm_bindgen_test]
fn a_deadline_that_has_passed_is_told_by_whatever_draws_the_card_next() {
    for what in ["toggle", "calm", "show"] {
        let draw = |stage: &Stage| match what {
            "toggle" => stage.card.toggle(),
            "calm" => stage.card.calm(true),
            _ => stage.show(&premium(), PREMIUM),
        };
        let clock = Clock::at("2024-09-29T03:59:59Z");
        let stage = Stage::counting(&clock);
        clock.set("2024-09-29T04:00:00Z");
        assert!(draw(&stage), "{what}");
        assert_eq!(stage.short().as_deref(), Some("Updates ended"), "{what}");
        assert!(!draw(&stage), "{what}, a second time");
    }
}

#[wasm_bindgen_test]
fn cards_share_one_timer_and_give_it_back() {
    run("globalThis.timers = new Set();
         const { setTimeout: set, clearTimeout: clear } = globalThis;
         globalThis.setTimeout = (run, delay) => { const id = set(() => { timers.delete(id); run() }, delay); timers.add(id); return id };
         globalThis.clearTimeout = (id) => { timers.delete(id); clear(id) };");
    let timers = || run("timers.size").as_f64();
    let cards = only(&deadline_in(3_600_000.0));
    let mut stages: Vec<Stage> = (0..20).map(|_| Stage::new()).collect();
    for stage in &stages {
        stage.show(&cards, "it");
    }
    assert_eq!(timers(), Some(1.0));
    stages.truncate(1);
    assert_eq!(timers(), Some(1.0));
    drop(stages);
    assert_eq!(timers(), Some(0.0));
}

#[wasm_bindgen_test]
fn a_frozen_card_asks_for_no_timer() {
    let stage = Stage::new();
    let (cards, handle) = frozen(PREMIUM, "2024-09-28T12:00:00Z");
    stage.show(&cards, &handle);
    assert!(stage.part("frozen").is_some_and(|mark| mark.contains("September 28, 2024")));
    assert_eq!(run("globalThis.timers?.size ?? 0").as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
fn a_card_holds_at_most_600_bytes() {
    const CARDS: usize = 500;
    let _clock = Clock::at("2024-09-28T12:00:30Z");
    let cards = premium();
    let stages: Vec<Stage> = (0..CARDS).map(|_| Stage::new()).collect();
    stages[0].show(&cards, PREMIUM);
    // Takes what is free, so that whatever is needed from here on is memory more.
    let mut taken = Vec::with_capacity(1 << 18);
    let full = memory();
    while memory() == full {
        taken.push(Box::new([0_u64; 2]));
    }
    let before = memory();
    for stage in &stages {
        stage.show(&cards, PREMIUM);
    }
    // The last of what was free may have been a whole page of memory.
    let bytes = (memory() - before + 65_536) / CARDS;
    assert!((100..=600).contains(&bytes), "{bytes} bytes a card");
    drop(taken);
}

/// How large the memory of this module is, in bytes.
fn memory() -> usize {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    usize::try_from(buffer.byte_length()).unwrap_throw()
}

/// A promise, and the function that keeps it.
fn promised() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    (promise, keep.unwrap_throw().unchecked_into())
}
