//! The messages that every locale file must have, and the holes that each may have.
//!
//! The list is the format: a message that is not in it is unknown, and one that is must be there.

use crate::named::named;

named! {
    /// A message of the format.
    pub enum Key {
        /// What the measure is to a product that it covers.
        LeadCovered = "lead.covered",
        /// The same, where the measure does not name the product.
        LeadUnclear = "lead.unclear",
        /// The same, where it covers the product under a condition.
        LeadConditional = "lead.conditional",
        /// For a topic that is no ban: a product that the list does not name.
        LeadAssumed = "lead.assumed",
        /// For a topic that is no ban: a product that is spared under a condition.
        LeadUnless = "lead.unless",
        /// A lead and what has happened, as one sentence.
        Sentence = "sentence",
        /// The sentence about a product that the measure does not cover.
        NotCovered = "not-covered",
        /// The same where the topic is no ban.
        NotAffected = "not-affected",
        /// The sentence about a product without a milestone.
        Undated = "undated",
        /// Two facts as one clause.
        FactsAnd = "facts.and",
        /// A fact, and another one behind it.
        FactsAlso = "facts.also",
        /// A fact: the end of new sales, still to come.
        FactEndOfSalesAhead = "fact.end-of-sales.ahead",
        /// A fact: the end of new sales, passed.
        FactEndOfSalesPassed = "fact.end-of-sales.passed",
        /// A fact: the end of new sales, passed on a day that is not known.
        FactEndOfSalesOver = "fact.end-of-sales.over",
        /// A fact: the end of new sales, not announced.
        FactEndOfSalesOpen = "fact.end-of-sales.open",
        /// A fact: the end of new sales, a floor that has passed, with nothing promised since.
        FactEndOfSalesLapsed = "fact.end-of-sales.lapsed",
        /// A fact: the end of new sales, without tense.
        FactEndOfSalesPlain = "fact.end-of-sales.plain",
        /// A fact: the end of security updates, still to come.
        FactEndOfUpdatesAhead = "fact.end-of-updates.ahead",
        /// A fact: the end of security updates, passed.
        FactEndOfUpdatesPassed = "fact.end-of-updates.passed",
        /// A fact: the end of security updates, passed on a day that is not known.
        FactEndOfUpdatesOver = "fact.end-of-updates.over",
        /// A fact: the end of security updates, not announced.
        FactEndOfUpdatesOpen = "fact.end-of-updates.open",
        /// A fact: the end of security updates, a floor that has passed, with nothing promised since.
        FactEndOfUpdatesLapsed = "fact.end-of-updates.lapsed",
        /// A fact: the end of security updates, without tense.
        FactEndOfUpdatesPlain = "fact.end-of-updates.plain",
        /// A fact: the end of resale, still to come.
        FactEndOfResaleAhead = "fact.end-of-resale.ahead",
        /// A fact: the end of resale, passed.
        FactEndOfResalePassed = "fact.end-of-resale.passed",
        /// A fact: the end of resale, passed on a day that is not known.
        FactEndOfResaleOver = "fact.end-of-resale.over",
        /// A fact: the end of resale, not announced.
        FactEndOfResaleOpen = "fact.end-of-resale.open",
        /// A fact: the end of resale, a floor that has passed, with nothing promised since.
        FactEndOfResaleLapsed = "fact.end-of-resale.lapsed",
        /// A fact: the end of resale, without tense.
        FactEndOfResalePlain = "fact.end-of-resale.plain",
        /// A fact: the end of a service, still to come.
        FactEndOfServiceAhead = "fact.end-of-service.ahead",
        /// A fact: the end of a service, passed.
        FactEndOfServicePassed = "fact.end-of-service.passed",
        /// A fact: the end of a service, passed on a day that is not known.
        FactEndOfServiceOver = "fact.end-of-service.over",
        /// A fact: the end of a service, not announced.
        FactEndOfServiceOpen = "fact.end-of-service.open",
        /// A fact: the end of a service, a floor that has passed, with nothing promised since.
        FactEndOfServiceLapsed = "fact.end-of-service.lapsed",
        /// A fact: the end of a service, without tense.
        FactEndOfServicePlain = "fact.end-of-service.plain",
        /// A fact: the end of paid updates, still to come.
        FactEndOfPaidUpdatesAhead = "fact.end-of-paid-updates.ahead",
        /// A fact: the end of paid updates, passed.
        FactEndOfPaidUpdatesPassed = "fact.end-of-paid-updates.passed",
        /// A fact: the end of paid updates, passed on a day that is not known.
        FactEndOfPaidUpdatesOver = "fact.end-of-paid-updates.over",
        /// A fact: the end of paid updates, not announced.
        FactEndOfPaidUpdatesOpen = "fact.end-of-paid-updates.open",
        /// A fact: the end of paid updates, a floor that has passed, with nothing promised since.
        FactEndOfPaidUpdatesLapsed = "fact.end-of-paid-updates.lapsed",
        /// A fact: the end of paid updates, without tense.
        FactEndOfPaidUpdatesPlain = "fact.end-of-paid-updates.plain",
        /// A fact: a rule that takes effect, still to come.
        FactRuleBeginsAhead = "fact.rule-begins.ahead",
        /// A fact: a rule that takes effect, passed.
        FactRuleBeginsPassed = "fact.rule-begins.passed",
        /// A fact: a rule that takes effect, passed on a day that is not known.
        FactRuleBeginsOver = "fact.rule-begins.over",
        /// A fact: a rule that takes effect, not announced.
        FactRuleBeginsOpen = "fact.rule-begins.open",
        /// A fact: a rule that takes effect, a floor that has passed, with nothing promised since.
        FactRuleBeginsLapsed = "fact.rule-begins.lapsed",
        /// A fact: a rule that takes effect, without tense.
        FactRuleBeginsPlain = "fact.rule-begins.plain",
        /// The step of a rule that follows one in force.
        FactRuleBeginsNext = "fact.rule-begins.next",
        /// A later step of a rule that is in force, passed.
        FactRuleBeginsLatest = "fact.rule-begins.latest",
        /// A later step of a rule, without tense.
        FactRuleBeginsFurther = "fact.rule-begins.further",
        /// A day as an adverbial.
        OnDay = "on.day",
        /// A month as an adverbial.
        OnMonth = "on.month",
        /// The day behind which something ends.
        OnLastDay = "on.last.day",
        /// The month behind which something ends.
        OnLastMonth = "on.last.month",
        /// A day before which nothing happens.
        OnFloorDay = "on.floor.day",
        /// A month before which nothing happens.
        OnFloorMonth = "on.floor.month",
        /// A month before whose end nothing happens.
        OnFloorLastMonth = "on.floor.last.month",
        /// The sentence without tense, with what to do.
        Plain = "plain",
        /// The same with nothing to do.
        PlainNoAdvice = "plain.no-advice",
        /// What to do, true before and after updates end.
        PlainReplace = "plain.replace",
        /// What to do where only sales end.
        PlainChoose = "plain.choose",
        /// What resellers must do, true before and after.
        PlainResale = "plain.resale",
        /// What to do, true before and after a service stops.
        PlainService = "plain.service",
        /// A headline: the end of new sales, so far ahead.
        StatusEndOfSalesAhead = "status.end-of-sales.ahead",
        /// A headline: the end of new sales, passed today, yesterday or a month ago.
        StatusEndOfSalesPassed = "status.end-of-sales.passed",
        /// A headline: the end of new sales, passed so long ago.
        StatusEndOfSalesSince = "status.end-of-sales.since",
        /// A headline: the end of new sales, passed on a day that is not known.
        StatusEndOfSalesOver = "status.end-of-sales.over",
        /// A headline: the end of security updates, so far ahead.
        StatusEndOfUpdatesAhead = "status.end-of-updates.ahead",
        /// A headline: the end of security updates, passed today, yesterday or a month ago.
        StatusEndOfUpdatesPassed = "status.end-of-updates.passed",
        /// A headline: the end of security updates, passed so long ago.
        StatusEndOfUpdatesSince = "status.end-of-updates.since",
        /// A headline: the end of security updates, passed on a day that is not known.
        StatusEndOfUpdatesOver = "status.end-of-updates.over",
        /// A headline: the end of resale, so far ahead.
        StatusEndOfResaleAhead = "status.end-of-resale.ahead",
        /// A headline: the end of resale, passed today, yesterday or a month ago.
        StatusEndOfResalePassed = "status.end-of-resale.passed",
        /// A headline: the end of resale, passed so long ago.
        StatusEndOfResaleSince = "status.end-of-resale.since",
        /// A headline: the end of resale, passed on a day that is not known.
        StatusEndOfResaleOver = "status.end-of-resale.over",
        /// A headline: the end of a service, so far ahead.
        StatusEndOfServiceAhead = "status.end-of-service.ahead",
        /// A headline: the end of a service, passed today, yesterday or a month ago.
        StatusEndOfServicePassed = "status.end-of-service.passed",
        /// A headline: the end of a service, passed so long ago.
        StatusEndOfServiceSince = "status.end-of-service.since",
        /// A headline: the end of a service, passed on a day that is not known.
        StatusEndOfServiceOver = "status.end-of-service.over",
        /// A headline: the end of paid updates, so far ahead.
        StatusEndOfPaidUpdatesAhead = "status.end-of-paid-updates.ahead",
        /// A headline: the end of paid updates, passed today, yesterday or a month ago.
        StatusEndOfPaidUpdatesPassed = "status.end-of-paid-updates.passed",
        /// A headline: the end of paid updates, passed so long ago.
        StatusEndOfPaidUpdatesSince = "status.end-of-paid-updates.since",
        /// A headline: the end of paid updates, passed on a day that is not known.
        StatusEndOfPaidUpdatesOver = "status.end-of-paid-updates.over",
        /// A headline: a rule that takes effect, so far ahead.
        StatusRuleBeginsAhead = "status.rule-begins.ahead",
        /// A headline: a rule that takes effect, passed today, yesterday or a month ago.
        StatusRuleBeginsPassed = "status.rule-begins.passed",
        /// A headline: a rule that takes effect, passed so long ago.
        StatusRuleBeginsSince = "status.rule-begins.since",
        /// A headline: a rule that takes effect, passed on a day that is not known.
        StatusRuleBeginsOver = "status.rule-begins.over",
        /// A headline: a date of which only the earliest is known.
        StatusFloor = "status.floor",
        /// What holds, where the headline is about no date: a measure has been announced.
        BadgeAnnounced = "badge.announced",
        /// No end of support has come yet.
        BadgeSupported = "badge.supported",
        /// A service still runs.
        BadgeRunning = "badge.running",
        /// The measure does not cover the product.
        BadgeNotCovered = "badge.not-covered",
        /// No date is known.
        BadgeUndated = "badge.undated",
        /// The reader's clock cannot be right.
        BadgeUnknown = "badge.unknown",
        /// The name of a milestone: the end of new sales.
        EffectEndOfSales = "effect.end-of-sales",
        /// The name of a milestone: the end of security updates.
        EffectEndOfUpdates = "effect.end-of-updates",
        /// The name of a milestone: the end of resale.
        EffectEndOfResale = "effect.end-of-resale",
        /// The name of a milestone: the end of a service.
        EffectEndOfService = "effect.end-of-service",
        /// The name of a milestone: the end of paid updates.
        EffectEndOfPaidUpdates = "effect.end-of-paid-updates",
        /// The name of a milestone: a rule that takes effect.
        EffectRuleBegins = "effect.rule-begins",
        /// The end of sales, where a law bans them.
        EffectSalesBan = "effect.sales-ban",
        /// The end of resale, where a law bans it.
        EffectResaleBan = "effect.resale-ban",
        /// The end of updates by the maker's own word, where a law has another.
        EffectMakersEndOfUpdates = "effect.makers-end-of-updates",
        /// What is counted down to: the end of new sales.
        UntilEndOfSales = "until.end-of-sales",
        /// What is counted down to: the end of security updates.
        UntilEndOfUpdates = "until.end-of-updates",
        /// What is counted down to: the end of resale.
        UntilEndOfResale = "until.end-of-resale",
        /// What is counted down to: the end of a service.
        UntilEndOfService = "until.end-of-service",
        /// What is counted down to: the end of paid updates.
        UntilEndOfPaidUpdates = "until.end-of-paid-updates",
        /// What is counted down to: a rule that takes effect.
        UntilRuleBegins = "until.rule-begins",
        /// A date that is the last day.
        DateLastDay = "date.last.day",
        /// A date that is the last month.
        DateLastMonth = "date.last.month",
        /// A date of which only the earliest day is known.
        DateFloor = "date.floor",
        /// A date of which only the earliest month is known, up to its end.
        DateFloorLast = "date.floor.last",
        /// Instead of a date: it has happened.
        DateOver = "date.over",
        /// Instead of a date: there is none.
        DateOpen = "date.open",
        /// A date that was another before.
        Moved = "moved",
        /// On the day itself.
        RelativeToday = "relative.today",
        /// A day ahead.
        RelativeTomorrow = "relative.tomorrow",
        /// A day ago.
        RelativeYesterday = "relative.yesterday",
        /// In the month itself.
        RelativeThisMonth = "relative.this-month",
        /// A month ahead.
        RelativeNextMonth = "relative.next-month",
        /// A month ago.
        RelativeLastMonth = "relative.last-month",
        /// So far ahead.
        RelativeAhead = "relative.ahead",
        /// So long ago.
        RelativePassed = "relative.passed",
        /// Years and months as one span.
        RelativeTwo = "relative.two",
        /// Two spans of time as one.
        SpanJoin = "span.join",
        /// Less than a minute is left.
        SpanLess = "span.less",
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
        /// Choose a replacement, where no date says by when.
        ActionPlanReplacementUndated = "action.plan-replacement.undated",
        /// Switch before updates end.
        ActionReplaceBeforeUpdatesEnd = "action.replace-before-updates-end",
        /// Switch now.
        ActionReplaceNow = "action.replace-now",
        /// Switch; updates can still be paid for.
        ActionReplaceOrPay = "action.replace-or-pay",
        /// Nothing has to be done.
        ActionNoneNeeded = "action.none-needed",
        /// Keep updating: only a floor is known.
        ActionKeepUpdating = "action.keep-updating",
        /// Stop reselling by a date.
        ActionStopResaleBy = "action.stop-resale-by",
        /// Stop reselling now.
        ActionStopResale = "action.stop-resale",
        /// Stop reselling now, where nobody knows since when.
        ActionStopResaleUndated = "action.stop-resale.undated",
        /// Move before a service stops.
        ActionMoveBeforeServiceEnds = "action.move-before-service-ends",
        /// A service has stopped.
        ActionMoveNow = "action.move-now",
        /// Prepare for a rule.
        ActionPrepareForRule = "action.prepare-for-rule",
        /// A rule is in force.
        ActionFollowRule = "action.follow-rule",
        /// Ask: no date is known.
        ActionAsk = "action.ask",
        /// In two or three words: switch now.
        ShortSwitchNow = "short.switch-now",
        /// Switch by a date.
        ShortSwitchBy = "short.switch-by",
        /// Nothing has to be done.
        ShortNothing = "short.nothing",
        /// Keep updating.
        ShortKeep = "short.keep",
        /// Resell it no more.
        ShortResale = "short.resale",
        /// Resell it no more from a date on.
        ShortResaleBy = "short.resale-by",
        /// See what a rule asks.
        ShortRule = "short.rule",
        /// Ask the provider.
        ShortAsk = "short.ask",
        /// The head of the part that unfolds.
        More = "more",
        /// The heading above the steps.
        Steps = "steps",
        /// The heading above the notes.
        Notes = "notes",
        /// The heading above the sources.
        Sources = "sources",
        /// The day of the status and of the last check.
        AsOf = "as-of",
        /// Instead of the day of the status: the clock cannot be right.
        AsOfWrong = "as-of.wrong",
        /// The facts are old.
        Stale = "stale",
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
        /// A number of years, as the two above need it.
        RelativeYears = "relative.years",
        /// A number of months.
        RelativeMonths = "relative.months",
        /// A number of days.
        RelativeDays = "relative.days",
        /// A number of months behind years, with its conjunction.
        RelativeAndMonths = "relative.and-months",
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
        /// The button that copies a link to what the reader has chosen. This and what follows stands beside a card, and is
        /// built into the scripts that need it.
        ShareCopy = "share.copy",
        /// What is said once the link is copied.
        ShareCopied = "share.copied",
        /// The field in which a reader searches for a product.
        SearchLabel = "search.label",
        /// What it says where no product has that name.
        SearchNone = "search.none",
        /// The note for readers whose clock is off.
        ClockOff = "clock.off",
        /// What a frame says when no card comes.
        FrameFailed = "frame.failed",
        /// The link that a frame offers then.
        FrameOpen = "frame.open",
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

impl Key {
    /// What fills it in.
    pub(super) fn holes(self) -> Holes {
        Holes::Named(match self {
            Self::LeadCovered | Self::NotCovered => &["product", "measure"],
            Self::LeadUnclear => &["measure", "product"],
            Self::LeadConditional => &["product", "measure", "condition"],
            Self::LeadAssumed | Self::NotAffected | Self::Undated => &["product"],
            Self::LeadUnless => &["product", "condition"],
            Self::Sentence | Self::PlainNoAdvice => &["lead", "facts"],
            Self::FactsAnd | Self::FactsAlso | Self::SpanJoin => &["a", "b"],
            Self::FactEndOfSalesAhead
            | Self::FactEndOfSalesPassed
            | Self::FactEndOfSalesPlain
            | Self::FactEndOfUpdatesAhead
            | Self::FactEndOfUpdatesPassed
            | Self::FactEndOfUpdatesPlain
            | Self::FactEndOfResaleAhead
            | Self::FactEndOfResalePassed
            | Self::FactEndOfResalePlain
            | Self::FactEndOfServiceAhead
            | Self::FactEndOfServicePassed
            | Self::FactEndOfServicePlain
            | Self::FactEndOfPaidUpdatesAhead
            | Self::FactEndOfPaidUpdatesPassed
            | Self::FactEndOfPaidUpdatesPlain
            | Self::FactRuleBeginsAhead
            | Self::FactRuleBeginsPassed
            | Self::FactRuleBeginsPlain
            | Self::FactRuleBeginsNext
            | Self::FactRuleBeginsLatest
            | Self::FactRuleBeginsFurther
            | Self::ActionPlanReplacement
            | Self::ActionReplaceBeforeUpdatesEnd
            | Self::ActionReplaceOrPay
            | Self::ActionMoveBeforeServiceEnds
            | Self::ActionPrepareForRule => &["on"],
            Self::FactEndOfSalesOpen
            | Self::FactEndOfUpdatesOpen
            | Self::FactEndOfResaleOpen
            | Self::FactEndOfServiceOpen
            | Self::FactEndOfPaidUpdatesOpen
            | Self::FactRuleBeginsOpen => &["checked"],
            Self::FactEndOfSalesLapsed
            | Self::FactEndOfUpdatesLapsed
            | Self::FactEndOfResaleLapsed
            | Self::FactEndOfServiceLapsed
            | Self::FactEndOfPaidUpdatesLapsed
            | Self::FactRuleBeginsLapsed
            | Self::OnDay
            | Self::OnMonth
            | Self::OnLastDay
            | Self::OnLastMonth
            | Self::OnFloorDay
            | Self::OnFloorMonth
            | Self::OnFloorLastMonth
            | Self::DateLastDay
            | Self::DateLastMonth
            | Self::DateFloor
            | Self::DateFloorLast
            | Self::Frozen => &["date"],
            Self::Plain => &["lead", "facts", "advice"],
            Self::Moved => &["changed", "from"],
            Self::StatusEndOfSalesAhead
            | Self::StatusEndOfSalesPassed
            | Self::StatusEndOfUpdatesAhead
            | Self::StatusEndOfUpdatesPassed
            | Self::StatusEndOfResaleAhead
            | Self::StatusEndOfResalePassed
            | Self::StatusEndOfServiceAhead
            | Self::StatusEndOfServicePassed
            | Self::StatusEndOfPaidUpdatesAhead
            | Self::StatusEndOfPaidUpdatesPassed
            | Self::StatusRuleBeginsAhead
            | Self::StatusRuleBeginsPassed => &["relative"],
            Self::StatusEndOfSalesSince
            | Self::StatusEndOfUpdatesSince
            | Self::StatusEndOfResaleSince
            | Self::StatusEndOfServiceSince
            | Self::StatusEndOfPaidUpdatesSince
            | Self::StatusRuleBeginsSince
            | Self::RelativeAhead
            | Self::RelativePassed => &["span"],
            Self::StatusFloor => &["effect", "date"],
            Self::Stale => &["checked", "source"],
            Self::RelativeTwo => &["years", "months"],
            Self::Reader => &["instant"],
            Self::ActionStopResaleBy | Self::ActionStopResale => &["resale"],
            Self::AsOf | Self::AsOfWrong => &["date", "checked"],
            Self::RelativeYears
            | Self::RelativeMonths
            | Self::RelativeDays
            | Self::RelativeAndMonths
            | Self::SpanDays
            | Self::SpanHours
            | Self::SpanMinutes => return Holes::Number,
            Self::UnitDays | Self::UnitHours | Self::UnitMinutes | Self::UnitSeconds => return Holes::Unit,
            _ => &[],
        })
    }
}
