//! How a format is declared: once, beside its types.
//!
//! `format!` takes a struct whose fields say what JSON they come from, and makes of it the struct, the
//! [`Shape`](super::shape::Shape) that every text is checked against, and what reads the struct from a checked value. JSON
//! Schema, TypeScript types and the table in the documentation are written from the same shape. Knows no format itself.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Json;
use crate::{
    named::Named,
    when::{Date, When},
};

/// A type that a field of a format can have.
pub(crate) trait Value: Sized {
    /// The value of a JSON value; of one that is not of the field's shape, something harmless: a text with a problem is
    /// never shown.
    fn of(json: &Json) -> Self;

    /// What a field says that is not there.
    fn absent() -> Self {
        Self::of(&Json::Null)
    }
}

/// Declares the structs of a format.
///
/// A field is `name: Type => presence shape`, where presence is `required` or `optional`; with `= value`, what an absent
/// field means. A field of type `()` is checked and not kept. `struct Name short field` is also read from a bare string,
/// which is then that field.
macro_rules! format {
    ($($(#[$about:meta])* $visibility:vis struct $type:ident $(short $short:ident)? {
        $($(#[doc = $what:literal])* $seen:vis $field:ident: $of:ty => $presence:ident $shape:expr $(, = $default:expr)?;)+
    })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $visibility struct $type { $($(#[doc = $what])* $seen $field: $of,)+ }

        impl $type {
            /// What its JSON must look like.
            pub(crate) const SHAPE: $crate::json::shape::Shape = $crate::json::shape::Shape::Object(&[$(
                $crate::json::shape::Field {
                    name: $crate::json::format::name(stringify!($field)),
                    shape: $shape,
                    is_required: $crate::json::format::is_required!($presence),
                    #[cfg(feature = "cli")]
                    about: concat!($($what),*),
                },
            )+]);
        }

        impl $crate::json::format::Value for $type {
            fn of(json: &$crate::json::Json) -> Self {
                $(if let $crate::json::Json::String(_) = json {
                    let mut short = Self::absent();
                    short.$short = $crate::json::format::Value::of(json);
                    return short;
                })?
                Self { $($field: json.get(const { $crate::json::format::name(stringify!($field)) }).map_or_else(
                    || $crate::json::format::absent!($of $(, $default)?),
                    <$of as $crate::json::format::Value>::of,
                ),)+ }
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

/// Whether a field must be there.
macro_rules! is_required {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}

pub(crate) use {absent, format, is_required};

/// The name of a field in JSON, where Rust has to spell it otherwise.
pub(crate) const fn name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"schema" => "$schema",
        b"months_alone" => "months-alone",
        b"months_in" => "months-in",
        _ => field,
    }
}

/// What is checked and not kept: of use only to whoever publishes a text.
impl Value for () {
    fn of(_: &Json) -> Self {}
}

impl Value for String {
    fn of(json: &Json) -> Self {
        json.as_text().to_owned()
    }
}

impl Value for bool {
    fn of(json: &Json) -> Self {
        *json == Json::Boolean(true)
    }
}

impl<T: Named> Value for T {
    fn of(json: &Json) -> Self {
        Self::by_name(json.as_text()).unwrap_or(Self::ALL[0])
    }
}

impl Value for NaiveDate {
    fn of(json: &Json) -> Self {
        match When::read(json.as_text()) {
            Some(When::Day(day)) => day,
            _ => Self::default(),
        }
    }
}

impl Value for DateTime<FixedOffset> {
    fn of(json: &Json) -> Self {
        match When::read(json.as_text()) {
            Some(When::Instant(at)) => at,
            _ => Self::default(),
        }
    }
}

impl Value for Date {
    fn of(json: &Json) -> Self {
        Self::read(json.as_text()).unwrap_or(Self::Day(NaiveDate::default()))
    }
}

impl<T: Value> Value for Option<T> {
    fn of(json: &Json) -> Self {
        Some(T::of(json))
    }

    fn absent() -> Self {
        None
    }
}

impl<T: Value> Value for Vec<T> {
    fn of(json: &Json) -> Self {
        if let Json::Array(entries) = json { entries.iter().map(T::of).collect() } else { Self::new() }
    }
}

/// A map: keys and texts, in order.
impl Value for Vec<(String, String)> {
    fn of(json: &Json) -> Self {
        json.as_entries().iter().map(|(key, value)| (key.clone(), value.as_text().to_owned())).collect()
    }
}
