//! Answers of endoflife.date's API, version 1: JSON in, what they say of a product's releases out.
//!
//! `/products/NAME`, one release of it, and `/products/full`. Each of its dates is the last day of the old state: the API
//! says that one has ended where today is later. What it says without a date holds on the day of the answer alone.
//! <https://endoflife.date/docs/api/v1/>

use chrono::NaiveDate;

use super::{
    Kind, Options,
    draft::{Product, Reading},
    is_named, some_of, text_of, tidy,
};
use crate::{
    catalogue::{Dated, Effect},
    json::{
        Json,
        shape::{TOP, place_of},
    },
    link::https,
    problem::Problems,
    spelling,
    text::{concat, count, cut, is_id, length, listed, printable},
    when::{Date, written_day},
};

/// What of a release is taken: the fields of its truth and of its date, and what has ended then.
const ENDS: [(&str, &str, Effect); 3] = [
    ("isDiscontinued", "discontinuedFrom", Effect::EndOfSales),
    ("isEol", "eolFrom", Effect::EndOfUpdates),
    ("isEoes", "eoesFrom", Effect::EndOfPaidUpdates),
];

/// What of it is not, because a topic has no field for it.
const LEFT_OUT: [&str; 6] = ["releaseDate", "codename", "ltsFrom", "eoasFrom", "latest", "custom"];

pub(super) fn read(json: &Json, options: Options) -> Reading {
    let mut reading = Reading::default();
    let problems = &mut reading.problems;
    let answered = day_of(json, "generated_at", problems);
    let modified = day_of(json, "last_modified", problems);
    reading.checked = modified.or(answered);
    match json.get("result") {
        Some(product @ Json::Object(_)) if product.get("releases").is_some() => {
            if let Some(asked) = options.product.filter(|asked| !is_product(product, asked)) {
                let name = concat(&["`: it is about `", &printable(product.text("name")), "`"]);
                reading.problems.refuse("result", "product", asked, " is not in it", name.trim_start_matches('`'));
            }
            releases(product, "result", answered, &mut reading);
        }
        Some(release @ Json::Object(_)) if ENDS.iter().any(|(.., field, _)| release.get(field).is_some()) => {
            alone(release, answered, options, &mut reading);
        }
        Some(Json::Array(products)) => {
            if let Some((product, index)) = chosen(products, options, &mut reading.problems) {
                releases(product, &place_of("result", index, product.text("name")), answered, &mut reading);
            }
        }
        Some(other) => {
            let message = ["result is ", other.kind(), ", and neither a product with its releases nor one release"];
            reading.problems.report(TOP, &message);
        }
        None => reading.problems.report(TOP, &["result is missing: that is where endoflife.date answers"]),
    }
    if let Some(checked) = reading.checked {
        let field = if modified.is_some() { "last_modified" } else { "generated_at" };
        let day = written_day(checked);
        reading.told.tell(Kind::Taken, TOP, &["checked is `", &day, "`, the day in ", field]);
    }
    reading
}

/// Whether a product is the one that was asked for, by its name, label or alias.
fn is_product(product: &Json, asked: &str) -> bool {
    let is_alias = product.list("aliases").iter().any(|alias| is_named(alias.as_text(), asked));
    is_alias || is_named(product.text("name"), asked) || is_named(product.text("label"), asked)
}

/// The product that is meant, among several.
fn chosen<'j>(products: &'j [Json], options: Options, problems: &mut Problems) -> Option<(&'j Json, usize)> {
    if products.iter().any(|product| product.get("releases").is_none() && product.get("uri").is_some()) {
        let message = "it lists products without their releases: import https://endoflife.date/api/v1/products/NAME";
        problems.report("result", &[message]);
        return None;
    }
    let names: Vec<&str> = products.iter().map(|product| product.text("name")).collect();
    let Some(asked) = options.product else {
        if let [only] = products {
            return Some((only, 0));
        }
        let message = [&count(products.len()), " products are in it: say which product, of ", &some_of(&names)];
        problems.report("result", &message);
        return None;
    };
    let found = products.iter().zip(0..).find(|(product, _)| is_product(product, asked));
    if found.is_none() {
        problems.refuse("result", "product", asked, " is not in it: there are ", &some_of(&names));
    }
    found
}

