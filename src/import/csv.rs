//! Tables, as files or as pasted from a spreadsheet: text in, what its rows say of products out.
//!
//! The first row names the columns, in English. Empty cells are told and never filled: a merged cell leaves the others empty,
//! and nobody can see which. A table says neither a topic's title nor its sources, nor when it was checked.

mod cells;
mod dates;

use self::{
    cells::{MAX_ROWS, Row, place_of, rows, separator},
    dates::{Cell, question},
};
use super::{
    Kind, Options,
    draft::{Product, Reading},
    some_of, tidy,
};
use crate::{
    catalogue::{Dated, Effect, Undated},
    json::shape::TOP,
    named::Named,
    problem::Problems,
    spelling,
    text::{concat, count, listed, printable},
    when::{Date, written_day},
};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Name,
    Version,
    Ends(Effect, Side),
    Note,
    /// An end, of sales or of support: both are called so.
    Either,
    Other,
}

/// On which side of a day the end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Last,
    /// The column does not say.
    Unsaid,
}

const NAMES: [&str; 9] =
    ["name", "product", "product name", "model", "model name", "device", "device name", "software", "operating system"];
const VERSIONS: [&str; 6] = ["version", "release", "cycle", "release cycle", "product version", "edition"];
const NOTES: [&str; 6] = ["note", "notes", "comment", "comments", "remark", "remarks"];

/// Words of a column that has a date of something else.
const OTHERS: [&str; 19] = [
    "release",
    "released",
    "start",
    "starts",
    "launch",
    "launched",
    "published",
    "announced",
    "available",
    "availability",
    "ga",
    "introduced",
    "active",
    "mainstream",
    "extended",
    "esu",
    "updated",
    "checked",
    "created",
];
const SALES: [&str; 5] = ["sale", "sales", "sold", "selling", "discontinued"];
const ENDS: [&str; 15] = [
    "eol",
    "end",
    "ends",
    "ended",
    "last",
    "until",
    "date",
    "retirement",
    "retires",
    "retired",
    "expiry",
    "expires",
    "support",
    "supported",
    "unsupported",
];

pub(super) fn read(text: &str, options: Options) -> Reading {
    let mut reading = Reading::default();
    let separator = separator(text);
    let rows = rows(text, separator, &mut reading.problems);
    let Some((header, rows)) = rows.split_first() else {
        reading.problems.report(TOP, &["there is no row in it"]);
        return reading;
    };
    let titles: Vec<String> = header.cells.iter().map(|cell| tidy(cell)).collect();
    let roles = roles(header, &titles, options, &mut reading);
    if rows.is_empty() {
        reading.problems.report(TOP, &["there is no row below the one that names the columns"]);
    }
    if let Some(name) = options.product.map(tidy).filter(|name| !name.is_empty()) {
        reading.title = concat(&["End of support for ", &name]);
        reading.told.tell(
            Kind::Taken,
            TOP,
            &["title is proposed, from the product that was said, `", &printable(&name), "`"],
        );
    }
    let mut questions: Vec<Question> = Vec::new();
    let mut blanks: Vec<(usize, Vec<String>)> = Vec::new();
    for row in rows.iter().take(MAX_ROWS) {
        if let Some((cell, extra)) =
            row.cells.iter().enumerate().skip(titles.len()).find(|(_, cell)| !tidy(cell).is_empty())
        {
            let why = concat(&[" stands beyond the ", &count(titles.len()), " columns that the first row names"]);
            reading.problems.refuse(&place_of(row.line, cell), "cell", &tidy(extra), &why, "");
        }
        product(row, &roles, options, &mut questions, &mut blanks, &mut reading);
    }
    for Question { place, value, said, others, .. } in questions {
        let more = match others {
            0 => String::new(),
            _ => concat(&[", like ", &count(others), " more in its column,"]),
        };
        reading.problems.report(&place, &["`", &printable(&value), "`", &more, " ", &said]);
    }
    for (column, lines) in blanks {
        let title = printable(titles.get(column).map_or("", String::as_str));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let lines = listed(&lines);
        let message = ["no date is taken from empty cells of `", &title, "`, which may be merged ones: lines ", &lines];
        reading.told.tell(Kind::Doubtful, &place_of(header.line, column), &message);
    }
    reading
}

