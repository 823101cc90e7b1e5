//! From a sealed text to a [`Locale`], field by field in the order of the format.

use super::{Locale, MESSAGES};
use crate::sealed::Reader;

pub(super) fn read(mut reader: Reader) -> Locale {
    let from = &mut reader;
    from.format();
    let (language, direction) = (from.text("language"), from.named("direction"));
    let mut plural = Vec::new();
    if from.field("plural") {
        from.entries(&mut |_, from| plural.push(from.string()));
    }
    Locale {
        language,
        direction,
        plural,
        digits: from.text("digits"),
        months: from.strings("months"),
        periods: from.strings("periods"),
        date: from.text("date"),
        instant: from.text("instant"),
        messages: messages(from),
    }
}

/// The texts alone: their order says what they are.
fn messages(from: &mut Reader) -> Vec<String> {
    let mut messages = Vec::new();
    from.each(MESSAGES, &mut |from| {
        if from.is_string() {
            messages.push(from.string());
        } else {
            while from.more() {
                messages.push(from.string());
            }
        }
    });
    messages
}
