//! The browsers that pages are tried in: a name on the command line in, what each needs on the machine out.

use clap::ValueEnum;

/// A browser engine that a driver of this machine can drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// The engine of Safari, as GTK has it
    Webkit,
    /// A Chromium of August 2023, for some of the pages, and only when it is named: the driver of today need not go on
    /// driving it
    Older,
}

impl Engine {
    /// All that are tried when none is named, in their order.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As on the command line and in what the tests are told.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
            Self::Older => "older",
        }
    }

    /// The program that drives it.
    pub(crate) fn driver(self) -> &'static str {
        match self {
            Self::Chromium | Self::Older => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::Webkit => "WebKitWebDriver",
        }
    }

    /// Programs that have to be on the machine besides what Cargo installs: the names that each goes by or the
    /// path that macOS has it at, and Debian's packages of it.
    pub(crate) fn programs(self) -> &'static [Program] {
        match self {
            Self::Chromium | Self::Older => &CHROMIUM,
            Self::Firefox => &FIREFOX,
            Self::Webkit => &WEBKIT,
        }
    }
}

/// A program, and where it comes from.
#[derive(Debug)]
pub(crate) struct Program {
    /// Any of these will do.
    pub(crate) names: &'static [&'static str],
    /// Debian's packages, separated by spaces.
    pub(crate) packages: &'static str,
}

const CHROMIUM: [Program; 2] = [
    Program {
        names: &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ],
        // With a font: the browser alone brings none, and a page without glyphs has other sizes.
        packages: "chromium fonts-liberation",
    },
    Program { names: &["chromedriver"], packages: "chromium-driver" },
];

const FIREFOX: [Program; 1] = [Program {
    names: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
    packages: "firefox-esr fonts-liberation",
}];

const WEBKIT: [Program; 2] = [
    Program { names: &["WebKitWebDriver"], packages: "webkit2gtk-driver fonts-liberation" },
    Program { names: &["Xvfb"], packages: "xvfb" },
];
