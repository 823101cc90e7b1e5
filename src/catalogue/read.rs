//! The catalogue's JSON format: a JSON value in, a [`Catalogue`] or every problem out.
//!
//! Looks at each field by itself; what only several fields together can get wrong is in `check`.

use chrono::{FixedOffset, NaiveDate};

use super::{
    Background, Catalogue, MOST_MILESTONES, MOST_PRODUCTS, Milestone, Note, Product, Scope, Source, Step, Text, check,
};
use crate::{
    json::{
        self, Json,
        fields::{Fields, TOP, sentence},
    },
    named::Named,
    problem::{Problem, ProblemKind},
    text::{hidden_in_name, is_language},
    when::{When, offset_of},
};

/// Most characters of a name, and of a text.
const NAME: usize = 120;
const WORDS: usize = 400;

/// Most entries of a list that no other limit holds.
const ENTRIES: usize = 100;

type Problems = Vec<Problem>;

pub(super) fn read(text: &str) -> Result<Catalogue, Problems> {
    let value = json::read(text).map_err(|problem| vec![problem])?;
    let mut problems = Problems::new();
    let catalogue = Fields::of(&value, TOP, &mut problems).and_then(|fields| catalogue(fields, &mut problems));
    match catalogue {
        Some(catalogue) if problems.is_empty() => Ok(catalogue),
        _ => Err(problems),
    }
}

/// The entries of one list: the ids of all, and those that could be read, each with its place.
pub(super) struct Entries<T> {
    pub(super) ids: Vec<(String, String)>,
    pub(super) read: Vec<(String, T)>,
}

