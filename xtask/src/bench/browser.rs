//! A browser with one page: addresses and scripts in, what the page says out. Chromium can be slowed down, too, and
//! asked what it spends, by commands of `DevTools` over `WebDriver`.
//!
//! Knows nothing of what is measured.

use anyhow::{Context, Result, anyhow};
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper::http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::time::Duration;
use url::{ParseError, Url};

use crate::engine::Engine;

/// How long a page may take to do what it is waited for: a thousand cards can keep it busy for a minute before they tick.
const PATIENCE: Duration = Duration::from_mins(2);

/// A browser with one page.
#[derive(Debug)]
pub(super) struct Browser {
    client: Client,
    /// Its name and version.
    pub(super) version: String,
}

/// A command of the `DevTools` protocol.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}

impl Browser {
    /// Opens a browser of an engine at the address of its driver, as the tests of whole pages do.
    pub(super) async fn open(engine: Engine, driver: &str) -> Result<Self> {
        let mut client = ClientBuilder::new(HttpConnector::new());
        let client = client.capabilities(capabilities(engine)?).connect(driver).await?;
        client.update_timeouts(TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None)).await?;
        let said = |name| client.capabilities()?.get(name)?.as_str();
        let version =
            format!("{} {}", said("browserName").unwrap_or("unknown"), said("browserVersion").unwrap_or_default());
        Ok(Self { client, version })
    }

    /// Runs a command of the `DevTools` protocol, in Chromium.
    pub(super) async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        let answer = self.client.issue_cmd(DevTools { command, parameters }).await;
        answer.with_context(|| format!("the browser refuses {command}"))
    }

    /// Opens a page and waits for its `load` event.
    pub(super) async fn goto(&self, address: &str) -> Result<()> {
        self.client.goto(address).await.with_context(|| format!("cannot open {address}"))
    }

    /// What the body of an async function returns in the page.
    pub(super) async fn eval(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0];
            (async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut outcome = self.client.execute_async(&script, Vec::new()).await.context("the page does not answer")?;
        match outcome.get("error") {
            Some(error) => Err(anyhow!("the page says {error}")),
            None => Ok(outcome["value"].take()),
        }
    }

    /// Closes the browser.
    pub(super) async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}

/// What a driver is asked for; the same as in the tests of whole pages.
fn capabilities(engine: Engine) -> Result<Map<String, Value>> {
    let text = match engine {
        Engine::Chromium | Engine::Older => include_str!("../../../webdriver.json"),
        Engine::Firefox => r#"{ "moz:firefoxOptions": { "args": ["-headless"] } }"#,
        Engine::Webkit => "{}",
    };
    serde_json::from_str(text).with_context(|| format!("the capabilities of {} are no object", engine.name()))
}
