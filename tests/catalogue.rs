//! Topics that are refused, each with all that is wrong with it and where; what is doubtful; and what may be left out.
#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use phaseout::{
    Catalogue, MAX_BYTES, MAX_MILESTONES, MAX_MILESTONES_PER_PRODUCT, MAX_PRODUCTS, Problem,
    catalogue::{Audience, Basis, Dated, Scope, SourceKind, TopicKind},
};
use serde_json::{Value, json};

const BROKEN: &str = include_str!("catalogue/broken.json");
const SMALL: &str = include_str!("catalogue/small.json");

/// The smallest topic.
const LEAST: &str = r#"{ "format": 2, "title": "End of support for Python 3.10", "checked": "2026-11-25",
  "sources": ["https://devguide.python.org/versions/"],
  "milestones": [{ "effect": "end-of-updates", "last": "2026-10" }],
  "products": ["Python 3.10"] }"#;

#[test]
fn the_smallest_topic_has_no_more_than_seven_lines_and_no_problem() {
    assert!(LEAST.lines().count() <= 7);
    check(LEAST, "");
    for field in ["format", "title", "checked", "sources", "milestones", "products"] {
        check(&least(&[(field, Value::Null)]), &format!("top level: {field} is missing"));
    }
}

#[test]
fn every_problem_is_reported_at_once_with_its_place_and_value() {
    expect_file!["catalogue/broken.txt"].assert_eq(&(problems(BROKEN).join("\n") + "\n"));
}

#[test]
fn what_is_wrong_with_the_whole_text_is_said_alone() {
    let end = SMALL.lines().count() + 1;
    check(&format!("{SMALL}{{}}"), &format!("line {end}, column 1: not JSON: the end should be here"));
    check(&" ".repeat(300_000), "top level: 300000 bytes are more than 262144");
    check(&format!("{SMALL}{}", " ".repeat(MAX_BYTES - SMALL.len())), "");
    check(&"[".repeat(200), "top level: nested deeper than 12 levels");
    check(&with_products(1_001), "top level: an array or object has more than 1000 entries");
    check("[1, 2]", "top level: it is an array, not an object");
}

#[test]
fn another_format_is_said_in_one_sentence_whatever_else_it_has() {
    let other =
        |number: &str| format!("top level: format `{number}` was never released; the only format that is read is 2");
    let first = SMALL.replace("\"zone\": \"America/New_York\"", "\"offset\": \"-04:00\", \"zones\": {}");
    check(&first.replace("\"format\": 2", "\"format\": 1"), &other("1"));
    for number in ["0", "3", "2.0", "-2", "2e0"] {
        check(&SMALL.replace("\"format\": 2", &format!("\"format\": {number}")), &other(number));
    }
    check(&SMALL.replace("\"format\": 2", "\"format\": \"2\""), "top level: format is a string, not a number");
}

