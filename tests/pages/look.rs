//! How cards look: Chromium's pictures of each state, held against those in `pictures/`, and those of the README.
//!
//! Font, clock and time zone are fixed, so that a picture depends on the card alone, and on the release of the
//! browser as little as `picture` allows. `UPDATE_EXPECT=1` writes them anew, to be looked at like code.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use phaseout_pages::root;
use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::LISTENER;
use crate::barriers::page_of;
use crate::browser::{Engine, engine};
use crate::case::{COLLECTOR, Case, packages};
use crate::faults::dist;
use crate::page::Page;
use crate::picture::{Difference, Picture};
use crate::site::Answer;

/// A font for Latin and Arabic letters, from a package that is installed for the tests: machines differ in theirs.
const FONT: &str = "@fontsource/ibm-plex-sans-arabic";

const PAGE: &str = "<link rel=\"stylesheet\" href=\"/400.css\"><link rel=\"stylesheet\" href=\"/600.css\">
<link rel=\"stylesheet\" href=\"/700.css\">
<style>
  html { scrollbar-width: none; }
  body { margin: 0; font-family: 'IBM Plex Sans Arabic'; }
  #paper { display: flow-root; box-sizing: content-box; padding: 8px; background: Canvas; color: CanvasText; }
  #paper phase-out { margin: 0; }
  .beside { display: grid; grid-template-columns: repeat(3, 1fr); align-items: start; gap: 16px; }
  .beside > :first-child:nth-last-child(4) { grid-column: 1 / -1; }
  .beside > div { display: grid; gap: 16px; }
</style>
<script>
  var paper = () => document.querySelector('#paper');
  var fonts = () => Promise.all(['400', '600', '700'].flatMap((weight) => ['a', '\u{634}'].map((letter) =>
    document.fonts.load(`${weight} 16px 'IBM Plex Sans Arabic'`, letter))));
  var lay = (markup, lang, scheme, width, at) => {
    time = Date.parse(at);
    told.length = 0;
    document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
    paper().lang = lang;
    paper().style = `color-scheme: ${scheme}; inline-size: ${width}px`;
    paper().innerHTML = markup;
    for (const card of document.querySelectorAll('phase-out')) card.approach();
  };
</script>";

/// Days of the ban on which its state is another one.
const EARLY: &str = "2024-06-24T12:00:00Z";
const BETWEEN: &str = "2024-08-01T12:00:00Z";
const LAST: &str = "2024-09-29T03:59:25Z";
const TODAY: &str = "2026-11-26T12:00:00Z";

const LIGHT: &str = "light";
const DARK: &str = "dark";

/// A card to look at.
struct Look {
    name: &'static str,
    markup: &'static str,
    at: &'static str,
    lang: &'static str,
    scheme: &'static str,
    width: u32,
}

const fn look(
    name: &'static str,
    markup: &'static str,
    at: &'static str,
    lang: &'static str,
    scheme: &'static str,
    width: u32,
) -> Look {
    Look { name, markup, at, lang, scheme, width }
}

/// Looks under a setting of the reader that Chromium plays: its medium, and a feature with its value. For print they
/// are without backgrounds, as most printers leave them out.
const PLAYED: &[(Look, &str, [&str; 2])] = &[
    (look("printed", CHOOSER, LAST, "en", "dark; background: #fff", 640), "print", ["", ""]),
    (look("printed-arabic", PREMIUM, TODAY, "ar", LIGHT, 640), "print", ["", ""]),
    (look("forced-colours", PREMIUM, LAST, "en", LIGHT, 360), "", ["forced-colors", "active"]),
    (look("forced-colours-arabic", CHOOSER, BETWEEN, "ar", LIGHT, 360), "", ["forced-colors", "active"]),
];

