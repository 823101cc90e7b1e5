//! What is passed over, what is tested again where it is used, and the ends of time.

use expect_test::expect;
use phaseout::{
    Named, Precision, html,
    play::{Moment, play},
    template::Kind,
    view::Level,
};
use serde_json::{Map, Value, json};

use crate::{At, CARD, EXACT, HOUR, UTC, at, golden::golden, instant, put, read, read_text, shown, small};

#[test]
fn a_later_desk_may_add_fields_anywhere() {
    let mut later = small();
    let mut added = 0;
    add_fields(&mut later, &mut added);
    assert!(added > 20, "only {added} objects");
    let (card, later) = (read(&small()), read(&later));
    for now in ["2026-11-25T00:00:00Z", "2027-10-12T12:00:00Z", "2027-10-13T04:00:00Z"].map(instant) {
        for subject in [None, Some(0), Some(1)] {
            let at = At { now, ..UTC };
            assert_eq!(shown(&card, subject, at), shown(&later, subject, at));
        }
    }
}

#[test]
fn a_later_desk_may_add_fields_to_every_card_that_was_published() {
    for (name, text) in golden() {
        let now: Value = serde_json::from_str(&text).expect("JSON");
        let mut later = now.clone();
        add_fields(&mut later, &mut 0);
        let (card, later) = (read(&now), read(&later));
        for now in [1_720_000_000_000, 1_790_000_000_000, 1_830_000_000_000] {
            let at = At { now, ..UTC };
            assert_eq!(shown(&card, Some(0), at), shown(&later, Some(0), at), "{name}");
        }
    }
}

#[test]
fn what_a_later_desk_adds_to_what_a_status_quotes_is_in_the_status() {
    let mut later = small();
    for pointer in ["/milestones/0", "/sources/0", "/products/0", "/facts/0/stages/0/action"] {
        put(&mut later, &format!("{pointer}/later"), json!([1]));
    }
    put(&mut later, "/later", json!("here"));
    put(&mut later, "/facts/0/later", json!("here"));
    let card = read(&later);
    let status = at(&card, Some(0), At { now: 1_800_000_000_000, ..UTC }, |played| played.status()).expect("a product");
    let status: Value = serde_json::from_str(&status).expect("JSON");
    for pointer in ["/milestones/0", "/sources/0", "/product", "/action"] {
        assert_eq!(status.pointer(&format!("{pointer}/later")), Some(&json!([1])), "{pointer}");
    }
    assert!(status.get("later").is_none());
}

#[test]
fn a_link_is_tested_where_it_is_used() {
    let long = format!("https://acme.example/{}", "x".repeat(2_048));
    let dropped = [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:text/calendar,BEGIN",
        "DATA:text/calendar;charset=utf-8,BEGIN",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "http://acme.example/",
        "HTTPS://acme.example/",
        " https://acme.example/",
        "https://user@acme.example/",
        "https://acme.example/\"onclick=",
        "https://acme.example/é",
        "https://localhost/",
        "//acme.example/",
        "/acme",
        "#a",
        "mailto:a@acme.example",
        "blob:https://acme.example/a",
        &long,
    ];
    let kept = ["https://acme.example/a?b=c#d"];
    for (addresses, is_kept) in [(&kept[..], true), (&dropped[..], false)] {
        for address in addresses {
            let halves = address.char_indices().map(|(at, _)| address.split_at(at)).next_back().unwrap_or_default();
            for href in [
                json!(address),
                json!([halves.0, {"case": "today", "of": [[0, halves.1]]}]),
                json!({"case": "month", "of": [[0, address], [1, address]]}),
                json!({"plural": "day", "of": [[address]]}),
            ] {
                let shown = shown_in_opening(&json!(["a", {"href": href, "id": "a"}, "A"]));
                let expected =
                    if is_kept { format!("<a href=\"{address}\" id=\"a\">A</a>") } else { "<a id=\"a\">A</a>".into() };
                assert_eq!(shown, expected, "{href}");
            }
        }
    }
    // A calendar is there to be saved.
    let calendar = "data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR";
    assert_eq!(shown_in_opening(&json!(["a", {"href": calendar}, "A"])), "<a>A</a>");
    let saved = shown_in_opening(&json!(["a", {"download": "a.ics", "href": calendar}, "A"]));
    assert_eq!(saved, format!("<a download=\"a.ics\" href=\"{calendar}\">A</a>"));
    let nameless = json!({"case": "today", "of": [[0, ""]]});
    assert_eq!(shown_in_opening(&json!(["a", {"download": nameless, "href": calendar}, "A"])), "<a>A</a>");
    for address in ["javascript:alert(1)", "data:text/html,a", "http://acme.example/"] {
        let shown = shown_in_opening(&json!(["a", {"download": "a.ics", "href": address}, "A"]));
        assert_eq!(shown, "<a download=\"a.ics\">A</a>");
    }
    // A name of a product is no way in, either.
    let mut card = small();
    put(&mut card, "/products/0/name", json!("javascript:alert(1)"));
    put(&mut card, &format!("{CARD}/0"), json!(["a", {"href": {"name": true}}, "A"]));
    assert!(shown(&read(&card), Some(0), UTC).starts_with("<a>A</a>\n"));
}

