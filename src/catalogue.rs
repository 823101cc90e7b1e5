//! What one ban, end of support, switch-off or rule says, as checked facts: the format of topics, declared.
//!
//! JSON text comes in; a [`Catalogue`] goes out, or every problem of the text. A catalogue is valid by construction:
//! [`Catalogue::read`] refuses a text with any problem whole. It knows no words of ours: every text in it came with the
//! facts.

mod check;
mod fill;
mod kinds;
mod text;
mod translation;

use chrono::{DateTime, FixedOffset, Months, NaiveDate};

pub(crate) use self::check::NO_ZONE;
use self::kinds::{ADDRESS, DATE, DAY, ID, INSTANT, KEY, LAST, LONG, NAME, NAMES, PHRASE, SHORT, SPAN, WORDS, ZONE};
pub(crate) use self::kinds::{ID_LENGTH, NAME_LENGTH, TEXT_LENGTH, id_of, is_device};
pub use self::{
    text::{Name, Text},
    translation::{English, Translations},
};
use crate::{
    json::{
        format::format,
        shape::{Shape, TOP, place_of, text as any_text},
    },
    named::{Named, named},
    problem::{Problem, Problems},
    when::{Date, written_day},
};

/// Most products that a topic may list.
pub const MAX_PRODUCTS: usize = 500;

/// Most milestones that may bear on one product.
pub const MAX_MILESTONES_PER_PRODUCT: usize = 24;

/// Most milestones that a topic may have.
pub const MAX_MILESTONES: usize = 600;

/// Most entries of a list that no other limit holds.
const MAX_ENTRIES: usize = 100;

