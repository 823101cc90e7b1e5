//! Files over HTTP on this machine: a port and what to say to a path in, answers out.
//!
//! Knows no folder. Must never listen anywhere but on the loopback address.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Body, Bytes, Incoming};
use hyper::http::{self, response::Builder};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime;

/// Sent with every file: other sites may load it and see how long that took, and no browser guesses its type.
const ALWAYS: [(&str, &str); 4] = [
    ("access-control-allow-origin", "*"),
    ("cross-origin-resource-policy", "cross-origin"),
    ("timing-allow-origin", "*"),
    ("x-content-type-options", "nosniff"),
];

/// An answer with the headers that a newsroom's CDN has to send, still without its content.
pub(crate) fn answer(media_type: &str, cache_control: &str) -> Builder {
    let begun = Response::builder().header("content-type", media_type).header("cache-control", cache_control);
    ALWAYS.iter().fold(begun, |answer, (name, value)| answer.header(*name, *value))
}

/// Listens at a port or the next free one; at 0, wherever the system likes.
///
/// # Errors
///
/// When no port is free.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    let free = (port..=u16::MAX).find_map(|port| match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => None,
        other => Some(other.with_context(|| format!("cannot listen on port {port}"))),
    });
    free.with_context(|| format!("no port from {port} on is free"))?
}

/// Answers each connection at the same time as the others, a browser keeps several open; `answer` is given the
/// address that was asked for. Returns only with an error.
///
/// # Errors
///
/// When no further connection can be had.
pub(crate) fn serve(
    listener: TcpListener,
    answer: impl Fn(&str) -> http::Result<Response<Bytes>> + Clone + Send + 'static,
) -> Result<()> {
    let answer = move |url: &str| ready(answer(url).map(|answer| answer.map(Full::new)));
    runtime::Builder::new_current_thread().enable_all().build()?.block_on(serve_after(Duration::ZERO, listener, answer))
}

/// The same with answers that take their time, and with the first request of each connection read only after
/// `opening`.
///
/// # Errors
///
/// As [`serve`].
pub(crate) async fn serve_after<A, B>(
    opening: Duration,
    listener: TcpListener,
    answer: impl Fn(&str) -> A + Clone + Send + 'static,
) -> Result<()>
where
    A: Future<Output = http::Result<Response<B>>> + Send + 'static,
    B: Body<Data = Bytes, Error = Infallible> + Send + 'static,
{
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (connection, _) = listener.accept().await?;
        // Else a short packet waits until the one before it is acknowledged. A connection that is gone needs no such thing.
        let _ = connection.set_nodelay(true);
        let answer = answer.clone();
        let service = service_fn(move |request: Request<Incoming>| answer(&request.uri().to_string()));
        tokio::spawn(async move {
            if !opening.is_zero() {
                tokio::time::sleep(opening).await;
            }
            // A reader who has gone away is no reason to stop.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(connection), service).await;
        });
    }
}

/// The media type of a file, by its ending.
pub(crate) fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("ts") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("xml") => "application/atom+xml",
        _ => "application/octet-stream",
    }
}
