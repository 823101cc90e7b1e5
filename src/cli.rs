//! What the command line does: arguments in, a status, a snippet, a folder or a list of problems out.
//!
//! Exit codes: 0 done, 1 the text or product is at fault, 2 the command line is.

mod export;
mod import;
mod language;
mod new_language;
mod picture;
mod publish;
mod readable;
mod review;
mod stale;
mod told;
mod topic;

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, SystemTime},
};

use self::{
    export::Export,
    import::Import,
    language::{languages, locale},
    new_language::new_language,
    readable::readable,
    topic::Topic,
};
use crate::overlay::{OF, over};
use clap::{Args, Parser, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};
use phaseout::{
    Catalogue, Locale, Named, Now, Precision, Problem, Problems, Statement, When,
    card::Card as CardFile,
    catalogue::Translations,
    compile_for, evaluate,
    shipped::LOCALES,
    snippet::{Facts, Form, Size, Snippet, Subject, Theme, folder, snippet, style},
    view::{Level, Setting, View, opening, view},
};

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
        /// The product: an id, a name that a person would type, or `?` for what holds for all.
        #[arg(long)]
        product: String,
        #[command(flatten)]
        card: Card,
        /// Write the status as JSON, the same bytes that `evaluate` gives in the browser.
        #[arg(long)]
        json: bool,
    },
    /// Write the HTML to paste into an article.
    Prerender {
        /// The product: an id, a name that a person would type, or `?` for what holds for all; without it, readers choose.
        #[arg(long)]
        product: Option<String>,
        #[command(flatten)]
        card: Card,
        /// The address of phaseout.js, as the article will load it.
        #[arg(long, value_name = "URL", default_value = "phaseout.js")]
        script: String,
        /// The hash of the script, from integrity.json beside it.
        #[arg(long, value_name = "HASH", value_parser = hash)]
        integrity: Option<String>,
        #[command(flatten)]
        form: FormFlags,
        /// The colours: auto, light or dark.
        #[arg(long, default_value = "auto", value_parser = named::<Theme>())]
        theme: Theme,
        /// How much of the card is shown: full, compact (one line), or auto (one line where the column is narrow).
        #[arg(long, default_value = "full", value_parser = named::<Size>())]
        size: Size,
        /// How deep the title is in the page's outline, 2 to 5.
        #[arg(long, value_name = "LEVEL", value_parser = named::<Level>())]
        heading: Option<Level>,
        /// Send the card along, as a declarative shadow root over the sentence, so that the first paint is the last one.
        #[arg(long)]
        served: bool,
        /// Send the card's file along, as data, so that the card is live as soon as the script is there.
        #[arg(long = "card", conflicts_with = "now")]
        card_inside: bool,
        /// Which facts the card shows: current, so that corrections reach the article, or pinned, those of the script.
        #[arg(long, default_value = "current", value_parser = named::<Facts>())]
        facts: Facts,
        /// Let readers choose another product.
        #[arg(long)]
        chooser: bool,
        /// Offer readers a link to the page with what they chose.
        #[arg(long)]
        share: bool,
        /// Tell readers whose clock is off.
        #[arg(long = "clock")]
        reader_clock: bool,
    },
    /// Make a picture of a card, an SVG or a PNG, for newsletters, print and social media.
    Picture(picture::Wanted),
    /// Write what a published folder holds beside the card: oEmbed answers, calendars of deadlines ahead, a page for each
    /// topic, a page to choose one from, and the dates that were moved as a page and a feed.
    Site {
        /// The folder to write into, such as dist.
        out: PathBuf,
        /// The folder's address, https; without it, neither oEmbed answers nor the feed, since they have to say it.
        #[arg(long, value_name = "URL", value_parser = base)]
        base: Option<String>,
        /// A catalogue of your own, beside those that are ours; can be given more than once.
        #[arg(long, value_name = "FILE")]
        catalogue: Vec<PathBuf>,
        /// The moment to write for; without it, the system clock counts.
        #[arg(long, value_name = "TIME")]
        now: Option<When>,
    },
    /// Check catalogues, their texts in other languages, locale files and compiled cards, and report every problem; of a
    /// card the first.
    Check {
        /// JSON files.
        #[arg(required_unless_present = "languages", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Say of each topic, ours without a file, what it lacks in each language; nothing may be missing.
        #[arg(long)]
        languages: bool,
    },
    /// Say what to look at so that the facts stay true: old checks, near dates, what was left open or has moved, weak
    /// sources, and links host by host; as Markdown.
    Stale {
        /// JSON files; without any, all topics that are ours.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The day; without it, the system clock counts.
        #[arg(long, value_name = "DAY")]
        now: Option<When>,
        /// Write it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make the draft of a topic from what somebody else publishes: an answer of endoflife.date, OpenEoX, or a table. What is
    /// to be told of it goes to standard error.
    Import(Import),
    /// Write a topic as OpenEoX. What that cannot say goes to standard error.
    Export(Export),
    /// Write the file of a language that there is not yet, to be filled in.
    NewLanguage {
        /// The language, as a tag such as `nl`.
        tag: String,
        /// The file to write; without it, the tag with `.json`.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write a page on which somebody who speaks a language reads all that cards say in it; or take in what it gave back.
    Review {
        /// The language, as a tag such as `nl`.
        #[arg(required_unless_present = "apply")]
        tag: Option<String>,
        /// The page to write; without it, `review-TAG.html`.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The file that the page has written.
        #[arg(long, value_name = "FILE", conflicts_with = "tag")]
        apply: Option<PathBuf>,
        /// The folder with `locale` and `catalogue`, to which it is applied.
        #[arg(long, value_name = "FOLDER", default_value = "www")]
        sources: PathBuf,
    },
    /// Check catalogues, and write the cards that readers load: cards/1/TOPIC/LANGUAGE/PRODUCT.json for each product, and
    /// cards/1/TOPIC/LANGUAGE.json for a choice among all of them.
    Compile {
        /// JSON files; without any, all topics that are ours.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The folder to write into, such as dist.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// The language, as a tag such as `es` or `zh-TW`; can be given more than once; without it, every language.
        #[arg(long, value_name = "TAG")]
        lang: Vec<String>,
    },
}

/// What to write instead of the element.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "one flag a form, as one would type it; clap allows one of them")]
struct FormFlags {
    /// The sentence alone: no script and no shadow root, for a CMS that strips them.
    #[arg(long)]
    plain: bool,
    /// A block with data attributes, for a CMS that deletes unknown elements.
    #[arg(long)]
    block: bool,
    /// A frame, and the script that fits its height.
    #[arg(long)]
    frame: bool,
    /// A frame for AMP pages.
    #[arg(long)]
    amp: bool,
    /// The address that a CMS asks for an oEmbed answer; `site` writes what is there.
    #[arg(long)]
    oembed: bool,
    /// Tables for an e-mail, as of the moment, with a link to the live card.
    #[arg(long)]
    email: bool,
}

impl FormFlags {
    fn chosen(&self) -> Form {
        let flags = [
            (self.plain, Form::Plain),
            (self.block, Form::Block),
            (self.frame, Form::Frame),
            (self.amp, Form::Amp),
            (self.oembed, Form::Oembed),
            (self.email, Form::Email),
        ];
        flags.into_iter().find_map(|(is_set, form)| is_set.then_some(form)).unwrap_or(Form::Element)
    }
}

#[derive(Debug, Args)]
struct Card {
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
    #[arg(long, default_value = "auto", value_parser = named::<Precision>())]
    precision: Precision,
}

/// Runs the command line as of `clock`, the system's.
pub(crate) fn run(clock: SystemTime) -> ExitCode {
    let result = match Cli::parse().command {
        Command::Picture(wanted) => return written(picture::write(&wanted, clock)),
        Command::Status { card, product, json } => status(&card, &product, json, clock),
        Command::Prerender {
            card,
            product,
            script,
            integrity,
            form,
            theme,
            size,
            heading,
            served,
            card_inside,
            facts,
            chooser,
            share,
            reader_clock,
        } => {
            let now = card.now.map(When::written);
            let catalogue = card.catalogue.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
            let catalogue = catalogue.map(|name| format!("{}catalogue/{name}", folder(&script)));
            let style = style(size);
            let options = Snippet {
                form: form.chosen(),
                script: &script,
                integrity: integrity.as_deref(),
                style: served.then_some(&style),
                card: None,
                now: now.as_deref(),
                catalogue: catalogue.as_deref(),
                precision: card.precision,
                theme,
                size,
                facts,
                clock: reader_clock,
                share,
            };
            let setting = Setting { chooser, heading, frozen: card.now.is_some(), ..Setting::default() };
            match product {
                Some(product) => with_card(&card, &product, setting, clock, |status, view, locale| {
                    let (topic, product) = (status.catalogue, Some(status.product));
                    let file = card_inside.then(|| compile_for(topic, product, chooser, locale, None).write());
                    let options = Snippet { card: file.as_deref(), ..options };
                    Ok(snippet(&Subject::of(status, view, locale), options))
                }),
                None => with_topic(&card, |catalogue, locale| {
                    let file = card_inside.then(|| compile_for(catalogue, None, true, locale, None).write());
                    let options = Snippet { card: file.as_deref(), ..options };
                    let any = catalogue.any_product();
                    let opening = opening(catalogue, any.as_ref(), moment(card.now, clock), locale, setting);
                    Ok(snippet(&Subject::open(catalogue, &opening), options))
                }),
            }
        }
        Command::Site { out, base, catalogue, now } => {
            publish::site(&out, base.as_deref(), &catalogue, moment(now, clock).at())
        }
        Command::Check { files, languages: true } => languages_of_topics(&files),
        Command::Check { files, .. } => check(&files, clock),
        Command::Stale { files, now, json } => stale::report(&files, moment(now, clock), json),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::NewLanguage { tag, out } => new_language(&tag, LOCALES[0].1)
            .and_then(|text| create(&out.unwrap_or_else(|| format!("{tag}.json").into()), &text)),
        Command::Review { apply: Some(file), sources, .. } => review::apply(&file, &sources),
        Command::Review { tag, out, .. } => {
            let tag = tag.unwrap_or_default();
            let language = languages().into_iter().find(|known| *known == tag);
            let unknown = || format!("{tag}: no card speaks it; there are {}\n", languages().join(", "));
            language.ok_or_else(unknown).and_then(|language| {
                create(&out.unwrap_or_else(|| format!("review-{tag}.html").into()), &review::page(language)?)
            })
        }
        Command::Compile { files, out, lang } => publish::cards(&files, &out, &lang),
    };
    written(result.map(String::into_bytes))
}

/// Prints what is done, or says what is wrong.
fn written(result: Result<Vec<u8>, String>) -> ExitCode {
    match result {
        Ok(bytes) => match io::stdout().write_all(&bytes) {
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

fn status(card: &Card, product: &str, json: bool, clock: SystemTime) -> Result<String, String> {
    let setting = Setting { frozen: card.now.is_some(), ..Setting::default() };
    with_card(card, product, setting, clock, |status, view, _| {
        let statement = Statement::new(status, view);
        if json {
            let json = serde_json::to_string(&statement).map_err(|error| format!("phaseout: {error}\n"))?;
            return Ok(format!("{json}\n"));
        }
        Ok(readable(view))
    })
}

fn with_card<T>(
    card: &Card,
    product: &str,
    setting: Setting,
    clock: SystemTime,
    write: impl FnOnce(&phaseout::Status, &View, &Locale) -> Result<T, String>,
) -> Result<T, String> {
    with_topic(card, |catalogue, locale| {
        let product = catalogue.find(product).map_err(|error| format!("phaseout: {error}\n"))?;
        let status = evaluate(catalogue, &product, moment(card.now, clock), card.precision);
        write(&status, &view(&status, locale, setting), locale)
    })
}

fn with_topic<T>(card: &Card, write: impl FnOnce(&Catalogue, &Locale) -> Result<T, String>) -> Result<T, String> {
    let topic = card.catalogue.as_deref().map_or_else(|| Ok(Topic::default()), Topic::read)?;
    let (language, text) = locale(&card.lang);
    let locale = Locale::read(text).map_err(|problems| report(&format!("{language}.json"), &problems))?;
    write(&topic.catalogue()?, &locale)
}

/// The moment that was asked for; without one, what the system's clock says.
fn moment<'z>(asked: Option<When>, clock: SystemTime) -> Now<'z> {
    asked.map_or_else(|| clock.into(), Now::from)
}

/// A hash that every browser knows: what carries another would run unchecked.
fn hash(text: &str) -> Result<String, String> {
    let is_known = ["sha256-", "sha384-", "sha512-"].iter().any(|name| text.starts_with(name));
    if is_known { Ok(text.to_owned()) } else { Err("the hash must be sha256-, sha384- or sha512-".to_owned()) }
}

/// An https address of a folder, with a slash at its end.
fn base(text: &str) -> Result<String, String> {
    if !text.starts_with("https://") {
        return Err("the address of the folder must start with https://".to_owned());
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> Result<String, String> {
    let name = path.display();
    let mut file = fs::File::create_new(path).map_err(|error| format!("{name}: cannot be written: {error}\n"))?;
    file.write_all(text.as_bytes()).map_err(|error| format!("{name}: cannot be written: {error}\n"))?;
    Ok(format!("{name} is written\n"))
}

fn check(files: &[PathBuf], clock: SystemTime) -> Result<String, String> {
    let mut fine = String::new();
    let mut faults = String::new();
    for path in files {
        let name = path.display();
        match read(path) {
            Err(message) => faults.push_str(&message),
            Ok(text) => match doubts(path, &text, clock) {
                Ok(doubts) => {
                    let doubt = |doubt: &Problem| format!("{name}: warning: {doubt}\n");
                    fine.push_str(&doubts.iter().map(doubt).collect::<String>());
                    fine.push_str(&format!("{name}: no problems\n"));
                }
                Err(problems) => faults.push_str(&report(&name.to_string(), &problems)),
            },
        }
    }
    if faults.is_empty() { Ok(fine) } else { Err(fine + &faults) }
}

/// What a topic lacks in each language, a line for each language that lacks anything.
fn languages_of_topics(files: &[PathBuf]) -> Result<String, String> {
    let mut topics = files.iter().map(|path| Topic::read(path)).collect::<Result<Vec<_>, _>>()?;
    if topics.is_empty() {
        topics = Topic::shipped();
    }
    let mut said = String::new();
    let mut missing = 0;
    for topic in &topics {
        for (language, places) in topic.untold(&languages())? {
            missing += places.len();
            said.push_str(&format!("{}: {language}: {} missing: {}\n", topic.name, places.len(), places.join(", ")));
        }
    }
    said.push_str(&format!("{} topics in {} languages, {missing} texts missing\n", topics.len(), LOCALES.len()));
    if missing == 0 { Ok(said) } else { Err(said) }
}

/// What a file is, by what it has.
enum Kind {
    Topic,
    Translations,
    Locale,
    Card,
}

fn kind(text: &str) -> Kind {
    let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let has = |field: &str| value.get(field).is_some();
    match () {
        () if has("messages") && !has("products") => Kind::Locale,
        () if has("texts") && !has("products") => Kind::Translations,
        () if has("facts") && has("milestones") => Kind::Card,
        () => Kind::Topic,
    }
}

/// The text of a language, whole: of one region's, with what the file beside it has that it is of.
fn whole(path: &Path, text: &str) -> Result<String, Problems> {
    let own: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let Some(of) = own.get(OF).and_then(serde_json::Value::as_str) else { return Ok(text.to_owned()) };
    let base = path.with_file_name(format!("{of}.json"));
    let fault = |message: String| Problems::from(Problem { place: OF.to_owned(), message });
    let base = read(&base).map_err(|message| fault(message.trim_end().to_owned()))?;
    let base = serde_json::from_str(&base).map_err(|error| fault(format!("`{of}` is no JSON: {error}")))?;
    Ok(over(base, &own).to_string())
}

/// How far clocks are ahead of UTC where they are furthest.
const FURTHEST: Duration = Duration::from_hours(14);

/// A sentence of another file as a problem of this one.
fn fault(message: &str) -> Problems {
    Problem { place: "top level".to_owned(), message: message.trim_end().replace('\n', "; ") }.into()
}

/// What is legal in a text and doubtful at a moment, in milliseconds since 1970 in UTC.
fn doubts(path: &Path, text: &str, clock: SystemTime) -> Result<Vec<Problem>, Problems> {
    match kind(text) {
        Kind::Topic => {}
        Kind::Card => return CardFile::read(text).map(|_| Vec::new()).map_err(Problems::from),
        Kind::Locale => return Locale::doubts(&whole(path, text)?, LOCALES[0].1),
        Kind::Translations => {
            let texts = Translations::read(text)?;
            let topic = path.parent().map(|folder| folder.with_extension("json")).filter(|topic| topic.is_file());
            let Some(topic) = topic.map(|path| Topic::read(&path)).transpose().map_err(|message| fault(&message))?
            else {
                return Ok(Vec::new());
            };
            return topic.texts(texts.language()).map_or_else(|| Ok(Vec::new()), |whole| whole.doubts(&topic.text));
        }
    }
    let (catalogue, warnings) = Catalogue::read_with_warnings(text)?;
    let day = |clock: SystemTime| Now::from(clock).today();
    catalogue.not_checked_after(day(clock + FURTHEST))?;
    let mut doubts = catalogue.stale_on(day(clock));
    doubts.extend(warnings);
    let topic = Topic::read(path).map_err(|message| fault(&message))?;
    for (language, places) in topic.untold(&topic.languages()).map_err(|message| fault(&message))? {
        let message = format!("shows {} texts in another language: {}", places.len(), places.join(", "));
        doubts.push(Problem { place: language.to_owned(), message });
    }
    Ok(doubts)
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: cannot be read: {error}\n", path.display()))?;
    String::from_utf8(bytes).map_err(|error| format!("{}: not UTF-8: {}\n", path.display(), error.utf8_error()))
}

fn report(name: &str, problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{name}: {problem}\n")).collect()
}

/// One of the values that a setting can have, by its name.
fn named<T: Named + Send + Sync>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(T::NAMES).try_map(|name| T::by_name(&name).ok_or("not one of them"))
}
