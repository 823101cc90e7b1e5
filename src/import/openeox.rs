//! OASIS OpenEoX: the JSON of a core or a shell in, what it says of its products out; and what both sides of it share.
//!
//! A core is about one product and does not say which. OpenEoX knows instants alone: the last second of a day is how a last
//! day is written there, and read as one. General availability, and an end of life that is not the end of security
//! support, have no field in a topic. <https://github.com/oasis-tcs/openeox>

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use super::{
    Kind, Options,
    draft::{Product, Reading, stated},
    is_named, some_of, text_of, tidy,
};
use crate::{
    catalogue::{Dated, Effect},
    json::{
        Json,
        shape::{TOP, place_of},
    },
    text::{concat, count, listed, printable},
    when::{Date, When, written_day},
};

/// The schemas of a core, of a shell, and of the product of a statement.
pub(crate) const CORE: &str = "https://docs.oasis-open.org/openeox/v1.0/schema/core.json";
pub(crate) const SHELL: &str = "https://docs.oasis-open.org/openeox/tbd/schema/shell.json";
pub(crate) const SOFTWARE: &str = "https://docs.oasis-open.org/openeox/tbd/schema/product_software.json";

/// The fields of a core.
pub(crate) const LIFE: &str = "end_of_life";
pub(crate) const SALES: &str = "end_of_sales";
pub(crate) const SECURITY: &str = "end_of_security_support";
pub(crate) const UPDATED: &str = "last_updated";

/// Instead of a date: to be announced.
pub(crate) const TBA: &str = "tba";

/// The version of a product of which no version is named.
pub(crate) const ANY_VERSION: &str = "*";

/// What a statement says of a date.
#[derive(Clone, Copy)]
enum Stamp {
    Tba,
    At(DateTime<FixedOffset>),
}

pub(super) fn read(json: &Json, options: Options) -> Reading {
    let mut reading = Reading::default();
    match json.get("statements") {
        Some(Json::Array(statements)) if !statements.is_empty() => shell(statements, options, &mut reading),
        Some(Json::Array(_)) => reading.problems.report(TOP, &["statements is empty"]),
        Some(other) => reading.problems.report(TOP, &["statements is ", other.kind(), ", not an array"]),
        None => {
            let name = tidy(options.product.unwrap_or_default());
            if name.is_empty() {
                let message = "a core does not say which product it is about: say the product, or add it";
                reading.told.tell(Kind::Needed, "products", &[message]);
            } else {
                reading.title = concat(&["End of support for ", &name]);
                let message = ["title and product are those that were said, `", &printable(&name), "`"];
                reading.told.tell(Kind::Taken, TOP, &message);
            }
            let mut product = Product { place: concat(&[TOP]), name, ..Product::default() };
            core(json, &mut product, &mut reading);
            reading.products.push(product);
        }
    }
    whole_days(&mut reading);
    if let Some(checked) = reading.checked {
        let message = ["checked is `", &written_day(checked), "`, the day in last_updated, of several the earliest"];
        reading.told.tell(Kind::Taken, TOP, &message);
    }
    reading
}

