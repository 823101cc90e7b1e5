//! The browsers that cases share: one for each driver, opened when a case first needs it and kept for the next.
//!
//! Which engine it is comes from the environment. A browser in which a case failed is closed, so that the next case
//! finds a clean one.

use std::env;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// What a browser's connection lives on: longer than the case that opened it.
pub(crate) static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime"));

/// The engine that is tried now.
pub(crate) fn engine() -> Engine {
    match variable("PHASEOUT_ENGINE").as_str() {
        "chromium" | "older" => Engine::Chromium,
        "firefox" => Engine::Firefox,
        "webkit" => Engine::Webkit,
        other => panic!("PHASEOUT_ENGINE is {other}, no engine that is known"),
    }
}

/// A driver, and the browser that it has open.
pub(crate) struct Browser {
    driver: String,
    pub(crate) client: Client,
}

struct Free {
    /// Drivers without a browser.
    drivers: Vec<String>,
    browsers: Vec<Browser>,
}

static FREE: LazyLock<Mutex<Free>> = LazyLock::new(|| {
    let drivers = variable("PHASEOUT_WEBDRIVERS").split_whitespace().map(str::to_owned).collect();
    Mutex::new(Free { drivers, browsers: Vec::new() })
});
static FREED: Condvar = Condvar::new();

impl Browser {
    /// A browser that no other case uses, with no page of another case in it; waits for one.
    pub(crate) fn take() -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(browser) = free.browsers.pop() {
                return browser;
            }
            if let Some(driver) = free.drivers.pop() {
                drop(free);
                return Self::open(driver);
            }
            free = FREED.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn open(driver: String) -> Self {
        let mut client = ClientBuilder::new(HttpConnector::new());
        let client = RUNTIME.block_on(client.capabilities(capabilities()).connect(&driver));
        let client = client.unwrap_or_else(|error| panic!("no browser at {driver}: {error}"));
        Self { driver, client }
    }

    /// Leaves it to the next case.
    pub(crate) fn give_back(self) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner).browsers.push(self);
        FREED.notify_one();
    }

    /// Closes it and leaves its driver to the next case.
    pub(crate) fn close(self) {
        // Whatever the driver says to that, the case has failed for another reason.
        let _ = RUNTIME.block_on(self.client.close());
        FREE.lock().unwrap_or_else(PoisonError::into_inner).drivers.push(self.driver);
        FREED.notify_one();
    }
}

fn capabilities() -> Map<String, Value> {
    let capabilities = match engine() {
        Engine::Chromium => {
            let text = include_str!("../../webdriver.json");
            let mut chromium: Value = serde_json::from_str(text).expect("webdriver.json is an object");
            // Another one than the driver finds by itself.
            if variable("PHASEOUT_ENGINE") == "older" {
                chromium["goog:chromeOptions"]["binary"] = variable("PHASEOUT_OLDER").into();
            }
            if is_heard() {
                let arguments = chromium["goog:chromeOptions"]["args"].as_array_mut().expect("arguments are a list");
                arguments.retain(|argument| argument != "--headless=new");
                arguments.push("--force-renderer-accessibility".into());
            }
            chromium
        }
        Engine::Firefox if is_heard() => json!({}),
        Engine::Firefox => json!({ "moz:firefoxOptions": { "args": ["-headless"] } }),
        Engine::Webkit => json!({}),
    };
    capabilities.as_object().expect("capabilities are an object").clone()
}

/// Whether a screen reader listens, which needs a window.
fn is_heard() -> bool {
    env::var_os("PHASEOUT_HEARD").is_some()
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run these tests with `cargo xtask test --pages`"))
}
