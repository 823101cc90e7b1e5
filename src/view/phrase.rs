//! The sentences of a card: which message fits a status, and what fills it in.
//!
//! Whole sentences only, and none with an empty hole: what a hole needs is an argument that cannot be absent.

use super::Told;
use crate::{
    catalogue::{Audience, Basis, Catalogue, Dated, Effect, Milestone, Name, Phase, Scope, Text, TopicKind, fits},
    evaluate::{Action, Standing, State, Status},
    link::{host, https},
    locale::{Direction, Key, Locale, Piece, Sentence, plain},
    template::{Bounds, Template},
    text::concat,
    when::Date,
};

/// The one sentence that the card shows.
pub(super) fn sentence<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    let measure = text(&status.catalogue.phrase, locale);
    match status.phase {
        Phase::NotCovered => return not_covered(status, &measure, locale),
        Phase::Unknown => return plain_sentence(status, locale),
        _ => {}
    }
    let clauses = told(status).into_iter().map(|(standing, is_further)| clause(standing, is_further, locale));
    match joined(clauses.collect(), Key::FactsAnd, locale) {
        Some(facts) => {
            let lead = lead(status, name(&status.product.name, locale), &measure, locale);
            locale.sentence(Key::Sentence, &[("lead", &lead), ("facts", &facts)])
        }
        None => locale.sentence(Key::Undated, &[("product", &name(&status.product.name, locale))]),
    }
}

/// The sentence without tense, for readers without script, with a link to the most primary source.
pub(super) fn plain_sentence<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    let mut measure = text(&status.catalogue.phrase, locale);
    let mut product = name(&status.product.name, locale);
    if let Some(source) = status.sources().first().filter(|source| !https(&source.url).is_empty()) {
        // A ban is named in its sentence, and linked there; elsewhere the product is all that is named.
        if status.catalogue.kind == TopicKind::Ban {
            measure = linked(&measure, &source.url, &status.catalogue.phrase, locale);
        } else {
            product = linked(&product, &source.url, &status.product.name.0, locale);
        }
    }
    if status.phase == Phase::NotCovered {
        return not_covered_of(status, &product, &measure, locale);
    }
    let is_reseller = is_reseller(status);
    let mut nouns = Vec::new();
    let told = first_of_each(status);
    let is_resale = |(standing, _): &(&Standing, bool)| standing.milestone.effect == Effect::EndOfResale;
    let has_other = !told.iter().all(is_resale);
    for (standing, is_further) in told {
        let effect = standing.milestone.effect;
        let is_told = if is_reseller { effect != Effect::EndOfUpdates } else { effect != Effect::EndOfResale };
        if is_told || !has_other {
            nouns.push(noun(standing, is_further, locale));
        }
    }
    let Some(facts) = joined(nouns, Key::FactsAlso, locale) else {
        return locale.sentence(Key::Undated, &[("product", &product)]);
    };
    let lead = lead(status, product, &measure, locale);
    match plain_advice(status, locale) {
        Some(advice) => locale.sentence(Key::Plain, &[("lead", &lead), ("facts", &facts), ("advice", &advice)]),
        None => locale.sentence(Key::PlainNoAdvice, &[("lead", &lead), ("facts", &facts)]),
    }
}

