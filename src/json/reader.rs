//! The grammar of RFC 8259: a text in, its value out, or the first place where it stops being JSON.
//!
//! By hand, because a general reader brings buffers, number types and borrowed keys along (4 kB in the
//! browser). Lone surrogates and unescaped control characters are refused, as the RFC says.

use super::{Json, Limits, shape::TOP};
use crate::{
    problem::{Fault, Problem},
    text::{concat, count, is_start},
};

/// Reads a whole text.
pub(super) fn read<F: Fault>(text: &str, limits: Limits) -> Result<Json, F> {
    let mut reader = Reader { text, limits, at: 0 };
    let value = reader.value(0)?;
    if reader.next() == END && reader.at == text.len() { Ok(value) } else { reader.fault("the end") }
}

/// What stands behind the last byte, and in no JSON text.
const END: u8 = 0;

/// What is expected where a text is nested too deeply, and where an array or object is too long.
const LESS_DEPTH: &str = "less depth";
const FEWER_ENTRIES: &str = "fewer entries";

struct Reader<'t> {
    text: &'t str,
    limits: Limits,
    /// The byte to be read next; at a fault, the one at fault.
    at: usize,
}

impl Reader<'_> {
    /// A value, `depth` arrays and objects deep.
    fn value<F: Fault>(&mut self, depth: usize) -> Result<Json, F> {
        let first = self.next();
        match first {
            b'{' | b'[' if depth == self.limits.depth => self.fault(LESS_DEPTH),
            b'{' => {
                let mut fields = Vec::new();
                while self.another(fields.len(), b'}')? {
                    if self.next() != b'"' {
                        return self.fault("the name of a field");
                    }
                    let name = self.string()?;
                    if self.next() != b':' {
                        return self.fault("`:`");
                    }
                    self.at += 1;
                    fields.push((name, self.value(depth + 1)?));
                }
                Ok(Json::Object(fields))
            }
            b'[' => {
                let mut values = Vec::new();
                while self.another(values.len(), b']')? {
                    values.push(self.value(depth + 1)?);
                }
                Ok(Json::Array(values))
            }
            b'"' => self.string().map(Json::String),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Json::Boolean(true)),
            b'f' => self.word("false", Json::Boolean(false)),
            _ => self.word("null", Json::Null),
        }
    }

    /// A value that is written as a word.
    #[inline(never)]
    fn word<F: Fault>(&mut self, word: &str, value: Json) -> Result<Json, F> {
        if self.text.get(self.at..).is_none_or(|rest| !rest.starts_with(word)) {
            return self.fault("a value");
        }
        self.at += word.len();
        Ok(value)
    }

    /// Whether another entry follows those `before` it in an array or object; takes the bracket or comma in
    /// front of it, or the bracket behind the last.
    fn another<F: Fault>(&mut self, before: usize, close: u8) -> Result<bool, F> {
        if before == 0 {
            self.at += 1;
        }
        let next = self.next();
        if next == close {
            self.at += 1;
            return Ok(false);
        }
        if before == self.limits.entries {
            return self.fault(FEWER_ENTRIES);
        }
        if before > 0 {
            if next != b',' {
                return self.fault("`,` or a closing bracket");
            }
            self.at += 1;
        }
        Ok(true)
    }

    fn string<F: Fault>(&mut self) -> Result<String, F> {
        let start = self.at;
        let mut string = String::new();
        self.at += 1;
        loop {
            let plain = self.at;
            while !matches!(self.byte(), ..b' ' | b'"' | b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(plain..self.at).unwrap_or_default());
            match self.byte() {
                b'"' => {
                    self.at += 1;
                    return Ok(string);
                }
                b'\\' => string.push(self.escape()?),
                _ if self.at == self.text.len() => {
                    self.at = start;
                    return self.fault("a string that ends");
                }
                _ => return self.fault("an escape for a control character"),
            }
        }
    }

    /// What an escape stands for.
    fn escape<F: Fault>(&mut self) -> Result<char, F> {
        self.at += 1;
        let plain = match self.byte() {
            b'u' => {
                self.at += 1;
                let mut code = self.hex()?;
                if code >> 10 == 0x36 {
                    if self.text.get(self.at..).is_none_or(|rest| !rest.starts_with("\\u")) {
                        return self.fault(LOW);
                    }
                    self.at += 2;
                    let low = self.hex()?;
                    if low >> 10 != 0x37 {
                        self.at -= 4;
                        return self.fault(LOW);
                    }
                    code = 0x1_0000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
                }
                let Some(c) = char::from_u32(code) else {
                    self.at -= 4;
                    return self.fault("no lone surrogate");
                };
                return Ok(c);
            }
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return self.fault("an escape that JSON knows"),
        };
        self.at += 1;
        Ok(plain)
    }

    /// Four hexadecimal digits.
    fn hex<F: Fault>(&mut self) -> Result<u32, F> {
        let mut code = 0;
        for ahead in 0..4 {
            let digit = self.text.as_bytes().get(self.at + ahead).and_then(|byte| char::from(*byte).to_digit(16));
            let Some(digit) = digit else { return self.fault("four hexadecimal digits") };
            code = code * 16 + digit;
        }
        self.at += 4;
        Ok(code)
    }

    /// A number, as it is written.
    fn number<F: Fault>(&mut self) -> Result<Json, F> {
        let start = self.at;
        self.take(b'-');
        let mut is_sound = if self.take(b'0') { !self.byte().is_ascii_digit() } else { self.digits() };
        if self.take(b'.') {
            is_sound &= self.digits();
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            is_sound &= self.digits();
        }
        let number = self.text.get(start..self.at).unwrap_or_default();
        if is_sound {
            return Ok(Json::Number(concat(&[number])));
        }
        self.at = start;
        self.fault("a number as JSON writes it")
    }

    /// Takes all digits; whether there was one.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        self.at > start
    }

    /// Takes a byte if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.byte() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
        self.byte()
    }

    #[inline(never)]
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(END)
    }

    #[inline]
    fn fault<T, F: Fault>(&self, expected: &str) -> Result<T, F> {
        Err(F::of(|| self.problem(expected)))
    }

    fn problem(&self, expected: &str) -> Problem {
        let limit = match expected {
            LESS_DEPTH => Some(concat(&["nested deeper than ", &count(self.limits.depth), " levels"])),
            FEWER_ENTRIES => {
                Some(concat(&["an array or object has more than ", &count(self.limits.entries), " entries"]))
            }
            _ => None,
        };
        if let Some(message) = limit {
            return Problem { place: concat(&[TOP]), message };
        }
        // Line and column, both from 1; a column counts characters.
        let (mut line, mut column) = (1, 1);
        for byte in self.text.bytes().take(self.at) {
            if byte == b'\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += usize::from(is_start(byte));
            }
        }
        let place = concat(&["line ", &count(line), ", column ", &count(column)]);
        Problem { place, message: concat(&["not JSON: ", expected, " should be here"]) }
    }
}

/// What must follow the first half of a surrogate pair.
const LOW: &str = "the second half of a surrogate pair";
