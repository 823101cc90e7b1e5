//! The sentences of a card: which message fits a status, and what fills it in.

use crate::{
    catalogue::{Effect, Scope, Text},
    evaluate::{Action, Phase, Status},
    locale::{Direction, Key, Locale, Piece, Sentence, plain},
    when::When,
};

/// The one sentence that the card shows.
pub(super) fn sentence<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    let measure = text(&status.catalogue.phrase, locale);
    if status.phase == Phase::NotCovered {
        return lead(Key::NotCovered, status, &measure, locale);
    }
    let facts = Dates::of(status, locale).say(facts(status.phase), &[], locale);
    locale.sentence(Key::Sentence, &[("lead", &lead(lead_key(status), status, &measure, locale)), ("facts", &facts)])
}

/// The sentence without tense, for readers without script.
pub(super) fn plain_sentence<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    let mut measure = text(&status.catalogue.phrase, locale);
    if let Some(source) = status.sources().first() {
        let words = status.catalogue.phrase.in_language(&locale.language);
        measure = vec![Piece::Link { url: &source.url, words }];
    }
    if status.phase == Phase::NotCovered {
        return lead(Key::NotCovered, status, &measure, locale);
    }
    let lead = lead(lead_key(status), status, &measure, locale);
    let dates = Dates::of(status, locale);
    if matches!(status.action, Action::StopResale | Action::StopResaleBy) && !dates.sales.is_empty() {
        return locale
            .sentence(Key::PlainResale, &[("lead", &lead), ("sales", &dates.sales), ("resale", &dates.resale)]);
    }
    dates.say([Key::Plain, Key::PlainSales, Key::PlainUpdates], &lead, locale)
}

/// What to do, in one sentence.
pub(super) fn action<'v>(status: &Status, locale: &Locale) -> Sentence<'v> {
    let dates = Dates::of(status, locale);
    let needs_updates = matches!(status.action, Action::PlanReplacement | Action::ReplaceBeforeUpdatesEnd);
    let key = if needs_updates && dates.updates.is_empty() {
        Key::ActionPlanReplacementUndated
    } else {
        Key::ActionPlanReplacement.member(status.action as usize)
    };
    locale.sentence(key, &[("updates", &dates.updates), ("resale", &dates.resale)])
}

/// What has happened by a phase, as far as a sentence can name it: sales and updates, sales alone, updates alone.
fn facts(phase: Phase) -> [Key; 3] {
    match phase {
        Phase::SalesEnded => [Key::FactsSalesEnded, Key::FactsSalesEndedSales, Key::FactsSalesEnded],
        Phase::UpdatesEnded => [Key::FactsUpdatesEnded, Key::FactsUpdatesEnded, Key::FactsUpdatesEndedUpdates],
        _ => [Key::FactsAnnounced, Key::FactsAnnouncedSales, Key::FactsAnnouncedUpdates],
    }
}

fn lead_key(status: &Status) -> Key {
    match status.product.scope {
        Scope::Conditional => Key::LeadConditional,
        Scope::Unclear => Key::LeadUnclear,
        Scope::Covered | Scope::Excluded => Key::LeadCovered,
    }
}

/// What the measure is to the product.
fn lead<'v>(key: Key, status: &Status<'v>, measure: &[Piece<'v>], locale: &Locale) -> Sentence<'v> {
    let product = name(&status.product.name, locale);
    let condition = status.product.condition.as_ref().map_or(Sentence::new(), |condition| text(condition, locale));
    locale.sentence(key, &[("product", &product), ("measure", measure), ("condition", &condition)])
}

/// A text of the catalogue as a sentence, set apart where it is in another language.
pub(super) fn text<'v>(text: &'v Text, locale: &Locale) -> Sentence<'v> {
    match text.spoken(&locale.language) {
        ("", words) => plain(words),
        (language, words) => vec![Piece::Foreign { language, words }],
    }
}

/// A name as a sentence, set apart where it may run against the direction around it.
fn name<'v>(name: &'v str, locale: &Locale) -> Sentence<'v> {
    // These bytes start the letters of Hebrew, Arabic, Syriac, Thaana and N’Ko.
    if locale.direction == Direction::Rtl || name.bytes().any(|byte| matches!(byte, 0xD6..=0xDF)) {
        return vec![Piece::Foreign { language: "", words: name }];
    }
    plain(name)
}

/// The dates that a sentence can name; empty where there is none.
struct Dates<'v> {
    sales: Sentence<'v>,
    updates: Sentence<'v>,
    resale: Sentence<'v>,
}

impl<'v> Dates<'v> {
    fn of(status: &Status, locale: &Locale) -> Self {
        Self {
            sales: date(status, Effect::EndOfSales, locale),
            updates: date(status, Effect::EndOfUpdates, locale),
            resale: date(status, Effect::EndOfResale, locale),
        }
    }

    /// The message for the dates that there are: for both, for sales alone, or for updates alone.
    fn say(&self, [both, sales, updates]: [Key; 3], lead: &[Piece<'v>], locale: &Locale) -> Sentence<'v> {
        let key = match (self.sales.is_empty(), self.updates.is_empty()) {
            (false, false) => both,
            (false, true) => sales,
            (true, _) => updates,
        };
        let holes = [("lead", lead), ("sales", &self.sales), ("updates", &self.updates)];
        locale.sentence(key, &holes)
    }
}

fn date<'v>(status: &Status, effect: Effect, locale: &Locale) -> Sentence<'v> {
    let mut sentence = Sentence::new();
    if let Some(standing) = status.governing(effect) {
        let at = standing.milestone.at;
        let day = match at {
            When::Instant(at) => at.date_naive(),
            When::Day(day) => day,
        };
        sentence.push(Piece::Time { datetime: at.written(), words: locale.date(day) });
    }
    sentence
}