#[test]
fn lists_are_as_long_as_a_card_can_take() {
    check(&with_products(MAX_PRODUCTS), "");
    check(&with_products(MAX_PRODUCTS + 1), "top level: products has 501 entries, more than 500");
    check(&with_milestones(MAX_MILESTONES, 2), "");
    check(&with_milestones(MAX_MILESTONES + 1, 2), "top level: milestones has 601 entries, more than 600");
    let most = MAX_MILESTONES_PER_PRODUCT;
    check(&with_milestones(most, most), "");
    check(&with_milestones(most + 1, most + 1), "products[0] `python-3-10`: it has 25 milestones, more than 24");
    for (list, entry) in [
        ("sources", json!("https://law.example/")),
        ("notes", json!("Use is not banned.")),
        ("steps", json!("Let it cool.")),
        ("advice", json!({ "text": "Wait." })),
        ("makers", json!("Acme")),
    ] {
        let of = |count: usize| least(&[(list, json!(vec![entry.clone(); count]))]);
        check(&of(100), "");
        check(&of(101), &format!("top level: {list} has 101 entries, more than 100"));
    }
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
    changed(
        "{\"en\": \"Heavy.\"}",
        "{\"en\": \"x\", \"en\": \"y\"}",
        "products[0] `acme-anvil`: field `en` is given twice",
    );
    changed("Acme Hammer", "Acme \\u0000Hammer", "products[1] `acme-hammer`: name has the hidden character U+0000");
    changed("Acme Hammer", "Acme\u{2069} Hammer", "products[1] `acme-hammer`: name has the hidden character U+2069");
    changed("Acme Hammer", "Acme\u{FEFF} Hammer", "products[1] `acme-hammer`: name has the hidden character U+FEFF");
    changed(
        "Acme Hammer",
        "Acme\u{200C} Hammer",
        "products[1] `acme-hammer`: name `AcmeU+200C Hammer` is not a name without invisible joiners",
    );
    changed("Let it cool.", "Let\u{202E} it cool.", "steps[0] `cool`: text.en has the hidden character U+202E");
    changed("Let it cool.", "Let\u{200D} it cool.", "");
    changed("Acme Hammer", &"x".repeat(120), "");
    changed("Acme Hammer", &"x".repeat(121), "products[1] `acme-hammer`: name has 121 characters, more than 120");
    changed("Let it cool.", &"x".repeat(601), "steps[0] `cool`: text.en has 601 characters, more than 600");
    changed("Acme Hammer", " ", "products[1] `acme-hammer`: name is empty");
    let note = |tag: &str| format!("{{\"en\": \"Heavy.\", \"{tag}\": \"x\"}}");
    let longest = "x".repeat(8) + &"-xxxxxxx".repeat(7);
    changed("{\"en\": \"Heavy.\"}", &note(&longest), "");
    let longer = longest + "-x";
    changed(
        "{\"en\": \"Heavy.\"}",
        &note(&longer),
        &format!("products[0] `acme-anvil`: note `{longer}` is not a language tag such as en or pt-BR"),
    );
    changed(
        "\"id\": \"acme-hammer\"",
        "\"id\": \"acme-anvil\"",
        "milestones[1] `early`: products names `acme-hammer`, which is not there\n\
         products[1] `acme-anvil`: id `acme-anvil` is already that of products[0] `acme-anvil`",
    );
    changed(
        "2024-09-10",
        "2024-07-19",
        "milestones[1] `early`: `2024-07-19` comes before the date of milestones[0] `sales`",
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
    changed("\"changed\": \"2024-06-21\"", "\"changed\": \"2024-06-24\"", "");
    changed(
        "\"changed\": \"2024-06-21\", \"sources\": [\"data\"]",
        "\"changed\": \"2024-06-21\", \"sources\": [\"date\"]",
        "milestones[4] `cloud`: sources names `date`, which is not there",
    );
}

#[test]
fn a_date_is_one_of_three_and_contradicts_nothing_that_is_said_of_it() {
    let both = |at: &str, last: &str| format!("at `{at}` and last `{last}` are both given: one of them says when");
    date(&json!({ "at": "2026-10-01", "last": "2026-10-31" }), &both("2026-10-01", "2026-10-31"));
    date(&json!({ "at": "2026-10-31", "last": "2026-10-01" }), &both("2026-10-31", "2026-10-01"));
    date(&json!({}), "at, last or state is missing: one of them says when");
    let beside = "state `open` is given beside the date `2026-10`: one of them says when";
    date(&json!({ "last": "2026-10", "state": "open" }), beside);
    date(&json!({ "at": "2026-10", "state": "open" }), beside);
    for fine in ["2026-10-31T23:59:59-07:00", "2026-10-31", "2026-10"] {
        date(&json!({ "at": fine }), "");
    }
    date(&json!({ "last": "2026-10-31" }), "");
    date(&json!({ "state": "ended" }), "");
    let none = "is not an instant, a day or a month from 2000 to 2099";
    for wrong in ["2026-02-30", "2026-13", "1999-12", "2026-10-31T24:00:00Z", "2026-10-31T00:00:00", "soon"] {
        date(&json!({ "at": wrong }), &format!("at `{wrong}` {none}"));
    }
    let instant = "2026-10-31T00:00:00Z";
    date(&json!({ "last": instant }), &format!("last `{instant}` is not a day or a month from 2000 to 2099"));
    date(&json!({ "at": instant, "from": "2026-10" }), "from `2026-10` is not an instant with its offset");
    date(&json!({ "at": instant, "from": "2026-10-31" }), "from `2026-10-31` is not an instant with its offset");
}

#[test]
fn a_floor_has_a_date_that_had_not_passed_when_it_was_checked() {
    let passed =
        |date: &str| format!("floor is given for `{date}`, which had passed when it was checked on 2026-11-25");
    date(&json!({ "state": "open", "floor": true }), "floor is given without a date");
    for (field, value, is_fine) in [
        ("at", "2026-11-24", false),
        ("at", "2026-11-25", true),
        ("at", "2026-11-24T23:59:59Z", false),
        ("at", "2026-11-25T00:00:00Z", true),
        ("at", "2026-10", false),
        ("last", "2026-11-24", false),
        ("last", "2026-11-25", true),
        ("last", "2026-10", false),
        ("last", "2026-11", true),
    ] {
        date(&json!({ field: value, "floor": true }), &if is_fine { String::new() } else { passed(value) });
    }
    date(&json!({ "last": "2026-11-20", "floor": true, "checked": "2026-11-20" }), "");
}

#[test]
fn a_date_that_was_moved_was_not_later_and_was_moved_before_it_was_checked() {
    let was = |now: Value, was: Value, expected: &str| {
        let mut milestone = now;
        milestone["was"] = json!([was]);
        date(&milestone, expected);
    };
    let last = || json!({ "last": "2026-10-13" });
    was(last(), json!({ "last": "2026-10-12", "changed": "2026-01-01" }), "");
    was(last(), json!({ "at": "2026-10-14", "changed": "2026-01-01" }), "");
    was(last(), json!({ "last": "2026-09", "changed": "2026-11-25" }), "");
    was(json!({ "state": "open" }), json!({ "last": "2026-09", "changed": "2026-01-01" }), "");
    let later = |old: &str, now: &str| format!("was `{old}` is later than the date, `{now}`");
    was(last(), json!({ "last": "2026-10-14", "changed": "2026-01-01" }), &later("2026-10-14", "2026-10-13"));
    was(last(), json!({ "at": "2026-10-15", "changed": "2026-01-01" }), &later("2026-10-15", "2026-10-13"));
    was(last(), json!({ "last": "2026-10", "changed": "2026-01-01" }), &later("2026-10", "2026-10-13"));
    let noon = || json!({ "at": "2026-10-13T12:00:00Z" });
    was(noon(), json!({ "at": "2026-10-14T01:00:00+14:00", "changed": "2026-01-01" }), "");
    let after_noon = "2026-10-13T12:00:01Z";
    was(noon(), json!({ "at": after_noon, "changed": "2026-01-01" }), &later(after_noon, "2026-10-13T12:00:00Z"));
    was(
        last(),
        json!({ "last": "2026-10-12", "changed": "2026-11-26" }),
        "was changed on `2026-11-26`, after it was checked on 2026-11-25",
    );
    was(last(), json!({ "changed": "2026-01-01" }), "was has an entry without at or last");
    was(
        last(),
        json!({ "at": "2026-01-01", "last": "2026-01-01", "changed": "2026-01-01" }),
        "was has an entry with at and last: one of them says when",
    );
}

#[test]
fn a_fault_of_one_field_is_not_reported_again_for_what_it_would_mean() {
    for (milestone, expected) in [
        (json!({ "last": "2026-13", "floor": true }), "last `2026-13` is not a day or a month from 2000 to 2099"),
        (json!({ "state": "soon", "floor": true }), "state `soon` is not one of ended, open"),
        (json!({ "last": "2026-10", "floor": "yes" }), "floor is a string, not a boolean"),
    ] {
        for id in [None, Some("end")] {
            let mut milestone = milestone.clone();
            milestone["effect"] = "end-of-updates".into();
            if let Some(id) = id {
                milestone["id"] = id.into();
            }
            let place = id.map_or("milestones[0]".to_owned(), |id| format!("milestones[0] `{id}`"));
            check(&least(&[("milestones", json!([milestone]))]), &format!("{place}: {expected}"));
        }
    }
    let two = |first: Value, second: Value| least(&[("milestones", json!([first, second]))]);
    let updates = json!({ "effect": "end-of-updates", "last": "2026-10" });
    check(
        &two(updates.clone(), json!({ "effect": "end-of-sales", "last": "2026-31" })),
        "milestones[1]: last `2026-31` is not a day or a month from 2000 to 2099",
    );
    let effects = "end-of-sales, end-of-updates, end-of-resale, end-of-service, end-of-paid-updates, rule-begins";
    check(
        &two(json!({ "effect": "end", "last": "2026-10" }), json!({ "effect": "end", "last": "2026-10" })),
        &[0, 1].map(|index| format!("milestones[{index}]: effect `end` is not one of {effects}")).join("\n"),
    );
    let before = |last: &str| json!({ "last": last, "changed": "2026-01-01" });
    check(
        &least(&[
            ("checked", json!("yesterday")),
            ("milestones", json!([{ "effect": "end-of-updates", "last": "2026-10", "was": [before("2026-09")] }])),
        ]),
        "top level: checked `yesterday` is not a day such as 2026-11-21",
    );
    check(
        &least(&[("products", json!([{ "name": "Python", "scope": "coverd", "condition": "it is cold" }]))]),
        "products[0]: scope `coverd` is not one of covered, excluded, conditional, unclear",
    );
    check(
        &least(&[("milestones", json!([{ "effect": "end-of-updates", "last": "2026-10", "was": [before("soon")] }]))]),
        "milestones[0] was[0]: last `soon` is not a day or a month from 2000 to 2099",
    );
}

#[test]
fn a_zone_is_one_of_the_tz_database_by_its_full_name() {
    let in_zone = |zone: &str| least(&[("zone", json!(zone))]);
    for zone in ["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Pacific/Kiritimati", "Etc/GMT+5"] {
        check(&in_zone(zone), "");
    }
    for zone in ["Mars/Olympus", "EDT", "EST", "london", "-04:00", "Europe/London "] {
        let wrong = problems(&in_zone(zone));
        let told = wrong.iter().filter(|it| it.starts_with(&format!("top level: zone `{zone}` is n"))).count();
        assert!(told == wrong.len() && told > 0, "{zone}: {wrong:#?}");
    }
    check(&in_zone(""), "top level: zone is empty");
}

#[test]
fn a_day_must_have_been_in_its_zone() {
    let samoa = |field: &str, day: &str| {
        let milestone = json!({ "effect": "end-of-updates", field: day });
        least(&[("zone", json!("Pacific/Apia")), ("milestones", json!([milestone]))])
    };
    for field in ["at", "last"] {
        let place = "milestones[0] `end-of-updates`";
        let expected = format!("{place}: {field} `2011-12-30` is a day that was left out in this zone");
        check(&samoa(field, "2011-12-30"), &expected);
        for day in ["2011-12-29", "2011-12-31"] {
            check(&samoa(field, day), "");
        }
    }
    // Apia crossed the date line at the end of 29 December: the next day there was the 31st.
    for (field, day) in [("last", "2011-12-29"), ("at", "2011-12-31")] {
        let topic = read(&samoa(field, day));
        let from = topic.milestones[0].from.expect("a date").to_utc().to_rfc3339();
        assert_eq!(from, "2011-12-30T10:00:00+00:00", "{field} {day}");
    }
}

#[test]
fn two_products_that_are_read_alike_are_both_named() {
    let two = |first: &str, second: &str| least(&[("products", json!([first, second]))]);
    let anvil = "is already that of products[0] `acme-anvil`";
    for second in ["ACME-anvil", "Acme Anvil!", "Ac Meanvil", "Ａｃｍｅ　Ａｎｖｉｌ"] {
        let expected = format!("products[1] `other`: name `{second}` {anvil}, `Acme Anvil`");
        check(&least(&[("products", json!(["Acme Anvil", { "id": "other", "name": second }]))]), &expected);
    }
    check(&two("Acme Anvil", "Acme Anvil"), &format!("products[1] `acme-anvil-2`: name `Acme Anvil` {anvil}"));
    for (first, second) in [
        ("Office 2019", "Office 2021"),
        ("Windows Server 2016", "Windows Server 2019"),
        ("Office 2019", "Office"),
        ("Python 3.10", "Python 3.1"),
        ("C", "C++"),
        ("C++", "C#"),
        ("Acme Plus", "Acme+"),
        ("日本", "中国"),
    ] {
        check(&two(first, second), "");
    }
    let alias = json!([{ "name": "Anvil", "aliases": ["old anvil", "Old-Anvil", "OLD ANVIL"] }, "Old Anvil"]);
    check(
        &least(&[("products", alias)]),
        "products[1] `old-anvil`: name `Old Anvil` is already that of products[0] `anvil`, `old anvil`",
    );
    check(
        &two("left-pad+", "left-pad-plus"),
        "products[1] `left-pad-plus-2`: name `left-pad-plus` is the id of `left-pad-plus`",
    );
    for name in ["!", "— ™"] {
        let expected = format!("products[0]: name `{name}` has no letter, digit or sign to find it by");
        check(&least(&[("products", json!([name]))]), &expected);
    }
    check(&least(&[("title", json!("!"))]), "top level: id is missing: the title has no letter or digit for one");
}

#[test]
fn the_milestones_of_a_product_tell_one_story() {
    let story = |milestones: Value, expected: &str| {
        let place = if expected.is_empty() { "" } else { "products[0] `python-3-10`: " };
        check(&least(&[("milestones", milestones)]), &format!("{place}{expected}"));
    };
    let at = |effect: &str, at: &str| json!({ "id": effect, "effect": effect, "at": at });
    let (sales, updates, paid) = ("end-of-sales", "end-of-updates", "end-of-paid-updates");
    story(json!([at(sales, "2026-01"), at(updates, "2026-02"), at(paid, "2026-03")]), "");
    story(json!([at(sales, "2026-01"), at(updates, "2026-01"), at(paid, "2026-01")]), "");
    story(
        json!([at(updates, "2026-01"), at(sales, "2026-02")]),
        "milestone `end-of-updates` ends updates before `end-of-sales` ends sales",
    );
    story(
        json!([at(paid, "2026-01"), at(updates, "2026-02")]),
        "milestone `end-of-paid-updates` ends paid updates before `end-of-updates` ends updates",
    );
    let one = json!({ "id": "one", "effect": updates, "at": "2026-01" });
    let two = json!({ "id": "two", "effect": updates, "state": "open" });
    story(json!([one, two]), "milestones `one` and `two` both say end-of-updates");
    let by_others =
        json!([{ "effect": updates, "at": "2026-01", "basis": "law" }, { "effect": updates, "at": "2026-02" }]);
    story(by_others, "");
    let steps: Vec<Value> =
        ["2026-03", "2027-03", "2029-03"].map(|step| json!({ "effect": "rule-begins", "at": step })).into();
    story(json!(steps), "");
}

#[test]
fn milestones_stand_in_order_of_time_wherever_their_days_turn() {
    let two = |first: Value, second: Value, expected: &str| {
        let effects = ["end-of-sales", "end-of-updates"];
        let milestones: Vec<Value> = [first, second]
            .into_iter()
            .zip(effects)
            .map(|(mut date, effect)| {
                date["effect"] = effect.into();
                date
            })
            .collect();
        let zone = ("zone", json!("America/New_York"));
        let before = |date: &str| {
            format!("milestones[1] `end-of-updates`: `{date}` comes before the date of milestones[0] `end-of-sales`")
        };
        let expected = if expected.is_empty() { String::new() } else { before(expected) };
        check(&least(&[zone, ("milestones", json!(milestones))]), &expected);
    };
    // A last day ends where the next one begins.
    two(json!({ "last": "2026-09-30" }), json!({ "at": "2026-10-01" }), "");
    two(json!({ "last": "2026-09" }), json!({ "at": "2026-10-01T04:00:00Z" }), "");
    two(json!({ "last": "2026-09" }), json!({ "at": "2026-10-01T03:59:59Z" }), "2026-10-01T03:59:59Z");
    two(json!({ "last": "2026-10-01" }), json!({ "at": "2026-10-01" }), "2026-10-01");
    two(json!({ "at": "2026-10-01" }), json!({ "last": "2026-09-29" }), "2026-09-29");
    two(json!({ "state": "open" }), json!({ "at": "2026-10-01" }), "2026-10-01");
    two(json!({ "at": "2026-10-01" }), json!({ "state": "open" }), "");
    two(json!({ "state": "ended" }), json!({ "state": "open" }), "");
}

#[test]
fn what_is_left_out_follows_from_the_rest() {
    let topic = read(LEAST);
    assert_eq!(topic.id, "end-of-support-for-python-3-10");
    assert_eq!(topic.title.in_language("fr"), "End of support for Python 3.10");
    assert_eq!(topic.phrase, topic.title);
    assert_eq!((topic.kind, topic.zone.as_str(), topic.exhaustive), (TopicKind::EndOfSupport, "UTC", true));
    assert_eq!(topic.makers, [""; 0]);
    let source = &topic.sources[0];
    assert_eq!(
        (source.id.as_str(), source.title.as_str()),
        ("devguide-python-org-versions", "devguide.python.org/versions")
    );
    assert_eq!((source.kind, source.checked), (SourceKind::Secondary, topic.checked));
    let end = &topic.milestones[0];
    assert_eq!((end.id.as_str(), end.basis, end.checked), ("end-of-updates", Basis::Vendor, topic.checked));
    assert_eq!(end.date(), Dated::Through("2026-10".parse().expect("a month")));
    assert_eq!(end.from.expect("a date").to_rfc3339(), "2026-11-01T00:00:00+00:00");
    assert!(end.sources.is_empty() && end.audiences.is_empty() && end.products.is_empty() && !end.floor);
    let product = &topic.products[0];
    assert_eq!((product.id.as_str(), product.name.in_language("ja")), ("python-3-10", "Python 3.10"));
    assert_eq!((product.audience, product.scope), (Audience::Consumer, Scope::Covered));
    for (kind, basis) in
        [("ban", Basis::Law), ("rule", Basis::Law), ("end-of-support", Basis::Vendor), ("switch-off", Basis::Vendor)]
    {
        assert_eq!(read(&least(&[("kind", json!(kind))])).milestones[0].basis, basis, "{kind}");
    }
}

#[test]
fn what_is_given_is_kept() {
    let topic = read(SMALL);
    assert_eq!((topic.id.as_str(), topic.makers.join(" ").as_str()), ("acme-us", "Acme Akmé"));
    assert_eq!(topic.phrase.in_language("es"), "el veto de EE. UU. al software de Acme");
    let source = topic.source("data").expect("a source");
    assert_eq!(
        (source.licence.as_str(), source.published.map(|day| day.to_string())),
        ("CC BY 4.0", Some("2024-06-21".into()))
    );
    let cloud = topic.milestones.iter().find(|it| it.id == "cloud").expect("a milestone");
    assert_eq!((cloud.basis, cloud.floor, cloud.was.len()), (Basis::Vendor, true, 1));
    assert_eq!(cloud.was[0].date(), Dated::Through("2024-08-31".parse().expect("a day")));
    let identifiers = &topic.listed("acme-cloud").expect("a product").identifiers;
    assert_eq!(identifiers, &[("purl".to_owned(), "pkg:generic/acme-cloud".to_owned())]);
    assert_eq!(topic.advice[0].text.in_language("en"), "Save your files.");
}

#[test]
fn ids_come_from_names_and_no_two_are_one() {
    let of = |products: Value| {
        read(&least(&[("products", products)])).products.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        of(json!(["Office 2019", "Office 2021", "Office 2019 for Mac"])),
        ["office-2019", "office-2021", "office-2019-for-mac"]
    );
    assert_eq!(of(json!(["C", "C++", "C#"])), ["c", "c-plus-plus", "c-sharp"]);
    assert_eq!(of(json!(["日本", "Größe"])), ["65e5-672c", "gr-00f6-00dfe"]);
    assert_eq!(of(json!(["A B", { "name": "Other", "id": "a-b-2" }, "A B ♥"])), ["a-b", "a-b-2", "a-b-3"]);
    assert_eq!(of(json!([{ "name": { "fr": "Un autre", "en": "Another" } }])), ["another"]);
    for name in ["x".repeat(120), "日".repeat(120), "x-".repeat(60)] {
        let ids = of(json!([name]));
        assert!((60..=64).contains(&ids[0].len()) && !ids[0].ends_with('-'), "{ids:?}");
    }
    let milestones = json!([
        { "effect": "end-of-sales", "at": "2026-01" },
        { "effect": "end-of-updates", "at": "2026-02", "products": ["a"] },
        { "effect": "end-of-updates", "at": "2026-03", "products": ["b"] },
        { "effect": "rule-begins", "at": "2026-04" },
        { "effect": "rule-begins", "at": "2026-05" },
    ]);
    let topic = read(&least(&[("milestones", milestones), ("products", json!(["A", "B"]))]));
    let ids: Vec<&str> = topic.milestones.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["end-of-sales", "end-of-updates-a", "end-of-updates-b", "rule-begins", "rule-begins-2"]);
    let sources = json!([
        "https://www.law.example/a/?b=c",
        "https://law.example/a",
        { "id": "mine", "url": "https://law.example/a#d" },
    ]);
    let topic = read(&least(&[("sources", sources)]));
    let ids: Vec<&str> = topic.sources.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["law-example-a", "law-example-a-2", "mine"]);
    assert!(topic.sources.iter().all(|it| it.title == "law.example/a"));
}