/// What to do, in one sentence: the author's, else ours.
pub(super) fn action<'v>(status: &Status<'v>, locale: &Locale) -> Sentence<'v> {
    if let Some(advice) = status.advice {
        let words = text(&advice.text, locale);
        return if advice.url.is_empty() { words } else { linked(&words, &advice.url, &advice.text, locale) };
    }
    if status.phase == Phase::Unknown {
        return plain_advice(status, locale).unwrap_or_else(|| locale.sentence(Key::ActionAsk, &[]));
    }
    // By anybody's word: whoever waits for the law's date may have gone without updates since the maker's own stop. A
    // floor says no day on which anything happens.
    let date = |effect| {
        let comes = |it: &&Standing| it.milestone.effect == effect && it.is_ahead() && !it.milestone.floor;
        status.milestones.iter().find(comes).and_then(|standing| standing.milestone.date().date())
    };
    let on = |key, effect, undated| match date(effect) {
        Some(date) => locale.sentence(key, &[("on", &on(date, locale))]),
        None => locale.sentence(undated, &[]),
    };
    let updates = if date(Effect::EndOfUpdates).is_some() { Effect::EndOfUpdates } else { Effect::EndOfPaidUpdates };
    let resale_date = || status.governing(Effect::EndOfResale).and_then(|standing| standing.milestone.date().date());
    let resale = |key| match resale_date() {
        Some(date) => locale.sentence(key, &[("resale", &[time(date, locale.date(date.day()))])]),
        None => locale.sentence(Key::ActionStopResaleUndated, &[]),
    };
    match status.action {
        Action::PlanReplacement => on(Key::ActionPlanReplacement, updates, Key::ActionPlanReplacementUndated),
        Action::ReplaceBeforeUpdatesEnd => {
            on(Key::ActionReplaceBeforeUpdatesEnd, updates, Key::ActionPlanReplacementUndated)
        }
        Action::ReplaceNow => locale.sentence(Key::ActionReplaceNow, &[]),
        Action::NoneNeeded => locale.sentence(Key::ActionNoneNeeded, &[]),
        Action::StopResaleBy => resale(Key::ActionStopResaleBy),
        Action::StopResale => resale(Key::ActionStopResale),
        Action::ReplaceOrPay => on(Key::ActionReplaceOrPay, Effect::EndOfPaidUpdates, Key::ActionReplaceNow),
        Action::KeepUpdating => locale.sentence(Key::ActionKeepUpdating, &[]),
        Action::MoveBeforeServiceEnds => on(Key::ActionMoveBeforeServiceEnds, Effect::EndOfService, Key::ActionMoveNow),
        Action::MoveNow => locale.sentence(Key::ActionMoveNow, &[]),
        Action::PrepareForRule => on(Key::ActionPrepareForRule, Effect::RuleBegins, Key::ActionFollowRule),
        Action::FollowRule => locale.sentence(Key::ActionFollowRule, &[]),
        Action::Ask => locale.sentence(Key::ActionAsk, &[]),
    }
}

/// What to do that is true before and after the dates: the author's where it is for every phase, else ours; none where
/// nothing has to be replaced.
fn plain_advice<'v>(status: &Status<'v>, locale: &Locale) -> Option<Sentence<'v>> {
    let for_all = |entry: &&crate::catalogue::Advice| {
        entry.phases.is_empty() && fits(status.product, &entry.products, &entry.audiences)
    };
    if let Some(advice) = status.catalogue.advice.iter().find(for_all) {
        return Some(text(&advice.text, locale));
    }
    let ends = |effect| {
        let ends = |it: &Standing| it.milestone.effect == effect && !it.milestone.floor && it.state != State::Open;
        status.milestones.iter().any(ends)
    };
    let key = if is_reseller(status) && ends(Effect::EndOfResale) {
        Key::PlainResale
    } else if ends(Effect::EndOfService) {
        Key::PlainService
    } else if ends(Effect::EndOfUpdates) || ends(Effect::EndOfPaidUpdates) {
        // "Beyond that date" needs one.
        let is_dated = |it: &Standing| {
            matches!(it.milestone.effect, Effect::EndOfUpdates | Effect::EndOfPaidUpdates)
                && it.milestone.date().date().is_some()
        };
        if status.milestones.iter().any(is_dated) { Key::PlainReplace } else { Key::ActionReplaceNow }
    } else if ends(Effect::EndOfSales) {
        Key::PlainChoose
    } else {
        return None;
    };
    Some(locale.sentence(key, &[]))
}

fn is_reseller(status: &Status) -> bool {
    matches!(status.action, Action::StopResale | Action::StopResaleBy)
        || (status.product.audience == Audience::Oem && status.governing(Effect::EndOfResale).is_some())
}

/// The milestones that a sentence follows, in order of time: the first of each effect, by anybody's word, and of a rule
/// every step; each with whether it follows another of its kind.
fn first_of_each<'s, 'c>(status: &'s Status<'c>) -> Vec<(&'s Standing<'c>, bool)> {
    let mut told: Vec<(&Standing, bool)> = Vec::new();
    for standing in &status.milestones {
        let effect = standing.milestone.effect;
        let is_further = told.iter().any(|(earlier, _)| earlier.milestone.effect == effect);
        if !is_further || effect == Effect::RuleBegins {
            told.push((standing, is_further));
        }
    }
    told
}

