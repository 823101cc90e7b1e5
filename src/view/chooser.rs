//! The products that a reader can choose from: a catalogue in, labelled groups out.

use super::{Level, as_of};
use crate::{
    catalogue::{Audience, Catalogue, Product},
    locale::{Direction, Key, Locale},
    named::Named,
};

/// A labelled choice of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chooser<'v> {
    /// What is chosen.
    pub label: &'v str,
    /// The line that stands where nothing is chosen yet; `None` once something is.
    pub invitation: Option<&'v str>,
    /// Products by audience; no group is empty.
    pub groups: Vec<Group<'v>>,
}

/// The products of one audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'v> {
    /// Whom they are for; empty for the product that the catalogue does not list, and for not knowing which.
    pub label: &'v str,
    /// The products, at least one.
    pub options: Vec<Offer<'v>>,
}

/// A product to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'v> {
    /// Its id; empty for one that the topic does not list, [`ANY`] for not knowing which.
    pub id: &'v str,
    /// Its name, and the name's language where that is another than the card's.
    pub name: (&'v str, &'v str),
    /// Whether it is the chosen one.
    pub is_chosen: bool,
}

/// The option of a reader who does not know the product: no id.
pub const ANY: &str = "?";

/// A card before a product is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening<'v> {
    /// BCP 47 tag of the words.
    pub language: &'v str,
    /// Which way they are read.
    pub direction: Direction,
    /// The measure, as a heading, and its language where that is another.
    pub title: (&'v str, &'v str),
    /// The products.
    pub chooser: Chooser<'v>,
    /// The day of the last check.
    pub as_of: String,
    /// How deep the title is in the page's outline; at the second level where no host said otherwise.
    pub heading: Option<Level>,
}

/// The card of a catalogue before a product is chosen.
pub fn opening<'v>(catalogue: &'v Catalogue, today: chrono::NaiveDate, locale: &'v Locale) -> Opening<'v> {
    Opening {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        chooser: chooser(catalogue, None, locale),
        as_of: as_of(catalogue, today, false, locale),
        heading: None,
    }
}

pub(super) fn chooser<'v>(catalogue: &'v Catalogue, chosen: Option<&'v Product>, locale: &'v Locale) -> Chooser<'v> {
    let mut groups: Vec<Group> = Vec::new();
    let unlisted = chosen.filter(|product| product.audience == Audience::Unknown);
    // Who typed no more than the maker's name knows no more than who says so.
    let is_any = unlisted.is_some_and(|product| catalogue.any_product().is_some_and(|any| any.name == product.name));
    if let (Some(unlisted), false) = (unlisted, is_any) {
        groups.push(Group {
            label: "",
            options: vec![Offer { id: "", name: unlisted.name.0.spoken(&locale.language), is_chosen: true }],
        });
    }
    for audience in Audience::ALL {
        let mut options = Vec::new();
        for product in &catalogue.products {
            if product.audience == *audience {
                let is_chosen = chosen.is_some_and(|chosen| chosen.id == product.id);
                options.push(Offer { id: &product.id, name: product.name.0.spoken(&locale.language), is_chosen });
            }
        }
        if !options.is_empty() {
            groups.push(Group { label: locale.label(group(*audience)), options });
        }
    }
    if catalogue.any_product().is_some() {
        groups.push(Group {
            label: "",
            options: vec![Offer { id: ANY, name: ("", locale.label(Key::ChooserUnknown)), is_chosen: is_any }],
        });
    }
    Chooser {
        label: locale.label(Key::Chooser),
        invitation: chosen.is_none().then(|| locale.label(Key::ChooserChoose)),
        groups,
    }
}

/// What the group of an audience is called; those whose audience is not known are never listed.
fn group(audience: Audience) -> Key {
    match audience {
        Audience::Consumer | Audience::Unknown => Key::AudienceConsumer,
        Audience::Business => Key::AudienceBusiness,
        Audience::Industrial => Key::AudienceIndustrial,
        Audience::Oem => Key::AudienceOem,
        Audience::Service => Key::AudienceService,
    }
}
