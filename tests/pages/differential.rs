//! The page says what the desk says: what a browser shows of a compiled card, in WebAssembly and in JavaScript, is what
//! the desk draws for that moment, node for node.
//!
//! Each vector is a card, a product, a moment, a reader's zone and what a host may wish; of each the card's tree and its
//! `Status` are compared, by a hash that both sides compute.

use std::fs;
use std::thread;

use phaseout::chrono::{FixedOffset, Offset, TimeZone};
use phaseout::{
    Catalogue, Locale, Named, Now, Precision, Statement,
    card::Card,
    catalogue::Product,
    chrono::DateTime,
    compile, compile_choice, evaluate,
    markup::{self, Node},
    play::{Moment, play},
    template::Template,
    view::{Level, Pace, Setting, opening, view},
};
use phaseout_pages::root;
use serde_json::{Value, json};

use crate::case::case;
use crate::compiled::{LOCALES, shipped};
use crate::site::Answer;

/// Those that are published, and others for kinds of dates and measures that these do not have.
const TOPICS: [&str; 6] = [
    include_str!("../../www/catalogue/kaspersky-us.json"),
    include_str!("../../www/catalogue/windows-10.json"),
    include_str!("../catalogue/small.json"),
    include_str!("../topics/google-pixel.json"),
    include_str!("../topics/tls-lifetimes.json"),
    include_str!("../topics/uk-pstn.json"),
];

/// Where readers are: ahead of everybody, behind everybody, half an hour off, and where clocks change.
const ZONES: [&str; 5] =
    ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"];

/// How many vectors there are of a card of one product, and of one of all.
const OF_A_PRODUCT: usize = 21;
const OF_A_CHOICE: usize = 7;

/// How many are compared in one script: drivers wait for each only so long, and machines may be slow.
const AT_ONCE: usize = 1_000;

const DAY: i64 = 86_400_000;
/// Some minutes, hours and days around a change.
const AROUND: [i64; 8] = [-62 * DAY, -2 * DAY, -DAY / 2, -59_999, 0, DAY, 9 * DAY, 400 * DAY];

/// A card's file, and what it is of.
struct File {
    topic: usize,
    locale: usize,
    /// None where readers choose.
    product: Option<usize>,
}

/// What the page is asked, and what is right.
struct Vector {
    asked: Value,
    expected: String,
}

/// A zone's offsets as a page is given them, so that a browser of any zone has them: minutes ahead of UTC from an instant on.
struct Zone(Vec<(i64, i64)>);

impl Zone {
    fn named(name: &str) -> Self {
        let zone: chrono_tz::Tz = name.parse().expect("a zone");
        let ahead = |at: i64| {
            let at = DateTime::from_timestamp_millis(at).expect("within the calendar").naive_utc();
            i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()) / 60
        };
        let mut offsets = vec![(i64::MIN, ahead(0))];
        for day in 0..50_000 {
            let (mut before, mut after) = (day * DAY, (day + 1) * DAY);
            if ahead(before) == ahead(after) {
                continue;
            }
            while after - before > 1 {
                let between = i64::midpoint(before, after);
                if ahead(between) == ahead(before) { before = between } else { after = between }
            }
            offsets.push((after, ahead(after)));
        }
        Self(offsets)
    }

    /// In milliseconds.
    fn ahead_at(&self, at: i64) -> i64 {
        let after = self.0.partition_point(|(from, _)| *from <= at);
        self.0[after - 1].1 * 60_000
    }
}

/// Numbers from a seed: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(count).expect("small")).expect("small")
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn files(topics: &[Catalogue]) -> Vec<File> {
    let mut files = Vec::new();
    for (topic, catalogue) in topics.iter().enumerate() {
        for locale in 0..LOCALES.len() {
            files.push(File { topic, locale, product: None });
            // A different third in each language, so that each product is there in some.
            let products = (0..catalogue.products.len()).filter(|product| (product + locale) % 3 == 0);
            files.extend(products.map(|product| File { topic, locale, product: Some(product) }));
        }
    }
    files
}

