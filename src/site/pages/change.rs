//! The dates that were moved: topics in, each move with what it was before and after out, the last one first.

use chrono::NaiveDate;

use super::{Published, sources};
use crate::{
    catalogue::{Catalogue, Milestone, Source},
    locale::Locale,
    view::{date_before, date_of},
    when::written_day,
};

/// One move of a date.
#[derive(Debug)]
pub(super) struct Change<'t> {
    pub(super) catalogue: &'t Catalogue,
    pub(super) milestone: &'t Milestone,
    /// The day on which it was changed.
    pub(super) changed: NaiveDate,
    /// What no other move of the topic is called, now and later: milestone and day, and a number from the second move of
    /// a day on.
    pub(super) name: String,
    /// The date before, in words.
    pub(super) from: String,
    /// The date after, in words.
    pub(super) to: String,
    /// Where it is said; those of the milestone where the move has none of its own.
    pub(super) sources: Vec<&'t Source>,
}

/// Every move; those of one day by topic and milestone, the last first.
pub(super) fn changes<'t>(topics: &[Published<'t>], locale: &Locale) -> Vec<Change<'t>> {
    let mut changes = Vec::new();
    for Published { catalogue, .. } in topics {
        for milestone in &catalogue.milestones {
            for (index, was) in milestone.was.iter().enumerate() {
                let after = milestone.was.get(index + 1);
                let same_day = milestone.was[..index].iter().filter(|other| other.changed == was.changed).count();
                let number = if same_day == 0 { String::new() } else { format!("-{}", same_day + 1) };
                let own = if was.sources.is_empty() { &milestone.sources } else { &was.sources };
                changes.push(Change {
                    catalogue,
                    milestone,
                    changed: was.changed,
                    name: format!("{}/{}{number}", milestone.id, written_day(was.changed)),
                    from: date_before(was, locale),
                    to: after.map_or_else(|| date_of(catalogue, milestone, locale), |after| date_before(after, locale)),
                    sources: sources(catalogue, own),
                });
            }
        }
    }
    // Of one day the last move is the one that was written last.
    changes.reverse();
    changes.sort_by(|one, other| {
        let by_day = other.changed.cmp(&one.changed);
        by_day.then_with(|| (&one.catalogue.id, &one.milestone.id).cmp(&(&other.catalogue.id, &other.milestone.id)))
    });
    changes
}