const PREMIUM: &str = "<phase-out product=\"kaspersky-premium\"></phase-out>";
const CHOOSER: &str = "<phase-out product=\"kaspersky-premium\" chooser></phase-out>";
const SHARE: &str = "<phase-out product=\"kaspersky-threat-intelligence\" chooser share></phase-out>";
const NO_PRODUCT: &str = "<phase-out></phase-out>";
const EXCLUDED: &str = "<phase-out product=\"kaspersky-threat-intelligence\"></phase-out>";
const FROZEN: &str = "<phase-out product=\"kaspersky-premium\" now=\"2024-08-01\"></phase-out>";
const COMPACT: &str = "<phase-out product=\"kaspersky-premium\" size=\"compact\"></phase-out>";
const WINDOWS: &str = "<phase-out catalogue=\"/windows-10.json\" product=\"windows-10-with-consumer-esu\"></phase-out>";

const LOOKS: &[Look] = &[
    look("announced", PREMIUM, EARLY, "en", LIGHT, 360),
    look("announced-dark-256", PREMIUM, EARLY, "en", DARK, 256),
    look("announced-windows", WINDOWS, TODAY, "en", LIGHT, 360),
    look("sales-ended", PREMIUM, BETWEEN, "en", LIGHT, 360),
    look("sales-ended-640", PREMIUM, BETWEEN, "en", LIGHT, 640),
    look("sales-ended-dark", PREMIUM, BETWEEN, "en", DARK, 360),
    look("sales-ended-arabic-dark", PREMIUM, BETWEEN, "ar", DARK, 360),
    look("updates-ended", PREMIUM, TODAY, "en", LIGHT, 360),
    look("updates-ended-256", PREMIUM, TODAY, "en", LIGHT, 256),
    look("updates-ended-dark-640", PREMIUM, TODAY, "en", DARK, 640),
    look("updates-ended-1280", PREMIUM, TODAY, "en", LIGHT, 1280),
    look("updates-ended-arabic-640", PREMIUM, TODAY, "ar", LIGHT, 640),
    look("not-covered", EXCLUDED, TODAY, "en", LIGHT, 360),
    look("not-covered-german-dark", EXCLUDED, TODAY, "de", DARK, 360),
    look("unclear", "<phase-out product=\"Kaspersky Quantum\"></phase-out>", BETWEEN, "en", LIGHT, 360),
    look("reseller", "<phase-out product=\"kaspersky-scan-engine\"></phase-out>", BETWEEN, "en", DARK, 360),
    look("makers-own-stop", "<phase-out product=\"kaspersky-edr-optimum\"></phase-out>", BETWEEN, "en", LIGHT, 360),
    look("last-seconds", PREMIUM, LAST, "en", LIGHT, 360),
    look("last-seconds-dark-256", PREMIUM, LAST, "en", DARK, 256),
    look("last-seconds-dark-1280", PREMIUM, LAST, "en", DARK, 1280),
    look("last-seconds-arabic", PREMIUM, LAST, "ar", LIGHT, 360),
    look("frozen", FROZEN, TODAY, "en", LIGHT, 360),
    look("chooser", CHOOSER, TODAY, "en", LIGHT, 360),
    look("share", SHARE, TODAY, "en", LIGHT, 360),
    look("no-product", NO_PRODUCT, TODAY, "en", LIGHT, 360),
    look("no-product-arabic-dark-256", NO_PRODUCT, TODAY, "ar", DARK, 256),
    look("compact-640", COMPACT, BETWEEN, "en", LIGHT, 640),
    look("compact-dark-256", COMPACT, TODAY, "en", DARK, 256),
    look("compact-arabic", COMPACT, BETWEEN, "ar", LIGHT, 360),
];

/// What the README shows, at two pixels a CSS pixel; the article on the demo's own page comes with them.
const README: &[Look] = &[
    look("states", STATES, "2024-09-27T14:31:19Z", "en", LIGHT, 1080),
    look("narrow", NARROW, "2024-09-05T12:00:00Z", "en", LIGHT, 832),
];

