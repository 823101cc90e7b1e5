//! From a JSON text to the catalogue that it says, with what is doubtful in it, or to every problem of the text.
//!
//! The format's declaration finds what is wrong with a field by itself. Here is what only several together can get
//! wrong: ids that stand for two things, references to nothing, dates out of order, phases that contradict. A field
//! that is at fault by itself is judged no further, so that one slip is reported once.

use chrono::NaiveDate;

use super::{
    Background, Catalogue, Effect, MAX_MILESTONES_PER_PRODUCT, Milestone, Product, Scope, TopicKind, fill::fill,
    kinds::is_device,
};
use crate::{
    json::{
        self, Json,
        format::Value,
        shape::{TOP, place_of},
    },
    named::Named,
    problem::{Problem, Problems},
    spelling::Spelling,
    text::{concat, count, printable},
    when::{Date, written_day},
};

/// Reads a topic; `complete` may add to what the text says, before any of it is looked at.
pub(super) fn checked(text: &str, complete: &dyn Fn(&mut Json)) -> Result<(Catalogue, Vec<Problem>), Problems> {
    let mut json = json::read(text)?;
    complete(&mut json);
    let mut problems = Problems::default();
    Catalogue::SHAPE.check(&json, TOP, "it", &mut problems);
    // What is of another format has other fields: that is said alone.
    if let (Some(Json::Number(_)), false) = (json.get("format"), problems.is_free_of(TOP, &["format"])) {
        problems.0.retain(|problem| problem.message.starts_with("format "));
        return Err(problems);
    }
    let given = json.clone();
    fill(&mut json, &mut problems);
    let catalogue = Catalogue::of(&json);
    check(&json, &catalogue, &mut problems);
    problems.or(()).map(|()| {
        let warnings = doubts(&given, &catalogue);
        (catalogue, warnings)
    })
}

/// The ids of the products of a text that may be at fault; none where it is no JSON.
pub(super) fn product_ids(text: &str) -> Vec<String> {
    let Ok(mut json) = json::read(text) else { return Vec::new() };
    fill(&mut json, &mut Problems::default());
    json.list("products").iter().map(|product| concat(&[product.id()])).collect()
}

fn check(json: &Json, catalogue: &Catalogue, problems: &mut Problems) {
    file_name(json.id(), TOP, problems);
    if json.id().is_empty() && problems.is_free_of(TOP, &["it", "id", "title"]) {
        problems.report(TOP, &["id is missing: the title has no letter or digit for one"]);
    }
    for list in &["sources", "milestones", "background", "notes", "steps", "products", "advice"] {
        let mut ids = Keys::of(list, "id", json);
        for (entry, index) in json.list(list).iter().zip(0..) {
            ids.insert(entry.id(), entry.id(), index, problems);
            file_name(entry.id(), &place_of(list, index, entry.id()), problems);
            for field in &["sources", "products"] {
                defined(field, entry, json.list(field), &place_of(list, index, entry.id()), problems);
            }
            for before in entry.list("was") {
                defined("sources", before, json.list("sources"), &place_of(list, index, entry.id()), problems);
            }
        }
    }
    names(json, catalogue, problems);
    order(json, catalogue, problems);
    announced(catalogue, problems);
    let mut milestones: Vec<&Milestone> = Vec::new();
    for (milestone, index) in catalogue.milestones.iter().zip(0..) {
        let place = place_of("milestones", index, &milestone.id);
        if problems.is_free_of(&place, &["it", "at", "last", "state", "floor", "was"]) {
            date(milestone, &place, problems);
        }
        if problems.is_free_of(&place, &["it", "at", "last", "state", "effect", "basis", "audiences", "products"]) {
            milestones.push(milestone);
        }
    }
    for (product, index) in catalogue.products.iter().zip(0..) {
        let place = place_of("products", index, &product.id);
        if problems.is_free_of(&place, &["it", "id", "audience", "scope"]) {
            scope(catalogue, product, &place, problems);
            story(&milestones, product, &place, problems);
        }
    }
}

