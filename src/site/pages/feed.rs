//! `facts.xml`: moves and the folder's address in, an Atom feed out. RFC 4287.
//!
//! An entry is named by a `tag:` address (RFC 4151) of the folder's host, so that it stays the same entry when the folder
//! moves within its host. That a topic was checked again is no entry: whoever follows corrections would be told every
//! week that there are none. It counts as an update of the feed.

use super::{Published, change::Change, page_of, whom};
use super::{anchor, link};
use crate::{attribute_value, html::xml, locale::Locale, view::effect, when::written_day};

/// What the feed is called.
pub(super) const TITLE: &str = "Moved dates";

/// What it is about, in a sentence.
pub(super) const ABOUT: &str =
    "Dates of bans, ends of support, switch-offs and rules that are no longer what they were.";

/// The year in which a host of these feeds must have had its name: RFC 4151 asks for one.
const SINCE: &str = "2026";

/// The feed of a folder.
pub(super) fn feed(topics: &[Published], changes: &[Change], locale: &Locale, base: &str) -> String {
    let tag = format!("tag:{},{SINCE}:phaseout", host(base));
    let days = topics.iter().map(|topic| topic.catalogue.checked).chain(changes.iter().map(|change| change.changed));
    let updated = days.max().map_or(String::new(), written_day);
    let address = xml(base);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n\
         <id>{}/facts</id>\n<title>{TITLE}</title>\n\
         <subtitle>{ABOUT}</subtitle>\n\
         <updated>{updated}T00:00:00Z</updated>\n<author><name>phaseout</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{address}facts.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{address}facts.html\"/>\n",
        xml(&tag)
    );
    for change in changes {
        feed.push_str(&entry(change, locale, base, &tag));
    }
    feed + "</feed>\n"
}

fn entry(change: &Change, locale: &Locale, base: &str, tag: &str) -> String {
    let Change { catalogue, milestone, changed, name, from, to, sources } = change;
    let title = catalogue.title.in_language(&locale.language);
    let what = effect(catalogue, milestone, locale);
    let whom = whom(catalogue, &milestone.products, &milestone.audiences, locale);
    let whom = if whom.is_empty() { whom } else { format!(" ({whom})") };
    let day = written_day(*changed);
    let said = format!("{what}{whom}. Before: {from}. Now: {to}. Changed on {}.", locale.date(*changed));
    let links: String = sources.iter().map(|source| format!("<li>{}</li>", link(&source.url, &source.title))).collect();
    let content = format!("<p>{}</p><ul>{links}</ul>", attribute_value(&said));
    format!(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n<published>{day}T00:00:00Z</published>\n\
         <updated>{day}T00:00:00Z</updated>\n<category term=\"{}\" label=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}{}#{}\"/>\n<summary>{}</summary>\n\
         <content type=\"html\">{}</content>\n</entry>\n",
        xml(&format!("{tag}/{}/{name}", catalogue.id)),
        xml(&format!("{title}: {what}, {from} → {to}")),
        xml(&catalogue.id),
        xml(title),
        xml(base),
        page_of(catalogue),
        anchor(milestone),
        xml(&said),
        xml(&content),
    )
}

/// The name of the host of an https address, as a `tag:` has it: in small letters, without user and port.
fn host(base: &str) -> String {
    let rest = base.strip_prefix("https://").unwrap_or(base);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_the_name_of_the_host_alone() {
        for (base, expected) in [
            ("https://cdn.example/phaseout/", "cdn.example"),
            ("https://CDN.Example:8443/", "cdn.example"),
            ("https://user@cdn.example/", "cdn.example"),
            ("https://cdn.example?a", "cdn.example"),
        ] {
            assert_eq!(host(base), expected, "{base}");
        }
    }

    #[test]
    fn a_text_is_xml_whatever_is_in_it() {
        assert_eq!(xml("a\u{A0}b & <c> \"d\" &nbsp; \u{1}"), "a\u{A0}b &amp; &lt;c&gt; &quot;d&quot; &amp;nbsp; ");
    }
}
