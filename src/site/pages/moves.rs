//! `facts.html`: topics and moves in, a page of what is no longer as it was, and of when each topic was checked, out.

use super::{Page, Published, anchor, change::Change, day, feed, link, page_of, said, whom};
use crate::{attribute_value, locale::Locale, view::effect};

pub(super) fn page(topics: &[Published], changes: &[Change], locale: &Locale, base: Option<&str>) -> String {
    let follow =
        base.map_or(String::new(), |_| " <a href=\"facts.xml\">The feed</a> brings each to a feed reader.".to_owned());
    let mut main = format!(
        "<h1>{}</h1>\n<p class=\"standfirst\">Dates that are no longer what they were, the last change first. Cards show \
         the new date, and what it was before, without anybody touching the article.{follow}</p>\n",
        feed::TITLE
    );
    if changes.is_empty() {
        main.push_str("<p>No date has been moved so far.</p>\n");
    } else {
        main.push_str("<ol class=\"list\">\n");
        for change in changes {
            main.push_str(&item(change, locale));
        }
        main.push_str("</ol>\n");
    }
    main.push_str("<h2>When each topic was last checked</h2>\n<ul class=\"plain\">\n");
    let mut topics: Vec<_> = topics.iter().map(|topic| topic.catalogue).collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.checked));
    for topic in topics {
        let title = said(&topic.title, locale);
        main.push_str(&format!(
            "<li><a href=\"{}\">{title}</a>: {}</li>\n",
            page_of(topic),
            day(topic.checked, locale)
        ));
    }
    main.push_str("</ul>\n");
    Page {
        title: &format!("{} – phaseout", feed::TITLE),
        description: feed::ABOUT,
        root: "",
        head: String::new(),
        scripts: "",
        main,
    }
    .html(base)
}

fn item(change: &Change, locale: &Locale) -> String {
    let Change { catalogue, milestone, changed, from, to, sources, .. } = change;
    let whom = whom(catalogue, &milestone.products, &milestone.audiences, locale);
    let whom = if whom.is_empty() { whom } else { format!("<p>{}</p>\n", attribute_value(&whom)) };
    let sources: String =
        sources.iter().map(|source| format!("<li>{}</li>\n", link(&source.url, &source.title))).collect();
    format!(
        "<li>\n<h2><a href=\"{}#{}\">{}: {}</a></h2>\n{whom}<dl>\n\
         <div><dt>Changed on</dt><dd>{}</dd></div>\n<div><dt>Before</dt><dd>{}</dd></div>\n\
         <div><dt>Now</dt><dd>{}</dd></div>\n</dl>\n<ul class=\"sources\">\n{sources}</ul>\n</li>\n",
        page_of(catalogue),
        anchor(milestone),
        said(&catalogue.title, locale),
        attribute_value(effect(catalogue, milestone, locale)),
        day(*changed, locale),
        attribute_value(from),
        attribute_value(to),
    )
}
