//! Catalogues that are refused, each with all that is wrong with it and where.
#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use phaseout::{Catalogue, MOST_BYTES, Problem};
use serde_json::{Value, json};

const BROKEN: &str = include_str!("catalogue/broken.json");
const SMALL: &str = include_str!("catalogue/small.json");
#[test]
fn every_problem_is_reported_at_once_with_its_place_and_value() {
    expect_file!["catalogue/broken.txt"].assert_eq(&(problems(BROKEN).join("\n") + "\n"));
}

#[test]
fn what_is_wrong_with_the_whole_text_is_said_alone() {
    check(&format!("{SMALL} {{}}"), "line 38, column 2: not JSON: the end should be here");
    check(&" ".repeat(300_000), "top level: 300000 bytes are more than 262144");
    check(&format!("{SMALL}{}", " ".repeat(MOST_BYTES - SMALL.len())), "");
    check(&"[".repeat(200), "top level: nested deeper than 16 levels");
    check(&with_products(1_001), "top level: an array or object has more than 1000 entries");
    check("[1, 2]", "top level: it is an array, not an object");
}

#[test]
fn lists_are_as_long_as_a_card_can_take() {
    check(&with_products(500), "");
    check(&with_products(501), "top level: products has 501 entries, more than 500");
    check(&with_milestones(12), "");
    check(&with_milestones(13), "top level: milestones has 13 entries, more than 12");
}

#[test]
fn a_byte_order_mark_in_front_is_no_problem() {
    check(&format!("\u{FEFF}{SMALL}"), "");
    check(&format!("\u{FEFF}\u{FEFF}{SMALL}"), "line 1, column 1: not JSON: a value should be here");
}

#[test]
fn one_change_makes_one_problem() {
    let changed = |from: &str, to: &str, expected: &str| {
        assert_eq!(SMALL.matches(from).count(), 1, "{from}");
        check(&SMALL.replace(from, to), expected);
    };
    changed("\"format\": 1", "\"format\": 2", "top level: format `2` is not 1");
    changed("\"format\": 1", "\"format\": 1.0", "top level: format `1.0` is not 1");
    changed("\"format\": 1", "\"format\": \"1\"", "top level: format is a string, not a number");
    changed(
        "\"maker\": \"Acme\"",
        "\"maker\": \"Acme\", \"maker\": \"Acme\"",
        "top level: field `maker` is given twice",
    );
    changed("\"citation\"", "\"constructor\"", "top level: unknown field `constructor`");
    changed(
        "\"id\": \"use\"",
        "\"id\": \"__proto__\"",
        "notes[0] `__proto__`: id `__proto__` is not small letters, digits and hyphens",
    );
    for device in ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1"] {
        let problem = format!(": id `{device}` is a device of Windows, and no file's name");
        let id = format!("\"id\": \"{device}\"");
        changed("\"id\": \"use\"", &id, &format!("notes[0] `{device}`{problem}"));
        changed("\"id\": \"acme-us\"", &id, &format!("top level{problem}"));
        changed("\"id\": \"acme-tongs\"", &id, &format!("products[2] `{device}`{problem}"));
        changed("\"id\": \"resale\"", &id, &format!("milestones[3] `{device}`{problem}"));
    }
    for file in ["cons", "com10", "com", "lpt-1", "com1-x"] {
        changed("\"id\": \"acme-us\"", &format!("\"id\": \"{file}\""), "");
    }
    changed("\"id\": \"use\"", "\"id\": \"use\", \"__proto__\": {}", "notes[0] `use`: unknown field `__proto__`");
    changed("{\"en\": \"EDT\"}", "{\"en\": \"EDT\", \"en\": \"EST\"}", "top level: field `en` is given twice");
    changed("Acme Hammer", "Acme \\u0000Hammer", "products[1] `acme-hammer`: name has the hidden character U+0000");
    changed("Acme Hammer", "Acme\u{2069} Hammer", "products[1] `acme-hammer`: name has the hidden character U+2069");
    changed("Acme Hammer", "Acme\u{FEFF} Hammer", "products[1] `acme-hammer`: name has the hidden character U+FEFF");
    changed(
        "Acme Hammer",
        "Acme\u{200C} Hammer",
        "products[1] `acme-hammer`: name `AcmeU+200C Hammer` is not free of joiners",
    );
    changed("Let it cool.", "Let\u{202E} it cool.", "steps[0] `cool`: text.en has the hidden character U+202E");
    changed("Let it cool.", "Let\u{200D} it cool.", "");
    changed("Acme Hammer", &"x".repeat(121), "products[1] `acme-hammer`: name has 121 characters, more than 120");
    changed("Acme Hammer", " ", "products[1] `acme-hammer`: name is empty");
    changed(
        "acme-hammer\", \"name",
        "acme-anvil\", \"name",
        "milestones[1] `early`: products names `acme-hammer`, which is not there\nproducts[1] `acme-anvil`: id `acme-anvil` is already that of products[0] `acme-anvil`",
    );
    changed(
        "Acme Hammer",
        "ANVIL 2024",
        "products[1] `acme-hammer`: name `anvil` is already that of products[0] `acme-anvil`",
    );
    changed(
        "2024-09-10",
        "2024-07-19",
        "milestones[1] `early`: at `2024-07-19` comes before `2024-07-20T00:00:00-04:00` of the entry in front",
    );
    changed(
        "\"condition\": {\"en\": \"it is cold\"}",
        "\"note\": {\"en\": \"it is cold\"}",
        "products[3] `acme-forge`: condition is missing",
    );
    changed(
        "\"exhaustive\": false",
        "\"exhaustive\": true",
        "products[2] `acme-tongs`: scope `unclear` contradicts an exhaustive product list",
    );
    changed(
        ", \"products\": [\"acme-hammer\"]",
        ", \"products\": []",
        "milestones[1] `early`: products has 0 entries, fewer than 1",
    );
    let announced =
        |id: &str| format!("top level: announced `{id}` is no background event of a day before every milestone");
    changed("\"announced\": \"speech\"", "\"announced\": \"talk\"", &announced("talk"));
    changed("\"announced\": \"speech\"", "\"announced\": \"rumour\"", &announced("rumour"));
    changed("2024-06-20", "2024-07-21", &announced("speech"));
    changed("2024-06-20", "2024-07-20", "");
    changed(", \"audiences\": [\"oem\"]", ", \"products\": [\"acme-tongs\"], \"audiences\": [\"service\"]", "");
}

