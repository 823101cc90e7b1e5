//! A value that programs read, as JSON knows it: what a statement and a problem are written as.
//!
//! One type for all of them, so that one piece of code writes them; and maps rather than structs, because
//! for the names of a struct's fields serde-wasm-bindgen keeps a hash table (2 kB in the browser).

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::text::concat;

/// Null, a truth, a number, a string, an array or an object.
#[derive(Debug)]
pub(crate) enum Data {
    Null,
    True,
    Number(u32),
    Text(String),
    List(Vec<Data>),
    Fields(Fields),
}

/// What an object has, in order.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(&'static str, Data)>);

impl Fields {
    /// Adds a field.
    #[inline(never)]
    pub(crate) fn add(&mut self, name: &'static str, value: Data) {
        self.0.push((name, value));
    }

    /// The fields, in order.
    pub(crate) fn entries(&self) -> &[(&'static str, Data)] {
        &self.0
    }

    /// Adds a field that is a string.
    #[inline(never)]
    pub(crate) fn text(&mut self, name: &'static str, text: &str) {
        self.add(name, Data::Text(concat(&[text])));
    }
}

impl Data {
    /// Each entry of a list.
    pub(crate) fn list<T>(entries: &[T], plain: fn(&T) -> Self) -> Self {
        let mut list = Vec::new();
        for entry in entries {
            list.push(plain(entry));
        }
        Self::List(list)
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::True => serializer.serialize_bool(true),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(entries) => {
                let mut list = serializer.serialize_seq(Some(entries.len()))?;
                for entry in entries {
                    list.serialize_element(entry)?;
                }
                list.end()
            }
            Self::Fields(Fields(fields)) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
