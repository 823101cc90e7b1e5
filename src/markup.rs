//! What the card is made of: [`View`] in, a tree of [`Node`]s out.
//!
//! The only file that says which tags. Knows no words; every text comes from the view. Two interpreters read
//! the tree, one writing text, one touching the page, so both show the same.

mod builder;

use self::builder::Builder;
pub use crate::node::{Attribute, Element, Node, Tag};
use crate::{
    locale::{Piece, Sentence, words},
    named::Named,
    template::{Choice, Template},
    text::length,
    view::{AHEAD, Opening, View},
};

/// The ids of what names a card, and of its controls.
const PRODUCT: &str = "product";
const TITLE: &str = "title";
const CHOICE: &str = "choice";
const NAME: &str = "title product";
const UNTIL: &str = "until";

/// The most characters of an advice that is set in bold: about three lines on a phone.
const LONG: usize = 120;

/// The tree of a card: the answer first, then one part that unfolds, with everything that proves it.
pub fn card(view: &View) -> Vec<Node> {
    let mut card = Builder::default();
    // Two cards of one measure are two landmarks, so the product is part of the name.
    card.section(view.language, view.direction, NAME);
    card.set_template(
        Attribute::DataState,
        &view.urgency.clone().then(&|it| Choice::One(Template::named(it.name()))).into(),
    );
    card.announcement(&view.announcement);
    let [title_level, level] = &view.heading;
    card.heading(view.title, title_level);
    match &view.chooser {
        Some(chooser) => card.chooser(chooser),
        None => card.product(view.product, false),
    }
    // Behind the chooser, which thereby stays the same element, and keeps its focus, once a product is chosen.
    if let Some(frozen) = &view.frozen {
        card.part(Tag::P, "frozen", frozen);
    }
    card.template(Tag::P, "status", &view.headline);
    card.open(Tag::P, "short");
    card.template(Tag::Span, "", &view.short.0);
    card.text(" · ");
    card.part(Tag::Span, "", view.short.1);
    card.close();
    if let Some(row) = view.governing.and_then(|index| view.rows.get(index)).filter(|_| !view.has_date) {
        card.when(row, view.is_said);
    }
    card.paragraph(if view.is_said { "sentence said" } else { "sentence" }, &view.sentence);
    card.open(Tag::Div, "action");
    card.subheading("action-title said", view.action.label, level);
    // A paragraph in bold is no emphasis.
    let is_long = length(&words(&view.action.sentence)) > LONG;
    card.paragraph(if is_long { "action-sentence long" } else { "action-sentence" }, &view.action.sentence);
    if let Some(step) = first_step(view) {
        card.paragraph("step", step);
    }
    card.close();
    card.each_of(&view.countdown, &|card, clock| card.clock(clock));
    card.controls(view.calendar.as_ref(), &view.countdown);
    card.each_of(&view.stale, &|card, stale| card.paragraph("stale", stale));
    details(&mut card, view, level);
    card.end(&view.as_of)
}

/// The practical step that stands open: the first, where it is in the card's own language.
pub(crate) fn first_step<'v, 's>(view: &'s View<'v>) -> Option<&'s Sentence<'v>> {
    let step = view.action.steps.as_ref()?.entries.first()?;
    let is_foreign = |piece: &Piece| matches!(piece, Piece::Foreign { language, .. } if !language.is_empty());
    (!step.iter().any(is_foreign)).then_some(step)
}

/// What unfolds: the line of time, what else there is to know, and who says so.
fn details(card: &mut Builder, view: &View, level: &Template) {
    card.open(Tag::Details, "more");
    card.part(Tag::Summary, "summary", view.more);
    if !view.rows.is_empty() {
        card.open(Tag::Dl, "milestones");
        card.choice(&view.announced, &|card, announced| {
            let mut today = view.today.as_ref();
            let numbered = view.rows.iter().zip(0..).map(|(row, index)| (row, view.governing == Some(index)));
            for (row, is_governing) in announced.iter().map(|row| (row, false)).chain(numbered) {
                if let Some(today) = today.take_if(|_| row.state == AHEAD) {
                    card.row(today, false);
                }
                card.row(row, is_governing);
            }
        });
        card.close();
    }
    let told = usize::from(first_step(view).is_some());
    card.list("steps", view.action.steps.as_ref(), told, level);
    card.list("notes", view.notes.as_ref(), 0, level);
    card.list("sources", view.sources.as_ref(), 0, level);
    card.close();
}

/// The tree of a card before a product is chosen.
pub fn opening_card(opening: &Opening) -> Vec<Node> {
    let mut card = Builder::default();
    card.section(opening.language, opening.direction, TITLE);
    card.announcement("");
    card.heading(opening.title, &opening.heading);
    if let Some(sentence) = &opening.sentence {
        card.paragraph("sentence", sentence);
    }
    card.chooser(&opening.chooser);
    if let Some(frozen) = &opening.frozen {
        card.part(Tag::P, "frozen", frozen);
    }
    card.each_of(&opening.stale, &|card, stale| card.paragraph("stale", stale));
    card.end(&opening.as_of)
}

/// A sentence as phrasing content: text, dates and links, fit to stand inside a paragraph.
pub fn sentence(sentence: &Sentence) -> Vec<Node> {
    let mut nodes = Builder::default();
    nodes.sentence(sentence);
    nodes.done
}