format! {
    /// One topic: a measure, with everything that bears on the products under it.
    pub struct Catalogue {
        /// Where the schema is, for editors that use one.
        schema: () => optional any_text(2_048);
        /// The number of the format.
        format: () => required Shape::Format("2");
        /// Names the topic in files and addresses; from the title where it is left out.
        pub id: String => optional ID;
        /// The heading: "Ban on sales of Kaspersky software in the US".
        pub title: Text => required PHRASE;
        /// The measure as a noun phrase inside a sentence: "the ban on sales of Kaspersky software in the US"; the
        /// title where it is left out. Sentences about a ban need it.
        pub phrase: Text => optional PHRASE;
        /// What kind of change it is; `end-of-support` where it is left out.
        pub kind: TopicKind => optional Shape::OneOf(TopicKind::NAMES), = TopicKind::EndOfSupport;
        /// Where days and months turn: an IANA name such as `America/Los_Angeles`; `UTC` where it is left out.
        pub zone: String => optional ZONE, = String::from("UTC");
        /// What the place is called whose clocks those are; the city of the zone's name where it is left out.
        pub place: Text => optional PHRASE;
        /// The maker of the products: a typed name may begin with it. Read into `makers`.
        maker: () => optional NAME;
        /// Several makers, or one maker's name in several scripts.
        pub makers: Vec<String> => optional list(&NAME, MAX_ENTRIES);
        /// Whether the product list is complete; `true` where it is left out. Where it is not, an unlisted product of a
        /// maker is of scope `unclear`.
        pub exhaustive: bool => optional Shape::Boolean, = true;
        /// The day on which the facts were last checked.
        pub checked: NaiveDate => required DAY;
        /// Where the facts come from: addresses, or objects.
        pub sources: Vec<Source> => required list(&SOURCE, MAX_ENTRIES);
        /// What a product's owner is told, in order of time; what has no date comes last.
        pub milestones: Vec<Milestone> => required list(&Milestone::SHAPE, MAX_MILESTONES);
        /// Dated context that decides nothing.
        pub background: Vec<Background> => optional maybe_none(&Background::SHAPE, MAX_ENTRIES);
        /// Id of the event of `background` by which the measure was announced, on a day before every milestone.
        pub announced: String => optional ID;
        /// What to do, in the author's words: the first entry that fits product and phase.
        pub advice: Vec<Advice> => optional maybe_none(&Advice::SHAPE, MAX_ENTRIES);
        /// What every reader of the card should know.
        pub notes: Vec<Remark> => optional maybe_none(&REMARK, MAX_ENTRIES);
        /// Practical steps, none of them official advice.
        pub steps: Vec<Remark> => optional maybe_none(&REMARK, MAX_ENTRIES);
        /// The products, in the order in which they are offered: names, or objects.
        pub products: Vec<Product> => required list(&PRODUCT, MAX_PRODUCTS);
        /// How a law is cited.
        citation: () => optional SHORT;
    }

    /// A page that a fact was read on.
    pub struct Source short url {
        /// Names the source inside its topic; from the address where it is left out.
        pub id: String => optional ID;
        /// The page's title or citation, in its own language; the address's host and path where it is left out.
        pub title: String => optional SHORT;
        /// An https address of printable ASCII, without user or password.
        pub url: String => required ADDRESS;
        /// How near to the fact the page is; `secondary` where it is left out.
        pub kind: SourceKind => optional Shape::OneOf(SourceKind::NAMES), = SourceKind::Secondary;
        /// The day on which somebody read it; the topic's where it is left out.
        pub checked: NaiveDate => optional DAY;
        /// The day on which it was published.
        pub published: Option<NaiveDate> => optional DAY;
        /// The licence of data that was taken from it, such as `CC BY 4.0`; shown behind the title.
        pub licence: String => optional SHORT;
    }

    /// A date on which something changes for owners of products.
    ///
    /// One of `at`, `last` and `state` says when: see [`Milestone::date`].
    pub struct Milestone {
        /// Names the milestone; from its effect and products where it is left out.
        pub id: String => optional ID;
        /// The first day, or month, of the new state, or its instant.
        pub at: Option<Date> => optional DATE;
        /// The last day, or month, of the old state: over when it is over in `zone`.
        pub last: Option<Date> => optional LAST;
        /// Instead of a date: ended on a day that is not known, or not yet announced.
        pub state: Option<Undated> => optional Shape::OneOf(Undated::NAMES);
        /// "At least until": after the date nobody has promised anything, and nothing has ended either.
        pub floor: bool => optional Shape::Boolean;
        /// The dates it had before, the oldest first.
        pub was: Vec<Was> => optional list(&Was::SHAPE, MAX_ENTRIES);
        /// The first instant of the new state, worked out from the date and the zone when the text is read; not for
        /// writing by hand. None without a date.
        pub from: Option<DateTime<FixedOffset>> => optional INSTANT;
        /// What changes.
        pub effect: Effect => required Shape::OneOf(Effect::NAMES);
        /// Who says so; `law` for a ban and a rule, else `vendor`.
        pub basis: Basis => optional BASIS;
        /// How sure it is; the weakest that its sources allow.
        pub confidence: Option<Confidence> => optional Shape::OneOf(Confidence::NAMES);
        /// The day on which it was last checked; the topic's where it is left out.
        pub checked: NaiveDate => optional DAY;
        /// Ids of its sources; all of the topic's where it is left out.
        pub sources: Vec<String> => optional list(&ID, MAX_ENTRIES);
        /// One sentence about it.
        pub detail: Option<Text> => optional WORDS;
        /// Whose products it bears on; everybody's where it is left out.
        pub audiences: Vec<Audience> => optional list(&AUDIENCE, MAX_ENTRIES);
        /// Ids of the products it bears on; all where it is left out.
        pub products: Vec<String> => optional list(&ID, MAX_PRODUCTS);
    }

    /// A date that a milestone had before: `at` or `last`, as there.
    pub struct Was {
        /// The first day, or month, of the new state, or its instant.
        pub at: Option<Date> => optional DATE;
        /// The last day, or month, of the old state.
        pub last: Option<Date> => optional LAST;
        /// The day on which the date was changed.
        pub changed: NaiveDate => required DAY;
        /// Ids of the sources of the change.
        pub sources: Vec<String> => optional list(&ID, MAX_ENTRIES);
    }

    /// A dated event around the measure, for the record.
    pub struct Background {
        /// Names the event.
        pub id: String => required ID;
        /// As published: an instant, a day, a month (`2025-01`), or two of them joined by `/`.
        pub at: String => required SPAN;
        /// Ids of its sources; all of the topic's where it is left out.
        pub sources: Vec<String> => optional list(&ID, MAX_ENTRIES);
        /// What happened.
        pub title: Text => optional WORDS;
        /// Who says so.
        pub basis: Option<Basis> => optional Shape::OneOf(Basis::NAMES);
        /// How sure it is.
        pub confidence: Option<Confidence> => optional Shape::OneOf(Confidence::NAMES);
        /// The day on which it was last checked; the topic's where it is left out.
        pub checked: NaiveDate => optional DAY;
    }

    /// What to do, in the author's words.
    pub struct Advice {
        /// One sentence, or two.
        pub text: Text => required WORDS;
        /// Where the reader can do it.
        pub url: String => optional ADDRESS;
        /// Ids of the products it is for; all where it is left out.
        pub products: Vec<String> => optional list(&ID, MAX_PRODUCTS);
        /// Whose products it is for; everybody's where it is left out.
        pub audiences: Vec<Audience> => optional list(&AUDIENCE, MAX_ENTRIES);
        /// The phases it is for; all but `not-covered` where it is left out.
        pub phases: Vec<Phase> => optional list(&PHASE, MAX_ENTRIES);
    }

    /// A note or a practical step.
    pub struct Remark short text {
        /// What is said.
        pub text: Text => required WORDS;
        /// Ids of the products it is about; all where it is left out.
        pub products: Vec<String> => optional list(&ID, MAX_PRODUCTS);
        /// Whose products it is about; everybody's where it is left out.
        pub audiences: Vec<Audience> => optional list(&AUDIENCE, MAX_ENTRIES);
        /// The phases it is said in; all but `not-covered` where it is left out.
        pub phases: Vec<Phase> => optional list(&PHASE, MAX_ENTRIES);
        /// Names it.
        pub id: String => optional ID;
        /// Ids of its sources.
        pub sources: Vec<String> => optional list(&ID, MAX_ENTRIES);
    }

    /// A product, and whether the measure covers it.
    pub struct Product short name {
        /// The name in small letters, digits and hyphens, from the name where it is left out. Empty for a product that
        /// the topic does not list.
        pub id: String => optional ID;
        /// The name that its owner knows; in several languages where it is a description.
        pub name: Name => required NAMES;
        /// Other names that people type.
        pub aliases: Vec<String> => optional maybe_none(&NAME, MAX_ENTRIES);
        /// Names that programs have for it, such as `{ "cpe": "…", "purl": "…" }`.
        pub identifiers: Vec<(String, String)> => optional IDENTIFIERS;
        /// Who uses it; `consumer` where it is left out.
        pub audience: Audience => optional AUDIENCE;
        /// Whether the measure covers it; `covered` where it is left out.
        pub scope: Scope => optional Shape::OneOf(Scope::NAMES);
        /// Why it has its scope.
        pub basis: Option<ScopeBasis> => optional Shape::OneOf(ScopeBasis::NAMES);
        /// How sure its scope is.
        pub confidence: Option<Confidence> => optional Shape::OneOf(Confidence::NAMES);
        /// Ids of the sources of its scope; all of the topic's where it is left out.
        pub sources: Vec<String> => optional list(&ID, MAX_ENTRIES);
        /// Where the scope is `conditional`: the clause after "unless".
        pub condition: Option<Text> => optional WORDS;
        /// One sentence about this product.
        pub note: Option<Text> => optional WORDS;
    }
}

