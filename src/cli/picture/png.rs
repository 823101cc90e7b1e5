//! A picture as a PNG: what stands where and the fonts of the system in, the bytes of a file out.
//!
//! Each line is cut into runs of one direction and one font, and each run is drawn by itself: what draws them shapes a
//! text in one script only, and knows no lines that are read right to left. Draws nothing where a letter is in no font.

use std::{collections::BTreeMap, sync::Arc};

use phaseout::{
    Named,
    locale::Direction,
    picture::{Line, Picture, Weight},
    xml,
};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        Node, Options, Tree,
        fontdb::{Database, Family, ID, Query, Style, Weight as Heaviness},
    },
};
use skrifa::{FontRef, MetadataProvider};
use unicode_bidi::{BidiInfo, Level};

/// The keyword of a PNG's text that says what there is to be seen. <https://www.w3.org/TR/png-3/#11keywords>
const DESCRIPTION: &str = "Description";

/// Draws a picture; its alternative text goes along.
///
/// # Errors
/// A sentence: no font of the system has some of the letters.
pub(super) fn png(picture: &Picture, language: &str) -> Result<Vec<u8>, String> {
    let mut fonts = Fonts::of_the_system(language);
    let mut lines = Vec::new();
    picture.svg_with(&mut |line| {
        lines.push(runs(line, &mut fonts));
        String::new()
    });
    fonts.lacking()?;
    let options = Options { fontdb: Arc::clone(&fonts.database), ..Options::default() };
    let widths = widths(&lines, &options)?;
    let mut widths = widths.iter();
    let mut lines = lines.iter();
    let svg = picture.svg_with(&mut |line| {
        let runs = lines.next().map(Vec::as_slice).unwrap_or_default();
        placed(line, runs, &widths.by_ref().take(runs.len()).copied().collect::<Vec<_>>())
    });
    drawn(&svg, &options, picture).map_err(|why| format!("phaseout: the picture cannot be drawn: {why}\n"))
}

/// A piece of a line of one direction and one font.
#[derive(Debug)]
struct Run {
    words: String,
    is_rtl: bool,
    family: String,
    size: u32,
    weight: Weight,
}

impl Run {
    /// As a text whose order is its own.
    fn text(&self) -> String {
        let words = xml(&self.words);
        if self.is_rtl { format!("\u{2067}{words}\u{2069}") } else { words }
    }

    fn attributes(&self) -> String {
        let family = self.family.replace(['"', '&', '<', '\''], "");
        format!("font-family=\"'{family}'\" xml:space=\"preserve\"")
    }
}

/// The runs of a line, from left to right.
fn runs(line: &Line, fonts: &mut Fonts) -> Vec<Run> {
    let words = line.words.trim_end();
    let level = if line.direction == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(words, Some(level));
    let Some(paragraph) = bidi.paragraphs.first() else { return Vec::new() };
    let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut runs = Vec::new();
    for range in ranges {
        let is_rtl = levels[range.start].is_rtl();
        let mut parts: Vec<Run> = Vec::new();
        for c in words[range].chars().filter(|c| !is_isolate(*c)) {
            let current = parts.last().map(|run| run.family.as_str());
            let family = fonts.family(c, line.weight, current);
            // A space at the end of what is read right to left would be put at its other end.
            let is_apart = |run: &Run| is_rtl && (c == ' ' || run.words == " ");
            match parts.last_mut().filter(|run| run.family == family && !is_apart(run)) {
                Some(run) => run.words.push(c),
                None => parts.push(Run { words: c.to_string(), is_rtl, family, size: line.size, weight: line.weight }),
            }
        }
        if is_rtl {
            parts.reverse();
        }
        runs.append(&mut parts);
    }
    runs
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// How wide each run is, in pixels.
///
/// A run stands between two marks while it is measured, because a text of spaces alone would be none.
fn widths(lines: &[Vec<Run>], options: &Options) -> Result<Vec<f32>, String> {
    let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">".to_owned();
    let runs: Vec<_> = lines.iter().flatten().collect();
    for (index, run) in runs.iter().enumerate() {
        let Run { size, weight, .. } = run;
        let (weight, attributes, text) = (weight.name(), run.attributes(), run.text());
        for (kind, text) in [("r", format!("-{text}-")), ("m", "--".to_owned())] {
            svg += &format!(
                "<text id=\"{kind}{index}\" font-size=\"{size}\" font-weight=\"{weight}\" {attributes}>{text}</text>"
            );
        }
    }
    let tree = Tree::from_str(&(svg + "</svg>"), options).map_err(|error| error.to_string())?;
    let width = |kind, index| match tree.node_by_id(&format!("{kind}{index}")) {
        Some(Node::Text(text)) => text.bounding_box().width(),
        _ => 0.0,
    };
    Ok((0..runs.len()).map(|index| width("r", index) - width("m", index)).collect())
}

/// A line as texts that each begin at their place.
fn placed(line: &Line, runs: &[Run], widths: &[f32]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
    let mut x = line.x as f32;
    if line.direction == Direction::Rtl {
        x -= widths.iter().sum::<f32>();
    }
    let mut texts = String::new();
    for (run, width) in runs.iter().zip(widths) {
        let (y, attributes, text) = (line.y, run.attributes(), run.text());
        texts += &format!("<tspan x=\"{x}\" y=\"{y}\" {attributes}>{text}</tspan>");
        x += width;
    }
    texts
}

fn drawn(svg: &str, options: &Options, picture: &Picture) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, options).map_err(|error| error.to_string())?;
    let mut pixmap = Pixmap::new(picture.width, picture.height).ok_or("it is too large")?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    // There is a background everywhere.
    let opaque: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.add_itxt_chunk(DESCRIPTION.to_owned(), picture.alt.clone()).map_err(|error| error.to_string())?;
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&opaque).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(file)
}

