//! The desk in a page: what was not compiled before it was published, and whatever asks for facts instead of a card.
//!
//! JSON text, names and moments come in; cards' files, `Status` and every problem go out. Loaded by nobody who does not
//! need it: a newsroom's own topic, a name that a person typed, a frozen card, a script that asks. With the feature `editor`
//! it has an editor's tools, too, for the builder page. Knows no page, and keeps nothing but what it has read.

#![cfg(target_arch = "wasm32")]

#[cfg(feature = "editor")]
mod builder;
#[cfg(feature = "editor")]
mod importer;

use js_sys::{Array, Object, Reflect};
use phaseout::{
    Catalogue, Frozen, Locale, Named, Now, Precision, Problem, Problems, Products, Statement, When,
    catalogue::Translations,
    compile_for, evaluate as evaluate_status,
    view::{Level, Setting, view},
};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[cfg(feature = "editor")]
pub use self::{
    builder::{check_catalogue, check_snippet, describe, picture, write},
    importer::{imported, typed_dates},
};

/// A third of the code of Rust's default allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A topic that was read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Topic(Catalogue);

/// A language that was read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Words(Locale);

/// Problems as they are thrown: `[{ place, message }]`.
type Result<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen]
impl Topic {
    /// Reads a topic's JSON text, and that of its texts in one language; the latter may be empty.
    ///
    /// # Errors
    /// Throws every problem of the texts.
    pub fn read(text: &str, translations: &str) -> Result<Topic> {
        topic(text, translations).map(Topic).map_err(|problems| thrown(&problems))
    }

    /// The id of the product that a typed name means; for a product of the maker that the topic does not list, the name;
    /// nothing for no name. `now` is looked at too, so that all that is wrong with a wish is said at once.
    ///
    /// # Errors
    /// Throws what is wrong with the name, and with the moment.
    pub fn find(&self, name: &str, now: &str) -> Result<String> {
        let mut problems = Vec::new();
        if let Err(error) = moment(now) {
            problems.push(error);
        }
        let mut handle = String::new();
        if !name.is_empty() {
            match self.0.find(name) {
                Ok(found) => handle.push_str(found.handle()),
                Err(error) => problems.push(problem("product", error.message())),
            }
        }
        if problems.is_empty() { Ok(handle) } else { Err(thrown(&problems)) }
    }

    /// Whether the topic lists a product of that id, or knows what holds for all (`?`).
    pub fn lists(&self, id: &str) -> bool {
        self.0.is_known(id)
    }

    /// The ids of the products that a text may mean which is still being typed, the likeliest first, a line each.
    pub fn matches(&self, text: &str) -> String {
        let ids: Vec<_> = self.0.matches(text).into_iter().map(|product| product.id.as_str()).collect();
        ids.join("\n")
    }

    /// The products, in the topic's order, as `[{ id, name, audience, scope }]`.
    pub fn products(&self) -> JsValue {
        value(&Products(&self.0))
    }

    /// The file of a card: of one product, as [`find`](Self::find) has it, or where readers choose, of all. It follows the
    /// clock, unless `now` says of which moment it is; then `precision` and `heading` are the card's attributes.
    ///
    /// # Errors
    /// Throws what is wrong with the moment.
    pub fn compile(
        &self,
        words: &Words,
        product: &str,
        is_choice: bool,
        now: &str,
        precision: &str,
        heading: &str,
    ) -> Result<String> {
        let (topic, locale) = (&self.0, &words.0);
        let found = topic.known(product);
        let product = (!product.is_empty()).then_some(&*found);
        let now = moment(now).map_err(|error| thrown(&[error]))?;
        let frozen = now.map(|now| Frozen {
            now,
            precision: Precision::by_name(precision).unwrap_or(Precision::Auto),
            heading: Level::by_name(heading),
        });
        let card = compile_for(topic, product, is_choice, locale, frozen);
        Ok(card.write())
    }

    /// The `Status` of a product, as [`find`](Self::find) has it, at `now`, or by the reader's clock where that is empty.
    ///
    /// # Errors
    /// Throws what is wrong with the moment.
    pub fn evaluate(&self, words: &Words, product: &str, now: &str) -> Result<JsValue> {
        let asked = moment(now).map_err(|error| thrown(&[error]))?;
        let zone = |at| phaseout::clock::offset_at(at);
        let now = asked.map_or_else(|| Now::live(phaseout::clock::milliseconds(), Some(&zone)), Now::from);
        let product = self.0.known(product);
        let status = evaluate_status(&self.0, &product, now, Precision::Auto);
        Ok(value(&Statement::new(&status, &view(&status, &words.0, Setting::default()))))
    }
}

#[wasm_bindgen]
impl Words {
    /// Reads a language's JSON text.
    ///
    /// # Errors
    /// Throws every problem of the text.
    pub fn read(text: &str) -> Result<Words> {
        Locale::read(text).map(Words).map_err(|problems| thrown(&problems))
    }
}

/// A topic and its texts in one language; that text may be empty.
fn topic(text: &str, translations: &str) -> std::result::Result<Catalogue, Problems> {
    if translations.is_empty() {
        return Catalogue::read(text);
    }
    Catalogue::read_in(text, &[Translations::read(translations)?])
}

/// The moment that a text says; none where it is empty.
fn moment(text: &str) -> std::result::Result<Option<When>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: phaseout::NotAWhen| problem("now", error.message()))
}

/// A value as `JSON.parse` of its JSON would give it.
fn value(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
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
