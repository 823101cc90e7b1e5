//! Languages on whole pages: which one a tag gets, and that its numbers and dates are as the browser has them.

use phaseout::{Locale, chrono::NaiveDate, locale::Key, shipped::LOCALES};
use phaseout_pages::program;
use serde_json::{Map, Value, json};

use crate::browser::{Engine, engine};
use crate::case::case;

/// A tag, and the language that it gets.
const TAGS: [(&str, &str); 24] = [
    ("de-CH", "de"),
    ("pt-BR", "pt"),
    ("pt-PT", "pt-PT"),
    ("fr-CA", "fr"),
    ("es-419", "es-419"),
    ("sr-Latn", "en"),
    ("tlh", "en"),
    ("", "en"),
    ("he", "he"),
    ("iw", "he"),
    ("iw-IL", "he"),
    ("zh", "zh-Hans"),
    ("zh-CN", "zh-Hans"),
    ("zh-SG", "zh-Hans"),
    ("ZH-hans-HK", "zh-Hans"),
    ("zh-TW", "zh-Hant"),
    ("zh-HK", "zh-HK"),
    ("zh-MO", "zh-HK"),
    ("zh-Hant", "zh-Hant"),
    ("zh-Hant-TW", "zh-Hant"),
    ("zha", "en"),
    ("en-GB-oxendict", "en"),
    ("ar-EG", "ar"),
    ("uk-UA", "uk"),
];

#[test]
fn a_tag_gets_the_nearest_language_in_the_page_and_on_the_command_line() {
    case("").run(async |page| {
        for (tag, language) in TAGS {
            let request = format!(
                "const {{ evaluate }} = await import(cdn + '/phaseout.js');
                const request = {{ product: 'kaspersky-premium', now: '2024-08-01T04:00:00Z', lang: '{tag}' }};
                return JSON.stringify(await evaluate(request))"
            );
            let native = program()
                .args(["status", "--product", "kaspersky-premium", "--now", "2024-08-01T04:00:00Z", "--json"])
                .args(["--lang", language])
                .output();
            let expected = String::from_utf8(native.expect("the command line runs").stdout).expect("UTF-8");
            assert_eq!(page.eval(&request).await, json!(expected.trim_end()), "{tag}");
            let by_tag = program()
                .args(["status", "--product", "kaspersky-premium", "--now", "2024-08-01T04:00:00Z", "--json"])
                .args(["--lang", tag])
                .output();
            let by_tag = String::from_utf8(by_tag.expect("the command line runs").stdout).expect("UTF-8");
            assert_eq!(by_tag, expected, "{tag}");
        }
    });
}

#[test]
fn plural_categories_are_those_of_the_browser_from_0_to_20_000() {
    let ours: Map<String, Value> = LOCALES
        .iter()
        .map(|(tag, text)| {
            let locale = categories(text);
            ((*tag).to_owned(), (0..=20_000).map(|number| locale.count(Key::RelativeDays, number)).collect())
        })
        .collect();
    case("").run(async |page| {
        let differing = format!(
            "return Object.entries({}).flatMap(([tag, ours]) => {{
                const rules = new Intl.PluralRules(tag);
                return ours.flatMap((ours, number) => rules.select(number) === ours ? [] : [`${{tag}} ${{number}} ${{ours}}`]);
            }})",
            Value::Object(ours)
        );
        assert_eq!(page.eval(&differing).await, json!([]));
    });
}

/// Languages whose press writes dates otherwise than CLDR, which puts a comma where it would break a sentence, or leaves
/// out the word for "day".
const OWN_ORDER: [&str; 2] = ["bn", "vi"];

#[test]
fn each_day_of_two_years_has_the_browsers_digits_month_year_and_order() {
    let mut ours = Vec::new();
    for (tag, text) in LOCALES {
        let locale = Locale::read(text).expect("valid");
        let mut day: NaiveDate = "2026-01-01".parse().expect("a day");
        for _ in 0..731 {
            // WebKitGTK brings an older CLDR, which spells some months of Hindi and Bengali otherwise.
            if engine() != Engine::Webkit || !["bn", "hi"].contains(tag) {
                ours.push(json!([tag, day.to_string(), locale.date(day), OWN_ORDER.contains(tag)]));
            }
            day = day.succ_opt().expect("a day");
        }
    }
    case("").run(async |page| {
        // Older browsers have Arabic with digits of its own. The browser says the parts, we may say more between them
        // (`29 de septiembre`, `2024 года`), and the first of a month in a form of its own (`1er`, `1º`).
        let differing = format!(
            "const formats = {{}};
            return {}.filter(([tag, day, ours, isOwn]) => {{
                const format = (formats[tag] ??= new Intl.DateTimeFormat(tag.startsWith('ar') ? `${{tag}}-u-nu-latn` : tag,
                    {{ dateStyle: 'long', timeZone: 'UTC' }}));
                let from = 0;
                return !format.formatToParts(new Date(day)).every(({{ type, value }}) => {{
                    if (!['day', 'month', 'year'].includes(type)) return true;
                    const at = ours.indexOf(value, isOwn ? 0 : from);
                    from = at + value.length;
                    return at >= 0;
                }});
            }}).slice(0, 20)",
            Value::Array(ours)
        );
        assert_eq!(page.eval(&differing).await, json!([]));
    });
}

/// A language whose counted messages say the category that they are for.
fn categories(text: &str) -> Locale {
    let mut file: Value = serde_json::from_str(text).expect("JSON");
    let messages = file["messages"].as_object_mut().expect("an object");
    for (name, forms) in messages.values_mut().filter_map(Value::as_object_mut).flatten() {
        *forms = json!(name);
    }
    Locale::read(&file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}