/// All releases of a product.
fn releases(product: &Json, place: &str, answered: Option<NaiveDate>, reading: &mut Reading) {
    let problems = &mut reading.problems;
    let (name, label) = (text_of(product, "name", place, problems), text_of(product, "label", place, problems));
    let label = tidy(if label.is_empty() { name } else { label });
    if label.is_empty() {
        problems.report(place, &["label is missing: that is what the product is called"]);
    }
    let releases = match product.get("releases") {
        Some(Json::Array(releases)) if !releases.is_empty() => &releases[..],
        Some(Json::Array(_)) => {
            problems.report(place, &["releases is empty"]);
            &[]
        }
        other => {
            problems.report(place, &["releases is ", other.map_or("missing", Json::kind), ", not an array"]);
            &[]
        }
    };
    titled(&label, reading);
    reading.told.tell(Kind::Taken, TOP, &["title is proposed, from the label `", &printable(&label), "`"]);
    let links = product.get("links").unwrap_or(&Json::Null);
    let page = https(links.text("html"));
    sourced(&label, if page.is_empty() { name } else { page }, reading);
    let vendor = https(links.text("releasePolicy"));
    let message: &[&str] = if vendor.is_empty() {
        &["no date was compared with the vendor's own, and the answer has no link to them"]
    } else {
        &["no date was compared with the vendor's own: see ", vendor]
    };
    reading.told.tell(Kind::Doubtful, "sources", message);
    all(releases, &concat(&[place, ".releases"]), &label, answered, reading);
    let extended = product.get("labels").map_or("", |labels| labels.text("eoes"));
    let has_paid = |it: &Product| it.ends.iter().any(|(effect, _)| *effect == Effect::EndOfPaidUpdates);
    if reading.products.iter().any(has_paid) {
        let name = if extended.is_empty() { "extended support" } else { extended };
        let message =
            ["eoesFrom, `", &printable(name), "`, is written as end-of-paid-updates: has everybody to pay for it?"];
        reading.told.tell(Kind::Doubtful, "milestones", &message);
    }
}

/// One release, whose answer does not say of which product it is.
fn alone(release: &Json, answered: Option<NaiveDate>, options: Options, reading: &mut Reading) {
    let label = tidy(options.product.unwrap_or_default());
    if label.is_empty() {
        let message = "the answer does not say of which product the release is: say the product, or complete the name";
        reading.told.tell(Kind::Needed, "products[0]", &[message]);
    } else {
        titled(&label, reading);
        reading.told.tell(
            Kind::Taken,
            TOP,
            &["title is proposed, from the product that was said, `", &printable(&label), "`"],
        );
    }
    sourced(&label, &label, reading);
    reading.told.tell(Kind::Doubtful, "sources", &["no date was compared with the vendor's own"]);
    all(std::slice::from_ref(release), "result", &label, answered, reading);
}

fn titled(label: &str, reading: &mut Reading) {
    if !label.is_empty() {
        reading.title = concat(&["End of support for ", label]);
    }
}

/// The page of a product, by its address or by the name that addresses have for it.
fn sourced(label: &str, page: &str, reading: &mut Reading) {
    let url = match page {
        page if page.starts_with("https://") => concat(&[page]),
        page if is_id(page) => concat(&["https://endoflife.date/", page]),
        _ => concat(&["https://endoflife.date/"]),
    };
    let mut source = Json::Object(Vec::new());
    if !label.is_empty() && length(label) < 100 {
        source.set("title", Json::String(concat(&["endoflife.date: ", label])));
    }
    source.set("url", Json::string(&url));
    source.set("licence", Json::string("MIT"));
    reading.source = Some(source);
    let message = ["the dates are those of ", &url, ", under the MIT licence of the contributors to endoflife.date"];
    reading.told.tell(Kind::Taken, "sources[0]", &message);
}

