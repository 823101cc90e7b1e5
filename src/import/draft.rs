//! From what a text says of its products to the draft of a topic, with what is doubtful in it and what it lacks.
//!
//! One rule for all formats: products of one date share a milestone, and what a topic refuses is left out and told. What
//! is needed is what `check` says of the draft, so that the two can never differ.

use chrono::{Datelike, FixedOffset, NaiveDate, Weekday};

use super::{Draft, Format, Kind, Tellings, Told};
use crate::{
    catalogue::{
        Catalogue, Dated, Effect, ID_LENGTH, MAX_MILESTONES, MAX_PRODUCTS, NAME_LENGTH, NO_ZONE, TEXT_LENGTH, id_of,
        is_device,
    },
    json::{Json, MAX_BYTES, quote, shape::TOP},
    named::Named,
    problem::{Problem, Problems},
    spelling::Spelling,
    text::{code_point, concat, count, hidden_character, is_plain_name, length, listed, printable},
    when::{Date, midnight, utc_offset, written_day},
};

/// What a text says, before it is a topic. What it does not say is empty.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) title: String,
    /// The zone, where the text has it.
    pub(super) zone: &'static str,
    /// By which days are put in order with instants as long as nobody has said the zone.
    pub(super) offset: Option<FixedOffset>,
    pub(super) makers: Vec<String>,
    /// The day as of which the facts are.
    pub(super) checked: Option<NaiveDate>,
    pub(super) source: Option<Json>,
    pub(super) products: Vec<Product>,
    pub(super) told: Tellings,
    pub(super) problems: Problems,
}

/// A product as a text has it.
#[derive(Debug, Default)]
pub(super) struct Product {
    /// Where it is in the text.
    pub(super) place: String,
    /// Tidy; empty where the text does not say it.
    pub(super) name: String,
    pub(super) identifiers: Vec<(String, String)>,
    pub(super) note: String,
    pub(super) ends: Vec<(Effect, Dated)>,
}

/// A milestone of the draft: the products by their place in the list.
struct Milestone {
    effect: Effect,
    date: Dated,
    products: Vec<usize>,
}

pub(super) fn draft(mut reading: Reading, format: Format) -> Result<Draft, Problems> {
    let (told, problems) = (&mut reading.told, &mut reading.problems);
    for product in &reading.products {
        words(product, told, problems);
    }
    for said in reading.makers.iter().chain([&reading.title]) {
        if let Some(character) = hidden_character(said) {
            problems.refuse(TOP, "name", said, " has the hidden character ", &code_point(character));
        }
    }
    if length(&reading.title) > NAME_LENGTH {
        reading.title.clear();
    }
    let products = once(std::mem::take(&mut reading.products), &reading.makers, told, problems);
    if products.len() > MAX_PRODUCTS {
        problems.miscount(TOP, "it", products.len(), " products, more than a topic takes, ", MAX_PRODUCTS);
    }
    let offset = reading.offset.unwrap_or(utc_offset());
    let milestones = milestones(&products, offset, told);
    if milestones.len() > MAX_MILESTONES {
        problems.miscount(TOP, "it", milestones.len(), " different dates, more than a topic takes, ", MAX_MILESTONES);
    }
    doubts(&milestones, told);
    let topic = topic(&reading, &products, &milestones);
    let Reading { mut told, mut problems, .. } = reading;
    let text = written(&topic);
    if text.len() > MAX_BYTES {
        problems.miscount(TOP, "its draft", text.len(), " bytes, more than a topic may have, ", MAX_BYTES);
    }
    problems.or(())?;
    let needed = |it: Problem| Told { kind: Kind::Needed, place: it.place, message: it.message };
    told.0.extend(lacks(&topic, offset).into_iter().map(needed));
    let mut in_order = Vec::new();
    for kind in Kind::ALL {
        in_order.extend(told.0.iter().filter(|it| it.kind == *kind).cloned());
    }
    Ok(Draft { format, topic: text, told: in_order })
}

