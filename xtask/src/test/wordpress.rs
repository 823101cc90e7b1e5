//! Each form that an editor pastes, and the plugin, in the articles of a real WordPress.
//!
//! `dist/` and the command line come in; `tests/wordpress/run.mjs` starts Debian's WordPress on this machine and says what
//! it leaves of each. Where that cannot be had, one line says so, and nothing is run; must never count as passed.

use anyhow::{Result, bail, ensure};

use super::driver::Driver;
use super::tally::Tally;
use crate::command::CommandLine;
use crate::engine::Engine;
use crate::install;
use crate::repository::Repository;

/// Where WordPress is, from the root.
const PLACE: &str = "target/tools/wordpress";

/// The exit code of `run.mjs` where nothing could be tried.
const NOTHING_TRIED: i32 = 3;

/// Tries every row of `tests/wordpress/expected.txt`.
///
/// # Errors
///
/// When one is not as expected, or none could be tried.
pub(super) fn run(repository: &Repository, tally: &mut Tally) -> Result<()> {
    if let Err(error) = install::for_wordpress(repository) {
        tally.skip("wordpress", &format!("{error:#}"));
        bail!("nothing could be tried");
    }
    CommandLine::new("cargo build --features cli --bin phaseout").run(repository)?;
    let driver = Driver::start(repository, Engine::Chromium)?;
    let program = repository.program().to_string_lossy().into_owned();
    let script = CommandLine::new("node tests/wordpress/run.mjs").args([PLACE, "dist", &program, &driver.address()]);
    let status = script.run_reading(repository, |line| tally.read("wordpress", line))?;
    ensure!(status.code() != Some(NOTHING_TRIED), "nothing could be tried");
    ensure!(status.success(), "WordPress leaves something else than tests/wordpress/expected.txt says");
    Ok(())
}
