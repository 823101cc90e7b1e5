//! The look that a host may give a card: the documentation's own example, sizes, forced colours, print.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT};
use crate::barriers::{DARK, LIGHT, page_of};
use crate::browser::{Engine, engine};
use crate::case::case;

#[test]
fn the_documented_example_does_what_it_shows() {
    let (_, example) = include_str!("../../docs/theming.md").split_once("```html\n").expect("an example");
    let example = example.split("```").next().unwrap_or_default();
    case(example).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const style = (name) => getComputedStyle(card().shadowRoot.querySelector(`[part=${name}]`));
            const { fontFamily, borderTopLeftRadius, backgroundColor, fontSize } = style('card');
            return [fontFamily, borderTopLeftRadius, backgroundColor, style('status').color, fontSize, style('product').fontSize,
                style('as-of').display]";
        let expected = json!([
            "\"Liberation Sans\", sans-serif",
            "12px",
            "rgb(255, 244, 224)",
            "rgb(122, 0, 25)",
            "16px",
            "32px",
            "none"
        ]);
        assert_eq!(page.eval(seen).await, expected);
    });
}

#[test]
fn a_compact_card_is_one_line_and_an_automatic_one_only_where_it_is_narrow() {
    let card = |size: &str, width: u32| {
        format!(
            "<div style=\"inline-size: {width}px\"><phase-out product=\"kaspersky-premium\" {size}>A sentence.</phase-out></div>"
        )
    };
    let body = [
        card("size=\"compact\" style=\"--phase-out-font-size: 12px\"", 900),
        card("size=\"auto\"", 250),
        card("size=\"auto\"", 600),
        card("", 250),
    ]
    .concat();
    page_of(&body, "en", LIGHT).run(async |page| {
        page.until("(document.querySelectorAll('phase-out').forEach((card) => card.approach()), told.length === 4)").await;
        let seen = "return [...document.querySelectorAll('phase-out')].map(({ shadowRoot }) =>
            ['product', 'status', 'short', 'when', 'action-sentence', 'step', 'countdown', 'milestones']
                .filter((name) => shadowRoot.querySelector(`[part~=${name}]`).checkVisibility({ contentVisibilityAuto: true }))
                .join(' '))";
        // What has come where the reader already looks keeps to the place of its sentence.
        let (compact, brief) = ("product short", "product status action-sentence");
        assert_eq!(page.eval(seen).await, json!([compact, compact, brief, brief]));
        let lines = "const { height } = card().shadowRoot.querySelector('section').getBoundingClientRect(); return height < 60";
        assert_eq!(page.eval(lines).await, json!(true), "one line, with its frame");
        // All of a card unfolds it, and folds it again.
        page.eval("document.querySelectorAll('phase-out').forEach(({ shadowRoot }) => shadowRoot.querySelector('summary').click())").await;
        let whole = "product status when action-sentence step countdown milestones";
        // Where there is room the date stands on the line of time alone.
        assert_eq!(page.eval(seen).await, json!([whole.replace("when ", ""), whole, whole, whole]));
    });
}

#[test]
fn forced_colours_keep_every_mark_and_the_line_of_time() {
    // Others can be told of this setting by their profile alone.
    if engine() != Engine::Chromium {
        return;
    }
    let card = "<phase-out product=\"kaspersky-premium\" now=\"2024-08-01\">A sentence.</phase-out>";
    page_of(card, "en", LIGHT).run(async |page| {
        let forced = json!([{ "name": "forced-colors", "value": "active" }]);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": forced })).await;
        page.until("ready() && matchMedia('(forced-colors: active)').matches").await;
        let seen = "const style = (selector, pseudo) => getComputedStyle(card().shadowRoot.querySelector(selector), pseudo);
            const marks = { status: style('[part=status]', '::before'), effect: style('[part=effect]', '::before'),
                line: style('[part=milestone]', '::after'), today: style('[data-state=today] > dt', '::before') };
            const paper = style('section').backgroundColor;
            return Object.entries(marks).map(([name, { borderInlineStartWidth, borderInlineStartColor }]) =>
                [name, borderInlineStartWidth !== '0px', borderInlineStartColor !== paper && borderInlineStartColor.startsWith('rgb(')])";
        let kept = json!([["status", true, true], ["effect", true, true], ["line", true, true], ["today", true, true]]);
        assert_eq!(page.eval(seen).await, kept);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
    });
}

#[test]
fn print_shows_status_dates_action_and_sources_without_controls_or_colours() {
    // Others print, but say nothing of how.
    if engine() != Engine::Chromium {
        return;
    }
    for theme in [LIGHT, DARK] {
        let card =
            "<phase-out product=\"kaspersky-premium\" style=\"--phase-out-background: #123\">A sentence.</phase-out>";
        page_of(card, "en", theme).run(async |page| {
            page.until("ready()").await;
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            let seen = "const root = card().shadowRoot;
                const shows = (it) => {
                    const { width, height } = it.getBoundingClientRect();
                    return it.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
                };
                const parts = ['product', 'status', 'sentence', 'countdown', 'milestones', 'relative', 'action', 'step', 'steps', 'notes', 'sources', 'as-of',
                    'when', 'toggle', 'calendar'];
                const folded = [...root.querySelectorAll('li')];
                const dark = (colour) => Math.max(...colour.match(/\\d+/g).slice(0, 3)) <= 0x33;
                const texts = [...root.querySelectorAll('*')].filter((it) => shows(it) && it.childNodes.length && it.localName !== 'ul');
                const marks = ['status', 'effect'].map((name) => getComputedStyle(root.querySelector(`[part=${name}]`), '::before'));
                return [
                    parts.filter((name) => ![...root.querySelectorAll(`[part~=${name}]`)].every(shows)),
                    folded.length > 5 && folded.every(shows),
                    texts.filter((it) => !dark(getComputedStyle(it).color)).map((it) => it.part.value || it.localName),
                    marks.every((mark) => dark(mark.borderInlineStartColor) && mark.borderInlineStartWidth !== '0px'),
                    getComputedStyle(root.querySelector('section')).backgroundColor,
                    getComputedStyle(root.querySelector('[part=sources] a'), '::after').content.startsWith('\" https://'),
                ]";
            let paper = "rgb(255, 255, 255)";
            assert_eq!(page.eval(seen).await, json!([["when", "toggle", "calendar"], true, [], true, paper, true]), "{theme}");
            page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        });
    }
}