/// What `check` says of a draft. Fields that are missing are filled in for that, since a text that lacks any is judged no
/// further.
fn lacks(topic: &Json, offset: FixedOffset) -> Vec<Problem> {
    let mut whole = topic.clone();
    let mut lacks = Problems::default();
    let string = Json::string;
    let list = |entry: Json| Json::Array(vec![entry]);
    let milestone = [("state", "open"), ("effect", "end-of-updates")];
    let milestone = milestone.map(|(field, value)| (concat(&[field]), string(value))).into();
    for (field, value) in [
        ("title", string("a")),
        ("checked", string("2000-01-01")),
        ("sources", list(string("https://a.example/"))),
        ("milestones", list(Json::Object(milestone))),
        ("products", list(string("a"))),
    ] {
        if whole.get(field).is_none() {
            lacks.report(TOP, &[field, " is missing"]);
            whole.set(field, value);
        }
    }
    let is_day = |it: &Json| matches!(Date::read(it.text("at")), Some(Date::Day(_) | Date::Month(_)));
    if whole.get("zone").is_none() && whole.list("milestones").iter().any(|it| is_day(it) || it.get("last").is_some()) {
        lacks.report(TOP, &[NO_ZONE]);
        // By the same clocks as the milestones are in order; signs of these zones are the other way round.
        let hours = offset.local_minus_utc() / 3_600;
        let ahead = count(usize::try_from(hours.abs()).unwrap_or_default());
        let zone = concat(&["Etc/GMT", if hours < 0 { "+" } else { "-" }, &ahead]);
        whole.set("zone", Json::string(if hours == 0 { "UTC" } else { &zone }));
    }
    let said = match Catalogue::read_with_warnings(&whole.written()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems.0,
    };
    lacks.0.extend(said);
    lacks.0
}

/// What a name and a note may have in them.
fn words(product: &Product, told: &mut Tellings, problems: &mut Problems) {
    let Product { place, name, note, identifiers, .. } = product;
    let identifiers = identifiers.iter().map(|(key, value)| (key.as_str(), value, NAME_LENGTH));
    for (what, text, most) in [("name", name, NAME_LENGTH), ("note", note, TEXT_LENGTH)].into_iter().chain(identifiers)
    {
        if let Some(character) = hidden_character(text) {
            problems.report(place, &[what, " has the hidden character ", &code_point(character)]);
        } else if what == "name" && !is_plain_name(text) {
            problems.refuse(place, what, text, " has an invisible joiner", "");
        } else if length(text) > most {
            problems.miscount(place, what, length(text), " characters, more than ", most);
        } else if text.starts_with(['=', '@', '\t']) || text.starts_with("+\"") {
            told.tell(
                Kind::Doubtful,
                place,
                &[what, " `", &printable(text), "` looks like a formula, and is kept as text"],
            );
        } else if has_tag(text) {
            told.tell(
                Kind::Doubtful,
                place,
                &[what, " `", &printable(text), "` looks like markup, and is kept as text"],
            );
        }
    }
}

/// Whether a text has what HTML would take for a tag or a character reference.
fn has_tag(text: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let is_tag = text.split('<').skip(1).any(|rest| begins(rest) && rest.contains('>'));
    let is_reference = |rest: &str| {
        let name = rest.split(';').next().unwrap_or_default();
        rest.len() > name.len() && !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'#')
    };
    is_tag || text.split('&').skip(1).any(is_reference)
}

/// The products without those that are there twice: the first of a name is kept, and the other is told.
fn once(products: Vec<Product>, makers: &[String], told: &mut Tellings, problems: &mut Problems) -> Vec<Product> {
    let spelling = Spelling::among(&mut products.iter().map(|product| product.name.as_str()), makers);
    let mut keys: Vec<(String, usize)> = Vec::new();
    let mut kept: Vec<Product> = Vec::new();
    for product in products {
        let key = spelling.key(&product.name);
        if key.is_empty() && !product.name.is_empty() {
            let why = " has no letter, digit or sign to find it by";
            problems.refuse(&product.place, "name", &product.name, why, "");
            continue;
        }
        match keys.binary_search_by(|(known, _)| known.as_str().cmp(&key)) {
            Ok(at) => {
                let Some(first) = keys.get(at).and_then(|(_, index)| kept.get(*index)) else { continue };
                let is_same = first.ends == product.ends && first.note == product.note;
                let otherwise = if is_same {
                    concat(&[", with the same dates: it is taken once"])
                } else {
                    let (here, there) = (ends(&product.ends), ends(&first.ends));
                    concat(&[", which says ", &there, ", and here it is ", &here, ": the first is kept"])
                };
                let first = [" is already that of ", &first.place];
                let message = ["name `", &printable(&product.name), "`", first[0], first[1], &otherwise];
                told.tell(Kind::Doubtful, &product.place, &message);
            }
            Err(at) => {
                keys.insert(at, (key, kept.len()));
                kept.push(product);
            }
        }
    }
    kept
}

/// The ends of a product, in a message.
fn ends(ends: &[(Effect, Dated)]) -> String {
    let said: Vec<String> =
        ends.iter().map(|(effect, date)| concat(&[effect.name(), " `", &stated(*date), "`"])).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    if said.is_empty() { concat(&["no date"]) } else { listed(&said) }
}

