//! What `phaseout status --json` says of a topic's dates, and of its kind, phase and advice.

use serde_json::{Value, json};

use super::{file, run};

#[test]
fn a_status_as_json_says_of_each_date_what_was_published() {
    let milestones = |topic: &str, product: &str, now: &str, expected: Value| {
        let status = status(topic, product, now);
        let facts = |it: &Value| {
            let fields = ["effect", "precision", "at", "last", "floor", "moved", "state"];
            let fields = fields.iter().filter_map(|field| Some(((*field).to_owned(), it.get(*field)?.clone())));
            Value::Object(fields.collect())
        };
        let found: Vec<Value> = status["milestones"].as_array().expect("a list").iter().map(facts).collect();
        assert_eq!(Value::Array(found), expected, "{topic}: {product}");
    };
    milestones(
        "www/catalogue/kaspersky-us",
        "kaspersky-premium",
        "2024-08-01",
        json!([
            { "effect": "end-of-sales", "precision": "instant", "at": "2024-07-20T00:00:00-04:00", "state": "passed" },
            { "effect": "end-of-updates", "precision": "instant", "at": "2024-09-29T00:00:00-04:00", "state": "ahead" },
        ]),
    );
    milestones(
        "tests/topics/windows-10-esu",
        "win10 esu",
        "2026-11-25",
        json!([{ "effect": "end-of-updates", "precision": "day", "at": "2027-10-13", "last": "2027-10-12",
            "moved": [{ "from": "2026-10-13", "on": "2026-06-25" }], "state": "ahead" }]),
    );
    milestones(
        "tests/topics/python-3-10",
        "python 3.10",
        "2026-11-25",
        json!([{ "effect": "end-of-updates", "precision": "month", "at": "2026-11", "last": "2026-10",
            "state": "passed" }]),
    );
    let floor = |state: &str| {
        json!([{ "effect": "end-of-updates", "precision": "month", "at": "2026-11", "last": "2026-10", "floor": true,
            "state": state }])
    };
    milestones("tests/topics/google-pixel", "pixel 6", "2026-10-31T23:59:59.999Z", floor("ahead"));
    milestones("tests/topics/google-pixel", "pixel 6", "2026-11-01T00:00:00Z", floor("open"));
    milestones(
        "tests/topics/tls-lifetimes",
        "let’s encrypt",
        "2027-02-10",
        json!([
            { "effect": "rule-begins", "precision": "day", "at": "2027-02-10", "state": "passed" },
            { "effect": "rule-begins", "precision": "day", "at": "2028-02-16", "state": "ahead" },
        ]),
    );
    let undated = json!({ "format": 2, "title": "Support for Acme", "checked": "2026-11-25", "products": ["Acme"],
        "sources": ["https://example.com/"], "milestones": [
            { "effect": "end-of-updates", "state": "ended" },
            { "effect": "end-of-paid-updates", "state": "open" },
        ] });
    let path = file("undated.json", undated.to_string().as_bytes()).display().to_string();
    milestones(
        path.trim_end_matches(".json"),
        "acme",
        "2026-11-25",
        json!([
            { "effect": "end-of-updates", "precision": "open", "at": null, "state": "passed" },
            { "effect": "end-of-paid-updates", "precision": "open", "at": null, "state": "open" },
        ]),
    );
}

#[test]
fn a_status_as_json_says_what_kind_of_topic_it_is_how_far_it_has_come_and_what_its_author_advises() {
    for (topic, product, now, kind, phase) in [
        ("www/catalogue/kaspersky-us", "kaspersky-premium", "2024-08-01", "ban", "sales-ended"),
        ("tests/topics/office", "office 2021", "2026-10-13", "end-of-support", "announced"),
        ("tests/topics/office", "office 2021", "2026-10-14", "end-of-support", "updates-ended"),
        ("tests/topics/uk-pstn", "landline", "2027-01-31", "switch-off", "announced"),
        ("tests/topics/uk-pstn", "landline", "2027-02-01", "switch-off", "service-ended"),
        ("tests/topics/tls-lifetimes", "public", "2026-03-14", "rule", "announced"),
        ("tests/topics/tls-lifetimes", "public", "2026-03-15", "rule", "in-force"),
    ] {
        let status = status(topic, product, now);
        assert_eq!((&status["kind"], &status["phase"]), (&json!(kind), &json!(phase)), "{topic} on {now}");
    }
    let telecare = status("tests/topics/uk-pstn", "telecare", "2026-11-25");
    let text = "Tell your phone provider that someone relies on a telecare alarm, and ask for battery back-up. Under \
                the charter nobody is moved against their will without safeguards.";
    let url = "https://www.gov.uk/government/publications/public-switched-telephone-network-charter";
    assert_eq!(telecare["advice"], json!({ "text": text, "url": url }));
    assert_eq!(telecare["action"], json!({ "code": "move-before-service-ends", "text": text }));
    assert_eq!(status("tests/topics/office", "office 2021", "2026-10-14").get("advice"), None, "there is none");
}

/// The status of a product of a topic's file, as JSON.
fn status(topic: &str, product: &str, now: &str) -> Value {
    let run = run(&["status", "--catalogue", &format!("{topic}.json"), "--product", product, "--now", now, "--json"]);
    assert_eq!((run.code, run.error.as_str()), (0, ""), "{topic}: {product}");
    serde_json::from_str(&run.out).expect("JSON")
}
