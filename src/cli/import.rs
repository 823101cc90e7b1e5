//! `import`: a file, or standard input, and what was said beside it in; the draft of a topic out, and what is told of it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use clap::Args;
use phaseout::{
    Named,
    import::{Format, MAX_IMPORT_BYTES, Options, Order, Told, import},
};

use super::{named, report, told::finished};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file; `-` is standard input.
    file: PathBuf,
    /// The product that is meant where there are several, or that the file is about where it does not say.
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
    /// What the file is; recognised where it is left out.
    #[arg(long, value_parser = named::<Format>())]
    format: Option<Format>,
    /// In which order dates such as 03/04/2026 are written.
    #[arg(long, value_parser = named::<Order>())]
    dates: Option<Order>,
    /// The file to write; without it, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Import {
    /// The draft, or that it is written.
    ///
    /// # Errors
    /// Every problem of the text; that the file is there already.
    pub(super) fn run(&self) -> Result<String, String> {
        let (name, text) = self.text()?;
        let options = Options { product: self.product.as_deref(), format: self.format, dates: self.dates };
        let draft = import(&text, options).map_err(|problems| report(&name, &problems))?;
        let line = |Told { kind, place, message }: &Told| format!("{name}: {}: {place}: {message}\n", kind.name());
        finished(self.out.as_deref(), draft.topic, draft.told.iter().map(line))
    }

    /// What the file is called, and its text, of which no more is read than an import takes.
    fn text(&self) -> Result<(String, String), String> {
        let is_input = self.file == Path::new("-");
        let name = if is_input { "standard input".to_owned() } else { self.file.display().to_string() };
        let most = u64::try_from(MAX_IMPORT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let taken = if is_input {
            io::stdin().lock().take(most).read_to_end(&mut bytes)
        } else {
            File::open(&self.file).and_then(|file| file.take(most).read_to_end(&mut bytes))
        };
        taken.map_err(|error| format!("{name}: cannot be read: {error}\n"))?;
        if bytes.len() > MAX_IMPORT_BYTES {
            // It is refused for its length, wherever that cuts a letter.
            return Ok((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|error| format!("{name}: not UTF-8: {}\n", error.utf8_error()))?;
        Ok((name, text))
    }
}
