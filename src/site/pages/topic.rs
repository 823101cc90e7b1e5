//! `t/TOPIC/index.html`: a topic in, all that its facts say on one page out, with its card.
//!
//! Every date as it was published, and never how far off it is: the page is true on whatever day it is read. What
//! follows the clock is the card alone, whose sentence stands there without script.

use super::{Page, Published, anchor, builder, day, kind, link, page_of, said, what_and_when, whom};
use crate::{
    attribute_value,
    catalogue::{
        Advice, Audience, Catalogue, Confidence, Milestone, Phase, Product, Remark, Scope, Source, SourceKind,
    },
    evaluate::evaluate,
    html,
    link::host,
    locale::{Key, Locale},
    markup,
    site::calendar::calendar,
    snippet::Subject,
    view::{Setting, date_before, opening, view},
    when::When,
    wish::Precision,
};

/// From the page's folder to the published one.
const ROOT: &str = "../../";

pub(super) fn page(topic: &Published, locale: &Locale, base: Option<&str>, now: When) -> String {
    let Published { catalogue, is_own, file, .. } = topic;
    let any = catalogue.any_product();
    let checked = When::Day(catalogue.checked);
    let opening = opening(catalogue, any.as_ref(), checked.into(), locale, Setting::default());
    let subject = Subject::open(catalogue, &opening);
    let differ = || "What holds differs from product to product: each has its dates below.".to_owned();
    let sentence = opening.sentence.as_ref().map_or_else(differ, |sentence| html(&markup::sentence(sentence)));
    // A topic of a newsroom's own is one whose cards it has compiled into the folder.
    let cards = match (*is_own, file.is_empty()) {
        (true, _) => format!(" catalogue=\"{ROOT}cards/{}/{}/\"", crate::card::FORMAT, catalogue.id),
        (false, true) => String::new(),
        (false, false) => format!(" catalogue=\"{ROOT}catalogue/{file}\""),
    };
    let title = said(&catalogue.title, locale);
    let mut main = format!(
        "<h1>{title}</h1>\n<p class=\"standfirst\">{}. Facts checked on {}.</p>\n\
         <phase-out chooser lang=\"{}\"{cards}>{sentence}</phase-out>\n",
        kind(catalogue.kind),
        day(catalogue.checked, locale),
        locale.language,
    );
    main.push_str(&dates(catalogue, locale));
    main.push_str(&products(topic, locale, now));
    main.push_str(&told(catalogue, locale));
    main.push_str(&cited(catalogue, locale));
    main.push_str(&beyond(topic, base));
    let words = catalogue.title.in_language(&locale.language);
    Page {
        title: &format!("{words} – phaseout"),
        description: &format!("{words}: every date as it was published, for each product, with its sources."),
        root: ROOT,
        head: head(&subject, topic, base),
        scripts: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; ",
        main,
    }
    .html(base)
}

/// The card's script; and where the folder's address is known, that of the page, and what a CMS makes a card of where
/// an editor pastes that.
fn head(subject: &Subject, topic: &Published, base: Option<&str>) -> String {
    let script = format!("<script type=\"module\" src=\"{ROOT}phaseout.js\"></script>\n");
    let Some(base) = base else { return script };
    let answer = format!("{base}oembed/{}.json", subject.stem(!topic.file.is_empty()));
    format!(
        "<link rel=\"canonical\" href=\"{}{}\">\n\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">\n{script}",
        attribute_value(base),
        page_of(topic.catalogue),
        attribute_value(&answer),
        attribute_value(&subject.title),
    )
}

/// Each date once: when, for whom, what it was before, and how sure it is.
fn dates(catalogue: &Catalogue, locale: &Locale) -> String {
    let mut dates = "<h2>Dates</h2>\n<ol class=\"list\">\n".to_owned();
    for milestone in &catalogue.milestones {
        let mut lines = Vec::new();
        lines.push(attribute_value(&whom(catalogue, &milestone.products, &milestone.audiences, locale)));
        for was in &milestone.was {
            let holes = [("changed", &*locale.date(was.changed)), ("from", &date_before(was, locale))];
            let cited = links(catalogue, &was.sources);
            let cited = if cited.is_empty() { cited } else { format!(" ({cited})") };
            lines.push(attribute_value(&locale.say(Key::Moved, &holes)) + &cited);
        }
        lines.extend(milestone.detail.iter().map(|detail| said(detail, locale)));
        lines.push(read(catalogue, milestone, locale));
        dates.push_str(&format!(
            "<li id=\"{}\">\n<h3>{}</h3>\n{}</li>\n",
            anchor(milestone),
            what_and_when(catalogue, milestone, locale),
            paragraphs(&lines)
        ));
    }
    dates + "</ol>\n"
}

