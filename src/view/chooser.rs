//! The products that a reader can choose from: a catalogue in, labelled groups out.

use super::{Level, Setting, as_of, frozen, plain_sentence, stale};
use crate::{
    catalogue::{Audience, Catalogue, Product},
    evaluate::{Now, Precision, evaluate},
    find::ANY,
    locale::{Direction, Key, Locale, Sentence},
    named::Named,
    when::When,
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

/// A card before a product is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening<'v> {
    /// BCP 47 tag of the words.
    pub language: &'v str,
    /// Which way they are read.
    pub direction: Direction,
    /// The measure, as a heading, and its language where that is another.
    pub title: (&'v str, &'v str),
    /// What all of its products share, without tense, where they share anything.
    pub sentence: Option<Sentence<'v>>,
    /// The products.
    pub chooser: Chooser<'v>,
    /// That the facts are old, where they are.
    pub stale: Option<Sentence<'v>>,
    /// The day of the last check.
    pub as_of: String,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
    /// How deep the title is in the page's outline; at the second level where no host said otherwise.
    pub heading: Option<Level>,
}

/// The card of a catalogue before a product is chosen. It says what holds for `any`, the product of a reader who does
/// not know which it is ([`Catalogue::any_product`]), where the topic has one.
pub fn opening<'v>(
    catalogue: &'v Catalogue,
    any: Option<&'v Product>,
    now: Now,
    locale: &'v Locale,
    setting: Setting,
) -> Opening<'v> {
    let today = now.today();
    let status = any.map(|any| evaluate(catalogue, any, When::Day(today), Precision::Auto));
    Opening {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        sentence: status.map(|status| plain_sentence(&status, locale)),
        chooser: chooser(catalogue, None, locale),
        stale: stale(catalogue, today, locale),
        as_of: as_of(catalogue, today, false, locale),
        frozen: setting.frozen.then(|| frozen(now.at(), locale)),
        heading: setting.heading,
    }
}

pub(super) fn chooser<'v>(catalogue: &'v Catalogue, chosen: Option<&'v Product>, locale: &'v Locale) -> Chooser<'v> {
    let mut groups: Vec<Group> = Vec::new();
    let is_any = chosen.is_some_and(|product| product.id == ANY);
    if let Some(unlisted) = chosen.filter(|product| product.id.is_empty()) {
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