/// No two products go by one name, spelt as names are compared.
fn names(json: &Json, catalogue: &Catalogue, problems: &mut Problems) {
    let spelling = Spelling::of(catalogue);
    let mut names = Keys::of("products", "name", json);
    for (product, index) in catalogue.products.iter().zip(0..) {
        for name in product.name.0.all() {
            let is_other = |other: &&Product| other.id == *name && other.id != product.id;
            if let Some(other) = catalogue.products.iter().find(is_other) {
                problems.refuse(&names.place(index), "name", name, " is the id of `", &concat(&[&other.id, "`"]));
            }
            let key = spelling.key(name);
            if key.is_empty() && !name.trim_ascii().is_empty() {
                problems.refuse(&names.place(index), "name", name, " has no letter, digit or sign to find it by", "");
            }
            names.insert(&key, name, index, problems);
        }
        for alias in &product.aliases {
            names.insert(&spelling.key(alias), alias, index, problems);
        }
    }
}

/// A milestone has one date, and what is said of it does not contradict that.
fn date(milestone: &Milestone, place: &str, problems: &mut Problems) {
    let Milestone { at, last, state, floor, was, checked, .. } = milestone;
    match (at, last, state) {
        (None, None, None) => problems.report(place, &["at, last or state is missing: one of them says when"]),
        (Some(at), Some(last), _) => {
            let (at, last) = (at.written(), last.written());
            problems.report(place, &["at `", &at, "` and last `", &last, "` are both given: one of them says when"]);
        }
        (Some(date), None, Some(state)) | (None, Some(date), Some(state)) => {
            let (date, state) = (date.written(), state.name());
            problems
                .report(place, &["state `", state, "` is given beside the date `", &date, "`: one of them says when"]);
        }
        _ => {}
    }
    let date = milestone.date().date();
    match date {
        None if *floor => problems.report(place, &["floor is given without a date"]),
        Some(date) if *floor && is_over(date, *checked) => {
            let checked = written_day(*checked);
            problems.report(
                place,
                &["floor is given for `", &date.written(), "`, which had passed when it was checked on ", &checked],
            );
        }
        _ => {}
    }
    for before in was {
        let Some(old) = before.date().date() else {
            problems.report(place, &["was has an entry without at or last"]);
            continue;
        };
        if before.at.is_some() && before.last.is_some() {
            problems.report(place, &["was has an entry with at and last: one of them says when"]);
        }
        let is_later = |date| match (old, date) {
            (Date::Instant(old), Date::Instant(date)) => old > date,
            _ => first_day(old, before.last.is_some()) > first_day(date, last.is_some()),
        };
        if date.is_some_and(is_later) {
            let now = date.map_or(String::new(), Date::written);
            problems.report(place, &["was `", &old.written(), "` is later than the date, `", &now, "`"]);
        }
        // A day that could not be read is reported by itself.
        if before.changed > *checked && *checked != NaiveDate::default() {
            let (changed, checked) = (written_day(before.changed), written_day(*checked));
            problems.report(place, &["was changed on `", &changed, "`, after it was checked on ", &checked]);
        }
    }
}

/// Whether a date is over when a day begins.
fn is_over(date: Date, day: NaiveDate) -> bool {
    if matches!(date, Date::Month(_)) { date.after() <= day } else { date.day() < day }
}

/// The first day of the new state, as far as a date says it.
fn first_day(date: Date, is_last: bool) -> NaiveDate {
    if is_last { date.after() } else { date.day() }
}

/// The keys of a list in order, each with what is written for it and the index of its entry.
struct Keys<'j> {
    list: &'static str,
    field: &'static str,
    entries: &'j [Json],
    sorted: Vec<(String, &'j str, usize)>,
}

impl<'j> Keys<'j> {
    fn of(list: &'static str, field: &'static str, json: &'j Json) -> Self {
        Self { list, field, entries: json.list(list), sorted: Vec::new() }
    }

    /// Takes the key of an entry in, and reports what is written for it where an earlier entry has that key too.
    fn insert(&mut self, key: &str, written: &'j str, index: usize, problems: &mut Problems) {
        match self.sorted.binary_search_by(|(known, ..)| known.as_str().cmp(key)) {
            // Two names of one product may well have one key; two ids are two entries.
            Ok(at) => {
                let (other, first) = self.sorted.get(at).map_or(("", index), |(_, other, first)| (*other, *first));
                if first != index && !key.is_empty() {
                    let otherwise =
                        if other == written { String::new() } else { concat(&[", `", &printable(other), "`"]) };
                    let first = concat(&[&self.place(first), &otherwise]);
                    problems.refuse(&self.place(index), self.field, written, " is already that of ", &first);
                }
            }
            Err(at) => self.sorted.insert(at, (concat(&[key]), written, index)),
        }
    }

    fn place(&self, index: usize) -> String {
        place_of(self.list, index, self.entries.get(index).map_or("", Json::id))
    }
}

