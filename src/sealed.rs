//! Text that was checked when it was published: such a text in, its values out, one after the other.
//!
//! A sealed text is JSON in one spelling, so that a reader needs no more than a few lines: no white space, fields in
//! the order of their format, nothing empty, no escape but of `"` and `\`. Its first field is the seal, a number made
//! of all that stands behind it. That tells an accident from what was checked, not a friend from a foe: a text with a
//! seal of its own making is shown as it is, though never as anything but text. What has no seal, or one that does not
//! fit, is not read here at all.

use std::hash::Hasher;

use crate::{
    json::shape::Shape,
    mark::Mark,
    text::{concat, cut},
};

/// The field that holds the seal.
pub(crate) const SEAL: &str = "seal";

/// What a sealed text begins with.
const FRONT: &str = "{\"seal\":\"";

/// How many characters a seal has.
const LENGTH: usize = 8;

/// A number for a shape: another order of fields or of names has another, since the order of a sealed text is its meaning.
pub(crate) const fn edition(shape: &Shape) -> u32 {
    hashed(0x811C_9DC5, shape)
}

const fn hashed(mut hash: u32, shape: &Shape) -> u32 {
    match shape {
        Shape::OneOf(names) => hashed_names(hash, names),
        Shape::List { of, .. } | Shape::Map { of, .. } => hashed(hash, of),
        Shape::Either(one, other) => hashed(hashed(hash, one), other),
        Shape::Object(fields) => {
            let mut index = 0;
            while index < fields.len() {
                hash = hashed(hashed_name(hash, fields[index].name), &fields[index].shape);
                index += 1;
            }
            hash
        }
        Shape::Format(number) => hashed_name(hash, number),
        Shape::Text { .. } | Shape::Boolean | Shape::Anything => hash,
    }
}

/// The same of names in their order.
pub(crate) const fn hashed_names(mut hash: u32, names: &[&str]) -> u32 {
    let mut index = 0;
    while index < names.len() {
        hash = hashed_name(hash, names[index]);
        index += 1;
    }
    hash
}

const fn hashed_name(mut hash: u32, name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    // Names do not run into each other.
    (hash ^ 0xFF).wrapping_mul(0x0100_0193)
}

/// The fields of an object of JSON in our spelling, sealed.
pub(crate) fn seal(object: &str, edition: u32) -> String {
    let fields = object.get(1..).unwrap_or_default();
    concat(&[FRONT, &seal_of(fields, edition), "\",", fields])
}

/// The seal of fields, in hexadecimal digits.
fn seal_of(fields: &str, edition: u32) -> String {
    let mut mark = Mark::default();
    mark.write(&edition.to_le_bytes());
    mark.write(fields.as_bytes());
    let mut seal = String::new();
    for _ in 0..LENGTH {
        mark.0 = mark.0.rotate_left(4);
        seal.extend(char::from_digit(mark.0 & 0xF, 16));
    }
    seal
}

/// Behind the last byte.
const END: u8 = 0;

/// What is still to be read of a sealed text.
///
/// Whatever is asked for and not there is empty: that a text is whole is known from its seal.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    /// Opens a text, if its seal fits.
    pub(crate) fn open(text: &'t str, edition: u32) -> Option<Self> {
        let (seal, fields) = text.strip_prefix(FRONT)?.split_at_checked(LENGTH)?;
        (seal_of(fields.strip_prefix("\",")?, edition) == seal).then_some(Self { rest: fields.strip_prefix('"')? })
    }

    /// Reads an object in our spelling that has no seal yet.
    pub(crate) fn of(object: &'t str) -> Self {
        Self { rest: object }
    }

    /// Whether a field is next in its object; its name is taken then.
    #[inline(never)]
    pub(crate) fn field(&mut self, name: &str) -> bool {
        let after = |text: &'t str| text.get(2..)?.strip_prefix(name)?.strip_prefix("\":");
        let rest = after(self.rest);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes what stands in front of an entry, or behind the last; whether it was the former.
    #[inline(never)]
    pub(crate) fn more(&mut self) -> bool {
        let byte = self.rest.bytes().next().unwrap_or(END);
        self.rest = self.rest.get(1..).unwrap_or_default();
        !matches!(byte, b']' | b'}' | END)
    }

    /// Takes the rest of an object, whatever it is, and its end.
    #[inline(never)]
    pub(crate) fn close(&mut self) {
        // A comma, or the beginning of an object of which no field was there.
        let mut depth = u32::from(self.more());
        while depth != 0 {
            if self.is_string() {
                self.string();
            }
            if matches!(self.rest.bytes().next(), Some(b'[' | b'{')) {
                depth += 1;
            }
            if !self.more() {
                depth -= 1;
            }
        }
    }

    /// Whether a string is next.
    pub(crate) fn is_string(&self) -> bool {
        self.rest.starts_with('"')
    }

    /// Takes a string.
    #[inline(never)]
    pub(crate) fn string(&mut self) -> String {
        let mut string = String::new();
        let mut rest = self.rest.get(1..).unwrap_or_default();
        loop {
            let (plain, behind) = cut(rest, |byte| matches!(byte, b'"' | b'\\'));
            string.push_str(plain);
            let is_escape = rest.as_bytes().get(plain.len()) == Some(&b'\\');
            rest = behind.unwrap_or_default();
            if !is_escape {
                self.rest = rest;
                return string;
            }
            // Either of the two that are escaped is one byte long.
            string.push_str(rest.get(..1).unwrap_or_default());
            rest = rest.get(1..).unwrap_or_default();
        }
    }

    /// Takes `true` or `false`.
    pub(crate) fn flag(&mut self) -> bool {
        let flag = self.rest.starts_with('t');
        let word = if flag { "true" } else { "false" };
        self.rest = self.rest.get(word.len()..).unwrap_or_default();
        flag
    }

    /// Takes a digit, the number of a format.
    pub(crate) fn digit(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    /// Takes an object that is a map: each key, for what is behind it to be taken.
    #[inline(never)]
    pub(crate) fn entries(&mut self, entry: &mut dyn FnMut(String, &mut Self)) {
        while self.more() {
            let key = self.string();
            self.more();
            entry(key, self);
        }
    }
}
