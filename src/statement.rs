//! The public contract's `Status`: facts and words of one moment in, one value for JSON out.
//!
//! The command line and the browser write the same bytes, because both write this. What each field holds is said where
//! scripts read it, in `www/phaseout.d.ts`.

use serde::{Serialize, Serializer};

use crate::{
    catalogue::{Product, Source},
    duration::{Duration, Unit},
    evaluate::{Standing, Status},
    link::https,
    locale::words,
    named::Named,
    plain::{Fields, Plain},
    view::View,
    when::{State, rfc3339, utc},
};

/// What holds for a product, as programs read it.
///
/// Durations are rounded down. `nextChange` is when the card will next show something else, in UTC to the millisecond;
/// `null` only beyond the year 9999.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, Precision, Statement, evaluate, view::{Setting, view}};
/// # let kaspersky = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../www/locale/en.json")).unwrap();
/// let premium = kaspersky.find("kaspersky-premium").unwrap();
/// let status = evaluate(&kaspersky, &premium, "2026-11-21T00:00:00Z".parse().unwrap(), Precision::Auto);
/// let statement = Statement::new(&status, &view(&status, &english, Setting::default()));
/// let json = serde_json::to_value(&statement).unwrap();
/// assert_eq!(json["phase"], "updates-ended");
/// let days = [0, 1].map(|index| json["milestones"][index]["elapsed"]["days"].clone());
/// assert_eq!(days, [853, 782]);
/// ```
#[derive(Debug)]
pub struct Statement(Plain);

impl Statement {
    /// The statement of a status, in the words of its card.
    pub fn new(status: &Status, view: &View) -> Self {
        let mut action = Fields::default();
        action.text("code", status.action.name());
        action.text("text", &words(&view.action.sentence));
        let mut fields = Fields::default();
        fields.add("product", product(status.product));
        fields.text("phase", status.phase.name());
        fields.add("milestones", Plain::list(&status.milestones, milestone));
        fields.add("action", Plain::Fields(action));
        fields.text("text", &words(&view.sentence));
        match utc(status.next_change) {
            Some(at) => fields.text("nextChange", &rfc3339(at)),
            None => fields.add("nextChange", Plain::Null),
        }
        fields.add("sources", Plain::list(&status.sources(), |it| source(it)));
        Self(Plain::Fields(fields))
    }

    /// The value that it is.
    #[cfg_attr(
        not(all(target_arch = "wasm32", feature = "web")),
        expect(dead_code, reason = "only the browser writes it by hand")
    )]
    pub(crate) fn plain(&self) -> &Plain {
        &self.0
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A product as programs read it; its id is empty where the catalogue does not list it.
pub(crate) fn product(product: &Product) -> Plain {
    let mut fields = Fields::default();
    fields.text("id", &product.id);
    fields.text("name", &product.name);
    fields.text("audience", product.audience.name());
    fields.text("scope", product.scope.name());
    Plain::Fields(fields)
}

/// A milestone: what is left until it, or what has gone by since.
fn milestone(Standing { milestone, state }: &Standing) -> Plain {
    let (name, span, length) = match *state {
        State::Ahead(left) => ("ahead", "remaining", left),
        State::Passed(since) => ("passed", "elapsed", since),
    };
    let mut fields = Fields::default();
    fields.text("id", &milestone.id);
    fields.text("effect", milestone.effect.name());
    fields.text("basis", milestone.basis.name());
    fields.text("at", &milestone.at.written());
    fields.text("state", name);
    fields.add(span, duration(length));
    Plain::Fields(fields)
}

fn duration(duration: Duration) -> Plain {
    let mut fields = Fields::default();
    for (name, unit) in
        &[("days", Unit::Days), ("hours", Unit::Hours), ("minutes", Unit::Minutes), ("seconds", Unit::Seconds)]
    {
        fields.add(name, Plain::Number(duration.part(*unit)));
    }
    Plain::Fields(fields)
}

fn source(source: &Source) -> Plain {
    let mut fields = Fields::default();
    fields.text("title", &source.title);
    fields.text("url", https(&source.url));
    Plain::Fields(fields)
}