#[test]
fn what_opens_elsewhere_knows_nothing_of_the_page() {
    for (attributes, expected) in [
        (json!({"target": "_blank"}), "<a target=\"_blank\" rel=\"noopener noreferrer\">A</a>"),
        (json!({"target": ["_bla", "nk"]}), "<a target=\"_blank\" rel=\"noopener noreferrer\">A</a>"),
        (json!({"target": "_top"}), "<a>A</a>"),
        (json!({"target": ""}), "<a>A</a>"),
        (json!({"rel": "opener"}), "<a rel=\"noopener noreferrer\">A</a>"),
        (json!({"rel": ""}), "<a rel=\"noopener noreferrer\">A</a>"),
    ] {
        assert_eq!(shown_in_opening(&json!(["a", attributes, "A"])), expected, "{attributes}");
    }
}

#[test]
fn an_address_of_a_status_is_https_or_none() {
    for (address, expected) in
        [("https://acme.example/", "https://acme.example/"), ("javascript:alert(1)", ""), ("http://acme.example/", "")]
    {
        let mut card = small();
        put(&mut card, "/sources/0/url", json!(address));
        put(&mut card, "/facts/0/stages/0/advice", json!({"text": "Save your files.", "url": address}));
        let status = at(&read(&card), Some(0), UTC, |played| played.status()).expect("a product");
        let status: Value = serde_json::from_str(&status).expect("JSON");
        for pointer in ["/sources/0/url", "/advice/url"] {
            assert_eq!(status.pointer(pointer), Some(&json!(expected)), "{pointer}");
        }
    }
}

#[test]
fn an_attribute_that_says_nothing_at_a_moment_is_left_out() {
    let case = |text: &str| json!({"case": "today", "of": [[0, text]]});
    for (attributes, expected) in [
        (json!({"id": case("a")}), "<option id=\"a\"></option>"),
        (json!({"id": case("")}), "<option></option>"),
        (json!({"id": ""}), "<option id></option>"),
        (json!({"selected": ""}), "<option selected></option>"),
        (json!({"selected": "false"}), "<option selected></option>"),
        (json!({"selected": case("x")}), "<option selected></option>"),
        (json!({"selected": case("")}), "<option></option>"),
    ] {
        assert_eq!(shown_in_opening(&json!(["option", attributes])), expected, "{attributes}");
    }
}

#[test]
fn a_text_is_text_whatever_is_in_it() {
    for (text, expected) in [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("</template>&amp;", "&lt;/template&gt;&amp;amp;"),
        ("{\"name\": true}", "{\"name\": true}"),
        ("\"' onmouseover='alert(1)", "\"' onmouseover='alert(1)"),
    ] {
        assert_eq!(shown_in_opening(&json!(["p", {}, text])), format!("<p>{expected}</p>"));
        let quoted = expected.replace('"', "&quot;");
        assert_eq!(shown_in_opening(&json!(["p", {"id": text}])), format!("<p id=\"{quoted}\"></p>"));
        let mut card = small();
        put(&mut card, "/products/0/name", json!(text));
        put(&mut card, CARD, json!([["p", {}, {"name": true}]]));
        assert!(shown(&read(&card), Some(0), UTC).starts_with(&format!("<p>{expected}</p>\n")));
    }
}

