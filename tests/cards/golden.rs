//! The golden cards: what was published once is played for ever, and says what it said.

use std::{collections::BTreeSet, fs, path::Path};

use expect_test::expect_file;
use phaseout::{
    Named, Precision,
    markup::{Attribute, Tag},
    template::Kind,
    view::Level,
};

use crate::{At, HOUR, at, instant, read_text, shown};

/// What is played of each golden card: the product, when, hours ahead of UTC, and what host and reader want: how fine a
/// countdown is, how deep the title is in the page's outline, and whether the seconds are stopped.
const PLAYED: [(&str, &str, &str, i64, &str); 23] = [
    ("consumer-esu-en", "windows-10-with-consumer-esu", "2020-01-01T00:00:00Z", 0, "auto"),
    ("consumer-esu-en", "windows-10-with-consumer-esu", "2026-11-26T12:00:00Z", -8, "auto 3"),
    ("consumer-esu-en", "windows-10-with-consumer-esu", "2027-10-11T12:00:00Z", 9, "hours 2"),
    ("consumer-esu-en", "windows-10-with-consumer-esu", "2031-05-06T12:00:00Z", 14, "seconds 5"),
    ("countdown-hi", "kaspersky-premium", "2024-07-20T03:59:58.001Z", -12, "seconds"),
    ("countdown-hi", "kaspersky-premium", "2024-08-01T12:34:56.789Z", 5, "minutes"),
    ("countdown-hi", "kaspersky-premium", "2024-09-27T12:34:56.789Z", 6, "auto 4 stopped"),
    ("countdown-hi", "kaspersky-premium", "2024-09-29T04:00:00Z", 0, "auto"),
    ("kaspersky-premium-ar", "kaspersky-premium", "2020-01-01T00:00:00Z", 2, "auto"),
    ("kaspersky-premium-ar", "kaspersky-premium", "2026-11-26T12:00:00Z", 2, "auto"),
    ("kaspersky-premium-ar", "kaspersky-premium", "2036-01-01T12:00:00Z", 3, "auto 3"),
    ("kaspersky-premium-en", "kaspersky-premium", "2020-01-01T00:00:00Z", -5, "auto"),
    ("kaspersky-premium-en", "kaspersky-premium", "2026-11-26T12:00:00Z", -5, "days 2"),
    ("kaspersky-premium-en", "kaspersky-premium", "2026-12-20T04:59:59Z", -5, "auto"),
    ("kaspersky-premium-en", "kaspersky-premium", "2036-01-01T12:00:00Z", -5, "auto"),
    ("lets-encrypt-en", "lets-encrypt", "2026-11-26T12:00:00Z", 1, "auto"),
    ("lets-encrypt-en", "lets-encrypt", "2028-02-14T23:00:00Z", 1, "days"),
    ("lets-encrypt-en", "lets-encrypt", "2030-01-01T12:00:00Z", 1, "auto"),
    ("windows-10-choice-en", "", "2020-01-01T00:00:00Z", 0, "auto"),
    ("windows-10-choice-en", "", "2026-11-26T12:00:00Z", 0, "auto 3"),
    ("windows-10-choice-en", "windows-10", "2026-11-26T12:00:00Z", 0, "auto"),
    ("windows-10-choice-en", "windows-10-with-commercial-esu-year-3", "2026-11-26T12:00:00Z", 0, "auto 2"),
    ("windows-10-choice-en", "windows-10-enterprise-ltsc-2021", "2027-01-11T12:00:00Z", 0, "auto"),
];

/// `tests/cards/1` holds cards of format 1 as they were published. They stay for ever, and so does what a player makes of
/// them: neither a card nor what is beside it is ever changed or taken away, nor written anew with `UPDATE_EXPECT`; only
/// new ones are added. Pages keep cards for years, and must go on saying the same with any later player of the format.
#[test]
fn a_player_of_this_version_plays_every_card_of_format_1_that_was_ever_published() {
    let golden = golden();
    let names: BTreeSet<_> = PLAYED.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(golden.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>(), names, "each is played");
    for (name, text) in &golden {
        let card = read_text(text);
        let mut all = String::new();
        for (_, product, now, hours, wishes) in PLAYED.iter().filter(|(played, ..)| played == name) {
            let subject = card.subject(product);
            assert_eq!(subject.is_some(), !product.is_empty(), "{product}");
            let wished = wishes.split(' ').collect::<Vec<_>>();
            let moment = At {
                now: instant(now),
                ahead: hours * HOUR,
                precision: wished.iter().find_map(|wish| Precision::by_name(wish)).expect("a precision"),
                heading: wished.iter().find_map(|wish| Level::by_name(wish)),
                is_stopped: wished.contains(&"stopped"),
            };
            let status = at(&card, subject, moment, |played| played.status()).unwrap_or_default();
            let shown = shown(&card, subject, moment).replace("><", ">\n<");
            let product = if product.is_empty() { "no product" } else { product };
            all += &format!("# {product}, {now}, {hours:+} h, {wishes}\n{shown}\n{status}\n\n");
        }
        expect_file![format!("1/{name}.txt")].assert_eq(&all);
    }
}

#[test]
fn the_golden_cards_have_every_value_tag_and_attribute() {
    let all: String = golden().into_iter().map(|(_, text)| text).collect();
    let missing = |names: &[&'static str], found: &dyn Fn(&str) -> bool| {
        names.iter().copied().filter(|name| !found(name)).collect::<Vec<_>>().join(" ")
    };
    let is_quoted = |name: &str| all.contains(&format!("\"{name}\"")) || all.contains(&format!("\"{name} 0\""));
    assert_eq!(missing(Kind::NAMES, &is_quoted), "");
    assert_eq!(missing(Tag::NAMES, &is_quoted), "");
    assert_eq!(missing(Attribute::NAMES, &|name| all.contains(&format!("\"{name}\":"))), "");
}

/// Every golden card by its name.
pub(crate) fn golden() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards/1");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() >= 6, "only {}", paths.len());
    let name = |path: &Path| path.file_stem().expect("a name").to_str().expect("UTF-8").to_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("UTF-8"))).collect()
}
