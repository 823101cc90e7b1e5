//! The pages of a published folder that newsrooms choose and follow topics by: topics in, HTML and a feed out.
//!
//! `topics.html` lists the topics, `t/TOPIC/index.html` has all of one, `facts.html` and `facts.xml` say which dates
//! were moved. All of it can be read without script, under a policy without exceptions. In English: the cards speak
//! every language, and these pages are for whoever chooses one. Writes nothing itself, and reads no clock.

mod change;
mod feed;
mod index;
mod moves;
mod topic;

use super::File;
use crate::{
    attribute_value,
    catalogue::{Audience, Catalogue, Milestone, Source, Text, TopicKind},
    https,
    locale::Locale,
    snippet,
    view::{date_of, effect, group},
    when::{When, written_day},
};

/// A topic, and what the folder has of it.
#[derive(Debug, Clone)]
pub struct Published<'t> {
    /// The topic.
    pub catalogue: &'t Catalogue,
    /// Its file's name in the folder, empty for the one that a card shows by itself; as [`site`](super::site) takes it.
    pub file: String,
    /// Whether it is a newsroom's own: the builder page knows it by its address alone.
    pub is_own: bool,
    /// The languages in which each of its texts is there, each by its tag and by what it calls itself.
    pub languages: Vec<(&'t str, &'t str)>,
}

/// The pages about all topics of a folder, and what they need: `topics.html`, `facts.html`, a stylesheet and a script.
///
/// `base` is the folder's address with a slash at its end. Without one there is no `facts.xml`, because a feed is read
/// elsewhere and has to say it. `now` decides which date of a topic is the next. `locale` is the English one.
pub fn pages(topics: &[Published], locale: &Locale, base: Option<&str>, now: When) -> Vec<File> {
    let changes = change::changes(topics, locale);
    let mut files = vec![
        ("pages.css".to_owned(), snippet::small(include_str!("../../www/pages.css"))),
        ("topics.js".to_owned(), include_str!("../../www/topics.js").to_owned()),
        ("topics.html".to_owned(), index::page(topics, locale, base, now)),
        ("facts.html".to_owned(), moves::page(topics, &changes, locale, base)),
    ];
    files.extend(base.map(|base| ("facts.xml".to_owned(), feed::feed(topics, &changes, locale, base))));
    files
}

/// The page of a topic: `t/TOPIC/index.html`. The arguments are those of [`pages`].
pub fn topic_page(topic: &Published, locale: &Locale, base: Option<&str>, now: When) -> File {
    (page_of(topic.catalogue), topic::page(topic, locale, base, now))
}

/// Where the page of a topic is, from the folder.
fn page_of(catalogue: &Catalogue) -> String {
    format!("t/{}/index.html", catalogue.id)
}

/// The id of a milestone on its topic's page.
fn anchor(milestone: &Milestone) -> String {
    format!("date-{}", milestone.id)
}

/// What a page is made of.
struct Page<'p> {
    /// What it is called.
    title: &'p str,
    /// What it is about, in a sentence.
    description: &'p str,
    /// The way from its folder to the published one: empty, or with a slash at its end.
    root: &'p str,
    /// More of its head.
    head: String,
    /// What may run on it, as a policy says it; and what that may ask for.
    scripts: &'p str,
    /// What stands in it, below its links.
    main: String,
}

impl Page<'_> {
    /// The page, with a policy that lets in what lies in the folder and nothing else.
    fn html(&self, base: Option<&str>) -> String {
        let Self { title, description, root, head, scripts, main } = self;
        let [title, description] = [title, description].map(|text| attribute_value(text));
        let feed = base.map_or(String::new(), |_| {
            format!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{root}facts.xml\" title=\"{}\">\n",
                feed::TITLE
            )
        });
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {scripts}style-src 'self'; \
             img-src data:; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"description\" content=\"{description}\">\n<title>{title}</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{root}pages.css\">\n{feed}{head}</head>\n\
             <body>\n<nav aria-label=\"Pages\"><ul><li><a href=\"{root}topics.html\">All topics</a></li>\
             <li><a href=\"{root}facts.html\">Moved dates</a></li><li><a href=\"{root}index.html\">Make a card</a></li></ul></nav>\n\
             <main>\n{main}</main>\n</body>\n</html>\n"
        )
    }
}

/// A text of a topic, set apart where it is in another language than the page.
fn said(text: &Text, locale: &Locale) -> String {
    match text.spoken(&locale.language) {
        ("", words) => attribute_value(words),
        (language, words) => format!("<bdi lang=\"{}\">{}</bdi>", attribute_value(language), attribute_value(words)),
    }
}

/// A link that leads out of the folder; its words alone where the address is not https.
fn link(url: &str, words: &str) -> String {
    match (https(url), attribute_value(words)) {
        ("", words) => words,
        (url, words) => format!("<a href=\"{}\" rel=\"noopener noreferrer\">{words}</a>", attribute_value(url)),
    }
}

/// A milestone's date as it was published, marked up where it has one.
fn date(catalogue: &Catalogue, milestone: &Milestone, locale: &Locale) -> String {
    let words = attribute_value(&date_of(catalogue, milestone, locale));
    match milestone.date().date() {
        Some(date) => format!("<time datetime=\"{}\">{words}</time>", date.written()),
        None => words,
    }
}

/// What changes at a milestone, and when.
fn what_and_when(catalogue: &Catalogue, milestone: &Milestone, locale: &Locale) -> String {
    format!("{}: {}", attribute_value(effect(catalogue, milestone, locale)), date(catalogue, milestone, locale))
}

/// A day in words, marked up.
fn day(day: chrono::NaiveDate, locale: &Locale) -> String {
    format!("<time datetime=\"{}\">{}</time>", written_day(day), attribute_value(&locale.date(day)))
}

/// Most products whose names stand where something is for some of them.
const MOST_NAMED: usize = 6;

/// Whom something is for, as text; empty where that is everybody.
fn whom(catalogue: &Catalogue, products: &[String], audiences: &[Audience], locale: &Locale) -> String {
    let mut whom: Vec<String> = audiences.iter().map(|audience| locale.label(group(*audience)).to_owned()).collect();
    let names: Vec<&str> = products
        .iter()
        .filter_map(|id| catalogue.listed(id))
        .map(|product| product.name.in_language(&locale.language))
        .collect();
    match names.len() {
        0 => {}
        1..=MOST_NAMED => whom.push(names.join(", ")),
        count => whom.push(format!("{count} of {} products", catalogue.products.len())),
    }
    whom.join("; ")
}

/// The sources of some ids; all of a topic's where there is no id.
fn sources<'c>(catalogue: &'c Catalogue, ids: &[String]) -> Vec<&'c Source> {
    catalogue.sources.iter().filter(|source| ids.is_empty() || ids.contains(&source.id)).collect()
}

/// What a kind of topic is called.
fn kind(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Ban => "Ban",
        TopicKind::EndOfSupport => "End of support",
        TopicKind::SwitchOff => "Switch-off",
        TopicKind::Rule => "Rule",
    }
}

/// Where the builder page has a topic chosen, from the folder; none where it cannot know of it.
fn builder(topic: &Published, base: Option<&str>) -> Option<String> {
    match (topic.is_own, base) {
        (false, _) if topic.file.is_empty() => Some("index.html".to_owned()),
        (false, _) => Some(format!("index.html#topic={}", topic.file)),
        (true, Some(base)) => {
            let mut fragment = "index.html#topic=own&facts=".to_owned();
            snippet::frame::encode(&format!("{base}catalogue/{}", topic.file), &mut fragment);
            Some(fragment)
        }
        (true, None) => None,
    }
}
