//! Pictures of cards: what is on them, that it has room, and that nothing in a topic can make more of them than text.
#![cfg(all(not(target_arch = "wasm32"), feature = "snippet"))]

use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale, Named, Precision, When,
    catalogue::Product,
    evaluate,
    picture::{Picture, Size, Theme, Weight, picture, width},
    view::{Setting, View, view},
};
use rayon::prelude::*;
use roxmltree::{Document, Node};
use shipped::{LOCALES, TOPICS};

#[path = "shipped.rs"]
mod shipped;

/// Before anything is ahead, a day before a deadline, on its day, and years later.
const MOMENTS: [&str; 5] = ["2024-06-24", "2024-09-28T20:59:59-07:00", "2025-10-14", "2026-11-30", "2029-01-01"];

#[test]
fn every_card_has_room_in_every_language_and_size() {
    let each = LOCALES.par_iter().map(|(tag, text)| {
        let mut count = 0;
        let locale = Locale::read(text).expect("a language");
        for (name, ..) in TOPICS {
            let topic = shipped::topic(name);
            // The longest names, and whoever does not know which product it is.
            let mut products: Vec<_> = topic.products.iter().collect();
            products.sort_by_key(|product| std::cmp::Reverse(product.name.in_language(tag).len()));
            products.truncate(2);
            for product in products.into_iter().chain(&topic.any_product()) {
                for now in MOMENTS {
                    for size in Size::ALL {
                        let place = format!("{tag} {name} {} {now} {}", product.id, size.name());
                        with_view(&topic, product, &locale, now, |view| {
                            has_room(&place, &picture(view, *size, Theme::Light));
                        });
                        count += 1;
                    }
                }
            }
        }
        count
    });
    let count: usize = each.sum();
    assert!(count > 2_000, "{count} pictures");
}

#[test]
fn the_sentence_the_day_and_the_source_stay_where_the_rest_is_left_out() {
    let long = "W".repeat(60);
    let topic = include_str!("../www/catalogue/kaspersky-us.json").replace("Kaspersky Premium", &long);
    let topic = Catalogue::read(&topic).expect("a topic");
    let locale = Locale::read(LOCALES[0].1).expect("a language");
    let product = topic.find("kaspersky-premium").expect("a product");
    let advice = "Switch now to a product that still gets security updates.";
    let said = |size| {
        with_view(&topic, &product, &locale, "2026-11-30", |view| {
            let picture = picture(view, size, Theme::Light);
            has_room(size.name(), &picture);
            texts(&picture.svg()).join("\n")
        })
    };
    for size in Size::ALL {
        let said = said(*size);
        for kept in [
            &format!("{long} is affected by the ban"),
            "September 29, 2024.",
            "As of November 30, 2026.",
            "Sources: Final Determination",
            "regulations.justia.com",
        ] {
            assert!(said.replace(' ', "").contains(&kept.replace(' ', "")), "{kept} in {said}");
        }
        // A column is as high as it has to be.
        for lesser in ["Microsoft Defender", advice] {
            assert!(said.contains(lesser) || *size != Size::Column, "{lesser} in {said}");
        }
    }
}

#[test]
fn pictures_of_five_scripts_are_as_somebody_has_looked_at_them() {
    for (tag, size, theme) in [
        ("en", Size::Wide, Theme::Light),
        ("ar", Size::Wide, Theme::Dark),
        ("ja", Size::Square, Theme::Light),
        ("th", Size::Square, Theme::Dark),
        ("hi", Size::Column, Theme::Light),
    ] {
        let locale = language(tag);
        let topic = shipped::topic("kaspersky-us");
        let product = topic.find("kaspersky-premium").expect("a product");
        with_view(&topic, &product, &locale, "2024-09-27T12:00:00Z", |view| {
            expect_file![format!("picture/{tag}.svg")].assert_eq(&picture(view, size, theme).svg());
        });
    }
}

#[test]
fn a_picture_holds_text_and_shapes_and_nothing_that_runs_or_loads() {
    const KNOWN: [(&str, &[&str]); 8] = [
        ("svg", &["role", "lang", "width", "height", "viewBox", "font-family"]),
        ("title", &[]),
        ("desc", &[]),
        ("rect", &["x", "y", "width", "height", "fill"]),
        ("circle", &["cx", "cy", "r", "fill"]),
        ("path", &["d", "fill"]),
        ("text", &["font-size", "font-weight", "fill", "lang", "direction"]),
        ("tspan", &["x", "y"]),
    ];
    for svg in pictures_of("Kaspersky Premium") {
        let document = Document::parse(&svg).expect("XML");
        for node in document.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let known = KNOWN.iter().find(|(known, _)| *known == name);
            let (_, attributes) = known.unwrap_or_else(|| panic!("<{name}> in {svg}"));
            for attribute in node.attributes() {
                assert!(attributes.contains(&attribute.name()), "{name} {} in {svg}", attribute.name());
            }
        }
    }
}

#[test]
fn a_name_is_text_whatever_is_in_it() {
    for name in [
        "<script>alert(1)</script>",
        "A & B &lt; C &#60;",
        "]]><a href='javascript:alert(1)'>x</a>",
        "\" onload=\"alert(1)",
        "<!-- --><style>*{}</style><foreignObject>",
    ] {
        for svg in pictures_of(name) {
            let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error} in {svg}"));
            let title = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title")));
            let title = title.and_then(|node| node.text()).expect("a title");
            assert_eq!(title, format!("US ban on sales of Kaspersky software: {name}"));
            assert_eq!(texts(&svg)[1].replace(' ', ""), name.replace(' ', ""), "{svg}");
        }
    }
}

