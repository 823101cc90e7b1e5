//! What only several fields together can get wrong: the lists of a catalogue in, problems out.
//!
//! Ids that stand for two things, references to nothing, dates out of order, phases that contradict.
//! An entry that could not be read still counts as defined, so that one slip is reported once.

use chrono::FixedOffset;

use super::{Basis, Effect, Milestone, Product, Scope, read::Lists};
use crate::{
    find::key,
    named::Named,
    problem::{Problem, ProblemKind},
};

type Problems = Vec<Problem>;

pub(super) fn check(
    lists: &Lists,
    maker: Option<&str>,
    exhaustive: Option<bool>,
    offset: Option<FixedOffset>,
    problems: &mut Problems,
) {
    ids(lists, problems);
    names(&lists.products.read, maker.unwrap_or_default(), problems);
    references(lists, problems);
    if let Some(offset) = offset {
        order(lists, offset, problems);
    }
    for (place, product) in &lists.products.read {
        if product.scope == Scope::Unclear && exhaustive == Some(true) {
            let clause = "scope `unclear` contradicts an exhaustive product list".to_owned();
            problems.push(Problem::new(place.clone(), ProblemKind::Conflict(clause)));
        }
        if lists.milestones.ids.len() == lists.milestones.read.len() {
            phases(&lists.milestones.read, product, place, problems);
        }
    }
}

/// Each id once among its kind.
fn ids(lists: &Lists, problems: &mut Problems) {
    for ids in [
        &lists.sources.ids,
        &lists.milestones.ids,
        &lists.background.ids,
        &lists.notes.ids,
        &lists.steps.ids,
        &lists.products.ids,
    ] {
        unique(ids.iter().map(|(id, place)| (id.clone(), id.as_str(), place.as_str())).collect(), "id", problems);
    }
}

/// Each name and alias leads to one product.
fn names(products: &[(String, Product)], maker: &str, problems: &mut Problems) {
    let mut names = Vec::new();
    for (place, product) in products {
        for name in std::iter::once(&product.name).chain(&product.aliases) {
            names.push((key(name, maker), name.as_str(), place.as_str()));
        }
    }
    unique(names, "name", problems);
}

/// Reports each (key, value, place) whose key stands at an earlier place.
fn unique(mut values: Vec<(String, &str, &str)>, field: &'static str, problems: &mut Problems) {
    values.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    for pair in values.windows(2) {
        let [(first_key, _, first), (key, value, place)] = pair else { continue };
        if first_key == key && first != place && !key.is_empty() {
            let kind = ProblemKind::Repeated { field, value: (*value).to_owned(), first: (*first).to_owned() };
            problems.push(Problem::new(*place, kind));
        }
    }
}

/// Each id that is named exists.
fn references(lists: &Lists, problems: &mut Problems) {
    let milestones = lists.milestones.read.iter().map(|(place, it)| (place, &it.sources));
    let background = lists.background.read.iter().map(|(place, it)| (place, &it.sources));
    let notes = lists.notes.read.iter().map(|(place, it)| (place, &it.sources));
    let steps = lists.steps.read.iter().map(|(place, it)| (place, &it.sources));
    let products = lists.products.read.iter().map(|(place, it)| (place, &it.sources));
    for (place, sources) in milestones.chain(background).chain(notes).chain(steps).chain(products) {
        defined("sources", sources, &lists.sources.ids, place, problems);
    }
    for (place, milestone) in &lists.milestones.read {
        defined("products", &milestone.products, &lists.products.ids, place, problems);
    }
}

fn defined(field: &'static str, named: &[String], ids: &[(String, String)], place: &str, problems: &mut Problems) {
    for value in named.iter().filter(|named| !ids.iter().any(|(id, _)| id == *named)) {
        problems.push(Problem::new(place, ProblemKind::Dangling { field, value: value.clone() }));
    }
}

/// Milestones and background stand in order of time.
fn order(lists: &Lists, offset: FixedOffset, problems: &mut Problems) {
    for pair in lists.milestones.read.windows(2) {
        let [(_, before), (place, after)] = pair else { continue };
        if after.at.first_instant(offset) < before.at.first_instant(offset) {
            let kind = ProblemKind::OutOfOrder { at: after.at.to_string(), before: before.at.to_string() };
            problems.push(Problem::new(place, kind));
        }
    }
    for pair in lists.background.read.windows(2) {
        let [(_, before), (place, after)] = pair else { continue };
        // Both start with year and month, so their first seven characters order them as dates would.
        if after.at.get(..7) < before.at.get(..7) {
            let kind = ProblemKind::OutOfOrder { at: after.at.clone(), before: before.at.clone() };
            problems.push(Problem::new(place, kind));
        }
    }
}

/// One product's milestones tell one story: no effect twice on one basis, and updates never end before sales.
fn phases(milestones: &[(String, Milestone)], product: &Product, place: &str, problems: &mut Problems) {
    let milestones: Vec<_> = milestones.iter().map(|(_, it)| it).filter(|it| it.bears_on(product)).collect();
    let mut conflict = |clause: String| problems.push(Problem::new(place, ProblemKind::Conflict(clause)));
    if milestones.is_empty() && product.scope != Scope::Excluded {
        conflict("no milestone bears on it".to_owned());
    }
    for (index, milestone) in milestones.iter().enumerate() {
        if milestone.basis == Basis::Press {
            conflict(format!("milestone `{}` rests on the press, which decides no phase", milestone.id));
        }
        for earlier in milestones[..index].iter().filter(|earlier| earlier.basis == milestone.basis) {
            if earlier.effect == milestone.effect {
                let effect = milestone.effect.name();
                conflict(format!("milestones `{}` and `{}` both say {effect}", earlier.id, milestone.id));
            } else if earlier.effect == Effect::EndOfUpdates && milestone.effect == Effect::EndOfSales {
                conflict(format!("milestone `{}` ends updates before `{}` ends sales", earlier.id, milestone.id));
            }
        }
    }
}
