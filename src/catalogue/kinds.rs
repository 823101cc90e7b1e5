//! What the texts of a catalogue may be: each kind with its test, what a message calls it, and its regular expression.

use crate::{
    json::shape::{Kind, Shape, text},
    text::{concat, cut, is_language, is_plain_name},
    when::{Date, When},
};

/// Most characters of a name, and of a text.
pub(super) const NAME_LENGTH: usize = 120;
pub(super) const TEXT_LENGTH: usize = 400;

pub(super) const SHORT: Shape = text(NAME_LENGTH);
const LONG: Shape = text(TEXT_LENGTH);

pub(super) const ID: Shape = of(64, Kind::new(is_id, "small letters, digits and hyphens", "^[a-z0-9-]+$"));
pub(super) const NAME: Shape = of(NAME_LENGTH, Kind::new(is_plain_name, "free of joiners", ""));
pub(super) const ADDRESS: Shape = of(2_048, Kind::new(is_https, "an https address without a user", "^https://[^@]+$"));
pub(super) const DAY: Shape = of(10, Kind::new(is_day, "a day such as 2026-11-21", "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"));
pub(super) const INSTANT: Shape = of(40, Kind::new(is_date, "an instant with its offset", ""));
pub(super) const DATE: Shape = of(40, Kind::new(is_date, "an instant, a day or a month from 2000 to 2099", DATES));
pub(super) const LAST: Shape =
    of(10, Kind::new(is_last, "a day or a month from 2000 to 2099", "^20[0-9]{2}-[0-9]{2}(-[0-9]{2})?$"));
pub(super) const SPAN: Shape = of(80, Kind::new(is_span, "a day, a month or an instant, or two joined by /", ""));
pub(super) const ZONE: Shape = of(40, Kind::new(|_| true, "", "^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$"));

const DATES: &str = "^20[0-9]{2}-[0-9]{2}(-[0-9]{2}(T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2}))?)?$";
const LANGUAGE: Kind =
    Kind::new(is_language, "a language tag such as en or pt-BR", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$");

/// A text: a string in English, or an object from language to words.
pub(super) const WORDS: Shape = Shape::Either(&LONG, &Shape::Map { keys: LANGUAGE, of: &LONG });
/// The same, as short as a name.
pub(super) const PHRASE: Shape = Shape::Either(&SHORT, &Shape::Map { keys: LANGUAGE, of: &SHORT });
/// A name: a string, or where it is a description, an object from language to words.
pub(super) const NAMES: Shape = Shape::Either(&NAME, &Shape::Map { keys: LANGUAGE, of: &NAME });

const fn of(most: usize, kind: Kind) -> Shape {
    Shape::Text { most, kind }
}

fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An https address of printable ASCII with a host and neither `@` nor `\`: what every URL parser reads alike.
fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let mut host = rest.bytes().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#'));
    host.any(|byte| byte == b'.')
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'@' | b'"' | b'<' | b'>'))
}

/// Whole seconds, from 2000 to 2099.
fn is_date(text: &str) -> bool {
    text.starts_with("20") && !text.bytes().any(|byte| byte == b'.') && Date::read(text).is_some()
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
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        // Signs are all that tells C from C++ and from C#.
        match c {
            '+' => id.push_str("-plus"),
            '#' => id.push_str("-sharp"),
            c if c.is_ascii_alphanumeric() => id.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => id = concat(&[&id, "-", &crate::text::code_point(c).to_ascii_lowercase().replace("u+", "")]),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
        if id.len() >= 64 {
            break;
        }
    }
    id.truncate(64);
    concat(&[id.trim_matches('-')])
}
