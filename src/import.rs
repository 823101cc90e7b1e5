//! What somebody else publishes about ends of support, as the draft of a topic: text in, JSON text and what is to be told
//! of it out, or every problem of the text.
//!
//! Reads answers of endoflife.date, OpenEoX, and tables, by what they are and not by their names. Pure, natively and in a
//! page. A draft never says more than the text did: what cannot be known is asked for, what is doubtful is said.

mod csv;
mod draft;
mod endoflife;
pub(crate) mod openeox;

pub(crate) use self::draft::written;
use crate::{
    json::{self, Json, Limits, shape::TOP},
    named::named,
    problem::{Problem, Problems},
    spelling,
    text::{concat, count, listed, printable},
};

/// Most bytes of a text to import: 8 MiB, so that all that endoflife.date has in one answer is taken.
pub const MAX_IMPORT_BYTES: usize = 8 * 1024 * 1024;

/// What such a text may be.
const LIMITS: Limits = Limits { bytes: MAX_IMPORT_BYTES, depth: json::MAX_DEPTH, entries: 5_000 };

named! {
    /// What a text can be imported from.
    pub enum Format {
        /// An answer of the API of <https://endoflife.date>, version 1.
        Endoflife = "endoflife",
        /// A core or a shell of OASIS OpenEoX.
        Openeox = "openeox",
        /// A table: cells with commas, semicolons or tabs between them, a row a line.
        Csv = "csv",
    }
}

named! {
    /// In which order a date's numbers are written.
    pub enum Order {
        /// Day, month, year.
        Dmy = "dmy",
        /// Month, day, year.
        Mdy = "mdy",
        /// Year, month, day.
        Ymd = "ymd",
    }
}

named! {
    /// Why something is told of a draft.
    pub enum Kind {
        /// What came from where, and what was left out.
        Taken = "taken",
        /// What may well be otherwise: for somebody to look at.
        Doubtful = "doubtful",
        /// What `check` still says of the draft: for somebody to add.
        Needed = "needed",
    }
}

/// One thing that is to be told of a draft, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Why it is told.
    pub kind: Kind,
    /// Where: in the draft what is there (`milestones[2]`), in the text what is not (`line 4, cell 2`).
    pub place: String,
    /// What: one sentence, lower case, no full stop, naming the value.
    pub message: String,
}

/// What the text does not say itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// The product that is meant where there are several, or that the text is about where it does not say.
    pub product: Option<&'o str>,
    /// What the text is; recognised where it is left out.
    pub format: Option<Format>,
    /// In which order dates such as `03/04/2026` are written; asked where it is left out and matters.
    pub dates: Option<Order>,
}

/// A topic that somebody still has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the text was.
    pub format: Format,
    /// JSON text in the format of `catalogue.schema.json`, an entry a line. Without what is told as [`Kind::Needed`].
    pub topic: String,
    /// What is to be told of it: what was taken first, what is needed last.
    pub told: Vec<Told>,
}

/// What a date may mean that a person has typed, as a topic writes it: one date; of `03/04/2026` two, by day and month first; or
/// none. Words for "ended" or "not announced" are no date.
///
/// # Example
/// ```
/// use phaseout::import::typed_dates;
///
/// assert_eq!(typed_dates("14.10.2026"), ["2026-10-14"]);
/// assert_eq!(typed_dates("October 2026"), ["2026-10"]);
/// assert_eq!(typed_dates("03/04/2026"), ["2026-04-03", "2026-03-04"]);
/// assert!(typed_dates("soon").is_empty());
/// ```
pub fn typed_dates(text: &str) -> Vec<String> {
    csv::typed_dates(text)
}

