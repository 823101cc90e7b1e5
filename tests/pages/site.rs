//! One origin on this machine: answers by path come in, a server that notes what it was asked goes out.
//!
//! Every site has its own port, so two sites are two origins to the browser, and
//! cases share nothing. Must never serve a file from outside its folder.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tiny_http::{Header, Request, Response, Server};

/// What a site says at one path.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// 200, a media type and these bytes.
    Content(String, Vec<u8>),
    /// 404.
    Missing,
    /// Nothing, for as long as the site is there.
    Hang,
}

impl Answer {
    /// 200 and this text; `charset=utf-8` is added to its type.
    pub(crate) fn text(media_type: &str, text: impl Into<String>) -> Self {
        Self::Content(format!("{media_type}; charset=utf-8"), text.into().into_bytes())
    }
}

/// What a site will say, before it has a port.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Answers by path, before the folder's files.
    pub(crate) answers: HashMap<String, Answer>,
    /// Served by path; none serves 404 for what has no answer.
    pub(crate) folder: Option<PathBuf>,
    /// Sent with everything, beside the type.
    pub(crate) headers: HashMap<String, String>,
}

/// A server on a port of its own, until it is dropped.
pub(crate) struct Site {
    /// `http://127.0.0.1:` and the port, without a slash at the end.
    pub(crate) origin: String,
    server: Arc<Server>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Takes a free port. Requests wait until [`Site::serve`].
    pub(crate) fn open() -> Self {
        let server = Server::http("127.0.0.1:0").expect("a free port on this machine");
        let origin = format!("http://{}", server.server_addr());
        Self { origin, server: Arc::new(server), requests: Arc::default() }
    }

    /// Answers as `plan` says, in a thread of its own.
    pub(crate) fn serve(&self, plan: Plan) {
        let (server, requests) = (Arc::clone(&self.server), Arc::clone(&self.requests));
        thread::spawn(move || {
            let mut hanging = Vec::new();
            while let Ok(request) = server.recv() {
                requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.url().to_owned());
                hanging.extend(plan.respond(request));
            }
        });
    }

    /// The path and query of each request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

impl Plan {
    /// Sends the answer, or hands back the request that must go on waiting.
    fn respond(&self, request: Request) -> Option<Request> {
        let path = request.url().split('?').next().unwrap_or_default();
        let answer = self.answers.get(path).cloned().or_else(|| self.file(path));
        let (status, media_type, bytes) = match answer.unwrap_or(Answer::Missing) {
            Answer::Content(media_type, bytes) => (200, media_type, bytes),
            Answer::Missing => (404, "text/plain".to_owned(), b"not found".to_vec()),
            Answer::Hang => return Some(request),
        };
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let response = headers
            .chain([("content-type", media_type.as_str())])
            .map(|(name, value)| Header::from_bytes(name, value).expect("a header of ASCII text"))
            .fold(Response::from_data(bytes).with_status_code(status), Response::with_header);
        // A browser that was closed meanwhile needs no answer.
        let _ = request.respond(response);
        None
    }

    fn file(&self, path: &str) -> Option<Answer> {
        let folder = self.folder.as_ref()?;
        let inside = path.strip_prefix('/').filter(|inside| !inside.split('/').any(|part| part.starts_with('.')))?;
        let bytes = fs::read(folder.join(inside.trim_start_matches('/'))).ok()?;
        Some(Answer::Content(media_type(inside).to_owned(), bytes))
    }
}

fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
