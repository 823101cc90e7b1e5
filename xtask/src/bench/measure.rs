//! What a browser shows of every variant: pages in, values by row out, in rounds that visit all variants in turn.
//!
//! Each load is of addresses that no cache knows. Must never compare values of different rounds.

use std::collections::HashSet;
use std::mem;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::browser::Browser;
use super::engines::Engines;
use super::numbers::Numbers;
use super::peers::site;
use super::serve::Site;
use super::tick::CROWDS;
use super::variant::Variant;
use super::weigh;
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
    /// How often a round visits all variants: more often where single loads say little.
    pub(super) visits: u32,
}

/// The four conditions of a cold load.
pub(super) const CONDITIONS: [Condition; 4] = [
    Condition { name: UNTHROTTLED, cpu: 1, is_slow: false, visits: 1 },
    Condition { name: "CPU ÷4", cpu: 4, is_slow: false, visits: 3 },
    Condition { name: "slow 4G", cpu: 1, is_slow: true, visits: 1 },
    Condition { name: "slow 4G and CPU ÷4", cpu: 4, is_slow: true, visits: 1 },
];

const UNTHROTTLED: &str = "unthrottled";

/// Takes every browser measurement.
pub(super) fn in_browser(
    repository: &Repository,
    variants: &[Variant],
    rounds: usize,
    numbers: &mut Numbers,
) -> Result<()> {
    let driver = Driver::start(repository, Engine::Chromium)?;
    let site = Site::read(&site(repository))?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let browser = Browser::open(Engine::Chromium, &driver.address()).await?;
        numbers.note_browser(&browser.version);
        let mut engines = Engines::new(repository, site.clone());
        let driver = driver.address();
        let mut pages = Pages { repository, browser, origin: site.serve()?, driver, loads: 0, missed: HashSet::new() };
        for round in 1..=rounds {
            println!("round {round} of {rounds}");
            numbers.note_load();
            pages.round(variants, numbers).await?;
            engines.round(variants, numbers).await;
            numbers.rounds = round;
            super::keep(repository, numbers)?;
        }
        pages.browser.close().await
    })
}

/// The pages of all variants, in one Chromium.
pub(super) struct Pages<'r> {
    repository: &'r Repository,
    pub(super) browser: Browser,
    /// Where pages come from.
    origin: String,
    /// Where browsers come from.
    driver: String,
    /// Makes every address new.
    loads: u32,
    /// What could not be taken once, and is not tried again.
    missed: HashSet<String>,
}

