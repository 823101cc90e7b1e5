//! What the reader refuses, and the sentence that it does it with.

use phaseout::card::{Card, MAX_CARD_BYTES};
use serde_json::{Value, json};

use crate::{CARD, EXACT, SMALL, put, small};

/// The first node of the small card, and its first stage.
const NODE: &str = "/nodes/0";
const STAGE: &str = "/facts/0/stages/0";

#[test]
fn what_is_no_card_at_all_is_refused() {
    refused("", "line 1, column 1: not JSON: a value should be here");
    refused(&SMALL[..SMALL.len() / 2], "line 29, column 20: not JSON: a value should be here");
    refused(&format!("{SMALL},"), "line 56, column 1: not JSON: the end should be here");
    refused("<!doctype html>", "line 1, column 1: not JSON: a value should be here");
    refused("null", "the file: is null, and a card is an object");
    refused("1", "the file: is a number, and a card is an object");
    refused(&format!("[{SMALL}]"), "the file: is an array, and a card is an object");
    refused("{}", "format: is missing: this is no card");
    refused(r#"{"format":1}"#, "topic: is missing");
}

#[test]
fn a_card_that_is_cut_off_anywhere_is_refused() {
    let whole = small().to_string();
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let problem = Card::read(&whole[..end]).expect_err("no closing bracket");
        assert!(problem.message.starts_with("not JSON: "), "after {end} bytes: {problem}");
    }
}

#[test]
fn another_format_is_refused() {
    change("/format", json!(2), "format: is 2, and this player knows 1");
    change("/format", json!(0), "format: is 0, and this player knows 1");
    change("/format", json!(-1), "format: is -1, and this player knows 1");
    change("/format", json!(1.5), "format: is 1.5, and this player knows 1");
    change("/format", json!("1"), "format: is a string, and this player knows the number 1");
    change("/format", json!(null), "format: is null, and this player knows the number 1");
    refused(&SMALL.replace("\"format\": 1", "\"format\": 1.0"), "format: is 1.0, and this player knows 1");
}

#[test]
fn what_holds_for_the_whole_card_is_looked_at() {
    let long = "x".repeat(501);
    for field in ["topic", "language", "kind"] {
        let pointer = format!("/{field}");
        change(&pointer, json!(""), &format!("{field}: is missing"));
        change(&pointer, json!(1), &format!("{field}: is missing"));
        change(&pointer, json!(long), &format!("{field}: has more than 500 bytes"));
        change(&pointer, json!("en\u{202e}"), &format!("{field}: has the hidden character U+202E"));
    }
    change("/language", json!("english language"), "language: `english language` is no language tag");
    change("/language", json!("en_US"), "language: `en_US` is no language tag");
    for calendar in [json!("gregory"), json!("buddhist"), json!("persian")] {
        change("/calendar", calendar, "");
    }
    for calendar in [json!("hebrew"), json!(""), json!(1), json!(null)] {
        change("/calendar", calendar, "calendar: is none that this player knows");
    }
    change("/digits", json!("012345678"), "digits: are not ten");
    change("/digits", json!("01234567890"), "digits: are not ten");
    change("/digits", json!("0123456788"), "digits: are not ten");
    change("/digits", json!("012345678\u{202e}"), "digits: has the hidden character U+202E");
    change("/plural", json!("0".repeat(200)), "plural: is no table of 201 categories, 0 to 5");
    change("/plural", json!("0".repeat(202)), "plural: is no table of 201 categories, 0 to 5");
    change("/plural", json!("6".repeat(201)), "plural: is no table of 201 categories, 0 to 5");
    change("/plural", json!("0".repeat(199) + "é"), "plural: is no table of 201 categories, 0 to 5");
}

