//! From a sealed text to a [`Locale`], field by field in the order of the format.

use super::{LONG, Locale, MESSAGES, SHORT};
use crate::{json::MOST_ENTRIES, sealed::Reader};

pub(super) fn read(from: &mut Reader) -> Locale {
    from.format();
    let (language, direction) = (from.text("language", SHORT), from.named("direction"));
    let mut plural = Vec::new();
    if from.field("plural") {
        from.entries(&mut |_, from| plural.push(from.string(LONG)));
    }
    Locale {
        language,
        direction,
        plural,
        digits: from.text("digits", SHORT),
        months: from.strings("months", 12, SHORT),
        periods: from.strings("periods", 2, SHORT),
        date: from.text("date", LONG),
        instant: from.text("instant", LONG),
        messages: messages(from),
    }
}

/// The texts alone: their order says what they are.
fn messages(from: &mut Reader) -> Vec<String> {
    let mut messages = Vec::new();
    from.each(MESSAGES, MOST_ENTRIES, &mut |from| {
        if from.is_string() {
            messages.push(from.string(LONG));
        } else {
            while from.more() {
                messages.push(from.string(LONG));
            }
        }
    });
    messages
}
