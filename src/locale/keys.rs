//! The messages that every locale file must have, and the holes that each may have.
//!
//! The list is the format: a message that is not in it is unknown, and one that is must be there. A sealed file has
//! them in this order, so that one is found by its place; those that count stand behind all others.

use crate::named::{Named, named};

named! {
    /// A message of the format. Members of a family, such as the badges, stand in the order of their enum.
    pub enum Key {
        /// What the measure is to a product that it covers.
        LeadCovered = "lead.covered",
        /// The same, where the measure does not name the product.
        LeadUnclear = "lead.unclear",
        /// The same, where it covers the product under a condition.
        LeadConditional = "lead.conditional",
        /// A lead and what has happened, as one sentence.
        Sentence = "sentence",
        /// The sentence about a product that the measure does not cover.
        NotCovered = "not-covered",
        /// Nothing has ended: both dates.
        FactsAnnounced = "facts.announced",
        /// Nothing has ended: only sales will.
        FactsAnnouncedSales = "facts.announced.sales",
        /// Nothing has ended: only updates will.
        FactsAnnouncedUpdates = "facts.announced.updates",
        /// Sales have ended: both dates.
        FactsSalesEnded = "facts.sales-ended",
        /// Sales have ended, and nothing else will.
        FactsSalesEndedSales = "facts.sales-ended.sales",
        /// Updates have ended: both dates.
        FactsUpdatesEnded = "facts.updates-ended",
        /// Updates have ended, and nothing else has.
        FactsUpdatesEndedUpdates = "facts.updates-ended.updates",
        /// The sentence without tense: both dates.
        Plain = "plain",
        /// The sentence without tense: only sales end.
        PlainSales = "plain.sales",
        /// The sentence without tense: only updates end.
        PlainUpdates = "plain.updates",
        /// The sentence without tense for those who resell.
        PlainResale = "plain.resale",
        /// The phase of a measure that has been announced, in a word or two.
        BadgeAnnounced = "badge.announced",
        /// The same once sales have ended.
        BadgeSalesEnded = "badge.sales-ended",
        /// The same once updates have ended.
        BadgeUpdatesEnded = "badge.updates-ended",
        /// The same where the measure does not cover the product.
        BadgeNotCovered = "badge.not-covered",
        /// The name of a milestone: sales, by law.
        EffectEndOfSalesLaw = "effect.end-of-sales.law",
        /// Sales, by the maker's own word.
        EffectEndOfSalesVendor = "effect.end-of-sales.vendor",
        /// Updates, by law.
        EffectEndOfUpdatesLaw = "effect.end-of-updates.law",
        /// Updates, by the maker's own word.
        EffectEndOfUpdatesVendor = "effect.end-of-updates.vendor",
        /// Resale, by law.
        EffectEndOfResaleLaw = "effect.end-of-resale.law",
        /// Resale, by the maker's own word.
        EffectEndOfResaleVendor = "effect.end-of-resale.vendor",
        /// What is counted down to: the end of sales.
        UntilEndOfSales = "until.end-of-sales",
        /// The end of updates.
        UntilEndOfUpdates = "until.end-of-updates",
        /// The end of resale.
        UntilEndOfResale = "until.end-of-resale",
        /// Less than a day is left.
        AheadLast = "ahead.last",
        /// An instant passed less than a day ago.
        PassedFirst = "passed.first",
        /// A day has come, and is not over.
        PassedToday = "passed.today",
        /// Two spans of time as one.
        SpanJoin = "span.join",
        /// The button that stops the seconds.
        SecondsStop = "seconds.stop",
        /// The button that lets them run again.
        SecondsResume = "seconds.resume",
        /// The link into the reader's calendar.
        Calendar = "calendar",
        /// A deadline on the reader's own clock.
        Reader = "reader",
        /// The heading above what to do.
        Action = "action",
        /// Choose a replacement before updates end.
        ActionPlanReplacement = "action.plan-replacement",
        /// Switch before updates end.
        ActionReplaceBeforeUpdatesEnd = "action.replace-before-updates-end",
        /// Switch now.
        ActionReplaceNow = "action.replace-now",
        /// Nothing has to be done.
        ActionNoneNeeded = "action.none-needed",
        /// Stop reselling by a date.
        ActionStopResaleBy = "action.stop-resale-by",
        /// Stop reselling now.
        ActionStopResale = "action.stop-resale",
        /// Choose a replacement, where no date says by when.
        ActionPlanReplacementUndated = "action.plan-replacement.undated",
        /// The heading above the steps.
        Steps = "steps",
        /// The heading above the notes.
        Notes = "notes",
        /// The heading above the sources.
        Sources = "sources",
        /// The day of the status and of the last check.
        AsOf = "as-of",
        /// The card is frozen.
        Frozen = "frozen",
        /// The name of the chooser.
        Chooser = "chooser",
        /// Its line where nothing is chosen yet.
        ChooserChoose = "chooser.choose",
        /// Its option for readers who do not know their product.
        ChooserUnknown = "chooser.unknown",
        /// A group of the chooser: for people at home.
        AudienceConsumer = "audience.consumer",
        /// For companies and public bodies.
        AudienceBusiness = "audience.business",
        /// For plants and embedded systems.
        AudienceIndustrial = "audience.industrial",
        /// For resellers and integrators.
        AudienceOem = "audience.oem",
        /// For buyers of services.
        AudienceService = "audience.service",
        /// How many days are left.
        Ahead = "ahead",
        /// How many days ago it was.
        Passed = "passed",
        /// The unit below a number of days.
        UnitDays = "unit.days",
        /// The unit below a number of hours.
        UnitHours = "unit.hours",
        /// The unit below a number of minutes.
        UnitMinutes = "unit.minutes",
        /// The unit below a number of seconds.
        UnitSeconds = "unit.seconds",
        /// A number of days.
        SpanDays = "span.days",
        /// A number of hours.
        SpanHours = "span.hours",
        /// A number of minutes.
        SpanMinutes = "span.minutes",
    }
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

/// The first message that has a form for each plural category; those behind it have too.
const FIRST_THAT_COUNTS: Key = Key::Ahead;

impl Key {
    /// The member of a family that stands so far behind its first one.
    pub(crate) fn member(self, index: usize) -> Self {
        Self::ALL.get(self as usize + index).copied().unwrap_or(self)
    }

    /// Where its text stands among those of all messages, or its form for the plural category of that index, where
    /// there are so many categories.
    pub(super) fn place(self, categories: usize, category: usize) -> usize {
        let (at, first) = (self as usize, FIRST_THAT_COUNTS as usize);
        if at < first { at } else { first + (at - first) * categories + category }
    }

    /// What fills it in.
    pub(super) fn holes(self) -> Holes {
        Holes::Named(match self {
            Self::LeadCovered | Self::LeadUnclear | Self::NotCovered => &["product", "measure"],
            Self::LeadConditional => &["product", "measure", "condition"],
            Self::Sentence => &["lead", "facts"],
            Self::FactsAnnounced | Self::FactsSalesEnded | Self::FactsUpdatesEnded => &["sales", "updates"],
            Self::FactsAnnouncedSales | Self::FactsSalesEndedSales => &["sales"],
            Self::FactsAnnouncedUpdates
            | Self::FactsUpdatesEndedUpdates
            | Self::ActionPlanReplacement
            | Self::ActionReplaceBeforeUpdatesEnd => &["updates"],
            Self::Plain => &["lead", "sales", "updates"],
            Self::PlainSales => &["lead", "sales"],
            Self::PlainUpdates => &["lead", "updates"],
            Self::PlainResale => &["lead", "sales", "resale"],
            Self::SpanJoin => &["a", "b"],
            Self::Reader => &["instant"],
            Self::ActionStopResaleBy | Self::ActionStopResale => &["resale"],
            Self::AsOf => &["date", "checked"],
            Self::Frozen => &["date"],
            Self::UnitDays | Self::UnitHours | Self::UnitMinutes | Self::UnitSeconds => return Holes::Unit,
            _ if self as usize >= FIRST_THAT_COUNTS as usize => return Holes::Number,
            _ => &[],
        })
    }
}
