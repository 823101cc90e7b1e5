//! The whole surface between the page and the core, and the only part that knows a browser.
//!
//! JSON text and plain values come in; a live card, statements and problems go out. The page's script
//! fetches, and owns the element; what is inside the card, and when it changes, is decided here.
//! Stores nothing, sends nothing, and reads nothing but the clock.

mod card;
mod clock;
mod dom;
mod ticker;

use std::rc::Rc;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

pub use self::{card::Card, dom::Shadow};
use crate::{
    Catalogue, Found, Locale, NotAWhen, Problem, ProductStatement, Statement, When,
    evaluate::{Precision, evaluate as evaluate_status},
    named::Named,
    plain::Plain,
    problem::Problems,
    view::{Setting, view},
};

/// A catalogue that was read, shared by the cards that show it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Facts(Rc<Catalogue>);

/// A language that was read, shared by the cards that speak it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Words(Rc<Locale>);

/// Reads a catalogue from JSON text.
///
/// # Errors
/// Throws every problem of the text, as `[{ place, message }]`.
#[wasm_bindgen(js_name = readFacts)]
pub fn read_facts(text: &str) -> Result<Facts, JsValue> {
    Catalogue::read(text).map(|catalogue| Facts(Rc::new(catalogue))).map_err(|problems| thrown(&problems))
}

/// Reads a language from JSON text.
///
/// # Errors
/// Throws every problem of the text, as `[{ place, message }]`.
#[wasm_bindgen(js_name = readWords)]
pub fn read_words(text: &str) -> Result<Words, JsValue> {
    Locale::read(text).map(|locale| Words(Rc::new(locale))).map_err(|problems| thrown(&problems))
}

/// The `Status` of a product, at `now`, or by the reader's clock where that is empty.
///
/// # Errors
/// Throws what is wrong with the product and with `now`, as `[{ place, message }]`.
#[wasm_bindgen]
pub fn evaluate(facts: &Facts, words: &Words, product: &str, now: &str) -> Result<JsValue, JsValue> {
    let mut problems = Problems::default();
    let frozen = frozen(now, &mut problems);
    let product = found(&facts.0, product, &mut problems);
    let (Some(product), true) = (product, problems.0.is_empty()) else {
        return Err(thrown(&problems.0));
    };
    let status = evaluate_status(&facts.0, &product, frozen.unwrap_or_else(clock::now), Precision::Auto);
    Ok(value(&Statement::new(&status, &view(&status, &words.0, Setting::default())).plain()))
}

/// The products of a catalogue, in its order, as `[{ id, name, audience, scope }]`.
#[wasm_bindgen]
pub fn products(facts: &Facts) -> JsValue {
    value(&Plain::list(&facts.0.products, |product| ProductStatement::new(product).plain()))
}

/// The `now` attribute: an instant or day, or a problem with it; empty means none.
fn frozen(now: &str, problems: &mut Problems) -> Option<When> {
    if now.is_empty() {
        return None;
    }
    now.parse().map_err(|error: NotAWhen| problems.report("now", &[&error.message()])).ok()
}

/// The product of a name, or a problem with it.
fn found<'c>(catalogue: &'c Catalogue, name: &str, problems: &mut Problems) -> Option<Found<'c>> {
    catalogue.find(name).map_err(|error| problems.report("product", &[&error.message()])).ok()
}

fn precision(name: &str) -> Precision {
    Precision::named(name).unwrap_or(Precision::Auto)
}

fn thrown(problems: &[Problem]) -> JsValue {
    value(&Plain::list(problems, Problem::plain))
}

/// A value as `JSON.parse` of its JSON would give it.
#[inline(never)]
fn value(value: &Plain) -> JsValue {
    static JSON: Serializer = Serializer::json_compatible();
    value.serialize(&JSON).unwrap_or(JsValue::NULL)
}
