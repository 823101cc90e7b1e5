//! What dependencies may be: `Cargo.lock` and `deny.toml` in, a verdict out.
//!
//! Licences, sources and bans are always checked; known advisories where their list can be fetched. Must never take
//! a list that could not be fetched for a verdict.

use anyhow::Result;

use crate::command::CommandLine;
use crate::repository::Repository;

/// Checks every dependency, and says so where its advisories were not.
///
/// # Errors
///
/// When one is not as `deny.toml` says, or has a known advisory.
pub(super) fn check(repository: &Repository) -> Result<()> {
    CommandLine::new("cargo-deny --locked check bans licenses sources").run(repository)?;
    let fetch = CommandLine::new("cargo-deny --locked fetch db");
    if fetch.quiet(repository).is_none() {
        println!("advisories were not checked: `{fetch}` cannot fetch their list");
        return Ok(());
    }
    CommandLine::new("cargo-deny --locked --offline check advisories").run(repository)
}