/// Links to some sources, further down the page; none where no id is given.
fn links(catalogue: &Catalogue, ids: &[String]) -> String {
    let link = |source: &Source| format!("<a href=\"#{}\">{}</a>", place(source), attribute_value(&source.title));
    let links: Vec<_> = ids.iter().filter_map(|id| catalogue.source(id)).map(link).collect();
    links.join("; ")
}

/// Where a date was read, and how sure it is.
fn read(catalogue: &Catalogue, milestone: &Milestone, locale: &Locale) -> String {
    let links = links(catalogue, &milestone.sources);
    // Who names none of the topic's sources means all of them.
    let links = if links.is_empty() { "all of the sources below".to_owned() } else { links };
    let sure = match milestone.confidence {
        None => "",
        Some(Confidence::Primary) => " Read in the primary document.",
        Some(Confidence::Copy) => " Read in a verbatim copy of the primary document.",
        Some(Confidence::Secondary) => " Read in a secondary source.",
        Some(Confidence::Weak) => " Not certain: read only in a weak source, or inferred.",
    };
    format!("Source: {links}. Checked on {}.{sure}", day(milestone.checked, locale))
}

/// A table: each product with its dates.
fn products(topic: &Published, locale: &Locale, now: When) -> String {
    let catalogue = topic.catalogue;
    let mut table =
        "<h2>Products</h2>\n<table>\n<caption>The dates of each product, as they were published</caption>\n\
                     <thead>\n<tr><th scope=\"col\">Product</th><th scope=\"col\">Dates</th></tr>\n</thead>\n<tbody>\n"
            .to_owned();
    for product in &catalogue.products {
        let name = said(&product.name.0, locale);
        let lines: Vec<String> = catalogue
            .milestones_of(product)
            .map(|milestone| {
                format!("<a href=\"#{}\">{}</a>", anchor(milestone), what_and_when(catalogue, milestone, locale))
            })
            .chain(calendar_of(topic, product, locale, now).map(|path| {
                format!("<a href=\"{ROOT}{path}\">Calendar file<span class=\"said\"> of {name}</span></a>")
            }))
            .collect();
        let mut about = vec![scope(product, locale)];
        about.extend(product.note.iter().map(|note| said(note, locale)));
        let dates = if lines.is_empty() {
            attribute_value(locale.label(if product.scope == Scope::Excluded {
                Key::BadgeNotCovered
            } else {
                Key::BadgeUndated
            }))
        } else {
            format!("<ul>{}</ul>", lines.iter().map(|line| format!("<li>{line}</li>")).collect::<String>())
        };
        table.push_str(&format!("<tr><th scope=\"row\">{name}{}</th><td>{dates}</td></tr>\n", paragraphs(&about)));
    }
    table + "</tbody>\n</table>\n"
}

/// How far a topic covers a product, where that is not plain.
fn scope(product: &Product, locale: &Locale) -> String {
    match product.scope {
        Scope::Covered | Scope::Excluded => String::new(),
        Scope::Unclear => "Not named in the official list; assume that it is covered.".to_owned(),
        Scope::Conditional => {
            let condition = product.condition.as_ref().map_or(String::new(), |condition| said(condition, locale));
            format!("Unless {condition}.")
        }
    }
}

/// Where the calendar of a product is in the folder, where [`site`](super::super::site) writes one.
fn calendar_of(topic: &Published, product: &Product, locale: &Locale, now: When) -> Option<String> {
    let status = evaluate(topic.catalogue, product, now, Precision::Auto);
    let card = view(&status, locale, Setting::default());
    calendar(&status, &card)?;
    Some(format!("calendar/{}.ics", Subject::of(&status, &card, locale).stem(!topic.file.is_empty())))
}

