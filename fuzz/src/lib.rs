//! What must hold for any bytes whatever: one function for each way in from outside.
//!
//! Each takes what an attacker could send and panics when a promise is broken. The fuzzer calls them by the million,
//! and `tests/fuzz.rs` on every run with the corpus and some inputs made of it. None may keep anything.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use phaseout::{
    Catalogue, Date, Found, Locale, Named, Now, Precision, State, Status, When, attribute_value,
    card::Card,
    catalogue::{Product, Scope},
    evaluate, html,
    import::{Kind, Options, import},
    markup::{self, Node},
    play::{self, Moment},
    view::{Level, Setting, opening, plain_sentence, view},
};

use self::parser::{parsed, unescaped};

#[path = "../../tests/html/parser.rs"]
mod parser;

/// A topic with `@` wherever words can stand.
const WORDS: &str = include_str!("words.json");

/// A topic that ends when `@` says.
const ENDS: &str = r#"{"format":2,"id":"a","title":"A","zone":"America/New_York","checked":"2000-01-01",
"sources":["https://a.example/"],"milestones":[{"at":"@","effect":"end-of-updates"}],"products":["A"]}"#;

/// Where readers are.
const ZONES: [Tz; 3] = [Tz::Pacific__Kiritimati, Tz::America__New_York, Tz::America__Los_Angeles];

static KASPERSKY: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../www/catalogue/kaspersky-us.json")));
static WINDOWS: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../www/catalogue/windows-10.json")));
static ACME: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../../tests/catalogue/small.json")));
static ENGLISH: LazyLock<Locale> =
    LazyLock::new(|| Locale::read(include_str!("../../www/locale/en.json")).expect("shipped words are valid"));

fn read(text: &str) -> Catalogue {
    Catalogue::read(text).expect("shipped facts are valid")
}

/// A newsroom's own catalogue: refused with problems that have a place and words, or shown as a card that an HTML
/// parser reads back.
pub fn catalogue(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Catalogue::read(&text) {
        Ok(catalogue) => {
            show(&catalogue);
            let doubts = Catalogue::warnings(&text).expect("it was read");
            assert!(doubts.iter().all(|it| !it.place.is_empty() && !it.message.is_empty()), "{doubts:?}");
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            assert!(problems.iter().all(|it| !it.place.is_empty() && !it.message.is_empty()), "{problems:?}");
        }
    }
}

/// What somebody else publishes, or says that it is: refused with problems that have a place and words, or a draft of which
/// nothing has to be mended, only added.
pub fn imports(bytes: &[u8]) {
    const ADDED: [&str; 4] = [" is missing", "has no milestone", "say the product", "say it, or complete"];
    let text = String::from_utf8_lossy(bytes);
    for product in [None, Some("python")] {
        match import(&text, Options { product, ..Options::default() }) {
            Ok(draft) => {
                assert!(draft.told.iter().all(|it| !it.place.is_empty() && !it.message.is_empty()), "{:?}", draft.told);
                for needed in draft.told.iter().filter(|it| it.kind == Kind::Needed) {
                    let is_added = ADDED.iter().any(|said| needed.message.contains(said));
                    assert!(is_added || needed.message.starts_with("checked "), "{needed:?}");
                }
            }
            Err(problems) => {
                assert!(!problems.is_empty(), "refused without a word");
                assert!(problems.iter().all(|it| !it.place.is_empty() && !it.message.is_empty()), "{problems:?}");
            }
        }
    }
}

