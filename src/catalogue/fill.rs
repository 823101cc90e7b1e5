//! What an author may leave out: a topic's JSON in, the same with every field that follows from others out.
//!
//! Ids follow from names, dates checked from the topic's, the first instant of each milestone from its date and the
//! topic's zone. Judges nothing but zones and days; never changes what was given.

use chrono::{FixedOffset, NaiveDate};

use super::{
    Named, TopicKind,
    kinds::{ID_LENGTH, id_of},
};
use crate::{
    catalogue::Basis,
    json::{
        Json,
        shape::{TOP, place_of},
    },
    problem::Problems,
    text::{concat, count, cut},
    when::{Date, day_at, first_instant_of, rfc3339, utc},
    zone::Zone,
};

pub(super) fn fill(json: &mut Json, problems: &mut Problems) {
    for (list, short) in [("sources", "url"), ("notes", "text"), ("steps", "text"), ("products", "name")] {
        for entry in json.list_mut(list) {
            if let Json::String(_) = entry {
                *entry = Json::Object(vec![(concat(&[short]), entry.clone())]);
            }
        }
    }
    let title = json.get("title").cloned().unwrap_or(Json::Null);
    json.fill("id", Json::string(&id_of(words_of(&title))));
    json.fill("phrase", title);
    makers(json);
    let checked = Json::string(json.text("checked"));
    for list in ["milestones", "background", "sources"] {
        for entry in json.list_mut(list) {
            entry.fill("checked", checked.clone());
        }
    }
    ids(json, "sources", &|source| id_of(address(source.text("url"))));
    for source in json.list_mut("sources") {
        source.fill("title", Json::string(address(source.text("url"))));
    }
    ids(json, "products", &|product| product.get("name").map_or(String::new(), |name| id_of(words_of(name))));
    ids(json, "milestones", &milestone_id);
    let kind = TopicKind::by_name(json.text("kind")).unwrap_or(TopicKind::EndOfSupport);
    let basis = if matches!(kind, TopicKind::Ban | TopicKind::Rule) { Basis::Law } else { Basis::Vendor };
    let zone = zone(json, problems);
    for (milestone, index) in json.list_mut("milestones").iter_mut().zip(0..) {
        milestone.fill("basis", Json::string(basis.name()));
        let place = place_of("milestones", index, milestone.id());
        milestone.remove("from");
        if let Some(from) = zone.as_ref().and_then(|zone| first_instant(milestone, zone, &place, problems)) {
            milestone.set("from", Json::string(&from));
        }
    }
}

/// The words of a text: of a string, or of an object in English, or else the first.
fn words_of(text: &Json) -> &str {
    match text {
        Json::String(words) => words,
        _ => text.get("en").or(text.as_entries().first().map(|(_, words)| words)).map_or("", Json::as_text),
    }
}

/// An address without its scheme and without what only programs need.
fn address(url: &str) -> &str {
    let address = url.strip_prefix("https://").unwrap_or(url);
    let address = address.strip_prefix("www.").unwrap_or(address);
    let short = cut(address, |byte| matches!(byte, b'?' | b'#')).0.trim_end_matches('/');
    short.get(..120).unwrap_or(short)
}

fn makers(json: &mut Json) {
    let maker = json.text("maker");
    if maker.is_empty() {
        return;
    }
    let mut makers = vec![Json::string(maker)];
    makers.extend(json.list("makers").iter().filter(|known| known.as_text() != maker).cloned());
    json.set("makers", Json::Array(makers));
}

/// What it changes, and for which product.
fn milestone_id(milestone: &Json) -> String {
    let effect = milestone.text("effect");
    let Some(product) = milestone.list("products").first() else { return concat(&[effect]) };
    let mut id = concat(&[effect, "-", product.as_text()]);
    if id.is_char_boundary(ID_LENGTH) {
        id.truncate(ID_LENGTH);
    }
    id
}

/// Gives each entry without an id one of its own.
fn ids(json: &mut Json, list: &str, id_of: &dyn Fn(&Json) -> String) {
    let mut taken: Vec<String> = Vec::new();
    for entry in json.list(list).iter().filter(|entry| entry.get("id").is_some()) {
        taken.push(concat(&[entry.id()]));
    }
    for entry in json.list_mut(list) {
        if entry.get("id").is_some() {
            continue;
        }
        let base = id_of(entry);
        let mut id = concat(&[&base]);
        let mut number = 1;
        while taken.contains(&id) {
            number += 1;
            id = concat(&[base.get(..60).unwrap_or(&base), "-", &count(number)]);
        }
        taken.push(concat(&[&id]));
        entry.set("id", Json::String(id));
    }
}

/// The topic's zone; none where its name is at fault.
fn zone(json: &Json, problems: &mut Problems) -> Option<Zone> {
    let name = json.get("zone").map_or("UTC", Json::as_text);
    let zone = Zone::named(name);
    if zone.is_none() && !name.is_empty() && problems.is_free_of(TOP, &["zone"]) {
        problems.refuse(TOP, "zone", name, " is no time zone, such as ", "Europe/London or America/New_York");
    }
    zone
}

/// The first instant of a milestone's new state as text; none where it has no date.
fn first_instant(milestone: &Json, zone: &Zone, place: &str, problems: &mut Problems) -> Option<String> {
    let (field, is_last) = if milestone.get("at").is_some() { ("at", false) } else { ("last", true) };
    let text = milestone.text(field);
    let date = Date::read(text)?;
    let offset_at = |milliseconds| zone.offset_at(milliseconds);
    if let Date::Instant(at) = date {
        // As the topic's clocks show it, by which a card knows whether to name their place.
        return Some(rfc3339(at.with_timezone(&offset_at(at.timestamp_millis()))));
    }
    if let Date::Day(day) = date
        && local_day(first_instant_of(day, &offset_at), &offset_at) != day
    {
        problems.refuse(place, field, text, " is a day that was left out in this zone", "");
    }
    let from = first_instant_of(if is_last { date.after() } else { date.day() }, &offset_at);
    Some(rfc3339(utc(from)?.with_timezone(&offset_at(from))))
}

fn local_day(milliseconds: i64, offset_at: &dyn Fn(i64) -> FixedOffset) -> NaiveDate {
    day_at(milliseconds, offset_at(milliseconds))
}
