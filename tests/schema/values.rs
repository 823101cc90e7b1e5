//! Values on both sides of every limit that some field of a catalogue has.

use serde_json::{Value, json};

/// Words, without spaces or anything odd.
const WORDS: &str = "x é Acme acme-anvil ACME a_b 0 Z z \
    2024-06-24 1999-12-31 2100-01-01 2024-6-24 2024-13-01 2024-06 2024-13 2024 24-06-24 \
    2024-06-24T00:00:00Z 2024-06-24T00:00:00-04:00 2024-06-24T24:00:00Z 2024-06-24T00:00:60Z 2024-06-24T00:00:00 \
    2024-06-24T00:00:00.5Z 2024-06-24T00:00:00+24:00 2024-05/2024-06 2024-05-31/2024-06 2024-05-31/2024-06-01 \
    2024-05-31T00:00:00Z/2024-06 2024-05/ /2024-05 2024-05/2024-06/2024-07 \
    +00:00 +05:30 -23:59 +24:00 -04:60 -0400 -4:00 \u{2212}04:00 EDT \
    https://a.example https://a.example/?b#c https://a https:// https://u@a.example https://a.example/\\ \
    https://a.example/\" https://a.example/< https://ä.example http://a.example javascript:alert(1) \
    HTTPS://a.example https:///a.example https://?a.example \
    primary vendor secondary copy weak law press class notice exclusion inference Primary \
    end-of-sales end-of-updates end-of-resale covered excluded conditional unclear \
    consumer business industrial oem service unknown \
    con prn aux nul com0 com1 lpt9 com10 com cons";

/// Texts with spaces, and with what does not show.
const ODD: [&str; 26] = [
    "",
    " ",
    "   ",
    " x ",
    "x y",
    "x\u{A0}y",
    "\u{A0}",
    "a\tb",
    "a\u{0}b",
    "a\u{1F}b",
    "a\u{7F}b",
    "a\u{85}b",
    "a\u{61C}b",
    "a\u{200B}b",
    "a\u{200C}b",
    "a\u{200D}b",
    "a\u{200F}b",
    "a\u{2010}b",
    "a\u{2028}b",
    "a\u{202E}b",
    "a\u{202F}b",
    "a\u{2060}b",
    "a\u{206F}b",
    "a\u{2070}b",
    "\u{FEFF}",
    "2024-06-24 00:00:00Z",
];

/// Language tags, and what only looks like one.
const TAGS: &str = "en e es-419 pt-BR zh-Hans-CN en_US en- -en 1n abcdefgh abcdefghi en-abcdefghi en--US";

pub(crate) fn values() -> Vec<Value> {
    let mut values = vec![json!(null), json!(true), json!(false), json!(0), json!(1), json!(2), json!(1.5)];
    values.extend(WORDS.split(' ').filter(|word| !word.is_empty()).chain(ODD).map(Value::from));
    values.extend([40, 41, 64, 65, 120, 121, 400, 401].map(|length| json!("x".repeat(length))));
    values.extend([120, 121].map(|length| json!("é".repeat(length))));
    values.extend([2_048, 2_049].map(|length| json!(format!("https://a.example/{}", "x".repeat(length - 18)))));
    values.extend(TAGS.split(' ').chain([""]).map(|tag| json!({tag: "x"})));
    values.extend(["", " ", "a\u{200D}b", "a\u{202E}b"].map(|text| json!({"en": text})));
    values.extend([40, 41, 120, 121, 400, 401].map(|length| json!({"en": "x".repeat(length)})));
    values.extend(["-04:00", "Z", "EDT"].map(|offset| json!({offset: {"en": "x"}})));
    values.extend(["order", "", "x y", "consumer", "unknown", "acme-anvil", "a\u{200D}b"].map(|entry| json!([entry])));
    values.extend([100, 101, 500, 501].map(|length| json!(vec!["order"; length])));
    values.extend([100, 101].map(|length| json!(vec!["consumer"; length])));
    values.extend([json!({}), json!([]), json!([null]), json!([{}]), json!({"en": 1}), json!({"en": {}})]);
    values
}