/// A date that may be either of two days, and how many more there are in its column.
struct Question {
    column: usize,
    place: String,
    value: String,
    said: String,
    others: usize,
}

/// What each column says; that the table has what it needs, and what was made of it.
fn roles(header: &Row, titles: &[String], options: Options, reading: &mut Reading) -> Vec<Role> {
    let roles: Vec<Role> = titles.iter().map(|title| role(title)).collect();
    let line = concat(&["line ", &count(header.line)]);
    let of = |is: &dyn Fn(Role) -> bool| -> Vec<&str> {
        roles.iter().zip(titles).filter(|(role, _)| is(**role)).map(|(_, title)| title.as_str()).collect()
    };
    let all: Vec<&str> = titles.iter().map(String::as_str).collect();
    let problems = &mut reading.problems;
    let names = of(&|role| role == Role::Name);
    let versions = of(&|role| role == Role::Version);
    if names.is_empty() && versions.is_empty() {
        problems.report(&line, &["no column is called name, product or version: there are ", &some_of(&all)]);
    }
    let ends = |effect| of(&|role| matches!(role, Role::Ends(it, _) if it == effect));
    let (updates, sales) = (ends(Effect::EndOfUpdates), ends(Effect::EndOfSales));
    for (what, columns) in [
        ("name the product", &names),
        ("say its version", &versions),
        ("date the end of updates", &updates),
        ("date the end of sales", &sales),
        ("have notes", &of(&|role| role == Role::Note)),
    ] {
        if columns.len() > 1 {
            problems.report(&line, &["several columns ", what, ": leave one of ", &some_of(columns)]);
        }
    }
    for title in of(&|role| role == Role::Either) {
        let why = " may be the end of sales or of support: call it end of sales or end of support";
        problems.refuse(&line, "column", title, why, "");
    }
    if updates.is_empty() && sales.is_empty() && !roles.contains(&Role::Either) {
        let message = "no column has the date: none is called date, end of support, end of sales, EOL or last day, of ";
        problems.report(&line, &[message, &some_of(&all)]);
    }
    if names.is_empty() && options.product.is_none() && !versions.is_empty() {
        let message = "the table has versions and does not say of which product: say it, or complete the names";
        reading.told.tell(Kind::Needed, "products", &[message]);
    }
    for (role, title) in roles.iter().zip(titles) {
        let title = printable(title);
        if let Role::Ends(effect, side) = role {
            let (kind, said) = match side {
                Side::First => (Kind::Taken, ": the first day without, written as `at`"),
                Side::Last => (Kind::Taken, ": the last day with, written as `last`"),
                Side::Unsaid => (Kind::Doubtful, ", and does not say whether that day still counts: written as `last`"),
            };
            reading.told.tell(kind, &line, &["column `", &title, "` dates ", effect.name(), said]);
        }
    }
    let left_out = of(&|role| role == Role::Other);
    if !left_out.is_empty() {
        reading.told.tell(Kind::Taken, &line, &["columns that are left out: ", &some_of(&left_out)]);
    }
    roles
}

/// See [`import::typed_dates`](super::typed_dates).
pub(super) fn typed_dates(text: &str) -> Vec<String> {
    match dates::read(&tidy(text), None) {
        Cell::Date(date) => vec![date.written()],
        Cell::Either(dmy, mdy) => [dmy, mdy].map(written_day).into(),
        Cell::Blank | Cell::Undated(_) | Cell::Not(_) => Vec::new(),
    }
}

