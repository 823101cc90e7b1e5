//! The document's pictures: numbers in, files of `docs/performance/` out.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bench::numbers::Numbers;
use crate::bench::tick::{ALL_SEEN, CROWDS, Crowd};
use crate::bench::variant::{ALL, FLOOR_INTL, Variant};
use crate::bench::{plot, weigh};
use crate::repository::Repository;

/// Draws all of them into a folder.
pub(super) fn draw(repository: &Repository, folder: &Path, numbers: &Numbers) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut bytes = Vec::new();
    for (name, files) in &numbers.files {
        let code: u64 = files.iter().map(|(_, [_, _, brotli])| brotli).sum();
        if code > 0 && !ALIKE.contains(&name.as_str()) {
            bytes.push((name.clone(), f64::from(u32::try_from(code)?) / 1000.0));
        }
    }
    plot::bars(&folder.join("bytes.svg"), "What a page loads", "kB after brotli", &bytes)?;
    for (file, title, row, scale, unit) in [
        ("live-slow-4g.svg", "Live on slow 4G", "live, slow 4G", 1.0, "ms"),
        ("live-slow-cpu.svg", "Live with a quarter of the processor", "live, CPU ÷4", 1.0, "ms"),
        ("ticking.svg", "A thousand widgets, each second", "ticking × 1000", 1000.0, "ms of the main thread"),
    ] {
        let of = |it: &Variant| Some((it.name.to_owned(), numbers.summary(it.name, row)?.median / scale));
        plot::bars(&folder.join(file), title, unit, &ALL.iter().filter_map(of).collect::<Vec<_>>())?;
    }
    let mut ticking = Vec::new();
    for name in ["phaseout", FLOOR_INTL, "plain", "sycamore", "leptos"] {
        let point = |crowd: &Crowd| {
            Some((crowd.count(), numbers.summary(name, &format!("ticking × {}", crowd.name))?.median / 1000.0))
        };
        let growing = CROWDS.iter().filter(|crowd| crowd.name != ALL_SEEN);
        ticking.push((name.to_owned(), growing.filter_map(point).collect()));
    }
    plot::lines(&folder.join("widgets.svg"), "Ticking by the number of widgets", "widgets", "ms a second", &ticking)?;
    let mut growth = Vec::new();
    for group in ["evaluate", "find", "chooser"] {
        let point = |count: &u32| {
            Some((f64::from(*count), numbers.summary("native", &format!("{group}/{count}"))?.median / 1000.0))
        };
        growth.push((format!("phaseout: {group}"), [40, 500, 5_000].iter().filter_map(point).collect()));
    }
    plot::lines(&folder.join("products.svg"), "Natively, by the number of products", "products", "µs", &growth)?;
    let cards = weigh::in_each_language(repository)?;
    plot::lines(
        &folder.join("languages.svg"),
        "The card of a product by the number of languages",
        "languages",
        "kB after brotli",
        &[("phaseout".to_owned(), by_language(cards)?)],
    )
}

/// Variants that load what `phaseout` loads.
const ALIKE: [&str; 5] =
    ["phaseout-auto", "phaseout-card", "phaseout-preload", "phaseout-prerendered", "phaseout-sentence"];

/// How many kilobytes the cards of so many languages are together, English first.
fn by_language(mut cards: Vec<(String, [u64; 3])>) -> Result<Vec<(f64, f64)>> {
    cards.sort_by_key(|(name, _)| !name.starts_with("en/"));
    let mut points = Vec::new();
    let (mut count, mut sum) = (0.0, 0.0);
    for (_, [_, _, brotli]) in cards {
        count += 1.0;
        sum += f64::from(u32::try_from(brotli)?) / 1000.0;
        points.push((count, sum));
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_add_up_and_english_is_the_first() {
        let cards =
            [("ar/it.json", 1_500), ("en/it.json", 1_100)].map(|(name, bytes)| (name.to_owned(), [0, 0, bytes]));
        assert_eq!(by_language(cards.to_vec()).expect("small numbers"), [(1.0, 1.1), (2.0, 2.6)]);
    }
}
