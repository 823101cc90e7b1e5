//! Pages whose styles are forceful: what is inside a card looks as it did, but for what a host may set.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT, premium};
use crate::case::case;

/// The page around the card keeps its shape, whatever is done to all elements: the card is as wide as before.
const SHAPE: &str = "<style id=\"forceful\"></style>
<style>
:root:root { display: block !important; overflow-y: scroll !important }
:root body { display: block !important; inline-size: 600px !important; margin: 0 !important }
:root head, :root head * { display: none !important }
</style>";

/// What every element inside looks like: each property of its computed style, and its box. A card hands on its font,
/// its colour scheme and its direction; custom properties are how a host themes it.
const LOOKS: &str = "<script>
var handedOn = /^(--|font-family$|color-scheme$|direction$)/;
var looks = () => [...card().shadowRoot.querySelectorAll('*')].map((element) => {
  const style = getComputedStyle(element), { width, height } = element.getBoundingClientRect();
  const properties = [...style].filter((name) => !handedOn.test(name)).map((name) => [name, style.getPropertyValue(name)]);
  return [['text', element.innerText], ['box', `${width} ${height}`], ...properties];
});
var differences = (one, other) => [...new Set(one.flatMap((properties, index) =>
  properties.filter(([, value], at) => value !== other[index][at][1])
    .map(([name, value], at) => `${card().shadowRoot.querySelectorAll('*')[index].part} ${name}: ${value}`)))];
</script>";

#[test]
fn styles_of_the_host_however_forceful_change_nothing_inside() {
    // The font is the host's, so what takes it away has to give the same one back.
    let font = "<style>phase-out { font-family: serif }</style>";
    let card = premium("now=\"2024-09-28T12:00:00Z\" chooser");
    case(&card).head(SHAPE).head(font).head(LOOKS).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("card().shadowRoot.querySelector('details').open = true; window.usual = looks()").await;
        for rule in [
            "display: none",
            "display: contents",
            "display: flex",
            "visibility: hidden",
            "color: red; -webkit-text-fill-color: red; text-shadow: 0 0 9px red",
            "font-size: 60px; font-weight: 900; font-style: italic; font-variant-caps: small-caps",
            "font-size: 1px; line-height: 0",
            "letter-spacing: 1em; word-spacing: 1em; text-indent: 9em; text-transform: uppercase",
            "text-align: right; white-space: nowrap; word-break: break-all; hyphens: auto; tab-size: 1",
            "list-style: none; quotes: none; border-collapse: collapse; cursor: none",
            "all: unset; font-family: serif",
            "all: initial; font-family: serif",
            "all: revert; font-family: serif",
        ] {
            let rule = rule.replace(';', " !important;");
            let seen = format!(
                "forceful.textContent = '* {{ {rule} !important; }}';
                const now = looks();
                forceful.textContent = '';
                return differences(usual, now)"
            );
            assert_eq!(page.eval(&seen).await, json!([]), "{rule}");
        }
    });
}

#[test]
fn a_card_takes_its_language_and_with_that_its_direction_from_around_it() {
    let body = format!("<div lang=\"ar\">{}</div>", premium(""));
    case(&body).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const { direction, textAlign } = getComputedStyle(card().shadowRoot.querySelector('[part~=card]'));
            return [direction, textAlign, /\\p{Script=Arabic}/u.test(part('status'))]";
        assert_eq!(page.eval(seen).await, json!(["rtl", "start", true]));
    });
}