/// An id can be the name of a file.
fn file_name(id: &str, place: &str, problems: &mut Problems) {
    if is_device(id) {
        problems.refuse(place, "id", id, " is a device of Windows, and no file's name", "");
    }
}

/// Each id that an entry names exists.
fn defined(field: &str, entry: &Json, known: &[Json], place: &str, problems: &mut Problems) {
    for named in entry.list(field) {
        let value = named.as_text();
        if !known.iter().any(|it| it.id() == value) && !value.is_empty() {
            problems.refuse(place, &concat(&[field, " names"]), value, ", which is not there", "");
        }
    }
}

/// Milestones and background stand in order of time; what has no date stands last.
fn order(json: &Json, catalogue: &Catalogue, problems: &mut Problems) {
    for (pair, index) in catalogue.milestones.windows(2).zip(0..) {
        if let [before, after] = pair
            && after.from.is_some()
            && before.from.is_none_or(|before| Some(before) > after.from)
        {
            late("milestones", index, json, problems);
        }
    }
    for (pair, index) in catalogue.background.windows(2).zip(0..) {
        // Both start with year and month, so their first seven characters order them as dates would.
        if let [before, after] = pair
            && after.at.get(..7) < before.at.get(..7)
        {
            late("background", index, json, problems);
        }
    }
}

/// Reports that an entry comes before the one in front of it, if the dates of both can be read.
fn late(list: &'static str, index: usize, json: &Json, problems: &mut Problems) {
    let entry = |index: usize| {
        json.list(list).get(index).map_or((String::new(), ""), |entry| {
            (
                place_of(list, index, entry.id()),
                if entry.get("at").is_some() { entry.text("at") } else { entry.text("last") },
            )
        })
    };
    let ((before, _), (place, date)) = (entry(index), entry(index + 1));
    let is_read = |place: &str| problems.is_free_of(place, &["it", "at", "last", "state"]);
    if is_read(&before) && is_read(&place) {
        problems.report(&place, &["`", date, "` comes before the date of ", &before]);
    }
}

/// The announcement is a day's event, and no milestone comes before it: a card puts it in front of them.
fn announced(catalogue: &Catalogue, problems: &mut Problems) {
    let Catalogue { announced, background, milestones, .. } = catalogue;
    let first = milestones.first().and_then(|first| first.date().date()).map(Date::day);
    let is_one = |event: &Background| {
        event.id == *announced
            && matches!(event.moment(), Some(Date::Day(day)) if first.is_none_or(|first| day <= first))
    };
    if !announced.is_empty() && !background.iter().any(is_one) {
        problems.refuse(TOP, "announced", announced, " is no background event of a day before every milestone", "");
    }
}

/// A product has a condition where its scope has one, and a scope that its topic can have.
fn scope(catalogue: &Catalogue, product: &Product, place: &str, problems: &mut Problems) {
    let is_conditional = product.scope == Scope::Conditional;
    if is_conditional && product.condition.is_none() {
        problems.report(place, &["condition is missing"]);
    } else if !is_conditional && product.condition.is_some() {
        problems.report(place, &["condition is given, but scope `", product.scope.name(), "` has none"]);
    }
    if product.scope == Scope::Unclear && catalogue.exhaustive {
        problems.report(place, &["scope `unclear` contradicts an exhaustive product list"]);
    }
}

/// The milestones of one product tell one story: no end twice on one basis, and updates never end before sales, nor
/// paid updates before those for everybody.
fn story(milestones: &[&Milestone], product: &Product, place: &str, problems: &mut Problems) {
    let mut bearing: Vec<&Milestone> = Vec::new();
    for milestone in milestones.iter().filter(|milestone| milestone.bears_on(product)) {
        for earlier in bearing.iter().filter(|earlier| earlier.basis == milestone.basis) {
            let is_both = |first, second| earlier.effect == first && milestone.effect == second;
            // A rule may well come in steps.
            if earlier.effect == milestone.effect && milestone.effect != Effect::RuleBegins {
                let effect = milestone.effect.name();
                problems.report(place, &["milestones `", &earlier.id, "` and `", &milestone.id, "` both say ", effect]);
            } else if earlier.from.is_some() && is_both(Effect::EndOfUpdates, Effect::EndOfSales) {
                let message = ["milestone `", &earlier.id, "` ends updates before `", &milestone.id, "` ends sales"];
                problems.report(place, &message);
            } else if earlier.from.is_some() && is_both(Effect::EndOfPaidUpdates, Effect::EndOfUpdates) {
                let message =
                    ["milestone `", &earlier.id, "` ends paid updates before `", &milestone.id, "` ends updates"];
                problems.report(place, &message);
            }
        }
        bearing.push(milestone);
    }
    if bearing.len() > MAX_MILESTONES_PER_PRODUCT {
        problems.miscount(place, "it", bearing.len(), " milestones, more than ", MAX_MILESTONES_PER_PRODUCT);
    }
}