/// What readers are told to do and to know, each with whom it is for.
fn told(catalogue: &Catalogue, locale: &Locale) -> String {
    let mut advice = Vec::new();
    for Advice { text, url, products, audiences, phases } in &catalogue.advice {
        let link = link(url, host(url));
        let link = if link.is_empty() { link } else { format!(" ({link})") };
        advice.push([said(text, locale) + &link, when_and_whom(catalogue, products, audiences, phases, locale)]);
    }
    let remarks = |remarks: &[Remark]| -> Vec<[String; 2]> {
        let mut told = Vec::new();
        for Remark { text, products, audiences, phases, .. } in remarks {
            told.push([said(text, locale), when_and_whom(catalogue, products, audiences, phases, locale)]);
        }
        told
    };
    let mut lists = String::new();
    for (key, entries) in
        [(Key::Action, advice), (Key::Steps, remarks(&catalogue.steps)), (Key::Notes, remarks(&catalogue.notes))]
    {
        if !entries.is_empty() {
            let entries: String = entries.iter().map(|lines| format!("<li>{}</li>\n", paragraphs(lines))).collect();
            lists.push_str(&format!("<h2>{}</h2>\n<ul>\n{entries}</ul>\n", attribute_value(locale.label(key))));
        }
    }
    lists
}

/// Whom something is for, and when it is said; empty where that is everybody, always.
fn when_and_whom(
    catalogue: &Catalogue,
    products: &[String],
    audiences: &[Audience],
    phases: &[Phase],
    locale: &Locale,
) -> String {
    let phases: Vec<_> = phases.iter().map(|phase| self::phase(*phase)).collect();
    let parts = [whom(catalogue, products, audiences, locale), phases.join(", or ")];
    attribute_value(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "))
}

/// When something is said.
fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Announced => "before anything has changed",
        Phase::SalesEnded => "after sales have ended",
        Phase::UpdatesEnded => "after updates have ended",
        Phase::ServiceEnded => "after the service has stopped",
        Phase::InForce => "once the rule is in force",
        Phase::NotCovered => "where the product is not covered",
        Phase::Unknown => "whenever it is",
    }
}

/// Every source, the nearest to the facts first.
fn cited(catalogue: &Catalogue, locale: &Locale) -> String {
    let mut cited = format!("<h2>{}</h2>\n<ol>\n", attribute_value(locale.label(Key::Sources)));
    let mut sources: Vec<_> = catalogue.sources.iter().collect();
    sources.sort_by_key(|source| source.kind as u8);
    for source in sources {
        let kind = match source.kind {
            SourceKind::Primary => "Primary",
            SourceKind::Vendor => "The maker’s own",
            SourceKind::Secondary => "Secondary",
        };
        let published = source.published.map_or(String::new(), |on| format!("; published on {}", day(on, locale)));
        let licence = if source.licence.is_empty() { String::new() } else { format!(" ({})", source.licence) };
        cited.push_str(&format!(
            "<li id=\"{}\">{}{}<p>{kind}; read on {}{published}.</p></li>\n",
            place(source),
            link(&source.url, &source.title),
            attribute_value(&licence),
            day(source.checked, locale),
        ));
    }
    cited + "</ol>\n"
}

/// The id of a source on the page.
fn place(source: &Source) -> String {
    format!("source-{}", source.id)
}

/// Where else the topic is: the builder page, its file, what follows it.
fn beyond(topic: &Published, base: Option<&str>) -> String {
    let mut links = Vec::new();
    if let Some(address) = builder(topic, base) {
        links.push(format!("<a href=\"{ROOT}{}\">Make a card of it</a>", attribute_value(&address)));
    }
    if !topic.is_own {
        let id = &topic.catalogue.id;
        links.push(format!("<a href=\"{ROOT}catalogue/{id}.json\">The facts as a file</a>"));
    }
    links.push(format!("<a href=\"{ROOT}facts.html\">Every date that was moved</a>"));
    links.extend(base.map(|_| format!("<a href=\"{ROOT}facts.xml\">The same as a feed</a>")));
    let links: String = links.iter().map(|link| format!("<li>{link}</li>\n")).collect();
    format!("<h2>More</h2>\n<ul>\n{links}</ul>\n")
}

/// A paragraph for each line that says anything.
fn paragraphs(lines: &[impl AsRef<str>]) -> String {
    let said = lines.iter().map(AsRef::as_ref).filter(|line| !line.is_empty());
    said.map(|line| format!("<p>{line}</p>\n")).collect()
}
