//! One origin on this machine: answers by path come in, a server that notes what it was asked goes out.
//!
//! Every site has its own port, so two sites are two origins to the browser, and
//! cases share nothing. Must never serve a file from outside its folder.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use http_body_util::{Channel, Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::runtime::Builder;
use tokio::sync::{Notify, oneshot};

use crate::compiled::Compiled;

/// What a site says at one path.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// 200, a media type and these bytes.
    Content(String, Vec<u8>),
    /// The same, with a `content-encoding` that is not so.
    SaidToBe(&'static str, Box<Self>),
    /// 200, a media type and this text, of which the second part comes once [`Answer::GoOn`] was asked for.
    InTwo(String, [String; 2]),
    /// 204, and the site sends the rest of what it held back.
    GoOn,
    /// 404.
    Missing,
    /// This status and nothing else.
    Status(u16),
    /// The connection ends without an answer.
    Reset,
    /// Nothing, for as long as the site is there.
    Hang,
}

impl Answer {
    /// 200, a media type and these bytes.
    pub(crate) fn bytes(media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::Content(media_type.to_owned(), bytes.into())
    }

    /// 200 and this text; `charset=utf-8` is added to its type.
    pub(crate) fn text(media_type: &str, text: impl Into<String>) -> Self {
        Self::Content(format!("{media_type}; charset=utf-8"), text.into().into_bytes())
    }

    /// The same, with an encoding in its header that its bytes are not in.
    pub(crate) fn said_to_be(self, encoding: &'static str) -> Self {
        Self::SaidToBe(encoding, Box::new(self))
    }
}

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// What a site will say, before it has a port.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Answers by path, before what was compiled.
    pub(crate) answers: HashMap<String, Answer>,
    /// Topics, before the folder's files.
    pub(crate) compiled: Vec<Compiled>,
    /// Served by path; none serves 404 for what has no answer.
    pub(crate) folder: Option<PathBuf>,
    /// The path at which the folder is, without a slash at its end.
    pub(crate) under: String,
    /// Sent with everything, beside the type.
    pub(crate) headers: HashMap<String, String>,
    /// Told when the rest may go out.
    pub(crate) rest: Arc<Notify>,
}

/// A server on a port of its own, until it is dropped.
pub(crate) struct Site {
    /// `http://127.0.0.1:` and the port, without a slash at the end.
    pub(crate) origin: String,
    listener: TcpListener,
    requests: Arc<Mutex<Vec<String>>>,
    /// Ends the server by being dropped.
    stop: Option<oneshot::Sender<()>>,
}

impl Site {
    /// Takes a free port. Requests wait until [`Site::serve`].
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on this machine");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        Self { origin, listener, requests: Arc::default(), stop: None }
    }

    /// Answers as `plan` says, in a thread of its own.
    pub(crate) fn serve(&mut self, plan: Plan) {
        let listener = self.listener.try_clone().expect("one more handle");
        listener.set_nonblocking(true).expect("a listener that does not block");
        let (requests, plan) = (Arc::clone(&self.requests), Arc::new(plan));
        let (stop, stopped) = oneshot::channel();
        self.stop = Some(stop);
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime for one thread");
            runtime.block_on(async {
                tokio::select! {
                    () = listen(listener, plan, requests) => {}
                    _ = stopped => {}
                }
            });
        });
    }

    /// The path and query of each request so far, in order of arrival.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers each connection at the same time as the others.
async fn listen(listener: TcpListener, plan: Arc<Plan>, requests: Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener that does not block");
    while let Ok((connection, _)) = listener.accept().await {
        let (plan, requests) = (Arc::clone(&plan), Arc::clone(&requests));
        let service = service_fn(move |request: Request<Incoming>| {
            let address = request.uri().to_string();

            requests.lock().unwrap_or_else(PoisonError::into_inner).push(address.clone());
            let plan = Arc::clone(&plan);
            async move { plan.respond(&address).await }
        });
        // A browser that was closed meanwhile needs no answer.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), service));
    }
}

impl Plan {
    /// The answer to an address; for one that hangs it never comes.
    async fn respond(&self, address: &str) -> Result<Response<Body>, Box<dyn Error + Send + Sync>> {
        let path = address.split('?').next().unwrap_or_default();
        let compiled = || self.compiled.iter().find_map(|topic| topic.answer(path));
        let answer = self.answers.get(path).cloned().or_else(compiled).or_else(|| self.file(path));
        let mut answer = answer.unwrap_or(Answer::Missing);
        let mut response = Response::builder();
        if let Answer::SaidToBe(encoding, plain) = answer {
            response = response.header("content-encoding", encoding);
            answer = *plain;
        }
        let whole = |bytes| Either::Left(Full::new(Bytes::from(bytes)));
        let (status, media_type, body) = match answer {
            Answer::Content(media_type, bytes) => (200, media_type, whole(bytes)),
            Answer::InTwo(media_type, [first, second]) => (200, media_type, self.in_two(first, second)),
            Answer::GoOn => {
                self.rest.notify_one();
                (204, "text/plain".to_owned(), whole(Vec::new()))
            }
            Answer::Status(status) => (status, "text/plain".to_owned(), whole(Vec::new())),
            Answer::Reset => return Err("the connection ends here".into()),
            Answer::Hang => std::future::pending().await,
            Answer::Missing | Answer::SaidToBe(..) => (404, "text/plain".to_owned(), whole(b"not found".to_vec())),
        };
        response = response.status(status).header("content-type", media_type);
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        Ok(response.body(body)?)
    }

    /// A body whose second part waits until the site may send the rest.
    fn in_two(&self, first: String, second: String) -> Body {
        let (mut sender, body) = Channel::new(2);
        let rest = Arc::clone(&self.rest);
        tokio::spawn(async move {
            // A browser that has left needs neither.
            let _ = sender.send_data(Bytes::from(first)).await;
            rest.notified().await;
            let _ = sender.send_data(Bytes::from(second)).await;
        });
        Either::Right(body)
    }

    fn file(&self, path: &str) -> Option<Answer> {
        let folder = self.folder.as_ref()?;
        let inside = path
            .strip_prefix(&self.under)?
            .strip_prefix('/')
            .filter(|inside| !inside.split('/').any(|part| part.starts_with('.')))?;
        let bytes = fs::read(folder.join(inside.trim_start_matches('/'))).ok()?;
        Some(Answer::Content(media_type(inside).to_owned(), bytes))
    }
}

fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
