//! `topics.html`: the topics of a folder in, a list to choose from out, the one with the nearest date first.
//!
//! Without script the list is whole; `topics.js` puts a search above it.

use super::{Page, Published, builder, day, kind, page_of, said, what_and_when};
use crate::{
    attribute_value,
    catalogue::{Catalogue, Milestone},
    locale::Locale,
    when::{When, written_day},
};

pub(super) fn page(topics: &[Published], locale: &Locale, base: Option<&str>, now: When) -> String {
    let mut topics: Vec<_> = topics.iter().map(|topic| (next(topic.catalogue, now), topic)).collect();
    topics.sort_by_key(|(next, topic)| {
        let from = next.and_then(|milestone| milestone.from);
        (from.is_none(), from, topic.catalogue.title.in_language(&locale.language).to_owned())
    });
    let today = match now {
        When::Day(day) => day,
        When::Instant(at) => at.date_naive(),
    };
    let mut main = format!(
        "<h1>Topics</h1>\n<p class=\"standfirst\">Each topic that there are cards of. Its next date is as of {}.</p>\n\
         <search id=\"search\" hidden><label for=\"query\">Search by topic, product or maker</label>\n\
         <input id=\"query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-controls=\"topics\">\n\
         <p id=\"found\" role=\"status\"></p></search>\n<ul class=\"list\" id=\"topics\">\n",
        day(today, locale)
    );
    for (next, topic) in topics {
        main.push_str(&item(topic, next, locale, base));
    }
    main.push_str("</ul>\n");
    Page {
        title: "Topics – phaseout",
        description: "Bans, ends of support, switch-offs and rules that there are cards of.",
        root: "",
        head: "<script type=\"module\" src=\"topics.js\"></script>\n".to_owned(),
        scripts: "script-src 'self'; ",
        main,
    }
    .html(base)
}

/// The next date of a topic: of those whose first instant is still ahead, the nearest.
fn next(catalogue: &Catalogue, now: When) -> Option<&Milestone> {
    let ahead = catalogue.milestones.iter().filter_map(|milestone| Some((milestone.from?, milestone)));
    let ahead = ahead.filter(|(from, _)| now.first_instant(*from.offset()) < from.timestamp_millis());
    ahead.min_by_key(|(from, _)| *from).map(|(_, milestone)| milestone)
}

fn item(topic: &Published, next: Option<&Milestone>, locale: &Locale, base: Option<&str>) -> String {
    let Published { catalogue, languages, .. } = topic;
    let title = said(&catalogue.title, locale);
    let next = next.map_or("none ahead".to_owned(), |next| what_and_when(catalogue, next, locale));
    let spoken: Vec<String> =
        languages.iter().map(|(tag, name)| format!("<span lang=\"{tag}\">{}</span>", attribute_value(name))).collect();
    let make = builder(topic, base).map_or(String::new(), |address| {
        format!(
            "<p><a href=\"{}\">Make a card<span class=\"said\"> of {title}</span></a></p>\n",
            attribute_value(&address)
        )
    });
    let plural = if languages.len() == 1 { "" } else { "s" };
    format!(
        "<li data-names=\"{}\">\n<h2><a href=\"{}\">{title}</a></h2>\n<dl>\n<div><dt>Kind</dt><dd>{}</dd></div>\n\
         <div><dt>Next date</dt><dd>{next}</dd></div>\n<div><dt>Products</dt><dd>{}</dd></div>\n\
         <div><dt>Checked</dt><dd><time datetime=\"{}\">{}</time></dd></div>\n</dl>\n\
         <details><summary>In {} language{plural}<span class=\"said\"> each text of {title} is there</span></summary>\n\
         <p>{}</p></details>\n{make}</li>\n",
        attribute_value(&names(catalogue).join(" ")),
        page_of(catalogue),
        kind(catalogue.kind),
        catalogue.products.len(),
        written_day(catalogue.checked),
        attribute_value(&locale.date(catalogue.checked)),
        languages.len(),
        spoken.join(", "),
    )
}

/// What somebody may search for beside what is shown: makers, and products by all of their names.
fn names(catalogue: &Catalogue) -> Vec<&str> {
    let mut names: Vec<&str> = catalogue.makers.iter().map(String::as_str).collect();
    for product in &catalogue.products {
        names.extend(product.name.0.all());
        names.extend(product.aliases.iter().map(String::as_str));
    }
    names.push(&catalogue.id);
    names
}
