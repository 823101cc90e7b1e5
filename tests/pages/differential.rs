//! The same Rust three times over: what it says natively, as WebAssembly and as JavaScript, byte for byte.
//!
//! Each vector is a product, a moment, a language and a precision; of each the card's HTML and the statement are
//! compared, by a hash that both sides compute.

use std::fs;
use std::path::Path;

use phaseout::{
    Catalogue, Locale, Named, Precision, Statement, When, evaluate, html, markup,
    view::{Setting, view},
};
use serde_json::{Value, json};

use crate::case::case;
use crate::site::Answer;

const LOCALES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/locales.rs"));
const CATALOGUES: [(&str, &str); 2] = [
    ("kaspersky-us", include_str!("../../www/catalogue/kaspersky-us.json")),
    ("windows-10", include_str!("../../www/catalogue/windows-10.json")),
];

/// Both sides of deadlines and of midnights, days with 23 and 25 hours, both ends of the years that count.
const MOMENTS: [&str; 12] = [
    "1970-01-01",
    "2024-07-20T03:59:59.999Z",
    "2024-07-20T00:00:00-04:00",
    "2024-09-27T04:00:00.001Z",
    "2024-09-28T20:59:59-07:00",
    "2024-09-29",
    "2024-12-31T23:59:59+14:00",
    "2025-03-09T02:30:00-05:00",
    "2025-11-02T01:30:00-05:00",
    "2026-10-13T23:59:59.999-12:00",
    "2027-02-28",
    "9999-12-31T23:59:59Z",
];

const PRECISIONS: [Precision; 5] =
    [Precision::Auto, Precision::Days, Precision::Hours, Precision::Minutes, Precision::Seconds];

/// How many are compared in one script: drivers wait for each only so long, and machines may be slow.
const AT_ONCE: usize = 1_000;

/// What the page is asked, by index into the lists; and the hash of what is right.
struct Vector {
    asked: (usize, usize, usize, usize, usize),
    expected: u32,
}

fn vectors() -> Vec<Vector> {
    let locales: Vec<_> = LOCALES.iter().map(|(_, text)| Locale::read(text).expect("valid")).collect();
    let mut vectors = Vec::new();
    for (c, (_, text)) in CATALOGUES.iter().enumerate() {
        let catalogue = Catalogue::read(text).expect("valid");
        for (p, listed) in catalogue.products.iter().enumerate() {
            let product = catalogue.find(&listed.id).expect("it is listed");
            for (m, moment) in MOMENTS.iter().enumerate() {
                let now: When = moment.parse().expect("a moment");
                for (l, locale) in locales.iter().enumerate() {
                    // Each language at each moment, and each precision in some of them.
                    let precision = (p + m + l) % PRECISIONS.len();
                    let status = evaluate(&catalogue, &product, now, PRECISIONS[precision]);
                    let setting = Setting { frozen: true, chooser: l == 0, ..Setting::default() };
                    let card = html(&markup::card(&view(&status, locale, setting)));
                    let view = view(&status, locale, Setting::default());
                    let statement = serde_json::to_string(&Statement::new(&status, &view)).expect("JSON");
                    let expected = fnv1a(&[card, statement].concat());
                    vectors.push(Vector { asked: (c, p, m, l, precision), expected });
                }
            }
        }
    }
    vectors
}

#[test]
fn wasm_and_javascript_say_what_the_native_build_says() {
    let vectors = vectors();
    assert!(vectors.len() >= 10_000, "only {} vectors", vectors.len());
    let glue = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/www/phaseout.glue.js");
    let glue = fs::read_to_string(&glue).unwrap_or_else(|error| panic!("{}: {error}", glue.display()));
    let given = json!({
        "catalogues": CATALOGUES.map(|(_, text)| text),
        "products": CATALOGUES.map(|(_, text)| {
            let catalogue = Catalogue::read(text).expect("valid");
            catalogue.products.iter().map(|product| product.id.clone()).collect::<Vec<_>>()
        }),
        "moments": MOMENTS,
        "locales": LOCALES.iter().map(|(_, text)| text).collect::<Vec<_>>(),
        "precisions": PRECISIONS.map(Named::name),
        "vectors": vectors.iter().map(|vector| vector.asked).collect::<Vec<_>>(),
    });
    case("")
        .cdn("/glue.js", Answer::text("text/javascript", glue))
        .cdn("/hashes.js", Answer::text("text/javascript", HASHES))
        .cdn("/given.json", Answer::text("application/json", given.to_string()))
        .run(async |page| {
            for engine in ["wasm", "js"] {
                for (part, vectors) in vectors.chunks(AT_ONCE).enumerate() {
                    let (from, to) = (part * AT_ONCE, part * AT_ONCE + vectors.len());
                    let hashes = format!("return (await import(cdn + '/hashes.js')).hashes('{engine}', {from}, {to})");
                    let hashes = page.eval(&hashes).await;
                    let hashes = hashes.as_array().expect("hashes");
                    assert_eq!(hashes.len(), vectors.len());
                    for (hash, Vector { asked, expected }) in hashes.iter().zip(vectors) {
                        let (c, p, m, l, precision) = *asked;
                        let asked = (CATALOGUES[c].0, p, MOMENTS[m], LOCALES[l].0, PRECISIONS[precision]);
                        assert_eq!(*hash, Value::from(*expected), "{asked:?} in {engine}");
                    }
                }
            }
        });
}

/// Shows each vector in one card of a core and hashes what is there. A module, because a driver's own scripts are
/// not compiled everywhere.
const HASHES: &str = "
import { makeCore } from '{cdn}/glue.js';

const encoder = new TextEncoder();
const hash = (text) => {
  let hash = 0x811c9dc5;
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += 1) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash >>> 0;
};

const start = async (instantiate) => {
  const given = await (await fetch('{cdn}/given.json')).json();
  const core = await makeCore(instantiate, (error) => { throw error });
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  const card = new core.Card(null, root, () => {}, false);
  const facts = given.catalogues.map((text) => core.readFacts(text));
  const words = given.locales.map((text) => core.readWords(text));
  return (from, to) => given.vectors.slice(from, to).map(([c, p, m, l, precision]) => {
    const asked = [given.products[c][p], l === 0, given.moments[m], given.precisions[precision], ''];
    card.show(facts[c], words[l], ...asked);
    return hash(root.innerHTML.replace(/ selected=../, ' selected') + JSON.stringify(card.status()));
  });
};

const ways = {
  wasm: async (imports) => {
    const bytes = await (await fetch('{cdn}/phaseout.wasm')).arrayBuffer();
    return (await WebAssembly.instantiate(bytes, imports)).instance.exports;
  },
  js: async (imports) => (await import('{cdn}/phaseout.fallback.js')).default(imports),
};
const started = {};

export const hashes = async (engine, from, to) => (await (started[engine] ??= start(ways[engine])))(from, to);";

fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
