//! A Chromium that can be slowed down and asked what it spends: `DevTools` commands over `WebDriver`.
//!
//! Commands go in, their answers come out. Knows nothing of what is measured.

use anyhow::{Context, Result, anyhow};
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper::http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::Duration;
use url::{ParseError, Url};

/// How long a page may take to do what it is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one page.
#[derive(Debug)]
pub(super) struct Chrome {
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

impl Chrome {
    /// Opens a browser with the capabilities of `webdriver.json`.
    pub(super) async fn open(driver: &str) -> Result<Self> {
        let capabilities: serde_json::Map<String, Value> =
            serde_json::from_str(include_str!("../../../webdriver.json")).context("webdriver.json is no object")?;
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver).await?;
        client.update_timeouts(TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None)).await?;
        let mut chrome = Self { client, version: String::new() };
        let version = chrome.devtools("Browser.getVersion", json!({})).await?;
        version["product"].as_str().unwrap_or("unknown").clone_into(&mut chrome.version);
        Ok(chrome)
    }

    /// Runs a command of the `DevTools` protocol.
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