#[test]
fn the_first_instant_of_a_date_has_that_days_own_offset() {
    let from = |zone: &str, milestone: Value| {
        let mut milestone = milestone;
        milestone["effect"] = "end-of-updates".into();
        let topic = read(&least(&[("zone", json!(zone)), ("milestones", json!([milestone]))]));
        topic.milestones[0].from.map(|from| from.to_rfc3339()).unwrap_or_default()
    };
    let los_angeles = |milestone| from("America/Los_Angeles", milestone);
    assert_eq!(los_angeles(json!({ "last": "2027-01-12" })), "2027-01-13T00:00:00-08:00");
    assert_eq!(los_angeles(json!({ "last": "2027-10-12" })), "2027-10-13T00:00:00-07:00");
    assert_eq!(los_angeles(json!({ "at": "2027-01-12" })), "2027-01-12T00:00:00-08:00");
    assert_eq!(los_angeles(json!({ "last": "2027-03" })), "2027-04-01T00:00:00-07:00");
    assert_eq!(los_angeles(json!({ "at": "2027-03" })), "2027-03-01T00:00:00-08:00");
    assert_eq!(los_angeles(json!({ "at": "2024-09-29T00:00:00-04:00" })), "2024-09-28T21:00:00-07:00");
    assert_eq!(los_angeles(json!({ "state": "open" })), "");
    // Written by hand it is worked out anew.
    assert_eq!(los_angeles(json!({ "state": "open", "from": "2020-01-01T00:00:00Z" })), "");
    assert_eq!(los_angeles(json!({ "at": "2027-01-12", "from": "2020-01-01T00:00:00Z" })), "2027-01-12T00:00:00-08:00");
    // Clocks in Beirut skip the first hour of this day.
    assert_eq!(from("Asia/Beirut", json!({ "at": "2027-03-28" })), "2027-03-28T01:00:00+03:00");
}