/// What a column says by its name.
fn role(title: &str) -> Role {
    let words = spelling::words(title);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let whole = words.join(" ");
    let is = |names: &[&str]| names.contains(&whole.as_str());
    let has = |names: &[&str]| words.iter().any(|word| names.contains(word));
    if is(&NAMES) {
        return Role::Name;
    }
    if is(&VERSIONS) {
        return Role::Version;
    }
    if is(&NOTES) {
        return Role::Note;
    }
    if is(&["eos", "end of service", "end of service life"]) {
        return Role::Either;
    }
    let effect = if has(&OTHERS) {
        return Role::Other;
    } else if has(&SALES) {
        Effect::EndOfSales
    } else if has(&ENDS) {
        Effect::EndOfUpdates
    } else {
        return Role::Other;
    };
    let side = if has(&["last", "until", "through"]) {
        Side::Last
    } else if has(&["from", "since", "first", "as"]) {
        Side::First
    } else {
        Side::Unsaid
    };
    Role::Ends(effect, side)
}

/// The product of a row.
fn product(
    row: &Row,
    roles: &[Role],
    options: Options,
    questions: &mut Vec<Question>,
    blanks: &mut Vec<(usize, Vec<String>)>,
    reading: &mut Reading,
) {
    let place = concat(&["line ", &count(row.line)]);
    let cell = |index: usize| row.cells.get(index).map_or(String::new(), |cell| tidy(cell));
    let of = |role: Role| roles.iter().position(|it| *it == role).map(cell);
    let version = of(Role::Version).unwrap_or_default();
    let name = match (of(Role::Name), options.product) {
        (Some(name), _) => name,
        (None, Some(product)) => tidy(product),
        (None, None) => String::new(),
    };
    let is_missing = roles.contains(&Role::Name) && name.is_empty();
    if is_missing || (name.is_empty() && version.is_empty()) {
        let said: Vec<String> = (0..row.cells.len()).map(cell).filter(|cell| !cell.is_empty()).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let message =
            ["the cell of its name is empty, perhaps a merged one: the row is left out, with ", &some_of(&said)];
        reading.told.tell(Kind::Doubtful, &place, &message);
        return;
    }
    let is_in = version.is_empty() || name.split(' ').any(|word| word == version);
    let name = match (is_in, name.is_empty()) {
        (true, _) => name,
        (_, true) => version,
        _ => concat(&[&name, " ", &version]),
    };
    let mut ends = Vec::new();
    for (role, column) in roles.iter().zip(0..) {
        let Role::Ends(effect, side) = *role else { continue };
        let (value, place) = (cell(column), place_of(row.line, column));
        match dates::read(&value, options.dates) {
            Cell::Date(date) => ends.push((
                effect,
                match (date, side) {
                    (Date::Instant(_), _) | (_, Side::First) => Dated::From(date),
                    _ => Dated::Through(date),
                },
            )),
            Cell::Undated(state) => {
                let date = if state == Undated::Ended { Dated::Ended } else { Dated::Open };
                let message = ["`", &printable(&value), "` is written as `", state.name(), "`"];
                reading.told.tell(Kind::Doubtful, &place, &message);
                ends.push((effect, date));
            }
            Cell::Blank if value.is_empty() => match blanks.iter_mut().find(|(known, _)| *known == column) {
                Some((_, lines)) => lines.push(count(row.line)),
                None => blanks.push((column, vec![count(row.line)])),
            },
            Cell::Blank => {
                let message = ["`", &printable(&value), "` is no date: `", &printable(&name), "` gets none from it"];
                reading.told.tell(Kind::Doubtful, &place, &message);
            }
            Cell::Either(dmy, mdy) => match questions.iter_mut().find(|it| it.column == column) {
                Some(question) => question.others += 1,
                None => questions.push(Question { column, place, value, said: question(dmy, mdy), others: 0 }),
            },
            Cell::Not(why) => not_a_date(&place, &value, why, &mut reading.problems),
        }
    }
    let note = of(Role::Note).unwrap_or_default();
    reading.products.push(Product { place, name, note, ends, ..Product::default() });
}

fn not_a_date(place: &str, value: &str, why: &str, problems: &mut Problems) {
    problems.refuse(place, "date", value, " ", why);
}