/// What a live sentence tells of those: no resale, unless nothing else is there; of a rule the last step in force and
/// the next.
fn told<'s, 'c>(status: &'s Status<'c>) -> Vec<(&'s Standing<'c>, bool)> {
    let all = first_of_each(status);
    let steps = || all.iter().filter(|(standing, _)| standing.milestone.effect == Effect::RuleBegins);
    let in_force = steps().rfind(|(standing, _)| standing.has_passed());
    let next = steps().find(|(standing, _)| !standing.has_passed());
    let mut told = Vec::new();
    for (standing, is_further) in &all {
        let is = |other: Option<&(&Standing, bool)>| other.is_some_and(|(it, _)| std::ptr::eq(*it, *standing));
        match standing.milestone.effect {
            Effect::RuleBegins if !is(in_force) && !is(next) => {}
            Effect::EndOfResale if all.iter().any(|(it, _)| it.milestone.effect != Effect::EndOfResale) => {}
            _ => told.push((*standing, *is_further)),
        }
    }
    told
}

/// The messages that tell a fact: ahead, passed, passed on an unknown day, not announced, a floor that has passed, and
/// without tense.
fn messages(effect: Effect) -> [Key; 6] {
    match effect {
        Effect::EndOfSales => [
            Key::FactEndOfSalesAhead,
            Key::FactEndOfSalesPassed,
            Key::FactEndOfSalesOver,
            Key::FactEndOfSalesOpen,
            Key::FactEndOfSalesLapsed,
            Key::FactEndOfSalesPlain,
        ],
        Effect::EndOfUpdates => [
            Key::FactEndOfUpdatesAhead,
            Key::FactEndOfUpdatesPassed,
            Key::FactEndOfUpdatesOver,
            Key::FactEndOfUpdatesOpen,
            Key::FactEndOfUpdatesLapsed,
            Key::FactEndOfUpdatesPlain,
        ],
        Effect::EndOfResale => [
            Key::FactEndOfResaleAhead,
            Key::FactEndOfResalePassed,
            Key::FactEndOfResaleOver,
            Key::FactEndOfResaleOpen,
            Key::FactEndOfResaleLapsed,
            Key::FactEndOfResalePlain,
        ],
        Effect::EndOfService => [
            Key::FactEndOfServiceAhead,
            Key::FactEndOfServicePassed,
            Key::FactEndOfServiceOver,
            Key::FactEndOfServiceOpen,
            Key::FactEndOfServiceLapsed,
            Key::FactEndOfServicePlain,
        ],
        Effect::EndOfPaidUpdates => [
            Key::FactEndOfPaidUpdatesAhead,
            Key::FactEndOfPaidUpdatesPassed,
            Key::FactEndOfPaidUpdatesOver,
            Key::FactEndOfPaidUpdatesOpen,
            Key::FactEndOfPaidUpdatesLapsed,
            Key::FactEndOfPaidUpdatesPlain,
        ],
        Effect::RuleBegins => [
            Key::FactRuleBeginsAhead,
            Key::FactRuleBeginsPassed,
            Key::FactRuleBeginsOver,
            Key::FactRuleBeginsOpen,
            Key::FactRuleBeginsLapsed,
            Key::FactRuleBeginsPlain,
        ],
    }
}

/// A fact as a clause, by where the reader's moment stands to it.
fn clause<'v>(standing: &Standing<'v>, is_further: bool, locale: &Locale) -> Sentence<'v> {
    let [ahead, passed, over, open, lapsed, _] = messages(standing.milestone.effect);
    let (ahead, passed) =
        if is_further { (Key::FactRuleBeginsNext, Key::FactRuleBeginsLatest) } else { (ahead, passed) };
    match (standing.state, standing.milestone.date().date()) {
        (State::Ahead(_), Some(_)) => locale.sentence(ahead, &[("on", &until(standing, locale))]),
        (State::Passed(_), Some(date)) => locale.sentence(passed, &[("on", &on(date, locale))]),
        (State::Open, Some(date)) => locale.sentence(lapsed, &[("date", &[inside(date, locale)])]),
        (State::Ended, _) => locale.sentence(over, &[]),
        (_, None) => locale.sentence(open, &[("checked", &[checked(standing, locale)])]),
    }
}

