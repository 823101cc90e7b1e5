//! The look that a host may give a card: the documentation's own example, sizes, forced colours.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT};
use crate::barriers::{LIGHT, page_of};
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
    let body =
        [card("size=\"compact\"", 900), card("size=\"auto\"", 250), card("size=\"auto\"", 600), card("", 250)].concat();
    page_of(&body, "en", LIGHT).run(async |page| {
        page.until("(document.querySelectorAll('phase-out').forEach((card) => card.approach()), told.length === 4)").await;
        let seen = "return [...document.querySelectorAll('phase-out')].map(({ shadowRoot }) =>
            ['product', 'status', 'sentence', 'countdown', 'milestone', 'action']
                .filter((name) => shadowRoot.querySelector(`[part=${name}]:last-child, [part=${name}]:not([part=milestone])`).checkVisibility())
                .join(' '))";
        let (compact, whole) = ("product status milestone", "product status sentence countdown milestone action");
        assert_eq!(page.eval(seen).await, json!([compact, compact, whole, whole]));
        let lines = "const { height } = card().shadowRoot.querySelector('section').getBoundingClientRect(); return height < 60";
        assert_eq!(page.eval(lines).await, json!(true), "one line, with its frame");
    });
}
