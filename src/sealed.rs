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
    json::{MOST_BYTES, MOST_ENTRIES},
    mark::Mark,
    named::Named,
    text::{concat, cut, hidden_character, is_id, length},
};

/// The field that holds the seal.
pub(crate) const SEAL: &str = "seal";

/// What a sealed text begins with.
const FRONT: &str = "{\"seal\":\"";

/// Most characters of an id, and of a key or a value's name.
pub(crate) const LONGEST_ID: usize = 64;

/// How many characters a seal has.
const LENGTH: usize = 8;

/// What a seal is made from besides the text: a version whose formats read a text differently has another number, and
/// checks anew what earlier ones have sealed.
const EDITION: u8 = 3;

/// The fields of an object of JSON in our spelling, sealed.
pub(crate) fn seal(object: &str) -> String {
    let fields = object.get(1..).unwrap_or_default();
    concat(&[FRONT, &seal_of(fields), "\",", fields])
}

/// The seal of fields, in hexadecimal digits.
fn seal_of(fields: &str) -> String {
    let mut mark = Mark::default();
    mark.write(&[EDITION]);
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
/// Whatever is asked for and not there is empty: that a text is whole is known from its seal, and from its end.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    rest: &'t str,
    /// A limit does not hold, or a text is not in our spelling.
    is_over: bool,
}

impl<'t> Reader<'t> {
    /// What is read of a text, if its seal fits, every limit holds, and nothing is left over.
    pub(crate) fn open<T>(text: &'t str, read: fn(&mut Self) -> T) -> Option<T> {
        let (seal, fields) = text.strip_prefix(FRONT)?.split_at_checked(LENGTH)?;
        if text.len() > MOST_BYTES || seal_of(fields.strip_prefix("\",")?) != seal {
            return None;
        }
        let mut reader = Self::of(fields.strip_prefix('"')?);
        let value = read(&mut reader);
        reader.close();
        let is_whole = !reader.is_over && reader.rest.is_empty();
        (is_whole && hidden_character(text).is_none()).then_some(value)
    }

    /// Reads an object in our spelling that has no seal yet.
    pub(crate) fn of(object: &'t str) -> Self {
        Self { rest: object, is_over: false }
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

    /// Takes a string of at most that many characters.
    #[inline(never)]
    pub(crate) fn string(&mut self, most: usize) -> String {
        let string = self.any_string();
        self.is_over |= length(&string) > most;
        string
    }

    /// Takes a string, whatever its length.
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

    /// Takes a field that is a string; empty where it is not there.
    #[inline(never)]
    pub(crate) fn text(&mut self, field: &str, most: usize) -> String {
        if self.field(field) { self.string(most) } else { String::new() }
    }

    /// Takes a field that is an id; empty where it is not there.
    #[inline(never)]
    pub(crate) fn id(&mut self, field: &str) -> String {
        let id = self.text(field, LONGEST_ID);
        self.is_over |= !is_id(&id);
        id
    }

    /// Takes a field that is true or false; false where it is not there.
    pub(crate) fn flag(&mut self, field: &str) -> bool {
        let is_there = self.field(field);
        let flag = is_there && self.rest.starts_with('t');
        let word = match (is_there, flag) {
            (false, _) => 0,
            (true, true) => "true".len(),
            (true, false) => "false".len(),
        };
        self.rest = self.rest.get(word..).unwrap_or_default();
        flag
    }

    /// Takes the field that says which format this is; there is one.
    pub(crate) fn format(&mut self) {
        if self.field("format") {
            self.more();
        }
    }

    /// Takes a field that is a list of at most that many entries.
    #[inline(never)]
    pub(crate) fn each(&mut self, field: &str, most: usize, entry: &mut dyn FnMut(&mut Self)) {
        if self.field(field) {
            self.all(most, entry);
        }
    }

    /// Takes a field that is a list of strings of at most that many characters.
    #[inline(never)]
    pub(crate) fn strings(&mut self, field: &str, most: usize, longest: usize) -> Vec<String> {
        let mut strings = Vec::new();
        self.each(field, most, &mut |reader| strings.push(reader.string(longest)));
        strings
    }

    /// Takes an object that is a map: each key, for what is behind it to be taken.
    #[inline(never)]
    pub(crate) fn entries(&mut self, entry: &mut dyn FnMut(String, &mut Self)) {
        self.all(MOST_ENTRIES, &mut |reader| {
            let key = reader.string(LONGEST_ID);
            reader.more();
            entry(key, reader);
        });
    }

    /// Takes each entry up to the end of its list, or of the text where there are more than there may be.
    #[inline(never)]
    fn all(&mut self, most: usize, entry: &mut dyn FnMut(&mut Self)) {
        let mut count = 0;
        while self.more() {
            if count == most {
                self.is_over = true;
            }
            if count == MOST_ENTRIES {
                self.rest = "";
            }
            count += 1;
            entry(self);
        }
    }

    /// Takes a field that is the name of a value; the first value where it is not there.
    pub(crate) fn named<T: Named>(&mut self, field: &str) -> T {
        T::named(&self.text(field, LONGEST_ID)).unwrap_or(T::ALL[0])
    }
}
