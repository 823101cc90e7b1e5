//! What the card asks for only now and then: a newsroom's own texts checked, a typed name looked up.
//!
//! JSON text and names come in; sealed texts, ids and every problem go out. A module of its own beside the card's:
//! most cards show what was checked before it was published. Knows no page and no clock, and keeps nothing.

use js_sys::{Array, Object, Reflect};
use phaseout::{Catalogue, Locale, NotAWhen, NotFound, Problem, When};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A third of the code of Rust's default allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A catalogue's JSON text, checked and sealed.
///
/// # Errors
/// Throws every problem of the text, as `[{ place, message }]`.
#[wasm_bindgen(js_name = sealFacts)]
pub fn seal_facts(text: &str) -> Result<String, JsValue> {
    Catalogue::seal(text).map_err(|problems| thrown(&problems))
}

/// A language's JSON text, checked and sealed.
///
/// # Errors
/// Throws every problem of the text, as `[{ place, message }]`.
#[wasm_bindgen(js_name = sealWords)]
pub fn seal_words(text: &str) -> Result<String, JsValue> {
    Locale::seal(text).map_err(|problems| thrown(&problems))
}

/// The id of the product that a typed name means in a sealed catalogue; for a product of the maker that it does not
/// list, the name; nothing for no name.
///
/// # Errors
/// Throws what is wrong with the name, and with the moment that it is asked for, as `[{ place, message }]`.
#[wasm_bindgen]
pub fn find(sealed: &str, name: &str, now: &str) -> Result<String, JsValue> {
    let catalogue = Catalogue::open(sealed).ok_or(JsValue::NULL)?;
    let mut problems = Vec::new();
    if !now.is_empty() {
        let moment: Result<When, NotAWhen> = now.parse();
        problems.extend(moment.err().map(|error| problem("now", error.message())));
    }
    if name.is_empty() {
        return if problems.is_empty() { Ok(String::new()) } else { Err(thrown(&problems)) };
    }
    let found = catalogue.find(name);
    problems.extend(found.as_ref().err().map(|error: &NotFound| problem("product", error.message())));
    match found {
        Ok(found) if problems.is_empty() => Ok(String::from(found.handle())),
        _ => Err(thrown(&problems)),
    }
}

/// The ids of the products that a text may mean which is still being typed, the likeliest first, a line each.
///
/// # Errors
/// Throws where the catalogue is not sealed.
#[wasm_bindgen]
pub fn matches(sealed: &str, text: &str) -> Result<String, JsValue> {
    let catalogue = Catalogue::open(sealed).ok_or(JsValue::NULL)?;
    let mut ids = String::new();
    for product in catalogue.matches(text) {
        if !ids.is_empty() {
            ids.push('\n');
        }
        ids.push_str(&product.id);
    }
    Ok(ids)
}

fn problem(place: &str, message: String) -> Problem {
    Problem { place: String::from(place), message }
}

fn thrown(problems: &[Problem]) -> JsValue {
    let thrown = Array::new();
    for problem in problems {
        let entry = Object::new();
        set(&entry, "place", &problem.place);
        set(&entry, "message", &problem.message);
        thrown.push(&entry);
    }
    thrown.into()
}

fn set(object: &Object, field: &str, value: &str) {
    // Nothing hinders a new object from having a field.
    let _ = Reflect::set(object, &field.into(), &value.into());
}