/// Makes the draft of a topic from what somebody else publishes.
///
/// # Errors
/// Every problem of the text, each with its place.
///
/// # Example
/// ```
/// use phaseout::import::{Format, Kind, Options, import};
///
/// let draft = import("product,last day\nAnvil 1,2026-10-13\nAnvil 2,2027-10-12\n", Options::default())?;
/// assert_eq!(draft.format, Format::Csv);
/// assert!(draft.topic.contains(r#"{ "last": "2026-10-13", "effect": "end-of-updates", "products": ["anvil-1"] }"#));
/// let needed = draft.told.iter().filter(|told| told.kind == Kind::Needed).map(|told| told.message.as_str());
/// assert!(needed.collect::<Vec<_>>().contains(&"title is missing"));
///
/// let problems = import("product,last day\nAnvil 1,03/04/2026\n", Options::default()).unwrap_err();
/// assert!(problems[0].to_string().starts_with("line 2, cell 2: `03/04/2026` "));
/// # Ok::<(), phaseout::Problems>(())
/// ```
pub fn import(text: &str, options: Options) -> Result<Draft, Problems> {
    if text.len() > MAX_IMPORT_BYTES {
        let most = count(MAX_IMPORT_BYTES);
        return Err(problem(
            TOP,
            &["it has more than 8 MiB, ", &most, " bytes, which is the most that an import takes"],
        ));
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(problem(TOP, &["there is nothing in it"]));
    }
    let is_json = start.starts_with(['{', '[']);
    let format = match options.format {
        Some(format) => format,
        None if is_json => recognised(&parsed(text)?)?,
        None if start.starts_with('<') => {
            return Err(problem("line 1", &["it is a web page, and no answer, feed or table: is the address right?"]));
        }
        None => Format::Csv,
    };
    let reading = match format {
        Format::Endoflife => endoflife::read(&parsed(text)?, options),
        Format::Openeox => openeox::read(&parsed(text)?, options),
        Format::Csv => csv::read(text, options),
    };
    draft::draft(reading, format)
}

fn parsed(text: &str) -> Result<Json, Problems> {
    json::read_within(text, LIMITS).map_err(|problem: Problem| Problems(vec![problem]))
}

/// What a JSON text is, by its fields.
fn recognised(json: &Json) -> Result<Format, Problems> {
    let has = |field: &str| json.get(field).is_some();
    if has("statements")
        || has("end_of_life")
        || has("end_of_security_support")
        || json.text("$schema").contains("/openeox/")
    {
        return Ok(Format::Openeox);
    }
    if has("result") || has("schema_version") {
        return Ok(Format::Endoflife);
    }
    let said = match json {
        Json::Array(entries) if entries.first().is_some_and(|first| first.get("cycle").is_some()) => concat(&[
            "it is an answer of the first API of endoflife.date: import that of https://endoflife.date/api/v1/products/NAME",
        ]),
        _ if has("products") && has("milestones") => concat(&["it is a topic already: there is nothing to import"]),
        Json::Object(fields) => {
            let names: Vec<_> = fields.iter().take(8).map(|(name, _)| printable(name)).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let known = "it is neither an answer of endoflife.date nor OpenEoX: its fields are ";
            concat(&[known, if names.is_empty() { "none" } else { "" }, &listed(&names)])
        }
        _ => concat(&["it is neither an answer of endoflife.date nor OpenEoX, but ", json.kind()]),
    };
    Err(problem(TOP, &[&said]))
}

fn problem(place: &str, message: &[&str]) -> Problems {
    let mut problems = Problems::default();
    problems.report(place, message);
    problems
}

/// What is told, in the order in which it was found.
#[derive(Debug, Default)]
struct Tellings(Vec<Told>);

impl Tellings {
    /// Adds a sentence, in parts.
    #[inline(never)]
    fn tell(&mut self, kind: Kind, place: &str, message: &[&str]) {
        self.0.push(Told { kind, place: concat(&[place]), message: concat(message) });
    }
}

/// The text with each run of white space as one space, and none at its ends: a cell may have line breaks in it.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// Whether a name is the one that was asked for, as names are compared.
fn is_named(name: &str, asked: &str) -> bool {
    !name.is_empty() && spelling::words(name) == spelling::words(asked)
}

/// Names as a sentence lists them: the first twenty, and how many more there are.
fn some_of(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(20).map(|name| printable(name)).collect();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let more = names.len() - shown.len();
    let list = listed(&shown);
    if more == 0 { list } else { concat(&[&list, " and ", &count(more), " more"]) }
}

/// Takes the value of a field that is a string or not there; what is neither is reported.
fn text_of<'j>(json: &'j Json, field: &str, place: &str, problems: &mut Problems) -> &'j str {
    match json.get(field) {
        None | Some(Json::Null) => "",
        Some(Json::String(text)) => text,
        Some(other) => {
            problems.report(place, &[field, " is ", other.kind(), ", not a string"]);
            ""
        }
    }
}
