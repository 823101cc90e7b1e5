//! What a browser shows of every variant: pages in, values by row out, in rounds that visit all variants in turn.
//!
//! Each load is of addresses that no cache knows. Must never compare values of different rounds.

use std::collections::HashSet;
use std::mem;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::chrome::Chrome;
use super::numbers::Numbers;
use super::peers::site;
use super::serve::Server;
use super::variant::{Kind, Variant};
use crate::engine::Engine;
use crate::repository::Repository;
use crate::test::driver::Driver;

/// How a page is loaded.
#[derive(Debug)]
pub(super) struct Condition {
    /// As in the rows: `live, slow 4G`.
    pub(super) name: &'static str,
    /// By how much the processor is slowed down.
    cpu: u32,
    /// Whether the network is 1.6 Mbit/s with 150 ms to the first byte.
    is_slow: bool,
}

/// The four conditions of a cold load.
pub(super) const CONDITIONS: [Condition; 4] = [
    Condition { name: "unthrottled", cpu: 1, is_slow: false },
    Condition { name: "CPU ÷4", cpu: 4, is_slow: false },
    Condition { name: "slow 4G", cpu: 1, is_slow: true },
    Condition { name: "slow 4G and CPU ÷4", cpu: 4, is_slow: true },
];

/// How many widgets a page holds while it ticks.
pub(super) const COUNTS: [u32; 3] = [1, 100, 1_000];

/// How long ticking is watched, in milliseconds.
const WATCHED: u32 = 3_000;

/// Takes every browser measurement.
pub(super) fn in_browser(
    repository: &Repository,
    variants: &[Variant],
    rounds: usize,
    numbers: &mut Numbers,
) -> Result<()> {
    let driver = Driver::start(repository, Engine::Chromium)?;
    let server = Server::start(&site(repository))?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let chrome = Chrome::open(&driver.address()).await?;
        numbers.browser.clone_from(&chrome.version);
        let mut pages = Pages { chrome, server, driver: driver.address(), loads: 0, missed: HashSet::new() };
        for round in 1..=rounds {
            println!("round {round} of {rounds}");
            numbers.note_load();
            for condition in &CONDITIONS {
                for variant in variants.iter().filter(|variant| variant.is_loaded()) {
                    let what = format!("{}, {}", variant.name, condition.name);
                    pages
                        .take(&what, numbers, async |pages, numbers| pages.load(variant, condition, numbers).await)
                        .await?;
                }
            }
            for count in COUNTS {
                for variant in variants.iter().filter(|variant| variant.is_countable()) {
                    let what = format!("{count} of {}", variant.name);
                    pages
                        .take(&what, numbers, async |pages, numbers| pages.tick(variant, count, numbers).await)
                        .await?;
                }
            }
            pages.take("large catalogues", numbers, async |pages, numbers| pages.read_large(numbers).await).await?;
            numbers.rounds = round;
            super::keep(repository, numbers)?;
        }
        pages.chrome.close().await
    })
}

/// The pages of all variants, in one browser.
struct Pages {
    chrome: Chrome,
    server: Server,
    /// Where browsers come from.
    driver: String,
    /// Makes every address new.
    loads: u32,
    /// What could not be taken once, and is not tried again.
    missed: HashSet<String>,
}

impl Pages {
    /// Takes one measurement; where that fails, says so and goes on in a new browser.
    async fn take(
        &mut self,
        what: &str,
        numbers: &mut Numbers,
        take: impl AsyncFnOnce(&mut Self, &mut Numbers) -> Result<()>,
    ) -> Result<()> {
        if self.missed.contains(what) {
            return Ok(());
        }
        if let Err(error) = take(self, numbers).await {
            numbers.miss(&format!("{what}: {error:#}"));
            self.missed.insert(what.to_owned());
            let stuck = mem::replace(&mut self.chrome, Chrome::open(&self.driver).await?);
            // A page that hangs may keep its browser from closing; chromedriver ends it when it ends itself.
            let _ = stuck.close().await;
        }
        Ok(())
    }

