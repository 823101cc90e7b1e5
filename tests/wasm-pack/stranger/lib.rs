//! Somebody else's module, which asks the crate one question.

use phaseout::{Catalogue, Precision, When, evaluate};
use wasm_bindgen::prelude::wasm_bindgen;

/// The phase of a product at a moment; none where any of the three is at fault.
#[wasm_bindgen]
pub fn phase(topic: &str, product: &str, now: &str) -> Option<String> {
    let topic = Catalogue::read(topic).ok()?;
    let product = topic.find(product).ok()?;
    let now: When = now.parse().ok()?;
    Some(format!("{:?}", evaluate(&topic, &product, now, Precision::Auto).phase))
}