/// A date as a message names it.
pub(super) fn stated(date: Dated) -> String {
    match date {
        Dated::From(date) | Dated::Through(date) => date.written(),
        Dated::Ended => concat(&["ended"]),
        Dated::Open => concat(&["open"]),
    }
}

/// The first instant of the new state; none of what has no date.
fn first_instant(date: Dated, offset: FixedOffset) -> Option<i64> {
    Some(match date.first()? {
        Date::Instant(at) => at.timestamp_millis(),
        Date::Day(day) | Date::Month(day) => midnight(day, offset),
    })
}

/// The milestones in order of time, each with all products that share it.
fn milestones(products: &[Product], offset: FixedOffset, told: &mut Tellings) -> Vec<Milestone> {
    let mut all: Vec<(i64, usize, Effect, Dated, usize)> = Vec::new();
    for (product, index) in products.iter().zip(0..) {
        for (effect, date) in story(product, offset, told) {
            let from = first_instant(date, offset).unwrap_or(i64::MAX);
            let rank = 8 * (effect as usize) + usize::from(matches!(date, Dated::Through(_) | Dated::Open));
            // In its place at once: a sort weighs 4 kB in a page.
            let at = all.partition_point(|(other, known, ..)| (*other, *known) <= (from, rank));
            all.insert(at, (from, rank, effect, date, index));
        }
    }
    let mut milestones: Vec<Milestone> = Vec::new();
    for (.., effect, date, index) in all {
        match milestones.last_mut().filter(|last| last.effect == effect && last.date == date) {
            Some(last) => last.products.push(index),
            None => milestones.push(Milestone { effect, date, products: vec![index] }),
        }
    }
    milestones
}

/// The ends of a product that tell one story, as `check` wants it: no sales after updates, no updates after those that are
/// paid for, nothing out of the years that a topic has. What does not fit is told.
fn story(product: &Product, offset: FixedOffset, told: &mut Tellings) -> Vec<(Effect, Dated)> {
    let mut ends = product.ends.clone();
    for (effect, date) in &mut ends {
        let Some(day) = date.date().map(Date::day) else { continue };
        let stands = match day.year() {
            2000..=2099 => continue,
            ..2000 => Dated::Ended,
            _ => Dated::Open,
        };
        let [name, was, now] = [effect.name(), &stated(*date), &stated(stands)];
        let message = [name, " `", was, "` is not from 2000 to 2099, as dates of a topic are: written as `", now, "`"];
        told.tell(Kind::Doubtful, &product.place, &message);
        *date = stands;
    }
    let updates = ends.iter().find(|(effect, _)| *effect == Effect::EndOfUpdates).map(|(_, date)| *date);
    let Some(updates) = updates else { return ends };
    let from = first_instant(updates, offset);
    ends.retain(|(effect, date)| {
        let at = first_instant(*date, offset);
        let why = match effect {
            Effect::EndOfSales if from.is_some() && (at.is_none() || at > from) => "after",
            Effect::EndOfPaidUpdates if at.is_some() && (from.is_none() || at < from) => "before",
            _ => return true,
        };
        let (given, other) = (stated(*date), stated(updates));
        let message = [effect.name(), " `", &given, "` comes ", why, " end-of-updates `", &other, "`: it is left out"];
        told.tell(Kind::Doubtful, &product.place, &message);
        false
    });
    ends
}

/// What is doubtful about days, each doubt with all days that have it.
fn doubts(milestones: &[Milestone], told: &mut Tellings) {
    let (mut turns, mut weekends) = (Vec::new(), Vec::new());
    for (milestone, index) in milestones.iter().zip(0..) {
        let (Dated::From(Date::Day(day)) | Dated::Through(Date::Day(day))) = milestone.date else { continue };
        let said = concat(&["milestones[", &count(index), "] `", &written_day(day), "`"]);
        let is_last = day.succ_opt().is_some_and(|next| next.day() == 1);
        if is_last || day.day() == 1 {
            turns.push(said);
        } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            weekends.push(said);
        }
    }
    for (days, one, many, question) in [
        (
            turns,
            " is the first or the last day of a month",
            " are first or last days of months",
            ": was the month alone published?",
        ),
        (weekends, " is a Saturday or Sunday", " are Saturdays or Sundays", ": is that the day that was published?"),
    ] {
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        if !days.is_empty() {
            let is_one = days.len() == 1;
            told.tell(Kind::Doubtful, "milestones", &[&listed(&days), if is_one { one } else { many }, question]);
        }
    }
}

