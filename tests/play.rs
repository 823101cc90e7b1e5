//! The page says what the desk says: a card that was compiled, written, read and played shows, at every moment, what the
//! desk draws for that moment, node for node; it changes when the desk says; and its `Status` is the same text.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path, sync::LazyLock};

use chrono::{FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use phaseout::{
    Catalogue, Frozen, Locale, Named, Now, Precision, Statement, Status, When,
    card::Card,
    catalogue::{Phase, Product},
    compile, compile_choice, compile_for, evaluate, html, markup,
    play::{Moment, play},
    view::{Level, Pace, Setting, opening, view},
};
use rayon::prelude::*;

#[path = "shipped.rs"]
mod shipped;

/// Every language, in the order of its tag.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut locales = shipped::LOCALES.to_vec();
    locales.sort_unstable();
    locales.iter().map(|(_, text)| Locale::read(text).unwrap_or_else(|problems| panic!("{problems}"))).collect()
});

/// How many topics are published.
const SHIPPED: usize = 2;

/// Every topic that is published, then every other that is tried.
static TOPICS: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    let read = |text: &String| Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"));
    let shipped = shipped::TOPICS.iter().map(|(name, ..)| shipped::topic(name));
    shipped.chain(texts("tests/topics").iter().map(read)).collect()
});

fn texts(folder: &str) -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.strip_suffix(".json").is_some_and(|name| !name.contains('.'))
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
}

/// Where readers are: a day ahead of everybody, where clocks change, half an hour off, and behind everybody.
const READERS: [Tz; 4] = [Tz::Pacific__Kiritimati, Tz::America__New_York, Tz::Asia__Kolkata, Tz::Etc__GMTPlus12];

const DAY: i64 = 86_400_000;

/// A product's card, as a page has it.
struct Subject<'s> {
    topic: &'s Catalogue,
    product: &'s Product,
    locale: &'s Locale,
    card: &'s Card,
    setting: Setting,
}

impl Subject<'_> {
    fn evaluated<T>(&self, now: i64, reader: Tz, precision: Precision, seen: impl Fn(&Status) -> T) -> T {
        let offset = |at: i64| offset(reader, at);
        seen(&evaluate(self.topic, self.product, Now::live(now, Some(&offset)), precision))
    }

    /// What is played is what is drawn; the next change of both.
    fn compare(&self, now: i64, reader: Tz, precision: Precision) -> i64 {
        let Self { setting, card, .. } = *self;
        let place = card.subject(self.product.handle());
        assert!(place.is_some(), "{}", self.product.handle());
        let ahead = |at: i64| i64::from(offset(reader, at).local_minus_utc()) * 1000;
        let is_stopped = setting.pace == Pace::Stopped;
        let moment = Moment { now, ahead_at: &ahead, precision, is_stopped, heading: setting.heading };
        let played = play(card, place, moment);
        let of = || {
            let Self { topic, locale, .. } = self;
            format!(
                "{}, {}, {}, {now}, {reader}, {}",
                topic.id,
                self.product.handle(),
                locale.language,
                precision.name()
            )
        };
        self.evaluated(now, reader, precision, |desk| {
            let view = view(desk, self.locale, setting);
            let drawn = markup::card(&view);
            assert!(played.nodes == drawn, "{}\nplayed: {}\ndrawn:  {}", of(), html(&played.nodes), html(&drawn));
            assert_eq!(played.phase, desk.phase.name(), "{}", of());
            if !is_stopped {
                assert_eq!(played.next_change, desk.next_change, "{}", of());
                let statement = serde_json::to_string(&Statement::new(desk, &view)).expect("JSON");
                assert_eq!(played.status(), Some(statement), "{}", of());
            }
            desk.next_change
        })
    }

    /// Compares around each change of the facts, and the changes of a day, an hour and a minute around them.
    fn compare_around_each_change(&self, reader: Tz, precision: Precision) {
        for at in self.changes() {
            for far in [-366, -62, -8, -2, 0, 2, 8, 62, 366].map(|days| days * DAY) {
                let next = self.compare(at + far, reader, precision);
                self.compare(next - 1, reader, precision);
                self.compare(next, reader, precision);
            }
        }
    }

    /// Instants at which a milestone passes, and the first at which a clock is believed.
    fn changes(&self) -> Vec<i64> {
        let checked = self.topic.checked.and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp_millis();
        // Where clocks are furthest ahead the day begins 14 hours before it does in UTC.
        let mut changes = vec![checked - 14 * 3_600_000];
        changes.extend(
            self.topic.milestones_of(self.product).filter_map(|it| it.from).map(|from| from.timestamp_millis()),
        );
        changes
    }
}

