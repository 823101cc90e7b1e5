//! What a published folder holds beside the card: a topic, a language and the folder's address in, files out.
//!
//! An oEmbed answer and a page that leads to it for each product and language, a calendar for each deadline ahead, and
//! pages to choose and follow topics by. Writes nothing itself, and reads no clock.

mod calendar;
mod cards;
mod pages;

use serde::Serialize;

use crate::{
    ANY, Catalogue, Locale, Precision, When, attribute_value, evaluate, html,
    named::Named,
    snippet::{
        Size, Subject,
        frame::{self, FITTING, HEIGHT, WIDTH},
        style,
    },
    view::{Setting, opening, view},
};

pub use self::{
    cards::cards,
    pages::{Published, pages, topic_page},
};

/// A file of the folder: its path inside, and its content.
pub type File = (String, String);

/// Seconds for which a CMS may keep an oEmbed answer: one day.
const CACHE_AGE: u32 = 86_400;

/// An oEmbed 1.0 answer. <https://oembed.com>
#[derive(Debug, Serialize)]
struct Answer<'a> {
    version: &'static str,
    r#type: &'static str,
    title: &'a str,
    provider_name: &'static str,
    provider_url: &'a str,
    cache_age: u32,
    width: u32,
    height: u32,
    html: String,
}

/// The files for one catalogue in a language, as of `now`.
///
/// `base` is the address of the folder, with a slash at its end: without one there are only calendars, because
/// an oEmbed answer is read elsewhere and has to say it. `file` is the catalogue's name in the folder, empty for
/// the one that the card shows by itself; of any other the id is part of each name.
pub fn site(catalogue: &Catalogue, file: &str, locale: &Locale, base: Option<&str>, now: When) -> Vec<File> {
    let mut files = Vec::new();
    let any = catalogue.any_product();
    let mut embed = |subject: &Subject| {
        files.extend(base.into_iter().flat_map(|base| embeddable(subject, file, base)));
        subject.stem(!file.is_empty())
    };
    let mut calendars = Vec::new();
    let checked = When::Day(catalogue.checked);
    let opening = opening(catalogue, any.as_ref(), checked.into(), locale, Setting::default());
    embed(&Subject::open(catalogue, &opening));
    for product in catalogue.products.iter().chain(&any) {
        let status = evaluate(catalogue, product, now, Precision::Auto);
        let card = view(&status, locale, Setting::default());
        let name = embed(&Subject::of(&status, &card, locale));
        // Of a product that nobody knows there is nothing to be reminded of.
        let calendar = if product.id == ANY { None } else { calendar::calendar(&status, &card) };
        calendars.extend(calendar.map(|text| (format!("calendar/{name}.ics"), text)));
    }
    files.extend(calendars);
    files
}

/// The stylesheets of served cards, by size. A card that is served holds the same text, so that a strict policy can allow it
/// by the hash that is published for the file.
pub fn styles() -> Vec<File> {
    let file = |size: &Size| (format!("served.{}.css", size.name()), style(*size).trim().to_owned());
    Size::ALL.iter().map(file).collect()
}

/// The oEmbed answer of a card, and the page that an editor pastes the address of.
fn embeddable(subject: &Subject, file: &str, base: &str) -> [File; 2] {
    let Subject { title, language, .. } = subject;
    let name = subject.stem(!file.is_empty());
    let catalogue = format!("catalogue/{file}");
    let mut settings = Vec::new();
    settings.extend(subject.product.map(|product| ("product", product)));
    settings.push(("lang", language));
    settings.extend((!file.is_empty()).then_some(("catalogue", catalogue.as_str())));
    let frame = frame::address(base, &settings);
    // WordPress makes a frame fit only where a quotation comes before it. It takes `hidden`, a style and a policy of referrers
    // away, shows the quotation until the frame has said its height, and keeps it in feeds. Elsewhere the frame is enough.
    let html = format!(
        "<blockquote hidden>{}</blockquote>\
         <iframe title=\"{}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" frameborder=\"0\" src=\"{}\"></iframe>",
        html(&subject.sentence),
        attribute_value(title),
        attribute_value(&frame)
    );
    let answer = Answer {
        version: "1.0",
        r#type: "rich",
        title,
        provider_name: "phaseout",
        provider_url: base,
        cache_age: CACHE_AGE,
        width: WIDTH,
        height: HEIGHT,
        html,
    };
    let answer = serde_json::to_string(&answer).expect("strings and numbers are always JSON");
    let page = page(subject, &frame, &format!("{base}oembed/{name}.json"));
    [(format!("oembed/{name}.json"), answer), (format!("oembed/{name}.html"), page)]
}

/// A page with the discovery link in its head, within the first bytes that a CMS reads.
fn page(subject: &Subject, frame: &str, answer: &str) -> String {
    let sentence = html(&subject.sentence);
    let (title, frame, answer) = (attribute_value(&subject.title), attribute_value(frame), attribute_value(answer));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{answer}\" title=\"{title}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<p>{sentence}</p>\n\
         <iframe title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" {FITTING} src=\"{frame}\"></iframe>\n</html>\n",
        subject.language
    )
}
