//! In every language, of every kind of topic, date and product: no hole is empty, no space is doubled, a full stop
//! stands where English has one, and so does each date and link.

use phaseout::{
    Catalogue, Locale, Precision, Status, evaluate,
    locale::{Piece, Sentence},
    template::Template,
    view::{Setting, View, plain_sentence, view},
    words,
};
use serde_json::{Value, json};

use super::{LOCALES, asked, topic};

const KINDS: [&str; 4] = ["ban", "end-of-support", "switch-off", "rule"];
const EFFECTS: [&str; 6] =
    ["end-of-sales", "end-of-updates", "end-of-resale", "end-of-service", "end-of-paid-updates", "rule-begins"];

/// Each way to publish a date.
fn dates() -> Vec<Value> {
    vec![
        json!({ "at": "2031-10-14T00:00:00-04:00" }),
        json!({ "at": "2031-10-14" }),
        json!({ "at": "2031-10" }),
        json!({ "last": "2031-10-13" }),
        json!({ "last": "2031-10" }),
        json!({ "at": "2031-10-14", "floor": true }),
        json!({ "last": "2031-10", "floor": true }),
        json!({ "state": "ended" }),
        json!({ "state": "open" }),
        json!({ "last": "2031-10-13", "was": [{ "last": "2030-10-13", "changed": "2024-01-01" }] }),
    ]
}

/// Before and after all of them.
const MOMENTS: [&str; 3] = ["2031-10-01", "2031-10-15T00:00:00-04:00", "2036-01-01"];

/// A product of each scope, and one for resellers.
fn products() -> Value {
    json!([
        "Acme",
        { "name": "Acme Core", "audience": "oem" },
        { "name": "Acme Pro", "scope": "conditional", "condition": "it is cold" },
        { "name": "Acme Maybe", "scope": "unclear" },
        { "name": "Acme Course", "scope": "excluded" },
    ])
}

#[test]
fn each_effect_and_date_has_whole_sentences() {
    for effect in EFFECTS {
        for mut date in dates() {
            date["effect"] = effect.into();
            check(&topic(json!({ "exhaustive": false, "milestones": [date] })), &format!("{effect}, {date}"));
        }
    }
}

#[test]
fn each_kind_of_topic_and_product_has_whole_sentences() {
    for kind in KINDS {
        for effect in EFFECTS {
            let own = json!({ "kind": kind, "phrase": "the end of Acme", "exhaustive": false, "products": products(),
                "milestones": [{ "effect": effect, "last": "2031-10-13" }] });
            check(&topic(own), &format!("{kind}, {effect}"));
        }
    }
}

#[test]
fn several_dates_make_one_whole_sentence() {
    let each = |effects: &[&str]| {
        let milestones = effects.iter().zip(11..).map(
            |(effect, day)| json!({ "id": format!("step-{day}"), "effect": effect, "at": format!("2031-10-{day}") }),
        );
        milestones.collect::<Vec<_>>()
    };
    for effects in [
        &["end-of-sales", "end-of-updates"][..],
        &["end-of-sales", "end-of-updates", "end-of-paid-updates"],
        &["end-of-sales", "end-of-resale", "end-of-updates", "end-of-paid-updates", "end-of-service"],
        &["rule-begins", "rule-begins", "rule-begins"],
    ] {
        for kind in KINDS {
            let own = json!({ "kind": kind, "exhaustive": false, "products": products(), "milestones": each(effects) });
            check(&topic(own), &format!("{kind}, {effects:?}"));
        }
    }
}

/// Every card of a topic, in every language.
#[track_caller]
fn check(topic: &str, of: &str) {
    let catalogue = Catalogue::read(topic).unwrap_or_else(|problems| panic!("{problems}"));
    let unlisted = catalogue.find("Acme Something New").expect("of the maker");
    for product in catalogue.products.iter().chain([&*unlisted]) {
        for now in MOMENTS {
            let status = evaluate(&catalogue, product, asked(now), Precision::Auto);
            let english = shapes(&status, &LOCALES[0]);
            for locale in &*LOCALES {
                let of = format!("{} on {now} in {}, {of}", product.name.in_language("en"), locale.language);
                let card = view(&status, locale, Setting::default());
                whole_card(&card, &of);
                whole(&words(&plain_sentence(&status, locale)), locale, &of);
                for sentence in [&card.sentence, &card.action.sentence] {
                    whole(&words(sentence), locale, &of);
                }
                whole(&card.as_of.to_string(), locale, &of);
                for moved in card.rows.iter().filter_map(|row| row.moved.as_ref()) {
                    whole(moved, locale, &of);
                }
                let name = product.name.in_language(&locale.language);
                assert!(words(&card.sentence).contains(name), "{of}: {}", words(&card.sentence));
                assert_eq!(shapes(&status, locale), english, "the dates and links of English: {of}");
            }
        }
    }
}

