//! From a JSON text to its sealed form and what that says, or to every problem of the text.
//!
//! The format's own table finds what is wrong with a field by itself. Here is what only several together can get wrong:
//! ids that stand for two things, references to nothing, dates out of order, phases that contradict.
//! A field that is at fault by itself is judged no further, so that one slip is reported once.

use super::{
    Background, Basis, Catalogue, Effect, Milestone, Product, Scope,
    format::{CATALOGUE, is_published, is_span},
    read,
};
use crate::{
    json::{
        self, Json,
        shape::{TOP, place_of},
    },
    named::Named,
    problem::{Problem, Problems},
    sealed::{Reader, seal},
    text::concat,
};

pub(super) fn checked(text: &str) -> Result<(String, Catalogue), Vec<Problem>> {
    let json = json::read(text)?;
    let mut problems = Problems::default();
    CATALOGUE.check(&json, TOP, "it", &mut problems);
    let written = CATALOGUE.written(&json);
    let catalogue = read::read(&mut Reader::of(&written));
    check(&json, &catalogue, &mut problems);
    problems.or((seal(&written), catalogue))
}

fn check(json: &Json, catalogue: &Catalogue, problems: &mut Problems) {
    file_name(json.id(), TOP, problems);
    for list in &["sources", "milestones", "background", "notes", "steps", "products"] {
        let mut ids = Keys::of(list, "id", json);
        for (entry, index) in json.list(list).iter().zip(0..) {
            ids.insert(entry.id(), index, problems);
            file_name(entry.id(), &place_of(list, index, entry.id()), problems);
            for field in &["sources", "products"] {
                defined(field, entry, json.list(field), &place_of(list, index, entry.id()), problems);
            }
        }
    }
    let spelling = catalogue.spelling();
    let mut names = Keys::of("products", "name", json);
    for (product, index) in json.list("products").iter().zip(0..) {
        names.insert(&spelling.key(product.text("name")), index, problems);
        for alias in product.list("aliases") {
            names.insert(&spelling.key(alias.as_text()), index, problems);
        }
    }
    order(json, catalogue, problems);
    announced(catalogue, problems);
    for (milestone, index) in catalogue.milestones.iter().zip(0..) {
        if milestone.basis == Basis::Press {
            let place = place_of("milestones", index, &milestone.id);
            problems.report(&place, &["basis `press` decides no phase"]);
        }
    }
    let mut milestones: Vec<&Milestone> = Vec::new();
    for (milestone, index) in catalogue.milestones.iter().zip(0..) {
        let place = place_of("milestones", index, &milestone.id);
        if problems.spare(&place, &["it", "effect", "basis", "audiences", "products"]) {
            milestones.push(milestone);
        }
    }
    let is_whole = milestones.len() == catalogue.milestones.len();
    for (product, index) in catalogue.products.iter().zip(0..) {
        let place = place_of("products", index, &product.id);
        if problems.spare(&place, &["it", "id", "audience", "scope"]) {
            scope(catalogue, product, &place, problems);
            let ends = story(&milestones, product, &place, problems);
            if is_whole && !ends && product.scope != Scope::Excluded {
                problems.report(&place, &["no milestone ends its sales or its updates"]);
            }
        }
    }
}

/// The keys of a list in order, each with the index of its entry.
struct Keys<'j> {
    list: &'static str,
    field: &'static str,
    entries: &'j [Json],
    sorted: Vec<(String, usize)>,
}

impl<'j> Keys<'j> {
    fn of(list: &'static str, field: &'static str, json: &'j Json) -> Self {
        Self { list, field, entries: json.list(list), sorted: Vec::new() }
    }

    /// Takes the key of an entry in, and reports it where an earlier entry has it too.
    fn insert(&mut self, key: &str, index: usize, problems: &mut Problems) {
        match self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(key)) {
            // Two names of one product may well have one key; two ids are two entries.
            Ok(at) => {
                let first = self.sorted.get(at).map_or(index, |(_, first)| *first);
                if first != index && !key.is_empty() {
                    problems.refuse(&self.place(index), self.field, key, " is already that of ", &self.place(first));
                }
            }
            Err(at) => self.sorted.insert(at, (concat(&[key]), index)),
        }
    }

    fn place(&self, index: usize) -> String {
        place_of(self.list, index, self.entries.get(index).map_or("", Json::id))
    }
}

