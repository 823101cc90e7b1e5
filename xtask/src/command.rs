//! One command line: printed as a person would type it, then run at the root.
//!
//! A program and its arguments come in; its exit or its output goes out. Must never
//! run through a shell, and never lets a command wait for an answer on standard input.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, ensure};

use crate::repository::Repository;

/// A program, its arguments, and what it finds in the environment besides.
#[derive(Debug, Clone)]
pub(crate) struct CommandLine {
    program: String,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

impl CommandLine {
    /// The words of `line` between its spaces: the program, then arguments.
    pub(crate) fn new(line: &str) -> Self {
        let mut words = line.split_whitespace().map(str::to_owned);
        let program = words.next().unwrap_or_default();
        Self { program, arguments: words.collect(), environment: Vec::new() }
    }

    /// A program whose path may hold spaces.
    pub(crate) fn of(program: impl Into<String>) -> Self {
        Self { program: program.into(), arguments: Vec::new(), environment: Vec::new() }
    }

    /// The same with one more argument, which may hold spaces.
    pub(crate) fn arg(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The same with more arguments, which may hold spaces.
    pub(crate) fn args<T: Into<String>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// The same with a variable set in its environment.
    pub(crate) fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Prints the line and runs it.
    ///
    /// # Errors
    ///
    /// When the program is not found or does not exit with 0.
    pub(crate) fn run(&self, repository: &Repository) -> Result<()> {
        println!("$ {self}");
        let status = self.command(repository)?.status().with_context(|| format!("cannot start `{self}`"))?;
        ensure!(status.success(), "`{self}` failed ({status})");
        Ok(())
    }

    /// Prints the line, runs it, and hands each line of its standard output on after printing it.
    ///
    /// # Errors
    ///
    /// When the program is not found or its output cannot be read.
    pub(crate) fn run_reading(&self, repository: &Repository, mut read: impl FnMut(&str)) -> Result<ExitStatus> {
        println!("$ {self}");
        let mut child = self
            .command(repository)?
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{self}`"))?;
        let output = child.stdout.take().context("standard output was asked for")?;
        for line in BufReader::new(output).split(b'\n') {
            let line = line.with_context(|| format!("cannot read what `{self}` prints"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            read(&line);
        }
        child.wait().with_context(|| format!("cannot wait for `{self}`"))
    }

    /// Prints the line, runs it, and returns what it prints.
    ///
    /// # Errors
    ///
    /// When the program is not found or does not exit with 0.
    pub(crate) fn read(&self, repository: &Repository) -> Result<String> {
        println!("$ {self}");
        let mut command = self.command(repository)?;
        let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{self}`"))?;
        ensure!(output.status.success(), "`{self}` failed ({})", output.status);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What the program prints, without showing it; `None` when it is not found or fails.
    pub(crate) fn quiet(&self, repository: &Repository) -> Option<String> {
        let output = self.command(repository).ok()?.output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn command(&self, repository: &Repository) -> Result<Command> {
        let program = repository.find(&self.program).with_context(|| format!("`{}` is not on PATH", self.program))?;
        let mut command = Command::new(program);
        command
            .args(&self.arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("PATH", &repository.search_path)
            .current_dir(&repository.root)
            .stdin(Stdio::null());
        Ok(command)
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            write!(f, "{name}={} ", Quoted(value))?;
        }
        write!(f, "{}", Quoted(&self.program))?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {}", Quoted(argument)))
    }
}

/// A word as a POSIX shell needs it.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+,@%".contains(c);
        if !self.0.is_empty() && self.0.chars().all(plain) {
            return f.write_str(self.0);
        }
        write!(f, "'{}'", self.0.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_printed_as_a_shell_would_read_it() {
        let line =
            CommandLine::new("wasm-pack  build").args(["--out-dir", "my dist"]).arg("it's").arg("").env("A", "b c");
        assert_eq!(line.to_string(), r"A='b c' wasm-pack build --out-dir 'my dist' 'it'\''s' ''");
    }
}