/// What is said where days turn nobody knows where.
pub(crate) const NO_ZONE: &str = "zone is missing, so days turn at midnight UTC: where do they turn?";

/// What is legal and doubtful all the same.
fn doubts(given: &Json, catalogue: &Catalogue) -> Vec<Problem> {
    let mut doubts = Problems::default();
    let has_days = |it: &Milestone| matches!(it.date().date(), Some(Date::Day(_) | Date::Month(_)));
    if given.get("zone").is_none() && catalogue.milestones.iter().any(has_days) {
        doubts.report(TOP, &[NO_ZONE]);
    }
    if catalogue.kind == TopicKind::Ban && given.get("phrase").is_none() {
        doubts.report(
            TOP,
            &["phrase is missing, so sentences say the title: \u{201C}the ban on sales of …\u{201D} reads better"],
        );
    }
    for (milestone, index) in given.list("milestones").iter().zip(0..) {
        let place = place_of("milestones", index, milestone.id());
        if milestone.get("sources").is_none() && catalogue.sources.len() > 1 {
            doubts.report(&place, &["sources is missing: which of the topic's sources has this date?"]);
        }
        let is_anybodys = |it: &Milestone| catalogue.products.iter().any(|product| it.bears_on(product));
        if !catalogue.milestones.get(index).is_none_or(is_anybodys) {
            doubts.report(&place, &["bears on no product"]);
        }
    }
    for (product, index) in catalogue.products.iter().zip(0..) {
        let is_dated = catalogue.milestones_of(product).next().is_some();
        if product.scope != Scope::Excluded && !is_dated {
            let place = place_of("products", index, &product.id);
            doubts.report(&place, &["has no milestone, so its card says that no date is known"]);
        }
    }
    if !catalogue.exhaustive && catalogue.milestones.iter().all(|it| !it.products.is_empty()) {
        let message = "exhaustive is false and every milestone names its products, so a card of an unlisted product says that no date is known";
        doubts.report(TOP, &[message]);
    }
    languages(given, &mut doubts);
    doubts.0
}

/// Reports each language in which some texts are there and others are not.
fn languages(given: &Json, doubts: &mut Problems) {
    let mut texts = Vec::new();
    collect(given, &mut texts);
    let mut known: Vec<(&str, usize)> = Vec::new();
    for text in &texts {
        for language in text {
            match known.iter_mut().find(|(it, _)| it == language) {
                Some((_, number)) => *number += 1,
                None => known.push((language, 1)),
            }
        }
    }
    for (language, number) in known {
        if number < texts.len() {
            let missing = [&count(texts.len() - number), " of ", &count(texts.len())];
            doubts.report(TOP, &["language `", language, "` lacks ", missing[0], missing[1], missing[2], " texts"]);
        }
    }
}

/// The languages of each text: a text in one language is English.
fn collect<'j>(json: &'j Json, texts: &mut Vec<Vec<&'j str>>) {
    const TEXTS: [&str; 6] = ["title", "phrase", "text", "detail", "condition", "note"];
    match json {
        Json::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Json::Object(entries) => {
            for (field, value) in entries {
                match value {
                    Json::Object(words) if field == "name" || TEXTS.contains(&field.as_str()) => {
                        texts.push(words.iter().map(|(language, _)| language.as_str()).collect());
                    }
                    // A source's title is in its page's language.
                    Json::String(_) if field == "title" && json.get("url").is_some() => {}
                    Json::String(_) if TEXTS.contains(&field.as_str()) => texts.push(vec!["en"]),
                    Json::Array(remarks) if field == "notes" || field == "steps" => {
                        let is_text = |remark: &&Json| matches!(remark, Json::String(_));
                        texts.extend(remarks.iter().filter(is_text).map(|_| vec!["en"]));
                        collect(value, texts);
                    }
                    _ => collect(value, texts),
                }
            }
        }
        _ => {}
    }
}
