//! What a ban or an end of support means for a reader's product, today.
//!
//! ```text
//!  catalogue/*.json ─► catalogue ─┐ Product        locale/*.json ─► locale ┐ Locale
//!                                 ▼                                        ▼
//!         now ─────────────►  evaluate  ── Status ──────────────────────► view ── View ─► markup ── Node ─┬─► html      text
//!                                                                                                          └─► web::dom  the page
//! ```
//!
//! Pure functions in a line, then two interpreters of one tree. Everything left of the fork takes values
//! and returns values; it cannot fail, look at a clock or know a browser.
//!
//! Read in this order: [`when`](When), [`catalogue`], [`evaluate()`], [`locale`], [`view`], [`markup`],
//! [`html()`]; then `web` for the browser and `main.rs` for the command line.
//!
//! # Example
//! ```
//! use phaseout::{Catalogue, Locale, Precision, evaluate, html, markup, view::{Setting, view}};
//!
//! let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
//! let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
//! let product = kaspersky.find("Kaspersky Premium").unwrap();
//! let status = evaluate(&kaspersky, &product, "2024-08-01".parse().unwrap(), Precision::Auto);
//! let card = markup::card(&view(&status, &english, Setting::default()));
//! assert!(html(&card).contains("Time until updates end"));
//! ```

mod calendar;
pub mod catalogue;
mod duration;
mod evaluate;
mod find;
mod html;
mod json;
mod link;
pub mod locale;
mod mark;
pub mod markup;
mod named;
mod plain;
mod problem;
mod sealed;
#[cfg(feature = "cli")]
pub mod site;
#[cfg(feature = "snippet")]
pub mod snippet;
mod spelling;
mod statement;
mod text;
pub mod view;
#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub mod web;
mod when;

pub use crate::{
    catalogue::Catalogue,
    duration::{Duration, Unit},
    evaluate::{Action, Countdown, Phase, Precision, Standing, Status, evaluate},
    find::{Found, NotFound},
    html::{attribute_value, html},
    json::{MOST_BYTES, MOST_DEPTH, MOST_ENTRIES},
    link::https,
    locale::{Locale, words},
    named::Named,
    problem::Problem,
    statement::Statement,
    when::{NotAWhen, State, When},
};

/// Runs the Rust of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
