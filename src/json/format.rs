//! How a format is declared: once, beside its types.
//!
//! `format!` takes a struct whose fields say what JSON they come from, and makes of it the struct, the
//! [`Shape`] that every text is checked against, and both ways through a sealed text. JSON Schema, TypeScript
//! types and the table in the documentation are written from the same shape. Knows no format itself.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Json, shape::Shape};
use crate::{
    named::Named,
    sealed::Reader,
    text::concat,
    when::{Date, When, rfc3339, written_day},
};

/// A type that a field of a format can have.
pub(crate) trait Value: Sized + PartialEq {
    /// What a field says that is not there.
    fn absent() -> Self;

    /// The value of a JSON value; of one that is not of the field's shape, something harmless: a text with a problem is
    /// never shown.
    fn of(json: &Json) -> Self;

    /// Adds it in the spelling of sealed texts.
    fn write(&self, out: &mut String);

    /// Takes what [`Value::write`] has written; what breaks the shape makes the text count as not sealed.
    fn open(from: &mut Reader, shape: &Shape) -> Self;
}

/// A struct that `format!` has declared.
pub(crate) trait Declared {
    /// What its JSON must look like.
    const SHAPE: Shape;
}

/// Declares the structs of a format.
///
/// A field is `name: Type => presence shape`, where presence is `required`, `optional`, `filled` (optional, and worked
/// out from other fields where it is left out) or `aside` (optional, and not sealed); with `= value`, what an absent
/// field means. `struct Name short field` is also read from a bare string, which is then that field.
macro_rules! format {
    ($($(#[$about:meta])* $visibility:vis struct $type:ident $(short $short:ident)? {
        $($(#[doc = $what:literal])* $seen:vis $field:ident: $of:ty => $presence:ident $shape:expr $(, = $default:expr)?;)+
    })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $visibility struct $type { $($(#[doc = $what])* $seen $field: $of,)+ }

        impl $crate::json::format::Declared for $type {
            const SHAPE: $crate::json::shape::Shape = $crate::json::shape::Shape::Object(&[$(
                $crate::json::shape::Field {
                    name: $crate::json::format::name(stringify!($field)),
                    shape: $shape,
                    is_required: $crate::json::format::presence!($presence).0,
                    is_aside: $crate::json::format::presence!($presence).1,
                    #[cfg(feature = "cli")]
                    about: concat!($($what),*),
                },
            )+]);
        }

        impl $crate::json::format::Value for $type {
            fn absent() -> Self {
                Self::of(&$crate::json::Json::Null)
            }

            fn of(json: &$crate::json::Json) -> Self {
                $(if let $crate::json::Json::String(_) = json {
                    let mut short = Self::absent();
                    short.$short = $crate::json::format::Value::of(json);
                    return short;
                })?
                Self { $($field: {
                    let name = const { $crate::json::format::name(stringify!($field)) };
                    json.get(name).map_or_else(
                        || $crate::json::format::absent!($of $(, $default)?),
                        <$of as $crate::json::format::Value>::of,
                    )
                },)+ }
            }

            fn write(&self, out: &mut String) {
                out.push('{');
                $(if $crate::json::format::presence!($presence).2
                    || !$crate::json::format::presence!($presence).1
                        && self.$field != $crate::json::format::absent!($of $(, $default)?)
                {
                    $crate::json::format::begin(out, const { $crate::json::format::name(stringify!($field)) });
                    $crate::json::format::Value::write(&self.$field, out);
                })+
                out.push('}');
            }

            fn open(from: &mut $crate::sealed::Reader, _: &$crate::json::shape::Shape) -> Self {
                let opened = Self { $($field: if !$crate::json::format::presence!($presence).1
                    && from.field(const { $crate::json::format::name(stringify!($field)) })
                {
                    $crate::json::format::Value::open(from, const { &$shape })
                } else {
                    $crate::json::format::absent!($of $(, $default)?)
                },)+ };
                from.close();
                opened
            }
        }
    )+ };
}

/// What a field means that is not there.
macro_rules! absent {
    ($of:ty) => {
        <$of as $crate::json::format::Value>::absent()
    };
    ($of:ty, $default:expr) => {
        $default
    };
}

/// Whether a field must be there, whether it is left out of sealed texts, and whether it is always in them.
macro_rules! presence {
    (required) => {
        (true, false, true)
    };
    (optional) => {
        (false, false, false)
    };
    (filled) => {
        (false, false, true)
    };
    (aside) => {
        (false, true, false)
    };
}

pub(crate) use {absent, format, presence};

/// The name of a field in JSON, where Rust has to spell it otherwise.
pub(crate) const fn name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"schema" => "$schema",
        b"months_alone" => "months-alone",
        b"months_in" => "months-in",
        _ => field,
    }
}

/// Starts a field: the comma in front of it, its name and the colon.
#[inline(never)]
pub(crate) fn begin(out: &mut String, name: &str) {
    if !out.ends_with('{') {
        out.push(',');
    }
    quote(name, out);
    out.push(':');
}

/// Adds a string as JSON writes it, with no more escapes than it needs.
#[inline(never)]
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.push('\\'),
            // None is in a text without problems.
            c if c.is_control() => continue,
            _ => {}
        }
        out.push(c);
    }
    out.push('"');
}

