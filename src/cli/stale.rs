//! `stale`: topics, ours or files, and a day in, what to look at in them out.

use std::path::PathBuf;

use phaseout::{Now, stale::stale};

use super::topic::Topic;

/// What to look at, as Markdown or as JSON on one line.
///
/// # Errors
/// Every problem of every file.
pub(super) fn report(files: &[PathBuf], now: Now, is_json: bool) -> Result<String, String> {
    let mut catalogues = Vec::new();
    let mut faults = String::new();
    for topic in Topic::all(files) {
        match topic.and_then(|topic| topic.catalogue()) {
            Ok(catalogue) => catalogues.push(catalogue),
            Err(message) => faults.push_str(&message),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let stale = stale(&catalogues, now.today());
    if is_json {
        return serde_json::to_string(&stale).map(|json| format!("{json}\n")).map_err(|error| format!("{error}\n"));
    }
    Ok(stale.to_string())
}
