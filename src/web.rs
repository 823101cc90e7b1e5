//! The whole surface between the page and the player, and the only part that knows a browser.
//!
//! A card's file and plain values come in; a live card and the text of its `Status` go out. The page's script fetches,
//! and owns the element; what is inside the card, and when it changes, is decided here. Stores nothing, sends nothing,
//! and reads nothing but the clock.

mod card;
mod dom;
mod ticker;

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

pub use self::card::Card;
use crate::{card::Card as File, text::concat};

/// A card's file that was read, shared by the elements that show it.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Cards(Rc<File>);

#[wasm_bindgen]
impl Cards {
    /// Reads a card's file; `undefined` where it is none that can be played.
    pub fn read(text: &str) -> Option<Cards> {
        File::accept(text).map(|file| Cards(Rc::new(file)))
    }

    /// The id of its topic, a line break, and the tag of its language.
    pub fn about(&self) -> String {
        concat(&[self.0.text("topic"), "\n", self.0.text("language")])
    }

    /// Whether it has a product of that id, or one of that name that its topic does not list. An empty one is known where
    /// readers choose.
    pub fn knows(&self, product: &str) -> bool {
        if product.is_empty() { self.0.is_choice() } else { self.0.subject(product).is_some() }
    }
}
