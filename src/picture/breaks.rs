//! Where lines end: a text and a width in, lines out, none of them wider by the table of widths.
//!
//! A line ends at a space, after a hyphen, between ideographs, and in Thai, which has spaces between its phrases only,
//! where a syllable begins for sure; in a word only where that is wider than a line. Unicode's algorithm (UAX #14) has
//! tables that weigh more than all this, and says nothing of Thai.

use super::measure::{END, ISOLATE, Weight, is_mark, share};

/// A text that was looked at once, so that it can be broken at many sizes.
#[derive(Debug)]
pub(super) struct Breakable {
    chars: Vec<char>,
    /// Of each character: how wide it is, in thousandths of the size, whether a line may end behind it, and whether one
    /// may where it may nowhere.
    each: Vec<(u32, bool, bool)>,
}

impl Breakable {
    pub(super) fn new(text: &str, weight: Weight) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let is_last = |at: usize| chars.get(at + 1).is_some_and(|next| !is_mark(*next)) && !joins(chars[at]);
        let each = (0..chars.len()).map(|at| (share(chars[at], weight), may_end(&chars, at), is_last(at))).collect();
        Self { chars, each }
    }

    /// Its lines at a size, in reading order.
    pub(super) fn lines(&self, size: u32, width: u32) -> Vec<String> {
        let limit = u64::from(width) * 1000 / u64::from(size.max(1));
        let mut lines = Vec::new();
        let (mut start, mut isolates) = (0, 0);
        while start < self.chars.len() {
            let end = self.end_of_line(start, limit);
            lines.push(line(&self.chars[start..end], &mut isolates));
            start = end;
        }
        lines
    }

    fn end_of_line(&self, start: usize, limit: u64) -> usize {
        let mut filled = 0;
        let (mut best, mut last) = (None, None);
        for (at, (share, may_end, is_last)) in self.each.iter().enumerate().skip(start) {
            filled += u64::from(*share);
            // A space hangs over the end.
            if filled > limit && self.chars[at] != ' ' {
                return best.or(last).unwrap_or(at + 1);
            }
            if *may_end {
                best = Some(at + 1);
            }
            if *is_last {
                last = Some(at + 1);
            }
        }
        self.chars.len()
    }
}

/// A line as a text: isolates that were opened before are opened again, and all are closed before the space at its end.
fn line(chars: &[char], isolates: &mut usize) -> String {
    let mut line = ISOLATE.repeat(*isolates);
    for c in chars {
        line.push(*c);
        *isolates += usize::from(ISOLATE.starts_with(*c));
        *isolates -= usize::from(END.starts_with(*c));
    }
    let length = line.trim_end_matches(' ').len();
    line.insert_str(length, &END.repeat(*isolates));
    line
}

/// Whether a line may end behind the character at that place.
fn may_end(chars: &[char], at: usize) -> bool {
    let steers = |c: char| ISOLATE.starts_with(c) || END.starts_with(c);
    // What opens stays with what follows, what closes with what stands before.
    let Some(behind) = chars.get(at + 1) else { return false };
    if ISOLATE.starts_with(chars[at]) || END.starts_with(*behind) {
        return false;
    }
    let before = chars[..=at].iter().rev().copied().find(|c| !steers(*c));
    let next = chars[at + 1..].iter().copied().find(|c| !steers(*c));
    let (Some(before), Some(next)) = (before, next) else { return false };
    match (before, next) {
        (_, ' ') => false,
        (' ', _) => true,
        ('-' | '–' | '—' | '/', next) => next.is_alphabetic(),
        _ if is_thai(before) && is_thai(next) => between_thai(chars, at + 1),
        _ if is_full(before) || is_full(next) => between_full(before, next),
        _ => false,
    }
}

/// What may not begin a line of ideographs: what closes, and what belongs to the sign before it.
const BEHIND: &str =
    "、。，．・：；？！）」』】〉》〕］｝ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョヮヵヶ”’…,.:;?!)]}%";

/// What may not end one.
const BEFORE: &str = "（「『【〈《〔［｛“‘([{";

/// Ideographs, kana and their punctuation. Hangul is not among them: its words have spaces between them.
fn is_full(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn between_full(before: char, next: char) -> bool {
    // A number stays with what it counts: the year with its sign, the month, the day.
    let is_counted = before.is_ascii_digit() && "年月日".contains(next);
    !(is_counted || BEHIND.contains(next) || BEFORE.contains(before))
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{E7F}')
}

/// Thai words that a line may begin with: of those that our texts have often, the ones that are part of no other word there.
const FIRST: [&str; 22] = [
    "ของ",
    "ยุติ",
    "จะ",
    "ขาย",
    "ประกาศ",
    "ถึง",
    "อัปเดต",
    "บริการ",
    "ก่อน",
    "ผลิตภัณฑ์",
    "หลัง",
    "อื่น",
    "หรือ",
    "จาก",
    "ผู้",
    "ตาม",
    "ยัง",
    "ต้อง",
    "ข้อมูล",
    "อุปกรณ์",
    "ห้าม",
    "สำหรับ",
];

/// Thai words that would be broken before a vowel in them.
const WHOLE: [&str; 15] = [
    "อัปเดต",
    "ซอฟต์แวร์",
    "แคสเปอร์สกี้",
    "ตั้งแต่",
    "อะไร",
    "ไม่ใช่",
    "ทั่วไป",
    "โปรแกรม",
    "ไซเบอร์",
    "ชัดเจน",
    "ยกเว้น",
    "วางแผน",
    "ชั่วโมง",
    "ดูแล",
    "ตนเอง",
];

/// Whether a Thai line may begin at that place: with such a word, or with a vowel that is written before its letter, for
/// that begins a syllable.
fn between_thai(chars: &[char], at: usize) -> bool {
    let is_at = |start: usize, word: &str| chars[start..].iter().copied().take(word.chars().count()).eq(word.chars());
    let is_inside = |word: &&str| (at.saturating_sub(word.chars().count() - 1)..at).any(|start| is_at(start, word));
    let is_first = is_leading(chars[at]) || FIRST.iter().any(|word| is_at(at, word));
    is_first && !is_leading(chars[at - 1]) && !WHOLE.iter().any(is_inside)
}

/// Whether a Thai vowel is written before its letter.
fn is_leading(c: char) -> bool {
    matches!(c, '\u{E40}'..='\u{E44}')
}

/// Whether a character stays with the next, whatever that is: what makes one letter of two, and leading vowels.
fn joins(c: char) -> bool {
    matches!(c, '\u{94D}' | '\u{9CD}' | '\u{200D}') || is_leading(c) || ISOLATE.starts_with(c)
}
