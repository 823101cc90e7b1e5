//! The public contract's `Status`: facts and words of one moment in, plain values for JSON out.
//!
//! The command line and the browser write the same bytes, because both write this.

use serde::Serialize;

use crate::{
    catalogue::{Audience, Basis, Effect, Product, Scope},
    duration::Duration,
    evaluate::{Action, Phase, Status},
    locale::words,
    view::View,
    when::{State, rfc3339, utc},
};

/// What holds for a product, as programs read it.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, Statement, evaluate, view::{Setting, view}};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2026-11-21T00:00:00Z".parse().unwrap(), Precision::Auto);
/// let statement = Statement::new(&status, &view(&status, &english, Setting::default()));
/// let days: Vec<_> = statement.milestones.iter().map(|it| it.elapsed.unwrap().days).collect();
/// assert_eq!(days, [853, 782]);
/// ```
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement<'s> {
    /// The product.
    pub product: ProductStatement<'s>,
    /// How far the measure has come for it.
    pub phase: Phase,
    /// What bears on it, in order of time; nothing where the measure does not cover it.
    pub milestones: Vec<MilestoneStatement<'s>>,
    /// What to do.
    pub action: ActionStatement,
    /// The sentence that the card shows.
    pub text: String,
    /// When the card will next show something else: RFC 3339, UTC, to the millisecond; `null` only beyond the year 9999.
    pub next_change: Option<String>,
    /// Where it says so, the most primary first.
    pub sources: Vec<SourceStatement<'s>>,
}

/// The product of a [`Statement`].
#[derive(Debug, Clone, Serialize)]
pub struct ProductStatement<'s> {
    /// Its id; empty for a product that the catalogue does not list.
    pub id: &'s str,
    /// Its name.
    pub name: &'s str,
    /// Who uses it.
    pub audience: Audience,
    /// Whether the measure covers it.
    pub scope: Scope,
}

/// One milestone of a [`Statement`]; either `remaining` or `elapsed` is there.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneStatement<'s> {
    /// Its id.
    pub id: &'s str,
    /// What ends.
    pub effect: Effect,
    /// Who says so.
    pub basis: Basis,
    /// RFC 3339 instant with the law's offset, or `YYYY-MM-DD`.
    pub at: String,
    /// `ahead` or `passed`.
    pub state: &'static str,
    /// What is left, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Duration>,
    /// What has gone by, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed: Option<Duration>,
}

/// What to do, in a [`Statement`].
#[derive(Debug, Clone, Serialize)]
pub struct ActionStatement {
    /// Its code.
    pub code: Action,
    /// The same in one sentence.
    pub text: String,
}

/// A source of a [`Statement`].
#[derive(Debug, Clone, Serialize)]
pub struct SourceStatement<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its address.
    pub url: &'s str,
}

impl<'s> Statement<'s> {
    /// The statement of a status, in the words of its card.
    pub fn new(status: &Status<'s>, view: &View) -> Self {
        let milestones = status.milestones.iter().map(|standing| {
            let milestone = standing.milestone;
            let (state, remaining, elapsed) = match standing.state {
                State::Ahead(left) => ("ahead", Some(left), None),
                State::Passed(since) => ("passed", None, Some(since)),
            };
            MilestoneStatement {
                id: &milestone.id,
                effect: milestone.effect,
                basis: milestone.basis,
                at: milestone.at.written(),
                state,
                remaining,
                elapsed,
            }
        });
        let sources = status.sources().into_iter();
        Self {
            product: ProductStatement::new(status.product),
            phase: status.phase,
            milestones: milestones.collect(),
            action: ActionStatement { code: status.action, text: words(&view.action.sentence) },
            text: words(&view.sentence),
            next_change: utc(status.next_change).map(rfc3339),
            sources: sources.map(|it| SourceStatement { title: &it.title, url: &it.url }).collect(),
        }
    }
}

impl<'s> ProductStatement<'s> {
    /// A product as programs read it.
    pub fn new(product: &'s Product) -> Self {
        let Product { id, name, audience, scope, .. } = product;
        Self { id, name, audience: *audience, scope: *scope }
    }
}