/// Reads the statements about the products that are meant, or about all.
fn shell(statements: &[Json], options: Options, reading: &mut Reading) {
    let mut names = Vec::new();
    let mut vendors: Vec<String> = Vec::new();
    let mut first: Option<String> = None;
    let mut is_one = true;
    for (statement, index) in statements.iter().zip(0..) {
        let place = place_of("statements", index, "");
        let of = statement.get("product").unwrap_or(&Json::Null);
        // Hardware with software is called by its hardware.
        let of = of.get("hardware").unwrap_or(of);
        let problems = &mut reading.problems;
        let [name, version, vendor] =
            ["product_name", "product_version", "vendor_name"].map(|field| tidy(text_of(of, field, &place, problems)));
        if name.is_empty() {
            problems.report(&place, &["product_name is missing: that is what the product is called"]);
        }
        let whole = if version.is_empty() || version == ANY_VERSION {
            concat(&[&name])
        } else {
            concat(&[&name, " ", &version])
        };
        names.push(concat(&[&whole]));
        if options.product.is_some_and(|asked| !is_named(&name, asked) && !is_named(&whole, asked)) {
            continue;
        }
        is_one &= first.get_or_insert_with(|| concat(&[&name])) == &name;
        if !vendor.is_empty() && !vendors.contains(&vendor) {
            vendors.push(vendor);
        }
        let mut product = Product { place: concat(&[&place]), name: whole, ..Product::default() };
        match statement.get("core") {
            Some(it @ Json::Object(_)) => core(it, &mut product, reading),
            other => {
                let kind = other.map_or("missing", Json::kind);
                reading.problems.report(&place, &["core is ", kind, ", not an object"]);
            }
        }
        identifiers(statement.get("product_identification_helper"), &mut product, reading);
        reading.products.push(product);
    }
    if let Some(asked) = options.product
        && first.is_none()
    {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        reading.problems.refuse("statements", "product", asked, " is not in it: there are ", &some_of(&names));
    }
    if let Some(name) = first.filter(|name| is_one && !name.is_empty()) {
        reading.title = concat(&["End of support for ", &name]);
        let message = ["title is proposed, from the product_name `", &printable(&name), "`"];
        reading.told.tell(Kind::Taken, TOP, &message);
    }
    if !vendors.is_empty() {
        let names: Vec<&str> = vendors.iter().map(String::as_str).collect();
        reading.told.tell(Kind::Taken, TOP, &["makers are those in vendor_name: ", &some_of(&names)]);
    }
    reading.makers = vendors;
}

/// The names that programs have for a product: of each kind the first.
fn identifiers(helper: Option<&Json>, product: &mut Product, reading: &mut Reading) {
    let mut left_out = Vec::new();
    for (kind, value) in helper.map_or(&[][..], Json::as_entries) {
        let (key, values) = match value {
            Json::Array(values) => (kind.trim_end_matches('s'), &values[..]),
            value => (kind.as_str(), std::slice::from_ref(value)),
        };
        let is_known = matches!(key, "cpe" | "purl" | "sku");
        match values {
            [Json::String(first), rest @ ..] if is_known => {
                product.identifiers.push((concat(&[key]), concat(&[first])));
                if !rest.is_empty() {
                    left_out.push(kind.as_str());
                }
            }
            _ => left_out.push(kind),
        }
    }
    if !left_out.is_empty() {
        let message = ["left out of product_identification_helper, all or but the first: ", &listed(&left_out)];
        reading.told.tell(Kind::Taken, &product.place, &message);
    }
}

/// What a core says of a product.
fn core(json: &Json, product: &mut Product, reading: &mut Reading) {
    let place = concat(&[&product.place]);
    let known = ["$schema", LIFE, SALES, SECURITY, UPDATED];
    let others = json.as_entries().iter().map(|(field, _)| field.as_str()).filter(|field| !known.contains(field));
    let others: Vec<&str> = others.collect();
    if !others.is_empty() {
        let message = ["left out, since a topic has no field for it: ", &some_of(&others)];
        reading.told.tell(Kind::Taken, &place, &message);
    }
    for field in [LIFE, SECURITY, UPDATED] {
        if json.get(field).is_none() {
            reading.problems.report(&place, &[field, " is missing"]);
        }
    }
    let [life, sales, security, updated] =
        [LIFE, SALES, SECURITY, UPDATED].map(|field| stamp(json, field, &place, reading));
    if let Some(Stamp::At(at)) = updated {
        let day = at.date_naive();
        reading.checked = Some(reading.checked.map_or(day, |known| known.min(day)));
    }
    if let Some(security) = security {
        product.ends.push((Effect::EndOfUpdates, dated(security)));
    }
    let has_end = matches!(security, Some(Stamp::At(_)));
    match sales {
        Some(Stamp::At(_)) => product.ends.extend(sales.map(|sales| (Effect::EndOfSales, dated(sales)))),
        // What is sold after updates have ended contradicts itself in a topic; without a date it says nothing.
        Some(Stamp::Tba) if has_end => {
            reading.told.tell(Kind::Taken, &place, &["end_of_sales `tba` is left out: no date, no milestone"]);
        }
        Some(Stamp::Tba) => product.ends.push((Effect::EndOfSales, Dated::Open)),
        None => {}
    }
    match (life, security) {
        (Some(Stamp::At(life)), Some(Stamp::At(security))) if life == security => {}
        (Some(Stamp::Tba), Some(Stamp::Tba)) | (None, _) => {}
        (Some(life), _) => {
            let life = stated(dated(life));
            let life = if life == "open" { TBA } else { &life };
            let message = ["end_of_life `", life, "` is left out: to readers the end of security support is the end"];
            reading.told.tell(Kind::Doubtful, &place, &message);
        }
    }
}