/// What every text of a card is: something, and no more than one space at once.
#[track_caller]
fn whole_card(card: &View, of: &str) {
    let rows = card.rows.iter().flat_map(|row| [row.label, known(&row.date)]);
    let clock = card.countdown.known().into_iter().flat_map(|clock| [clock.label, known(&clock.spoken)]);
    let calendar = card.calendar.iter().map(|calendar| calendar.label);
    let clock = clock.chain(calendar);
    let (status, advice) = &card.short;
    let labels =
        [known(&card.headline), known(status), advice, card.more, card.product.1, card.title.1, card.action.label];
    for label in labels.into_iter().chain(rows).chain(clock) {
        clean(label, of);
        assert!(!label.ends_with(['.', '。', '।']), "{of}: {label:?} is no sentence");
    }
    for row in &card.rows {
        assert_eq!(row.relative.is_empty(), row.datetime.is_empty(), "{of}: {row:?}");
        assert!(known(&row.relative).trim() == known(&row.relative), "{of}: {row:?}");
    }
}

/// The words of a text, which have no slots where the moment is known.
fn known(text: &Template) -> &str {
    text.whole().expect("a known moment")
}

/// A sentence has its full stop, and nothing of a pattern is left in it.
#[track_caller]
fn whole(sentence: &str, locale: &Locale, of: &str) {
    clean(sentence, of);
    let stop = match locale.language.as_str() {
        "ja" | "zh-Hans" | "zh-Hant" | "zh-HK" => "。",
        "bn" | "hi" => "।",
        // Thai has none.
        "th" => "",
        _ => ".",
    };
    assert!(sentence.ends_with(stop), "{of}: {sentence:?}");
}

/// No hole is left, and none was filled with nothing: that leaves two spaces, a space in front of a mark, or two marks.
#[track_caller]
fn clean(text: &str, of: &str) {
    const MARKS: [char; 16] = ['.', ',', ';', ':', '!', '?', '。', '、', '，', '；', '：', '।', '،', '؛', ')', '）'];
    assert!(!text.is_empty() && text.trim() == text, "{of}: {text:?}");
    assert!(!text.contains(['{', '}']) && !text.contains("  "), "{of}: {text:?}");
    let mut before = '\0';
    for c in text.chars() {
        let is_mark = MARKS.contains(&c);
        assert!(!(is_mark && before == ' '), "{of}: a space in front of {c:?} in {text:?}");
        // A name of a time of day ends with a full stop, as may a word in front of a bracket's end.
        let is_abbreviated = before == '.' && matches!(c, ',' | ')' | ';' | ':');
        assert!(
            !(is_mark && MARKS.contains(&before)) || matches!(before, ')' | '）') || is_abbreviated,
            "{of}: {text:?}"
        );
        assert!(!(matches!(before, '(' | '（') && (c == ' ' || is_mark)), "{of}: {text:?}");
        before = c;
    }
}

/// The dates and addresses of what is said, in order of their text: languages may put them in another order.
fn shapes(status: &Status, locale: &Locale) -> [Vec<String>; 3] {
    let card = view(status, locale, Setting::default());
    let plain = plain_sentence(status, locale);
    [&card.sentence, &card.action.sentence, &plain].map(shape)
}

fn shape(sentence: &Sentence) -> Vec<String> {
    let marked = |piece: &Piece| match piece {
        Piece::Time { datetime, .. } => Some(datetime.clone()),
        Piece::Link { url, .. } => Some((*url).to_owned()),
        Piece::Words(_) | Piece::Foreign { .. } => None,
    };
    let mut marks: Vec<String> = sentence.iter().filter_map(marked).collect();
    marks.sort_unstable();
    marks
}
