//! The card for an e-mail: a card in, tables out, as mail programs keep them.
//!
//! Tables because some lay out nothing else; every style inline, and only on what they are known to keep it on; no
//! script, no picture, nothing to load. It stands at its day, says so, and leads to the live card and to the source.

use super::{Face, Snippet, Subject, Theme, folder, frame::address, settings};
use crate::{
    html::attribute_value,
    link::https,
    locale::{Direction, Piece, Sentence},
    picture::{self, colour, state},
    urgency::Urgency,
    view::List,
};

/// Pixels that it is wide at most, and where a program knows no "at most".
const WIDTH: u32 = 600;

const FONTS: &str = "Arial,Helvetica,sans-serif";

/// The tables, with a line break at their end.
pub(super) fn email(subject: &Subject, snippet: &Snippet) -> String {
    let theme = if snippet.theme == Theme::Dark { picture::Theme::Dark } else { picture::Theme::Light };
    let colour = |name| colour(name, theme);
    let link = |url: &str, words: &str| {
        let (url, ink) = (attribute_value(url), colour("accent"));
        format!("<a href=\"{url}\" style=\"color:{ink}\">{}</a>", text(words))
    };
    let said = |sentence: &Sentence| sentence.iter().map(|piece| said(piece, &link)).collect::<String>();
    // Where the folder is nowhere yet, it has no live card to lead to.
    let live = address(folder(snippet.script), &settings(subject, &Snippet { now: None, ..*snippet }));
    let live = |words| (!https(&live).is_empty()).then(|| link(&live, words));
    let mut rows = Rows { subject, html: String::new() };
    let (quiet, plain) = (colour("muted"), colour("text"));
    let mut edge = colour("text");
    match subject.face {
        Face::Card(view) => {
            let urgency = view.urgency.one().copied().unwrap_or(Urgency::Unknown);
            edge = colour(state(urgency));
            rows.add("14px 20px 0", 13, quiet, false, &text(view.title.1));
            rows.add("2px 20px 0", 22, plain, true, &text(view.product.1));
            rows.add("6px 20px 0", 20, edge, true, &text(&view.headline.to_string()));
            rows.add("10px 20px 0", 16, plain, false, &said(&view.sentence));
            rows.add("10px 20px 0", 16, plain, true, &said(&view.action.sentence));
            if let Some(stale) = view.stale.known() {
                rows.add("10px 20px 0", 14, plain, false, &said(stale));
            }
            let source = view
                .sources
                .as_ref()
                .and_then(|List { label, entries }| Some(format!("{}: {}", text(label), said(entries.first()?))));
            rows.add("12px 20px 0", 13, quiet, false, &text(&view.as_of.to_string()));
            for line in source.into_iter().chain(live(view.more)) {
                rows.add("2px 20px 0", 13, quiet, false, &line);
            }
        }
        Face::Opening(opening) => {
            rows.add("14px 20px 0", 22, plain, true, &text(opening.title.1));
            if let Some(sentence) = &opening.sentence {
                rows.add("10px 20px 0", 16, plain, false, &said(sentence));
            }
            rows.add("12px 20px 0", 13, quiet, false, &text(&opening.as_of.to_string()));
            if let Some(line) = live(opening.chooser.invitation.unwrap_or(opening.chooser.label)) {
                rows.add("2px 20px 0", 13, quiet, false, &line);
            }
        }
    }
    let (paper, border, rows) = (colour("background"), colour("border"), rows.html);
    let Subject { language, direction, .. } = subject;
    let (dir, align) = (way(*direction), side(*direction));
    let plain = "role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"";
    format!(
        "<div lang=\"{language}\" dir=\"{dir}\"><table {plain} width=\"100%\" dir=\"{dir}\"><tr><td align=\"{align}\">\
         <table {plain} width=\"{WIDTH}\" dir=\"{dir}\" bgcolor=\"{paper}\" style=\"width:100%;max-width:{WIDTH}px;\
         background-color:{paper};border:1px solid {border};border-top:4px solid {edge}\">{rows}\
         <tr><td style=\"padding:0 0 14px\"></td></tr></table></td></tr></table></div>\n"
    )
}

/// The rows of the inner table.
struct Rows<'r> {
    subject: &'r Subject<'r>,
    html: String,
}

impl Rows<'_> {
    fn add(&mut self, padding: &str, size: u32, ink: &str, is_bold: bool, inside: &str) {
        let (dir, align) = (way(self.subject.direction), side(self.subject.direction));
        let weight = if is_bold { "font-weight:bold;" } else { "" };
        let line = size * 7 / 5;
        self.html += &format!(
            "<tr><td dir=\"{dir}\" align=\"{align}\" style=\"padding:{padding};color:{ink};font-family:{FONTS};\
             font-size:{size}px;{weight}line-height:{line}px\">{inside}</td></tr>"
        );
    }
}

fn way(direction: Direction) -> &'static str {
    if direction == Direction::Rtl { "rtl" } else { "ltr" }
}

fn side(direction: Direction) -> &'static str {
    if direction == Direction::Rtl { "right" } else { "left" }
}

/// A piece of a sentence in tags that every program knows.
fn said(piece: &Piece, link: &dyn Fn(&str, &str) -> String) -> String {
    match piece {
        Piece::Link { url, words } if !https(url).is_empty() => link(url, words),
        Piece::Foreign { language, words } if !language.is_empty() => {
            format!("<span lang=\"{language}\">{}</span>", text(words))
        }
        piece => text(piece.words()),
    }
}

/// Words between tags.
fn text(words: &str) -> String {
    attribute_value(words)
}
