//! What others publish becomes the draft of a topic, and all that is to be told of it is told; a topic goes out to OpenEoX
//! and comes back.
//!
//! `tests/import/NAME.txt` has the draft of each text and what is told. Read it as somebody who has to finish the topic
//! would; then run with `UPDATE_EXPECT=1`.
#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use phaseout::{
    Catalogue, Date, MAX_PRODUCTS, Named,
    catalogue::{Dated, Effect, Milestone, Product},
    export::export,
    import::{Draft, Format, Kind, MAX_IMPORT_BYTES, Options, Order, import},
};
use serde_json::{Value, json};

use self::shipped::TOPICS;

#[path = "shipped.rs"]
mod shipped;

const PYTHON: &str = include_str!("import/endoflife-python.json");
const FULL: &str = include_str!("import/endoflife-full.json");
const RELEASE: &str = include_str!("import/endoflife-release.json");
const CORE: &str = include_str!("import/openeox-core.json");
const SHELL: &str = include_str!("import/openeox-shell.json");
const NATIONAL: &str = include_str!("import/table-national.csv");

const NOTHING: Options = Options { product: None, format: None, dates: None };
const DEBIAN: Options = Options { product: Some("debian"), ..NOTHING };
const ANVIL: Options = Options { product: Some("Anvil"), ..NOTHING };

/// The name of each text's files, the text, what is said beside it, and what it is.
const TEXTS: [(&str, &str, Options, Format); 14] = [
    ("endoflife-python", PYTHON, NOTHING, Format::Endoflife),
    ("endoflife-iphone", include_str!("import/endoflife-iphone.json"), NOTHING, Format::Endoflife),
    ("endoflife-windows", include_str!("import/endoflife-windows.json"), NOTHING, Format::Endoflife),
    ("endoflife-full", FULL, DEBIAN, Format::Endoflife),
    ("endoflife-release", RELEASE, NOTHING, Format::Endoflife),
    ("endoflife-release-said", RELEASE, Options { product: Some("Python"), ..NOTHING }, Format::Endoflife),
    ("openeox-core", CORE, NOTHING, Format::Openeox),
    ("openeox-core-said", CORE, ANVIL, Format::Openeox),
    ("openeox-tba", include_str!("import/openeox-tba.json"), ANVIL, Format::Openeox),
    ("openeox-shell", SHELL, NOTHING, Format::Openeox),
    ("table-phones", include_str!("import/table-phones.csv"), NOTHING, Format::Csv),
    ("table-national", NATIONAL, Options { dates: Some(Order::Dmy), ..NOTHING }, Format::Csv),
    ("table-pasted", include_str!("import/table-pasted.tsv"), ANVIL, Format::Csv),
    ("table-versions", include_str!("import/table-versions.csv"), ANVIL, Format::Csv),
];

#[test]
fn each_text_is_recognised_and_all_of_its_draft_is_told() {
    for (name, text, options, format) in TEXTS {
        let draft = drafted(name, text, options);
        assert_eq!(draft.format, format, "{name}");
        let told: Vec<_> =
            draft.told.iter().map(|it| format!("{}: {}: {}\n", it.kind.name(), it.place, it.message)).collect();
        expect_file![format!("import/{name}.txt")].assert_eq(&format!("{}\n{}", draft.topic, told.concat()));
    }
}

#[test]
fn a_draft_lacks_what_is_told_as_needed_and_nothing_else() {
    for (name, text, options, _) in TEXTS {
        let draft = drafted(name, text, options);
        let topic = completed(&draft);
        let doubts = Catalogue::warnings(&topic).unwrap_or_else(|problems| panic!("{name}: {problems}\n{topic}"));
        assert_eq!(doubts, [], "{name}");
    }
}