fn offset(reader: Tz, at: i64) -> FixedOffset {
    let at = chrono::DateTime::from_timestamp_millis(at).expect("within the calendar").naive_utc();
    reader.offset_from_utc_datetime(&at).fix()
}

/// What was compiled, as a page reads it.
fn published(card: &Card) -> Card {
    let text = card.write();
    Card::read(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

const LIVE: Setting = Setting { chooser: false, frozen: false, pace: Pace::Running, heading: None };

#[test]
fn every_published_card_is_played_as_it_is_drawn_around_each_change() {
    LOCALES.par_iter().for_each(|locale| {
        for topic in TOPICS.iter().take(SHIPPED) {
            for product in &topic.products {
                let compiled = compile(topic, product, locale);
                let card = published(&compiled);
                // What nothing counts down to cannot differ; one other precision says so.
                let has_countdown = compiled.write().contains("precision");
                let subject = Subject { topic, product, locale, card: &card, setting: LIVE };
                for (precision, reader) in Precision::ALL.iter().zip(READERS.iter().cycle()) {
                    if !has_countdown && !matches!(precision, Precision::Auto | Precision::Seconds) {
                        continue;
                    }
                    for at in subject.changes() {
                        for side in [-1, 0, 1] {
                            subject.compare(at + side, *reader, *precision);
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn each_kind_of_date_is_played_as_it_is_drawn_wherever_the_reader_is() {
    let spoken = ["en", "ar"];
    let locales: Vec<_> = LOCALES.iter().filter(|locale| spoken.contains(&locale.language.as_str())).collect();
    locales.par_iter().for_each(|locale| {
        for topic in &*TOPICS {
            let mut kinds = Vec::new();
            for product in &topic.products {
                let kind: Vec<_> = topic.milestones_of(product).map(|it| (it.date(), it.effect, it.floor)).collect();
                if kinds.contains(&kind) {
                    continue;
                }
                kinds.push(kind);
                let card = published(&compile(topic, product, locale));
                let subject = Subject { topic, product, locale, card: &card, setting: LIVE };
                for (precision, reader) in Precision::ALL.iter().zip(READERS.iter().cycle()) {
                    subject.compare_around_each_change(*reader, *precision);
                }
            }
        }
    });
}

#[test]
fn moments_drawn_at_random_are_played_as_they_are_drawn() {
    let mut random = Random(2_026);
    let cards: Vec<_> = TOPICS
        .iter()
        .flat_map(|topic| topic.products.iter().map(move |product| (topic, product)))
        .step_by(7)
        .flat_map(|(topic, product)| {
            LOCALES
                .iter()
                .step_by(3)
                .map(move |locale| (topic, product, locale, published(&compile(topic, product, locale))))
        })
        .collect();
    for _ in 0..5_000 {
        let (topic, product, locale, card) = &cards[random.below(cards.len())];
        let paces = [Pace::Running, Pace::Stopped];
        let heading = Level::ALL.get(random.below(6)).copied();
        let setting = Setting { pace: paces[random.below(2)], heading, ..LIVE };
        let subject = Subject { topic, product, locale, card, setting };
        // From 2019 to 2051.
        let now = 1_546_300_800_000 + i64::try_from(random.next() % 1_000_000_000_000).expect("small");
        subject.compare(now, READERS[random.below(4)], Precision::ALL[random.below(5)]);
    }
}

#[test]
fn a_choice_shows_every_product_and_what_stands_before_one_is_chosen() {
    for topic in &*TOPICS {
        for locale in LOCALES.iter().step_by(5) {
            let unlisted = topic.find(&format!("{} Something New", topic.makers.first().map_or("", String::as_str)));
            let unlisted = unlisted.ok().filter(|product| product.id.is_empty());
            let card = published(&compile_choice(topic, unlisted.as_deref(), locale));
            let setting = Setting { chooser: true, ..LIVE };
            let any = topic.any_product();
            let products: Vec<_> = topic.products.iter().chain(&any).chain(unlisted.as_deref()).collect();
            assert_eq!(card.len(), products.len());
            for product in products {
                let subject = Subject { topic, product, locale, card: &card, setting };
                let changes = subject.changes();
                for at in [changes[0], changes[changes.len() - 1]] {
                    for side in [-1, 0, 400 * DAY] {
                        subject.compare(at + side, READERS[1], Precision::Auto);
                    }
                }
            }
            for heading in [None, Some(Level::Third)] {
                let setting = Setting { heading, ..setting };
                for now in [1_700_000_000_000, 1_800_000_000_000, 1_900_000_000_000] {
                    let offset = |at: i64| offset(READERS[0], at);
                    let moment = Now::live(now, Some(&offset));
                    let drawn = markup::opening_card(&opening(topic, any.as_ref(), moment, locale, setting));
                    let ahead = |at: i64| i64::from(offset(at).local_minus_utc()) * 1000;
                    let moment =
                        Moment { now, ahead_at: &ahead, precision: Precision::Auto, is_stopped: false, heading };
                    let played = play(&card, None, moment);
                    assert!(played.nodes == drawn, "{}\n{}", html(&played.nodes), html(&drawn));
                    assert_eq!(played.next_change, moment_after(now, READERS[0]));
                }
            }
        }
    }
}

/// The reader's next midnight.
fn moment_after(now: i64, reader: Tz) -> i64 {
    let offset = |at: i64| offset(reader, at);
    Now::live(now, Some(&offset)).next_midnight()
}

#[test]
fn a_card_that_was_read_is_written_as_it_was() {
    for topic in &*TOPICS {
        for locale in LOCALES.iter().step_by(4) {
            let text = compile_choice(topic, None, locale).write();
            let read = Card::read(&text).unwrap_or_else(|problem| panic!("{problem}"));
            assert_eq!(read.write(), text);
        }
    }
}

#[test]
fn a_phase_that_the_desk_does_not_know_is_none() {
    let topic = &TOPICS[0];
    let card = compile(topic, &topic.products[0], &LOCALES[0]);
    let utc = |_| 0;
    let moment = Moment { now: 0, ahead_at: &utc, precision: Precision::Auto, is_stopped: false, heading: None };
    assert_eq!(play(&card, Some(0), moment).phase, Phase::Unknown.name(), "a clock of 1970 is not believed");
    assert_eq!(play(&card, Some(9), moment).phase, "");
}

/// Numbers from a seed: splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count).expect("small")).expect("small")
    }
}

#[test]
fn a_frozen_card_shows_its_moment_whatever_the_clock_says() {
    let english = LOCALES.iter().find(|locale| locale.language == "en").expect("English");
    let moments =
        ["2024-07-19", "2024-07-20", "2024-09-29T00:00:00-04:00", "2024-09-28T23:59:59-04:00", "2026-11-30T12:00:00Z"];
    for topic in &TOPICS[..SHIPPED] {
        let any = topic.any_product();
        for (text, is_choice) in moments.iter().flat_map(|text| [(text, false), (text, true)]) {
            let now: When = text.parse().expect("a moment");
            for precision in [Precision::Auto, Precision::Seconds] {
                let heading = Some(Level::Third);
                let frozen = Some(Frozen { now, precision, heading });
                let setting = Setting { chooser: is_choice, frozen: true, heading, ..Setting::default() };
                for product in topic.products.iter().take(3).chain(&any) {
                    let file = compile_for(topic, Some(product), is_choice, english, frozen).write();
                    let card = Card::read(&file).unwrap_or_else(|problem| panic!("{problem}"));
                    let status = evaluate(topic, product, now, precision);
                    let drawn = view(&status, english, setting);
                    let statement = serde_json::to_string(&Statement::new(&status, &drawn)).expect("JSON");
                    for clock in [0, 1_720_000_000_000, 4_000_000_000_000] {
                        let ahead = |_| 0;
                        let moment = Moment {
                            now: clock,
                            ahead_at: &ahead,
                            precision: Precision::Auto,
                            is_stopped: false,
                            heading: None,
                        };
                        let played = play(&card, card.subject(product.handle()), moment);
                        assert_eq!(html(&played.nodes), html(&markup::card(&drawn)), "{text}, {}", product.id);
                        assert_eq!(played.status().as_ref(), Some(&statement), "{text}, {}", product.id);
                        assert_eq!(played.next_change, i64::MAX, "it follows no clock");
                    }
                }
                let card = compile_for(topic, None, is_choice, english, frozen);
                let drawn = opening(topic, any.as_ref(), now.into(), english, Setting { chooser: true, ..setting });
                let ahead = |_| 0;
                let moment = Moment { now: 0, ahead_at: &ahead, precision, is_stopped: false, heading: None };
                assert_eq!(html(&play(&card, None, moment).nodes), html(&markup::opening_card(&drawn)), "{text}");
            }
        }
    }
}