fn dated(stamp: Stamp) -> Dated {
    match stamp {
        Stamp::Tba => Dated::Open,
        Stamp::At(at) => Dated::From(Date::Instant(at)),
    }
}

/// Clocks differ from UTC by no more than 14 hours anywhere.
const FURTHEST: i32 = 14 * 3_600;

/// A timestamp in a field, in whole seconds; none where it is not there, or is at fault.
fn stamp(json: &Json, field: &str, place: &str, reading: &mut Reading) -> Option<Stamp> {
    let text = text_of(json, field, place, &mut reading.problems);
    if text == TBA && field != UPDATED {
        return Some(Stamp::Tba);
    }
    let Some(at) = instant(text) else {
        if !text.is_empty() {
            let or = if field == UPDATED { "" } else { ", nor `tba`" };
            reading.problems.refuse(place, field, text, " is no instant such as 2025-12-31T12:00:00Z", or);
        }
        return None;
    };
    let message = match at.offset().local_minus_utc().abs() {
        FURTHEST.. if at.offset().local_minus_utc().abs() > FURTHEST => "` has an offset that no clocks on Earth have",
        _ if at.time().num_seconds_from_midnight() == 0 && field != UPDATED => {
            "` is midnight: if the day itself is the last one, write it as `last`"
        }
        _ => return Some(Stamp::At(at)),
    };
    reading.told.tell(Kind::Doubtful, place, &[field, " `", &printable(text), message]);
    Some(Stamp::At(at))
}

/// An instant as RFC 3339 has it, also in small letters and with more digits than a topic takes, in whole seconds.
fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.to_ascii_uppercase();
    let mut seconds = concat(&[text.get(..19)?]);
    let rest = text.get(19..)?;
    let zone = rest.strip_prefix('.').map_or(rest, |digits| digits.trim_start_matches(|c: char| c.is_ascii_digit()));
    if rest.starts_with('.') && rest.len() < zone.len() + 2 {
        return None;
    }
    seconds.push_str(zone);
    match When::read(&seconds) {
        Some(When::Instant(at)) => Some(at),
        _ => None,
    }
}

/// Writes what ends with the last second of a day as that day: `last`. Where clocks go by different offsets, no one zone
/// has all of those days, and each stays an instant.
fn whole_days(reading: &mut Reading) {
    let mut offsets: Vec<i32> = Vec::new();
    let mut days = 0_usize;
    for date in dates(reading) {
        if let Some((_, offset)) = last_second(*date) {
            offsets.push(offset.local_minus_utc());
            days += 1;
        }
    }
    let (Some(least), Some(most)) = (offsets.iter().min().copied(), offsets.iter().max().copied()) else { return };
    // Summer and winter.
    if most - least > 3_600 {
        let message = "the last second of a day stays an instant: no one zone has all of these offsets";
        reading.told.tell(Kind::Doubtful, "milestones", &[message]);
        return;
    }
    for date in dates(reading) {
        if let Some((day, _)) = last_second(*date) {
            *date = Dated::Through(Date::Day(day));
        }
    }
    reading.offset = FixedOffset::east_opt(most);
    let of = if days == 1 { "1 date is" } else { "dates are" };
    let number = if days == 1 { String::new() } else { concat(&[&count(days), " "]) };
    reading.told.tell(
        Kind::Taken,
        "milestones",
        &[&number, of, " the last second of a day: written as that day, `last`"],
    );
    if (least, most) == (0, 0) {
        reading.zone = "UTC";
        reading.told.tell(Kind::Taken, TOP, &["zone is `UTC`, by which these days are written"]);
    }
}

/// Every date that was read.
fn dates(reading: &mut Reading) -> impl Iterator<Item = &mut Dated> {
    reading.products.iter_mut().flat_map(|product| &mut product.ends).map(|(_, date)| date)
}

/// The day of which an instant is the last second, and by which offset.
fn last_second(date: Dated) -> Option<(NaiveDate, FixedOffset)> {
    match date {
        Dated::From(Date::Instant(at)) if at.time().num_seconds_from_midnight() == 86_399 => {
            Some((at.date_naive(), *at.offset()))
        }
        _ => None,
    }
}
