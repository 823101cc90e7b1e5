//! Cold loads in every engine through the slow server: variants in, `live, slow server, firefox` and the like out.
//!
//! An engine's browser is open only while that engine is measured. Each load has a server of its own, so that no
//! connection is left over from the load before.

use std::collections::HashSet;

use anyhow::Result;

use super::browser::Browser;
use super::measure::{Noted, visit};
use super::numbers::Numbers;
use super::serve::Site;
use super::variant::Variant;
use crate::engine::Engine;
use crate::repository::Repository;
use crate::test::driver::Driver;

/// All engines, one after the other.
pub(super) struct Engines<'r> {
    repository: &'r Repository,
    site: Site,
    /// What could not be taken once, and is not tried again: engines, and variants in them.
    missed: HashSet<String>,
}

/// A browser and the driver that it ends with.
struct Session {
    browser: Browser,
    _driver: Driver,
}

/// The rows of an engine: `slow server, firefox`.
pub(super) fn place(engine: Engine) -> String {
    format!("slow server, {}", engine.name())
}

impl<'r> Engines<'r> {
    pub(super) fn new(repository: &'r Repository, site: Site) -> Self {
        Self { repository, site, missed: HashSet::new() }
    }

    /// Loads every variant once in every engine. What fails is said, and the rest goes on.
    pub(super) async fn round(&mut self, variants: &[Variant], numbers: &mut Numbers) {
        for engine in Engine::ALL {
            let name = place(engine);
            if self.missed.contains(&name) {
                continue;
            }
            if let Err(error) = self.load_all(engine, variants, numbers).await {
                numbers.miss(&format!("{name}: {error:#}"));
                self.missed.insert(name);
            }
        }
    }

    async fn load_all(&mut self, engine: Engine, variants: &[Variant], numbers: &mut Numbers) -> Result<()> {
        let mut session = self.open(engine).await?;
        numbers.note_browser(&session.browser.version);
        for variant in variants.iter().filter(|variant| variant.is_in_every_engine()) {
            let what = format!("{}, {}", variant.name, place(engine));
            if self.missed.contains(&what) {
                continue;
            }
            match self.load(&session.browser, variant.name).await {
                Ok(Noted { stated, live }) => {
                    numbers.add(variant.name, &format!("stated, {}", place(engine)), stated);
                    numbers.add(variant.name, &format!("live, {}", place(engine)), live);
                }
                Err(error) => {
                    numbers.miss(&format!("{what}: {error:#}"));
                    self.missed.insert(what);
                    // A driver of some engines has one browser at most: both go.
                    drop(session);
                    session = self.open(engine).await?;
                }
            }
        }
        session.browser.close().await
    }

    /// Opens a browser and a page in it: the first one of a new browser takes longer.
    async fn open(&self, engine: Engine) -> Result<Session> {
        let driver = Driver::start(self.repository, engine)?;
        let browser = Browser::open(engine, &driver.address()).await?;
        self.load(&browser, "nothing").await?;
        Ok(Session { browser, _driver: driver })
    }

    async fn load(&self, browser: &Browser, variant: &str) -> Result<Noted> {
        let server = self.site.serve_slowly()?;
        visit(browser, &format!("{}/1/{variant}/index.html", server.origin)).await
    }
}
