//! What a card moves: nothing that a reader would see, as the browser itself counts it (layout shift, web.dev/cls).
//!
//! In Chromium, which alone counts it.

use phaseout_pages::program;
use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT};
use crate::browser::{Engine, engine};
use crate::case::{Case, case, packages};
use crate::page::Page;

/// Where "good" ends.
const GOOD: f64 = 0.1;

/// Adds up what moves, input or not.
const SHIFTS: &str = "<script nonce=\"collector\">
var moved = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) moved += value;
}).observe({ type: 'layout-shift', buffered: true });
</script>";

const STORY: &str = "<p>The story goes on for as long as a story goes on, and its reader is in the middle of it.</p>";

fn prerendered(arguments: &[&str]) -> String {
    let output = program().arg("prerender").args(arguments).output();
    let text = String::from_utf8(output.expect("the command line runs").stdout).expect("it writes UTF-8");
    // The page has its script late, as a slow line would.
    text.split("<script").next().unwrap_or_default().to_owned()
}

fn article(card: &str, is_below_a_paragraph: bool) -> Case {
    let story = STORY.repeat(12);
    let before = if is_below_a_paragraph { STORY.repeat(3) } else { String::new() };
    let style = "<style>body { margin: 16px; font: 16px/1.5 sans-serif }</style>";
    let start = "<script>var start = () => import('{cdn}/phaseout.js')</script>";
    case(&format!("<h1>What ended, and when</h1>{before}{card}{story}"))
        .head(SHIFTS)
        .head(LISTENER)
        .head(start)
        .head(style)
}

/// What has moved once the card is there; counted from when the page stood without it.
async fn moved(page: &Page, width: u32, height: u32) -> f64 {
    let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    page.eval("await frames(); moved = 0; await start()").await;
    page.until("ready()").await;
    let moved = page.eval("await frames(); return moved").await;
    page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    moved.as_f64().expect("a number")
}

/// Waits until what was changed is drawn, and told of.
const FRAMES: &str = "<script>
var frames = async () => { for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame); };
</script>";

#[test]
fn the_default_snippet_in_view_moves_less_than_a_reader_would_see() {
    if engine() != Engine::Chromium {
        return;
    }
    let mut all = Vec::new();
    for (name, arguments) in [
        ("premium", &["--product", "kaspersky-premium"][..]),
        ("premium, chooser", &["--product", "kaspersky-premium", "--chooser"]),
        ("readers choose", &[]),
        ("not known", &["--product", "?"]),
        ("not covered", &["--product", "kasperskyos"]),
        ("german", &["--product", "kaspersky-premium", "--lang", "de"]),
    ] {
        let snippet = prerendered(arguments);
        for is_below in [false, true] {
            for (width, height) in [(390, 844), (1280, 800)] {
                article(&snippet, is_below).head(FRAMES).run(async |page| {
                    let moved = moved(page, width, height).await;
                    all.push((moved, format!("{name}, {width} px, below a paragraph: {is_below}")));
                });
            }
        }
    }
    assert!(all.iter().all(|(moved, _)| *moved <= GOOD), "{all:#?}");
}

#[test]
fn no_card_has_the_page_laid_out_to_learn_where_it_is() {
    let count = "<script nonce=\"collector\">
        var asked = 0;
        for (const name of ['getBoundingClientRect', 'getClientRects']) {
          const real = Element.prototype[name];
          Element.prototype[name] = function () { asked += 1; return real.call(this); };
        }
        </script>";
    let cards = "<phase-out product=\"kaspersky-premium\">What ended, and when.</phase-out>".repeat(20);
    case(&cards).head(count).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        assert_eq!(page.eval("return asked").await, json!(0));
    });
}

#[test]
fn a_served_card_moves_nothing() {
    if engine() != Engine::Chromium {
        return;
    }
    for arguments in [
        &["--product", "kaspersky-premium", "--served"][..],
        &["--product", "kaspersky-premium", "--chooser", "--served"],
        &["--served"],
        &["--product", "kaspersky-premium", "--size", "compact", "--served"],
    ] {
        let snippet = prerendered(arguments);
        for (width, height) in [(390, 844), (1280, 800)] {
            article(&snippet, false).head(FRAMES).run(async |page| {
                let moved = moved(page, width, height).await;
                assert!(moved <= 0.0, "{arguments:?} at {width} px: {moved}");
            });
        }
    }
}

#[test]
fn seconds_that_run_and_are_stopped_move_nothing_in_any_font() {
    if engine() != Engine::Chromium {
        return;
    }
    let fonts = "<link rel=\"stylesheet\" href=\"/400.css\"><link rel=\"stylesheet\" href=\"/700.css\">";
    // Where a font is not there the browser takes another, which is a font as well.
    for family in ["DejaVu Sans", "Liberation Sans", "Verdana", "Noto Sans", "monospace"] {
        let style = format!("<style>body {{ margin: 16px; font-family: '{family}', {family} }}</style>");
        let body = format!("<phase-out product=\"kaspersky-premium\"></phase-out>{}", STORY.repeat(12));
        let page = case(&body).checked_early().head(SHIFTS).head(CLOCK).head(LISTENER).head(fonts).head(&style);
        let folder = packages().join("@fontsource/dejavu-sans");
        page.head(FRAMES).head(SCRIPT).host_folder(folder).run(async |page| {
            let screen = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": false });
            page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
            page.until("ready()").await;
            let seen = "await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 16px 'DejaVu Sans'`)));
                await frames();
                moved = 0;
                const toggle = () => card().shadowRoot.querySelector('button').click();
                const said = [];
                for (const change of [() => advance(1000), () => advance(20000), toggle, toggle, toggle, () => advance(5000)]) {
                    change();
                    await frames();
                    said.push(part('digits').replace(/\\d+/g, '#'));
                }
                return [moved, new Set(said).size]";
            assert_eq!(page.eval(seen).await, json!([0, 2]), "{family}");
            page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
        });
    }
}
