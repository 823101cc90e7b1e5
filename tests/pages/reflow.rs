//! What fits: every state of a card in narrow columns, in large letters and with the reader's own spacing.

use serde_json::json;

use crate::barriers::{CARDS, LIGHT, LIVE, alive, page_of};

/// A name that nothing can break, in a card of each kind of content.
const LONG: &str = "Kaspersky Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

/// WCAG 1.4.12: what a reader may set without losing anything.
const SPACED: &str =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }";

#[test]
fn nothing_is_cut_off_when_it_is_narrow_large_or_spaced_out() {
    for lang in ["en", "de", "ar", "ja"] {
        let cards = format!("{CARDS}<phase-out product=\"{LONG}\" now=\"2026-11-21\">Long.</phase-out>");
        page_of(&cards, lang, LIGHT).run(async |page| {
            alive(page).await;
            let spaced = serde_json::to_string(SPACED).expect("a text is JSON");
            let cut = format!(
                "const cards = [...document.querySelectorAll('phase-out')].filter(({{ shadowRoot }}) => shadowRoot);
                const sheet = new CSSStyleSheet();
                const cut = [];
                const look = (how) => {{
                    for (const {{ shadowRoot }} of cards) {{
                        const section = shadowRoot.querySelector('section');
                        const room = section.getBoundingClientRect();
                        if (section.scrollWidth > section.clientWidth) cut.push([how, 'scrolls', section.scrollWidth - section.clientWidth]);
                        for (const it of section.querySelectorAll(':not([part=spoken], [part=announcement], [part~=said], [part~=said] *, option, optgroup)')) {{
                            const {{ left, right, width }} = it.getBoundingClientRect();
                            if (width && (left < room.left - 1 || right > room.right + 1)) cut.push([how, it.localName, it.part.value]);
                            if (it.localName !== 'select' && it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflow !== 'visible')
                                cut.push([how, it.localName, 'hides']);
                        }}
                    }}
                }};
                for (const width of [256, 320, 600]) {{
                    document.body.style.inlineSize = `${{width}}px`;
                    for (const size of ['medium', '32px']) {{
                        for (const card of cards) card.style.setProperty('--phase-out-font-size', size);
                        for (const [name, rules] of [['', ''], ['spaced', {spaced}]]) {{
                            sheet.replaceSync(rules);
                            for (const {{ shadowRoot }} of cards) shadowRoot.adoptedStyleSheets = [shadowRoot.adoptedStyleSheets[0], sheet];
                            look(`${{width}} px, ${{size}} ${{name}}`);
                        }}
                    }}
                }}
                return [cards.length, cut]"
            );
            let seen = page.eval(&cut).await;
            assert_eq!(seen, json!([LIVE + 1, []]), "{lang}");
        });
    }
}