#[test]
fn a_node_is_what_the_format_says() {
    let what = "and a node is a text, a number, an array or an object";
    change(NODE, json!(null), &format!("nodes[0]: is null, {what}"));
    change(NODE, json!(true), &format!("nodes[0]: is a boolean, {what}"));
    change("/nodes/0/2", json!(false), &format!("nodes[0][0]: is a boolean, {what}"));
    for text in [
        json!(""),
        json!("Save your files."),
        json!({"name": true}),
        json!({"case": "today", "of": [[0, "a"]]}),
        json!(0),
    ] {
        change("/nodes/1", text, "nodes[1]: is neither an element nor a case that has elements");
    }
    change(NODE, json!({}), "nodes[0]: is no slot that this player knows");
    change(NODE, json!({"later": "far 0"}), "nodes[0]: is no slot that this player knows");
    let what = "is no element: a tag, an object of attributes, then what is inside";
    change(NODE, json!([]), &format!("nodes[0]: {what}"));
    change(NODE, json!(["p"]), &format!("nodes[0]: {what}"));
    change(NODE, json!(["p", "Save your files."]), &format!("nodes[0]: {what}"));
    change(NODE, json!(["p", [], "Save your files."]), &format!("nodes[0]: {what}"));
    change(NODE, json!([{}, "p"]), &format!("nodes[0]: {what}"));
    // Each place that has nodes has the same.
    for (pointer, place) in [
        ("/facts/0/stages/0/card/0/2", "facts[0].stages[0].card[0][0]"),
        ("/facts/0/stages/1/card/0", "facts[0].stages[1].card[0]"),
        ("/opening/0/2", "opening[0][0]"),
    ] {
        change(pointer, json!(["b", {}]), &format!("{place}: `b` is no tag that a card may have"));
    }
}

#[test]
fn a_tag_or_an_attribute_that_the_player_does_not_know_is_refused() {
    for tag in ["script", "style", "iframe", "img", "svg", "form", "input", "P", "p ", "", "h1"] {
        change(NODE, json!([tag, {}]), &format!("nodes[0]: `{tag}` is no tag that a card may have"));
    }
    change(NODE, json!(["p\u{202e}", {}]), "nodes[0]: `pU+202E` is no tag that a card may have");
    for name in ["style", "onclick", "src", "srcdoc", "class", "Href", "xlink:href", "formaction", ""] {
        let refusal = format!("nodes[0]: `{name}` is no attribute that a card may have");
        change(NODE, json!(["a", {name: "javascript:alert(1)"}]), &refusal);
    }
}

