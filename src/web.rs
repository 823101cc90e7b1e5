//! The whole surface between the page and the core, and the only part that knows a browser.
//!
//! Sealed texts and plain values come in; a live card, statements and problems go out. The page's script
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
    Catalogue, Locale, Statement, When,
    catalogue::Product,
    data::Data,
    evaluate::{Now, evaluate as evaluate_status},
    named::Named,
    statement::product as product_data,
    view::{Setting, view},
    wish::Precision,
};

/// A catalogue that was read, shared by the cards that show it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Facts(Rc<Catalogue>);

/// A language that was read, shared by the cards that speak it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Words(Rc<Locale>);

/// Reads a catalogue that was checked and sealed; `undefined` where the text has no seal that fits.
#[wasm_bindgen(js_name = readFacts)]
pub fn read_facts(sealed: &str) -> Option<Facts> {
    Catalogue::open(sealed).map(|catalogue| Facts(Rc::new(catalogue)))
}

/// Reads a language that was checked and sealed; `undefined` where the text has no seal that fits.
#[wasm_bindgen(js_name = readWords)]
pub fn read_words(sealed: &str) -> Option<Words> {
    Locale::open(sealed).map(|locale| Words(Rc::new(locale)))
}

/// True if `id` is empty, listed, or `?` where the topic knows what holds for all, and `now` is empty, an instant or a
/// day. If false, `find` of the module that checks resolves the name, or throws what is wrong with it.
#[wasm_bindgen]
pub fn knows(facts: &Facts, id: &str, now: &str) -> bool {
    (id.is_empty() || facts.0.is_known(id)) && (now.is_empty() || When::read(now).is_some())
}

/// The `Status` of a product, at `now`, or by the reader's clock where that is empty.
///
/// A product is an id of the catalogue, or the name of a product that it does not list, as `find` of the module that
/// checks has it, and `now` is what that took.
#[wasm_bindgen]
pub fn evaluate(facts: &Facts, words: &Words, product: &str, now: &str) -> JsValue {
    let product = facts.0.known(product);
    statement(&facts.0, &words.0, &product, When::read(now), Precision::Auto)
}

/// Names are the same in every language, but for descriptions.
const ENGLISH: &str = "en";

/// The products of a catalogue, in its order, as `[{ id, name, audience, scope }]`.
#[wasm_bindgen]
pub fn products(facts: &Facts) -> JsValue {
    value(&Data::list(&facts.0.products, |product| product_data(product, ENGLISH)))
}

/// The `Status` of a product at a moment, or by the reader's clock.
#[inline(never)]
fn statement(
    catalogue: &Catalogue,
    locale: &Locale,
    product: &Product,
    frozen: Option<When>,
    precision: Precision,
) -> JsValue {
    let status = evaluate_status(catalogue, product, frozen.map_or_else(clock::now, Now::from), precision);
    value(Statement::new(&status, &view(&status, locale, Setting::default())).data())
}

fn precision(name: &str) -> Precision {
    Precision::by_name(name).unwrap_or(Precision::Auto)
}

/// A value as `JSON.parse` of its JSON would give it.
#[inline(never)]
fn value(value: &Data) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
