//! The public contract's `Status`: facts and words of one moment in, plain values for JSON out.
//!
//! The command line and the browser write the same bytes, because both write this.

use serde::{Serialize, Serializer};

use crate::{
    catalogue::{Audience, Basis, Effect, Product, Scope, Source},
    duration::{Duration, Unit},
    evaluate::{Action, Phase, Standing, Status},
    locale::words,
    named::Named,
    plain::{Fields, Plain},
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
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
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
    pub remaining: Option<Duration>,
    /// What has gone by, rounded down.
    pub elapsed: Option<Duration>,
}

/// What to do, in a [`Statement`].
#[derive(Debug, Clone)]
pub struct ActionStatement {
    /// Its code.
    pub code: Action,
    /// The same in one sentence.
    pub text: String,
}

/// A source of a [`Statement`].
#[derive(Debug, Clone)]
pub struct SourceStatement<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its address.
    pub url: &'s str,
}

impl<'s> Statement<'s> {
    /// The statement of a status, in the words of its card.
    pub fn new(status: &Status<'s>, view: &View) -> Self {
        let mut milestones = Vec::new();
        for Standing { milestone, state } in &status.milestones {
            let (state, remaining, elapsed) = match *state {
                State::Ahead(left) => ("ahead", Some(left), None),
                State::Passed(since) => ("passed", None, Some(since)),
            };
            milestones.push(MilestoneStatement {
                id: &milestone.id,
                effect: milestone.effect,
                basis: milestone.basis,
                at: milestone.at.written(),
                state,
                remaining,
                elapsed,
            });
        }
        let mut sources = Vec::new();
        for Source { title, url, .. } in status.sources() {
            sources.push(SourceStatement { title, url });
        }
        Self {
            product: ProductStatement::new(status.product),
            phase: status.phase,
            milestones,
            action: ActionStatement { code: status.action, text: words(&view.action.sentence) },
            text: words(&view.sentence),
            next_change: utc(status.next_change).map(rfc3339),
            sources,
        }
    }

    /// The same as one value.
    pub(crate) fn plain(&self) -> Plain<'_> {
        let mut action = Fields::default();
        action.text("code", self.action.code.name());
        action.text("text", &self.action.text);
        let mut fields = Fields::default();
        fields.add("product", self.product.plain());
        fields.text("phase", self.phase.name());
        fields.add("milestones", Plain::list(&self.milestones, MilestoneStatement::plain));
        fields.add("action", Plain::Fields(action));
        fields.text("text", &self.text);
        match &self.next_change {
            Some(at) => fields.text("nextChange", at),
            None => fields.add("nextChange", Plain::Null),
        }
        fields.add("sources", Plain::list(&self.sources, SourceStatement::plain));
        Plain::Fields(fields)
    }
}

impl<'s> ProductStatement<'s> {
    /// A product as programs read it.
    pub fn new(product: &'s Product) -> Self {
        let Product { id, name, audience, scope, .. } = product;
        Self { id, name, audience: *audience, scope: *scope }
    }

    /// The same as one value.
    pub(crate) fn plain(&self) -> Plain<'s> {
        let mut fields = Fields::default();
        fields.text("id", self.id);
        fields.text("name", self.name);
        fields.text("audience", self.audience.name());
        fields.text("scope", self.scope.name());
        Plain::Fields(fields)
    }
}

impl MilestoneStatement<'_> {
    fn plain(&self) -> Plain<'_> {
        let mut fields = Fields::default();
        fields.text("id", self.id);
        fields.text("effect", self.effect.name());
        fields.text("basis", self.basis.name());
        fields.text("at", &self.at);
        fields.text("state", self.state);
        if let Some(left) = &self.remaining {
            fields.add("remaining", plain_duration(*left));
        }
        if let Some(since) = &self.elapsed {
            fields.add("elapsed", plain_duration(*since));
        }
        Plain::Fields(fields)
    }
}

#[inline(never)]
fn plain_duration(duration: Duration) -> Plain<'static> {
    let mut fields = Fields::default();
    for (name, unit) in
        &[("days", Unit::Days), ("hours", Unit::Hours), ("minutes", Unit::Minutes), ("seconds", Unit::Seconds)]
    {
        fields.add(name, Plain::Number(duration.part(*unit)));
    }
    Plain::Fields(fields)
}

impl SourceStatement<'_> {
    fn plain(&self) -> Plain<'_> {
        let mut fields = Fields::default();
        fields.text("title", self.title);
        fields.text("url", self.url);
        Plain::Fields(fields)
    }
}

impl Serialize for Statement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.plain().serialize(serializer)
    }
}
