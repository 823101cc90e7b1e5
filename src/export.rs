//! A topic for those who read OASIS OpenEoX: a shell with a statement for each product out, and what it cannot say.
//!
//! OpenEoX knows instants alone: a day is written as the last second before the new state, by the clocks of the topic's
//! zone. What it has no field for is told; no date is made up, and a product whose end has none is left out.

use crate::{
    catalogue::{Catalogue, Dated, Effect, Milestone, Product, Scope},
    import::{
        openeox::{ANY_VERSION, CORE, LIFE, SALES, SECURITY, SHELL, SOFTWARE, TBA, UPDATED},
        written,
    },
    json::{
        Json,
        shape::{TOP, place_of},
    },
    named::Named,
    problem::{Problem, Problems},
    text::{concat, count},
    when::{Date, rfc3339, utc, written_day},
    zone::Zone,
};

/// A topic in OpenEoX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The JSON text of a shell, a statement a line.
    pub shell: String,
    /// What of the topic is not in it, and where that is in the topic.
    pub lost: Vec<Problem>,
}

/// Writes a topic as an OpenEoX shell.
///
/// # Errors
/// There is no product of which OpenEoX could say anything; why is said of each.
///
/// # Example
/// ```
/// use phaseout::{Catalogue, export::export};
///
/// let topic = Catalogue::read(r#"{
///   "format": 2, "title": "End of support for Anvil", "checked": "2026-11-25", "zone": "Europe/London", "maker": "Acme",
///   "sources": ["https://acme.example/"], "milestones": [{ "effect": "end-of-updates", "last": "2027-07-31" }],
///   "products": ["Anvil 1"] }"#)?;
/// let exported = export(&topic)?;
/// assert!(exported.shell.contains(r#""end_of_security_support": "2027-07-31T23:59:59+01:00""#));
/// assert!(exported.lost.iter().any(|lost| lost.to_string() == "top level: no field in OpenEoX for title"));
/// # Ok::<(), phaseout::Problems>(())
/// ```
pub fn export(topic: &Catalogue) -> Result<Exported, Problems> {
    let mut lost = Problems::default();
    let zone = Zone::named(&topic.zone);
    let mut statements = Vec::new();
    let mut nameless = 0;
    for (product, index) in topic.products.iter().zip(0..) {
        let place = place_of("products", index, &product.id);
        if let Some(core) = core(topic, product, zone.as_ref(), &place, &mut lost) {
            let helper = helper(product, &place, &mut lost);
            nameless += usize::from(helper.as_entries().is_empty());
            statements.push(object(&[
                ("core", core),
                ("product", named(topic, product)),
                ("product_identification_helper", helper),
            ]));
        }
    }
    if statements.is_empty() {
        lost.report(TOP, &["no product has a date that OpenEoX can say"]);
        return Err(lost);
    }
    if nameless > 0 {
        let message =
            ["product_identification_helper is empty for ", &count(nameless), ": products without identifiers"];
        lost.report("products", &message);
    }
    if topic.makers.is_empty() {
        lost.report(TOP, &["vendor_name is written as `unknown`: the topic has no maker"]);
    }
    without_field(topic, &mut lost);
    let shell = object(&[("$schema", Json::string(SHELL)), ("statements", Json::Array(statements))]);
    Ok(Exported { shell: written(&shell), lost: lost.0 })
}

fn object(fields: &[(&str, Json)]) -> Json {
    Json::Object(fields.iter().map(|(field, value)| (concat(&[field]), value.clone())).collect())
}

/// What the product of a statement is called. A topic has no versions: a name is never cut in two.
fn named(topic: &Catalogue, product: &Product) -> Json {
    object(&[
        ("$schema", Json::string(SOFTWARE)),
        ("product_name", Json::string(product.name.in_language("en"))),
        ("product_version", Json::string(ANY_VERSION)),
        ("vendor_name", Json::string(topic.makers.first().map_or("unknown", String::as_str))),
    ])
}

/// The names that programs have for a product, as CSAF has fields for them.
fn helper(product: &Product, place: &str, lost: &mut Problems) -> Json {
    let mut helper = Json::Object(Vec::new());
    for (key, value) in &product.identifiers {
        let value = Json::string(value);
        match key.as_str() {
            "cpe" => helper.set("cpe", value),
            "purl" => helper.set("purls", Json::Array(vec![value])),
            "sku" => helper.set("skus", Json::Array(vec![value])),
            other => lost.refuse(place, "no field in OpenEoX for identifier", other, "", ""),
        }
    }
    helper
}