/// Names that a font for reading begins with, the first that there is; then any that says it has no serifs.
const FAMILIES: [&str; 5] = ["Noto Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI"];

/// The fonts of the system, the best to read first, and the letters that none of them has.
struct Fonts {
    database: Arc<Database>,
    families: Vec<String>,
    /// The family of each letter, by weight.
    known: BTreeMap<(char, &'static str), Option<String>>,
    /// A font of each family, by weight.
    faces: BTreeMap<(String, &'static str), Option<ID>>,
    lacking: Vec<char>,
}

impl Fonts {
    fn of_the_system(language: &str) -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let upright = database.faces().filter(|face| face.style == Style::Normal && !face.monospaced);
        let names = upright.filter_map(|face| face.families.first()).map(|(name, _)| name.clone());
        let mut families: Vec<_> = names.filter(|name| has_letters(name)).collect();
        families.sort_by_cached_key(|name| (rank(name, language), name.clone()));
        families.dedup();
        Self {
            database: Arc::new(database),
            families,
            known: BTreeMap::new(),
            faces: BTreeMap::new(),
            lacking: Vec::new(),
        }
    }

    /// The family for a letter: that of the letter before it, where that has it.
    fn family(&mut self, c: char, weight: Weight, current: Option<&str>) -> String {
        // What is never seen needs no letter.
        let is_unseen = matches!(c, '\u{200C}' | '\u{200D}');
        if let Some(current) = current.filter(|family| is_unseen || self.has(family, c, weight)) {
            return current.to_owned();
        }
        let key = (c, weight.name());
        if !self.known.contains_key(&key) {
            let families = std::mem::take(&mut self.families);
            let found = families.iter().find(|family| self.has(family, c, weight)).cloned();
            self.families = families;
            self.known.insert(key, found);
        }
        if let Some(Some(family)) = self.known.get(&key) {
            return family.clone();
        }
        if !is_unseen && !self.lacking.contains(&c) {
            self.lacking.push(c);
        }
        String::new()
    }

    fn has(&mut self, family: &str, c: char, weight: Weight) -> bool {
        let database = &self.database;
        let face = self.faces.entry((family.to_owned(), weight.name())).or_insert_with(|| {
            let heaviness = if weight == Weight::Bold { Heaviness::BOLD } else { Heaviness::NORMAL };
            database.query(&Query { families: &[Family::Name(family)], weight: heaviness, ..Query::default() })
        });
        let Some(face) = *face else { return false };
        let has = |data: &[u8], index| {
            let font = FontRef::from_index(data, index);
            font.is_ok_and(|font| font.charmap().map(c).is_some_and(|glyph| glyph.to_u32() > 0))
        };
        database.with_face_data(face, has).unwrap_or_default()
    }

    /// That letters are in no font, if there are any.
    fn lacking(&self) -> Result<(), String> {
        if self.lacking.is_empty() {
            return Ok(());
        }
        let letters: String = self.lacking.iter().take(12).collect();
        let more = if self.lacking.len() > 12 { "…" } else { "" };
        Err(format!(
            "phaseout: no font of this system has the letters {letters}{more}, so there is no PNG: install one that \
             has them, such as one of the Noto family, or take the SVG\n"
        ))
    }
}

/// Whether what a font draws is letters: that of last resort, which comes with macOS, has a box for everything.
fn has_letters(family: &str) -> bool {
    family.trim_start_matches('.').replace(' ', "") != "LastResort"
}

/// Where a family stands among those that may be asked for a letter.
fn rank(family: &str, language: &str) -> usize {
    let place = FAMILIES.iter().position(|known| *known == family);
    place.unwrap_or_else(|| {
        let is_plain = family.contains("Sans") && !family.contains("Mono");
        let is_lesser = ["Condensed", "Narrow", "Display", "Looped", " UI"].iter().any(|it| family.contains(it));
        let is_others = CJK.iter().any(|(own, name)| family.ends_with(name) && !language.starts_with(own));
        let is_of_one_script = family.starts_with("Noto Sans ");
        let lesser = [!is_plain, is_others, is_lesser, !is_of_one_script];
        FAMILIES.len() + lesser.iter().fold(0, |rank, is| rank * 2 + usize::from(*is))
    })
}

/// How a font's name ends that has the signs as they are written in a language.
const CJK: [(&str, &str); 5] = [("ja", " JP"), ("ko", " KR"), ("zh-Hans", " SC"), ("zh-Hant", " TC"), ("zh-HK", " HK")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_of_boxes_has_no_letters() {
        assert_eq!(["LastResort", ".LastResort", "Last Resort", "Arial"].map(has_letters), [false, false, false, true]);
    }
}