/// The draft with what is told as needed, and with nothing else.
fn completed(draft: &Draft) -> String {
    let mut topic: Value = serde_json::from_str(&draft.topic).expect("JSON");
    for needed in draft.told.iter().filter(|it| it.kind == Kind::Needed) {
        let message = needed.message.as_str();
        match (needed.place.as_str(), message.split(' ').next()) {
            ("top level", Some("title")) => topic["title"] = json!("End of support for Anvil"),
            ("top level", Some("zone")) => topic["zone"] = json!("Europe/London"),
            ("top level", Some("checked")) => topic["checked"] = json!("2026-11-25"),
            ("top level", Some("sources")) => topic["sources"] = json!(["https://acme.example/support"]),
            ("top level", Some("products")) => topic["products"] = json!(["Anvil"]),
            (place, Some("has")) if message.starts_with("has no milestone") => {
                let id = place.split('`').nth(1).expect("an id");
                let open = json!({ "state": "open", "effect": "end-of-updates", "products": [id] });
                topic["milestones"].as_array_mut().expect("a list").push(open);
            }
            // Of a name no check can say that it is not whole.
            ("products" | "products[0]", _) => {}
            (place, _) => panic!("{place}: {message}"),
        }
    }
    topic.to_string()
}

#[test]
fn the_documentation_names_each_option_and_says_what_is_told() {
    let about = include_str!("../docs/import.md");
    for name in Format::NAMES.iter().chain(Order::NAMES).chain(Kind::NAMES) {
        assert!(about.contains(&format!("`{name}")) || about.contains(&format!("{name}`")), "{name}");
    }
    let told = about.split("```\n").nth(2).expect("an example");
    let known = include_str!("import/endoflife-python.txt");
    for part in told.lines().flat_map(|line| line.split(", … ")) {
        assert!(known.contains(part), "{part}");
    }
}

/// At most so many fields and looks for somebody who imports a product of endoflife.date.
const MOST_ASKED: usize = 8;

#[test]
fn a_whole_product_of_endoflife_asks_for_little() {
    let draft = drafted("python", PYTHON, NOTHING);
    let asked: Vec<_> = draft.told.iter().filter(|it| it.kind != Kind::Taken).collect();
    assert!(asked.len() <= MOST_ASKED, "{asked:#?}");
    let needed: Vec<_> = asked.iter().filter(|it| it.kind == Kind::Needed).map(|it| it.message.as_str()).collect();
    assert_eq!(needed, ["zone is missing, so days turn at midnight UTC: where do they turn?"]);
}

