//! The card as a picture to take away, in a newsletter, in print, on social media: [`View`], [`Size`] and [`Theme`] in,
//! SVG text and its alternative text out.
//!
//! The picture says what the card says at one moment, with the day and the source on it. It holds text, rectangles and
//! paths and nothing else: no script, no link, no font, nothing to load. Lines are broken here, by a table of widths,
//! because nobody knows where a picture is shown. Knows no clock and no browser.

mod breaks;
mod colour;
mod mark;
mod measure;
mod page;
mod svg;

pub(crate) use self::colour::{colour, state};
pub use self::{
    measure::{Weight, width},
    svg::Line,
};
use self::{
    measure::{apart, unsteered},
    page::{Page, laid},
};
use crate::{
    link::{host, https},
    locale::{Direction, Piece, words},
    markup::first_step,
    named::named,
    text::{concat, visible},
    urgency::Urgency,
    view::View,
};

named! {
    /// How large a picture is, in its own pixels.
    pub enum Size {
        /// 1200 × 630, as social media show the picture of a link.
        Wide = "wide",
        /// 1080 × 1080.
        Square = "square",
        /// 1080 wide, and as high as its text: for print, and in a newsletter.
        Column = "column",
    }
}

named! {
    /// The colours of a picture.
    pub enum Theme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

/// A card as a picture, laid out.
#[derive(Debug)]
pub struct Picture<'v> {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it says, in one text of one line: for those who do not see it.
    pub alt: String,
    title: String,
    description: String,
    language: &'v str,
    direction: Direction,
    urgency: Urgency,
    theme: Theme,
    page: Page<'v>,
}

/// The picture of a card. The view should be of a card that does not follow the clock.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, When, evaluate, view::{Setting, view}};
/// use phaseout::picture::{Size, Theme, picture};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// # let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2024-09-29".parse::<When>().unwrap(), Precision::Auto);
/// let card = view(&status, &english, Setting { frozen: true, ..Setting::default() });
/// let picture = picture(&card, Size::Wide, Theme::Light);
/// assert_eq!((picture.width, picture.height), (1200, 630));
/// assert!(picture.alt.contains("As of September 29, 2024."));
/// assert!(picture.svg().starts_with("<svg "));
/// ```
pub fn picture<'v>(view: &View<'v>, size: Size, theme: Theme) -> Picture<'v> {
    let title = visible(&concat(&[view.title.1, ": ", view.product.1]));
    let texts = texts(view);
    let mut description = String::new();
    for text in texts.iter().filter(|text| text.part.is_described()) {
        let gap = if text.part == Part::Sentence { " · " } else { " " };
        description.push_str(if description.is_empty() { "" } else { gap });
        description.push_str(&unsteered(&text.words));
    }
    let page = laid(texts, size);
    Picture {
        width: page.width,
        height: page.height,
        alt: concat(&[&title, " · ", &description]),
        title,
        description,
        language: view.language,
        direction: view.direction,
        urgency: view.urgency.one().copied().unwrap_or(Urgency::Unknown),
        theme,
        page,
    }
}

impl Picture<'_> {
    /// The picture as an SVG document, with a line break at its end.
    pub fn svg(&self) -> String {
        svg::written(self, &mut svg::plain)
    }

    /// The same, with each line as `write` has it inside of its `text`: for who draws letters in another way. Whatever it
    /// writes goes out as it is.
    pub fn svg_with(&self, write: &mut dyn FnMut(&Line) -> String) -> String {
        svg::written(self, write)
    }
}

impl Size {
    /// The width in pixels.
    pub const fn width(self) -> u32 {
        match self {
            Self::Wide => 1200,
            Self::Square | Self::Column => 1080,
        }
    }

    /// The height in pixels; none where it is that of the text.
    pub const fn height(self) -> Option<u32> {
        match self {
            Self::Wide => Some(630),
            Self::Square => Some(1080),
            Self::Column => None,
        }
    }
}

/// What a text of the picture is, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The measure.
    Title,
    /// The product's name.
    Product,
    /// What holds, in a few words.
    Headline,
    /// The date of that.
    When,
    /// What holds, in one sentence with every date.
    Sentence,
    /// What to do.
    Action,
    /// The practical step that stands open in the card.
    Step,
    /// That the facts are old.
    Stale,
    /// Of which day the picture is.
    AsOf,
    /// The first of the sources.
    Source,
    /// All of them, in its place.
    Sources,
}

impl Part {
    /// Whether the alternative text has it: what is not said by the title or by another part, and is not left out where
    /// there is no room.
    fn is_described(self) -> bool {
        matches!(self, Self::Headline | Self::Sentence | Self::Action | Self::Stale | Self::AsOf | Self::Source)
    }
}

/// A text of the picture.
#[derive(Debug, Clone)]
struct Text<'v> {
    part: Part,
    /// Its language, where that is another than the card's.
    language: &'v str,
    words: String,
}

/// All that the picture can say, in order.
fn texts<'v>(view: &View<'v>) -> Vec<Text<'v>> {
    let is_rtl = view.direction == Direction::Rtl;
    let own = |part, words: String| Text { part, language: "", words };
    let named = |part, (language, words): (&'v str, &'v str)| Text { part, language, words: apart(words, is_rtl) };
    let said = |sentence: &[Piece]| said(sentence, is_rtl);
    let mut texts = vec![
        named(Part::Title, view.title),
        named(Part::Product, view.product),
        own(Part::Headline, visible(&view.headline.to_string())),
    ];
    if let Some(row) = view.governing.and_then(|index| view.rows.get(index)).filter(|_| !view.has_date) {
        let moved = row.moved.as_deref().unwrap_or_default();
        let gap = if moved.is_empty() { "" } else { ". " };
        texts.push(own(Part::When, visible(&concat(&[&row.date.to_string(), gap, moved]))));
    }
    texts.push(own(Part::Sentence, said(&view.sentence)));
    texts.push(own(Part::Action, said(&view.action.sentence)));
    texts.extend(first_step(view).map(|step| own(Part::Step, said(step))));
    texts.extend(view.stale.known().map(|stale| own(Part::Stale, said(stale))));
    texts.push(own(Part::AsOf, visible(&view.as_of.to_string())));
    if let Some(sources) = &view.sources {
        let cited: Vec<_> = sources.entries.iter().map(|entry| cited(entry, is_rtl)).collect();
        let labelled = |cited: &[String]| concat(&[sources.label, ": ", &cited.join("; ")]);
        texts.push(own(Part::Source, labelled(&cited[..1])));
        if cited.len() > 1 {
            texts.push(own(Part::Sources, labelled(&cited)));
        }
    }
    texts
}

/// A source in words, with the name of the host that has it.
fn cited(entry: &[Piece], is_rtl: bool) -> String {
    let address = entry.iter().find_map(|piece| match piece {
        Piece::Link { url, .. } => Some(host(https(url))),
        _ => None,
    });
    let said = words(entry);
    match address.filter(|address| !address.is_empty()) {
        Some(address) => apart(&concat(&[&said, ", ", address]), is_rtl),
        None => apart(&said, is_rtl),
    }
}

/// A sentence as one text. What a page isolates is isolated here too, by characters.
fn said(sentence: &[Piece], is_rtl: bool) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => visible(words),
        piece => apart(piece.words(), is_rtl),
    };
    sentence.iter().map(piece).collect()
}