/// The dates of a product; none where there is nothing to say.
fn core(topic: &Catalogue, product: &Product, zone: Option<&Zone>, place: &str, lost: &mut Problems) -> Option<Json> {
    const SAID: [Effect; 4] =
        [Effect::EndOfSales, Effect::EndOfUpdates, Effect::EndOfService, Effect::EndOfPaidUpdates];
    let mut first: [Option<&Milestone>; 4] = [None; 4];
    for milestone in topic.milestones_of(product) {
        let slot = SAID.iter().position(|effect| *effect == milestone.effect).and_then(|index| first.get_mut(index));
        match slot {
            Some(slot @ None) => *slot = Some(milestone),
            Some(_) => {
                lost.report(place, &["milestone `", &milestone.id, "` is left out: another says the same of it"]);
            }
            None => lost.report(
                place,
                &["milestone `", &milestone.id, "` is left out: OpenEoX has no ", milestone.effect.name()],
            ),
        }
    }
    let [sales, updates, service, paid] = first;
    if first.iter().all(Option::is_none) {
        let is_covered = product.scope != Scope::Excluded;
        let why = if is_covered { "it has no date that OpenEoX can say" } else { "the measure does not cover it" };
        lost.report(place, &["is left out: ", why]);
        return None;
    }
    let mut stamp = |milestone: &Milestone, field: &str| stamp(milestone, field, zone, place, lost);
    let security = updates.or(service);
    let said = match security {
        Some(security) => stamp(security, SECURITY)?,
        None => concat(&[TBA]),
    };
    let life = paid.or(service).or(updates);
    let life = match (life, security) {
        // Nothing is promised behind it, and nothing ends.
        (_, Some(security)) if security.floor => concat(&[TBA]),
        (Some(life), Some(security)) if life.id == security.id => concat(&[&said]),
        (Some(life), _) => stamp(life, LIFE).unwrap_or_else(|| concat(&[&said])),
        (None, _) => concat(&[TBA]),
    };
    let sales = sales.and_then(|sales| stamp(sales, SALES));
    let told = [
        (security.is_none(), "end_of_security_support is written as `tba`: the topic does not say it"),
        (updates.is_none() && service.is_some(), "end-of-service is written as the end of security support"),
        (paid.is_some(), "end-of-paid-updates is written as end_of_life, where nothing says that they are paid for"),
    ];
    for (is_so, message) in told {
        if is_so {
            lost.report(place, &[message]);
        }
    }
    let mut core = object(&[("$schema", Json::string(CORE)), (LIFE, Json::string(&life))]);
    if let Some(sales) = sales {
        core.set(SALES, Json::string(&sales));
    }
    core.set(SECURITY, Json::string(&said));
    core.set(UPDATED, Json::string(&concat(&[&written_day(topic.checked), "T00:00:00Z"])));
    Some(core)
}

/// The instant of a milestone, or that there is none yet; none where it came on a day that nobody knows.
fn stamp(milestone: &Milestone, field: &str, zone: Option<&Zone>, place: &str, lost: &mut Problems) -> Option<String> {
    let date = milestone.date();
    match date {
        Dated::Open => return Some(concat(&[TBA])),
        Dated::Ended => {
            let what = if field == SALES { "it" } else { "the product" };
            lost.report(place, &["milestone `", &milestone.id, "` has ended on no known day: ", what, " is left out"]);
            return None;
        }
        Dated::From(Date::Instant(at)) => return Some(rfc3339(at)),
        Dated::From(Date::Month(month)) | Dated::Through(Date::Month(month)) => {
            let month = Date::Month(month).written();
            lost.report(place, &[field, " is a day: that `", &month, "` was published as a month is lost"]);
        }
        Dated::From(_) | Dated::Through(_) => {}
    }
    if milestone.floor {
        lost.report(place, &[field, " is written as an end: that it is the earliest one is lost"]);
    }
    let second = milestone.from?.timestamp_millis() - 1_000;
    let offset = zone.map(|zone| zone.offset_at(second))?;
    Some(rfc3339(utc(second)?.with_timezone(&offset)))
}

/// Tells each field of the topic that is given and has none in OpenEoX.
fn without_field(topic: &Catalogue, lost: &mut Problems) {
    let Catalogue { milestones, products, sources, advice, notes, steps, background, .. } = topic;
    let count_of = |list: &[bool]| list.iter().filter(|is_given| **is_given).count();
    let of_milestones =
        |is_given: fn(&Milestone) -> bool| count_of(&milestones.iter().map(is_given).collect::<Vec<_>>());
    let of_products = |is_given: fn(&Product) -> bool| count_of(&products.iter().map(is_given).collect::<Vec<_>>());
    lost.report(TOP, &["no field in OpenEoX for title"]);
    for (place, field, number) in [
        (TOP, "sources", sources.len()),
        (TOP, "advice", advice.len()),
        (TOP, "notes", notes.len()),
        (TOP, "steps", steps.len()),
        (TOP, "background", background.len()),
        ("milestones", "was", of_milestones(|it| !it.was.is_empty())),
        ("milestones", "detail", of_milestones(|it| it.detail.is_some())),
        ("milestones", "confidence", of_milestones(|it| it.confidence.is_some())),
        ("products", "aliases", of_products(|it| !it.aliases.is_empty())),
        ("products", "note", of_products(|it| it.note.is_some())),
        ("products", "condition", of_products(|it| it.condition.is_some())),
        ("products", "scope `unclear`", of_products(|it| it.scope == Scope::Unclear)),
        ("products", "name in other languages", of_products(|it| it.name.0.all().count() > 1)),
    ] {
        if number > 0 {
            lost.report(place, &["no field in OpenEoX for ", field, " (", &count(number), ")"]);
        }
    }
}