/// The text of a card, and vectors of it.
fn vectors(place: usize, file: &File, topics: &[Catalogue], zones: &[Zone]) -> (String, Vec<Vector>) {
    let (topic, locale) = (&topics[file.topic], &LOCALES[file.locale]);
    let any = topic.any_product();
    let (text, products, count) = if let Some(product) = file.product {
        let product = &topic.products[product];
        (compile(topic, product, locale).write(), vec![Some(product)], OF_A_PRODUCT)
    } else {
        let products = topic.products.iter().chain(&any).map(Some).chain([None]).collect();
        (compile_choice(topic, None, locale).write(), products, OF_A_CHOICE)
    };
    let card = Card::read(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let desk = Desk { topic, any: any.as_ref(), locale, card: &card };
    let mut random = Random(u64::try_from(place).expect("small"));
    let vectors = (0..count).map(|_| {
        let product = random.of(&products);
        let now = desk.moment(product, &mut random);
        let zone = random.below(zones.len());
        let precision = random.of(Precision::ALL);
        let heading = (random.below(4) == 0).then(|| random.of(Level::ALL));
        let is_calm = random.below(8) == 0;
        let pacing = if is_calm { Pace::Stopped } else { Pace::Running };
        let setting = Setting { chooser: file.product.is_none(), pace: pacing, heading, ..Setting::default() };
        let expected = desk.says(product, now, &zones[zone], precision, setting);
        let id = product.map_or("", |product| product.id.as_str());
        let asked = json!([place, id, now, zone, precision.name(), heading.map_or("", Named::name), u8::from(is_calm)]);
        Vector { asked, expected }
    });
    let vectors = vectors.collect();
    (text, vectors)
}

/// What a card is drawn from natively.
struct Desk<'d> {
    topic: &'d Catalogue,
    any: Option<&'d Product>,
    locale: &'d Locale,
    card: &'d Card,
}

impl Desk<'_> {
    /// A moment before, at, after and around a change of the facts, or any other.
    fn moment(&self, product: Option<&Product>, random: &mut Random) -> i64 {
        let checked = self.topic.checked.and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp_millis();
        let mut changes = vec![checked - 14 * 3_600_000, checked];
        if let Some(product) = product {
            changes
                .extend(self.topic.milestones_of(product).filter_map(|it| it.from).map(|from| from.timestamp_millis()));
        }
        let change = random.of(&changes);
        match random.below(8) {
            0 => change - 1,
            1 => change,
            2 => change + 1,
            // From 1970 to 2096, to the second.
            3 => i64::try_from(random.below(4_000_000_000)).expect("small") * 1_000,
            _ => change + random.of(&AROUND) + i64::try_from(random.below(90_000_000)).expect("small"),
        }
    }

    /// The tree of a card and its `Status`, as the desk draws them and as the player plays them.
    fn says(&self, product: Option<&Product>, now: i64, zone: &Zone, precision: Precision, setting: Setting) -> String {
        let Self { topic, any, locale, card } = *self;
        let offset =
            |at: i64| FixedOffset::east_opt(i32::try_from(zone.ahead_at(at) / 1_000).expect("a day")).expect("a day");
        let live = Now::live(now, Some(&offset));
        let ahead_at = |at| zone.ahead_at(at);
        let is_stopped = setting.pace == Pace::Stopped;
        let place = product.map(|product| card.subject(product.handle()).expect("it is in the card"));
        let moment = Moment { now, ahead_at: &ahead_at, precision, is_stopped, heading: setting.heading };
        let played = play(card, place, moment);
        let Some(product) = product else {
            let drawn = markup::opening_card(&opening(topic, any, live, locale, setting));
            assert!(played.nodes == drawn, "{}, no product, {now}", topic.id);
            return written(&drawn);
        };
        let status = evaluate(topic, product, live, precision);
        let view = view(&status, locale, setting);
        let drawn = markup::card(&view);
        assert!(played.nodes == drawn, "{}, {}, {}, {now}", topic.id, product.id, locale.language);
        if is_stopped {
            // When it changes next is another matter where nothing runs.
            return written(&drawn);
        }
        let statement = serde_json::to_string(&Statement::new(&status, &view)).expect("JSON");
        assert_eq!(played.status().as_deref(), Some(&*statement), "{}, {}, {now}", topic.id, product.id);
        written(&drawn) + &statement
    }
}