/// What is at fault: a text, what is said beside it, and every problem.
const FAULTS: &[(&str, Options, &[&str])] = &[
    ("", NOTHING, &["top level: there is nothing in it"]),
    (" \n", NOTHING, &["top level: there is nothing in it"]),
    (
        "<!DOCTYPE html><title>404</title>",
        NOTHING,
        &["line 1: it is a web page, and no answer, feed or table: is the address right?"],
    ),
    ("{\"result\": {\"name\": \"py", NOTHING, &["line 1, column 21: not JSON: a string that ends should be here"]),
    (
        r#"[{"cycle": "3.14", "eol": "2030-10-31"}]"#,
        NOTHING,
        &["top level: it is an answer of the first API of endoflife.date: import that of \
               https://endoflife.date/api/v1/products/NAME"],
    ),
    (
        include_str!("topics/python-3-10.json"),
        NOTHING,
        &["top level: it is a topic already: there is nothing to import"],
    ),
    (
        r#"{"vulnerabilities": [], "title": "KEV"}"#,
        NOTHING,
        &["top level: it is neither an answer of endoflife.date nor OpenEoX: its fields are vulnerabilities, title"],
    ),
    ("[1]", NOTHING, &["top level: it is neither an answer of endoflife.date nor OpenEoX, but an array"]),
    // endoflife.date.
    (
        FULL,
        NOTHING,
        &["result: 5 products are in it: say which product, of adonisjs, debian, amazon-linux, oracle-linux, \
               alpine-linux"],
    ),
    (
        FULL,
        ANVIL,
        &["result: product `Anvil` is not in it: there are adonisjs, debian, amazon-linux, oracle-linux, alpine-linux"],
    ),
    (PYTHON, ANVIL, &["result: product `Anvil` is not in it: it is about `python`"]),
    (
        r#"{"result": [{"name": "python", "uri": "https://endoflife.date/api/v1/products/python/"}]}"#,
        NOTHING,
        &["result: it lists products without their releases: import https://endoflife.date/api/v1/products/NAME"],
    ),
    (
        r#"{"schema_version": "1.2.1"}"#,
        NOTHING,
        &["top level: result is missing: that is where endoflife.date answers"],
    ),
    (
        r#"{"generated_at": 5, "result": {"name": "a", "releases": [
                {"name": "1", "isEol": "no", "eolFrom": true},
                {"name": "2", "isEol": true, "eolFrom": "2026-02-30"},
                {"isEol": true, "eolFrom": "31/10/2026"},
                {"name": "a\u202Eb", "isEol": false},
                7]}}"#,
        NOTHING,
        &[
            "top level: generated_at is a number, not a string",
            "result.releases[0] `1`: isEol is a string, not a boolean",
            "result.releases[0] `1`: eolFrom is a boolean, not a string",
            "result.releases[1] `2`: eolFrom `2026-02-30` is no day such as 2026-10-31",
            "result.releases[2]: name is missing: that is what the release is called",
            "result.releases[2]: eolFrom `31/10/2026` is no day such as 2026-10-31",
            "result.releases[4]: it is a number, not an object",
            "result.releases[3] `aU+202Eb`: name has the hidden character U+202E",
        ],
    ),
    // OpenEoX.
    (
        r#"{"$schema": "https://docs.oasis-open.org/openeox/v1.0/schema/core.json", "end_of_life": "2026-01-01",
                "end_of_sales": 3, "end_of_security_support": "2026-01-01T24:00:00Z", "last_updated": "tba"}"#,
        ANVIL,
        &[
            "top level: end_of_life `2026-01-01` is no instant such as 2025-12-31T12:00:00Z, nor `tba`",
            "top level: end_of_sales is a number, not a string",
            "top level: end_of_security_support `2026-01-01T24:00:00Z` is no instant such as 2025-12-31T12:00:00Z, \
                 nor `tba`",
            "top level: last_updated `tba` is no instant such as 2025-12-31T12:00:00Z",
        ],
    ),
    (
        r#"{"statements": [{"core": 1, "product": {}}]}"#,
        NOTHING,
        &[
            "statements[0]: product_name is missing: that is what the product is called",
            "statements[0]: core is a number, not an object",
        ],
    ),
    (r#"{"statements": []}"#, NOTHING, &["top level: statements is empty"]),
    (
        r#"{"title": "b"}"#,
        AS_OPENEOX,
        &[
            "top level: end_of_life is missing",
            "top level: end_of_security_support is missing",
            "top level: last_updated is missing",
        ],
    ),
    (
        SHELL,
        Options { product: Some("Saw"), ..NOTHING },
        &["statements: product `Saw` is not in it: there are Anvil 1.0, Anvil 2, Hammer"],
    ),
    // Tables.
    (
        NATIONAL,
        NOTHING,
        &["line 2, cell 3: `03/04/2026`, like 1 more in its column, may be 2026-04-03 or 2026-03-04: say dates `dmy` \
               or `mdy`"],
    ),
    ("name,date\nA,31/10/2026\n", NUMBERS, &["line 2, cell 2: date `31/10/2026` is no day in the order that was said"]),
    (
        "name,date\nA,soon\nB,2026\nC,46326\nD,03/04/26\nE\u{202E},2026-01-01\nF\u{200D},2026-01-01\n—,2026-01-01\n\
             G,2026-01-01,H\n",
        NOTHING,
        &[
            "line 2, cell 2: date `soon` is no date",
            "line 3, cell 2: date `2026` is a year alone: a topic knows days and months",
            "line 4, cell 2: date `46326` is a spreadsheet's number for a day: have it show the date",
            "line 5, cell 2: date `03/04/26` has no year of four digits",
            "line 9, cell 3: cell `H` stands beyond the 2 columns that the first row names",
            "line 6: name has the hidden character U+202E",
            "line 7: name `FU+200D` has an invisible joiner",
            "line 8: name `—` has no letter, digit or sign to find it by",
        ],
    ),
    (
        "colour,size\nred,4\n",
        NOTHING,
        &[
            "line 1: no column is called name, product or version: there are colour, size",
            "line 1: no column has the date: none is called date, end of support, end of sales, EOL or last day, of \
                 colour, size",
        ],
    ),
    (
        "name,product,EOS,eol,end of support\n",
        NOTHING,
        &[
            "line 1: several columns name the product: leave one of name, product",
            "line 1: several columns date the end of updates: leave one of eol, end of support",
            "line 1: column `EOS` may be the end of sales or of support: call it end of sales or end of support",
            "top level: there is no row below the one that names the columns",
        ],
    ),
    (
        "name,eol\n\"A\"x,2026-01-01\n\"B,2026-01-01\n",
        NOTHING,
        &[
            "line 2, cell 1: something follows the quote that closes it",
            "line 3, cell 1: the quote that it begins with is never closed",
        ],
    ),
    (
        PYTHON,
        AS_CSV,
        &[
            "line 1: no column is called name, product or version: there are {",
            "line 1: no column has the date: none is called date, end of support, end of sales, EOL or last day, of {",
        ],
    ),
];

