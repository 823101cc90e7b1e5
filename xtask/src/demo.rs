//! `cargo xtask demo`: builds, then serves `dist/` on this machine alone until Ctrl-C.
//!
//! Sends the headers that a newsroom's CDN has to send (a card's files are loaded
//! across origins), so that what works here works there. Must never leave `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use hyper::body::Bytes;
use hyper::{Response, http as message};

use crate::build;
use crate::http::{self, media_type};
use crate::repository::Repository;

/// Serves a fresh `dist/` at `port` or the next free one.
///
/// # Errors
///
/// When the build fails or no port is free.
pub(crate) fn run(repository: &Repository, port: u16) -> Result<()> {
    build::run(repository, None)?;
    let listener = http::listen(port)?;
    let address = listener.local_addr()?;
    println!("\nhttp://{address}/demo.html   an article with cards in it");
    println!("http://{address}/states.html   every state of the card");
    println!("http://{address}/            the builder of embeds   (Ctrl-C ends)");
    let dist = repository.dist();
    http::serve(listener, move |url| answer(&dist, url))
}

/// `no-cache` lets a reload show the next build.
fn answer(dist: &Path, url: &str) -> message::Result<Response<Bytes>> {
    match path(dist, url).and_then(|path| Some((media_type(&path), fs::read(path).ok()?))) {
        Some((media_type, content)) => http::answer(media_type, "no-cache").body(content.into()),
        None => http::answer("text/plain; charset=utf-8", "no-cache").status(404).body("not found\n".into()),
    }
}

/// The file that `url` names; a folder's is its `index.html`. None when a part is not a plain name.
fn path(dist: &Path, url: &str) -> Option<PathBuf> {
    let inside = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let file = if inside.is_empty() || inside.ends_with('/') { "index.html" } else { "" };
    let inside = format!("{inside}{file}");
    inside.split('/').all(is_plain).then(|| dist.join(inside))
}

fn is_plain(part: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(path(Path::new("dist"), url), expected.map(PathBuf::from));
    }

    #[test]
    fn an_address_names_a_file_inside_dist_or_nothing() {
        check("/", Some("dist/index.html"));
        check("/?now=2024-07-20#card", Some("dist/index.html"));
        check("/locale/en.json", Some("dist/locale/en.json"));
        check("/../Cargo.toml", None);
        check("/locale/../../Cargo.toml", None);
        check("/%2e%2e/Cargo.toml", None);
        check("//etc/passwd", None);
        check("/locale//en.json", None);
        check("/locale/", Some("dist/locale/index.html"));
        check("http://127.0.0.1/", None);
        check("/.git/config", None);
    }
}
