//! Files over HTTP on this machine: a listener and what to say to a path in, answers out.
//!
//! Knows no folder. Must never listen anywhere but on the loopback address it was given.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use http_body_util::Full;
use hyper::body::{Body, Bytes, Incoming};
use hyper::http;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

/// What is said to a request.
pub(crate) type Answer = http::Result<Response<Full<Bytes>>>;

/// Answers each connection at the same time as the others, a browser keeps several open; `answer` is given the
/// address that was asked for.
///
/// # Errors
///
/// When no further connection can be had.
pub(crate) async fn serve(
    listener: TcpListener,
    answer: impl Fn(&str) -> Answer + Clone + Send + 'static,
) -> Result<()> {
    serve_after(Duration::ZERO, listener, move |url| ready(answer(url))).await
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
        _ => "application/octet-stream",
    }
}