const NUMBERS: Options = Options { dates: Some(Order::Mdy), ..NOTHING };
const AS_CSV: Options = Options { format: Some(Format::Csv), ..NOTHING };
const AS_OPENEOX: Options = Options { format: Some(Format::Openeox), ..NOTHING };

#[test]
fn what_is_at_fault_is_said_at_once_with_its_place_and_value() {
    for (text, options, problems) in FAULTS {
        let said = import(text, *options).map(|draft| draft.topic).map_err(|problems| problems.to_string());
        let Err(said) = said else { panic!("{text} is taken") };
        let said: Vec<_> = said.lines().collect();
        let is_table_of_lines = options.format == Some(Format::Csv);
        let known = said.iter().take(if is_table_of_lines { problems.len() } else { usize::MAX });
        assert_eq!(known.copied().collect::<Vec<_>>(), *problems, "{text}");
    }
}

#[test]
fn what_is_larger_than_a_topic_or_an_import_is_refused_with_the_limit() {
    let check = |text: &str, expected: &str| {
        let problems = import(text, NOTHING).map(|draft| draft.topic).expect_err("it is too large").to_string();
        assert!(problems.contains(expected), "{problems}");
    };
    let table = |number: usize| {
        let rows: Vec<_> = (0..number).map(|row| format!("P{row},2026-01-05\n")).collect();
        format!("name,last day\n{}", rows.concat())
    };
    assert!(import(&table(MAX_PRODUCTS), NOTHING).is_ok());
    check(&table(MAX_PRODUCTS + 1), "top level: it has 501 products, more than a topic takes, 500");
    check(&table(1_001), "line 1002: the table has more than 1000 rows");
    let ten_megabytes = "a".repeat(10_000_000);
    check(&ten_megabytes, "top level: it has more than 8 MiB, 8388608 bytes, which is the most that an import takes");
    let limit = format!("name,last day\nA,2026-01-05\n{}", " ".repeat(MAX_IMPORT_BYTES));
    assert!(import(&limit[..MAX_IMPORT_BYTES], NOTHING).is_ok(), "at the limit it is read");
}

