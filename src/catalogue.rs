//! What one ban or end of support says, as checked facts: measure, milestones, products, sources.
//!
//! A [`Catalogue`] is valid by construction: [`Catalogue::read`] refuses a text with any problem whole, and
//! [`Catalogue::open`] takes only what that has sealed. It knows no words of ours: every text in it came with the
//! facts.

mod check;
mod format;
mod read;
mod text;

use chrono::{FixedOffset, NaiveDate};

pub use self::text::Text;
use crate::{named::named, problem::Problem, sealed::Reader, spelling::Spelling, when::When};

/// Most products that a catalogue may list.
pub const MOST_PRODUCTS: usize = 500;

/// Most milestones that a catalogue may have.
pub const MOST_MILESTONES: usize = 12;

/// One measure with everything that bears on the products under it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Catalogue {
    /// Names the catalogue in files and addresses; kebab-case.
    pub id: String,
    /// The heading: "US ban on Kaspersky software".
    pub title: Text,
    /// The measure as a noun phrase inside a sentence: "the US ban on Kaspersky software".
    pub phrase: Text,
    /// A typed name with this in it is a product of this maker.
    pub maker: String,
    /// Whether the product list is complete. Where it is not, an unlisted product of the maker is
    /// [`Scope::Unclear`].
    pub exhaustive: bool,
    /// Where calendar days turn, for dates published only as a day.
    pub offset: FixedOffset,
    /// What the law calls the zone of an offset: `-04:00` is "EDT".
    pub zones: Vec<(FixedOffset, Text)>,
    /// The day on which the facts were last checked.
    pub checked: NaiveDate,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// What a product's owner is told, in order of time.
    pub milestones: Vec<Milestone>,
    /// Dated context that decides nothing.
    pub background: Vec<Background>,
    /// Id of the event of `background` by which the measure was announced, on a day before every milestone;
    /// empty where the catalogue does not say.
    pub announced: String,
    /// What every reader of the card should know.
    pub notes: Vec<Text>,
    /// Practical steps, none of them official advice.
    pub steps: Vec<Step>,
    /// The products, in the order in which they are offered.
    pub products: Vec<Product>,
}

/// A page that a fact was read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Names the source inside its catalogue.
    pub id: String,
    /// The page's title or citation, in its own language.
    pub title: String,
    /// An https address of printable ASCII, without user or password.
    pub url: String,
    /// How near to the fact the page is.
    pub kind: SourceKind,
}

/// A date on which something ends for owners of products.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Names the milestone; kebab-case.
    pub id: String,
    /// When, at the precision of its source.
    pub at: When,
    /// What ends.
    pub effect: Effect,
    /// Who says so.
    pub basis: Basis,
    /// The day on which it was last checked.
    pub checked: NaiveDate,
    /// Ids of its sources; never empty.
    pub sources: Vec<String>,
    /// One sentence about it.
    pub detail: Option<Text>,
    /// Whose products it bears on; empty means everybody's.
    pub audiences: Vec<Audience>,
    /// Ids of the products it bears on; empty means all.
    pub products: Vec<String>,
}

/// A dated event around the measure, for the record.
#[derive(Debug, Clone)]
pub struct Background {
    /// Names the event; kebab-case.
    pub id: String,
    /// As published: an instant, a day, a month (`2025-01`), or two of them joined by `/`.
    pub at: String,
    /// Ids of its sources; never empty.
    pub sources: Vec<String>,
}

/// One practical step of a replacement.
#[derive(Debug, Clone)]
pub struct Step {
    /// What to do.
    pub text: Text,
    /// Whose products it is for; empty means everybody's.
    pub audiences: Vec<Audience>,
}

/// A product, and whether the measure covers it.
#[derive(Debug, Clone)]
pub struct Product {
    /// The name in kebab-case: `kaspersky-premium`. Empty for a product that the catalogue does not list.
    pub id: String,
    /// The name that its owner knows.
    pub name: String,
    /// Other names that people type.
    pub aliases: Vec<String>,
    /// Who uses it.
    pub audience: Audience,
    /// Whether the measure covers it.
    pub scope: Scope,
    /// Ids of the sources of `scope`; never empty for a listed product.
    pub sources: Vec<String>,
    /// When [`Scope::Conditional`]: the clause after "covered unless".
    pub condition: Option<Text>,
    /// One sentence about this product.
    pub note: Option<Text>,
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
    /// What ends at a milestone.
    pub enum Effect {
        /// New sales to owners.
        EndOfSales = "end-of-sales",
        /// Security updates.
        EndOfUpdates = "end-of-updates",
        /// Resale by others, and building it into other products.
        EndOfResale = "end-of-resale",
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

impl Catalogue {
    /// Reads a catalogue from JSON text in the format of `catalogue.schema.json`.
    ///
    /// # Errors
    /// Every problem of the text, each with its place; a text with one problem is refused whole.
    ///
    /// # Example
    /// ```
    /// # use phaseout::Catalogue;
    /// let ours = include_str!("../www/catalogue/kaspersky-us.json");
    /// assert_eq!(Catalogue::read(ours).unwrap().maker, "Kaspersky");
    /// assert!(Catalogue::read("{}").unwrap_err().len() > 5);
    /// ```
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        check::checked(text).map(|(_, catalogue)| catalogue)
    }

    /// The same text, sealed: in the one spelling that [`Catalogue::open`] reads, behind a number that says that it
    /// was checked. Still JSON of the format.
    ///
    /// # Errors
    /// As [`Catalogue::read`].
    ///
    /// # Example
    /// ```
    /// # use phaseout::Catalogue;
    /// let sealed = Catalogue::seal(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
    /// assert!(Catalogue::open(&sealed).is_some());
    /// assert!(Catalogue::open(&sealed.replace("2024", "2025")).is_none(), "the seal is broken");
    /// assert!(Catalogue::read(&sealed).is_ok());
    /// ```
    pub fn seal(text: &str) -> Result<String, Vec<Problem>> {
        check::checked(text).map(|(sealed, _)| sealed)
    }

    /// Reads a sealed text without checking it again; `None` where it has no seal that fits, or breaks a limit of the
    /// format: of size, count or length, or with a hidden character.
    pub fn open(sealed: &str) -> Option<Self> {
        Reader::open(sealed, read::read)
    }

    /// The product of that id.
    pub fn listed(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The milestones that bear on a product, in order of time; none where it is excluded.
    pub fn milestones_of<'c>(&'c self, product: &'c Product) -> impl Iterator<Item = &'c Milestone> {
        self.milestones.iter().filter(|milestone| milestone.bears_on(product))
    }

    /// How its names are compared with what people type.
    pub(crate) fn spelling(&self) -> Spelling {
        Spelling::of(&self.maker, self.products.iter().flat_map(Product::names))
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

impl Background {
    /// When, where that is one instant or day.
    pub fn moment(&self) -> Option<When> {
        When::read(&self.at)
    }
}

impl Milestone {
    /// Whether it bears on a product: on its audience, on it by id, and on nothing excluded.
    pub fn bears_on(&self, product: &Product) -> bool {
        product.scope != Scope::Excluded
            && (self.audiences.is_empty() || self.audiences.contains(&product.audience))
            && (self.products.is_empty() || self.products.contains(&product.id))
    }
}

impl Product {
    /// The names that it goes by: its own, and its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// What [`Catalogue::known`] makes the product of again: its id, or the name of one that has none.
    pub fn handle(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }
}
