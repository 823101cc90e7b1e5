//! The newsroom's command line; see `cli.rs` for what it does.
//!
//! The last line is the only place outside the browser that reads a clock.

mod cli;
mod overlay;

fn main() -> std::process::ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the command line's outermost line is one of two clocks")]
    cli::run(std::time::SystemTime::now())
}