#[test]
fn what_is_legal_and_doubtful_is_warned_of() {
    let doubtful = json!({
        "format": 2,
        "title": { "en": "Ban on Acme", "es": "Veto a Acme" },
        "kind": "ban",
        "maker": "Acme",
        "exhaustive": false,
        "checked": "2026-11-25",
        "sources": ["https://law.example/", "https://help.example/"],
        "milestones": [
            { "effect": "end-of-sales", "at": "2026-10-01", "products": ["acme-anvil"] },
            {
                "effect": "end-of-resale", "at": "2026-10-02", "sources": ["law-example"],
                "products": ["acme-anvil"], "audiences": ["oem"],
            },
        ],
        "notes": ["Use is not banned."],
        "products": ["Acme Anvil", { "name": "Acme Hammer" }],
    });
    let warned = [
        "top level: zone is missing, so days turn at midnight UTC: where do they turn?",
        "top level: phrase is missing, so sentences say the title: “the ban on sales of …” reads better",
        "milestones[0]: sources is missing: which of the topic's sources has this date?",
        "milestones[1]: bears on no product",
        "products[1] `acme-hammer`: has no milestone, so its card says that no date is known",
        "top level: exhaustive is false and every milestone names its products, so a card of an unlisted product says \
         that no date is known",
        "top level: language `es` lacks 1 of 2 texts",
    ];
    assert_eq!(warnings(&doubtful), warned);
    let mended = [
        ("/zone", json!("America/New_York")),
        ("/phrase", json!({ "en": "the ban on Acme", "es": "el veto a Acme" })),
        ("/milestones/0/sources", json!(["law-example"])),
        ("/milestones/1/audiences", json!(["consumer"])),
        ("/products/1/scope", json!("excluded")),
        ("/exhaustive", json!(true)),
        ("/notes/0", json!({ "text": { "en": "Use is not banned.", "es": "El uso no está prohibido." } })),
    ];
    for ((path, value), doubt) in mended.into_iter().zip(warned) {
        let mut better = doubtful.clone();
        let (parent, field) = path.rsplit_once('/').expect("a path");
        match better.pointer_mut(parent).expect("an entry") {
            Value::Object(entry) => _ = entry.insert(field.to_owned(), value),
            entry => entry[field.parse::<usize>().expect("an index")] = value,
        }
        assert!(!warnings(&better).contains(&doubt.to_owned()), "{path}");
    }
    assert_eq!(
        warnings(&serde_json::from_str(LEAST).expect("JSON")),
        ["top level: zone is missing, so days turn at midnight UTC: where do they turn?"]
    );
    assert_eq!(warnings(&serde_json::from_str(&least(&[("zone", json!("UTC"))])).expect("JSON")), [""; 0]);
    let instant = json!([{ "effect": "end-of-updates", "at": "2026-10-01T00:00:00Z" }]);
    assert_eq!(warnings(&serde_json::from_str(&least(&[("milestones", instant)])).expect("JSON")), [""; 0]);
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
        let problem = |place: &str, field: &str| {
            if is_fine {
                String::new()
            } else {
                format!("{place}: {field} `{link}` is not an https address without a user")
            }
        };
        check(&least(&[("sources", json!([link]))]), &problem("sources[0]", "it"));
        check(&least(&[("sources", json!([{ "url": link }]))]), &problem("sources[0]", "url"));
        check(&least(&[("advice", json!([{ "text": "Wait.", "url": link }]))]), &problem("advice[0]", "url"));
    }
}

