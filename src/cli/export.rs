//! `export`: a topic's file in, an OpenEoX shell out, and what that cannot say.

use std::path::PathBuf;

use clap::Args;
use phaseout::export::export;

use super::{report, told::finished, topic::Topic};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A topic.
    file: PathBuf,
    /// The file to write; without it, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Export {
    /// The shell, or that it is written.
    ///
    /// # Errors
    /// Every problem of the topic; that there is nothing to say of it; that the file is there already.
    pub(super) fn run(&self) -> Result<String, String> {
        let topic = Topic::read(&self.file)?;
        let exported = export(&topic.catalogue()?).map_err(|problems| report(&topic.name, &problems))?;
        let name = &topic.name;
        finished(
            self.out.as_deref(),
            exported.shell,
            exported.lost.iter().map(|lost| format!("{name}: lost: {lost}\n")),
        )
    }
}
