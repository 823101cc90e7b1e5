//! What a real screen reader says: a session in which Orca listens, and `tests/heard` in it, browser by browser.
//!
//! `dist/` comes in; verdicts go out. Where the screen reader cannot be had, one line says so, and nothing is run; must
//! never count as passed.

use std::fs;

use anyhow::{Context, Result, bail};

use super::count;
use super::driver::Driver;
use super::session::Session;
use super::tally::Tally;
use crate::command::CommandLine;
use crate::engine::Engine;
use crate::install;
use crate::repository::Repository;

/// Where Orca's logs are kept, from the root.
const LOGS: &str = "target/tmp/heard";

/// The browsers that a reader has with Orca.
const ENGINES: [Engine; 2] = [Engine::Firefox, Engine::Chromium];

/// Plays every page of `tests/heard` to a reader.
///
/// # Errors
///
/// When what is heard is not what the transcripts say, or nothing could be tried.
pub(super) fn run(repository: &Repository, only: Option<&str>, tally: &mut Tally) -> Result<()> {
    if let Err(error) = install::for_heard(repository, &ENGINES) {
        tally.skip("heard", &format!("{error:#}"));
        bail!("nothing could be tried");
    }
    let logs = repository.root.join(LOGS);
    fs::create_dir_all(&logs).with_context(|| format!("cannot make {LOGS}"))?;
    // Each browser is heard, whatever became of the one before.
    let outcomes = ENGINES.map(|engine| {
        let log = logs.join(format!("{}.log", engine.name()));
        let session = Session::start(repository, &log)?;
        let driver = Driver::start_in(repository, engine, session.environment())?;
        let mut command = CommandLine::new("cargo test --package phaseout-pages --test heard --")
            // There is one keyboard.
            .arg("--test-threads=1")
            .args(only)
            .env("PHASEOUT_ENGINE", engine.name())
            .env("PHASEOUT_HEARD", log.to_string_lossy())
            .env("PHASEOUT_WEBDRIVERS", driver.address())
            .env("PHASEOUT_DIST", repository.dist().to_string_lossy());
        for (name, value) in session.environment() {
            command = command.env(name, value);
        }
        count(repository, &command, engine.name(), tally)
    });
    outcomes.into_iter().collect()
}
