//! What is said in another language than the card's carries its tag, and what has the card's language is chosen.

use phaseout::{
    When, html, markup,
    view::{Setting, opening, plain_sentence},
};
use serde_json::{Value, json};

use super::{asked, card_in, card_of, locale, shipped::topic as shipped_topic, topic};

/// A topic with a text in every place, each in these languages.
fn texts(languages: &[&str]) -> String {
    let text = |words: &str| {
        Value::Object(languages.iter().map(|tag| ((*tag).to_owned(), format!("{words} {tag}").into())).collect())
    };
    topic(json!({
        "title": text("title"), "phrase": text("phrase"), "kind": "ban",
        "milestones": [{ "effect": "end-of-updates", "last": "2026-10-13", "detail": text("detail") }],
        "products": [{ "id": "acme", "name": text("name"), "scope": "conditional", "condition": text("condition"),
            "note": text("note") }],
        "advice": [{ "text": text("advice") }],
        "notes": [{ "text": text("remark") }],
        "steps": [{ "text": text("step") }],
    }))
}

/// Everything that a reader may be shown of the topic.
fn shown(language: &str, topic: &str) -> String {
    card_in(language, topic, "acme", asked("2026-11-25"), |card, status| {
        let locale = locale(language);
        let plain = markup::sentence(&plain_sentence(status, locale));
        let opening = markup::opening_card(&opening(
            status.catalogue,
            status.catalogue.any_product().as_ref(),
            When::Day(status.today).into(),
            locale,
            Setting::default(),
        ));
        [markup::card(card), plain, opening].map(|nodes| html(&nodes)).concat()
    })
}

const TEXTS: [&str; 9] = ["title", "phrase", "detail", "name", "condition", "note", "advice", "remark", "step"];

#[test]
fn each_text_of_another_language_carries_its_tag() {
    for language in ["es", "he", "zh-Hant"] {
        let shown = shown(language, &texts(&["en"]));
        for text in TEXTS {
            let text = format!(">{text} en<");
            let in_options = shown.matches(&format!("<option value=\"acme\"{text}")).count();
            let tagged = shown.match_indices(&text).filter(|(at, _)| shown[..*at].ends_with(" lang=\"en\"")).count();
            assert!(tagged > 0, "{language}: {text} is not in {shown}");
            assert_eq!(tagged + in_options, shown.matches(&text).count(), "{language}: {text} in {shown}");
        }
    }
}

#[test]
fn a_text_of_the_cards_language_carries_none() {
    for (language, tags) in
        [("es", ["en", "es"]), ("pt", ["en", "pt-BR"]), ("zh-Hant", ["en", "zh-TW"]), ("en", ["de", "en"])]
    {
        let shown = shown(language, &texts(&tags));
        let other = tags.iter().find(|tag| !tag.starts_with(&language[..2])).expect("another");
        assert!(!shown.contains(&format!("title {other}")), "{language}: {shown}");
        assert_eq!(shown.matches(" lang=").count(), 2, "that of each card alone, {language}: {shown}");
    }
}

#[test]
fn a_topic_without_the_cards_language_or_english_has_its_first() {
    let shown = shown("es", &texts(&["fr", "it"]));
    assert!(shown.contains(" lang=\"fr\">title fr<") && !shown.contains("title it"), "{shown}");
}

#[test]
fn a_name_is_of_no_language() {
    let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "last": "2026-10-13" }] }));
    let shown = shown("es", &topic);
    assert!(shown.contains(">Acme<") && !shown.contains("lang=\"en\">Acme<"), "{shown}");
}

/// A letter of each script that is written from right to left, in the order of their bytes.
#[test]
fn a_name_that_runs_the_other_way_is_set_apart() {
    let sentence = |language: &str, name: &str| {
        let topic = topic(json!({ "milestones": [{ "effect": "end-of-updates", "last": "2026-10-13" }],
            "products": [{ "id": "acme", "name": name }] }));
        card_in(language, &topic, "acme", asked("2026-11-25"), |card, _| html(&markup::sentence(&card.sentence)))
    };
    for name in ["א", "ا", "ݐ", "ܐ", "ހ", "ߊ"] {
        let sentence = sentence("en", name);
        assert!(sentence.starts_with(&format!("<bdi>{name}</bdi>: ")), "{sentence}");
    }
    for name in ["Acme", "Άκμε", "Акме", "アクメ"] {
        let sentence = sentence("en", name);
        assert!(sentence.starts_with(&format!("{name}: ")), "{sentence}");
    }
    let sentence = sentence("he", "Acme");
    assert!(sentence.contains("<bdi>Acme</bdi>"), "{sentence}");
}

/// What is sold and where, in each language: a ban on sales is no ban on use, and holds in one country.
const BANNED: [(&str, &str, &str); 25] = [
    ("en", "sales", "US"),
    ("ar", "بيع", "الولايات المتحدة"),
    ("de", "Verkaufsverbot", "USA"),
    ("es", "venta", "Estados Unidos"),
    ("fr", "vente", "États-Unis"),
    ("he", "מכירת", "ארה״ב"),
    ("hi", "बिक्री", "अमेरिका"),
    ("it", "vendita", "Stati Uniti"),
    ("ja", "販売", "米国"),
    ("ko", "판매", "미국"),
    ("pl", "sprzedaży", "USA"),
    ("pt", "venda", "EUA"),
    ("ru", "продажу", "США"),
    ("tr", "satış", "ABD"),
    ("uk", "продажу", "США"),
    ("zh-Hans", "销售", "美"),
    ("zh-Hant", "銷售", "美"),
    ("bn", "বিক্রি", "যুক্তরাষ্ট্র"),
    ("cs", "prodej", "USA"),
    ("fa", "فروش", "آمریکا"),
    ("id", "penjualan", "AS"),
    ("nl", "verkoop", "VS"),
    ("ro", "vânz", "SUA"),
    ("th", "ขาย", "สหรัฐ"),
    ("vi", "bán", "Mỹ"),
];

#[test]
fn the_ban_on_kaspersky_says_what_is_banned_and_where_in_every_language() {
    let kaspersky = shipped_topic("kaspersky-us");
    for (language, sales, country) in BANNED {
        for product in
            ["kaspersky-premium", "Kaspersky Quantum", "kaspersky-consulting", "kaspersky-threat-intelligence"]
        {
            card_of(language, &kaspersky, product, asked("2026-11-25"), |card, status| {
                let plain = phaseout::words(&plain_sentence(status, locale(language)));
                for said in [phaseout::words(&card.sentence), plain] {
                    assert!(said.contains(sales) && said.contains(country), "{language}: {said}");
                }
            });
        }
    }
}
