//! What the builder page asks of the core: JSON text in, JSON text out, written by what the command line writes by.
//!
//! A module of its own beside the card's, so that readers do not carry the editor's tools. Knows no page and
//! no clock, and writes no words but problems.

use phaseout::{
    Catalogue, Locale, Named, Precision, Problem, Problems, Standing, When, evaluate,
    snippet::{Form, Size, Snippet, Theme, check, snippet, style},
    view::{Level, Offer, Row, Setting, opening, view},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What an editor has chosen.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    /// JSON text.
    catalogue: String,
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
}

/// What a catalogue offers, in words: `{ title, groups, offset, checked }`, or `{ problems }`.
#[wasm_bindgen]
pub fn describe(catalogue: &str, locale: &str) -> String {
    answer(read(catalogue, locale).map_err(each).map(|(catalogue, locale)| {
        let opening = opening(&catalogue, catalogue.checked, &locale);
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

/// Every snippet of what was chosen, by form, and the dates of the product: `{ snippets, milestones }`, or
/// `{ problems }`.
#[wasm_bindgen]
pub fn write(request: &str) -> String {
    answer(parsed(request).and_then(|request: Request| {
        let (catalogue, locale) = read(&request.catalogue, &request.locale).map_err(each)?;
        let mut problems = Vec::new();
        let product = catalogue
            .find(&request.product)
            .map_err(|error| problem("product", &error))
            .map_err(|it| problems.push(it));
        let clock =
            request.clock.parse::<When>().map_err(|error| problem("moment", &error)).map_err(|it| problems.push(it));
        let (Ok(product), Ok(clock)) = (product, clock) else { return Err(problems) };
        let precision = Precision::by_name(&request.precision).unwrap_or(Precision::Auto);
        let status = evaluate(&catalogue, &product, clock, precision);
        let Request { is_chooser: chooser, is_frozen: frozen, .. } = request;
        let heading = Level::by_name(&request.heading);
        let setting = Setting { chooser, frozen, heading, ..Setting::default() };
        let card = view(&status, &locale, setting);
        let (style, now) = (style(), clock.written());
        let given = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let mut snippets = serde_json::Map::new();
        for form in Form::ALL {
            let text = snippet(
                &status,
                &card,
                &locale,
                Snippet {
                    form: *form,
                    script: &request.script,
                    integrity: given(&request.integrity),
                    style: request.is_served.then_some(&style),
                    now: request.is_frozen.then_some(&now),
                    catalogue: given(&request.address),
                    precision,
                    theme: Theme::by_name(&request.theme).unwrap_or(Theme::Auto),
                    size: Size::by_name(&request.size).unwrap_or(Size::Full),
                },
            );
            snippets.insert(form.name().to_owned(), text.into());
        }
        let dated = |(standing, row): (&Standing, &Row)| {
            let from = standing.milestone.from?.timestamp_millis();
            Some(json!({ "label": row.label, "date": row.date, "at": from }))
        };
        let milestones: Vec<_> = status.milestones.iter().zip(&card.rows).filter_map(dated).collect();
        Ok(json!({ "snippets": snippets, "milestones": milestones }))
    }))
}

/// Every problem of a catalogue's text: `{ problems }`.
#[wasm_bindgen(js_name = checkCatalogue)]
pub fn check_catalogue(text: &str) -> String {
    answer(Catalogue::read(text).map_err(each).map(|_| json!({ "problems": [] })))
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

fn read(catalogue: &str, locale: &str) -> Result<(Catalogue, Locale), Problems> {
    Ok((Catalogue::read(catalogue)?, Locale::read(locale)?))
}

fn each(problems: Problems) -> Vec<Problem> {
    problems.into_iter().collect()
}

fn parsed<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, Vec<Problem>> {
    serde_json::from_str(json).map_err(|error| vec![problem("request", &error)])
}

fn problem(place: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem { place: place.to_owned(), message: error.to_string() }
}

fn answer(result: Result<Value, Vec<Problem>>) -> String {
    result.unwrap_or_else(|problems| json!({ "problems": told(&problems) })).to_string()
}

fn told(problems: &[Problem]) -> Vec<impl Serialize> {
    problems.iter().map(|problem| json!({ "place": problem.place, "message": problem.message })).collect()
}