impl<T> Entries<T> {
    fn into_entries(self) -> Vec<T> {
        self.read.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// Every list of a catalogue as far as it could be read.
pub(super) struct Lists {
    pub(super) sources: Entries<Source>,
    pub(super) milestones: Entries<Milestone>,
    pub(super) background: Entries<Background>,
    pub(super) notes: Entries<Note>,
    pub(super) steps: Entries<Step>,
    pub(super) products: Entries<Product>,
}

fn catalogue(mut fields: Fields, problems: &mut Problems) -> Option<Catalogue> {
    fields.optional("$schema");
    fields.format(problems);
    let id = id(&mut fields, "id", problems);
    let title = text(&mut fields, "title", NAME, problems);
    let phrase = text(&mut fields, "phrase", NAME, problems);
    let citation = fields.optional("citation").map(|value| sentence(value, "citation", NAME, TOP, problems));
    let maker = name(&mut fields, "maker", problems);
    let exhaustive = fields.boolean("exhaustive", problems);
    let offset = fields.parsed("offset", "an offset such as -04:00", |it| offset_of(it.as_bytes()), problems);
    let zones = zones(&mut fields, problems);
    let checked = day(&mut fields, problems);
    let sources = each(&mut fields, "sources", ENTRIES, problems, source);
    let milestones = each(&mut fields, "milestones", MOST_MILESTONES, problems, milestone);
    let background = each(&mut fields, "background", ENTRIES, problems, background);
    let notes = each(&mut fields, "notes", ENTRIES, problems, note);
    let steps = each(&mut fields, "steps", ENTRIES, problems, step);
    let products = each(&mut fields, "products", MOST_PRODUCTS, problems, product);
    fields.finish(problems);
    for (list, ids) in [("milestones", &milestones.ids), ("products", &products.ids)] {
        if ids.is_empty() {
            problems.push(Problem::new(TOP, ProblemKind::Missing(list)));
        }
    }
    let lists = Lists { sources, milestones, background, notes, steps, products };
    check::check(&lists, maker.as_deref(), exhaustive, offset, problems);
    Some(Catalogue {
        id: id?,
        title: title?,
        phrase: phrase?,
        citation: citation.flatten().map(str::to_owned),
        maker: maker?,
        exhaustive: exhaustive?,
        offset: offset?,
        zones,
        checked: checked?,
        sources: lists.sources.into_entries(),
        milestones: lists.milestones.into_entries(),
        background: lists.background.into_entries(),
        notes: lists.notes.into_entries(),
        steps: lists.steps.into_entries(),
        products: lists.products.into_entries(),
    })
}

fn source(mut fields: Fields, problems: &mut Problems) -> Option<Source> {
    let id = id(&mut fields, "id", problems);
    let title = fields.string("title", NAME, problems);
    let url = fields.parsed("url", "an https address without a user", https, problems);
    let kind = fields.one_of("kind", problems);
    let checked = day(&mut fields, problems);
    fields.finish(problems);
    Some(Source { id: id?, title: title?.to_owned(), url: url?, kind: kind?, checked: checked? })
}

fn milestone(mut fields: Fields, problems: &mut Problems) -> Option<Milestone> {
    let id = id(&mut fields, "id", problems);
    let at = fields.parsed("at", "a day or an instant with its offset, from 2000 to 2099", published, problems);
    let effect = fields.one_of("effect", problems);
    let basis = fields.one_of("basis", problems);
    let confidence = fields.one_of("confidence", problems);
    let checked = day(&mut fields, problems);
    let sources = references(&mut fields, "sources", problems);
    let detail = fields.has("detail").then(|| text(&mut fields, "detail", WORDS, problems));
    let audiences = audiences(&mut fields, problems);
    let products = references(&mut fields, "products", problems);
    needs_source(&fields, &sources, problems);
    fields.finish(problems);
    Some(Milestone {
        id: id?,
        at: at?,
        effect: effect?,
        basis: basis?,
        confidence: confidence?,
        checked: checked?,
        sources,
        detail: detail.flatten(),
        audiences,
        products,
    })
}

fn background(mut fields: Fields, problems: &mut Problems) -> Option<Background> {
    let id = id(&mut fields, "id", problems);
    let at = fields.parsed("at", "a day, month or instant, or two of them joined by /", span, problems);
    let title = text(&mut fields, "title", WORDS, problems);
    let basis = fields.one_of("basis", problems);
    let confidence = fields.one_of("confidence", problems);
    let checked = day(&mut fields, problems);
    let sources = references(&mut fields, "sources", problems);
    needs_source(&fields, &sources, problems);
    fields.finish(problems);
    Some(Background {
        id: id?,
        at: at?,
        title: title?,
        basis: basis?,
        confidence: confidence?,
        checked: checked?,
        sources,
    })
}

fn note(mut fields: Fields, problems: &mut Problems) -> Option<Note> {
    let id = id(&mut fields, "id", problems);
    let text = text(&mut fields, "text", WORDS, problems);
    let sources = references(&mut fields, "sources", problems);
    needs_source(&fields, &sources, problems);
    fields.finish(problems);
    Some(Note { id: id?, text: text?, sources })
}

fn step(mut fields: Fields, problems: &mut Problems) -> Option<Step> {
    let id = id(&mut fields, "id", problems);
    let text = text(&mut fields, "text", WORDS, problems);
    let audiences = audiences(&mut fields, problems);
    let sources = references(&mut fields, "sources", problems);
    needs_source(&fields, &sources, problems);
    fields.finish(problems);
    Some(Step { id: id?, text: text?, audiences, sources })
}

fn product(mut fields: Fields, problems: &mut Problems) -> Option<Product> {
    let id = id(&mut fields, "id", problems);
    let product_name = name(&mut fields, "name", problems);
    let aliases = fields.strings("aliases", ENTRIES, problems).into_iter().map(str::to_owned).collect();
    let audience = fields.one_of("audience", problems);
    let scope = fields.one_of("scope", problems);
    let basis = fields.one_of("basis", problems);
    let confidence = fields.one_of("confidence", problems);
    let sources = references(&mut fields, "sources", problems);
    let condition = fields.has("condition").then(|| text(&mut fields, "condition", WORDS, problems));
    let note = fields.has("note").then(|| text(&mut fields, "note", WORDS, problems));
    needs_source(&fields, &sources, problems);
    match (scope, &condition) {
        (Some(Scope::Conditional), None) => fields.report(problems, ProblemKind::Missing("condition")),
        (Some(scope), Some(_)) if scope != Scope::Conditional => {
            let clause = format!("condition is given, but scope `{}` has none", scope.name());
            fields.report(problems, ProblemKind::Conflict(clause));
        }
        _ => {}
    }
    fields.finish(problems);
    Some(Product {
        id: id?,
        name: product_name?,
        aliases,
        audience: audience?,
        scope: scope?,
        basis: basis?,
        confidence: confidence?,
        sources,
        condition: condition.flatten(),
        note: note.flatten(),
    })
}

fn each<T>(
    fields: &mut Fields,
    list: &'static str,
    limit: usize,
    problems: &mut Problems,
    read: fn(Fields, &mut Problems) -> Option<T>,
) -> Entries<T> {
    let mut entries = Entries { ids: Vec::new(), read: Vec::new() };
    for (place, value) in fields.array(list, limit, problems) {
        let Some(entry) = Fields::of(value, &place, problems) else { continue };
        let place = entry.place().to_owned();
        entries.ids.push((entry.id().to_owned(), place.clone()));
        entries.read.extend(read(entry, problems).map(|entry| (place, entry)));
    }
    entries
}

fn zones(fields: &mut Fields, problems: &mut Problems) -> Vec<(FixedOffset, Text)> {
    let mut zones = Vec::new();
    for (offset, names) in fields.map("zones", problems) {
        let Some(at) = offset_of(offset.as_bytes()) else {
            let expected = "an offset such as -04:00".into();
            fields.report(problems, ProblemKind::NotA { field: "zones".into(), value: offset.clone(), expected });
            continue;
        };
        zones.extend(languages(names, "zones", 40, TOP, problems).map(|names| (at, names)));
    }
    zones
}

fn id(fields: &mut Fields, field: &'static str, problems: &mut Problems) -> Option<String> {
    let expected = "1 to 64 small letters, digits and hyphens";
    fields.parsed(field, expected, |id| is_id(id).then(|| id.to_owned()), problems)
}

fn name(fields: &mut Fields, field: &'static str, problems: &mut Problems) -> Option<String> {
    let name = fields.string(field, NAME, problems)?;
    if let Some(character) = hidden_in_name(name) {
        fields.report(problems, ProblemKind::Hidden { field: field.into(), character });
        return None;
    }
    Some(name.to_owned())
}

fn day(fields: &mut Fields, problems: &mut Problems) -> Option<NaiveDate> {
    let read = |text: &str| match published(text) {
        Some(When::Day(day)) => Some(day),
        _ => None,
    };
    fields.parsed("checked", "a day such as 2026-11-21", read, problems)
}

fn audiences<T: Named>(fields: &mut Fields, problems: &mut Problems) -> Vec<T> {
    let mut all = Vec::new();
    for name in fields.strings("audiences", ENTRIES, problems) {
        if let Some(value) = T::named(name) {
            all.push(value);
        } else {
            let expected = format!("one of {}", T::names());
            let kind = ProblemKind::NotA { field: "audiences".into(), value: name.to_owned(), expected };
            fields.report(problems, kind);
        }
    }
    all
}

fn references(fields: &mut Fields, field: &'static str, problems: &mut Problems) -> Vec<String> {
    fields.strings(field, MOST_PRODUCTS, problems).into_iter().map(str::to_owned).collect()
}

fn needs_source(fields: &Fields, sources: &[String], problems: &mut Problems) {
    if sources.is_empty() {
        fields.report(problems, ProblemKind::Missing("sources"));
    }
}

fn text(fields: &mut Fields, field: &'static str, limit: usize, problems: &mut Problems) -> Option<Text> {
    let value = fields.required(field, problems)?;
    languages(value, field, limit, fields.place(), problems)
}

/// An object from language to words.
fn languages(value: &Json, field: &str, limit: usize, place: &str, problems: &mut Problems) -> Option<Text> {
    let Json::Object(entries) = value else {
        let expected = "an object from language to text";
        let kind = ProblemKind::WrongType { field: field.into(), expected, found: value.kind() };
        problems.push(Problem::new(place, kind));
        return None;
    };
    let mut languages: Vec<(String, String)> = Vec::new();
    for (language, words) in entries {
        let inside = format!("{field}.{language}");
        if !is_language(language) {
            let expected = "a language tag such as en or pt-BR".into();
            let kind = ProblemKind::NotA { field: field.into(), value: language.clone(), expected };
            problems.push(Problem::new(place, kind));
        } else if languages.iter().any(|(earlier, _)| earlier == language) {
            problems.push(Problem::new(place, ProblemKind::Twice(inside)));
        } else if let Some(words) = sentence(words, &inside, limit, place, problems) {
            languages.push((language.clone(), words.to_owned()));
        }
    }
    if entries.is_empty() {
        problems.push(Problem::new(place, ProblemKind::Empty(field.into())));
    }
    Text::new(languages)
}

fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An https address of printable ASCII with a host and neither `@` nor `\`: what every URL parser reads alike.
fn https(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'@' | b'"' | b'<' | b'>'));
    (plain && host.contains('.')).then(|| url.to_owned())
}

/// A date that a milestone may have: whole seconds, from 2000 to 2099.
fn published(text: &str) -> Option<When> {
    let century = text.starts_with("20") && !text.contains('.');
    century.then(|| text.parse().ok()).flatten()
}

fn span(text: &str) -> Option<String> {
    let whole =
        |part: &str| published(part).is_some() || (part.len() == 7 && published(&format!("{part}-01")).is_some());
    let mut parts = text.split('/');
    (parts.clone().count() <= 2 && parts.all(whole)).then(|| text.to_owned())
}
