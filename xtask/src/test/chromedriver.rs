//! A chromedriver of our own, on a free port, for as long as the value lives.
//!
//! The program's path comes in, an address goes out. Dropping it closes the
//! browsers it started and ends it, whatever became of the tests.

use std::io::{BufRead, BufReader, Write, sink};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long chromedriver may take to close its browsers before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running chromedriver.
#[derive(Debug)]
pub(super) struct Chromedriver {
    child: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts `program` and waits until it says on which port it listens.
    ///
    /// # Errors
    ///
    /// When it cannot be started or ends without naming a port.
    pub(super) fn start(program: &Path) -> Result<Self> {
        println!("$ {} --port=0", program.display());
        let child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut driver = Self { child, port: 0 };
        let output = driver.child.stdout.take().context("standard output was asked for")?;
        let mut lines = BufReader::new(output);
        let mut line = String::new();
        while lines.read_line(&mut line).context("cannot read what chromedriver prints")? > 0 {
            if let Some(port) = named_port(&line) {
                driver.port = port;
                // Read on, so that chromedriver never waits for a full pipe.
                thread::spawn(move || std::io::copy(&mut lines, &mut sink()));
                return Ok(driver);
            }
            line.clear();
        }
        Err(anyhow::anyhow!("{} ended without naming its port", program.display()))
    }

    /// The address that tests send their requests to.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn ask_to_end(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")?;
        // It closes the connection once its browsers are closed.
        stream.set_read_timeout(Some(PATIENCE))?;
        std::io::copy(&mut stream, &mut sink()).map(|_| ())
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let started = Instant::now();
        let is_asked = self.port != 0 && self.ask_to_end().is_ok();
        while is_asked && started.elapsed() < PATIENCE {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Nothing is left to do if it has ended in between.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `ChromeDriver was started successfully on port 40123.` names 40123.
fn named_port(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        assert_eq!(named_port("ChromeDriver was started successfully on port 40123.\n"), Some(40123));
        assert_eq!(named_port("Starting ChromeDriver 156.0.8078.73 on port 0\n"), None);
    }
}
