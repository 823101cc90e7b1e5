//! The pages over HTTP, as a CDN would send them: a folder in, each file with brotli and the headers of
//! `docs/nginx.conf` out.
//!
//! The first part of a path only makes an address new, so that no cache knows it: what is cached serves the load
//! that fetched it and no other. On this machine alone.

use std::collections::HashMap;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use hyper::body::Bytes;
use hyper::{Response, http as message};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

use super::slow::{HEAD, Line, Paced, ROUND_TRIP};
use crate::http::{self, media_type};

/// A file as it is sent.
#[derive(Debug)]
struct File {
    media_type: &'static str,
    cache_control: &'static str,
    brotli: Bytes,
}

/// A folder, ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Site(Arc<HashMap<String, File>>);

/// A server through a slow line; stops listening when it is dropped.
#[derive(Debug)]
pub(super) struct SlowServer {
    /// `http://127.0.0.1:` and a port that no server had before, so that no browser has a connection to it.
    pub(super) origin: String,
    task: JoinHandle<()>,
}

impl Drop for SlowServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    /// Compresses what is in a folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut files = HashMap::new();
        collect(folder, "", &mut files, &mut HashMap::new())?;
        Ok(Self(Arc::new(files)))
    }

    /// Serves it until the program ends; `http://127.0.0.1:` and the port come out.
    pub(super) fn serve(&self) -> Result<String> {
        let (listener, origin) = listen()?;
        let site = self.clone();
        thread::spawn(move || http::serve(listener, move |url| site.answer(url)));
        Ok(origin)
    }

    /// Serves it through a slow line of its own, from the runtime that this is called in.
    pub(super) fn serve_slowly(&self) -> Result<SlowServer> {
        let (listener, origin) = listen()?;
        let (site, line) = (self.clone(), Arc::new(Line::default()));
        let served = http::serve_after(ROUND_TRIP, listener, move |url| {
            let (answer, line) = (site.answer(url), Arc::clone(&line));
            async move {
                sleep(ROUND_TRIP).await;
                let begun = line.book(Instant::now(), HEAD);
                sleep_until(begun).await;
                Ok(answer?.map(|body| Paced::new(line, body, begun)))
            }
        });
        // Where no connection can be had any more, the page that waits for one says so.
        let task = tokio::spawn(async move { served.await.unwrap_or_default() });
        Ok(SlowServer { origin, task })
    }

    fn answer(&self, url: &str) -> message::Result<Response<Bytes>> {
        let path = url.split('?').next().unwrap_or_default();
        let inside = path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let Some(File { media_type, cache_control, brotli }) = inside.and_then(|(_, inside)| self.0.get(inside)) else {
            return Response::builder().status(404).body(Bytes::new());
        };
        http::answer(media_type, cache_control).header("content-encoding", "br").body(brotli.clone())
    }
}

/// Folders inside a variant's own whose files change while their addresses do not: cards; of an older build, facts and words.
const FRESH: [&str; 3] = ["cards", "catalogue", "locale"];

/// What caches are told of a file, by its path below the part that makes addresses new: `VARIANT/FILE`.
fn cache_control(inside: &str) -> &'static str {
    let file = inside.split_once('/').map_or(inside, |(_, file)| file);
    let folder = file.split_once('/').map(|(folder, _)| folder);
    if file == "index.html" {
        "no-cache"
    } else if folder.is_some_and(|folder| FRESH.contains(&folder)) {
        "public, max-age=300, stale-if-error=86400"
    } else {
        "public, max-age=31536000, immutable"
    }
}

fn listen() -> Result<(TcpListener, String)> {
    let listener = http::listen(0)?;
    let origin = format!("http://{}", listener.local_addr()?);
    Ok((listener, origin))
}

/// Adds the files of a folder, and of those inside it. Variants have most files in common: each content is compressed
/// once and kept in `known`.
fn collect(
    folder: &Path,
    inside: &str,
    files: &mut HashMap<String, File>,
    known: &mut HashMap<Vec<u8>, Bytes>,
) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let inside = format!("{inside}{name}");
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files, known)?;
        } else {
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let compressed = match known.get(&content) {
                Some(compressed) => compressed.clone(),
                None => brotli(&content)?,
            };
            let file = File {
                media_type: media_type(&path),
                cache_control: cache_control(&inside),
                brotli: compressed.clone(),
            };
            known.insert(content, compressed);
            files.insert(inside, file);
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Bytes> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters).context("cannot compress")?;
    Ok(compressed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(inside: &str, expected: &str) {
        assert_eq!(cache_control(inside), expected, "{inside}");
    }

    #[test]
    fn code_is_kept_for_ever_a_card_for_minutes_and_a_page_is_asked_for_again() {
        check("phaseout/phaseout.js", "public, max-age=31536000, immutable");
        check("before/phaseout.wasm", "public, max-age=31536000, immutable");
        check("floor/main.js", "public, max-age=31536000, immutable");
        check("flip/main.css", "public, max-age=31536000, immutable");
        check("phaseout/cards/1/kaspersky-us/en/kaspersky-premium.json", "public, max-age=300, stale-if-error=86400");
        check("phaseout/cards/1/kaspersky-us/en.json", "public, max-age=300, stale-if-error=86400");
        check("before/catalogue/kaspersky-us.json", "public, max-age=300, stale-if-error=86400");
        check("before/locale/en.json", "public, max-age=300, stale-if-error=86400");
        check("phaseout/index.html", "no-cache");
    }

    #[test]
    fn a_file_of_the_folder_is_sent_for_other_sites_to_load_and_time_and_nothing_else() {
        let file = File { media_type: "text/javascript", cache_control: "no-cache", brotli: Bytes::from_static(b"x") };
        let site = Site(Arc::new(HashMap::from([("phaseout/phaseout.js".to_owned(), file)])));
        let answer = site.answer("/17/phaseout/phaseout.js?count=1").expect("an answer");
        for name in ["access-control-allow-origin", "timing-allow-origin"] {
            assert_eq!(answer.headers()[name], "*");
        }
        assert_eq!(answer.headers()["cache-control"], "no-cache");
        let status = |url| site.answer(url).expect("an answer").status();
        assert_eq!(status("/17/phaseout/phaseout.js?count=1"), 200);
        assert_eq!(status("/17/phaseout/other.js"), 404);
        assert_eq!(status("/phaseout.js"), 404);
    }
}
