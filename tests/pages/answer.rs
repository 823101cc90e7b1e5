//! The answer first: what a reader on a phone sees of a card without a touch, and what one touch shows.
//!
//! In Chromium, which can play a phone, in the widest of the common fonts, `DejaVu Sans`.

use phaseout::shipped::LOCALES;
use serde_json::{Value, json};

use crate::announcement::CLOCK;
use crate::article::LISTENER;
use crate::barriers::barriers;
use crate::browser::{Engine, engine};
use crate::case::{Case, case, packages};
use crate::page::Page;

/// Two years after the deadline, and a day after the facts were checked.
const TODAY: &str = "2026-11-26T12:00:00Z";

/// Words for the page: a card in a column, and where its parts are, counted from its top.
const WORDS: &str = "<script>
var lay = (markup, lang, width, at) => {
  time = Date.parse(at);
  told.length = 0;
  document.documentElement.dir = ['ar', 'fa', 'he'].includes(lang) ? 'rtl' : 'ltr';
  const column = document.querySelector('#column');
  column.lang = lang;
  column.style.inlineSize = `${width}px`;
  column.innerHTML = markup;
};
var inside = (name) => [...card().shadowRoot.querySelectorAll(`[part~=${name}]`)].at(0);
var shows = (it) => it?.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && it.getBoundingClientRect().width > 1;
var top_ = () => inside('card').getBoundingClientRect().top;
var bottom = (name) => inside(name).getBoundingClientRect().bottom - top_();
var height = () => inside('card').getBoundingClientRect().height;
</script>";

/// A page in that font, `{column}` wide.
fn page() -> Case {
    let fonts = "<link rel=\"stylesheet\" href=\"/400.css\"><link rel=\"stylesheet\" href=\"/700.css\">
        <style>body { margin: 0; font-family: 'DejaVu Sans' } phase-out { margin: 0 }</style>";
    case("<div id=\"column\"></div>")
        .head(CLOCK)
        .head(LISTENER)
        .head(fonts)
        .head(WORDS)
        .head(crate::article::SCRIPT)
        .host_folder(packages().join("@fontsource/dejavu-sans"))
}

/// Puts a card on the page, and waits until it and its letters are there.
async fn lay(page: &Page, markup: &str, lang: &str, width: u32, at: &str) {
    let fonts =
        "await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 16px 'DejaVu Sans'`)))";
    page.eval(&format!("{fonts}; lay({}, '{lang}', {width}, '{at}')", json!(markup))).await;
    page.until("(card().approach(), ready() && document.fonts.status === 'loaded')").await;
}

/// Makes the window a phone's.
async fn phone(page: &Page, width: u32, height: u32) {
    let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", screen).await;
}

const PREMIUM: &str = "<phase-out product=\"kaspersky-premium\"></phase-out>";

#[test]
fn product_status_and_action_are_in_the_first_320_pixels_and_the_card_is_short() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        phone(page, 360, 740).await;
        let mut all = Vec::new();
        for (lang, _) in LOCALES {
            // A phone has a margin beside its text.
            lay(page, PREMIUM, lang, 328, TODAY).await;
            let seen = page.eval("return ['product', 'status', 'action-sentence'].map(bottom).concat(height())").await;
            let pixels: Vec<f64> =
                seen.as_array().expect("a list").iter().map(|it| it.as_f64().expect("a number")).collect();
            let (answer, card) = if *lang == "en" { (320.0, 420.0) } else { (400.0, 480.0) };
            let is_first = pixels[..3].is_sorted() && pixels[2] <= answer && pixels[3] <= card;
            all.push((is_first, format!("{lang}: {pixels:.0?}")));
        }
        assert!(all.iter().all(|(is_first, _)| *is_first), "{all:#?}");
        page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    });
}

#[test]
fn every_language_reflows_and_has_no_barrier() {
    if engine() != Engine::Chromium {
        return;
    }
    let markup = format!("<main><h1>Every language</h1>{PREMIUM}</main>");
    page().run(async |page| {
        phone(page, 320, 740).await;
        let mut all = Vec::new();
        for (lang, _) in LOCALES {
            lay(page, &markup, lang, 320, TODAY).await;
            page.eval("card().shadowRoot.querySelectorAll('details').forEach((it) => { it.open = true })").await;
            for size in ["16px", "32px"] {
                let seen = format!(
                    "card().style.setProperty('--phase-out-font-size', '{size}');
                    return inside('card').scrollWidth <= inside('card').clientWidth"
                );
                if page.eval(&seen).await != json!(true) {
                    all.push(format!("{lang}, letters of {size}: wider than its column"));
                }
            }
            all.extend(barriers(page).await.into_iter().map(|barrier| format!("{lang}: {barrier}")));
        }
        assert_eq!(all, Vec::<String>::new());
        page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    });
}