const SOURCE: Shape = Shape::Either(&ADDRESS, &Source::SHAPE);
const REMARK: Shape = Shape::Either(&LONG, &Remark::SHAPE);
const PRODUCT: Shape = Shape::Either(&NAME, &Product::SHAPE);
const IDENTIFIERS: Shape = Shape::Map { keys: KEY, of: &SHORT };

/// No milestone is of the press.
const BASIS: Shape = Shape::OneOf(Basis::NAMES.split_at(Basis::NAMES.len() - 1).0);

/// `unknown` is for products that no topic lists, and for clocks that cannot be right.
const AUDIENCE: Shape = Shape::OneOf(Audience::NAMES.split_at(Audience::NAMES.len() - 1).0);
const PHASE: Shape = Shape::OneOf(Phase::NAMES.split_at(Phase::NAMES.len() - 1).0);

const fn list(of: &'static Shape, most: usize) -> Shape {
    Shape::List { of, least: 1, most }
}

/// A list that may be empty, which says the same as its absence.
const fn maybe_none(of: &'static Shape, most: usize) -> Shape {
    Shape::List { of, least: 0, most }
}

named! {
    /// How near to the fact a source is.
    pub enum SourceKind {
        /// The authority that made the measure.
        Primary = "primary",
        /// The maker of the product.
        Vendor = "vendor",
        /// Anybody who reports on them.
        Secondary = "secondary",
    }
}

