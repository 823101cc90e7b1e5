//! What the texts of a catalogue may be: each kind with its test, what a message calls it, and its regular expression.

use crate::{
    json::shape::{Kind, Shape, text},
    link,
    text::{code_point, concat, cut, is_id, is_language, is_plain_name},
    when::{Date, When},
};

/// The same kinds as regular expressions, for the JSON Schema: a month, a day, what makes an instant of a day, and any
/// of the three.
macro_rules! month {
    () => {
        "20[0-9]{2}-(0[1-9]|1[0-2])"
    };
}
macro_rules! day {
    () => {
        concat!(month!(), "-(0[1-9]|[12][0-9]|3[01])")
    };
}
macro_rules! time {
    () => {
        "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
    };
}
macro_rules! date {
    () => {
        concat!("(", month!(), "|", day!(), "|", day!(), time!(), ")")
    };
}
const ANY_INSTANT: &str = concat!("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", time!(), "$");
/// Any visible text without joiners.
const PLAIN: &str =
    "^(?! *$)[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]+$";
const HTTPS: &str = "^https://(?=[^/?#]*\\.)[!#-;=?A-\\[\\]-~]+$";

/// Most characters of an id, a name and a text.
pub(crate) const ID_LENGTH: usize = 64;
pub(crate) const NAME_LENGTH: usize = 120;
pub(crate) const TEXT_LENGTH: usize = 400;

pub(super) const SHORT: Shape = text(NAME_LENGTH);
pub(super) const LONG: Shape = text(TEXT_LENGTH);

pub(super) const ID: Shape = of(ID_LENGTH, Kind::new(is_id, "small letters, digits and hyphens", "^[a-z0-9-]+$"));
pub(super) const NAME: Shape = of(NAME_LENGTH, Kind::new(is_plain_name, "a name without invisible joiners", PLAIN));
pub(super) const ADDRESS: Shape = of(link::LONGEST, Kind::new(is_https, "an https address without a user", HTTPS));
pub(super) const DAY: Shape = of(10, Kind::new(is_day, "a day such as 2026-11-21", concat!("^", day!(), "$")));
pub(super) const INSTANT: Shape = of(40, Kind::new(is_instant, "an instant with its offset", ANY_INSTANT));
pub(super) const DATE: Shape =
    of(40, Kind::new(is_date, "an instant, a day or a month from 2000 to 2099", concat!("^", date!(), "$")));
pub(super) const LAST: Shape =
    of(10, Kind::new(is_last, "a day or a month from 2000 to 2099", concat!("^(", day!(), "|", month!(), ")$")));
pub(super) const SPAN: Shape = of(
    80,
    Kind::new(is_span, "a day, a month or an instant, or two joined by /", concat!("^", date!(), "(/", date!(), ")?$")),
);
pub(super) const ZONE: Shape = of(40, Kind::new(is_zone, "a zone such as Europe/London", "^[A-Za-z0-9_+/-]+$"));

const LANGUAGE: Kind =
    Kind::new(is_language, "a language tag such as en or pt-BR", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$");

/// What kind of name of a product programs have.
pub(super) const KEY: Kind = Kind::new(is_key, "small letters, digits and hyphens", "^[a-z0-9-]+$");

/// A text: a string in English, or an object from language to words.
pub(super) const WORDS: Shape = Shape::Either(&LONG, &Shape::Map { keys: LANGUAGE, of: &TRANSLATED });

/// The same in another language, most of which take more letters than English.
const TRANSLATED: Shape = text(3 * TEXT_LENGTH / 2);
/// The same, as short as a name.
pub(super) const PHRASE: Shape = Shape::Either(&SHORT, &Shape::Map { keys: LANGUAGE, of: &SHORT });
/// A name: a string, or where it is a description, an object from language to words.
pub(super) const NAMES: Shape = Shape::Either(&NAME, &Shape::Map { keys: LANGUAGE, of: &NAME });

const fn of(most: usize, kind: Kind) -> Shape {
    Shape::Text { most, kind }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && is_id(text)
}

fn is_https(text: &str) -> bool {
    !link::https(text).is_empty()
}

/// Whole seconds, from 2000 to 2099.
fn is_date(text: &str) -> bool {
    text.starts_with("20") && !text.bytes().any(|byte| byte == b'.') && Date::read(text).is_some()
}

/// Of any year: a date at either end of those that may be given can begin in the next one.
fn is_instant(text: &str) -> bool {
    !text.bytes().any(|byte| byte == b'.') && matches!(When::read(text), Some(When::Instant(_)))
}

/// What a zone's name may have in it; whether there is such a zone is for the database to say.
fn is_zone(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+/-".contains(&byte))
}

fn is_last(text: &str) -> bool {
    is_date(text) && text.len() <= 10
}

fn is_day(text: &str) -> bool {
    is_date(text) && matches!(When::read(text), Some(When::Day(_)))
}

/// A date of the background, or two of them.
fn is_span(text: &str) -> bool {
    let (first, second) = cut(text, |byte| byte == b'/');
    is_date(first) && second.is_none_or(is_date)
}

/// The id that a name gives by itself: small letters and digits, whatever else is between them as one hyphen.
///
/// A name without any of them is written as its characters' numbers.
pub(crate) fn id_of(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        // Signs are all that tells C from C++ and from C#.
        match c {
            '+' => id.push_str("-plus"),
            '#' => id.push_str("-sharp"),
            c if c.is_ascii_alphanumeric() => id.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => {
                let number = code_point(c).to_ascii_lowercase();
                id = concat(&[&id, if id.ends_with('-') { "" } else { "-" }, number.trim_start_matches("u+")]);
            }
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
        if id.len() >= ID_LENGTH {
            break;
        }
    }
    id.truncate(ID_LENGTH);
    concat(&[id.trim_matches('-')])
}

/// Whether a file of that name is none: Windows writes to some devices instead, whatever the name goes on with.
pub(crate) fn is_device(id: &str) -> bool {
    let port = id.strip_prefix("com").or(id.strip_prefix("lpt")).unwrap_or_default();
    ["con", "prn", "aux", "nul"].contains(&id) || matches!(port.as_bytes(), [b'0'..=b'9'])
}
