//! The card in a frame: a card in, the frame's address and tags out.
//!
//! The address carries what the element has as attributes; `embed.html` reads it.

use super::{Snippet, Subject, folder, script_tag, settings};
use crate::html::attribute_value;

/// Pixels of a frame before it has said how high it is.
pub(crate) const WIDTH: u32 = 600;
pub(crate) const HEIGHT: u32 = 620;

/// What a frame is without a style of anybody's: no wider than its column, without a border, and told nothing of the
/// article's address.
pub(crate) const FITTING: &str = "frameborder=\"0\" style=\"max-width:100%;border:0\" referrerpolicy=\"no-referrer\"";

/// The frame, and the script that fits its height where the page has none of its own.
pub(super) fn frame(subject: &Subject, snippet: &Snippet) -> String {
    let script = script_tag(&format!("{}phaseout-frame.js", folder(snippet.script)), None);
    format!(
        "<iframe data-phase-out-frame title=\"{}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" {FITTING} loading=\"lazy\" \
         src=\"{}\"></iframe>\n{script}\n",
        attribute_value(&subject.title),
        attribute_value(&source(subject, snippet))
    )
}

/// The frame as AMP has it. It must stand outside the first three quarters of the screen, or have this placeholder.
/// <https://amp.dev/documentation/components/amp-iframe>
pub(super) fn amp(subject: &Subject, snippet: &Snippet, sentence: &str) -> String {
    let title = attribute_value(&subject.title);
    let source = attribute_value(&source(subject, snippet));
    format!(
        "<amp-iframe title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" layout=\"responsive\" resizable frameborder=\"0\" referrerpolicy=\"no-referrer\" \
         sandbox=\"allow-scripts allow-popups allow-downloads\" src=\"{source}\">\
         <div overflow tabindex=\"0\" role=\"button\" aria-label=\"{title}\">{title}</div>\
         <p placeholder>{sentence}</p></amp-iframe>\n"
    )
}

/// The address of a card as a page.
fn source(subject: &Subject, snippet: &Snippet) -> String {
    address(folder(snippet.script), &settings(subject, snippet))
}

/// The address of a card as a page of that folder, told these settings.
pub(crate) fn address(folder: &str, settings: &[(&str, &str)]) -> String {
    let mut address = format!("{folder}embed.html");
    let mut mark = '?';
    for (name, value) in settings {
        address.push(mark);
        address.push_str(name);
        if !value.is_empty() {
            address.push('=');
            encode(value, &mut address);
        }
        mark = '&';
    }
    address
}

/// A value as a parameter of an address.
pub(crate) fn encode(value: &str, address: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}
