//! The messages that every locale file must have, and the holes that each may have.
//!
//! The list is the format: a message that is not in it is unknown, and one that is must be there.

/// One message of the format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    /// Its name in the file.
    pub(super) name: &'static str,
    /// What fills it in.
    pub(super) holes: Holes,
}

/// What fills a message in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holes {
    /// These names, each of which must be there.
    Named(&'static [&'static str]),
    /// A number, in one form per plural category; a form may leave `{n}` out.
    Number,
    /// A number that is shown elsewhere: one form per plural category, without `{n}`.
    Unit,
}

/// Every message.
pub(super) const KEYS: &[Key] = &[
    named("lead.covered", &["product", "measure"]),
    named("lead.unclear", &["product", "measure"]),
    named("lead.conditional", &["product", "measure", "condition"]),
    named("sentence", &["lead", "facts"]),
    named("not-covered", &["product", "measure"]),
    named("facts.announced", &["sales", "updates"]),
    named("facts.announced.sales", &["sales"]),
    named("facts.announced.updates", &["updates"]),
    named("facts.sales-ended", &["sales", "updates"]),
    named("facts.sales-ended.sales", &["sales"]),
    named("facts.updates-ended", &["sales", "updates"]),
    named("facts.updates-ended.updates", &["updates"]),
    named("plain", &["lead", "sales", "updates"]),
    named("plain.sales", &["lead", "sales"]),
    named("plain.updates", &["lead", "updates"]),
    named("plain.resale", &["lead", "sales", "resale"]),
    named("badge.announced", &[]),
    named("badge.sales-ended", &[]),
    named("badge.updates-ended", &[]),
    named("badge.not-covered", &[]),
    named("effect.end-of-sales.law", &[]),
    named("effect.end-of-sales.vendor", &[]),
    named("effect.end-of-updates.law", &[]),
    named("effect.end-of-updates.vendor", &[]),
    named("effect.end-of-resale.law", &[]),
    named("effect.end-of-resale.vendor", &[]),
    named("until.end-of-sales", &[]),
    named("until.end-of-updates", &[]),
    named("until.end-of-resale", &[]),
    number("ahead"),
    named("ahead.last", &[]),
    number("passed"),
    named("passed.first", &[]),
    named("passed.today", &[]),
    unit("unit.days"),
    unit("unit.hours"),
    unit("unit.minutes"),
    unit("unit.seconds"),
    number("span.days"),
    number("span.hours"),
    number("span.minutes"),
    named("span.join", &["a", "b"]),
    named("seconds.stop", &[]),
    named("seconds.resume", &[]),
    named("calendar", &[]),
    named("reader", &["instant"]),
    named("action", &[]),
    named("action.plan-replacement", &["updates"]),
    named("action.plan-replacement.undated", &[]),
    named("action.replace-before-updates-end", &["updates"]),
    named("action.replace-now", &[]),
    named("action.none-needed", &[]),
    named("action.stop-resale-by", &["resale"]),
    named("action.stop-resale", &["resale"]),
    named("steps", &[]),
    named("notes", &[]),
    named("sources", &[]),
    named("as-of", &["date", "checked"]),
    named("frozen", &["date"]),
    named("chooser", &[]),
    named("chooser.choose", &[]),
    named("chooser.unknown", &[]),
    named("audience.consumer", &[]),
    named("audience.business", &[]),
    named("audience.industrial", &[]),
    named("audience.oem", &[]),
    named("audience.service", &[]),
];

const fn named(name: &'static str, holes: &'static [&'static str]) -> Key {
    Key { name, holes: Holes::Named(holes) }
}

const fn number(name: &'static str) -> Key {
    Key { name, holes: Holes::Number }
}

const fn unit(name: &'static str) -> Key {
    Key { name, holes: Holes::Unit }
}