impl Value for String {
    fn absent() -> Self {
        Self::new()
    }

    fn of(json: &Json) -> Self {
        concat(&[json.as_text()])
    }

    fn write(&self, out: &mut String) {
        quote(self, out);
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        from.string(shape)
    }
}

impl Value for bool {
    fn absent() -> Self {
        false
    }

    fn of(json: &Json) -> Self {
        *json == Json::Boolean(true)
    }

    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn open(from: &mut Reader, _: &Shape) -> Self {
        from.flag()
    }
}

/// The number of a format: nothing is left to know of it once it was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format<const NUMBER: u8>;

impl<const NUMBER: u8> Value for Format<NUMBER> {
    fn absent() -> Self {
        Self
    }

    fn of(_: &Json) -> Self {
        Self
    }

    fn write(&self, out: &mut String) {
        out.push(char::from(b'0' + NUMBER));
    }

    fn open(from: &mut Reader, _: &Shape) -> Self {
        from.digit();
        Self
    }
}

impl Value for NaiveDate {
    fn absent() -> Self {
        Self::default()
    }

    fn of(json: &Json) -> Self {
        day(json.as_text())
    }

    fn write(&self, out: &mut String) {
        quote(&written_day(*self), out);
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        day(&from.string(shape))
    }
}

fn day(text: &str) -> NaiveDate {
    match When::read(text) {
        Some(When::Day(day)) => day,
        _ => NaiveDate::default(),
    }
}

impl<T: Named + PartialEq> Value for T {
    fn absent() -> Self {
        Self::ALL[0]
    }

    fn of(json: &Json) -> Self {
        Self::by_name(json.as_text()).unwrap_or(Self::ALL[0])
    }

    fn write(&self, out: &mut String) {
        quote(self.name(), out);
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        Self::by_name(&from.string(shape)).unwrap_or(Self::ALL[0])
    }
}

impl<T: Value> Value for Option<T> {
    fn absent() -> Self {
        None
    }

    fn of(json: &Json) -> Self {
        Some(T::of(json))
    }

    fn write(&self, out: &mut String) {
        // Of an absent field nothing is written, not even its name.
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        Some(T::open(from, shape))
    }
}

impl<T: Value> Value for Vec<T> {
    fn absent() -> Self {
        Self::new()
    }

    fn of(json: &Json) -> Self {
        let mut values = Self::new();
        if let Json::Array(entries) = json {
            for entry in entries {
                values.push(T::of(entry));
            }
        }
        values
    }

    fn write(&self, out: &mut String) {
        out.push('[');
        for value in self {
            if !out.ends_with('[') {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        let mut values = Self::new();
        from.list(shape, &mut |from, shape| values.push(T::open(from, shape)));
        values
    }
}

impl Value for Date {
    fn absent() -> Self {
        Date::Day(NaiveDate::default())
    }

    fn of(json: &Json) -> Self {
        Date::read(json.as_text()).unwrap_or(Self::absent())
    }

    fn write(&self, out: &mut String) {
        quote(&self.written(), out);
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        Date::read(&from.string(shape)).unwrap_or(Self::absent())
    }
}

impl Value for DateTime<FixedOffset> {
    fn absent() -> Self {
        DateTime::default()
    }

    fn of(json: &Json) -> Self {
        instant(json.as_text())
    }

    fn write(&self, out: &mut String) {
        quote(&rfc3339(*self), out);
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        instant(&from.string(shape))
    }
}

fn instant(text: &str) -> DateTime<FixedOffset> {
    match When::read(text) {
        Some(When::Instant(at)) => at,
        _ => DateTime::default(),
    }
}

/// A map: keys and texts, in order.
impl Value for Vec<(String, String)> {
    fn absent() -> Self {
        Self::new()
    }

    fn of(json: &Json) -> Self {
        let mut entries = Self::new();
        for (key, value) in json.as_entries() {
            entries.push((concat(&[key]), concat(&[value.as_text()])));
        }
        entries
    }

    fn write(&self, out: &mut String) {
        out.push('{');
        for (key, value) in self {
            begin(out, key);
            quote(value, out);
        }
        out.push('}');
    }

    fn open(from: &mut Reader, shape: &Shape) -> Self {
        let mut entries = Self::new();
        from.entries(shape, &mut |key, from, shape| entries.push((key, from.string(shape))));
        entries
    }
}