#[test]
fn the_page_says_what_the_desk_says() {
    let topics = TOPICS.map(shipped::read);
    let zones = ZONES.map(Zone::named);
    let files = files(&topics);
    let vectors_of = |place: usize| self::vectors(place, &files[place], &topics, &zones);
    let numbered: Vec<_> = files.iter().enumerate().collect();
    // Half of the machine: another page is tried beside this one.
    let threads = thread::available_parallelism().map_or(1, |all| usize::from(all).div_ceil(2));
    let hashed = |(at, file): &(usize, &File)| {
        let (card, vectors) = self::vectors(*at, file, &topics, &zones);
        let hashes = vectors.into_iter().map(|Vector { asked, expected }| (asked, fnv1a(&expected)));
        (card, hashes.collect::<Vec<_>>())
    };
    let made: Vec<_> = thread::scope(|scope| {
        let parts: Vec<_> = numbered
            .chunks(numbered.len().div_ceil(threads))
            .map(|part| scope.spawn(|| part.iter().map(hashed).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("it says the same natively")).collect()
    });
    let (cards, vectors): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let vectors: Vec<_> = vectors.into_iter().flatten().collect();
    assert!(vectors.len() >= 20_000, "only {} vectors", vectors.len());
    let glue = root().join("target/www/phaseout.glue.js");
    let glue = fs::read_to_string(&glue).unwrap_or_else(|error| panic!("{}: {error}", glue.display()));
    let given = json!({
        "cards": cards,
        // JSON has no infinity; no browser has a date before that.
        "zones": zones.each_ref().map(|Zone(offsets)| {
            offsets.iter().map(|(from, ahead)| (*from.max(&-9_000_000_000_000_000), *ahead)).collect::<Vec<_>>()
        }),
        "vectors": vectors.iter().map(|(asked, _)| asked).collect::<Vec<_>>(),
    });
    case("")
        .cdn("/glue.js", Answer::text("text/javascript", glue))
        .cdn("/hashes.js", Answer::text("text/javascript", HASHES))
        .cdn("/given.json", Answer::text("application/json", given.to_string()))
        .run(async |page| {
            for engine in ["wasm", "js"] {
                for (part, vectors) in vectors.chunks(AT_ONCE).enumerate() {
                    let (from, to) = (part * AT_ONCE, part * AT_ONCE + vectors.len());
                    let question =
                        format!("return (await import(cdn + '/hashes.js')).hashes('{engine}', {from}, {to})");
                    let found = page.eval(&question).await;
                    let found = found.as_array().expect("hashes");
                    assert_eq!(found.len(), vectors.len());
                    for (at, (hash, (asked, expected))) in found.iter().zip(vectors).enumerate() {
                        if hash.as_u64() == Some((*expected).into()) {
                            continue;
                        }
                        let place = usize::try_from(asked[0].as_u64().expect("a place")).expect("small");
                        let (_, said) = vectors_of(place);
                        let said = said.into_iter().find(|vector| vector.asked == *asked).expect("the same seed");
                        let at = from + at;
                        // All of the part, because what was shown before may be what is wrong.
                        let last =
                            format!("return (await import(cdn + '/hashes.js')).last('{engine}', {from}, {at} + 1)");
                        let (topic, locale) = (&topics[files[place].topic], &LOCALES[files[place].locale]);
                        let shown = page.eval(&last).await;
                        let (shown, said) = apart(shown.as_str().expect("a text"), &said.expected);
                        panic!("{}, {}, {asked}, {engine}\npage: {shown}\ndesk: {said}", topic.id, locale.language);
                    }
                }
            }
        });
}

/// A tree as a text that leaves nothing out but the order of attributes, which a card that changes does not keep.
fn written(nodes: &[Node]) -> String {
    fn write(node: &Node, out: &mut String) {
        match node {
            Node::Text(text) => *out += &format!("\"{}\0", text.whole().expect("a moment is known")),
            Node::Element(element) => {
                let value = |value: &Template| value.whole().expect("a moment is known").to_owned();
                let mut attributes: Vec<_> = element
                    .attributes
                    .iter()
                    .map(|(name, text)| format!(" {}={}\0", name.name(), value(text)))
                    .collect();
                attributes.sort();
                *out += &format!("<{}{}>", element.tag.name(), attributes.concat());
                for child in &element.children {
                    write(child, out);
                }
                out.push('/');
            }
            Node::Case(..) => panic!("a moment is known"),
        }
    }
    let mut out = String::new();
    for node in nodes {
        write(node, &mut out);
    }
    out
}

/// Two texts from shortly before where they part.
fn apart<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = one.char_indices().zip(other.chars()).take_while(|((_, one), other)| one == other).count();
    let from = |text: &'t str| {
        let places: Vec<_> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        let at = |count: usize| places[count.min(places.len() - 1)];
        &text[at(same.saturating_sub(200))..at(same + 400)]
    };
    (from(one), from(other))
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

