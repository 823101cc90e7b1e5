//! A reader who listens to Orca: key presses in, what it says of each out.
//!
//! Orca's own log says when it has dealt with a key and what it has said. Keys are pressed on the display, for a
//! screen reader takes them before the browser does. Must never count time: a wait ends with a line of the log.

use std::cell::{Cell, RefCell};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How long Orca may take to say or do something.
const DEADLINE: Duration = Duration::from_secs(20);

/// How often its log is looked at.
const GLANCE: Duration = Duration::from_millis(10);

/// What stands before and behind an utterance in the log.
const SPOKEN: (&str, &str) = (" - SPEECH OUTPUT: '", "'");

/// Somebody at the keyboard, and all that they heard.
#[derive(Debug)]
pub(crate) struct Reader {
    log: PathBuf,
    /// How many bytes of the log were read.
    read: Cell<usize>,
    heard: RefCell<String>,
}

impl Reader {
    /// Somebody who has heard nothing yet.
    ///
    /// # Panics
    ///
    /// Without `PHASEOUT_HEARD`, the path of Orca's log.
    pub(crate) fn new() -> Self {
        let log = env::var_os("PHASEOUT_HEARD")
            .expect("PHASEOUT_HEARD is not set: run these tests with `cargo xtask test --part heard`");
        let reader = Self { log: log.into(), read: Cell::new(0), heard: RefCell::default() };
        reader.read.set(reader.log().len());
        reader
    }

    /// A heading of the transcript: what the reader does next.
    pub(crate) fn note(&self, words: &str) {
        self.heard.borrow_mut().push_str(&format!("\n# {words}\n"));
    }

    /// Begins the transcript anew.
    pub(crate) fn forget(&self) {
        self.heard.borrow_mut().clear();
    }

    /// Presses a key of which nothing need be heard.
    pub(crate) fn press(&self, key: &str) {
        press(key);
        self.heard.borrow_mut().push_str(&format!("{key}\n"));
    }

    /// Presses a key that is a command of Orca's, waits until it is done, and returns what was said.
    pub(crate) fn command(&self, key: &str) -> Vec<String> {
        let end = format!("^^^^^ CONSUME ATSPI_KEY_PRESSED_EVENT: '{}'", key.rsplit('+').next().unwrap_or_default());
        press(key);
        self.take(key, &|log| log.find(&end).map(|at| at + end.len()))
    }

    /// Presses a key that the browser answers, and waits until Orca has said something with these words in it.
    pub(crate) fn key(&self, key: &str, words: &str) -> Vec<String> {
        press(key);
        self.hear(key, words)
    }

    /// The same, of which the transcript has only what has these words.
    pub(crate) fn key_for(&self, key: &str, words: &str) {
        let before = self.heard.borrow().len();
        let said = self.key(key, words);
        let mut heard = self.heard.borrow_mut();
        heard.truncate(before);
        for words in said.iter().filter(|said| said.contains(words)) {
            heard.push_str(&format!("{key:12}{words}\n"));
        }
    }

    /// Waits until Orca has said something with these words in it, for what was done.
    pub(crate) fn hear(&self, done: &str, words: &str) -> Vec<String> {
        self.take(done, &|log| {
            let mut end = 0;
            for line in log.split_inclusive('\n') {
                end += line.len();
                if spoken(line).is_some_and(|said| said.contains(words)) {
                    return Some(end);
                }
            }
            None
        })
    }

    /// Goes on line by line until one has these words.
    pub(crate) fn read_on(&self, key: &str, words: &str) {
        for _ in 0..200 {
            if self.command(key).iter().any(|said| said.contains(words)) {
                return;
            }
        }
        panic!("never came to `{words}`; heard\n{}", self.heard.borrow());
    }

    /// All that was heard, with the keys that were pressed for it.
    pub(crate) fn transcript(&self) -> String {
        self.heard.borrow().trim_start().to_owned()
    }

    /// Waits until the rest of the log has what `end` finds the end of, and takes all that was said until there.
    fn take(&self, done: &str, end: &dyn Fn(&str) -> Option<usize>) -> Vec<String> {
        #[expect(clippy::disallowed_methods, reason = "how long nobody has spoken is no moment of a card's")]
        let started = Instant::now();
        loop {
            let log = self.log();
            let rest = log.get(self.read.get()..).unwrap_or_default();
            if let Some(end) = end(rest) {
                let said: Vec<String> = rest[..end].lines().filter_map(spoken).map(str::to_owned).collect();
                self.read.set(self.read.get() + end);
                let mut heard = self.heard.borrow_mut();
                let mut margin = format!("{done:12}");
                for words in &said {
                    heard.push_str(&format!("{margin}{words}\n"));
                    margin = " ".repeat(12);
                }
                return said;
            }
            if started.elapsed() > DEADLINE {
                let said: Vec<_> = rest.lines().filter_map(spoken).collect();
                panic!("nothing that ends `{done}` within {DEADLINE:?}, only {said:?}, after\n{}", self.heard.borrow());
            }
            thread::sleep(GLANCE);
        }
    }

    /// Whatever bytes of it are no text yet are the end of a line that is being written.
    fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }
}

/// What a line of the log says was spoken, without the voice that spoke it.
fn spoken(line: &str) -> Option<&str> {
    let said = line.split_once(SPOKEN.0)?.1;
    Some(said[..said.rfind(SPOKEN.1)?].rsplit_once("'{").map_or(said, |(said, _)| said).trim())
}

/// Presses and lets go of a key of the display, by its X name, `ctrl+` before it where that is held.
fn press(key: &str) {
    xdotool(&["key", key]);
}

/// Gives the keys to a browser's window, by its class: without a window manager nobody else does.
pub(crate) fn focus(class: &str) {
    xdotool(&["search", "--sync", "--onlyvisible", "--class", class, "windowfocus", "--sync"]);
}

fn xdotool(arguments: &[&str]) {
    let status = Command::new("xdotool").args(arguments).status().expect("xdotool is on PATH");
    assert!(status.success(), "xdotool {arguments:?}: {status}");
}