/// A fact as a noun, without tense.
fn noun<'v>(standing: &Standing<'v>, is_further: bool, locale: &Locale) -> Sentence<'v> {
    let [_, _, over, open, _, plain] = messages(standing.milestone.effect);
    let plain = if is_further { Key::FactRuleBeginsFurther } else { plain };
    match standing.milestone.date() {
        Dated::From(_) | Dated::Through(_) => locale.sentence(plain, &[("on", &until(standing, locale))]),
        Dated::Ended => locale.sentence(over, &[]),
        Dated::Open => locale.sentence(open, &[("checked", &[checked(standing, locale)])]),
    }
}

/// The day on which a milestone was last checked.
fn checked<'v>(standing: &Standing, locale: &Locale) -> Piece<'v> {
    let day = standing.milestone.checked;
    time(Date::Day(day), locale.date(day))
}

/// When something has happened or will, as an adverbial: on a day, in a month.
fn on<'v>(date: Date, locale: &Locale) -> Sentence<'v> {
    match date {
        Date::Month(first) => locale.sentence(Key::OnMonth, &[("date", &[time(date, locale.month_in(first))])]),
        _ => locale.sentence(Key::OnDay, &[("date", &[inside(date, locale)])]),
    }
}

/// The same of a milestone, before it or without tense: behind a last day, no earlier than a floor.
fn until<'v>(standing: &Standing, locale: &Locale) -> Sentence<'v> {
    let dated = standing.milestone.date();
    let Some(date) = dated.date() else { return Sentence::new() };
    let is_month = matches!(date, Date::Month(_));
    let key = match (standing.milestone.floor, dated, is_month) {
        (true, _, false) => Key::OnFloorDay,
        (true, Dated::Through(_), true) => Key::OnFloorLastMonth,
        (true, _, true) => Key::OnFloorMonth,
        (false, Dated::Through(_), false) => Key::OnLastDay,
        (false, Dated::Through(_), true) => Key::OnLastMonth,
        _ => return on(date, locale),
    };
    locale.sentence(key, &[("date", &[inside(date, locale)])])
}

/// A date as it stands inside a sentence.
fn inside<'v>(date: Date, locale: &Locale) -> Piece<'v> {
    time(date, super::day_or_month(date, locale))
}

fn time<'v>(date: Date, words: String) -> Piece<'v> {
    Piece::Time { datetime: date.written(), words }
}

/// Clauses as one; none where there is none.
fn joined<'v>(clauses: Vec<Sentence<'v>>, last: Key, locale: &Locale) -> Option<Sentence<'v>> {
    let number = clauses.len();
    let mut all: Option<Sentence> = None;
    for (clause, index) in clauses.into_iter().zip(1..) {
        all = Some(match all {
            None => clause,
            Some(before) => {
                let key = if index == number { last } else { Key::FactsAlso };
                locale.sentence(key, &[("a", &before), ("b", &clause)])
            }
        });
    }
    all
}

/// What the measure is to the product: a ban by its name; elsewhere the product alone is named.
fn lead<'v>(status: &Status<'v>, product: Sentence<'v>, measure: &[Piece<'v>], locale: &Locale) -> Sentence<'v> {
    let is_ban = status.catalogue.kind == TopicKind::Ban;
    let condition = status.product.condition.as_ref().map(|condition| text(condition, locale));
    let key = match (status.product.scope, &condition) {
        (Scope::Conditional, Some(_)) if is_ban => Key::LeadConditional,
        (Scope::Conditional, Some(_)) => Key::LeadUnless,
        (Scope::Unclear, _) if is_ban => Key::LeadUnclear,
        (Scope::Unclear, _) => Key::LeadAssumed,
        _ if is_ban => Key::LeadCovered,
        _ => return product,
    };
    let condition = condition.unwrap_or_default();
    locale.sentence(key, &[("product", &product), ("measure", measure), ("condition", &condition)])
}