#[test]
fn no_object_has_a_field_twice() {
    // Of two fields of one name readers take now the first, now the last.
    for (once, twice, place, name) in [
        (r#"{"part": "action"}"#, r#"{"part": "action", "id": "a", "part": "b"}"#, "nodes[0][1]", "part"),
        (r#"{"part": "action"}"#, r#"{"id": "a", "\u0069d": "a"}"#, "nodes[0][1]", "id"),
        (r#""format": 1"#, r#""format": 1, "format": 2"#, "the file", "format"),
        (r#""day": 21104"#, r#""day": 21104, "day": 0"#, "facts[0].dates[0]", "day"),
        (r#""format": 1"#, r#""format": 1, "later": [{"x": 1, "x": 1}]"#, "later[0]", "x"),
    ] {
        assert!(SMALL.contains(once));
        refused(&SMALL.replacen(once, twice, 1), &format!("{place}: has the field `{name}` twice"));
    }
}

#[test]
fn an_attribute_has_a_text() {
    let attribute = "/nodes/0/1/part";
    change(attribute, json!([["p", {}]]), "nodes[0].part: is no text");
    change(attribute, json!(["p", {}]), "nodes[0].part[1]: is no slot that this player knows");
    change(
        attribute,
        json!([["p"]]),
        "nodes[0].part[0]: is no element: a tag, an object of attributes, then what is inside",
    );
    change(attribute, json!(null), "nodes[0].part: is null, and a node is a text, a number, an array or an object");
    change("/nodes/2/1/datetime", json!(0), "nodes[2].datetime: is no text");
    change("/nodes/2/1/datetime", json!(["a", 0, "b"]), "nodes[2].datetime: is no text");
    change("/nodes/2/1/datetime", json!({"case": "today", "of": [[0, "a"], [1, 0]]}), "nodes[2].datetime: is no text");
    change(&format!("{STAGE}/text"), json!(["a", 0]), "facts[0].stages[0].text: is no text");
}

#[test]
fn a_slot_is_what_the_format_says() {
    let slot = |of: Value| json!({"case": "far 0", "of": of});
    change(NODE, json!({"case": "far 0"}), "nodes[0]: has no cases");
    change(NODE, slot(json!([])), "nodes[0]: has no cases");
    change(NODE, slot(json!("today")), "nodes[0]: has no cases");
    change(NODE, slot(json!([[0, "a"], "b"])), "nodes[0]: has a case that is a string");
    change(NODE, slot(json!([[]])), "nodes[0]: has no whole number where one should be");
    change(NODE, slot(json!([["a"]])), "nodes[0]: has no whole number where one should be");
    change(NODE, slot(json!([[1, "a"], [0, "b"]])), "nodes[0]: has cases out of order");
    change(NODE, slot(json!([[1, "a"], [1, "b"]])), "nodes[0]: has cases out of order");
    change(NODE, slot(json!([[0.5, "a"]])), "nodes[0]: 0.5 is no whole number between -(2^53 - 1) and 2^53 - 1");
    change(NODE, slot(json!([[0, ["b", {}]]])), "nodes[0][0]: `b` is no tag that a card may have");
    change(NODE, json!({"plural": "days 0"}), "nodes[0]: has no forms");
    change(NODE, json!({"plural": "days 0", "of": []}), "nodes[0]: has no forms");
    change(NODE, json!({"plural": "days 0", "of": ["day"]}), "nodes[0]: has a form that is a string");
    change(NODE, json!({"plural": "days 0", "of": [[["p", {}]]]}), "nodes[0]: has a form that is no text");
    change(NODE, json!({"name": false}), "nodes[0]: is no slot that this player knows");
    change(NODE, json!({"number": "days 0", "width": "2"}), "nodes[0]: has no whole number where one should be");
    for width in [-1, 0, 5] {
        change(NODE, json!({"ascii": "days 0", "width": width}), "nodes[0]: has a width that is not 1 to 4");
    }
    for slot in ["plural", "number", "ascii"] {
        let left = json!({slot: "left 0", "of": [[]]});
        change(NODE, left, "nodes[0]: shows `left`, which only a case may look at");
    }
}

#[test]
fn what_nobody_sees_is_in_no_text() {
    for hidden in ["\u{0}", "\n", "\u{9f}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}"] {
        let code = format!("has the hidden character U+{:04X}", u32::from(hidden.chars().next().expect("one")));
        change(NODE, json!(["p", {}, format!("a{hidden}")]), &format!("nodes[0][0]: {code}"));
        change("/nodes/0/1/part", json!(hidden), &format!("nodes[0].part: {code}"));
        change(&format!("{STAGE}/text"), json!(hidden), &format!("facts[0].stages[0].text: {code}"));
        change("/opening", json!([{"case": "today", "of": [[0, hidden]]}]), &format!("opening[0][0]: {code}"));
    }
    // Persian and Hindi words need these.
    change(NODE, json!(["p", {}, "a\u{200c}b\u{200d}c\u{a0}d"]), "");
}

#[test]
fn a_value_that_the_player_does_not_know_is_refused() {
    let unknown = [
        "far x",
        "farther 0",
        "Far 0",
        "far 10000",
        "far 00000",
        "far -1",
        "far +1",
        "far",
        "today 0",
        "far  0",
        "far 0 ",
        "far ",
        "far\t0",
        "far 0 0",
        "",
        " 0",
        "far 0.0",
        "far ٣",
    ];
    for slot in ["case", "plural", "number", "ascii"] {
        for value in unknown {
            let refusal = format!("nodes[0]: `{}` is no value that this player knows", value.replace('\t', "U+0009"));
            change(NODE, json!({slot: value, "of": [[0]]}), &refusal);
        }
        for value in [json!(null), json!(0), json!(["far 0"])] {
            change(NODE, json!({slot: value, "of": [[0]]}), "nodes[0]: `` is no value that this player knows");
        }
    }
}

#[test]
fn a_number_is_whole_and_every_reader_of_json_keeps_it() {
    let at = "/facts/0/dates/0/at";
    for number in [EXACT, -EXACT, 0] {
        change(at, json!(number), "");
    }
    let refusal =
        |number: &str| format!("facts[0].dates[0]: {number} is no whole number between -(2^53 - 1) and 2^53 - 1");
    for number in [
        "9007199254740992",
        "-9007199254740992",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1.5",
        "1.0",
        "1e3",
        "1E400",
    ] {
        let text = small().to_string().replace("\"at\":1823400000000", &format!("\"at\":{number}"));
        refused(&text, &refusal(number));
    }
    let long = "9".repeat(500);
    let text = small().to_string().replace("\"at\":1823400000000", &format!("\"at\":{long}"));
    refused(&text, &refusal(&format!("{}…", "9".repeat(120))));
    change(at, json!("0"), "facts[0].dates[0]: has no whole number where one should be");
    change(at, json!(null), "facts[0].dates[0]: has no whole number where one should be");
}

#[test]
fn a_number_names_a_node_that_stands_before_it() {
    change(NODE, json!(0), "nodes[0]: names node 0, which does not stand before it");
    change("/nodes/0/2", json!(0), "nodes[0][0]: names node 0, which does not stand before it");
    change("/nodes/1", json!(2), "nodes[1]: names node 2, which does not stand before it");
    change("/nodes/2/1/datetime", json!(2), "nodes[2].datetime: names node 2, which does not stand before it");
    change("/opening/0/2", json!(3), "opening[0][0]: names node 3, which does not stand before it");
    change("/opening/0/2", json!(1.5), "opening[0][0]: 1.5 is no whole number between -(2^53 - 1) and 2^53 - 1");
    for number in [-1, EXACT] {
        let refusal = format!("opening[0][0]: names node {number}, which does not stand before it");
        change("/opening/0/2", json!(number), &refusal);
    }
}

#[test]
fn a_value_looks_at_a_date_that_is_there() {
    let known = small()["facts"][0]["dates"].as_array().expect("dates").len();
    let at = |date: usize| json!({"number": format!("far {date}")});
    let refusal = |date: usize| format!("looks at date {date}, and the last is before that");
    let card = format!("{STAGE}/card/0");
    for shown in [
        json!(["p", {}, at(known)]),
        json!(["p", {"datetime": [at(known)]}]),
        json!(["p", {}, {"case": "today", "of": [[0, "a", at(known)]]}]),
        json!(["p", {}, {"plural": format!("days {known}"), "of": [["a"]]}]),
    ] {
        change(&card, shown, &format!("facts[0].stages[0].card: {}", refusal(known)));
    }
    change(&card, json!(["p", {}, at(known - 1)]), "");
    change(&format!("{STAGE}/text"), at(known), &format!("facts[0].stages[0].text: {}", refusal(known)));
    change(&format!("{STAGE}/text"), at(known - 1), "");
    // Before a product is chosen there is no date.
    change("/opening/0/2", at(0), &format!("opening: {}", refusal(0)));
    // A node of the list belongs to nobody until it is used.
    let mut card = small();
    put(&mut card, "/nodes/0/2", at(known));
    refused(&card.to_string(), &format!("facts[0].stages[0].card: {}", refusal(known)));
}

#[test]
fn stages_follow_each_other() {
    let from = "/facts/0/stages/1/from";
    change("/facts/0/stages", json!([]), "facts[0]: has no stages");
    change("/facts/0/stages", json!({}), "facts[0]: has no stages");
    without("/facts/0/stages", "facts[0]: has no stages");
    without(from, "facts[0].stages[1].from: has no whole number where one should be");
    change(from, json!(-EXACT), "facts[0].stages[1]: begins no later than the one before it");
    change(
        &format!("{STAGE}/from"),
        json!(1_823_400_000_000_i64),
        "facts[0].stages[1]: begins no later than the one before it",
    );
    change(&format!("{STAGE}/from"), json!("now"), "facts[0].stages[0].from: has no whole number where one should be");
    without(&format!("{STAGE}/phase"), "facts[0].stages[0].phase: is missing");
    change(&format!("{STAGE}/phase"), json!("x".repeat(501)), "facts[0].stages[0].phase: has more than 500 bytes");
    change(&format!("{STAGE}/action"), json!("replace"), "facts[0].stages[0].action: is no object");
    change(&format!("{STAGE}/advice"), json!([]), "facts[0].stages[0].advice: is no object");
    without(&format!("{STAGE}/action"), "facts[0].stages[0].action: is no object");
    without(CARD, "facts[0].stages[0].card: is empty");
    change(CARD, json!([]), "facts[0].stages[0].card: is empty");
    change(CARD, json!([""]), "facts[0].stages[0].card: is empty");
    change(CARD, json!("text"), "facts[0].stages[0].card: is empty");
    change("/opening", json!([]), "opening: is empty");
    change("/opening", json!(null), "opening: is empty");
    without(&format!("{STAGE}/text"), "facts[0].stages[0]: has no text");
}

#[test]
fn what_a_product_and_its_facts_name_is_there() {
    let fact = "facts[0]: names a milestone or a source that the file does not have";
    let many = "products: has 503 entries: at least one, at most 502";
    let none = "products: has 0 entries: at least one, at most 502";
    let facts = "products[1]: names facts that the file does not have";
    let number = |field: &str| format!("facts[0].{field}: has no whole number where one should be");
    change("/facts/0/milestones/0", json!(1), fact);
    change("/facts/0/milestones/0", json!(-1), fact);
    change("/facts/0/milestones/0", json!("end"), &number("milestones"));
    change("/facts/0/sources/0", json!(1), fact);
    change("/facts/0/sources/0", json!(null), &number("sources"));
    change("/facts/0/milestones", json!([0, 0]), "facts[0].milestones: names 0 twice");
    change("/facts/0/sources", json!([0, 0]), "facts[0].sources: names 0 twice");
    change("/facts/0/dates", json!([]), "facts[0]: has fewer dates than milestones");
    change("/milestones/0", json!("end"), "milestones[0]: is no object");
    change("/sources/0", json!("https://law.example/order"), "sources[0]: is no object");
    without("/facts/0/dates", "facts[0]: has fewer dates than milestones");
    change("/facts/0/dates/0", json!({"at": 0}), "facts[0].dates[0]: has no whole number where one should be");
    change("/facts/0/dates/0", json!(21_104), "facts[0].dates[0]: has no whole number where one should be");
    change("/facts/0/dates/0", json!(null), "");
    without("/products", none);
    change("/products", json!([]), none);
    change("/products", json!({"id": "acme-anvil"}), none);
    let products = |count: usize| (0..count).map(|id| json!({"id": id.to_string()})).collect();
    change("/products", products(502), "");
    change("/products", products(503), many);
    change("/products/1/id", json!("acme-anvil"), "products[1]: is there twice: `acme-anvil`");
    change("/products/1", json!({"name": "acme-anvil"}), "products[1]: is there twice: `acme-anvil`");
    for field in ["id", "name"] {
        let pointer = format!("/products/0/{field}");
        change(&pointer, json!("x".repeat(500)), "");
        change(&pointer, json!("x".repeat(501)), &format!("products[0].{field}: has more than 500 bytes"));
        change(&pointer, json!("x\u{202e}"), &format!("products[0].{field}: has the hidden character U+202E"));
    }
    change("/products/1/facts", json!(1), facts);
    change("/products/1/facts", json!(-1), facts);
    change("/products/1/facts", json!("0"), "products[1]: has no whole number where one should be");
    change("/facts", json!([]), "products[0]: names facts that the file does not have");
    change("/products/0", json!({}), "products[0]: has neither an id nor a name");
    change("/products/0", json!({"id": "", "name": ""}), "products[0]: has neither an id nor a name");
    change("/products/0", json!("acme-anvil"), "products[0]: has neither an id nor a name");
}

#[test]
fn a_file_is_no_larger_than_a_page_should_load() {
    let padded = |bytes: usize| format!("{SMALL}{}", " ".repeat(bytes - SMALL.len()));
    refused(&padded(MAX_CARD_BYTES), "");
    refused(&padded(MAX_CARD_BYTES + 1), "top level: 2097153 bytes are more than 2097152");
    let many = |count: usize| vec![json!(["p", {}]); count].into();
    change("/nodes", many(4_096), "");
    change("/nodes", many(4_097), "top level: an array or object has more than 4096 entries");
    let fields = |count: usize| Value::Object((0..count).map(|name| (name.to_string(), json!(0))).collect());
    change("/later", fields(300), "");
    change("/later", fields(301), "later: has more than 300 fields");
    change("/later", fields(4_097), "top level: an array or object has more than 4096 entries");
    let deep = |depth: usize| (1..depth).fold(json!([]), |inside, _| json!([inside]));
    change("/later", deep(63), "");
    change("/later", deep(64), "top level: nested deeper than 64 levels");
    refused(&"[".repeat(500_000), "top level: nested deeper than 64 levels");
}

#[test]
fn a_card_comes_to_no_more_than_a_page_should_show() {
    // 64 bytes for the paragraph, 64 for its text, and the text.
    let long = |bytes: usize| json!(["p", {}, "x".repeat(bytes - 128)]);
    change_nodes(vec![long(524_288)], json!([0]), "");
    change_nodes(
        vec![long(524_289)],
        json!([0]),
        "nodes[0]: comes to 524289 bytes when it is played, more than 524288",
    );
    let nested = |levels: usize| (1..levels).fold(json!("a"), |inside, _| json!(["div", {}, inside]));
    change_nodes(vec![], json!([nested(48)]), "");
    change_nodes(vec![nested(49)], json!(["a"]), "nodes[0]: is nested 49 levels deep, more than 48");
    change("/opening", json!([nested(49)]), "opening: is nested 49 levels deep, more than 48");
    // Each alone would fit; so does one of two cases, but not both of two nodes.
    let text = format!("{STAGE}/text");
    let over = "facts[0].stages[0].text: comes to 524289 bytes when it is played, more than 524288";
    change(&text, json!("x".repeat(524_288)), "");
    change(&text, json!("x".repeat(524_289)), over);
    // A slot counts as much as a node, and a name as it can at most.
    change(&text, vec![json!({"name": true}); 929].into(), "");
    change(&text, vec![json!({"name": true}); 930].into(), &over.replace("524289", "524520"));
    let nothing = json!({"case": "today", "of": [[0]]});
    change(&text, vec![nothing; 4_096].into(), "");
    // And what the player adds to a link that opens elsewhere.
    let links = |count: usize| vec![json!(["a", {"target": "_blank"}]); count].into();
    change("/opening", links(2_001), "");
    change("/opening", links(2_002), "opening: comes to 524524 bytes when it is played, more than 524288");
    let half = json!(["p", {}, "x".repeat(300_000)]);
    let two = "comes to 600256 bytes when it is played, more than 524288";
    change_nodes(vec![half.clone()], json!([{"case": "today", "of": [[0, 0], [1, 0]]}]), "");
    change_nodes(vec![half.clone()], json!([0, 0]), &format!("opening: {two}"));
    change_nodes(
        vec![half],
        json!([["div", {}, {"case": "today", "of": [[0], [1, 0, 0]]}]]),
        "opening: comes to 600320 bytes when it is played, more than 524288",
    );
}

#[test]
fn a_list_that_uses_itself_over_and_over_is_refused_before_it_is_large() {
    let doubled = |first: Value, next: &dyn Fn(usize) -> Value| {
        std::iter::once(first).chain((0..60).map(next)).collect::<Vec<_>>()
    };
    let elements = doubled(json!(["p", {}, "ha"]), &|before| json!(["div", {}, before, before]));
    change_nodes(elements, json!([60]), "nodes[12]: comes to 794560 bytes when it is played, more than 524288");
    let cases =
        doubled(json!(["p", {}, "ha"]), &|before| json!({"case": "today", "of": [[0, before, before], [1, "ha"]]}));
    change_nodes(cases, json!([60]), "nodes[12]: comes to 532480 bytes when it is played, more than 524288");
    // A text is in no list, where it would be copied over and over.
    let texts = doubled(json!("ha"), &|before| json!({"case": "today", "of": [[0, before], [1, before]]}));
    change_nodes(texts, json!([60]), "nodes[0]: is neither an element nor a case that has elements");
    let chain = doubled(json!(["p", {}]), &|before| json!(["div", {}, before]));
    change_nodes(chain, json!([60]), "nodes[24]: is nested 49 levels deep, more than 48");
    let mut chain = vec![json!(["p", {}])];
    chain.extend((0..1_000).map(|before| json!({"case": "today", "of": [[0, before]]})));
    change_nodes(chain, json!([1_000]), "nodes[24]: is nested 49 levels deep, more than 48");
    change_nodes(
        vec![json!(["p", {}]), json!(0)],
        json!(["a"]),
        "nodes[1]: is neither an element nor a case that has elements",
    );
}

/// A text is refused with this sentence; with an empty one it is read.
#[track_caller]
fn refused(text: &str, expected: &str) {
    let refusal = Card::read(text).err().map(|problem| problem.to_string()).unwrap_or_default();
    assert_eq!(refusal, expected, "{text:.2000}");
    // A page, which makes no sentence of it, takes and refuses the same.
    assert_eq!(Card::accept(text).is_none(), !expected.is_empty(), "{text:.2000}");
}

/// The small card with another value in one place is refused with this sentence.
#[track_caller]
fn change(pointer: &str, value: Value, expected: &str) {
    let mut card = small();
    put(&mut card, pointer, value);
    refused(&card.to_string(), expected);
}

/// The same without what is in one place.
#[track_caller]
fn without(pointer: &str, expected: &str) {
    let mut card = small();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let parent = card.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    assert!(parent.remove(field).is_some(), "{pointer}");
    refused(&card.to_string(), expected);
}

/// The same with another list of nodes, and with nothing but these nodes in its cards.
#[track_caller]
fn change_nodes(nodes: Vec<Value>, opening: Value, expected: &str) {
    let mut card = small();
    put(&mut card, "/nodes", nodes.into());
    put(&mut card, CARD, json!(["a"]));
    put(&mut card, "/facts/0/stages/1/card", json!(["a"]));
    put(&mut card, "/opening", opening);
    refused(&card.to_string(), expected);
}
