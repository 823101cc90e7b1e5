//! What assistive technology is told, where the keyboard leads, and how far colours are apart.

use fantoccini::{error::CmdError, key::Key, wd::WebDriverCompatibleCommand};
use hyper::http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::barriers::{DARK, LIGHT, page_of};
use crate::page::Page;

/// Asks the browser what it tells assistive technology about an element.
#[derive(Debug)]
struct Computed(String, &'static str);

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/element/{}/{}", session.unwrap_or_default(), self.0, self.1))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::GET, None)
    }
}

/// Role and name of the element that a selector finds in the first card.
async fn told_of(page: &Page, selector: &str) -> [String; 2] {
    let found = page.client.execute(&format!("return card().shadowRoot.querySelector('{selector}')"), Vec::new()).await;
    let found: Value = found.expect("the page answers");
    let id =
        found.as_object().and_then(|it| it.values().next()).and_then(Value::as_str).expect("an element").to_owned();
    let ask = async |what| -> Result<String, CmdError> {
        let answer = page.client.issue_cmd(Computed(id.clone(), what)).await?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    };
    [ask("computedrole").await.expect("a role"), ask("computedlabel").await.expect("a name")]
}

#[test]
fn roles_and_names_are_what_a_screen_reader_needs() {
    let card = "<phase-out product=\"kaspersky-premium\" chooser></phase-out>";
    page_of(card, "en", LIGHT).run(async |page| {
        page.until("ready()").await;
        let select = told_of(page, "select").await;
        // Engines differ in the role of a native control, not in its name.
        assert!(["combobox", "button"].contains(&&*select[0]), "{select:?}");
        assert_eq!(select[1], "Your product");
        for (selector, role, name) in [
            ("section", "region", "US ban on sales of Kaspersky software Kaspersky Premium"),
            ("[part=countdown]", "timer", "Time until updates end"),
            ("[part=announcement]", "status", ""),
            ("button", "button", "Stop the seconds"),
            ("h2", "heading", "US ban on sales of Kaspersky software"),
            ("h3", "heading", "What to do"),
            ("[part=calendar]", "link", "Add to calendar"),
        ] {
            assert_eq!(told_of(page, selector).await, [role, name], "{selector}");
        }
        let hidden =
            "return [card().shadowRoot.querySelector('[part=digits]').getAttribute('aria-hidden'), part('spoken')]";
        assert_eq!(page.eval(hidden).await, json!(["true", "less than a minute"]));
    });
}

#[test]
fn the_keyboard_leads_through_a_card_and_out_of_it() {
    let body = "<button id=\"before\">Before</button><div style=\"inline-size: 600px\">
        <phase-out product=\"kaspersky-premium\" chooser></phase-out></div><button id=\"after\">After</button>";
    page_of(body, "en", LIGHT).run(async |page| {
        page.until("ready()").await;
        page.eval("document.querySelector('#before').focus()").await;
        let mut walk = Vec::new();
        while walk.last() != Some(&"after".to_owned()) && walk.len() < 20 {
            page.press(Key::Tab.into()).await;
            let seen = "const { activeElement } = document;
                let inner = activeElement.shadowRoot?.activeElement;
                if (!inner) return [activeElement.id, true];
                // The field to search a long choice by comes behind the select, in a root of its own.
                if (inner.localName === 'select') while (!inner.parentElement.shadowRoot) await new Promise(requestAnimationFrame);
                inner = inner.shadowRoot?.activeElement ?? inner;
                const { outlineStyle, outlineWidth } = getComputedStyle(inner);
                return [inner.localName, outlineStyle === 'solid' && outlineWidth === '3px']";
            let at = page.eval(seen).await;
            assert_eq!(at[1], json!(true), "the focus on {} shows", at[0]);
            walk.push(at[0].as_str().expect("a name").to_owned());
        }
        assert_eq!(walk, ["select", "input", "a", "button", "summary", "after"]);
        // The arrow keys choose, and move no focus.
        page.eval("card().shadowRoot.querySelector('select').focus(); window.before = part('sentence')").await;
        page.press(Key::Down.into()).await;
        page.until("part('sentence') !== before").await;
        assert_eq!(page.eval("return card().shadowRoot.activeElement.localName").await, json!("select"));
    });
}

#[test]
fn targets_are_large_and_colours_are_far_apart_in_each_theme() {
    for theme in [LIGHT, DARK] {
        let card = "<phase-out product=\"kaspersky-premium\" chooser></phase-out>";
        page_of(card, "en", theme).run(async |page| {
            page.until("ready()").await;
            let seen = "const root = card().shadowRoot;
                const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
                const light = (colour) => {
                    canvas.fillStyle = colour;
                    canvas.fillRect(0, 0, 1, 1);
                    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((it) => it / 255)
                        .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const far = (one, other) => {
                    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
                    return (high + 0.05) / (low + 0.05);
                };
                const style = (selector, pseudo) => getComputedStyle(root.querySelector(selector), pseudo);
                const paper = style('[part=card]').backgroundColor;
                root.querySelector('a').focus({ focusVisible: true });
                const graphics = {
                    select: style('[part=chooser] > [part=product]').borderTopColor,
                    button: style('button').borderTopColor,
                    badge: style('[part=status]', '::before').borderTopColor,
                    milestone: style('[part=effect]', '::before').borderTopColor,
                    focus: style('a').outlineColor,
                };
                const texts = Object.fromEntries(['title', 'product', 'status', 'sentence', 'until', 'number', 'unit', 'effect', 'date',
                    'relative', 'detail', 'action-sentence', 'as-of', 'calendar', 'toggle']
                    .filter((name) => root.querySelector(`[part=${name}]`))
                    .map((name) => [name, style(`[part=${name}]`).color]));
                const near = (colours, least) => Object.entries(colours).filter(([, colour]) => far(colour, paper) < least);
                const small = [...root.querySelectorAll('select, button, summary, a')].filter((it) => it.checkVisibility())
                    .map((it) => [it.localName, it.getBoundingClientRect()])
                    .filter(([, { width, height }]) => width < 24 || height < 24);
                return [near(graphics, 3), near(texts, 4.5), small, Object.keys(texts).length > 12, far('#fff', '#000')]";
            assert_eq!(page.eval(seen).await, json!([[], [], [], true, 21]), "{theme}");
        });
    }
}
