//! The newsroom's command line: arguments in, a status, a snippet or a list of problems out.
//!
//! Its outermost line is the only place that reads the system clock, and only when `--now` is absent.
//! Exit codes: 0 done, 1 the text or product is at fault, 2 the command line is.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::DateTime;
use clap::{Args, Parser, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};
use phaseout::{
    Catalogue, Locale, Named, Precision, Problem, Statement, When, evaluate,
    snippet::{Snippet, snippet},
    view::{Setting, View, view},
    words,
};

const KASPERSKY: &str = include_str!("../www/catalogue/kaspersky-us.json");
const STYLE: &str = include_str!("../www/card.css");

/// The languages that the command line carries, English first.
const LOCALES: [(&str, &str); 2] =
    [("en", include_str!("../www/locale/en.json")), ("es", include_str!("../www/locale/es.json"))];

/// What a ban or an end of support means for a product, today.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what holds for a product.
    Status {
        #[command(flatten)]
        card: Card,
        /// Write the status as JSON, the same bytes that `evaluate` gives in the browser.
        #[arg(long)]
        json: bool,
    },
    /// Write the HTML to paste into an article.
    Prerender {
        #[command(flatten)]
        card: Card,
        /// The address of phaseout.js, as the article will load it.
        #[arg(long, value_name = "URL", default_value = "phaseout.js")]
        script: String,
        /// The sentence alone: no script and no shadow root, for a CMS that strips them.
        #[arg(long)]
        plain: bool,
        /// Leave the declarative shadow root out.
        #[arg(long)]
        no_shadow: bool,
        /// Let readers choose their product.
        #[arg(long)]
        chooser: bool,
    },
    /// Check catalogues and locale files, and report every problem.
    Check {
        /// JSON files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct Card {
    /// The product: an id, or a name that a person would type.
    #[arg(long)]
    product: String,
    /// Freeze the card at an RFC 3339 instant or a day; without it, the system clock counts.
    #[arg(long, value_name = "TIME")]
    now: Option<When>,
    /// The language, as a BCP 47 tag.
    #[arg(long, default_value = "en")]
    lang: String,
    /// A catalogue of your own; without it, the US ban on Kaspersky software.
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// How finely the countdown is shown.
    #[arg(long, default_value = "auto", value_parser = precision())]
    precision: Precision,
}

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the command line's outermost line is one of two clocks")]
    run(SystemTime::now())
}

fn run(clock: SystemTime) -> ExitCode {
    let result = match Cli::parse().command {
        Command::Status { card, json } => status(&card, json, clock),
        Command::Prerender { card, script, plain, no_shadow, chooser } => {
            let script = (!plain).then_some(script.as_str());
            prerender(&card, script, (!plain && !no_shadow).then_some(STYLE), chooser, clock)
        }
        Command::Check { files } => check(&files),
    };
    match result {
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            // Whoever reads the output may stop before its end; that is no fault of the input.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => fail(&format!("phaseout: cannot write: {error}\n")),
        },
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    // Nothing is left to tell a reader whose standard error is gone.
    let _ = io::stderr().write_all(message.as_bytes());
    ExitCode::FAILURE
}

fn status(card: &Card, json: bool, clock: SystemTime) -> Result<String, String> {
    with_card(card, false, clock, |status, view, _| {
        let statement = Statement::new(status, view);
        if json {
            let json = serde_json::to_string(&statement).map_err(|error| format!("phaseout: {error}\n"))?;
            return Ok(format!("{json}\n"));
        }
        Ok(readable(view))
    })
}

/// The card as lines for a terminal.
fn readable(view: &View) -> String {
    let mut lines = vec![view.title.to_owned(), String::new(), words(&view.sentence), String::new()];
    for row in &view.rows {
        lines.push(format!("{}: {} ({})", row.label, row.date, row.relative));
        lines.extend(row.detail.iter().map(|detail| format!("  {detail}")));
    }
    if let Some(clock) = &view.countdown {
        lines.push(format!("{}: {}", clock.label, clock.spoken));
    }
    lines.push(format!("{}: {}", view.action.label, words(&view.action.sentence)));
    for list in [&view.action.steps, &view.notes, &view.sources].into_iter().flatten() {
        lines.push(String::new());
        lines.push(format!("{}:", list.label));
        lines.extend(list.entries.iter().map(|entry| format!("- {}{}", words(entry), addresses(entry))));
    }
    lines.extend([String::new(), view.as_of.clone(), String::new()]);
    lines.join("\n")
}

