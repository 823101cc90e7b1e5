//! `cargo xtask`: how phaseout is built, weighed, tested, shown and released.
//!
//! A subcommand and `wasm-pack.toml` come in; command lines go out, each printed
//! before it runs, and a folder `dist/` that any static host can serve. Must never
//! install a tool where the user keeps their own: what Cargo and npm can install
//! goes to `target/tools`. Only rustup's target and components, and Debian's
//! browsers, go where those belong.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::engine::Engine;
use crate::repository::{Repository, TOOLS};

mod bench;
mod build;
mod command;
mod demo;
mod docs;
mod engine;
mod folder;
mod fuzz;
mod http;
mod install;
mod release;
mod repository;
mod settings;
mod size;
mod test;
#[cfg(test)]
mod written;

/// Builds, weighs, tests and shows phaseout, and installs by name what that needs
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build, then serve dist/ on this machine until Ctrl-C
    Demo {
        /// The first port to try; the next free one is taken
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Format, lints, every test, build and budget; fails if a part ran no test
    Test(Parts),
    /// Fill dist/ with the published files
    Build {
        /// The https address that the folder will have: adds the oEmbed answers, which have to say it
        #[arg(long, value_name = "URL")]
        base: Option<String>,
    },
    /// Build, then weigh dist/ against wasm-pack.toml's budget
    Size,
    /// Build the documentation as a site, target/docs, of the Markdown that the forge shows
    Docs(docs::Options),
    /// Try the core on a million hostile inputs for each way in
    Fuzz(fuzz::Options),
    /// Write all that is published of a version into target/release-X.Y.Z/, and publish nothing
    Release(release::Options),
    /// Measure the widget and its peers side by side, and write docs/performance.md
    Bench(bench::Options),
}

/// Which parts of the tests to run; none named is all of them.
#[derive(Debug, Clone, Args)]
struct Parts {
    /// Only format, lints, and the unit, integration and doc tests on this machine
    #[arg(long)]
    native: bool,
    /// Only the tests that wasm-pack runs inside a headless browser
    #[arg(long)]
    web: bool,
    /// Only whole pages in headless browsers
    #[arg(long)]
    pages: bool,
    /// Only this part, which no run has that does not name it; may be given more than once
    #[arg(long = "part", value_enum, value_name = "PART")]
    named: Vec<Part>,
    /// The engine to try whole pages in; may be given more than once
    #[arg(long = "engine", value_enum, default_values_t = Engine::ALL)]
    engines: Vec<Engine>,
    /// Only pages whose test has this in its name, and bundlers with this in theirs
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// A part that takes long or needs much, and so is run by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The package in a fresh project of each bundler and framework, from npm
    Bundlers,
    /// What would be published: the crate and the package by their registries' own checks, and the same bytes from two clones
    Release,
    /// Each form in the articles of a real WordPress, Debian's
    Wordpress,
    /// wasm-pack at the root, as its own documentation calls it
    WasmPack,
    /// A language that there is not yet, as one file in a clone whose checks and build then run
    Language,
    /// What Orca, a real screen reader, says of the card in Firefox and in Chromium
    Heard,
}

impl Parts {
    /// The same, or every part of the daily run when none is named.
    fn named_or_all(self) -> Self {
        let all = !(self.native || self.web || self.pages) && self.named.is_empty();
        Self { native: self.native || all, web: self.web || all, pages: self.pages || all, ..self }
    }

    /// Whether nothing is left out.
    fn are_all(&self) -> bool {
        self.native
            && self.web
            && self.pages
            && self.only.is_none()
            && Engine::ALL.iter().all(|it| self.engines.contains(it))
    }
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    let Some(task) = cli.task else {
        Cli::command().print_help()?;
        return Ok(ExitCode::SUCCESS);
    };
    let repository = Repository::open()?;
    if let Task::Docs(options) = &task
        && options.links
    {
        // Standard output is mdBook's.
        docs::answer(&repository, options)?;
        return Ok(ExitCode::SUCCESS);
    }
    // With this, each command line printed below can be typed as it stands.
    println!("$ export PATH=\"$PWD/{TOOLS}/bin:$PWD/{TOOLS}/node_modules/.bin:$PATH\"");
    match task {
        Task::Demo { port } => demo::run(&repository, port)?,
        Task::Test(parts) => return test::run(&repository, &parts.named_or_all()),
        Task::Build { base } => build::run(&repository, base.as_deref())?,
        Task::Docs(_) => docs::run(&repository)?,
        Task::Fuzz(options) => fuzz::run(&repository, &options)?,
        Task::Release(options) => release::run(&repository, &options)?,
        Task::Bench(options) => bench::run(&repository, options)?,
        Task::Size => {
            build::run(&repository, None)?;
            size::check(&repository)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