/// The `now` of a page and a deadline, with a line break between: what is read is read alike once written, is on one
/// side of the other, and its next change is ahead; until that, a card shows the same, wherever its reader is.
pub fn moment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (at, now) = text.split_once('\n').unwrap_or((&text, "2024-09-28T12:00:00Z"));
    if let Ok(date) = at.parse::<Date>() {
        assert_eq!(date.written().parse::<Date>(), Ok(date));
    }
    let Ok(now) = now.parse::<When>() else { return };
    assert_eq!(now.written().parse::<When>(), Ok(now));
    let own = Catalogue::read(&ENDS.replace('@', at)).ok();
    for catalogue in [&*KASPERSKY].into_iter().chain(&own) {
        let product = &catalogue.products[0];
        let change = |status: Status| {
            for standing in &status.milestones {
                if let State::Ahead(left) | State::Passed(left) = standing.state {
                    assert!(left.hours < 24 && left.minutes < 60 && left.seconds < 60, "{left:?}");
                }
            }
            status.next_change
        };
        let first = now.first_instant(FixedOffset::east_opt(0).expect("UTC"));
        let status = evaluate(catalogue, product, now, Precision::Seconds);
        let earliest = match now {
            // Where clocks are furthest ahead, a day begins before it does in UTC.
            When::Day(_) => first - 86_400_000,
            When::Instant(_) => first,
        };
        assert!(change(status) > earliest, "{now:?}");
        let zone = ZONES[bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % ZONES.len()];
        let offset_at = |milliseconds| offset_at(zone, milliseconds);
        let shown = |milliseconds| {
            let now = Now::live(milliseconds, Some(&offset_at));
            (card(catalogue, product, now), change(evaluate(catalogue, product, now, Precision::Seconds)))
        };
        let (card, next) = shown(first);
        assert!(next > first, "{zone}: {next} is not after {first}");
        assert_eq!(shown(next - 1), (card, next), "{zone}: {first} to {next}");
    }
}

/// How far a zone's clocks are ahead of UTC at an instant.
fn offset_at(zone: Tz, milliseconds: i64) -> FixedOffset {
    zone.offset_from_utc_datetime(&DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().naive_utc()).fix()
}

fn card(catalogue: &Catalogue, product: &Product, now: Now) -> Vec<Node> {
    markup::card(&view(&evaluate(catalogue, product, now, Precision::Seconds), &ENGLISH, Setting::default()))
}

/// A compiled card's file, as any server could send it: refused with a sentence, or played, at moments and in places that
/// its bytes say, as a card that an HTML parser reads back, that is no larger than the limit, that changes after now and
/// shows the same until then.
pub fn play(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let card = match Card::read(&text) {
        Ok(card) => card,
        Err(problem) => return assert!(!problem.place.is_empty() && !problem.message.is_empty(), "{problem:?}"),
    };
    // FNV-1a, so that each change of the file is another moment.
    let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
    let seed = bytes.iter().fold(0xCBF2_9CE4_8422_2325, hash);
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(|number| number.parse::<i64>().ok());
    let numbers: Vec<_> = numbers.collect();
    let dates = numbers.iter().copied().filter(|number| number.unsigned_abs() > 99_999_999_999).take(2);
    let anywhere = [seed.cast_signed() >> (seed % 23), if seed.is_multiple_of(2) { i64::MIN } else { i64::MAX }];
    let moments = dates.flat_map(|at| [at.saturating_sub(1), at]).chain(anywhere);
    for (now, turn) in moments.zip((0..).step_by(7)) {
        let pick = |count: usize| {
            let count = u64::try_from(count).expect("64 bits");
            usize::try_from(seed.rotate_right(turn) % count).expect("less than a count")
        };
        // In steps of a quarter of an hour, from 12 hours behind to 14 ahead.
        let ahead = 900_000 * (i64::try_from(pick(105)).expect("small") - 48);
        let ahead_at = |_| ahead;
        let (precision, is_stopped) = (Precision::ALL[pick(5)], pick(3) == 0);
        let moment =
            Moment { now, ahead_at: &ahead_at, precision, is_stopped, heading: Level::ALL.get(pick(5)).copied() };
        let subject = pick(card.len() + 2).checked_sub(1);
        let played = play::play(&card, subject, moment);
        assert!(played.next_change > now || now == i64::MAX, "{now}: {}", played.next_change);
        // A date may change what is shown where it passes: there a desk begins a stage, but this file may have none.
        let passes = numbers.iter().copied().filter(|number| *number > now).fold(played.next_change, i64::min);
        let last = play::play(&card, subject, Moment { now: now.max(passes - 1), ..moment });
        assert_eq!(last.nodes, played.nodes, "{now} and before {passes}");
        let (size, depth) = size(&played.nodes);
        assert!(size <= 512 * 1024 && depth <= 48, "{size} bytes, {depth} levels");
        let status = played.status();
        assert_eq!(status.is_some(), !played.phase.is_empty(), "{}", played.phase);
        assert_eq!(parsed(&html(&played.nodes)), played.nodes);
    }
}