const STATES: &str = "<div class=\"beside\">
<phase-out product=\"kaspersky-premium\" size=\"compact\"></phase-out>
<phase-out product=\"kaspersky-premium\"></phase-out>
<div lang=\"ar\" dir=\"rtl\" style=\"color-scheme: dark\"><phase-out product=\"kaspersky-premium\"></phase-out></div>
<div><phase-out lang=\"de\" product=\"kaspersky-threat-intelligence\"></phase-out>
<phase-out lang=\"es\"></phase-out></div></div>";

const NARROW: &str = "<div class=\"beside\"><phase-out product=\"kaspersky-edr-optimum\"></phase-out>
<phase-out product=\"kaspersky-scan-engine\" style=\"color-scheme: dark\"></phase-out>
<div><phase-out product=\"kaspersky-premium\" size=\"compact\"></phase-out>
<phase-out product=\"kaspersky-consulting\"></phase-out></div></div>";

/// A page to take pictures in; its host serves the font.
fn page() -> Case {
    let windows = Answer::text("application/json", include_str!("../../www/catalogue/windows-10.json"));
    page_of("<div id=\"paper\"></div>", "en", "")
        .head(PAGE)
        .host("/windows-10.json", windows)
        .host_folder(packages().join(FONT))
}

/// What Chromium shows of a look, at so many pixels a CSS pixel.
async fn picture(page: &Page, look: &Look, scale: u32) -> Picture {
    lay(page, look).await;
    shown(page, PAPER, scale).await
}

/// Puts a look on the page, and waits until its cards are there.
async fn lay(page: &Page, look: &Look) {
    let Look { markup, at, lang, scheme, width, .. } = look;
    let laid = [markup, lang, scheme].map(|text| json!(text).to_string());
    page.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "America/New_York" })).await;
    page.eval(&format!("await fonts(); lay({}, {width}, '{at}')", laid.join(", "))).await;
    settled(page, markup.matches("</phase-out>").count()).await;
}

/// Waits until so many cards and their letters are there.
async fn settled(page: &Page, cards: usize) {
    let ready = "told.filter(([type]) => type === 'phase-out-ready').length";
    page.until(&format!("{ready} === {cards} && document.fonts.status === 'loaded'")).await;
}

/// The paper that looks are laid on, as a script's rectangle.
const PAPER: &str = "paper().getBoundingClientRect()";

/// What Chromium shows of a rectangle.
async fn shown(page: &Page, area: &str, scale: u32) -> Picture {
    let clip =
        format!("const {{ x, y, width, height }} = {area}; return {{ x: x + scrollX, y: y + scrollY, width, height }}");
    let mut clip = page.eval(&clip).await;
    clip["scale"] = json!(scale);
    let wanted = json!({ "format": "png", "clip": clip, "captureBeyondViewport": true });
    let taken = page.devtools("Page.captureScreenshot", wanted).await;
    page.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "" })).await;
    Picture::read(&BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("Base64"))
}

fn reference(name: &str) -> PathBuf {
    root().join(format!("tests/pages/pictures/{name}.png"))
}