#[test]
fn what_steers_the_direction_of_a_name_is_not_in_the_picture() {
    for svg in pictures_of("Kaspersky \u{202E}muimerP\u{202C}\u{200B}\u{2066}\u{1}") {
        let hidden = svg.chars().find(|c| matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{1}'));
        assert_eq!(hidden, None, "{svg}");
        assert!(svg.contains("Kaspersky muimerP"), "{svg}");
    }
}

#[test]
fn every_isolate_ends_in_the_line_in_which_it_begins() {
    let locale = language("ar");
    let topic = shipped::topic("kaspersky-us");
    for product in &topic.products {
        with_view(&topic, product, &locale, "2026-11-30", |view| {
            for line in lines(&picture(view, Size::Square, Theme::Light).svg()) {
                let depth = line.text.chars().fold(0_i32, |depth, c| {
                    assert!(depth >= 0, "{}", line.text);
                    depth + i32::from(c == '\u{2068}') - i32::from(c == '\u{2069}')
                });
                assert_eq!(depth, 0, "{}", line.text);
            }
        });
    }
}

#[test]
fn the_alternative_text_is_one_line_and_says_what_holds_until_when_and_who_says_so() {
    for (tag, text) in LOCALES {
        let locale = Locale::read(text).expect("a language");
        let topic = shipped::topic("windows-10");
        let product = topic.products.first().expect("a product");
        with_view(&topic, product, &locale, "2026-11-30", |view| {
            let alt = picture(view, Size::Wide, Theme::Light).alt;
            for said in [view.title.1, view.product.1, &view.headline.to_string(), &view.as_of.to_string()] {
                assert!(alt.contains(said), "{tag}: {said} in {alt}");
            }
            assert!(alt.contains(&phaseout::words(&view.sentence)) && !alt.contains('\n'), "{tag}: {alt}");
        });
    }
}

/// A line of a picture as its reader finds it.
struct Line {
    x: u32,
    y: u32,
    size: u32,
    weight: Weight,
    is_rtl: bool,
    text: String,
}

fn lines(svg: &str) -> Vec<Line> {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{error} in {svg}"));
    let number = |node: Node, name: &str| node.attribute(name).and_then(|it| it.parse().ok()).expect("a number");
    let line = |node: Node| {
        let text = node.parent().expect("a text");
        Line {
            x: number(node, "x"),
            y: number(node, "y"),
            size: number(text, "font-size"),
            weight: text.attribute("font-weight").map_or(Weight::Regular, |_| Weight::Bold),
            is_rtl: text.attribute("direction") == Some("rtl"),
            text: node.text().unwrap_or_default().to_owned(),
        }
    };
    document.descendants().filter(|node| node.tag_name().name() == "tspan").map(line).collect()
}

/// What each text says, without what isolates parts of it.
fn texts(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("XML");
    let text = |node: Node| {
        let texts = node.descendants().filter(Node::is_text).filter_map(|it| it.text());
        texts.collect::<String>().replace(['\u{2068}', '\u{2069}'], "")
    };
    document.descendants().filter(|node| node.tag_name().name() == "text").map(text).collect()
}

/// No line is wider than its box by the table, none stands on another, none falls below the edge, and all can be read.
#[track_caller]
fn has_room(place: &str, picture: &Picture) {
    let svg = picture.svg();
    let lines = lines(&svg);
    let mut above = 0;
    assert!(lines.len() > 4, "{place}: {svg}");
    for Line { x, y, size, weight, is_rtl, text } in lines {
        let wide = width(text.trim_end(), size, weight);
        let margin = if picture.width == 1200 { 60 } else { 64 };
        let room = if is_rtl { x - margin } else { picture.width - margin - x };
        assert!(wide <= room, "{place}: {wide} of {room} pixels: {text}");
        assert!(y - size * 95 / 100 >= above, "{place}: {text} stands on the line above it");
        assert!(size >= 16, "{place}: {size} pixels: {text}");
        above = y;
    }
    assert!(above + 20 <= picture.height, "{place}: {above} of {}", picture.height);
}

/// The pictures of a topic with a product of that name, in an LTR and an RTL language; the name may be one that no topic
/// should have.
fn pictures_of(name: &str) -> Vec<String> {
    let topic = shipped::topic("kaspersky-us");
    let product = topic.find("kaspersky-premium").expect("a product");
    let mut pictures = Vec::new();
    for tag in ["en", "ar"] {
        let locale = language(tag);
        with_view(&topic, &product, &locale, "2024-09-28", |view| {
            let view =
                View { product: ("", name), title: ("", "US ban on sales of Kaspersky software"), ..view.clone() };
            pictures.extend(Size::ALL.iter().map(|size| picture(&view, *size, Theme::Light).svg()));
        });
    }
    pictures
}

fn language(tag: &str) -> Locale {
    let (_, text) = LOCALES.iter().find(|(known, _)| *known == tag).expect("a language of ours");
    Locale::read(text).expect("a language")
}

fn with_view<T>(topic: &Catalogue, product: &Product, locale: &Locale, now: &str, then: impl FnOnce(&View) -> T) -> T {
    let now: When = now.parse().expect("a moment");
    let status = evaluate(topic, product, now, Precision::Auto);
    then(&view(&status, locale, Setting { frozen: true, ..Setting::default() }))
}