#[test]
fn a_product_that_only_loses_its_resale_has_no_phase() {
    let text = SMALL.replace("end-of-sales", "end-of-resale").replace("end-of-updates", "end-of-resale");
    let told = problems(&text);
    assert!(
        told.contains(&"products[0] `acme-anvil`: no milestone ends its sales or its updates".to_owned()),
        "{told:#?}"
    );
}

#[test]
fn links_are_plain_https() {
    let links = [
        ("https://law.example/a?b=c#d", true),
        ("https://xn--lw-gia.example/", true),
        ("https://law.example:8443/%C3%A4", true),
        ("HTTPS://law.example/", false),
        ("http://law.example/", false),
        ("javascript:alert(1)", false),
        ("JavaScript:alert(1)//https://law.example/", false),
        ("data:text/html,x", false),
        ("blob:https://law.example/x", false),
        ("vbscript:x", false),
        ("//law.example/", false),
        ("/order", false),
        ("order.html", false),
        ("https:law.example", false),
        ("https://", false),
        ("https:///law.example", false),
        ("https://localhost/a.html", false),
        ("https://user@law.example/", false),
        ("https://user:password@law.example/", false),
        ("https://law.example\\@evil.example/", false),
        ("https://law.example/\"onclick=", false),
        ("https://law.example/<b>", false),
        ("https://law.example/a b", false),
        ("https://läw.example/", false),
        (" https://law.example/", false),
    ];
    for (link, is_fine) in links {
        let text = SMALL.replace("https://help.acme.example", &link.replace('\\', "\\\\").replace('"', "\\\""));
        let expected = format!("sources[1] `help`: url `{link}` is not an https address without a user");
        check(&text, if is_fine { "" } else { &expected });
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(problems(text).join("\n"), expected);
}

fn problems(text: &str) -> Vec<String> {
    let problems = Catalogue::read(text).err().unwrap_or_default();
    problems.iter().map(Problem::to_string).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The small catalogue with that many products.
fn with_products(count: usize) -> String {
    let mut catalogue: Value = parsed(SMALL);
    let products = catalogue["products"].as_array_mut().expect("a list");
    for index in products.len()..count {
        let mut product = products[0].clone();
        product["id"] = format!("acme-{index}").into();
        product["name"] = format!("Acme No. {index}").into();
        product["aliases"] = json!([]);
        products.push(product);
    }
    catalogue.to_string()
}

/// The small catalogue with that many milestones, each new one for a product of its own.
fn with_milestones(count: usize) -> String {
    let mut catalogue: Value = parsed(&with_products(count + 5));
    let milestones = catalogue["milestones"].as_array_mut().expect("a list");
    for index in milestones.len()..count {
        let mut milestone = milestones[1].clone();
        milestone["id"] = format!("early-{index}").into();
        milestone["at"] = "2024-09-30".into();
        milestone["products"] = json!([format!("acme-{}", index + 5)]);
        milestones.push(milestone);
    }
    catalogue.to_string()
}