fn not_covered<'v>(status: &Status<'v>, measure: &[Piece<'v>], locale: &Locale) -> Sentence<'v> {
    not_covered_of(status, &name(&status.product.name, locale), measure, locale)
}

fn not_covered_of<'v>(status: &Status, product: &[Piece<'v>], measure: &[Piece<'v>], locale: &Locale) -> Sentence<'v> {
    let key = if status.catalogue.kind == TopicKind::Ban { Key::NotCovered } else { Key::NotAffected };
    locale.sentence(key, &[("product", product), ("measure", measure)])
}

/// A text of the topic as a sentence, set apart where it is in another language.
pub(super) fn text<'v>(text: &'v Text, locale: &Locale) -> Sentence<'v> {
    match text.spoken(&locale.language) {
        ("", words) => plain(words),
        (language, words) => vec![Piece::Foreign { language, words }],
    }
}

/// The same as a link; what has to be set apart stays so, with the link behind it.
fn linked<'v>(words: &[Piece<'v>], url: &'v str, text: &'v Text, locale: &Locale) -> Sentence<'v> {
    let link = |words| Piece::Link { url, words };
    match words {
        [Piece::Foreign { .. }] => {
            vec![words[0].clone(), Piece::Words(concat(&[" ("])), link(host(url)), Piece::Words(concat(&[")"]))]
        }
        _ => vec![link(text.in_language(&locale.language))],
    }
}

/// A name as a sentence, set apart where it may run against the direction around it.
pub(super) fn name<'v>(name: &'v Name, locale: &Locale) -> Sentence<'v> {
    let (language, words) = name.0.spoken(&locale.language);
    // These bytes start the letters of Hebrew, Arabic, Syriac, Thaana and N’Ko.
    let is_right_to_left = words.bytes().any(|byte| matches!(byte, 0xD6..=0xDF));
    if !language.is_empty() || locale.direction == Direction::Rtl || is_right_to_left {
        return vec![Piece::Foreign { language, words }];
    }
    plain(words)
}

/// The name of a milestone's change: a ban is called one.
pub(super) fn effect(catalogue: &Catalogue, milestone: &Milestone) -> Key {
    let is_ban = catalogue.kind == TopicKind::Ban;
    let is_law = milestone.basis == Basis::Law;
    match milestone.effect {
        Effect::EndOfSales if is_ban && is_law => Key::EffectSalesBan,
        Effect::EndOfResale if is_ban && is_law => Key::EffectResaleBan,
        Effect::EndOfUpdates if is_ban && !is_law => Key::EffectMakersEndOfUpdates,
        Effect::EndOfSales => Key::EffectEndOfSales,
        Effect::EndOfUpdates => Key::EffectEndOfUpdates,
        Effect::EndOfResale => Key::EffectEndOfResale,
        Effect::EndOfService => Key::EffectEndOfService,
        Effect::EndOfPaidUpdates => Key::EffectEndOfPaidUpdates,
        Effect::RuleBegins => Key::EffectRuleBegins,
    }
}

/// What is counted down to.
pub(super) fn until_what(effect: Effect) -> Key {
    match effect {
        Effect::EndOfSales => Key::UntilEndOfSales,
        Effect::EndOfUpdates => Key::UntilEndOfUpdates,
        Effect::EndOfResale => Key::UntilEndOfResale,
        Effect::EndOfService => Key::UntilEndOfService,
        Effect::EndOfPaidUpdates => Key::UntilEndOfPaidUpdates,
        Effect::RuleBegins => Key::UntilRuleBegins,
    }
}

/// What holds now in a few words: of the milestone that the headline is about, how far off or how long ago it is; else
/// what the phase is called.
pub(super) fn headline(status: &Status, locale: &Locale, bounds: &dyn Bounds) -> Template {
    let decisive = status.decisive.and_then(|index| Some((index, status.milestones.get(index)?)));
    let Some((index, standing)) = decisive else { return locale.label(badge(status)).into() };
    let [ahead, passed, since, over] = status_messages(standing.milestone.effect);
    let Some(date) = standing.milestone.date().date() else { return locale.label(over).into() };
    if standing.milestone.floor {
        let effect = locale.label(effect(status.catalogue, standing.milestone)).into();
        let date = super::published(status, standing, index, locale, bounds);
        return locale.fill(Key::StatusFloor, &[("effect", &effect), ("date", &date)]);
    }
    let is_ahead = standing.is_ahead();
    super::by_distance(index, date, bounds, &|told| {
        let relative = || super::relative_of(told, index, date, is_ahead, locale, bounds);
        match told {
            _ if is_ahead => locale.fill(ahead, &[("relative", &relative())]),
            Told::None | Told::One => locale.fill(passed, &[("relative", &relative())]),
            _ => locale.fill(since, &[("span", &super::span(told, index, locale, bounds))]),
        }
    })
}

