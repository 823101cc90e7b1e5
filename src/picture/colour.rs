//! The colours of a picture: a name and a theme in, a colour out, as the card's own stylesheet has it.

use super::Theme;
use crate::{text::concat, urgency::Urgency};

/// The card's stylesheet: the one place where its colours are.
const SHEET: &str = include_str!("../../www/card.css");

/// The colour of that name in the stylesheet, as `#rrggbb`.
pub(crate) fn colour(name: &str, theme: Theme) -> &'static str {
    let declared = concat(&["--phase-out-", name, ", light-dark("]);
    let (_, colours) = SHEET.split_once(&*declared).unwrap_or_default();
    let (light, dark) = colours.split_once(", ").unwrap_or_default();
    match theme {
        Theme::Light => light,
        Theme::Dark => dark.get(..light.len()).unwrap_or_default(),
    }
}

/// The name of the colour of a state.
pub(crate) fn state(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Months => "far",
        Urgency::Week | Urgency::Tomorrow | Urgency::Hours => "ahead",
        Urgency::Ended | Urgency::LongEnded => "passed",
        Urgency::Announced | Urgency::Settled | Urgency::NotCovered | Urgency::Unknown => "text",
    }
}