const written = (node) => node.nodeType === 3 ? `\"${node.data}\\0` : `<${node.localName}${
  [...node.attributes].map(({ name, value }) => ` ${name}=${value}\\0`).sort().join('')}>${[...node.childNodes].map(written).join('')}/`;

const { now: clock } = Date, { getTimezoneOffset: behind } = Date.prototype;

const start = async (instantiate) => {
  const given = await (await fetch('{cdn}/given.json')).json();
  const makeExports = await instantiate();
  class Module {}
  class Instance {
    constructor(_, imports) { this.exports = makeExports({ a: Object.values(imports)[0] }); }
  }
  const core = makeCore({ Module, Instance });
  core.initSync({ module: new Module() });
  return (from, to, told = hash) => {
    // Each part has cards of its own, which the time between two parts cannot reach.
    const made = [false, true].map((isCalm) => {
      const root = document.createElement('div').attachShadow({ mode: 'open' });
      return { root, card: new core.Card(null, root, () => {}, isCalm) };
    });
    let moment, offsets, read, place;
    Date.now = () => moment;
    Date.prototype.getTimezoneOffset = function () {
      return -offsets.findLast(([from]) => from <= this.getTime())[1];
    };
    const shown = given.vectors.slice(from, to).map(([file, product, now, zone, precision, heading, isCalm]) => {
      if (file !== place) {
        read?.free();
        read = core.Cards.read(given.cards[file]);
        place = file;
      }
      moment = now;
      offsets = given.zones[zone];
      const { card, root } = made[isCalm];
      card.show(read, product, precision, heading, true);
      const status = isCalm ? '' : card.status() ?? '';
      return told([...root.childNodes].map(written).join('') + status);
    });
    for (const { card } of made) card.free();
    read.free();
    Object.assign(Date, { now: clock });
    Date.prototype.getTimezoneOffset = behind;
    return shown;
  };
};

const ways = {
  wasm: async () => {
    const module = await WebAssembly.compile(await (await fetch('{cdn}/phaseout.wasm')).arrayBuffer());
    return (imports) => new WebAssembly.Instance(module, imports).exports;
  },
  js: async () => (await import('{cdn}/phaseout.fallback.js')).default,
};
const started = {};

export const hashes = async (engine, from, to) => (await (started[engine] ??= start(ways[engine])))(from, to);
export const last = async (engine, from, to) => (await started[engine])(from, to, (text) => text).at(-1);";

fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
