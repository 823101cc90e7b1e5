//! A desktop in which a screen reader listens, as nobody sees it: display, buses and Orca, for as long as the value lives.
//!
//! A folder for Orca's log comes in; what a program has to find in its environment so that it is heard goes out. Must
//! never touch the session or the settings of whoever runs the tests, and leaves no process behind.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::driver::{Display, Group};
use crate::repository::Repository;

/// How long Orca may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// What Orca's log has once it listens.
const LISTENS: &str = "ORCA: Starting registry";

/// What Orca runs when it starts, for what its settings have no word for.
const CUSTOMIZATIONS: &str = "from orca import debug, settings
debug.debugFile.reconfigure(line_buffering=True)
settings.speechFactoryModules = []
";

/// What starts the bus of accessibility. Debian keeps it off the search path.
const LAUNCHER: &str = "/usr/libexec/at-spi-bus-launcher";

/// A running session. Fields are dropped in their order: who listens before what it listens to.
#[derive(Debug)]
pub(super) struct Session {
    _orca: Group,
    _launcher: Group,
    _bus: Group,
    _display: Display,
    _home: Home,
    environment: Vec<(String, String)>,
}

impl Session {
    /// Starts all of it, and waits until Orca listens and writes to `log`.
    ///
    /// # Errors
    ///
    /// When a program is missing, or Orca does not listen in time.
    pub(super) fn start(repository: &Repository, log: &Path) -> Result<Self> {
        let home = Home::make()?;
        let display = Display::start(repository)?;
        let mut environment = vec![
            ("DISPLAY".to_owned(), format!(":{}", display.number)),
            // Settings are forgotten, and no service is needed to keep them.
            ("GSETTINGS_BACKEND".to_owned(), "memory".to_owned()),
            ("GNOME_ACCESSIBILITY".to_owned(), "1".to_owned()),
            ("NO_AT_BRIDGE".to_owned(), "0".to_owned()),
            ("LC_ALL".to_owned(), "C.UTF-8".to_owned()),
        ];
        for name in ["XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            environment.push((name.to_owned(), home.0.to_string_lossy().into_owned()));
        }
        let start = |program: &str, arguments: &[&str], environment: &[(String, String)], output: Stdio| {
            let path = repository.find(program).with_context(|| format!("`{program}` is not there"))?;
            println!("$ {program} {}", arguments.join(" "));
            let mut command = Command::new(path);
            command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
            command.env_remove("WAYLAND_DISPLAY").stdin(Stdio::null()).stdout(output).stderr(Stdio::null());
            Group::start(command).with_context(|| format!("cannot start {program}"))
        };
        let mut bus =
            start("dbus-daemon", &["--session", "--nofork", "--print-address=1"], &environment, Stdio::piped())?;
        let mut address = String::new();
        let output = bus.0.stdout.take().context("standard output was asked for")?;
        BufReader::new(output).read_line(&mut address).context("cannot read what dbus-daemon prints")?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address.trim().to_owned()));
        let launcher = start(LAUNCHER, &["--launch-immediately"], &environment, Stdio::null())?;
        home.settings()?;
        // A log of an earlier run would say that it listens.
        fs::write(log, "").with_context(|| format!("cannot write {}", log.display()))?;
        let (settings, log_path) = (home.0.to_string_lossy(), log.to_string_lossy());
        let arguments = ["--replace", "--user-prefs", &*settings, "--debug-file", &*log_path];
        let mut orca = start("orca", &arguments, &environment, Stdio::null())?;
        let started = Instant::now();
        while !fs::read(log).is_ok_and(|log| String::from_utf8_lossy(&log).contains(LISTENS)) {
            if let Ok(Some(status)) = orca.0.try_wait() {
                bail!("orca ended ({status}) without listening; its log is {}", log.display());
            }
            if started.elapsed() > PATIENCE {
                bail!("orca does not listen; its log is {}", log.display());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(Self { _orca: orca, _launcher: launcher, _bus: bus, _display: display, _home: home, environment })
    }

    /// What a program has to find in its environment.
    pub(super) fn environment(&self) -> &[(String, String)] {
        &self.environment
    }
}

/// A folder for what a session keeps; its path is short, for a socket's may have a hundred bytes.
#[derive(Debug)]
struct Home(PathBuf);

impl Home {
    fn make() -> Result<Self> {
        let path = env::temp_dir().join(format!("phaseout-heard-{}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        // Sockets are only made where nobody else can come.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        Ok(Self(path))
    }

    /// Orca as it comes, but for three things: it says no key that is pressed, reads no page that nobody asked it to, and
    /// has no voice: what it says is in its log, each line as soon as it is said.
    fn settings(&self) -> Result<()> {
        let profile = json!(["Default", "default"]);
        let settings = json!({
            "general": {
                "startingProfile": profile,
                "enableKeyEcho": false,
                "speechServerFactory": "none",
                "sayAllOnLoad": false,
                "pageSummaryOnLoad": false,
            },
            "profiles": { "default": { "profile": profile, "pronunciations": {}, "keybindings": {} } },
            "pronunciations": {},
            "keybindings": {},
        });
        for (name, text) in [("user-settings.conf", &*settings.to_string()), ("orca-customizations.py", CUSTOMIZATIONS)]
        {
            let path = self.0.join(name);
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // It is in the system's folder for what may be lost.
        let _ = fs::remove_dir_all(&self.0);
    }
}