fn addresses(sentence: &[phaseout::locale::Piece]) -> String {
    let url = |piece: &phaseout::locale::Piece| match piece {
        phaseout::locale::Piece::Link { url, .. } => Some(format!(" <{url}>")),
        _ => None,
    };
    sentence.iter().filter_map(url).collect()
}

fn prerender(
    card: &Card,
    script: Option<&str>,
    style: Option<&str>,
    chooser: bool,
    clock: SystemTime,
) -> Result<String, String> {
    let now = card.now.map(|now| now.to_string());
    let catalogue = card.catalogue.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let catalogue = catalogue.map(|name| format!("catalogue/{name}"));
    with_card(card, chooser, clock, |status, view, locale| {
        let options = Snippet { script, style, now: now.as_deref(), catalogue: catalogue.as_deref() };
        Ok(snippet(status, view, locale, options))
    })
}

fn with_card(
    card: &Card,
    chooser: bool,
    clock: SystemTime,
    write: impl FnOnce(&phaseout::Status, &View, &Locale) -> Result<String, String>,
) -> Result<String, String> {
    let (name, text) = match &card.catalogue {
        Some(path) => (path.display().to_string(), read(path)?),
        None => ("kaspersky-us.json".to_owned(), KASPERSKY.to_owned()),
    };
    let catalogue = Catalogue::read(&text).map_err(|problems| report(&name, &problems))?;
    let (language, text) = locale(&card.lang);
    let locale = Locale::read(text).map_err(|problems| report(&format!("{language}.json"), &problems))?;
    let product = catalogue.find(&card.product).map_err(|error| format!("phaseout: {error}\n"))?;
    let now = card.now.unwrap_or_else(|| instant(clock));
    let status = evaluate(&catalogue, &product, now, card.precision);
    let setting = Setting { chooser, frozen: card.now.is_some(), reader: None };
    write(&status, &view(&status, &locale, setting), &locale)
}

/// The locale of a tag, of its primary subtag, or English.
fn locale(tag: &str) -> (&'static str, &'static str) {
    let primary = tag.split('-').next().unwrap_or(tag);
    let fits = |wanted: &str| LOCALES.into_iter().find(|(language, _)| language.eq_ignore_ascii_case(wanted));
    fits(tag).or_else(|| fits(primary)).unwrap_or(LOCALES[0])
}

fn instant(clock: SystemTime) -> When {
    let since = clock.duration_since(UNIX_EPOCH).unwrap_or_default();
    let milliseconds = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    When::Instant(DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().fixed_offset())
}

fn check(files: &[PathBuf]) -> Result<String, String> {
    let mut fine = String::new();
    let mut faults = String::new();
    for path in files {
        let name = path.display();
        match read(path) {
            Err(message) => faults.push_str(&message),
            Ok(text) => match problems(&text) {
                problems if problems.is_empty() => fine.push_str(&format!("{name}: no problems\n")),
                problems => faults.push_str(&report(&name.to_string(), &problems)),
            },
        }
    }
    if faults.is_empty() { Ok(fine) } else { Err(fine + &faults) }
}

/// The problems of a catalogue, or of a locale: whichever the text looks like.
fn problems(text: &str) -> Vec<Problem> {
    let is_locale = serde_json::from_str(text)
        .is_ok_and(|value: serde_json::Value| value.get("messages").is_some() && value.get("products").is_none());
    let problems = if is_locale { Locale::read(text).err() } else { Catalogue::read(text).err() };
    problems.unwrap_or_default()
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: cannot be read: {error}\n", path.display()))?;
    String::from_utf8(bytes).map_err(|error| format!("{}: not UTF-8: {}\n", path.display(), error.utf8_error()))
}

fn report(name: &str, problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{name}: {problem}\n")).collect()
}

fn precision() -> impl TypedValueParser<Value = Precision> {
    PossibleValuesParser::new(Precision::NAMES).map(|name| Precision::named(&name).unwrap_or(Precision::Auto))
}
