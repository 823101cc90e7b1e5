//! A card's file as anybody could send it: what is refused and with which sentence, what is passed over, what is tested
//! again when it is played, and that the player holds at the ends of time. And the golden cards: a player of this version
//! plays every card of format 1 that was ever published.
#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect;
use phaseout::{
    Precision,
    card::Card,
    chrono::DateTime,
    html,
    play::{Moment, Played, play},
    view::Level,
};
use serde_json::Value;

#[path = "cards/golden.rs"]
mod golden;
#[path = "cards/played.rs"]
mod played;
#[path = "cards/refused.rs"]
mod refused;

/// A card with something of everything.
const SMALL: &str = include_str!("cards/small.json");

/// The greatest number that every reader of JSON keeps exactly.
const EXACT: i64 = 9_007_199_254_740_991;

const HOUR: i64 = 3_600_000;

#[test]
fn the_small_card_is_one() {
    let card = read_text(SMALL);
    let shown = |subject, now: &str| shown(&card, subject, At { now: instant(now), ..UTC });
    expect![[r#"
        <section part="card" aria-labelledby="title" lang="en"><h2 id="title">US ban on Acme software</h2><p part="sentence"><a href="https://law.example/order">Acme Hammer</a>: updates end on <time datetime="2027-10-13">October 13, 2027</time></p><p part="status">1 day</p><p part="action">Save your files.</p><p part="as-of">2027-10-12</p></section>
        next 2027-10-13T00:00:00Z"#]]
    .assert_eq(&shown(Some(1), "2027-10-12T12:00:00Z"));
    expect![[r#"
        <section part="card" aria-labelledby="title" lang="en"><h2 id="title">US ban on Acme software</h2><p part="action">Save your files.</p></section>
        next never"#]]
    .assert_eq(&shown(Some(0), "2027-10-13T04:00:00Z"));
    expect![[r#"
        <section part="card"><h2 id="title">US ban on Acme software</h2>Which one do you have?</section>
        next never"#]]
    .assert_eq(&shown(None, "2027-10-13T04:00:00Z"));
}

/// A moment as a test has it.
#[derive(Debug, Clone, Copy)]
struct At {
    now: i64,
    ahead: i64,
    precision: Precision,
    is_stopped: bool,
    heading: Option<Level>,
}

const UTC: At = At { now: 0, ahead: 0, precision: Precision::Seconds, is_stopped: false, heading: None };

fn at<T>(card: &Card, subject: Option<usize>, at: At, seen: impl Fn(Played) -> T) -> T {
    let At { now, ahead, precision, is_stopped, heading } = at;
    let ahead_at = move |_| ahead;
    seen(play(card, subject, Moment { now, ahead_at: &ahead_at, precision, is_stopped, heading }))
}

/// What is shown at a moment, and when it changes next.
fn shown(card: &Card, subject: Option<usize>, moment: At) -> String {
    at(card, subject, moment, |played| {
        let next = DateTime::from_timestamp_millis(played.next_change);
        let next = next.map_or_else(|| "never".to_owned(), |next| format!("{next:?}"));
        format!("{}\nnext {next}", html(&played.nodes))
    })
}

fn instant(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).expect("an instant").timestamp_millis()
}

/// The nodes of the small card while its date is ahead.
const CARD: &str = "/facts/0/stages/0/card";

fn small() -> Value {
    serde_json::from_str(SMALL).expect("JSON")
}

#[track_caller]
fn read(card: &Value) -> Card {
    read_text(&card.to_string())
}

#[track_caller]
fn read_text(text: &str) -> Card {
    Card::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// Puts a value in a place, in which there may be one.
#[track_caller]
fn put(card: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = card.pointer_mut(pointer) {
        *place = value;
    } else {
        let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
        let parent = card.pointer_mut(parent).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{pointer}"));
        parent.insert(field.to_owned(), value);
    }
}
