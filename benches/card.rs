//! How long one card takes, from catalogue and instant to HTML, and what it takes to read the two texts before it.
//!
//! The card's catalogue has 40 products. The card is to take at most 50 µs on a machine of today.
#![cfg(not(target_arch = "wasm32"))]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use phaseout::{
    Catalogue, Locale, MAX_PRODUCTS, Precision, When,
    catalogue::Product,
    evaluate, html,
    import::{self, import},
    markup,
    view::{Setting, view},
};
use serde_json::{Value, json};

const ENGLISH: &str = include_str!("../www/locale/en.json");
const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");

criterion_group!(benches, card, catalogue, locale, growth, imports);
criterion_main!(benches);

/// `evaluate`, `view` and `html` for one product, in the phase with most to say.
fn card(criterion: &mut Criterion) {
    let catalogue = Catalogue::read(&forty_products()).expect("forty of the shipped products are a catalogue");
    let english = Locale::read(ENGLISH).expect("the shipped locale is valid");
    let mut group = criterion.benchmark_group("card");
    for id in ["kaspersky-premium", "kaspersky-edr-optimum", "kasperskyos"] {
        let product = catalogue.find(id).expect("it is among the forty");
        for now in ["2024-09-28T20:59:59-07:00", "2026-11-21T00:00:00Z"] {
            let instant: When = now.parse().expect("an instant");
            group.bench_function(format!("{id} at {now}"), |bencher| {
                bencher.iter(|| {
                    let status = evaluate(&catalogue, black_box(&product), black_box(instant), Precision::Auto);
                    html(&markup::card(&view(&status, &english, Setting::default())))
                });
            });
        }
    }
    let product = catalogue.find("kaspersky-premium").expect("it is among the forty");
    let instant: When = "2024-08-01T00:00:00Z".parse().expect("an instant");
    group.bench_function("with the chooser", |bencher| {
        bencher.iter(|| {
            let status = evaluate(&catalogue, black_box(&product), black_box(instant), Precision::Auto);
            html(&markup::card(&view(&status, &english, Setting { chooser: true, ..Setting::default() })))
        });
    });
    group.finish();
}

fn catalogue(criterion: &mut Criterion) {
    let text = forty_products();
    criterion.bench_function("catalogue of forty", |bencher| bencher.iter(|| Catalogue::read(black_box(&text))));
    criterion.bench_function("catalogue, shipped", |bencher| bencher.iter(|| Catalogue::read(black_box(KASPERSKY))));
}

fn locale(criterion: &mut Criterion) {
    criterion.bench_function("locale", |bencher| bencher.iter(|| Locale::read(black_box(ENGLISH))));
}

/// What grows with the number of products, and how: up to ten times more than a catalogue may list.
fn growth(criterion: &mut Criterion) {
    let english = Locale::read(ENGLISH).expect("the shipped locale is valid");
    let instant: When = "2024-08-01T00:00:00Z".parse().expect("an instant");
    for count in [40, 500, 5_000] {
        let mut catalogue = Catalogue::read(KASPERSKY).expect("the shipped catalogue is valid");
        let first = catalogue.products[0].clone();
        let with_id = |index| {
            let mut product: Product = first.clone();
            product.id = format!("product-{index}");
            product
        };
        catalogue.products = (0..count).map(with_id).collect();
        let id = format!("product-{}", count - 1);
        criterion.bench_function(&format!("find/{count}"), |bencher| {
            bencher.iter(|| catalogue.find(black_box(&id)));
        });
        let product = catalogue.find(&id).expect("it is the last");
        criterion.bench_function(&format!("evaluate/{count}"), |bencher| {
            bencher.iter(|| evaluate(&catalogue, black_box(&product), black_box(instant), Precision::Auto));
        });
        let status = evaluate(&catalogue, &product, instant, Precision::Auto);
        let setting = Setting { chooser: true, ..Setting::default() };
        criterion.bench_function(&format!("chooser/{count}"), |bencher| {
            bencher.iter(|| markup::card(&view(black_box(&status), &english, setting)));
        });
    }
}

/// An answer of endoflife.date with as many releases as a topic takes, and a table of as many rows; either is to take at
/// most 100 ms.
fn imports(criterion: &mut Criterion) {
    let date = |index: usize| format!("20{}-{:02}-{:02}", 10 + index % 40, 1 + index % 12, 1 + index % 28);
    let release = |index: usize| {
        let (name, eol) = (format!("{}.{}", index / 10, index % 10), date(index));
        json!({ "name": name, "isEol": false, "eolFrom": eol, "isEoes": null, "eoesFrom": null, "latest": { "name": name } })
    };
    let releases: Vec<Value> = (0..MAX_PRODUCTS).map(release).collect();
    let answer =
        json!({ "generated_at": "2009-08-22T00:00:00+00:00", "result": { "name": "anvil", "releases": releases } });
    let answer = answer.to_string();
    let row = |index: usize| format!("Anvil,{index},{},\"Sold, and repaired\"\n", date(index));
    let table = format!("product,version,last day,note\n{}", (0..MAX_PRODUCTS).map(row).collect::<String>());
    for (name, text) in [("an answer", &answer), ("a table", &table)] {
        let draft = import(text, import::Options::default()).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(draft.topic.lines().count() > MAX_PRODUCTS);
        criterion.bench_function(&format!("import/{MAX_PRODUCTS} of {name}"), |bencher| {
            bencher.iter(|| import(black_box(text), import::Options::default()));
        });
    }
}

/// The shipped catalogue with the first forty of its products.
fn forty_products() -> String {
    let mut catalogue: Value = serde_json::from_str(KASPERSKY).expect("the shipped catalogue is JSON");
    let products = catalogue["products"].as_array_mut().expect("products is a list");
    assert!(products.len() >= 40, "only {} products are shipped", products.len());
    products.truncate(40);
    let ids: Vec<Value> = products.iter().map(|product| product["id"].clone()).collect();
    // What is said of others goes with them.
    for list in ["milestones", "advice", "notes", "steps"] {
        let Some(entries) = catalogue.get_mut(list).and_then(Value::as_array_mut) else { continue };
        for named in entries.iter_mut().filter_map(|entry| entry.get_mut("products")?.as_array_mut()) {
            named.retain(|id| ids.contains(id));
        }
        entries.retain(|entry| entry.get("products").is_none_or(|named| named != &Value::Array(Vec::new())));
    }
    catalogue.to_string()
}