named! {
    /// What kind of change a topic is about, which decides the sentences that are said of it.
    pub enum TopicKind {
        /// Something is forbidden by law, such as sales.
        Ban = "ban",
        /// A maker stops supporting a product.
        EndOfSupport = "end-of-support",
        /// A service or network is switched off.
        SwitchOff = "switch-off",
        /// A rule takes effect, at once or in steps.
        Rule = "rule",
    }
}

named! {
    /// What changes at a milestone.
    pub enum Effect {
        /// New sales to owners.
        EndOfSales = "end-of-sales",
        /// Security updates.
        EndOfUpdates = "end-of-updates",
        /// Resale by others, and building it into other products.
        EndOfResale = "end-of-resale",
        /// A service, or a network that one needs for it.
        EndOfService = "end-of-service",
        /// Security updates that are paid for, after those for everybody have ended.
        EndOfPaidUpdates = "end-of-paid-updates",
        /// Nothing ends: a rule, or the next step of it, takes effect.
        RuleBegins = "rule-begins",
    }
}

named! {
    /// How far a measure has come for a product.
    ///
    /// Follows the milestones whose basis is law; where a product has none of those, its maker's own.
    pub enum Phase {
        /// Nothing has changed yet.
        Announced = "announced",
        /// Sales have ended, updates have not.
        SalesEnded = "sales-ended",
        /// Updates for everybody have ended.
        UpdatesEnded = "updates-ended",
        /// The service has stopped.
        ServiceEnded = "service-ended",
        /// A rule, or a step of it, has taken effect.
        InForce = "in-force",
        /// The measure does not cover the product.
        NotCovered = "not-covered",
        /// The reader's clock cannot be right.
        Unknown = "unknown",
    }
}

named! {
    /// What is known of a step without a date.
    pub enum Undated {
        /// It has happened; the day is not known.
        Ended = "ended",
        /// It has not been announced.
        Open = "open",
    }
}

named! {
    /// How sure a fact is.
    pub enum Confidence {
        /// Read in the primary document.
        Primary = "primary",
        /// Read in a verbatim copy of the primary document.
        Copy = "copy",
        /// Read in a reputable secondary source.
        Secondary = "secondary",
        /// Read only in a weak source, or inferred.
        Weak = "weak",
    }
}

named! {
    /// Why a product has its scope.
    pub enum ScopeBasis {
        /// The measure's own class of products.
        Class = "class",
        /// A notice by the maker about this product.
        Notice = "notice",
        /// An exclusion that the measure states.
        Exclusion = "exclusion",
        /// Inferred from what kind of product it is.
        Inference = "inference",
    }
}

named! {
    /// Who says so.
    pub enum Basis {
        /// A law or an order made under one.
        Law = "law",
        /// The product's maker.
        Vendor = "vendor",
        /// The press: only for [`Background`].
        Press = "press",
    }
}

named! {
    /// Who uses a product.
    pub enum Audience {
        /// People at home.
        Consumer = "consumer",
        /// Companies and public bodies.
        Business = "business",
        /// Plants and embedded systems.
        Industrial = "industrial",
        /// Resellers and integrators.
        Oem = "oem",
        /// Buyers of services.
        Service = "service",
        /// Not known: only for a product that its catalogue does not list.
        Unknown = "unknown",
    }
}

