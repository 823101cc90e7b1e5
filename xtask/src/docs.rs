//! `cargo xtask docs`: the documentation as a site; the Markdown that the forge shows in, `target/docs` out.
//!
//! mdBook makes the pages as `book.toml` says, and calls this program back for their links; rustdoc makes `rust/` beside
//! them. Must never keep a second copy of a text, and the pages must never load anything from elsewhere.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::command::CommandLine;
use crate::folder;
use crate::install;
use crate::repository::Repository;

mod links;

/// Where the site is built, from the root.
const SITE: &str = "target/docs";

/// Where rustdoc leaves its pages, from the root, and where they are in the site.
const RUSTDOC: [&str; 2] = ["target/doc", "target/docs/rust"];

/// What mdBook says when it calls this program back.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What mdBook calls: a book on standard input, the same with other links on standard output
    #[arg(long, hide = true)]
    pub(crate) links: bool,
    /// What mdBook asks, before it calls: `supports html`
    #[arg(hide = true, requires = "links")]
    asked: Vec<String>,
}

/// Builds the site.
///
/// # Errors
///
/// When a tool cannot be had, a link leads nowhere, or a page would load something from elsewhere.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    install::mdbook(repository)?;
    let mut mdbook = CommandLine::new("mdbook build");
    match links::address(repository)? {
        Some(address) => mdbook = mdbook.env("MDBOOK_OUTPUT__HTML__GIT_REPOSITORY_URL", address),
        None => println!("Cargo.toml names no repository: what links to its files are only their words"),
    }
    mdbook.run(repository)?;
    let [from, to] = RUSTDOC.map(|path| repository.root.join(path));
    if from.exists() {
        fs::remove_dir_all(&from).with_context(|| format!("cannot empty {}", from.display()))?;
    }
    CommandLine::new("cargo doc --quiet --no-deps --lib --package phaseout").run(repository)?;
    folder::copy(&from, &to)?;
    let site = repository.root.join(SITE);
    let mut pages = 0;
    for entry in fs::read_dir(&site).with_context(|| format!("cannot read {SITE}"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let foreign = foreign(&text);
            ensure!(foreign.is_empty(), "{} loads {} from elsewhere", path.display(), foreign.join(", "));
            pages += 1;
        }
    }
    println!("{SITE}: {pages} pages; open {SITE}/index.html");
    Ok(())
}

/// What mdBook calls for.
///
/// # Errors
///
/// When what it says is no book, or a link leads nowhere.
pub(crate) fn answer(repository: &Repository, options: &Options) -> Result<()> {
    if options.asked.is_empty() { links::answer(repository) } else { Ok(()) }
}

/// The addresses on other hosts that a page loads by itself; where its links lead is the reader's choice.
fn foreign(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let loads = ["script ", "link ", "img ", "iframe "].iter().any(|name| tag.starts_with(name));
        let addresses = tag.split('"').skip(1).step_by(2);
        found.extend(addresses.filter(|it| loads && (it.starts_with("http") || it.starts_with("//"))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_told_from_where_it_leads() {
        let page = r#"<a href="https://a.example/">there</a> <script src="https://b.example/x.js"></script>
            <img alt="" src="//c.example/y.png"> <link rel="stylesheet" href="css/book.css"> <img src="card.png">"#;
        assert_eq!(foreign(page), ["https://b.example/x.js", "//c.example/y.png"]);
    }
}
