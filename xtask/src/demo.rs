//! `cargo xtask demo`: builds, then serves `dist/` on this machine alone until Ctrl-C.
//!
//! Sends the headers that a newsroom's CDN has to send (a card's files are loaded
//! across origins), so that what works here works there. Must never leave `dist/`.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use tokio::runtime::Builder;

use crate::build;
use crate::http::{self, Answer, media_type};
use crate::repository::Repository;

/// Sent with every file. `no-cache` lets a reload show the next build.
const HEADERS: [(&str, &str); 4] = [
    ("access-control-allow-origin", "*"),
    ("cache-control", "no-cache"),
    ("cross-origin-resource-policy", "cross-origin"),
    ("x-content-type-options", "nosniff"),
];

/// Serves a fresh `dist/` at `port` or the next free one.
///
/// # Errors
///
/// When the build fails or no port is free.
pub(crate) fn run(repository: &Repository, port: u16) -> Result<()> {
    build::run(repository, None)?;
    let listener = listen(port)?;
    let address = listener.local_addr()?;
    println!("\nhttp://{address}/demo.html   an article with cards in it");
    println!("http://{address}/states.html   every state of the card");
    println!("http://{address}/            the builder of embeds   (Ctrl-C ends)");
    let dist = repository.dist();
    Builder::new_current_thread().enable_all().build()?.block_on(http::serve(listener, move |url| answer(&dist, url)))
}

fn listen(from: u16) -> Result<TcpListener> {
    for port in from..=u16::MAX {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            other => return other.with_context(|| format!("cannot listen on port {port}")),
        }
    }
    Err(anyhow!("no port from {from} on is free"))
}

fn answer(dist: &Path, url: &str) -> Answer {
    let found = path(dist, url).and_then(|path| Some((media_type(&path), fs::read(path).ok()?)));
    let (status, media_type, content) = match found {
        Some((media_type, content)) => (200, media_type, content),
        None => (404, "text/plain; charset=utf-8", b"not found\n".to_vec()),
    };
    let mut response = Response::builder().status(status).header("content-type", media_type);
    for (name, value) in HEADERS {
        response = response.header(name, value);
    }
    response.body(Full::new(Bytes::from(content)))
}

/// The file that `url` names; a folder's is its `index.html`. None when a part is not a plain name.
fn path(dist: &Path, url: &str) -> Option<PathBuf> {
    let inside = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let (folders, file) = inside.rsplit_once('/').map_or(("", inside), |(folders, file)| (folders, file));
    let file = if file.is_empty() { "index.html" } else { file };
    let mut parts = folders.split('/').filter(|_| !folders.is_empty()).chain([file]);
    parts.try_fold(dist.to_owned(), |path, part| is_plain(part).then(|| path.join(part)))
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
