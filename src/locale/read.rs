//! From a sealed text to a [`Locale`], field by field in the order of the format.

use super::{Locale, MESSAGES};
use crate::{sealed::Reader, text::concat};

pub(super) fn read(mut reader: Reader) -> Locale {
    let from = &mut reader;
    from.format();
    let (language, direction) = (from.text("language"), from.named("direction"));
    let mut plural = Vec::new();
    if from.field("plural") {
        from.entries(&mut |category, from| plural.push((category, from.string())));
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

fn messages(from: &mut Reader) -> Vec<(String, String)> {
    let mut messages = Vec::new();
    if from.field(MESSAGES) {
        from.entries(&mut |key, from| {
            if from.is_string() {
                messages.push((key, from.string()));
            } else {
                from.entries(&mut |category, from| {
                    messages.push((concat(&[&key, ".", &category]), from.string()));
                });
            }
        });
    }
    messages
}