#[test]
fn what_cannot_be_in_a_topic_is_left_out_or_written_otherwise_and_told() {
    let answer = |releases: &str| {
        format!(
            r#"{{"generated_at": "2026-08-22T00:00:00+00:00", "result": {{"name": "a", "releases": [{releases}]}}}}"#
        )
    };
    for (release, told) in [
        (
            r#"{"name": "1", "isEol": false, "eolFrom": "2026-08-21"}"#,
            "result.releases[0] `1`: isEol is false, but eolFrom `2026-08-21` says otherwise on 2026-08-22: the date is taken",
        ),
        (
            r#"{"name": "1", "isEol": true, "eolFrom": "2026-08-22"}"#,
            "result.releases[0] `1`: isEol is true, but eolFrom `2026-08-22` says otherwise on 2026-08-22: the date is taken",
        ),
        (
            r#"{"name": "1", "isEol": true, "eolFrom": null}"#,
            "milestones: isEol is true without a date on 2026-08-22, written as `ended`: a 1",
        ),
        (
            r#"{"name": "1", "isEol": true, "eolFrom": "1999-12-31"}"#,
            "result.releases[0] `1`: end-of-updates `1999-12-31` is not from 2000 to 2099, as dates of a topic are: \
             written as `ended`",
        ),
        (
            r#"{"name": "1", "isEol": false, "eolFrom": "9999-12-31"}"#,
            "result.releases[0] `1`: end-of-updates `9999-12-31` is not from 2000 to 2099, as dates of a topic are: \
             written as `open`",
        ),
        (
            r#"{"name": "1", "isEol": true, "eolFrom": "2025-03-05", "isDiscontinued": true, "discontinuedFrom": null}"#,
            "result.releases[0] `1`: end-of-sales `ended` comes after end-of-updates `2025-03-05`: it is left out",
        ),
        (
            r#"{"name": "1", "isEol": true, "eolFrom": "2025-03-05", "isEoes": true, "eoesFrom": "2025-03-04"}"#,
            "result.releases[0] `1`: end-of-paid-updates `2025-03-04` comes before end-of-updates `2025-03-05`: it is left \
             out",
        ),
        (
            r#"{"name": "1", "eolFrom": "2025-03-05"}, {"name": "1", "eolFrom": "2025-03-06"}"#,
            "result.releases[1] `1`: name `a 1` is already that of result.releases[0] `1`, which says end-of-updates \
             `2025-03-05`, and here it is end-of-updates `2025-03-06`: the first is kept",
        ),
        (
            r#"{"name": "1", "eolFrom": "2025-03-05"}, {"name": "1", "eolFrom": "2025-03-05"}"#,
            "result.releases[1] `1`: name `a 1` is already that of result.releases[0] `1`, with the same dates: it is taken \
             once",
        ),
    ] {
        let draft = drafted(release, &answer(release), NOTHING);
        let said: Vec<_> = draft.told.iter().map(|it| format!("{}: {}", it.place, it.message)).collect();
        assert!(said.iter().any(|it| it == told), "{told}\nis not in\n{}", said.join("\n"));
        let topic = completed(&draft);
        assert!(Catalogue::warnings(&topic).is_ok_and(|doubts| doubts.is_empty()), "{topic}");
    }
}

#[test]
fn names_that_differ_by_a_sign_are_two_products() {
    let draft = drafted(
        "signs",
        "name,last day\nC,2026-01-05\nC++,2026-01-05\nPixel 6,2026-01-05\nPixel 6+,2026-01-05\n\
                         Pixel 6 plus,2026-01-05\nCON,2026-01-05\n",
        NOTHING,
    );
    let topic = Catalogue::read(&completed(&draft)).unwrap_or_else(|problems| panic!("{problems}"));
    let ids: Vec<_> = topic.products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids, ["c", "c-plus-plus", "pixel-6", "pixel-6-plus", "pixel-6-plus-2", "product-con"]);
}

#[test]
fn a_topic_comes_back_from_openeox_with_what_that_can_hold() {
    let own =
        ["fcc-routers", "google-pixel", "microsoft-servers", "office", "python-3-10", "uk-pstn", "windows-10-esu"];
    let own = own.map(|name| std::fs::read_to_string(format!("tests/topics/{name}.json")).expect("it is there"));
    let shipped = TOPICS.iter().map(|(_, text, _)| (*text).to_owned());
    let mut dates = 0;
    for text in shipped.chain(own) {
        let topic = Catalogue::read(&text).unwrap_or_else(|problems| panic!("{problems}"));
        dates += there_and_back(&topic);
    }
    assert!(dates > 100, "only {dates} dates came back");
}

