//! Where the links of the documentation lead in the site: a book, as mdBook hands it over, in; the same book out.
//!
//! A page's links are paths of the repository, so that they work wherever its Markdown is shown. Here those to another page
//! lead to that page, those into `docs/` to what mdBook copies, those to the library's source to its rustdoc, and the rest
//! to the repository, where its address is known. Must never change anything else of a text.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;

use anyhow::{Context, Result, anyhow, bail};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use serde_json::Value;
use toml::Table;

use crate::repository::Repository;

/// The folder whose pages these are, from the root.
const DOCS: &str = "docs";

/// A source, and the page that rustdoc makes of it.
const RUSTDOC: (&str, &str) = ("src/lib.rs", "rust/phaseout/index.html");

/// The address of the repository's page: the one that Cargo.toml names, unless it is an example, else the forge's own,
/// where it runs this.
pub(super) fn address(repository: &Repository) -> Result<Option<String>> {
    let manifest = fs::read_to_string(repository.root.join("Cargo.toml")).context("cannot read Cargo.toml")?;
    let manifest: Table = manifest.parse().context("Cargo.toml is not TOML")?;
    let package = |table: &Table| table.get("package")?.get("repository")?.as_str().map(str::to_owned);
    let workspace = manifest.get("workspace").and_then(|it| it.as_table());
    let named = package(&manifest).or_else(|| workspace.and_then(package));
    let named = named.filter(|it| !it.split('/').nth(2).is_some_and(|host| host.ends_with(".example")));
    let forge = || Some(format!("{}/{}", env::var("GITHUB_SERVER_URL").ok()?, env::var("GITHUB_REPOSITORY").ok()?));
    Ok(named.or_else(forge).map(|it| it.trim_end_matches('/').to_owned()))
}

/// Answers mdBook: its settings and a book on standard input, the book on standard output.
pub(super) fn answer(repository: &Repository) -> Result<()> {
    let input = io::read_to_string(io::stdin()).context("mdBook says nothing")?;
    let (_, mut book): (Value, Value) = serde_json::from_str(&input).context("what mdBook says is no book")?;
    lead(&mut book, address(repository)?.as_deref())?;
    println!("{book}");
    Ok(())
}

/// Gives each page of a book its place in the site, and leads its links there.
fn lead(book: &mut Value, repository: Option<&str>) -> Result<()> {
    let items = book["items"].as_array_mut().context("a book has `items`")?;
    let chapters = || items.iter().filter_map(|item| item["Chapter"]["path"].as_str());
    let mut places = BTreeMap::new();
    for path in chapters() {
        let place = place(path);
        if places.values().any(|other| *other == place) {
            bail!("{DOCS}/SUMMARY.md: two pages would be {place}");
        }
        places.insert(from_root("SUMMARY.md", path), place);
    }
    let mut problems = Vec::new();
    for chapter in items.iter_mut().filter_map(|item| item.get_mut("Chapter")) {
        let path = chapter["path"].as_str().context("every page is written")?.to_owned();
        let content = chapter["content"].as_str().context("a page has a text")?;
        let led = led(content, |link| target(&from_root(&path, link), &places, repository));
        match led {
            Ok(content) => chapter["content"] = content.into(),
            Err(error) => problems.push(format!("{path}: {error}")),
        }
        chapter["path"] = place(&path).into();
    }
    if problems.is_empty() { Ok(()) } else { Err(anyhow!(problems.join("; "))) }
}

/// The page of a text: of the repository's own, its name in small letters; of a README, that of its folder.
fn place(path: &str) -> String {
    let outside = path.trim_start_matches("../");
    match outside.strip_suffix("README.md") {
        _ if outside == path => path.to_owned(),
        Some("") => "index.md".to_owned(),
        Some(folder) => format!("{}.md", folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default()),
        None => outside.rsplit('/').next().unwrap_or_default().to_lowercase(),
    }
}

