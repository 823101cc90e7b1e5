//! What stands where: the texts of a picture and its size in, lines with their places out.
//!
//! The letters are as large as fits; where they would get too small, lesser parts are left out, and only where those are
//! gone do letters get smaller still. The sentence, the day and the source always stay.

use super::{Part, Size, Text, breaks::Breakable, measure::Weight};

/// What is left out where there is no room, in this order.
const LESSER: [Part; 5] = [Part::Sources, Part::Step, Part::When, Part::Action, Part::Title];

/// The thickness of the coloured edge at the top.
pub(super) const EDGE: u32 = 14;

/// Pixels that a letter has at least, whatever becomes of the picture.
const LEAST: u32 = 8;

/// A picture that is laid out.
#[derive(Debug)]
pub(super) struct Page<'v> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Pixels between the edges and the text.
    pub(super) margin: u32,
    pub(super) blocks: Vec<Block<'v>>,
    /// Where the rule is that the foot stands under.
    pub(super) rule: u32,
}

/// A text of the picture, with its place.
#[derive(Debug)]
pub(super) struct Block<'v> {
    pub(super) part: Part,
    pub(super) language: &'v str,
    /// Pixels of its letters.
    pub(super) size: u32,
    pub(super) weight: Weight,
    /// Pixels between the margin and its lines.
    pub(super) indent: u32,
    /// The top of its first line, and how high each is.
    pub(super) top: u32,
    pub(super) leading: u32,
    pub(super) lines: Vec<String>,
}

impl Block<'_> {
    fn height(&self) -> u32 {
        self.leading * u32::try_from(self.lines.len()).unwrap_or(0)
    }

    /// Where the line of that number stands.
    pub(super) fn baseline(&self, line: u32) -> u32 {
        self.top + self.leading * line + self.leading / 2 + self.size * 35 / 100
    }
}

/// How a part is set; shares are hundredths, the size and the gap before it of the text's size, the line of its own.
struct Style {
    size: u32,
    line: u32,
    gap: u32,
    weight: Weight,
}

fn style(part: Part) -> Style {
    let style = |size, line, gap, weight| Style { size, line, gap, weight };
    match part {
        Part::Title => style(82, 140, 0, Weight::Regular),
        Part::Product => style(145, 125, 5, Weight::Bold),
        Part::Headline => style(132, 130, 20, Weight::Bold),
        Part::When => style(94, 145, 5, Weight::Regular),
        Part::Sentence => style(100, 142, 50, Weight::Regular),
        Part::Action => style(100, 138, 45, Weight::Bold),
        Part::Step => style(88, 140, 20, Weight::Regular),
        Part::Stale | Part::AsOf => style(75, 140, 35, Weight::Regular),
        Part::Source | Part::Sources => style(75, 140, 0, Weight::Regular),
    }
}

/// Hundredths of its own size by which the headline stands behind its mark, and of the same the date under it.
const INDENT: u32 = 106;

/// The largest letters, those below which lesser parts are left out, and the margin.
fn frame(size: Size) -> (u32, u32, u32) {
    match size {
        Size::Wide => (38, 30, 60),
        Size::Square => (46, 36, 72),
        Size::Column => (36, 36, 64),
    }
}

/// Lays the texts out.
pub(super) fn laid<'v>(texts: Vec<Text<'v>>, size: Size) -> Page<'v> {
    let breakable = |text: Text<'v>| (Breakable::new(&text.words, style(text.part).weight), text);
    let mut texts: Vec<_> = texts.into_iter().map(breakable).collect();
    let (most, good, _) = frame(size);
    for part in [None].into_iter().chain(LESSER.map(Some)) {
        texts.retain(|(_, text)| Some(text.part) != part);
        // The first of the sources is the first of all of them, too.
        let has_all = texts.iter().any(|(_, text)| text.part == Part::Sources);
        let fitting = (good..=most).rev().map(|body| set(&texts, size, body, has_all));
        if let Some(page) = fitting.into_iter().flatten().next() {
            return page;
        }
    }
    let smaller = (LEAST..good).rev().find_map(|body| set(&texts, size, body, false));
    smaller.unwrap_or_else(|| column(&texts, size, LEAST, false))
}

/// The page with letters of that size; none where it is higher than the picture.
fn set<'v>(texts: &[(Breakable, Text<'v>)], size: Size, body: u32, has_all: bool) -> Option<Page<'v>> {
    let page = column(texts, size, body, has_all);
    let Some(height) = size.height() else { return Some(page) };
    if page.height > height {
        return None;
    }
    // The foot stands at the foot.
    let drop = height - page.height;
    let in_foot = |block: Block<'v>| {
        let top = if is_foot(block.part) { block.top + drop } else { block.top };
        Block { top, ..block }
    };
    Some(Page { height, rule: page.rule + drop, blocks: page.blocks.into_iter().map(in_foot).collect(), ..page })
}

fn is_foot(part: Part) -> bool {
    matches!(part, Part::Stale | Part::AsOf | Part::Source | Part::Sources)
}

/// The page as high as its texts.
fn column<'v>(texts: &[(Breakable, Text<'v>)], size: Size, body: u32, has_all: bool) -> Page<'v> {
    let (.., margin) = frame(size);
    let room = size.width() - 2 * margin;
    let left_out = if has_all { Part::Source } else { Part::Sources };
    let mut top = EDGE + margin * 60 / 100;
    let mut rule = None;
    let mut blocks = Vec::new();
    for (breakable, text) in texts.iter().filter(|(_, text)| text.part != left_out) {
        let style = style(text.part);
        if is_foot(text.part) && rule.is_none() {
            top += body * 60 / 100;
            rule = Some(top);
        }
        top += body * style.gap / 100;
        let letters = body * style.size / 100;
        let indent = match text.part {
            Part::Headline | Part::When => body * self::style(Part::Headline).size * INDENT / 10_000,
            _ => 0,
        };
        let block = Block {
            part: text.part,
            language: text.language,
            size: letters,
            weight: style.weight,
            indent,
            top,
            leading: letters * style.line / 100,
            lines: breakable.lines(letters, room - indent),
        };
        top += block.height();
        blocks.push(block);
    }
    Page { width: size.width(), height: top + margin * 60 / 100, margin, blocks, rule: rule.unwrap_or(top) }
}
