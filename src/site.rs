//! What a published folder holds beside the card: catalogues, languages and the folder's address in, files out.
//!
//! An oEmbed answer and a page that leads to it for each product and language, and a calendar for each
//! deadline ahead. Writes nothing itself, and reads no clock.

mod calendar;

use serde::Serialize;

use crate::{
    Catalogue, Locale, Precision, Status, When, attribute_value, evaluate, html, markup,
    snippet::{
        frame::{self, HEIGHT, WIDTH},
        stem,
    },
    view::{Setting, View, plain_sentence, view},
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

/// The files for one catalogue in some languages, as of `now`.
///
/// `base` is the address of the folder, with a slash at its end: without one there are only calendars, because
/// an oEmbed answer is read elsewhere and has to say it. `file` is the catalogue's name in the folder, empty for
/// the one that the card shows by itself; of any other the id is part of each name.
pub fn site(catalogue: &Catalogue, file: &str, locales: &[Locale], base: Option<&str>, now: When) -> Vec<File> {
    let mut files = Vec::new();
    for locale in locales {
        for product in &catalogue.products {
            let status = evaluate(catalogue, product, now, Precision::Auto);
            let name = stem(&status, locale, !file.is_empty());
            let card = view(&status, locale, Setting::default());
            files.extend(base.into_iter().flat_map(|base| embeddable(&status, &card, locale, file, base, &name)));
            files.extend(calendar::calendar(&status, &card).map(|text| (format!("calendar/{name}.ics"), text)));
        }
    }
    files
}

/// The oEmbed answer of a product, and the page that an editor pastes the address of.
fn embeddable(status: &Status, card: &View, locale: &Locale, file: &str, base: &str, name: &str) -> [File; 2] {
    let title = frame::title(card);
    let catalogue = format!("catalogue/{file}");
    let mut settings = vec![("product", status.product.id.as_str()), ("lang", &locale.language)];
    settings.extend((!file.is_empty()).then_some(("catalogue", catalogue.as_str())));
    let frame = frame::address(base, &settings);
    let html = format!(
        "<iframe title=\"{}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" src=\"{}\"></iframe>",
        attribute_value(&title),
        attribute_value(&frame)
    );
    let answer = Answer {
        version: "1.0",
        r#type: "rich",
        title: &title,
        provider_name: "phaseout",
        provider_url: base,
        cache_age: CACHE_AGE,
        width: WIDTH,
        height: HEIGHT,
        html,
    };
    let answer = serde_json::to_string(&answer).expect("strings and numbers are always JSON");
    let page = page(status, locale, &title, &frame, &format!("{base}oembed/{name}.json"));
    [(format!("oembed/{name}.json"), answer), (format!("oembed/{name}.html"), page)]
}

/// A page with the discovery link in its head, within the first bytes that a CMS reads.
fn page(status: &Status, locale: &Locale, title: &str, frame: &str, answer: &str) -> String {
    let sentence = html(&markup::sentence(&plain_sentence(status, locale)));
    let (title, frame, answer) = (attribute_value(title), attribute_value(frame), attribute_value(answer));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{answer}\" title=\"{title}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<p>{sentence}</p>\n\
         <iframe title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" src=\"{frame}\"></iframe>\n</html>\n",
        locale.language
    )
}
