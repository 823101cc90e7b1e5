//! What the builder page asks of the core: JSON text in, JSON text out, written by what the command line writes by.
//!
//! Readers do not carry the editor's tools. Knows no page and
//! no clock, and writes no words but problems.

use phaseout::{
    Catalogue, Locale, Named, Precision, Problem, Problems, Standing, When, compile_for, evaluate,
    picture::{self, picture as drawn},
    snippet::{Facts, Form, Size, Snippet, Subject, Theme, check, snippet, style},
    view::{Level, Offer, Row, Setting, opening, view},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What an editor has chosen.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "one a tick of the page's")]
struct Request {
    /// JSON text.
    catalogue: String,
    /// JSON text of the catalogue's texts in the language; empty where there are none but in itself.
    translations: String,
    /// JSON text.
    locale: String,
    product: String,
    /// The moment to write for: a served card shows it.
    clock: String,
    /// The catalogue's address, empty for the one that the card shows by itself.
    address: String,
    script: String,
    integrity: String,
    precision: String,
    theme: String,
    size: String,
    heading: String,
    is_chooser: bool,
    is_frozen: bool,
    is_served: bool,
    is_inside: bool,
    is_still: bool,
    has_clock: bool,
    has_share: bool,
}

/// What a catalogue offers, in words: `{ title, groups, offset, checked }`, or `{ problems }`.
#[wasm_bindgen]
pub fn describe(catalogue: &str, translations: &str, locale: &str) -> String {
    answer(read(catalogue, translations, locale).map_err(each).map(|(catalogue, locale)| {
        let any = catalogue.any_product();
        let checked = When::Day(catalogue.checked);
        let opening = opening(&catalogue, any.as_ref(), checked.into(), &locale, Setting::default());
        let group = |group: &phaseout::view::Group| {
            let option = |Offer { id, name, .. }: &Offer| json!({ "id": id, "name": name.1 });
            json!({ "label": group.label, "options": group.options.iter().map(option).collect::<Vec<_>>() })
        };
        json!({
            "title": opening.title.1,
            "groups": opening.chooser.groups.iter().map(group).collect::<Vec<_>>(),
            "offset": offset(&catalogue),
        })
    }))
}

/// The offset of the topic's first date, by which an editor's moment is read: `-04:00`.
fn offset(catalogue: &Catalogue) -> String {
    let first = catalogue.milestones.iter().find_map(|milestone| milestone.from);
    first.map_or_else(|| "+00:00".to_owned(), |from| from.offset().to_string())
}

fn precision(request: &Request) -> Precision {
    Precision::by_name(&request.precision).unwrap_or(Precision::Auto)
}

/// Every snippet of a card, by form.
fn snippets(
    subject: &Subject,
    request: &Request,
    now: &str,
    card: Option<&str>,
) -> serde_json::Map<String, serde_json::Value> {
    let size = Size::by_name(&request.size).unwrap_or(Size::Full);
    let style = style(size);
    let given = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let text = |form: &Form| {
        let asked = Snippet {
            form: *form,
            script: &request.script,
            integrity: given(&request.integrity),
            style: request.is_served.then_some(&style),
            card,
            now: request.is_frozen.then_some(now),
            catalogue: given(&request.address),
            precision: precision(request),
            theme: Theme::by_name(&request.theme).unwrap_or(Theme::Auto),
            size,
            facts: if request.is_still { Facts::Pinned } else { Facts::Current },
            clock: request.has_clock,
            share: request.has_share,
        };
        (form.name().to_owned(), snippet(subject, asked).into())
    };
    Form::ALL.iter().map(text).collect()
}

/// Every snippet of what was chosen, by form, and the dates of the product; without a product, of a card whose readers
/// choose: `{ snippets, milestones }`, or
/// `{ problems }`.
#[wasm_bindgen]
pub fn write(request: &str) -> String {
    answer(parsed(request).and_then(|request: Request| {
        let (catalogue, locale) = read(&request.catalogue, &request.translations, &request.locale).map_err(each)?;
        let mut problems = Vec::new();
        let clock =
            request.clock.parse::<When>().map_err(|error| problem("moment", &error)).map_err(|it| problems.push(it));
        let product = Some(request.product.as_str()).filter(|product| !product.is_empty());
        let product = product.map(|product| catalogue.find(product)).transpose();
        let product = product.map_err(|error| problem("product", &error)).map_err(|it| problems.push(it));
        let (Ok(product), Ok(clock)) = (product, clock) else { return Err(problems) };
        let Request { is_chooser: chooser, is_frozen: frozen, .. } = request;
        let setting = Setting { chooser, frozen, heading: Level::by_name(&request.heading), ..Setting::default() };
        let Some(product) = product else {
            let any = catalogue.any_product();
            let opening = opening(&catalogue, any.as_ref(), clock.into(), &locale, setting);
            let file = request.is_inside.then(|| compile_for(&catalogue, None, true, &locale, None).write());
            let snippets = snippets(&Subject::open(&catalogue, &opening), &request, &clock.written(), file.as_deref());
            return Ok(json!({ "snippets": snippets, "milestones": [] }));
        };
        let status = evaluate(&catalogue, &product, clock, precision(&request));
        let card = view(&status, &locale, setting);
        let file = request.is_inside.then(|| compile_for(&catalogue, Some(&product), chooser, &locale, None).write());
        let snippets = snippets(&Subject::of(&status, &card, &locale), &request, &clock.written(), file.as_deref());
        let dated = |(standing, row): (&Standing, &Row)| {
            let from = standing.milestone.from?.timestamp_millis();
            Some(json!({ "label": row.label, "date": row.date.to_string(), "at": from }))
        };
        let milestones: Vec<_> = status.milestones.iter().zip(&card.rows).filter_map(dated).collect();
        Ok(json!({ "snippets": snippets, "milestones": milestones }))
    }))
}