/// The problem of a milestone of one topic that was checked on 25 November 2026.
#[track_caller]
fn date(milestone: &Value, expected: &str) {
    let mut milestone = milestone.clone();
    milestone["effect"] = "end-of-updates".into();
    milestone["id"] = "end".into();
    let place = if expected.is_empty() { "" } else { "milestones[0] `end`: " };
    check(&least(&[("milestones", json!([milestone]))]), &format!("{place}{expected}"));
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(problems(text).join("\n"), expected);
}

fn problems(text: &str) -> Vec<String> {
    Catalogue::read(text).err().unwrap_or_default().iter().map(Problem::to_string).collect()
}

fn warnings(topic: &Value) -> Vec<String> {
    let warnings = Catalogue::warnings(&topic.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    warnings.iter().map(Problem::to_string).collect()
}

#[track_caller]
fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The smallest topic with other fields; a field of null is not there.
fn least(changes: &[(&str, Value)]) -> String {
    let mut topic: Value = serde_json::from_str(LEAST).expect("JSON");
    let fields = topic.as_object_mut().expect("an object");
    for (field, value) in changes {
        match value {
            Value::Null => _ = fields.remove(*field),
            value => _ = fields.insert((*field).to_owned(), value.clone()),
        }
    }
    topic.to_string()
}

/// The smallest topic with that many products.
fn with_products(count: usize) -> String {
    least(&[("products", (0..count).map(|index| format!("Python {index}")).collect())])
}

/// The smallest topic with that many milestones, so many of them for each product.
fn with_milestones(count: usize, of_each: usize) -> String {
    let products: Vec<String> = (0..count.div_ceil(of_each)).map(|index| format!("python-3-{}", index + 10)).collect();
    let milestones = (0..count)
        .map(|index| json!({ "effect": "rule-begins", "last": "2026-10", "products": [products[index / of_each]] }));
    least(&[
        ("milestones", milestones.collect()),
        ("products", products.iter().map(|id| json!({ "id": id, "name": id })).collect()),
    ])
}
