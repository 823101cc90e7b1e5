//! A browser's driver of our own, on a free port, for as long as the value lives.
//!
//! An engine comes in, an address goes out. Dropping it ends the driver and the browsers that it started,
//! whatever became of the tests: they are a process group of their own.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::engine::Engine;
use crate::repository::Repository;

/// How long a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver.
#[derive(Debug)]
pub(crate) struct Driver {
    _group: Group,
    _display: Option<Display>,
    port: u16,
}

impl Driver {
    /// Starts the engine's driver, and a display of its own where that needs one, and waits until it listens.
    ///
    /// # Errors
    ///
    /// When it cannot be started, or does not listen in time.
    pub(crate) fn start(repository: &Repository, engine: Engine) -> Result<Self> {
        Self::start_in(repository, engine, &[])
    }

    /// The same with more in its environment, which its browsers find, too.
    ///
    /// # Errors
    ///
    /// As [`Driver::start`].
    pub(super) fn start_in(repository: &Repository, engine: Engine, environment: &[(String, String)]) -> Result<Self> {
        let program = engine.driver();
        let path = repository.find(program).with_context(|| format!("`{program}` is not on PATH"))?;
        let port = free_port()?;
        println!("$ {} --port={port}", path.display());
        let mut command = Command::new(path);
        command.arg(format!("--port={port}")).envs(environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if engine == Engine::Older {
            command.arg("--disable-build-check");
        }
        // Two windows of one display would take the focus from each other.
        let display = if engine == Engine::Webkit { Some(Display::start(repository)?) } else { None };
        if let Some(Display { number, .. }) = &display {
            // Its sandbox needs rights that a container does not have; the pages are our own.
            command.env("DISPLAY", format!(":{number}")).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        let mut group = Group::start(command).with_context(|| format!("cannot start {program}"))?;
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Ok(Some(status)) = group.0.try_wait() {
                bail!("{program} ended ({status}) without listening on port {port}");
            }
            if started.elapsed() > PATIENCE {
                bail!("{program} does not listen on port {port}");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(Self { _group: group, _display: display, port })
    }

    /// The address that tests send their requests to.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port on this machine")?;
    Ok(listener.local_addr().context("a free port has no number")?.port())
}

/// A screen that nobody sees, for the engine that has no other way to be headless, and for what is heard.
#[derive(Debug)]
pub(super) struct Display {
    _group: Group,
    pub(super) number: String,
}

impl Display {
    /// Starts Xvfb and reads which display it took.
    pub(super) fn start(repository: &Repository) -> Result<Self> {
        let path = repository.find("Xvfb").context("`Xvfb` is not on PATH")?;
        let mut command = Command::new(path);
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut group = Group::start(command).context("cannot start Xvfb")?;
        let output = group.0.stdout.take().context("standard output was asked for")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).context("cannot read what Xvfb prints")?;
        let number = number.trim().to_owned();
        if number.is_empty() {
            bail!("Xvfb ended without naming its display");
        }
        Ok(Self { _group: group, number })
    }
}

/// A process and all that it starts, ended together.
#[derive(Debug)]
pub(super) struct Group(pub(super) Child);

impl Group {
    pub(super) fn start(mut command: Command) -> std::io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().map(Self)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Nothing is left to do if it has ended in between.
        #[cfg(unix)]
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
