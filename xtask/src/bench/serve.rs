//! The pages over HTTP, as a CDN would send them: a folder in, each file with brotli out.
//!
//! The first part of a path only makes an address new, so that no cache knows it. On this machine alone,
//! for as long as the value lives.

use std::collections::HashMap;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use tokio::runtime::Builder;

use crate::http::{self, Answer, media_type};

/// A file as it is sent.
#[derive(Debug)]
struct File {
    media_type: &'static str,
    brotli: Bytes,
}

/// A server on a free port.
#[derive(Debug)]
pub(super) struct Server {
    /// `http://127.0.0.1:` and the port.
    pub(super) origin: String,
}

impl Server {
    /// Compresses what is in `folder` and serves it until the program ends.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let mut files = HashMap::new();
        collect(folder, "", &mut files)?;
        let files = Arc::new(files);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
        let origin = format!("http://{}", listener.local_addr()?);
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime for one thread");
            runtime.block_on(http::serve(listener, move |url| answer(&files, url)))
        });
        Ok(Self { origin })
    }
}

fn answer(files: &HashMap<String, File>, url: &str) -> Answer {
    let path = url.split('?').next().unwrap_or_default();
    let file = path.strip_prefix('/').and_then(|path| path.split_once('/')).and_then(|(_, inside)| files.get(inside));
    let Some(File { media_type, brotli }) = file else {
        return Response::builder().status(404).body(Full::default());
    };
    Response::builder()
        .header("content-type", *media_type)
        .header("content-encoding", "br")
        .header("cache-control", "no-store")
        .header("access-control-allow-origin", "*")
        .body(Full::new(brotli.clone()))
}

fn collect(folder: &Path, inside: &str, files: &mut HashMap<String, File>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let inside = format!("{inside}{name}");
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files)?;
        } else {
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.insert(inside, File { media_type: media_type(&path), brotli: brotli(&content)? });
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