/// How large a tree is, as the limit of a card counts, and how deep; panics where it is not one for a page.
fn size(nodes: &[Node]) -> (usize, usize) {
    let (mut sum, mut deepest) = (0, 0);
    for node in nodes {
        let (size, depth) = match node {
            Node::Text(text) => (text.whole().expect("no slot").len(), 0),
            Node::Element(element) => {
                let values = element.attributes.iter().map(|(_, value)| 64 + value.whole().expect("no slot").len());
                let (size, depth) = size(&element.children);
                (size + values.sum::<usize>(), depth)
            }
            Node::Case(..) => panic!("played"),
        };
        sum += 64 + size;
        deepest = deepest.max(depth + 1);
    }
    (sum, deepest)
}

/// A product's name as somebody typed it: a listed product, one that is not listed and therefore unclear, or none
/// with the nearest ones.
pub fn search(bytes: &[u8]) {
    let name = String::from_utf8_lossy(bytes);
    // The long list takes a hundred times as long as the others, so only some names are looked up in it.
    let long = bytes.len().is_multiple_of(32).then_some(&*KASPERSKY);
    for catalogue in [&*ACME, &*WINDOWS].into_iter().chain(long) {
        match catalogue.find(&name) {
            Ok(Found::Listed(product)) => assert!(catalogue.products.iter().any(|it| it.id == product.id)),
            Ok(Found::Unlisted(product)) => {
                assert!(!catalogue.exhaustive && product.scope == Scope::Unclear && product.id.is_empty());
            }
            Err(error) => assert!(error.nearest.len() <= 3 && !error.to_string().is_empty(), "{error}"),
        }
        assert!(catalogue.matches(&name).len() <= 8);
    }
}

/// A text that stands in HTML, alone and in every place of a catalogue where words can stand: it is text there and
/// nothing else.
pub fn escaping(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let written = html(&[Node::Text(text.clone().into_owned().into())]);
    assert!(!written.contains(['<', '>']) && unescaped(&written) == text, "{written}");
    let written = attribute_value(&text);
    assert!(!written.contains(['<', '>', '"']) && unescaped(&written) == text, "{written}");
    let words = serde_json::to_string(&text).expect("a text is JSON");
    if let Ok(catalogue) = Catalogue::read(&WORDS.replace('@', &words[1..words.len() - 1])) {
        show(&catalogue);
    }
}

/// Writes some cards and reads them back.
fn show(catalogue: &Catalogue) {
    let check = |nodes: &[Node]| assert_eq!(parsed(&html(nodes)), nodes);
    check(&markup::opening_card(&opening(
        catalogue,
        catalogue.any_product().as_ref(),
        When::Day(catalogue.checked).into(),
        &ENGLISH,
        Setting::default(),
    )));
    let now: When = "2024-09-28T03:59:59.999Z".parse().expect("a moment");
    for product in catalogue.products.iter().take(2) {
        let status = evaluate(catalogue, product, now, Precision::Auto);
        let setting = Setting { chooser: true, frozen: true, ..Setting::default() };
        check(&markup::card(&view(&status, &ENGLISH, setting)));
        check(&markup::sentence(&plain_sentence(&status, &ENGLISH)));
    }
}
