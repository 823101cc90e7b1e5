//! Which of several languages a reader means: a BCP 47 tag and the tags there are in, the best of them out.
//!
//! The one way of choosing a language: of texts, of locale files, of what an editor asks for. `www/language.js` has the
//! same in JavaScript, held to this by a test.

use crate::text::concat;

/// Which of some tags is the best for a reader; `None` where none is of the reader's language.
///
/// The same tag; else the nearest shorter one; else the first of the same language, where Chinese in its two scripts is
/// two languages. Letter case does not count, `_` is a hyphen, and old and regional names are what they stand for.
///
/// # Example
/// ```
/// use phaseout::best_language;
/// let known = ["en", "pt", "zh-Hant"];
/// let best = |tag| best_language(tag, &mut known.into_iter()).map(|index| known[index]);
/// assert_eq!((best("pt_BR"), best("zh-TW"), best("fr")), (Some("pt"), Some("zh-Hant"), None));
/// ```
pub fn best_language(wanted: &str, known: &mut dyn Iterator<Item = &str>) -> Option<usize> {
    let wanted = canonical(wanted);
    let mut best = None;
    let mut longest = 0;
    for (tag, index) in known.zip(0..) {
        let tag = canonical(tag);
        let shared = shared(&wanted, &tag);
        // Shorter than what is asked for is nearer than something else beside it.
        let fit = if shared == tag.len() {
            2 * shared + 1
        } else if shared >= language(&wanted) {
            2
        } else {
            0
        };
        if fit > longest {
            (best, longest) = (Some(index), fit);
        }
    }
    best
}

/// The best of some tags for a reader, and behind it each shorter one, which says what the best leaves out: `pt-PT`, `pt`.
/// None where none is of the reader's language.
///
/// # Example
/// ```
/// use phaseout::languages_of;
/// assert_eq!(languages_of("pt-AO", &["en", "pt", "pt-PT"]), [2, 1]);
/// assert_eq!(languages_of("pt-BR", &["en", "pt", "pt-PT"]), [1]);
/// ```
pub fn languages_of(wanted: &str, known: &[&str]) -> Vec<usize> {
    let Some(best) = best_language(wanted, &mut known.iter().copied()) else { return Vec::new() };
    let tags: Vec<String> = known.iter().map(|tag| canonical(tag)).collect();
    let is_shorter = |index: &usize| shared(&tags[best], &tags[*index]) == tags[*index].len();
    let mut all: Vec<usize> = (0..known.len()).filter(is_shorter).collect();
    all.sort_by_key(|index| std::cmp::Reverse(tags[*index].len()));
    all
}

/// How many bytes of whole subtags two tags share at their beginning.
fn shared(wanted: &str, tag: &str) -> usize {
    let mut shared = 0;
    for ((one, other), at) in wanted.bytes().chain([b'-']).zip(tag.bytes().chain([b'-'])).zip(0..) {
        if one != other {
            break;
        }
        if one == b'-' {
            shared = at;
        }
    }
    shared
}

/// How many bytes of a canonical tag name its language, the script of Chinese included; what is none matches nothing.
fn language(tag: &str) -> usize {
    if tag.starts_with("zh") {
        return "zh-hans".len();
    }
    let end = tag.bytes().position(|byte| byte == b'-').unwrap_or(tag.len());
    end.max(1)
}

/// Tags that say the same by another name, the longest first; what follows stays.
const NAMES: [(&str, &str); 14] = [
    ("zh-tw", "zh-hant-tw"),
    ("zh-hk", "zh-hant-hk"),
    ("zh-mo", "zh-hant-hk-mo"),
    ("zh-hant", "zh-hant"),
    ("zh-hans", "zh-hans"),
    ("cmn-hant", "zh-hant"),
    ("yue-hans", "zh-hans"),
    ("yue", "zh-hant"),
    ("cmn", "zh-hans"),
    ("zh", "zh-hans"),
    ("iw", "he"),
    ("in", "id"),
    ("tl", "fil"),
    ("no", "nb"),
];

/// Languages that are written in one way in some regions, and in another, which has a name, in all others: the language,
/// those regions, and the name. Source: `parentLocales` of CLDR.
const REGIONS: [(&str, &str, &str); 2] = [("es", "es gq ph ea ic", "419"), ("pt", "br", "pt")];

/// A tag in small letters, with what it leaves unsaid.
fn canonical(tag: &str) -> String {
    let tag: String = tag.chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    for (name, meant) in NAMES {
        if let Some(rest) = tag.strip_prefix(name)
            && (rest.is_empty() || rest.starts_with('-'))
        {
            return concat(&[meant, rest.strip_prefix("-hant").or(rest.strip_prefix("-hans")).unwrap_or(rest)]);
        }
    }
    for (language, regions, name) in REGIONS {
        if let Some(rest) = tag.strip_prefix(language).and_then(|rest| rest.strip_prefix('-'))
            && let region = rest.split('-').next().unwrap_or(rest)
            && region.len() == 2
            && region != name
            && !regions.split(' ').any(|other| other == region)
        {
            return concat(&[language, "-", name, "-", rest]);
        }
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::best_language as best;

    const KNOWN: [&str; 6] = ["en", "pt", "zh-Hans", "zh-Hant", "he", "es"];

    #[test]
    fn a_reader_gets_the_language_that_was_meant() {
        for (wanted, expected) in [
            ("en", Some("en")),
            ("en_US", Some("en")),
            ("pt_BR", Some("pt")),
            ("PT", Some("pt")),
            ("zh_TW", Some("zh-Hant")),
            ("zh-Hant-HK", Some("zh-Hant")),
            ("yue-Hant-HK", Some("zh-Hant")),
            ("cmn-Hant", Some("zh-Hant")),
            ("cmn", Some("zh-Hans")),
            ("zh-CN", Some("zh-Hans")),
            ("iw", Some("he")),
            ("es-419", Some("es")),
            ("e", None),
            ("", None),
            ("est", None),
            ("tlh", None),
            ("constructor", None),
        ] {
            let found = best(wanted, &mut KNOWN.into_iter()).map(|index| KNOWN[index]);
            assert_eq!(found, expected, "{wanted}");
        }
    }

    #[test]
    fn the_same_tag_goes_before_a_shorter_and_that_before_another_region() {
        let of = |wanted, known: &[&'static str]| best(wanted, &mut known.iter().copied()).map(|index| known[index]);
        assert_eq!(of("pt-BR", &["pt-PT", "pt", "pt-BR"]), Some("pt-BR"));
        assert_eq!(of("pt-AO", &["pt-PT", "pt", "pt-BR"]), Some("pt-PT"));
        assert_eq!(of("pt-AO", &["pt", "pt-BR"]), Some("pt"));
        assert_eq!(of("es-MX", &["es", "es-419", "es-AR"]), Some("es-419"));
        assert_eq!(of("es-ES", &["es-419", "es"]), Some("es"));
        assert_eq!(of("zh-MO", &["zh-Hant", "zh-HK"]), Some("zh-HK"));
        assert_eq!(of("pt", &["en", "pt-BR"]), Some("pt-BR"));
        assert_eq!(of("zh-TW", &["zh-Hans"]), None);
    }
}