named! {
    /// Whether a measure covers a product.
    pub enum Scope {
        /// It does.
        Covered = "covered",
        /// It does not.
        Excluded = "excluded",
        /// It does unless a condition holds.
        Conditional = "conditional",
        /// Not known; to be treated as covered.
        Unclear = "unclear",
    }
}

/// When something changes, as it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// The first day, or month, of the new state, or its instant.
    From(Date),
    /// The last day, or month, of the old state.
    Through(Date),
    /// It has happened; the day is not known.
    Ended,
    /// It has not been announced.
    Open,
}

impl Dated {
    /// The date that is shown; none where there is none.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::From(date) | Self::Through(date) => Some(date),
            Self::Ended | Self::Open => None,
        }
    }

    /// The first day, or month, or the instant of the new state; none where there is no date.
    ///
    /// # Example
    /// ```
    /// # use phaseout::catalogue::Dated;
    /// assert_eq!(Dated::Through("2026-10".parse()?).first(), Some("2026-11".parse()?));
    /// assert_eq!(Dated::From("2026-10-01".parse()?).first(), Some("2026-10-01".parse()?));
    /// # Ok::<(), phaseout::NotAWhen>(())
    /// ```
    pub fn first(self) -> Option<Date> {
        match self {
            Self::From(date) => Some(date),
            Self::Through(date @ Date::Month(_)) => Some(Date::Month(date.after())),
            Self::Through(date) => Some(Date::Day(date.after())),
            Self::Ended | Self::Open => None,
        }
    }

    fn of(at: Option<Date>, last: Option<Date>, state: Option<Undated>) -> Self {
        match (at, last, state) {
            (Some(date), ..) => Self::From(date),
            (None, Some(date), _) => Self::Through(date),
            (None, None, Some(Undated::Ended)) => Self::Ended,
            (None, None, _) => Self::Open,
        }
    }
}