/// The topic as JSON: fields that nobody knows yet are left out.
fn topic(reading: &Reading, products: &[Product], milestones: &[Milestone]) -> Json {
    let mut topic = Json::Object(vec![(concat(&["format"]), Json::Number(concat(&["2"])))]);
    let mut set = |field: &str, text: &str| {
        if !text.is_empty() {
            topic.set(field, Json::string(text));
        }
    };
    set("title", &reading.title);
    set("zone", reading.zone);
    set("checked", &reading.checked.map_or(String::new(), written_day));
    match &reading.makers[..] {
        [] => {}
        [maker] => set("maker", maker),
        makers => topic.set("makers", Json::Array(makers.iter().map(|maker| Json::string(maker)).collect())),
    }
    if let Some(source) = &reading.source {
        topic.set("sources", Json::Array(vec![source.clone()]));
    }
    let ids = ids(products);
    let milestones = milestones.iter().map(|Milestone { effect, date, products: bearing }| {
        let mut milestone = Json::Object(Vec::new());
        let field = match date {
            Dated::From(_) => "at",
            Dated::Through(_) => "last",
            Dated::Ended | Dated::Open => "state",
        };
        milestone.set(field, Json::string(&stated(*date)));
        milestone.set("effect", Json::string(effect.name()));
        if bearing.len() < products.len() {
            let named = bearing.iter().filter_map(|index| ids.get(*index));
            milestone.set("products", Json::Array(named.map(|(id, _)| Json::string(id)).collect()));
        }
        milestone
    });
    let milestones: Vec<Json> = milestones.collect();
    if !milestones.is_empty() {
        topic.set("milestones", Json::Array(milestones));
    }
    // What a text does not name is left to be added.
    let named = products.iter().zip(&ids).filter(|(product, _)| !product.name.is_empty());
    let products = named.map(|(product, (id, is_own))| {
        let mut entry = Json::Object(Vec::new());
        if !is_own {
            entry.set("id", Json::string(id));
        }
        entry.set("name", Json::string(&product.name));
        if !product.identifiers.is_empty() {
            let of = product.identifiers.iter().map(|(key, value)| (concat(&[key]), Json::string(value)));
            entry.set("identifiers", Json::Object(of.collect()));
        }
        if !product.note.is_empty() {
            entry.set("note", Json::string(&product.note));
        }
        if entry.as_entries().len() == 1 { Json::string(&product.name) } else { entry }
    });
    let products: Vec<Json> = products.collect();
    if !products.is_empty() {
        topic.set("products", Json::Array(products));
    }
    topic
}

/// The id of each product, and whether it is the one that its name has by itself.
fn ids(products: &[Product]) -> Vec<(String, bool)> {
    let mut ids: Vec<(String, bool)> = Vec::new();
    for product in products {
        let own = id_of(&product.name);
        // An id is no other product's name either.
        let is_name = |id: &str| products.iter().any(|other| other.name == id && other.name != product.name);
        let is_taken = |id: &str| is_name(id) || ids.iter().any(|(taken, _)| taken == id);
        // What only signs name has no id, and some names are devices of Windows.
        let base = if own.is_empty() || is_device(&own) { concat(&["product-", &own]) } else { concat(&[&own]) };
        let base = base.trim_end_matches('-');
        let mut id = concat(&[base.get(..ID_LENGTH).unwrap_or(base)]);
        let mut number = 1;
        while is_taken(&id) {
            number += 1;
            id = concat(&[base.get(..ID_LENGTH - 4).unwrap_or(base), "-", &count(number)]);
        }
        let is_own = id == own;
        ids.push((id, is_own));
    }
    ids
}

/// A JSON object as a person would write it: a field a line, and of a list an entry a line.
pub(crate) fn written(json: &Json) -> String {
    let mut out = concat(&["{"]);
    let mut mark = "\n  ";
    for (field, value) in json.as_entries() {
        out.push_str(mark);
        mark = ",\n  ";
        quote(field, &mut out);
        out.push_str(": ");
        match value {
            Json::Array(entries) => {
                let mut mark = "[\n    ";
                for entry in entries {
                    out.push_str(mark);
                    mark = ",\n    ";
                    spaced(entry, &mut out);
                }
                out.push_str(if entries.is_empty() { "[]" } else { "\n  ]" });
            }
            value => spaced(value, &mut out),
        }
    }
    out.push_str("\n}\n");
    out
}

/// A value on one line, with a space where a person would put one.
fn spaced(json: &Json, out: &mut String) {
    match json {
        Json::Object(fields) if !fields.is_empty() => {
            let mut mark = "{ ";
            for (field, value) in fields {
                out.push_str(mark);
                mark = ", ";
                quote(field, out);
                out.push_str(": ");
                spaced(value, out);
            }
            out.push_str(" }");
        }
        Json::Array(entries) if !entries.is_empty() => {
            let mut mark = "[";
            for entry in entries {
                out.push_str(mark);
                mark = ", ";
                spaced(entry, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.written()),
    }
}
