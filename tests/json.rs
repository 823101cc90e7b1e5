//! The grammar of JSON: what the reader takes for it, held against another reader of it.
//!
//! Seen from outside, through the door that every text takes.
#![cfg(not(target_arch = "wasm32"))]

use phaseout::{Catalogue, Locale};
use proptest::{prelude::ProptestConfig, prop_assert_eq, proptest, sample::Index};
use serde::de::IgnoredAny;
use serde_json::Value;

const SMALL: &str = include_str!("catalogue/small.json");

#[test]
fn values_of_every_kind_are_read() {
    for text in [
        "null",
        "true",
        " false ",
        "\t\r\n0\n",
        "-0",
        "1.5e+10",
        "-12E-3",
        "\"\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
        "[]",
        "[ ]",
        "[1, [2, []], {\"a\": {}}]",
        "{ }",
        "{\"\": 0}",
    ] {
        check(text, "");
    }
}

#[test]
fn what_is_no_json_is_refused_at_its_first_fault() {
    check("", "line 1, column 1: not JSON: a value should be here");
    check("nul", "line 1, column 1: not JSON: a value should be here");
    check("nulls", "line 1, column 5: not JSON: the end should be here");
    check("True", "line 1, column 1: not JSON: a value should be here");
    check("{} {}", "line 1, column 4: not JSON: the end should be here");
    check("{}\u{0}", "line 1, column 3: not JSON: the end should be here");
    check("[1,\n 2,]", "line 2, column 4: not JSON: a value should be here");
    check("[1 2]", "line 1, column 4: not JSON: `,` or a closing bracket should be here");
    check("[1", "line 1, column 3: not JSON: `,` or a closing bracket should be here");
    check("[1}", "line 1, column 3: not JSON: `,` or a closing bracket should be here");
    check("{\"é\" 1}", "line 1, column 6: not JSON: `:` should be here");
    check("{\"a\": 1,}", "line 1, column 9: not JSON: the name of a field should be here");
    check("{a: 1}", "line 1, column 2: not JSON: the name of a field should be here");
    check("{'a': 1}", "line 1, column 2: not JSON: the name of a field should be here");
    check("01", "line 1, column 1: not JSON: a number as JSON writes it should be here");
    check("+1", "line 1, column 1: not JSON: a value should be here");
    check("1.", "line 1, column 1: not JSON: a number as JSON writes it should be here");
    check(".5", "line 1, column 1: not JSON: a value should be here");
    check("[-]", "line 1, column 2: not JSON: a number as JSON writes it should be here");
    check("1e", "line 1, column 1: not JSON: a number as JSON writes it should be here");
    check("NaN", "line 1, column 1: not JSON: a value should be here");
    check("\"a", "line 1, column 1: not JSON: a string that ends should be here");
    check("\"a\n\"", "line 1, column 3: not JSON: an escape for a control character should be here");
    check("\"a\u{0}\"", "line 1, column 3: not JSON: an escape for a control character should be here");
    check("\"\\x\"", "line 1, column 3: not JSON: an escape that JSON knows should be here");
    check("\"\\u12G4\"", "line 1, column 4: not JSON: four hexadecimal digits should be here");
    check("\"\\uD800\"", "line 1, column 8: not JSON: the second half of a surrogate pair should be here");
    check("\"\\uD800\\u0041\"", "line 1, column 10: not JSON: the second half of a surrogate pair should be here");
    check("\"\\uDC00\"", "line 1, column 4: not JSON: no lone surrogate should be here");
    check("/* no */ {}", "line 1, column 1: not JSON: a value should be here");
    check("\u{A0}{}", "line 1, column 1: not JSON: a value should be here");
}

#[test]
fn limits_of_size_depth_and_length_hold() {
    check(&" ".repeat(300_000), "top level: 300000 bytes are more than 262144");
    check(&format!("{}{}", "[".repeat(12), "]".repeat(12)), "");
    check(&format!("{}{}", "[".repeat(13), "]".repeat(13)), "top level: nested deeper than 12 levels");
    check(&"{\"a\":".repeat(200), "top level: nested deeper than 12 levels");
    let entries = |count: usize| format!("[{}1]", "1,".repeat(count - 1));
    check(&entries(1_000), "");
    check(&entries(1_001), "top level: an array or object has more than 1000 entries");
    let fields = |count: usize| format!("{{{}\"\":1}}", "\"\":1,".repeat(count - 1));
    check(&fields(1_000), "");
    check(&fields(1_001), "top level: an array or object has more than 1000 entries");
}

#[test]
fn a_number_of_any_size_is_one_and_hides_no_fault_behind_it() {
    for text in ["1E309", "[1E309]", "1E309:", "[1E309", "[1E309, 01]", "-1E99999 2"] {
        assert_eq!(refusal(text).is_empty(), is_json(text), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn another_reader_says_the_same_of_scraps(text in r#"([\[\]{}:, ]|"[a-z\\"]{0,3}"|[-+.0-9eE]{1,4}|true|null|[^\x{FEFF}]){0,12}"#) {
        prop_assert_eq!(refusal(&text).is_empty(), is_json(&text), "{}", text);
    }

    #[test]
    fn another_reader_says_the_same_of_a_slip(at: Index, cut in 0..3_usize, put in r#"[\[\]{}:,"\\0-9a-zé\n]{0,2}"#) {
        let from = at.index(SMALL.len());
        let (front, rest) = (SMALL.get(..from), SMALL.get(from + cut..));
        if let (Some(front), Some(rest)) = (front, rest) {
            let text = [front, &put, rest].concat();
            prop_assert_eq!(refusal(&text).is_empty(), is_json(&text), "at {}: {:?}", from, put);
        }
    }

    #[test]
    fn a_text_is_the_same_however_it_is_escaped(words in r"[\PC&&[^\p{Cf}\p{Zl}\p{Zp}]]{1,40}", escaped in 0..40_usize) {
        let written: String = words.chars().enumerate().map(|(index, c)| match c {
            '"' | '\\' => format!("\\{c}"),
            c if index == escaped => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
            c => c.to_string(),
        }).collect();
        let catalogue = Catalogue::read(&SMALL.replace("Let it cool.", &format!("x{written}")));
        let catalogue = catalogue.unwrap_or_else(|problems| panic!("{problems:#?}"));
        prop_assert_eq!(catalogue.steps[0].text.in_language("en"), format!("x{words}"));
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(refusal(text), expected, "{text}");
}

/// Why a text is refused whatever its fields are; nothing where it is not.
fn refusal(text: &str) -> String {
    let problems = Locale::read(text).expect_err("no locale");
    let told = problems[0].to_string();
    let is_whole = ["not JSON: ", " more than ", "nested "].iter().any(|it| problems[0].message.contains(it));
    if is_whole { told } else { String::new() }
}

fn is_json(text: &str) -> bool {
    match serde_json::from_str::<Value>(text) {
        Ok(_) => true,
        // Here a number stays text, so that none is too large; what comes after it may still be no JSON.
        Err(error) => error.to_string().contains("out of range") && serde_json::from_str::<IgnoredAny>(text).is_ok(),
    }
}