#[test]
fn digits_are_the_languages_own_but_not_where_machines_read() {
    let mut card = small();
    put(&mut card, "/digits", json!("٠١٢٣٤٥٦٧٨٩"));
    let slots = json!([["time", {"datetime": {"ascii": "year"}}, {"number": "day", "width": 2}, {"number": "year"}]]);
    put(&mut card, "/opening", slots);
    let at = At { now: instant("2027-02-03T00:00:00Z"), ..UTC };
    assert!(shown(&read(&card), None, at).starts_with("<time datetime=\"2027\">٠٣٢٠٢٧</time>\n"));
}

#[test]
fn every_value_is_played_at_the_ends_of_time() {
    let far = [
        i64::MIN,
        i64::MIN + 1,
        -EXACT - 1,
        -EXACT,
        -1,
        0,
        1,
        1_800_000_000_000,
        EXACT,
        EXACT + 1,
        i64::MAX - 1,
        i64::MAX,
    ];
    let offsets = [-14, -12, -9, 0, 5, 13, 14].map(|hours| hours * HOUR);
    let mut cards: Vec<_> = golden().into_iter().map(|(_, text)| read_text(&text)).collect();
    cards.push(read(&small()));
    for date in [-EXACT, -1, 0, 1_800_000_000_000, EXACT] {
        for day in [-EXACT, 0, 20_833, EXACT] {
            cards.push(read(&every_value(json!({"day": day, "at": date}), date)));
            cards.push(read(&every_value(json!({"day": day, "month": true, "at": date}), date)));
        }
    }
    cards.push(read(&every_value(json!(null), 0)));
    for card in &cards {
        for now in far {
            for ahead in offsets {
                for is_stopped in [false, true] {
                    let at = At { now, ahead, precision: Precision::Seconds, is_stopped, heading: Some(Level::Fifth) };
                    for subject in [None, Some(0), Some(card.len() - 1), Some(card.len()), Some(usize::MAX)] {
                        let is_shown = subject.is_some_and(|subject| subject < card.len());
                        self::at(card, subject, at, |played| {
                            assert!(
                                played.next_change > now || now == i64::MAX,
                                "{now} {ahead}: {}",
                                played.next_change
                            );
                            assert_eq!(is_shown, !played.phase.is_empty() && played.status().is_some());
                            assert!(!is_shown || !played.nodes.is_empty());
                        });
                    }
                }
            }
        }
    }
}

#[test]
fn each_value_has_its_number() {
    // 03:04:05 in New Delhi on June 7, 2027; the date is 2 years and 3 months ahead, and so many hours.
    let at =
        At { now: instant("2027-06-06T21:34:05Z"), ahead: 5 * HOUR + HOUR / 2, heading: Some(Level::Third), ..UTC };
    let date = instant("2029-09-30T23:10:00Z");
    let card = read(&every_value(json!({"day": 21_822, "at": date}), EXACT));
    let list = self::at(&card, Some(0), at, |played| html(&played.nodes)).replace("</li><li>", "\n");
    expect![
        "
        today 20976
        year 2027
        month 6
        day 7
        far 0 2700
        years 0 2
        months 0 3
        days 0 0
        left 0 …
        left-days 0 847
        left-hours 0 1
        left-minutes 0 35
        left-seconds 0 55
        local-time 0 280
        local-year 0 2029
        local-month 0 10
        local-day 0 1
        local-hour 0 4
        local-hour12 0 4
        local-minute 0 40
        precision 4
        stopped 0
        heading 3
        chosen 0"
    ]
    .assert_eq(list.trim_start_matches("<ul><li>").trim_end_matches("</li></ul>"));
}

