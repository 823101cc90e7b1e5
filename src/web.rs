//! The whole surface between the page and the player, and the only part that knows a browser.
//!
//! A card's file and plain values come in; a live card and the text of its `Status` go out. The page's script fetches,
//! and owns the element; what is inside the card, and when it changes, is decided here. Stores nothing, sends nothing,
//! and reads nothing but the clock.

mod card;
mod clock;
mod dom;
mod ticker;

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

pub use self::card::Card;
use crate::card::Card as File;

/// A card's file that was read, shared by the elements that show it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Cards(Rc<File>);

/// Reads a card's file; `undefined` where something is wrong with it. What that is, the desk's module says.
#[wasm_bindgen(js_name = readCards)]
pub fn read_cards(text: &str) -> Option<Cards> {
    File::accept(text).map(|file| Cards(Rc::new(file)))
}

/// Whether a file has a product of that id, or the name of one that its topic does not list. An empty one is known where
/// readers choose.
#[wasm_bindgen]
pub fn knows(cards: &Cards, product: &str) -> bool {
    if product.is_empty() { cards.0.is_choice() } else { cards.0.subject(product).is_some() }
}
