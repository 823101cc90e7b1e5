//! The documentation as its readers meet it: every link leads somewhere, and every page is in the book.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

#[path = "docs/snippets.rs"]
mod snippets;

/// A text in Markdown: its path from the root, with slashes, and what it says.
struct Page {
    path: String,
    text: String,
}

/// Every page that somebody reads: at the root, in `docs/`, and the plugin's.
fn pages() -> Vec<Page> {
    let mut paths = vec!["integrations/wordpress/README.md".to_owned()];
    for folder in ["", "docs/"] {
        paths.extend(
            names(folder)
                .into_iter()
                .filter(|name| Path::new(name).extension().is_some_and(|it| it == "md"))
                .map(|name| folder.to_owned() + &name),
        );
    }
    assert!(paths.len() > 15, "{paths:?}");
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    paths.into_iter().map(|path| Page { text: read(&path), path }).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in a folder, as they are written, also where the system would take others.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect()
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The addresses of a page's links and pictures.
fn links(page: &Page) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    events(&page.text).filter_map(link).collect()
}

/// The fragments that a page's headings have, on the forge as in the site.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let slug = slug(&heading.take().expect("it began"));
                let numbered = (1..).map(|number| format!("{slug}-{number}"));
                let free = std::iter::once(slug.clone()).chain(numbered).find(|it| !anchors.contains(it));
                anchors.extend(free);
            }
            Event::Text(words) | Event::Code(words) => heading.iter_mut().for_each(|it| it.push_str(&words)),
            _ => {}
        }
    }
    anchors
}

fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Where a link on a page leads, from the root, with its fragment; none where that is outside of the repository.
fn target(page: &str, link: &str) -> Option<(String, String)> {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !["", "."].contains(part)) {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment.to_owned()))
}

/// What is wrong with the links of pages, with their places.
fn faults(pages: &[Page]) -> Vec<String> {
    let anchors: BTreeMap<&str, _> = pages.iter().map(|it| (it.path.as_str(), anchors(&it.text))).collect();
    let mut faults = Vec::new();
    for page in pages {
        for link in links(page).iter().filter(|link| !link.contains(':')) {
            let mut fault = |what: &str| faults.push(format!("{}: {link} {what}", page.path));
            let Some((path, fragment)) = target(&page.path, link) else {
                fault("leads out of the repository");
                continue;
            };
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
            if !(anchors.contains_key(path.as_str()) || root().join(folder).is_dir() && names(folder).contains(name)) {
                fault("leads nowhere");
            } else if !(fragment.is_empty() || anchors.get(path.as_str()).is_some_and(|it| it.contains(&fragment))) {
                fault("leads to no heading");
            }
        }
    }
    faults
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_a_heading() {
    let pages = pages();
    let count: usize = pages.iter().map(|page| links(page).len()).sum();
    assert!(count > 100, "only {count} links");
    let faults = faults(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_link_to_nothing_is_found() {
    let page = |text: &str| {
        faults(&[Page { path: "docs/a.md".to_owned(), text: format!("# It's `a`: b\n\n# It\n\n# It\n\n{text}") }])
    };
    for fine in
        ["[x](#its-a-b)", "[x](#it-1)", "[x](a.md#it)", "[x](embedding.md)", "[x](../www/phaseout.d.ts)", "`[x](y.md)`"]
    {
        assert_eq!(page(fine), [""; 0], "{fine}");
    }
    for (text, fault) in [
        ("[x](#its-a)", "docs/a.md: #its-a leads to no heading"),
        ("[x](#it-2)", "docs/a.md: #it-2 leads to no heading"),
        ("| a |\n| --- |\n| [x](y.md) |", "docs/a.md: y.md leads nowhere"),
        ("![x](Card.png)", "docs/a.md: Card.png leads nowhere"),
        ("[x](no/y.md)", "docs/a.md: no/y.md leads nowhere"),
        ("[x](../../y.md)", "docs/a.md: ../../y.md leads out of the repository"),
        ("[x](../www/phaseout.d.ts#l1)", "docs/a.md: ../www/phaseout.d.ts#l1 leads to no heading"),
    ] {
        assert_eq!(page(text), [fault], "{text}");
    }
}

#[test]
fn every_page_is_in_the_book_once() {
    let pages = pages();
    let summary = pages.iter().find(|page| page.path == "docs/SUMMARY.md").expect("a table of contents");
    let mut listed: Vec<_> =
        links(summary).iter().map(|link| target(&summary.path, link).expect("a page of ours").0).collect();
    listed.sort();
    let mut all: Vec<_> = pages.iter().map(|page| page.path.clone()).filter(|path| *path != summary.path).collect();
    all.sort();
    assert_eq!(listed, all, "docs/SUMMARY.md, and the pages there are");
}
