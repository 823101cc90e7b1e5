//! What somebody else publishes as the draft of a topic, for the editor of topics: text and options in, JSON text out.

use phaseout::{
    Named, Problem,
    import::{Format, Options, Order, Told, import},
};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::builder::{answer, parsed, problem};

/// What an editor has said beside the text; each may be left out, or empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    product: String,
    /// `endoflife`, `openeox` or `csv`.
    format: String,
    /// `dmy`, `mdy` or `ymd`.
    dates: String,
}

/// The draft of a topic: `{ format, topic, told: [{ kind, place, message }] }`, where `topic` is JSON text; or `{ problems }`.
/// `options` is JSON text, `{ product, format, dates }`, of which each may be left out.
#[wasm_bindgen]
pub fn imported(text: &str, options: &str) -> String {
    answer(parsed(options).and_then(|said: Said| {
        let options = Options {
            product: Some(said.product.as_str()).filter(|product| !product.is_empty()),
            format: known::<Format>("format", &said.format)?,
            dates: known::<Order>("dates", &said.dates)?,
        };
        let draft = import(text, options).map_err(|problems| problems.into_iter().collect::<Vec<_>>())?;
        let told = |Told { kind, place, message }: &Told| -> Value {
            json!({ "kind": kind.name(), "place": place, "message": message })
        };
        let told: Vec<_> = draft.told.iter().map(told).collect();
        Ok(json!({ "format": draft.format.name(), "topic": draft.topic, "told": told }))
    }))
}

/// What a typed date may mean: `{ dates }`, as [`phaseout::import::typed_dates`] has it.
#[wasm_bindgen(js_name = typedDates)]
pub fn typed_dates(text: &str) -> String {
    json!({ "dates": phaseout::import::typed_dates(text) }).to_string()
}

/// The value of an option; none where it is left out.
fn known<T: Named>(option: &str, name: &str) -> Result<Option<T>, Vec<Problem>> {
    if name.is_empty() {
        return Ok(None);
    }
    let unknown = || vec![problem("options", &format!("{option} `{name}` is not one of {}", T::NAMES.join(", ")))];
    T::by_name(name).map(Some).ok_or_else(unknown)
}
