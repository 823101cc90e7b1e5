//! A picture as SVG: what stands where in, the text of a document out.
//!
//! Every text that is written here is escaped here. Each number is whole.

use super::{
    Part, Picture,
    colour::{colour, state},
    mark::mark,
    measure::Weight,
    page::EDGE,
};
use crate::{
    html::xml,
    locale::Direction,
    named::Named,
    text::{concat, decimal},
};

/// The fonts that are asked for, the first that there is.
const FONTS: &str = "system-ui, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/// A line of a picture, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Line<'l> {
    /// Pixels between the left edge and where it begins: its left end, or its right end where it is read right to left.
    pub x: u32,
    /// Pixels between the upper edge and the line that its letters stand on.
    pub y: u32,
    /// Pixels of its letters.
    pub size: u32,
    /// How heavy they are.
    pub weight: Weight,
    /// Which way it is read.
    pub direction: Direction,
    /// Its words, in the order in which they are read. What is in first-strong isolates (U+2068) has an order of its own.
    pub words: &'l str,
}

/// The document, each line as `write` puts it inside a `text`.
pub(super) fn written(picture: &Picture, write: &mut dyn FnMut(&Line) -> String) -> String {
    let Picture { page, theme, urgency, .. } = picture;
    let mut out = String::with_capacity(4096);
    let colour = |name| colour(name, *theme);
    let is_rtl = picture.direction == Direction::Rtl;
    let (width, height) = (page.width, page.height);
    let number = |number: u32| decimal(number, 1);
    let push = |out: &mut String, pieces: &[&str]| out.push_str(&concat(pieces));
    let (w, h) = (number(width), number(height));
    push(&mut out, &["<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" xml:lang=\"", picture.language]);
    push(&mut out, &["\" width=\"", &w, "\" height=\"", &h, "\" viewBox=\"0 0 ", &w, " ", &h]);
    push(&mut out, &["\" font-family=\"", FONTS, "\">\n<title>"]);
    push(&mut out, &[&xml(&picture.title), "</title>\n<desc>", &xml(&picture.description), "</desc>\n"]);
    let mut bar = |x, y, width, height, fill: &str| {
        let [x, y, width, height] = [x, y, width, height].map(number);
        push(&mut out, &["<rect x=\"", &x, "\" y=\"", &y, "\" width=\"", &width, "\" height=\"", &height]);
        push(&mut out, &["\" fill=\"", fill, "\"/>\n"]);
    };
    // A border, so that a light picture has an end on a light page.
    bar(0, 0, width, height, colour("border"));
    bar(2, 2, width - 4, height - 4, colour("background"));
    bar(0, 0, width, EDGE, colour(state(*urgency)));
    bar(2, page.rule, width - 4, 2, colour("border"));
    for block in &page.blocks {
        if block.part == Part::Headline {
            let size = block.size;
            let diameter = size * 75 / 100;
            let x = if is_rtl { width - page.margin - diameter } else { page.margin };
            let y = block.top + block.leading / 2 + size / 50 - diameter / 2;
            out.push_str(&mark(*urgency, [x, y], size, is_rtl, colour(state(*urgency)), colour("background")));
        }
        let fill = match block.part {
            Part::Headline => state(*urgency),
            Part::Title | Part::AsOf | Part::Source | Part::Sources => "muted",
            _ => "text",
        };
        out.push_str(&concat(&["<text font-size=\"", &number(block.size), "\" fill=\"", colour(fill), "\""]));
        if block.weight == Weight::Bold {
            out.push_str(&concat(&[" font-weight=\"", block.weight.name(), "\""]));
        }
        if !block.language.is_empty() {
            out.push_str(&concat(&[" xml:lang=\"", block.language, "\""]));
        }
        out.push_str(if is_rtl { " direction=\"rtl\">" } else { ">" });
        let inset = page.margin + block.indent;
        let x = if is_rtl { width - inset } else { inset };
        for (words, place) in block.lines.iter().zip(0..) {
            let y = block.baseline(place);
            let Picture { direction, .. } = *picture;
            out.push_str(&write(&Line { x, y, size: block.size, weight: block.weight, direction, words }));
        }
        out.push_str("</text>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// A line as text that begins at its place.
pub(super) fn plain(line: &Line) -> String {
    let (x, y) = (decimal(line.x, 1), decimal(line.y, 1));
    concat(&["<tspan x=\"", &x, "\" y=\"", &y, "\">", &xml(line.words), "</tspan>"])
}