/// The same in fewer words: of what has passed, that alone.
pub(super) fn short_headline(status: &Status, headline: &Template, locale: &Locale) -> Template {
    let passed = status.decisive().filter(|standing| standing.has_passed());
    passed.map_or(headline.clone(), |standing| locale.label(status_messages(standing.milestone.effect)[3]).into())
}

/// The messages of a headline: ahead; passed, today, yesterday or a month ago; passed so long ago; passed on a day that
/// is not known.
fn status_messages(effect: Effect) -> [Key; 4] {
    match effect {
        Effect::EndOfSales => [
            Key::StatusEndOfSalesAhead,
            Key::StatusEndOfSalesPassed,
            Key::StatusEndOfSalesSince,
            Key::StatusEndOfSalesOver,
        ],
        Effect::EndOfUpdates => [
            Key::StatusEndOfUpdatesAhead,
            Key::StatusEndOfUpdatesPassed,
            Key::StatusEndOfUpdatesSince,
            Key::StatusEndOfUpdatesOver,
        ],
        Effect::EndOfResale => [
            Key::StatusEndOfResaleAhead,
            Key::StatusEndOfResalePassed,
            Key::StatusEndOfResaleSince,
            Key::StatusEndOfResaleOver,
        ],
        Effect::EndOfService => [
            Key::StatusEndOfServiceAhead,
            Key::StatusEndOfServicePassed,
            Key::StatusEndOfServiceSince,
            Key::StatusEndOfServiceOver,
        ],
        Effect::EndOfPaidUpdates => [
            Key::StatusEndOfPaidUpdatesAhead,
            Key::StatusEndOfPaidUpdatesPassed,
            Key::StatusEndOfPaidUpdatesSince,
            Key::StatusEndOfPaidUpdatesOver,
        ],
        Effect::RuleBegins => [
            Key::StatusRuleBeginsAhead,
            Key::StatusRuleBeginsPassed,
            Key::StatusRuleBeginsSince,
            Key::StatusRuleBeginsOver,
        ],
    }
}

/// What a status is called whose headline is about no date.
fn badge(status: &Status) -> Key {
    match status.phase {
        Phase::NotCovered => Key::BadgeNotCovered,
        Phase::Unknown => Key::BadgeUnknown,
        // No date at all, or only dates until which something was assured: nobody has promised more.
        _ if status.milestones.iter().all(is_lapsed) => Key::BadgeUndated,
        _ => match status.catalogue.kind {
            _ if status.action == Action::KeepUpdating => Key::BadgeSupported,
            TopicKind::Ban | TopicKind::Rule => Key::BadgeAnnounced,
            TopicKind::EndOfSupport => Key::BadgeSupported,
            TopicKind::SwitchOff => Key::BadgeRunning,
        },
    }
}

/// What to do in two or three words: ours, or where the author says what to do, the name of that.
pub(super) fn short_action(status: &Status) -> Key {
    if status.advice.is_some() {
        return Key::Action;
    }
    match status.action {
        Action::PlanReplacement | Action::ReplaceBeforeUpdatesEnd => Key::ShortSwitchBy,
        Action::ReplaceNow | Action::ReplaceOrPay => Key::ShortSwitchNow,
        Action::NoneNeeded => Key::ShortNothing,
        Action::StopResaleBy => Key::ShortResaleBy,
        Action::StopResale => Key::ShortResale,
        Action::KeepUpdating => Key::ShortKeep,
        Action::PrepareForRule | Action::FollowRule => Key::ShortRule,
        Action::MoveBeforeServiceEnds | Action::MoveNow | Action::Ask => Key::ShortAsk,
    }
}

/// Whether it is a floor that has passed.
fn is_lapsed(standing: &Standing) -> bool {
    standing.milestone.floor && standing.state == State::Open
}
