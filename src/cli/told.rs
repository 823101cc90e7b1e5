//! What `import` and `export` have in common: a text goes to standard output or to a new file, and what is told of it to
//! standard error.

use std::{
    fmt::Display,
    io::{self, Write},
    path::Path,
};

use super::create;

/// Writes what was made, tells what there is to tell, and says what standard output says.
pub(super) fn finished(
    out: Option<&Path>,
    text: String,
    told: impl Iterator<Item = impl Display>,
) -> Result<String, String> {
    let said = match out {
        Some(path) => create(path, &text)?,
        None => text,
    };
    let mut lines = String::new();
    for line in told {
        lines.push_str(&line.to_string());
    }
    // What was made stands, whoever listens.
    let _ = io::stderr().write_all(lines.as_bytes());
    Ok(said)
}
