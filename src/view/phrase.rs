//! The sentences of a card: which message fits a status, and what fills it in.

use super::machine;
use crate::{
    catalogue::{Effect, Scope},
    evaluate::{Action, Phase, Status},
    locale::{Locale, Piece, Sentence, plain},
    named::Named,
    when::When,
};

/// The one sentence that the card shows.
pub(super) fn sentence(status: &Status, locale: &Locale) -> Sentence {
    let measure = plain(measure(status, locale));
    if status.phase == Phase::NotCovered {
        return locale.sentence("not-covered", &[product(status), ("measure", measure)]);
    }
    let dates = Dates::of(status, locale);
    let facts = dates.say(&format!("facts.{}", status.phase.name()), &[], locale);
    locale.sentence("sentence", &[("lead", lead(status, measure, locale)), ("facts", facts)])
}

/// The sentence without tense, for readers without script.
pub(super) fn plain_sentence(status: &Status, locale: &Locale) -> Sentence {
    let words = measure(status, locale);
    let measure = match status.sources().first() {
        Some(source) => vec![Piece::Link { url: source.url.clone(), words }],
        None => plain(words),
    };
    if status.phase == Phase::NotCovered {
        return locale.sentence("not-covered", &[product(status), ("measure", measure)]);
    }
    let lead = ("lead", lead(status, measure, locale));
    let dates = Dates::of(status, locale);
    if let (Action::StopResale | Action::StopResaleBy, Some(sales), Some(resale)) =
        (status.action, &dates.sales, &dates.resale)
    {
        return locale.sentence("plain.resale", &[lead, ("sales", sales.clone()), ("resale", resale.clone())]);
    }
    dates.say("plain", &[lead], locale)
}

/// What to do, in one sentence.
pub(super) fn action(status: &Status, locale: &Locale) -> Sentence {
    let key = format!("action.{}", status.action.name());
    let dates = Dates::of(status, locale);
    let (hole, date) = match status.action {
        Action::ReplaceNow | Action::NoneNeeded => return locale.sentence(&key, &[]),
        Action::StopResale | Action::StopResaleBy => ("resale", dates.resale),
        Action::PlanReplacement | Action::ReplaceBeforeUpdatesEnd => ("updates", dates.updates),
    };
    match date {
        Some(date) => locale.sentence(&key, &[(hole, date)]),
        None => locale.sentence("action.plan-replacement.undated", &[]),
    }
}

fn lead(status: &Status, measure: Sentence, locale: &Locale) -> Sentence {
    let mut holes = vec![product(status), ("measure", measure)];
    let key = match (status.product.scope, &status.product.condition) {
        (Scope::Conditional, Some(condition)) => {
            holes.push(("condition", plain(condition.in_language(&locale.language).to_owned())));
            "lead.conditional"
        }
        (Scope::Unclear, _) => "lead.unclear",
        _ => "lead.covered",
    };
    locale.sentence(key, &holes)
}

fn product(status: &Status) -> (&'static str, Sentence) {
    ("product", plain(status.product.name.clone()))
}

fn measure(status: &Status, locale: &Locale) -> String {
    status.catalogue.phrase.in_language(&locale.language).to_owned()
}

/// The dates that a sentence can name.
struct Dates {
    sales: Option<Sentence>,
    updates: Option<Sentence>,
    resale: Option<Sentence>,
}

impl Dates {
    fn of(status: &Status, locale: &Locale) -> Self {
        let date = |effect| {
            let at = status.governing(effect)?.milestone.at;
            let day = match at {
                When::Instant(at) => at.date_naive(),
                When::Day(day) => day,
            };
            Some(vec![Piece::Time { datetime: machine(at), words: locale.date(day) }])
        };
        Self { sales: date(Effect::EndOfSales), updates: date(Effect::EndOfUpdates), resale: date(Effect::EndOfResale) }
    }

    /// The variant of a message for the dates that there are: both, `.sales` or `.updates`.
    fn say(&self, key: &str, holes: &[(&'static str, Sentence)], locale: &Locale) -> Sentence {
        let mut holes = holes.to_vec();
        let variant = match (&self.sales, &self.updates) {
            (Some(_), Some(_)) => "",
            (Some(_), None) => ".sales",
            (None, _) => ".updates",
        };
        holes.extend(self.sales.clone().map(|date| ("sales", date)));
        // A measure that names only resale still ends something; its date stands where updates would.
        holes.extend(self.updates.clone().or(self.resale.clone()).map(|date| ("updates", date)));
        locale.sentence(&format!("{key}{variant}"), &holes)
    }
}
