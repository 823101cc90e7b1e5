//! What page tests find beside the browser: the working copy, and the command line that was built from it.

use std::{env, path::Path, process::Command};

/// The root of the working copy.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The command line, run at the root.
///
/// # Panics
///
/// When `PHASEOUT_PROGRAM` does not say where it is: `cargo xtask test --pages` does.
pub fn program() -> Command {
    let path = env::var_os("PHASEOUT_PROGRAM")
        .expect("PHASEOUT_PROGRAM is not set: run these tests with `cargo xtask test --pages`");
    let mut command = Command::new(path);
    command.current_dir(root());
    command
}