/// What a link in a text of [`DOCS`] names, from the root; without its fragment.
fn from_root(text: &str, link: &str) -> String {
    let folder = text.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts = vec![DOCS];
    let path = link.split('#').next().unwrap_or_default();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where a path of the repository is in the site; none where it is not there, and nobody knows the repository.
fn target(path: &str, places: &BTreeMap<String, String>, repository: Option<&str>) -> Option<String> {
    if let Some(place) = places.get(path) {
        return Some(place.clone());
    }
    if path == RUSTDOC.0 {
        return Some(RUSTDOC.1.to_owned());
    }
    let copied = path.strip_prefix(DOCS).and_then(|path| path.strip_prefix('/'));
    copied.map(str::to_owned).or_else(|| Some(format!("{}/blob/main/{path}", repository?)))
}

/// A text with each link to a path led to what `target` says, and a link to nothing as its words.
fn led(text: &str, target: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut changes = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) = event else {
            continue;
        };
        if dest_url.contains(':') || dest_url.starts_with('#') {
            continue;
        }
        let whole = &text[range.clone()];
        let at = (link_type == LinkType::Inline).then(|| whole.rfind(&*dest_url)).flatten();
        let Some(at) = at else { bail!("the link to {dest_url} is not of the form [words](path)") };
        if let Some(to) = target(&dest_url) {
            let fragment = dest_url.find('#').map_or("", |at| &dest_url[at..]);
            let start = range.start + at;
            changes.push((start..start + dest_url.len(), to + fragment));
        } else {
            let words = whole.find('[').zip(whole.rfind("](")).map(|(start, end)| &whole[start + 1..end]);
            changes.push((range.clone(), words.unwrap_or_default().to_owned()));
        }
    }
    let mut led = text.to_owned();
    changes.sort_by_key(|(range, _)| range.start);
    for (range, to) in changes.into_iter().rev() {
        led.replace_range(range, &to);
    }
    Ok(led)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn content(text: &str, repository: Option<&str>) -> Result<String> {
        let page = |path: &str, content: &str| json!({ "Chapter": { "path": path, "content": content } });
        let mut book = json!({ "items": [
            page("../README.md", "[docs](docs/embedding.md)"),
            { "PartTitle": "For the newsroom" },
            page("embedding.md", text),
            page("../integrations/wordpress/README.md", "[what it is](wordpress/readme.txt)"),
        ] });
        lead(&mut book, repository)?;
        let chapter = |at: usize| &book["items"][at]["Chapter"];
        assert_eq!(chapter(0), &json!({ "path": "index.md", "content": "[docs](embedding.md)" }));
        assert_eq!((&chapter(2)["path"], &chapter(3)["path"]), (&json!("embedding.md"), &json!("wordpress.md")));
        Ok(chapter(2)["content"].as_str().expect("a text").to_owned())
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(content(text, Some("https://forge.example/phaseout")).expect("links"), expected);
    }

    #[test]
    fn a_link_leads_to_a_page_a_file_beside_it_or_the_repository() {
        check(
            "[a](../README.md#try-it), [b](#forms), [c](https://d.example/e.md)",
            "[a](index.md#try-it), [b](#forms), [c](https://d.example/e.md)",
        );
        check("![card.png](card.png) and [nginx](nginx.conf)", "![card.png](card.png) and [nginx](nginx.conf)");
        check("| [plugin](../integrations/wordpress/README.md) |", "| [plugin](wordpress.md) |");
        check("[types](../www/phaseout.d.ts)", "[types](https://forge.example/phaseout/blob/main/www/phaseout.d.ts)");
        check("[crate](../src/lib.rs)", "[crate](rust/phaseout/index.html)");
        check(
            "`[a](../README.md)`\n\n```md\n[a](../README.md)\n```\n",
            "`[a](../README.md)`\n\n```md\n[a](../README.md)\n```\n",
        );
        check(
            "[../a](../a) [![x](../b.png)](../a)",
            "[../a](https://forge.example/phaseout/blob/main/a) [![x](https://forge.example/phaseout/blob/main/b.png)](https://forge.example/phaseout/blob/main/a)",
        );
    }

    #[test]
    fn without_an_address_a_link_to_the_repository_is_its_words() {
        let without = content("see [`types`](../www/phaseout.d.ts) and [a](../README.md)", None).expect("links");
        assert_eq!(without, "see `types` and [a](index.md)");
    }

    #[test]
    fn a_link_that_cannot_be_led_is_named() {
        let error = content("see [types]\n\n[types]: ../www/phaseout.d.ts\n", None).expect_err("a problem");
        let said = "embedding.md: the link to ../www/phaseout.d.ts is not of the form [words](path)";
        assert_eq!(error.to_string(), said);
    }
}