#[test]
fn a_card_shows_the_same_until_its_next_change() {
    let date = 1_800_000_000_000;
    // As a desk does it, a stage begins where the date passes.
    let mut card = every_value(json!({"day": 20_833, "at": date}), date);
    // The reader's day is ahead of, on, and behind that of the date.
    for ahead in [-12, -9, 0, 9, 14].map(|hours| hours * HOUR) {
        for far in [-90_000_000, -3_600_001, -3_600_000, -1_500, -1_000, -1, 0, 1, 1_000, 90_000_000] {
            for kind in Kind::NAMES {
                let value = if is_alone(kind) { (*kind).to_owned() } else { format!("{kind} 0") };
                let slot = if *kind == "left" { "case" } else { "number" };
                put(
                    &mut card,
                    CARD,
                    json!([{slot: value, "of": [[-1_000, "a"], [0, "b"], [1, "c"], [5_000, "d"]]}, "."]),
                );
                let card = read(&card);
                let shown =
                    |now| self::at(&card, Some(0), At { now, ahead, ..UTC }, |it| (html(&it.nodes), it.next_change));
                let now = date + far;
                let (first, next) = shown(now);
                let last = next.min(now + 10 * 86_400_000);
                for step in 0..=8 {
                    let between = (now + (last - now) * step / 8).min(last - 1);
                    assert_eq!(shown(between).0, first, "{kind} {far} {ahead}: {between} before {next}");
                }
                // Once the date has passed, nothing of what is left changes.
                assert!(far <= 0 || next > now + 1, "{kind} {far} {ahead}: spins");
            }
        }
    }
}

#[test]
fn clocks_that_change_at_the_ends_of_time_stop_nothing() {
    let card = read(&small());
    let ahead_at = |at: i64| if at.rem_euclid(3) == 0 { 14 * HOUR } else { -12 * HOUR };
    for now in [i64::MIN, i64::MIN + 50_000_000, i64::MAX - 50_000_000, i64::MAX] {
        let moment = Moment { now, ahead_at: &ahead_at, precision: Precision::Auto, is_stopped: false, heading: None };
        assert!(play(&card, Some(0), moment).next_change > now || now == i64::MAX);
    }
}

/// What a node is at the beginning of 1970, as the opening of the small card.
#[track_caller]
fn shown_in_opening(node: &Value) -> String {
    let mut card = small();
    put(&mut card, "/opening", json!([node]));
    at(&read(&card), None, UTC, |played| html(&played.nodes))
}

/// A card with a list of every value, about a date, and another from an instant on.
fn every_value(date: Value, from: i64) -> Value {
    let mut list = vec![json!("ul"), json!({})];
    for kind in Kind::NAMES {
        let value = if is_alone(kind) { (*kind).to_owned() } else { format!("{kind} 0") };
        let case = json!({"case": value, "of": [[-EXACT], [0], [EXACT]]});
        // The time that is left is for cases: in milliseconds nobody reads it.
        let number = if *kind == "left" { json!("…") } else { json!({"number": value}) };
        let plural = if *kind == "left" { json!("") } else { json!({"plural": value, "of": [[], []]}) };
        let ascii = if *kind == "left" { json!("") } else { json!({"ascii": value, "width": 4}) };
        let stopped = json!({"case": "stopped", "of": [[0], [1, ascii]]});
        list.push(json!(["li", {"id": stopped}, value, " ", number, case, plural, stopped]));
    }
    let mut card = small();
    put(&mut card, "/facts/0/dates/0", date);
    put(&mut card, CARD, json!([list]));
    if from > -EXACT {
        put(&mut card, "/facts/0/stages/1/from", json!(from));
        put(&mut card, "/facts/0/stages/1/card", json!([list]));
    }
    card
}

fn is_alone(kind: &str) -> bool {
    ["today", "year", "month", "day", "precision", "stopped", "heading", "chosen"].contains(&kind)
}

/// Adds fields that nobody knows to every object but the attributes of elements, which are no fields.
fn add_fields(value: &mut Value, added: &mut usize) {
    match value {
        Value::Array(entries) => {
            let is_element = matches!(entries[..], [Value::String(_), Value::Object(_), ..]);
            for (index, entry) in entries.iter_mut().enumerate() {
                match entry {
                    Value::Object(attributes) if is_element && index == 1 => {
                        attributes.values_mut().for_each(|value| add_fields(value, added));
                    }
                    entry => add_fields(entry, added),
                }
            }
        }
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| add_fields(value, added));
            let later: Map<String, Value> =
                [("x".to_owned(), json!([null, {"href": "javascript:alert(1)"}]))].into_iter().collect();
            fields.insert("a-later-field".to_owned(), Value::Object(later));
            fields.insert("script".to_owned(), json!("alert(1)"));
            fields.insert("éé".to_owned(), json!(1.5e300));
            *added += 1;
        }
        _ => {}
    }
}