/// What a picture is to be made of.
#[derive(Debug, Deserialize)]
struct Wanted {
    /// JSON text.
    catalogue: String,
    /// JSON text, as of [`Request`].
    translations: String,
    /// JSON text.
    locale: String,
    /// The product; whoever does not know which, where it is empty.
    product: String,
    /// The moment that it is of.
    clock: String,
    size: String,
    theme: String,
}

/// The card as a picture, and what it says: `{ svg, alt, width, height }`, or `{ problems }`.
#[wasm_bindgen]
pub fn picture(wanted: &str) -> String {
    answer(parsed(wanted).and_then(|wanted: Wanted| {
        let (catalogue, locale) = read(&wanted.catalogue, &wanted.translations, &wanted.locale).map_err(each)?;
        let product = if wanted.product.is_empty() { "?" } else { &wanted.product };
        let product = catalogue.find(product).map_err(|error| vec![problem("product", &error)])?;
        let clock = wanted.clock.parse::<When>().map_err(|error| vec![problem("moment", &error)])?;
        let status = evaluate(&catalogue, &product, clock, Precision::Auto);
        let card = view(&status, &locale, Setting { frozen: true, ..Setting::default() });
        let size = picture::Size::by_name(&wanted.size).unwrap_or(picture::Size::Wide);
        let theme = picture::Theme::by_name(&wanted.theme).unwrap_or(picture::Theme::Light);
        let picture = drawn(&card, size, theme);
        Ok(json!({ "svg": picture.svg(), "alt": picture.alt, "width": picture.width, "height": picture.height }))
    }))
}

/// What the check says of a catalogue's text: `{ problems, warnings, ids }`, where `ids` are those of its products.
#[wasm_bindgen(js_name = checkCatalogue)]
pub fn check_catalogue(text: &str) -> String {
    let (problems, warnings) = match Catalogue::warnings(text) {
        Ok(warnings) => (Vec::new(), warnings),
        Err(problems) => (each(problems), Vec::new()),
    };
    let ids = Catalogue::product_ids(text);
    json!({ "problems": told(&problems), "warnings": told(&warnings), "ids": ids }).to_string()
}

/// A snippet that an editor pasted, and what it is held against.
#[derive(Debug, Deserialize)]
struct Pasted {
    form: String,
    attributes: Vec<(String, String)>,
    text: String,
    scripts: Vec<Script>,
    /// JSON text, empty where it could not be had.
    catalogue: String,
    languages: Vec<String>,
    integrity: String,
}

#[derive(Debug, Deserialize)]
struct Script {
    src: String,
    #[serde(rename = "type")]
    kind: String,
    integrity: String,
    crossorigin: bool,
}

/// Every problem of a snippet: `{ problems }`.
#[wasm_bindgen(js_name = checkSnippet)]
pub fn check_snippet(pasted: &str) -> String {
    answer(parsed(pasted).map(|pasted: Pasted| {
        let catalogue = Catalogue::read(&pasted.catalogue).ok();
        let script = |Script { src, kind, integrity, crossorigin }| check::Script { src, kind, integrity, crossorigin };
        let found = check::Pasted {
            form: Form::by_name(&pasted.form),
            attributes: pasted.attributes,
            text: pasted.text,
            scripts: pasted.scripts.into_iter().map(script).collect(),
        };
        let published = check::Published {
            catalogue: catalogue.as_ref(),
            languages: &pasted.languages,
            integrity: &pasted.integrity,
        };
        json!({ "problems": told(&check::problems(&found, published)) })
    }))
}

fn read(catalogue: &str, translations: &str, locale: &str) -> Result<(Catalogue, Locale), Problems> {
    Ok((crate::topic(catalogue, translations)?, Locale::read(locale)?))
}

fn each(problems: Problems) -> Vec<Problem> {
    problems.into_iter().collect()
}

pub(crate) fn parsed<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, Vec<Problem>> {
    serde_json::from_str(json).map_err(|error| vec![problem("request", &error)])
}

pub(crate) fn problem(place: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem { place: place.to_owned(), message: error.to_string() }
}

pub(crate) fn answer(result: Result<Value, Vec<Problem>>) -> String {
    result.unwrap_or_else(|problems| json!({ "problems": told(&problems) })).to_string()
}

fn told(problems: &[Problem]) -> Vec<impl Serialize> {
    problems.iter().map(|problem| json!({ "place": problem.place, "message": problem.message })).collect()
}