impl Pages<'_> {
    async fn round(&mut self, variants: &[Variant], numbers: &mut Numbers) -> Result<()> {
        for condition in &CONDITIONS {
            for _ in 0..condition.visits {
                for variant in variants.iter().filter(|variant| variant.is_loaded()) {
                    let what = format!("{}, {}", variant.name, condition.name);
                    self.take(&what, numbers, async |pages, numbers| pages.load(variant, condition, numbers).await)
                        .await?;
                }
            }
        }
        for crowd in &CROWDS {
            for variant in variants.iter().filter(|variant| variant.is_countable()) {
                let what = format!("{} of {}", crowd.name, variant.name);
                self.take(&what, numbers, async |pages, numbers| pages.tick(variant, crowd, numbers).await).await?;
            }
        }
        if variants.iter().any(|variant| variant.name == "phaseout") {
            self.take("large catalogues", numbers, async |pages, numbers| pages.read_large(numbers).await).await?;
        }
        Ok(())
    }

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
            let stuck = mem::replace(&mut self.browser, Browser::open(Engine::Chromium, &self.driver).await?);
            // A page that hangs may keep its browser from closing; chromedriver ends it when it ends itself.
            let _ = stuck.close().await;
        }
        Ok(())
    }

    /// Leaves the processor and the network as they are.
    pub(super) async fn unthrottle(&self) -> Result<()> {
        self.throttle(&CONDITIONS[0]).await
    }

    async fn throttle(&self, condition: &Condition) -> Result<()> {
        self.browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": condition.cpu })).await?;
        self.browser.devtools("Network.enable", json!({})).await?;
        let (latency, down, up) = if condition.is_slow { (150, 200_000, 93_750) } else { (0, -1, -1) };
        let network =
            json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up });
        self.browser.devtools("Network.emulateNetworkConditions", network).await?;
        Ok(())
    }

    /// A folder's address that no cache knows, with a `/` at its end.
    fn address(&mut self, folder: &str) -> String {
        self.loads += 1;
        format!("{}/{}/{folder}/", self.origin, self.loads)
    }

    /// Opens the page of a variant, with what follows its name in the address, and waits until it is live.
    pub(super) async fn open(&mut self, variant: &Variant, asked: &str) -> Result<Noted> {
        let address = self.address(variant.name);
        visit(&self.browser, &format!("{address}index.html{asked}")).await
    }

    /// A cold load: when something is stated, when it is live, what it moves and what it holds up.
    async fn load(&mut self, variant: &Variant, condition: &Condition, numbers: &mut Numbers) -> Result<()> {
        self.throttle(condition).await?;
        let Noted { stated, live } = self.open(variant, "").await?;
        // Only what came over the network has a size there: what a cache gave has none.
        let settled = "await new Promise((resolve) => setTimeout(resolve, 200));
            const loaded = performance.getEntriesByType(\"resource\").filter(({ transferSize }) => transferSize > 0);
            return { longest: bench.longest, shift: bench.shift, loaded: loaded.map(({ name }) => name) };";
        let settled = self.browser.eval(settled).await?;
        let [longest, shift] = ["longest", "shift"].map(|row| settled[row].as_f64());
        for (row, value) in
            [("stated", Some(stated)), ("live", Some(live)), ("longest task", longest), ("shift", shift)]
        {
            let value = value.with_context(|| format!("no number for {row}"))?;
            numbers.add(variant.name, &format!("{row}, {}", condition.name), value);
        }
        if condition.name == UNTHROTTLED {
            let loaded = settled["loaded"].as_array().context("no list of what was loaded")?;
            numbers.add(variant.name, "requests", f64::from(u32::try_from(loaded.len())?));
            self.weigh(variant, loaded, numbers)?;
        }
        Ok(())
    }

    /// Weighs the files whose addresses the page of a variant asked for, the first time it is loaded.
    fn weigh(&self, variant: &Variant, loaded: &[Value], numbers: &mut Numbers) -> Result<()> {
        if numbers.files.contains_key(variant.name) {
            return Ok(());
        }
        let folder = format!("{}/{}/{}/", self.origin, self.loads, variant.name);
        let files = loaded.iter().filter_map(|address| address.as_str()?.strip_prefix(&folder));
        let files = files.map(str::to_owned).collect();
        let weights = weigh::files(self.repository, &site(self.repository).join(variant.name), files)?;
        numbers.files.insert(variant.name.to_owned(), weights);
        Ok(())
    }

    /// A catalogue of 256 kB, read by a core that has started, and the chooser of one with many products.
    async fn read_large(&mut self, numbers: &mut Numbers) -> Result<()> {
        self.unthrottle().await?;
        let page = self.address("nothing");
        self.browser.goto(&format!("{page}index.html")).await?;
        let ours = self.address("phaseout");
        let script = include_str!("large.js").replace("BASE", ours.trim_end_matches('/'));
        let taken = self.browser.eval(&script).await?;
        for (row, value) in taken.as_object().context("no numbers")? {
            numbers.add("phaseout", row, value.as_f64().with_context(|| format!("no number for {row}"))?);
        }
        Ok(())
    }
}

/// What a page noted of itself, in milliseconds from the start of the navigation.
pub(super) struct Noted {
    /// When the reader could see a correct statement.
    pub(super) stated: f64,
    /// When it was live.
    pub(super) live: f64,
}

/// Opens a page and waits until it is live.
pub(super) async fn visit(browser: &Browser, address: &str) -> Result<Noted> {
    browser.goto("about:blank").await?;
    browser.goto(address).await?;
    let noted = "const end = performance.now() + 20000;
        while (!(bench.live && bench.stated) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
        return { stated: bench.stated, live: bench.live };";
    let noted = browser.eval(noted).await?;
    let number = |row: &str| noted[row].as_f64();
    Ok(Noted {
        stated: number("stated").context("it never said anything")?,
        live: number("live").context("it never came to life")?,
    })
}