/// Exports and imports a topic; how many dates were compared.
fn there_and_back(topic: &Catalogue) -> usize {
    let exported = match export(topic) {
        Ok(exported) => exported,
        // A topic of rules alone has no date that OpenEoX can say, and that is said of each.
        Err(problems) => {
            assert!(topic.milestones.iter().all(|it| it.effect == Effect::RuleBegins), "{}: {problems}", topic.id);
            return 0;
        }
    };
    let draft = drafted(&topic.id, &exported.shell, NOTHING);
    let mut json: Value = serde_json::from_str(&draft.topic).expect("JSON");
    json["zone"] = json!(topic.zone);
    json["sources"] = json!(["https://acme.example/"]);
    json["title"] = json!("End of support");
    let back = Catalogue::read(&json.to_string()).unwrap_or_else(|problems| panic!("{}: {problems}", topic.id));
    assert_eq!(back.checked, topic.checked, "{}", topic.id);
    let mut compared = 0;
    for product in &topic.products {
        let name = product.name.in_language("en");
        let ends = |effect| end(topic, product, effect);
        // OpenEoX has one end for both.
        let updates = ends(Effect::EndOfUpdates).or(ends(Effect::EndOfService));
        let sales = ends(Effect::EndOfSales).filter(|it| it.date() != Dated::Ended);
        let Some(found) = back.products.iter().find(|it| it.name.in_language("en") == name) else {
            let place = format!("`{}`", product.id);
            let is_told = |it: &phaseout::Problem| it.place.ends_with(&place) && it.message.contains("left out");
            assert!(exported.lost.iter().any(is_told), "{name} of {} is lost without a word", topic.id);
            assert!(updates.is_none_or(|it| it.date() == Dated::Ended) && sales.is_none(), "{name} has a date");
            continue;
        };
        for (effect, before) in [(Effect::EndOfUpdates, updates), (Effect::EndOfSales, sales)] {
            let Some(before) = before else { continue };
            let after = end(&back, found, effect).unwrap_or_else(|| panic!("{name} of {}: no {effect:?}", topic.id));
            assert_eq!(after.from, before.from, "{name} of {}: {effect:?}", topic.id);
            assert_eq!(precision(after), precision(before), "{name} of {}: {effect:?}", topic.id);
            compared += 1;
        }
    }
    compared
}

fn end<'c>(topic: &'c Catalogue, product: &'c Product, effect: Effect) -> Option<&'c Milestone> {
    topic.milestones_of(product).find(|milestone| milestone.effect == effect)
}

/// To what a date is given; OpenEoX has no months.
fn precision(milestone: &Milestone) -> &'static str {
    match milestone.date().date() {
        Some(Date::Instant(_)) => "instant",
        Some(Date::Day(_) | Date::Month(_)) => "day",
        None => "none",
    }
}

#[test]
fn what_openeox_has_no_field_for_is_told() {
    let topic = Catalogue::read(include_str!("topics/fcc-routers.json")).expect("it is accepted");
    let lost = export(&topic).expect("it has dates").lost;
    let lost: Vec<_> = lost.iter().map(ToString::to_string).collect();
    expect_file!["import/export-fcc-routers.txt"].assert_eq(&(lost.join("\n") + "\n"));
    let rules = Catalogue::read(include_str!("topics/tls-lifetimes.json")).expect("it is accepted");
    let problems = export(&rules).expect_err("rules have no end").to_string();
    assert!(problems.ends_with("top level: no product has a date that OpenEoX can say"), "{problems}");
}

#[track_caller]
fn drafted(name: &str, text: &str, options: Options) -> Draft {
    import(text, options).unwrap_or_else(|problems| panic!("{name}: {problems}"))
}
