//! What somebody should look at who keeps the facts true: topics and a day in, a list of what may have changed out.
//!
//! Says only what the facts say of themselves: how old each check is, what is near, what was left open, what has moved
//! and where it was read. Follows no link and reads no clock. The list is Markdown, with ids alone and no texts of a
//! topic, so that no text of a topic is ever taken for markup where it is shown.

use std::{collections::BTreeMap, fmt};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::{
    catalogue::{Catalogue, Confidence, Dated, Milestone, stale_from},
    link::{host, https},
    when::{Date, written_day},
};

/// How many days ahead a date is near: it is on the sixtieth day, and not on the one after.
pub const NEAR: u64 = 60;

/// What to look at, each part in the order in which to do so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The topics, the one that was checked longest ago first.
    pub topics: Vec<Age>,
    /// Dates from the day itself to [`NEAR`] days after it, the nearest first.
    pub near: Vec<Fact>,
    /// "At least until" and "no date announced": whoever said so may have said more since.
    pub open: Vec<Fact>,
    /// Dates that were moved before, the last move first: what has moved once moves again.
    pub moved: Vec<Fact>,
    /// Dates that were read only in a weak source, or inferred.
    pub weak: Vec<Fact>,
    /// Every address that a topic names, host by host.
    pub hosts: Vec<Host>,
}

/// How old a topic is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Age {
    /// Its id.
    pub topic: String,
    /// The day on which it was last checked.
    pub checked: String,
    /// Whole days since then; negative where that day is still to come.
    pub days: i64,
    /// The day on which the longest unread of its milestones and sources was read.
    pub oldest: String,
    /// Whether cards say by now that the facts are old: more than a year has gone by.
    pub is_old: bool,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The topic's id.
    pub topic: String,
    /// Its own.
    pub milestone: String,
    /// Its date as the topic has it: an instant, a day, a month, or `ended` or `open`.
    pub date: String,
    /// Whether the date is "at least until".
    pub is_floor: bool,
    /// The day of the last move; empty where it was never moved.
    pub moved: String,
    /// The day on which it was last checked.
    pub checked: String,
}

/// The addresses of one host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Host {
    /// Its name.
    pub host: String,
    /// Its addresses, in order.
    pub links: Vec<Link>,
}

/// An address that topics name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The ids of the topics that name it.
    pub topics: Vec<String>,
    /// The day on which somebody last read it for any of them.
    pub checked: String,
}

/// What to look at on a day.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, When, stale::stale};
/// let topic = Catalogue::read(r#"{
///   "format": 2, "title": "End of support for Python 3.10", "checked": "2026-08-01",
///   "sources": ["https://devguide.python.org/versions/"],
///   "milestones": [{ "effect": "end-of-updates", "last": "2026-10" }],
///   "products": ["Python 3.10"] }"#)?;
/// let Ok(When::Day(day)) = "2026-09-10".parse() else { panic!("a day") };
/// let stale = stale([&topic], day);
/// assert_eq!((stale.topics[0].days, stale.near.len()), (40, 1));
/// assert!(stale.to_string().contains("devguide.python.org"));
/// # Ok::<(), phaseout::Problems>(())
/// ```
pub fn stale<'t>(topics: impl IntoIterator<Item = &'t Catalogue>, day: NaiveDate) -> Stale {
    let topics: Vec<&Catalogue> = topics.into_iter().collect();
    let milestones = || topics.iter().flat_map(|topic| topic.milestones.iter().map(|milestone| (*topic, milestone)));
    // Facts by what they are sorted by, and then as topics and milestones come.
    let sorted = |mut found: Vec<(NaiveDate, Fact)>| {
        found.sort_by_key(|(day, _)| *day);
        found.into_iter().map(|(_, fact)| fact).collect::<Vec<_>>()
    };
    let (mut near, mut open, mut moved, mut weak) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (topic, milestone) in milestones() {
        let fact = || fact(topic, milestone);
        let span = milestone.date().date().map(span);
        if let Some((first, last)) = span
            && last >= day
            && first <= day.checked_add_days(Days::new(NEAR)).unwrap_or(NaiveDate::MAX)
        {
            near.push((first, fact()));
        }
        if milestone.floor || milestone.date() == Dated::Open {
            open.push((span.map_or(NaiveDate::MAX, |(_, last)| last), fact()));
        }
        if let Some(was) = milestone.was.last() {
            moved.push((was.changed, fact()));
        }
        if milestone.confidence == Some(Confidence::Weak) {
            weak.push((milestone.checked, fact()));
        }
    }
    let mut ages: Vec<Age> = topics.iter().map(|topic| age(topic, day)).collect();
    ages.sort_by(|one, other| one.checked.cmp(&other.checked));
    let mut moved = sorted(moved);
    moved.reverse();
    let (near, open, weak) = (sorted(near), sorted(open), sorted(weak));
    Stale { day: written_day(day), topics: ages, near, open, moved, weak, hosts: hosts(&topics) }
}