/// An id can be the name of a file: Windows writes to some devices instead, whatever the name goes on with.
fn file_name(id: &str, place: &str, problems: &mut Problems) {
    let port = id.strip_prefix("com").or(id.strip_prefix("lpt")).unwrap_or_default();
    if ["con", "prn", "aux", "nul"].contains(&id) || matches!(port.as_bytes(), [b'0'..=b'9']) {
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

/// Milestones and background stand in order of time.
fn order(json: &Json, catalogue: &Catalogue, problems: &mut Problems) {
    let offset = catalogue.offset;
    for (pair, index) in catalogue.milestones.windows(2).zip(0..) {
        if let [before, after] = pair
            && after.at.first_instant(offset) < before.at.first_instant(offset)
        {
            late("milestones", is_published, index, json, problems);
        }
    }
    for (pair, index) in catalogue.background.windows(2).zip(0..) {
        // Both start with year and month, so their first seven characters order them as dates would.
        if let [before, after] = pair
            && after.at.get(..7) < before.at.get(..7)
        {
            late("background", is_span, index, json, problems);
        }
    }
}

/// Reports the second of two entries that stand the wrong way round, if both dates could be read.
fn late(list: &str, is_date: fn(&str) -> bool, index: usize, json: &Json, problems: &mut Problems) {
    let [Some(before), Some(after)] = [json.list(list).get(index), json.list(list).get(index + 1)] else { return };
    if is_date(before.text("at")) && is_date(after.text("at")) {
        let dates = ["at `", after.text("at"), "` comes before `", before.text("at"), "` of the entry in front"];
        problems.report(&place_of(list, index + 1, after.id()), &dates);
    }
}

/// The announcement is a day's event, and no milestone comes before it: a card puts it in front of them.
fn announced(catalogue: &Catalogue, problems: &mut Problems) {
    let Catalogue { announced, background, milestones, .. } = catalogue;
    let first = milestones.first().map_or(String::new(), |first| first.at.written());
    // Ten characters are a day, and days are in order where their texts are.
    let is_one = |event: &Background| event.id == *announced && event.at.len() == 10 && event.at <= first;
    if !announced.is_empty() && !background.iter().any(is_one) {
        problems.refuse(TOP, "announced", announced, " is no background event of a day before every milestone", "");
    }
}

/// A product has a condition where its scope has one, and a scope that its catalogue can have.
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

/// The milestones of one product tell one story: no effect twice on one basis, and updates never end before
/// sales. Returns whether they end sales or updates, which is what a phase follows.
fn story(milestones: &[&Milestone], product: &Product, place: &str, problems: &mut Problems) -> bool {
    let mut bearing: Vec<&Milestone> = Vec::new();
    for milestone in milestones.iter().filter(|milestone| milestone.bears_on(product)) {
        for earlier in bearing.iter().filter(|earlier| earlier.basis == milestone.basis) {
            if earlier.effect == milestone.effect {
                let effect = milestone.effect.name();
                problems.report(place, &["milestones `", &earlier.id, "` and `", &milestone.id, "` both say ", effect]);
            } else if earlier.effect == Effect::EndOfUpdates && milestone.effect == Effect::EndOfSales {
                let message = ["milestone `", &earlier.id, "` ends updates before `", &milestone.id, "` ends sales"];
                problems.report(place, &message);
            }
        }
        bearing.push(milestone);
    }
    // The maker's own dates decide only where there is no law's.
    let by_law = bearing.iter().any(|milestone| milestone.basis == Basis::Law);
    bearing.iter().any(|it| (it.basis == Basis::Law) == by_law && it.effect != Effect::EndOfResale)
}