    async fn throttle(&self, condition: &Condition) -> Result<()> {
        self.chrome.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": condition.cpu })).await?;
        self.chrome.devtools("Network.enable", json!({})).await?;
        let (latency, down, up) = if condition.is_slow { (150, 200_000, 93_750) } else { (0, -1, -1) };
        let network =
            json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up });
        self.chrome.devtools("Network.emulateNetworkConditions", network).await?;
        Ok(())
    }

    /// Opens the page of a variant and waits until it is live; what it noted goes out.
    async fn open(&mut self, variant: &Variant, count: u32) -> Result<Value> {
        self.loads += 1;
        self.chrome.goto("about:blank").await?;
        self.chrome
            .goto(&format!("{}/{}/{}/index.html?count={count}", self.server.origin, self.loads, variant.name))
            .await?;
        let noted = "const end = performance.now() + 20000;
            while (!(bench.live && bench.stated) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
            return { stated: bench.stated, live: bench.live };";
        let noted = self.chrome.eval(noted).await?;
        noted["live"].as_f64().with_context(|| format!("{} never came to life", variant.name))?;
        Ok(noted)
    }

    /// A cold load: when something is stated, when it is live, what it moves and what it holds up.
    async fn load(&mut self, variant: &Variant, condition: &Condition, numbers: &mut Numbers) -> Result<()> {
        self.throttle(condition).await?;
        let noted = self.open(variant, 1).await?;
        let settled = self.chrome.eval(
            "await new Promise((resolve) => setTimeout(resolve, 200)); return { longest: bench.longest, shift: bench.shift }",
        );
        let settled = settled.await?;
        for (row, value) in [
            ("stated", &noted["stated"]),
            ("live", &noted["live"]),
            ("longest task", &settled["longest"]),
            ("shift", &settled["shift"]),
        ] {
            let value = value.as_f64().with_context(|| format!("no number for {row}"))?;
            numbers.add(variant.name, &format!("{row}, {}", condition.name), value);
        }
        Ok(())
    }

    /// Many widgets at work: the main thread's time in a second, and the memory that they hold.
    async fn tick(&mut self, variant: &Variant, count: u32, numbers: &mut Numbers) -> Result<()> {
        self.throttle(&CONDITIONS[0]).await?;
        self.open(variant, count).await?;
        self.chrome.eval("await new Promise((resolve) => setTimeout(resolve, 1200))").await?;
        self.chrome.devtools("Performance.enable", json!({})).await?;
        let before = self.busy().await?;
        self.chrome.eval(&format!("await new Promise((resolve) => setTimeout(resolve, {WATCHED}))")).await?;
        // Seconds over milliseconds, as microseconds a second.
        let spent = (self.busy().await? - before) * 1e9 / f64::from(WATCHED);
        numbers.add(variant.name, &format!("ticking × {count}"), spent);
        self.chrome.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = self.chrome.devtools("Runtime.getHeapUsage", json!({})).await?;
        let used = heap["usedSize"].as_f64().ok_or_else(|| anyhow!("no heap size"))?;
        numbers.add(variant.name, &format!("heap × {count}"), used);
        if matches!(variant.kind, Kind::Ours(_) | Kind::Rust) {
            let memory = self.chrome.eval("return bench.store?.buffer.byteLength").await?;
            let memory = memory.as_f64().context("no module was seen")?;
            numbers.add(variant.name, &format!("wasm memory × {count}"), memory);
        }
        Ok(())
    }

    /// Seconds that the main thread has been at work.
    async fn busy(&self) -> Result<f64> {
        let answer = self.chrome.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().context("no metrics")?;
        let spent =
            metrics.iter().find(|metric| metric["name"] == "TaskDuration").and_then(|metric| metric["value"].as_f64());
        spent.context("no TaskDuration")
    }

    /// A catalogue of 256 kB, read by a core that has started, and the chooser of one with many products.
    async fn read_large(&mut self, numbers: &mut Numbers) -> Result<()> {
        self.throttle(&CONDITIONS[0]).await?;
        self.loads += 1;
        self.chrome.goto(&format!("{}/{}/nothing/index.html", self.server.origin, self.loads)).await?;
        let script =
            include_str!("large.js").replace("BASE", &format!("{}/{}/phaseout", self.server.origin, self.loads));
        let taken = self.chrome.eval(&script).await?;
        for (row, value) in taken.as_object().context("no numbers")? {
            numbers.add("phaseout", row, value.as_f64().with_context(|| format!("no number for {row}"))?);
        }
        Ok(())
    }
}
