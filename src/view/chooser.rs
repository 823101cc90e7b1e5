//! The products that a reader can choose from: a catalogue in, labelled groups out.

use super::{Setting, as_of, frozen, headings, plain_sentence, stale};
use crate::{
    catalogue::{Audience, Catalogue, Product},
    day::Civil,
    evaluate::{Now, evaluate},
    find::ANY,
    locale::{Direction, Key, Locale, Sentence},
    named::Named,
    template::{Bounds, Choice, Kind, Template, Value, choose},
    when::{When, number_of},
    wish::Precision,
};

/// A labelled choice of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chooser<'v> {
    /// What is chosen.
    pub label: &'v str,
    /// The line that stands where nothing is chosen yet; `None` once something is.
    pub invitation: Option<&'v str>,
    /// What the choice shows while it is closed: the chosen product's name, and its language where that is another than
    /// the card's; else the invitation.
    pub shown: (&'v str, &'v str),
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
    pub is_chosen: Choice<bool>,
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
    pub stale: Choice<Option<Sentence<'v>>>,
    /// The day of the last check.
    pub as_of: Template,
    /// Says that the card is frozen, when it is.
    pub frozen: Option<String>,
    /// How deep the title is in the page's outline; empty, for the second level, where no host said otherwise.
    pub heading: Template,
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
    let bounds = Day { today: number_of(now.today()), catalogue, setting };
    opening_within(catalogue, any, now, locale, setting, &bounds)
}

/// The reader's day, and what the host wants of a card before a product is chosen.
struct Day<'d> {
    today: i64,
    catalogue: &'d Catalogue,
    setting: Setting,
}

impl Bounds for Day<'_> {
    fn bounds(&self, value: Value) -> (i64, i64) {
        let Civil { year, month, day } = value.calendar.date(self.today);
        let number = match value.kind {
            Kind::Today => self.today,
            Kind::Year => year,
            Kind::Month => month,
            Kind::Day => day,
            Kind::Heading => self.setting.heading.map_or(0, |level| level.number().into()),
            Kind::Chosen => nothing(self.catalogue),
            _ => 0,
        };
        (number, number)
    }
}

/// The same, as far as `bounds` say what the moment is.
pub(crate) fn opening_within<'v>(
    catalogue: &'v Catalogue,
    any: Option<&'v Product>,
    now: Now,
    locale: &'v Locale,
    setting: Setting,
    bounds: &dyn Bounds,
) -> Opening<'v> {
    let status = any.map(|any| evaluate(catalogue, any, When::Day(now.today()), Precision::Auto));
    let [heading, _] = headings(bounds);
    Opening {
        language: &locale.language,
        direction: locale.direction,
        title: catalogue.title.spoken(&locale.language),
        sentence: status.map(|status| plain_sentence(&status, locale)),
        chooser: chooser(catalogue, None, locale, bounds),
        stale: stale(catalogue, locale, bounds),
        as_of: as_of(catalogue, true, locale, bounds),
        frozen: setting.frozen.then(|| frozen(now.at(), locale)),
        heading,
    }
}

/// Where a product stands among a topic's: its own place, then that of not knowing which, then that of one which the
/// topic does not list.
pub(crate) fn place(catalogue: &Catalogue, product: &Product) -> i64 {
    let listed = catalogue.products.iter().position(|listed| listed.id == product.id);
    let unlisted = i64::from(product.id != ANY);
    listed.map_or(count(catalogue) + unlisted, |place| i64::try_from(place).unwrap_or(0))
}

/// The place of no product, behind those of all.
pub(crate) fn nothing(catalogue: &Catalogue) -> i64 {
    count(catalogue) + 2
}

fn count(catalogue: &Catalogue) -> i64 {
    i64::try_from(catalogue.products.len()).unwrap_or(0)
}

pub(super) fn chooser<'v>(
    catalogue: &'v Catalogue,
    chosen: Option<&'v Product>,
    locale: &'v Locale,
    bounds: &dyn Bounds,
) -> Chooser<'v> {
    let is_chosen = |place| {
        let cases = [(0, false), (place, true), (place + 1, false)];
        choose(bounds, Kind::Chosen.alone(), &cases, &Choice::One)
    };
    let mut groups: Vec<Group> = Vec::new();
    if let Some(unlisted) = chosen.filter(|product| product.id.is_empty()) {
        groups.push(Group {
            label: "",
            options: vec![Offer {
                id: "",
                name: unlisted.name.0.spoken(&locale.language),
                is_chosen: Choice::One(true),
            }],
        });
    }
    for audience in Audience::ALL {
        let mut options = Vec::new();
        for (product, place) in catalogue.products.iter().zip(0..) {
            if product.audience == *audience {
                let name = product.name.0.spoken(&locale.language);
                options.push(Offer { id: &product.id, name, is_chosen: is_chosen(place) });
            }
        }
        if !options.is_empty() {
            groups.push(Group { label: locale.label(group(*audience)), options });
        }
    }
    if catalogue.any_product().is_some() {
        groups.push(Group {
            label: "",
            options: vec![Offer {
                id: ANY,
                name: ("", locale.label(Key::ChooserUnknown)),
                is_chosen: is_chosen(count(catalogue)),
            }],
        });
    }
    let shown = match chosen {
        None => ("", locale.label(Key::ChooserChoose)),
        Some(any) if any.id == ANY => ("", locale.label(Key::ChooserUnknown)),
        Some(product) => product.name.0.spoken(&locale.language),
    };
    Chooser {
        label: locale.label(Key::Chooser),
        invitation: chosen.is_none().then(|| locale.label(Key::ChooserChoose)),
        shown,
        groups,
    }
}

/// What the group of an audience is called; those whose audience is not known are never listed.
pub(crate) fn group(audience: Audience) -> Key {
    match audience {
        Audience::Consumer | Audience::Unknown => Key::AudienceConsumer,
        Audience::Business => Key::AudienceBusiness,
        Audience::Industrial => Key::AudienceIndustrial,
        Audience::Oem => Key::AudienceOem,
        Audience::Service => Key::AudienceService,
    }
}
