//! What a ban, an end of support, a switch-off or a rule means for a reader's product, today.
//!
//! From a topic to a sentence:
//! ```
//! use phaseout::{Catalogue, Locale, Precision, When, evaluate, view::{Setting, view}, words};
//!
//! let topic = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json"))?;
//! let english = Locale::read(include_str!("../www/locale/en.json"))?;
//! let product = topic.find("Kaspersky Premium")?;
//! let now: When = "2024-08-01".parse()?;
//! let status = evaluate(&topic, &product, now, Precision::Auto);
//! let card = view(&status, &english, Setting::default());
//! assert!(words(&card.sentence).ends_with("security updates end on September 29, 2024."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For data instead of words, a [`Statement`] is what holds as JSON has it; for markup, [`html()`] writes what [`markup`] makes.
//! Topics of one's own are seven lines of JSON or more, and [`Catalogue::read`] says everything that is wrong with one.
//!
//! Needs Rust 1.95 or later.
//!
//! # How it is made
//! ```text
//!  catalogue/*.json ─► catalogue ─┐ Product        locale/*.json ─► locale ┐ Locale
//!                                 ▼                                        ▼
//!         now ─────────────►  evaluate  ── Status ──────────────────────► view ── View ─► markup ── Node ─┬─► html      text
//!                                                                                                          └─► compile   a card
//!         now ───────────────────────────────────────────── play ◄── card ◄── cards/1/….json ◄────────────────┘
//! ```
//!
//! Pure functions in a line. They take values and return values, and none of them looks at a clock or knows a browser.
//!
//! Read in this order: [`When`], [`catalogue`], [`evaluate()`], [`locale`], [`view`], [`markup`], [`html()`]; then
//! [`compile()`] and [`play`] for what readers load, `web` for the browser and `main.rs` for the command line.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod calendar;
pub mod card;
pub mod catalogue;
mod checksum;
#[cfg(target_arch = "wasm32")]
pub mod clock;
mod compile;
mod data;
mod day;
mod distance;
#[cfg(feature = "cli")]
pub mod documents;
mod duration;
mod evaluate;
pub mod export;
mod find;
mod html;
pub mod import;
mod json;
mod language;
mod link;
pub mod locale;
pub mod markup;
mod moment;
mod named;
mod node;
#[cfg(feature = "snippet")]
pub mod picture;
pub mod play;
mod problem;
#[cfg(feature = "shipped")]
pub mod shipped;
#[cfg(feature = "cli")]
pub mod site;
#[cfg(feature = "snippet")]
pub mod snippet;
mod spelling;
#[cfg(feature = "cli")]
pub mod stale;
mod statement;
pub mod template;
mod text;
mod urgency;
pub mod view;
#[cfg(live_card)]
pub mod web;
mod when;
mod wish;
mod zone;

/// The crate that the days and instants of this one's interface come from.
pub use chrono;

pub use crate::{
    catalogue::{Catalogue, MAX_MILESTONES, MAX_MILESTONES_PER_PRODUCT, MAX_PRODUCTS, Phase},
    compile::{Frozen, compile, compile_choice, compile_for},
    distance::Distance,
    duration::{Duration, Unit},
    evaluate::{Action, Countdown, Now, Standing, State, Status, evaluate},
    find::{ANY, Found, Names, NotFound},
    html::{attribute_value, html, xml},
    json::{MAX_BYTES, MAX_DEPTH, MAX_ENTRIES},
    language::{best_language, languages_of},
    link::https,
    locale::{Locale, words},
    named::Named,
    problem::{Problem, Problems},
    statement::{Products, Statement},
    urgency::{Urgency, urgency},
    when::{Date, NotAWhen, When},
    wish::Precision,
};

/// Runs the Rust of the README, and only compiles its server.
#[cfg(all(doctest, not(target_arch = "wasm32")))]
#[doc = include_str!("../README.md")]
struct Readme;
