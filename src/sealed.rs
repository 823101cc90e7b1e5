//! Text that was checked when it was published: such a text in, its values out, one after the other.
//!
//! A sealed text is JSON in one spelling, so that a reader needs no more than a few lines: no white space, fields in
//! the order of their format, nothing empty, no escape but of `"` and `\`. Its first field is the seal, a number made
//! of all that stands behind it. That tells an accident from what was checked, not a friend from a foe: a text with a
//! seal of its own making is shown as it is, though never as anything but text. So the limits of the formats hold here
//! too: nothing hidden, nothing longer than may be, no list of more. What has no seal that fits, or breaks a limit,
//! counts as not sealed, and is for the checks, which say what is wrong.

use std::hash::Hasher;

use crate::{
    checksum::Checksum,
    json::{
        MAX_BYTES, MAX_ENTRIES,
        format::{Declared, Value},
        shape::Shape,
    },
    text::{concat, cut, hidden_character, length},
};

/// What a sealed text begins with.
const FRONT: &str = "{\"seal\":\"";

/// Most characters of an id, and of a key or a value's name.
pub(crate) const LONGEST_ID: usize = 64;

/// How many characters a seal has.
const LENGTH: usize = 8;

/// A number for a shape: another order of fields or of names has another, since the order of a sealed text is its
/// meaning.
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
                let aside = if fields[index].is_aside { "aside" } else { "" };
                hash = hashed(hashed_name(hashed_name(hash, fields[index].name), aside), &fields[index].shape);
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
    let mut mark = Checksum::default();
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
/// A field that is not there reads as empty: the seal, and the end of the text, have shown that it is complete.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    rest: &'t str,
    /// A limit does not hold, or a text is not in our spelling.
    is_over: bool,
}

impl<'t> Reader<'t> {
    /// What a text says, if its seal fits, every limit holds, and nothing is left over.
    pub(crate) fn open<T: Declared + Value>(text: &'t str, edition: u32) -> Option<T> {
        let (seal, fields) = text.strip_prefix(FRONT)?.split_at_checked(LENGTH)?;
        if text.len() > MAX_BYTES || seal_of(fields.strip_prefix("\",")?, edition) != seal {
            return None;
        }
        let mut reader = Self { rest: fields.strip_prefix('"')?, is_over: false };
        let value = T::open(&mut reader, &T::SHAPE);
        let is_whole = !reader.is_over && reader.rest.is_empty();
        (is_whole && hidden_character(text).is_none()).then_some(value)
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
                self.any_string();
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

    /// Takes a string of that shape.
    #[inline(never)]
    pub(crate) fn string(&mut self, shape: &Shape) -> String {
        let string = self.any_string();
        self.is_over |= !shape.takes(&string);
        string
    }

    /// Takes a string, whatever it is.
    fn any_string(&mut self) -> String {
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
            let escaped = rest.get(..1).unwrap_or_default();
            self.is_over |= !matches!(escaped, "\"" | "\\");
            string.push_str(escaped);
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

    /// Takes a list of that shape: each entry, with its own shape.
    #[inline(never)]
    pub(crate) fn list(&mut self, shape: &Shape, entry: &mut dyn FnMut(&mut Self, &Shape)) {
        let Shape::List { of, most, .. } = shape else { return self.spoil() };
        self.all(*most, &mut |reader| entry(reader, of));
    }

    /// Takes a map of that shape: each key, for the value behind it to be taken.
    #[inline(never)]
    pub(crate) fn entries(&mut self, shape: &Shape, entry: &mut dyn FnMut(String, &mut Self, &Shape)) {
        match shape {
            Shape::Either(_, other) => self.entries(other, entry),
            Shape::Map { of, .. } => self.all(MAX_ENTRIES, &mut |reader| {
                let key = reader.any_string();
                reader.is_over |= length(&key) > LONGEST_ID;
                reader.more();
                entry(key, reader, of);
            }),
            _ => self.spoil(),
        }
    }

    /// Makes the text count as not sealed.
    fn spoil(&mut self) {
        self.is_over = true;
        self.rest = "";
    }

    /// Takes each entry up to the end of its list; a text that has more than there may be is spoilt.
    #[inline(never)]
    fn all(&mut self, most: usize, entry: &mut dyn FnMut(&mut Self)) {
        let mut count = 0;
        while self.more() {
            if count == most {
                return self.spoil();
            }
            count += 1;
            entry(self);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{edition, hashed_names};
    use crate::json::shape::{Field, Shape};

    const fn field(name: &'static str, shape: Shape) -> Field {
        Field {
            name,
            shape,
            is_required: false,
            is_aside: false,
            #[cfg(feature = "cli")]
            about: "",
        }
    }

    const FIRST: Shape = Shape::Object(&[field("at", Shape::Boolean), field("last", Shape::OneOf(&["a", "b"]))]);
    const FIELDS: Shape = Shape::Object(&[field("last", Shape::OneOf(&["a", "b"])), field("at", Shape::Boolean)]);
    const NAMES: Shape = Shape::Object(&[field("at", Shape::Boolean), field("last", Shape::OneOf(&["b", "a"]))]);
    const IN_FIRST: Shape = Shape::List { of: &FIRST, least: 0, most: 1 };
    const IN_NAMES: Shape = Shape::List { of: &NAMES, least: 0, most: 1 };
    const RUN: Shape = Shape::Object(&[field("atlast", Shape::Boolean), field("", Shape::OneOf(&["a", "b"]))]);

    #[test]
    fn another_order_of_fields_or_names_is_another_edition_wherever_it_is() {
        let others = [&FIRST, &FIELDS, &NAMES, &RUN];
        for (index, one) in others.iter().enumerate() {
            for other in others.get(index + 1..).unwrap_or_default() {
                assert_ne!(edition(one), edition(other), "{one:?} {other:?}");
            }
        }
        assert_ne!(edition(&IN_FIRST), edition(&IN_NAMES));
        assert_ne!(edition(&Shape::Either(&Shape::Boolean, &FIRST)), edition(&Shape::Either(&Shape::Boolean, &NAMES)));
        assert_ne!(edition(&Shape::Format("1")), edition(&Shape::Format("2")));
        assert_ne!(hashed_names(0, &["a", "b"]), hashed_names(0, &["b", "a"]));
    }
}