/// Reads releases in their order.
fn all(releases: &[Json], list: &str, label: &str, answered: Option<NaiveDate>, reading: &mut Reading) {
    let mut undated: Vec<(&str, bool, Vec<String>)> = Vec::new();
    for (release, index) in releases.iter().zip(0..) {
        let place = if list == "result" { concat(&[list]) } else { place_of(list, index, release.text("name")) };
        let Json::Object(_) = release else {
            reading.problems.report(&place, &["it is ", release.kind(), ", not an object"]);
            continue;
        };
        let problems = &mut reading.problems;
        let (name, own) = (text_of(release, "name", &place, problems), text_of(release, "label", &place, problems));
        let own = tidy(if own.is_empty() { name } else { own });
        if own.is_empty() {
            problems.report(&place, &["name is missing: that is what the release is called"]);
        }
        // "Debian 13" is whole, whereas "Gold" does not begin with "Go".
        let is_whole = spelling::words(&own).starts_with(&spelling::words(label));
        let name = if is_whole || label.is_empty() { own } else { concat(&[label, " ", &own]) };
        let mut ends = Vec::new();
        for (truth, field, effect) in ENDS {
            let is_over = is_true(release, truth, &place, &mut reading.problems);
            let date = date(release, field, &place, &mut reading.problems);
            if let Some(day) = date {
                ends.push((effect, Dated::Through(day)));
                frozen(truth, is_over, field, day, answered, &place, reading);
            } else if let Some(is_over) = is_over
                // What is still sold has no end to speak of.
                && (is_over || effect != Effect::EndOfSales)
            {
                ends.push((effect, if is_over { Dated::Ended } else { Dated::Open }));
                match undated.iter_mut().find(|(known, state, _)| *known == truth && *state == is_over) {
                    Some((.., names)) => names.push(concat(&[&name])),
                    None => undated.push((truth, is_over, vec![concat(&[&name])])),
                }
            }
        }
        reading.products.push(Product { place, name, ends, ..Product::default() });
    }
    for (truth, is_over, names) in undated {
        let names = some_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let day = answered.map_or(String::new(), |day| concat(&[" on ", &written_day(day)]));
        let (said, state) = if is_over { ("true", "ended") } else { ("false", "open") };
        let message = [truth, " is ", said, " without a date", &day, ", written as `", state, "`: ", &names];
        reading.told.tell(Kind::Doubtful, "milestones", &message);
    }
    let is_there = |field: &&&str| {
        let says = |it: &Json| !matches!(it.get(field), None | Some(Json::Null | Json::Boolean(false)));
        releases.iter().any(says)
    };
    let left_out: Vec<&str> = LEFT_OUT.iter().filter(is_there).copied().collect();
    if !left_out.is_empty() {
        let message = ["left out, since a topic has no field for it: ", &listed(&left_out)];
        reading.told.tell(Kind::Taken, list, &message);
    }
    if reading.products.iter().any(|product| product.ends.iter().any(|(_, date)| matches!(date, Dated::Through(_)))) {
        let message = "each date is the last day before the end, as endoflife.date counts: written as `last`";
        reading.told.tell(Kind::Taken, "milestones", &[message]);
    }
}

/// A truth was worked out on the day of the answer: on another day the date may say otherwise.
fn frozen(
    truth: &str,
    is_over: Option<bool>,
    field: &str,
    date: Date,
    answered: Option<NaiveDate>,
    place: &str,
    reading: &mut Reading,
) {
    if let (Some(is_over), Some(answered)) = (is_over, answered)
        && is_over != (date.after() <= answered)
    {
        let (said, day) = (if is_over { "true" } else { "false" }, written_day(answered));
        let message = [
            truth,
            " is ",
            said,
            ", but ",
            field,
            " `",
            &date.written(),
            "` says otherwise on ",
            &day,
            ": the date is taken",
        ];
        reading.told.tell(Kind::Doubtful, place, &message);
    }
}

/// A day or month in a field; none where it is null or not there.
fn date(release: &Json, field: &str, place: &str, problems: &mut Problems) -> Option<Date> {
    let text = text_of(release, field, place, problems);
    let date = Date::read(text).filter(|date| !matches!(date, Date::Instant(_)));
    if date.is_none() && !text.is_empty() {
        problems.refuse(place, field, text, " is no day such as 2026-10-31", "");
    }
    date
}

/// A truth in a field; none where it is null or not there.
fn is_true(release: &Json, field: &str, place: &str, problems: &mut Problems) -> Option<bool> {
    match release.get(field) {
        Some(Json::Boolean(is)) => return Some(*is),
        None | Some(Json::Null) => {}
        Some(other) => problems.report(place, &[field, " is ", other.kind(), ", not a boolean"]),
    }
    None
}

/// The day in a field that has an instant.
fn day_of(json: &Json, field: &str, problems: &mut Problems) -> Option<NaiveDate> {
    let text = text_of(json, field, TOP, problems);
    let date = Date::read(cut(text, |byte| byte == b'T').0);
    if date.is_none() && !text.is_empty() {
        problems.refuse(TOP, field, text, " is no instant such as 2026-08-22T00:00:00+00:00", "");
    }
    date.map(Date::day)
}