#[test]
fn five_questions_are_answered_within_one_touch() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        phone(page, 360, 740).await;
        lay(page, PREMIUM, "en", 328, TODAY).await;
        // Each with where its answer begins, where that is in sight.
        let seen = "const find = (text) => [...card().shadowRoot.querySelectorAll('p, time, li, a')].find((it) => shows(it) && it.textContent.includes(text));
            return ['Kaspersky Premium', 'No updates for 2 years', 'September 29, 2024', 'Switch now', 'face no penalty', 'Final Determination']
                .map((text) => { const it = find(text); return it ? it.getBoundingClientRect().top - top_() < 320 : null })";
        let untouched = json!([true, true, true, true, null, null]);
        assert_eq!(page.eval(seen).await, untouched, "am I affected, since when, what do I do");
        page.eval("inside('summary').click()").await;
        let touched = page.eval(seen).await;
        assert_eq!(touched, json!([true, true, true, true, false, false]), "is it allowed, who says so");
        // The whole width of the head is there to be touched.
        let head = "const { width, height } = inside('summary').getBoundingClientRect(), whole = inside('card').clientWidth;
            return [whole - width < 2, height >= 44]";
        assert_eq!(page.eval(head).await, json!([true, true]));
        page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    });
}

#[test]
fn a_card_of_one_line_is_one_and_two_in_any_language() {
    if engine() != Engine::Chromium {
        return;
    }
    page().run(async |page| {
        let compact = "<phase-out product=\"kaspersky-premium\" size=\"compact\"></phase-out>";
        let mut all = Vec::new();
        for (lang, _) in LOCALES {
            lay(page, compact, lang, 360, TODAY).await;
            let lines = "const range = document.createRange(), tops = [];
                for (const name of ['product', 'short']) {
                    range.selectNodeContents(inside(name));
                    for (const { top, height } of range.getClientRects()) if (height > 8) tops.push(Math.round(top / 8));
                }
                return [new Set(tops).size, inside('short').textContent, height()]";
            let seen = page.eval(lines).await;
            let most = if *lang == "en" { 1 } else { 2 };
            all.push((seen[0].as_u64() <= Some(most) && seen[2].as_f64() <= Some(64.0), format!("{lang}: {seen}")));
        }
        assert!(all.iter().all(|(is_short, _)| *is_short), "{all:#?}");
    });
}

/// A topic made of one product and these milestones.
fn own(name: &str, title: &str, milestones: &Value) -> String {
    let topic = json!({
        "format": 2, "id": "own", "title": title, "phrase": title, "checked": "2026-11-25", "zone": "UTC",
        "sources": ["https://example.com/"], "milestones": milestones, "products": [{ "id": "it", "name": name }],
    });
    topic.to_string()
}

#[test]
fn whatever_a_topic_holds_the_answer_is_first_and_nothing_is_cut_or_overlaps() {
    let day = |effect: &str, at: &str| json!({ "effect": effect, "at": at, "id": format!("{effect}-{at}") });
    let long = "Unpronounceable ".repeat(8).trim_end().chars().take(120).collect::<String>();
    let title = "A measure of very many words ".repeat(5).trim_end().chars().take(120).collect::<String>();
    let unbroken = "W".repeat(120);
    let many = ["01", "03", "05", "07", "09", "11"].map(|month| day("rule-begins", &format!("2027-{month}-15")));
    let topics = [
        own(&long, &title, &json!([day("end-of-updates", "2027-01-10")])),
        own(&unbroken, "End of life", &json!([day("end-of-sales", "2020-01-10"), day("end-of-updates", "2020-01-10")])),
        own("Acme", "A rule in six steps", &json!(many)),
        own(
            "Acme",
            "Nothing is known",
            &json!([{ "effect": "end-of-updates", "state": "open" }, { "effect": "end-of-sales", "state": "ended" }]),
        ),
        own("Acme", "At least", &json!([{ "effect": "end-of-updates", "at": "2029-01-01", "floor": true }])),
        own(
            "\u{5de}\u{5d5}\u{5e6}\u{5e8} 2021 \u{5e9}\u{5dc} Acme",
            "A name from right to left",
            &json!([day("end-of-updates", "2026-11-27")]),
        ),
    ];
    page().run(async |page| {
        for topic in &topics {
            for (width, size, open) in [(256, "32px", false), (256, "32px", true), (328, "16px", true), (900, "16px", false)] {
                lay(page, "<phase-out chooser></phase-out>", "en", width, TODAY).await;
                let set = format!(
                    "card().style.setProperty('--phase-out-font-size', '{size}'); card().catalogue = {topic}; card().product = 'it'"
                );
                page.eval(&set).await;
                page.until("part('status')").await;
                let seen = format!(
                    "inside('more').open = {open};
                    const parts = ['title', 'product', 'status', 'when', 'action', 'countdown', 'controls', 'more', 'as-of'].map(inside)
                        .filter((it) => it && shows(it)).map((it) => [it.part.value, it.getBoundingClientRect()]);
                    const room = inside('card').getBoundingClientRect();
                    const wrong = [];
                    parts.forEach(([name, box], at) => {{
                        if (box.left < room.left - 1 || box.right > room.right + 1) wrong.push(`${{name}} is outside`);
                        if (at && box.top < parts[at - 1][1].bottom - 1) wrong.push(`${{name}} is not below ${{parts[at - 1][0]}}`);
                    }});
                    for (const it of inside('card').querySelectorAll(':not([part~=said], [part~=said] *, [part=spoken], [part=announcement], select, select *)'))
                        if (it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflow !== 'visible') wrong.push(`${{it.localName}} is cut`);
                    if (inside('card').scrollWidth > inside('card').clientWidth) wrong.push('it scrolls');
                    return wrong"
                );
                assert_eq!(page.eval(&seen).await, json!([]), "{width} px, {size}, {open}: {topic}");
            }
        }
    });
}