/// What is wrong with a picture that was taken; nothing where it is the one in the file, or was just written there.
fn wrong(taken: &Picture, file: &Path) -> Option<String> {
    if env::var_os("UPDATE_EXPECT").is_some() {
        let is_same = fs::read(file).is_ok_and(|bytes| Picture::read(&bytes).difference(taken).is_none());
        if !is_same {
            fs::write(file, taken.write()).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
        return None;
    }
    let shown = file.strip_prefix(root()).unwrap_or(file).display();
    let Difference { says, picture } = match fs::read(file) {
        Ok(bytes) => Picture::read(&bytes).difference(taken)?,
        Err(error) => Difference { says: error.to_string(), picture: taken.clone() },
    };
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let [now, difference] =
        ["now", "difference"].map(|which| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{which}.png")));
    for (path, picture) in [(&now, taken), (&difference, &picture)] {
        fs::write(path, picture.write()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    Some(format!("{shown}: {says}\n  it looks like {}\n  what differs  {}", now.display(), difference.display()))
}

/// Fails with everything that is wrong, and with what to do about it.
#[track_caller]
fn assert_none(wrong: &[String]) {
    let advice = "look at them; where that is what they should look like, run this test again with UPDATE_EXPECT=1";
    assert!(wrong.is_empty(), "{}\n{advice}", wrong.join("\n"));
}

#[test]
fn every_state_looks_as_it_did() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        let mut all = Vec::new();
        for look in LOOKS {
            all.extend(wrong(&picture(page, look, 1).await, &reference(look.name)));
        }
        assert_none(&all);
    });
    let named: Vec<_> = LOOKS.iter().chain(PLAYED.iter().map(|it| &it.0)).map(|look| reference(look.name)).collect();
    let kept =
        fs::read_dir(root().join("tests/pages/pictures")).expect("the pictures").map(|it| it.expect("a file").path());
    let extra: Vec<_> = kept.filter(|path| !named.contains(path)).collect();
    assert!(extra.is_empty(), "pictures of nothing: {extra:?}");
}

#[test]
fn print_and_forced_colours_look_as_they_did() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        let mut all = Vec::new();
        for (look, medium, [feature, value]) in PLAYED {
            let mut features = Vec::new();
            if !feature.is_empty() {
                features.push(json!({ "name": feature, "value": value }));
            }
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await;
            lay(page, look).await;
            if *medium == "print" {
                blot(page, "* , ::before, ::after { background: none !important }").await;
            }
            all.extend(wrong(&shown(page, PAPER, 1).await, &reference(look.name)));
        }
        page.devtools("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await;
        assert_none(&all);
    });
}

#[test]
fn the_readme_shows_what_there_is() {
    if engine() != Engine::Chromium {
        return;
    }
    let mut all = Vec::new();
    page().run(async |page| {
        for look in README {
            all.extend(wrong(&picture(page, look, 2).await, &root().join(format!("docs/{}.png", look.name))));
        }
    });
    let today = format!("<script>time = Date.parse('{TODAY}')</script>");
    let head = [COLLECTOR, CLOCK, &today, LISTENER, PAGE].concat();
    // The first card without its sentence, in whose place it would be a short one; and the clock here is not the server's.
    let (before, card) =
        include_str!("../../www/demo.html").split_once(" chooser share clock>").expect("the first card");
    let (_, behind) = card.split_once("</phase-out>").expect("its end");
    let article = format!("{before} chooser share></phase-out>{behind}")
        .replace("<head>", &["<head>", &head].concat())
        .replace("src=\"phaseout.js\"", "crossorigin src=\"{cdn}/phaseout.js\"");
    // As it is published: this picture is of today.
    let card = Answer::bytes("application/json", dist("cards/1/kaspersky-us/en.json"));
    let page = page().cdn("/cards/1/kaspersky-us/en.json", card);
    page.host("/article.html", Answer::text("text/html", article)).run(async |page| {
        let screen = json!({ "width": 1200, "height": 1360, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        page.goto("/article.html").await;
        page.eval("await fonts()").await;
        settled(page, 1).await;
        all.extend(wrong(&shown(page, "new DOMRect(0, 0, 1200, 1360)", 2).await, &root().join("docs/card.png")));
        page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    });
    assert_none(&all);
}

#[test]
fn the_smallest_change_is_seen() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        let look = LOOKS.iter().find(|look| look.name == "not-covered").expect("it is above");
        let whole = picture(page, look, 1).await;
        assert!(whole.difference(&picture(page, look, 1).await).is_none(), "two pictures of one card are the same");
        for fault in
            ["[part=status]::before { visibility: hidden }", "[part=title] { font-weight: 600 }", "p { margin: 1px }"]
        {
            lay(page, look).await;
            blot(page, fault).await;
            assert!(whole.difference(&shown(page, PAPER, 1).await).is_some(), "{fault}");
        }
    });
}

/// Adds rules to those of the first card.
async fn blot(page: &Page, rules: &str) {
    let add = format!(
        "const sheet = new CSSStyleSheet(), {{ shadowRoot }} = card();
        sheet.replaceSync({});
        shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet]",
        json!(rules)
    );
    page.eval(&add).await;
}
