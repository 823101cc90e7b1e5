//! A page in a headless browser: scripts and conditions in, values out.
//!
//! Waits happen inside the page and have a deadline.

use std::fs;
use std::path::Path;
use std::time::Duration;

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use hyper::http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::site::Site;

/// How long a condition may take to become true: far more than any does on a machine that does nothing else, because what
/// is tested is that it comes true, and two engines at a time share two cores with their servers.
const DEADLINE: Duration = Duration::from_secs(30);

/// A page of the host site, open in a browser.
pub(crate) struct Page {
    /// The site that the page comes from: a newsroom's.
    pub(crate) host: Site,
    /// The site that serves the published folder.
    pub(crate) cdn: Site,
    /// For what has no word here: clicks, keys, windows.
    pub(crate) client: Client,
}

impl Page {
    /// A browser for these sites, with no page of theirs in it yet.
    pub(crate) async fn open(host: Site, cdn: Site, client: Client) -> Self {
        let page = Self { host, cdn, client };
        let timeouts = TimeoutConfiguration::new(Some(DEADLINE * 2), Some(DEADLINE * 3), None);
        page.client.update_timeouts(timeouts).await.expect("the driver takes time limits");
        page
    }

    /// Opens `path` of the host site and waits for its `load` event.
    pub(crate) async fn goto(&self, path: &str) {
        let address = format!("{}{path}", self.host.origin);
        self.client.goto(&address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// What the body of an async function returns in the page; `host` and `cdn` are the origins there.
    ///
    /// # Panics
    ///
    /// When it throws, or has not returned after twice the deadline.
    pub(crate) async fn eval(&self, body: &str) -> Value {
        let (host, cdn) = (&self.host.origin, &self.cdn.origin);
        let script = format!(
            "const done = arguments[0], host = '{host}', cdn = '{cdn}';
            (async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let outcome = self.client.execute_async(&script, Vec::new()).await;
        let outcome = outcome.unwrap_or_else(|error| panic!("{body}\n{error}"));
        assert!(outcome.get("error").is_none(), "{body}\nthrew {}", outcome["error"]);
        outcome["value"].clone()
    }

    /// Waits until `condition`, an expression which may `await`, is true in the page; while it throws, it is not.
    ///
    /// # Panics
    ///
    /// When it is not true at the deadline.
    pub(crate) async fn until(&self, condition: &str) {
        let millis = DEADLINE.as_millis();
        let body = format!(
            "const end = performance.now() + {millis};
            for (;;) {{
                let last;
                try {{ last = await ({condition}); if (last) return null; }} catch (error) {{ last = error; }}
                if (performance.now() > end) return String(last);
                await new Promise((resolve) => setTimeout(resolve, 10));
            }}"
        );
        let last = self.eval(&body).await;
        assert!(last.is_null(), "not true within {DEADLINE:?}, but {last}: {condition}");
    }

    /// Presses and lets go of a key, by its code in the drivers' specification, wherever the focus is.
    pub(crate) async fn press(&self, key: char) {
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(keys).await.expect("the browser takes keys");
    }

    /// Has Chromium do what no driver has a word for, by a command of its own protocol.
    pub(crate) async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Devtools(command, parameters)).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What reached the page's own error handlers since the last call.
    pub(crate) async fn take_host_errors(&self) -> Vec<String> {
        let errors = self.eval("return window.hostErrors.splice(0)").await;
        serde_json::from_value(errors).expect("the collector keeps strings")
    }

    /// Writes what the browser shows to `target/tmp/NAME.png`.
    pub(crate) async fn screenshot(&self, name: &str) {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        let picture = self.client.screenshot().await.expect("the browser has a picture of its page");
        fs::write(&path, picture).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        eprintln!("what the browser showed: {}", path.display());
    }
}

/// A command of Chromium's own protocol, and its parameters.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