impl Catalogue {
    /// Reads a topic from JSON text in the format of `catalogue.schema.json`.
    ///
    /// # Errors
    /// Every problem of the text, each with its place; a text with one problem is refused whole.
    ///
    /// # Example
    /// ```
    /// # use phaseout::Catalogue;
    /// let topic = Catalogue::read(r#"{
    ///   "format": 2, "title": "End of support for Python 3.10", "checked": "2026-11-25",
    ///   "sources": ["https://devguide.python.org/versions/"],
    ///   "milestones": [{ "effect": "end-of-updates", "last": "2026-10" }],
    ///   "products": ["Python 3.10"] }"#)?;
    /// assert_eq!(topic.products[0].id, "python-3-10");
    /// assert!(Catalogue::read("{}").unwrap_err().len() > 4);
    /// # Ok::<(), phaseout::Problems>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, Problems> {
        check::checked(text, &|_| {}).map(|(catalogue, _)| catalogue)
    }

    /// What is legal in a text and doubtful all the same: for whoever publishes it.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    pub fn warnings(text: &str) -> Result<Vec<Problem>, Problems> {
        Self::read_with_warnings(text).map(|(_, warnings)| warnings)
    }

    /// The topic and what is doubtful in it, for whoever needs both: the text is checked once.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    pub fn read_with_warnings(text: &str) -> Result<(Self, Vec<Problem>), Problems> {
        check::checked(text, &|_| {})
    }

    /// The ids of the products of a text, in its order, also while other things are wrong with it: for whoever is writing it.
    /// None where it is no JSON object.
    ///
    /// # Example
    /// ```
    /// # use phaseout::Catalogue;
    /// let ids = Catalogue::product_ids(r#"{ "products": ["C", "C++", { "id": "d", "name": "C#" }] }"#);
    /// assert_eq!(ids, ["c", "c-plus-plus", "d"]);
    /// assert!(Catalogue::product_ids("[").is_empty());
    /// ```
    pub fn product_ids(text: &str) -> Vec<String> {
        check::product_ids(text)
    }

    /// What was last checked more than a year before a day, as warnings: facts grow old.
    ///
    /// # Example
    /// ```
    /// # use phaseout::{Catalogue, When};
    /// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// let warnings = |day: &str| match day.parse() {
    ///     Ok(When::Day(day)) => kaspersky.stale_on(day).len(),
    ///     _ => 0,
    /// };
    /// assert_eq!(warnings("2026-11-25"), 0);
    /// assert!(warnings("2027-11-26") > 0);
    /// ```
    pub fn stale_on(&self, day: NaiveDate) -> Vec<Problem> {
        self.judged(|checked| day >= stale_from(checked), " is more than a year ago").into_iter().collect()
    }

    /// What claims to have been checked after a day that has begun nowhere on Earth later: nobody can have.
    ///
    /// # Errors
    /// One problem for the topic, and one for each milestone with a day of its own.
    ///
    /// # Example
    /// ```
    /// # use phaseout::{Catalogue, When};
    /// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// let claims = |day: &str| match day.parse() {
    ///     Ok(When::Day(day)) => kaspersky.not_checked_after(day).is_err(),
    ///     _ => false,
    /// };
    /// assert!(claims("2026-11-24"));
    /// assert!(!claims("2026-11-25"));
    /// ```
    pub fn not_checked_after(&self, day: NaiveDate) -> Result<(), Problems> {
        self.judged(|checked| checked > day, " is in the future").or(())
    }

    /// The days of the last check that are at fault.
    fn judged(&self, is_at_fault: impl Fn(NaiveDate) -> bool, why: &str) -> Problems {
        let mut problems = Problems::default();
        let mut judge = |place: &str, checked: NaiveDate| {
            if is_at_fault(checked) {
                problems.refuse(place, "checked", &written_day(checked), why, "");
            }
        };
        judge(TOP, self.checked);
        for (milestone, index) in self.milestones.iter().zip(0..) {
            // What is as old as the whole topic is said once.
            if milestone.checked != self.checked {
                judge(&place_of("milestones", index, &milestone.id), milestone.checked);
            }
        }
        problems
    }

    /// The product of that id.
    pub fn listed(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The milestones that bear on a product, in order of time; none where it is excluded.
    pub fn milestones_of<'c>(&'c self, product: &'c Product) -> impl Iterator<Item = &'c Milestone> {
        self.milestones.iter().filter(|milestone| milestone.bears_on(product))
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

/// The first day on which what was last checked on a day is old: more than a year has gone by.
pub(crate) fn stale_from(checked: NaiveDate) -> NaiveDate {
    let a_year_later = checked.checked_add_months(Months::new(12)).and_then(|day| day.succ_opt());
    a_year_later.unwrap_or(NaiveDate::MAX)
}

impl Background {
    /// When, where that is one instant or day.
    pub fn moment(&self) -> Option<Date> {
        Date::read(&self.at)
    }
}

impl Milestone {
    /// When, as it was published.
    pub fn date(&self) -> Dated {
        Dated::of(self.at, self.last, self.state)
    }

    /// The instant, where it was published as one.
    pub(crate) fn instant(&self) -> Option<DateTime<FixedOffset>> {
        match self.date().date()? {
            Date::Instant(at) => Some(at),
            Date::Day(_) | Date::Month(_) => None,
        }
    }

    /// Whether it bears on a product: on its audience, on it by id, and on nothing excluded.
    pub fn bears_on(&self, product: &Product) -> bool {
        product.scope != Scope::Excluded && fits(product, &self.products, &self.audiences)
    }
}

impl Was {
    /// The date it was.
    pub fn date(&self) -> Dated {
        Dated::of(self.at, self.last, None)
    }
}

/// Whether something is for a product, by its id and its audience; empty means all.
pub(crate) fn fits(product: &Product, products: &[String], audiences: &[Audience]) -> bool {
    (audiences.is_empty() || audiences.contains(&product.audience))
        && (products.is_empty() || products.contains(&product.id))
}

impl Product {
    /// What [`Catalogue::known`] makes the product of again: its id, or the name of one that has none.
    pub fn handle(&self) -> &str {
        if self.id.is_empty() { self.name.0.in_language("en") } else { &self.id }
    }
}