/// The first and the last day of a date: of a month there are many, of a day or an instant it is one.
fn span(date: Date) -> (NaiveDate, NaiveDate) {
    let last = match date {
        Date::Month(_) => date.after().pred_opt().unwrap_or(NaiveDate::MAX),
        Date::Day(_) | Date::Instant(_) => date.day(),
    };
    (date.day(), last)
}

fn age(topic: &Catalogue, day: NaiveDate) -> Age {
    let read = topic.milestones.iter().map(|milestone| milestone.checked);
    let oldest = read.chain(topic.sources.iter().map(|source| source.checked)).min().unwrap_or(topic.checked);
    Age {
        topic: topic.id.clone(),
        checked: written_day(topic.checked),
        days: (day - topic.checked).num_days(),
        oldest: written_day(oldest),
        is_old: day >= stale_from(topic.checked),
    }
}

fn fact(topic: &Catalogue, milestone: &Milestone) -> Fact {
    let date = match milestone.date() {
        Dated::From(date) | Dated::Through(date) => date.written(),
        Dated::Ended => "ended".to_owned(),
        Dated::Open => "open".to_owned(),
    };
    Fact {
        topic: topic.id.clone(),
        milestone: milestone.id.clone(),
        date,
        is_floor: milestone.floor,
        moved: milestone.was.last().map_or(String::new(), |was| written_day(was.changed)),
        checked: written_day(milestone.checked),
    }
}

/// Every address of some topics, those of sources and those that readers are sent to.
fn hosts(topics: &[&Catalogue]) -> Vec<Host> {
    let mut hosts: BTreeMap<&str, BTreeMap<&str, Link>> = BTreeMap::new();
    for topic in topics {
        let sources = topic.sources.iter().map(|source| (source.url.as_str(), source.checked));
        let advice = topic.advice.iter().map(|advice| (advice.url.as_str(), topic.checked));
        for (url, checked) in sources.chain(advice).filter(|(url, _)| !https(url).is_empty()) {
            let new = || Link { url: url.to_owned(), topics: Vec::new(), checked: String::new() };
            let link = hosts.entry(host(url)).or_default().entry(url).or_insert_with(new);
            if !link.topics.contains(&topic.id) {
                link.topics.push(topic.id.clone());
            }
            link.checked = link.checked.clone().max(written_day(checked));
        }
    }
    let host =
        |(host, links): (&str, BTreeMap<_, Link>)| Host { host: host.to_owned(), links: links.into_values().collect() };
    hosts.into_iter().map(host).collect()
}

impl fmt::Display for Stale {
    /// Markdown, with a line break at its end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Facts to look at on {}\n", self.day)?;
        writeln!(f, "## Topics, the longest unchecked first\n")?;
        for Age { topic, checked, days, oldest, is_old } in &self.topics {
            let since = match days {
                1 => "1 day ago".to_owned(),
                0.. => format!("{days} days ago"),
                _ => "which is still to come".to_owned(),
            };
            let old = if *is_old { "; **cards say that it is old**" } else { "" };
            writeln!(f, "- `{topic}`: checked on {checked}, {since}; the oldest reading in it is of {oldest}{old}")?;
        }
        let parts = [
            (format!("Dates within {NEAR} days"), &self.near),
            ("At least until, or not announced".to_owned(), &self.open),
            ("Moved before".to_owned(), &self.moved),
            ("Weak sources".to_owned(), &self.weak),
        ];
        for (title, facts) in parts {
            writeln!(f, "\n## {title}\n")?;
            if facts.is_empty() {
                writeln!(f, "None.")?;
            }
            for fact in facts {
                writeln!(f, "- {fact}")?;
            }
        }
        writeln!(f, "\n## Links by host")?;
        for Host { host, links } in &self.hosts {
            writeln!(f, "\n### {host}\n")?;
            for Link { url, topics, checked } in links {
                writeln!(f, "- <{url}> ({}; read on {checked})", topics.join(", "))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { topic, milestone, date, is_floor, moved, checked } = self;
        let floor = if *is_floor { "at least until " } else { "" };
        write!(f, "`{topic}` `{milestone}`: {floor}{date}")?;
        if !moved.is_empty() {
            write!(f, ", moved on {moved}")?;
        }
        write!(f, "; checked on {checked}")
    }
}
