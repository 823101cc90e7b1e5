//! The page that a variant is measured in: the same article for all, with one place for the widget.
//!
//! A variant's markup comes in, a document goes out that notes when it states something, when it is live,
//! what shifts and what keeps the main thread. Adds nothing that a widget would have to wait for.

use super::variant::Variant;

/// Notes what happens.
const NOTES: &str = include_str!("notes.js");

/// Puts a thousand widgets into view, each as wide as a column of text and a twentieth of its size: 25 rows of 40.
const SEEN: &str = "<style>
.seen #widgets { position: fixed; inset: 0; overflow: hidden; display: grid;
  grid-template: repeat(25, minmax(0, 1fr)) / repeat(40, minmax(0, 1fr)); place-items: start; }
.seen #widgets > * { inline-size: 640px; max-inline-size: none; margin: 0; transform: scale(0.05); transform-origin: 0 0; }
</style>";

/// The document of a variant.
pub(super) fn document(variant: &Variant, head: &str, markup: &str, script: &str) -> String {
    let Variant { name, stated, live, .. } = variant;
    let notes = notes().replace("(STATED)", &format!("({stated})")).replace("(LIVE)", &format!("({live})"));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}</title>\
<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\n<script>{notes}</script>\n{SEEN}{head}</head>\n\
<body><h1>What the ban means for readers</h1>
<p>The order names two dates: one after which nothing new may be sold, and one after which nothing sold is kept up to date.</p>
<div id=\"widgets\">{markup}</div>\n<p>Those who own the product break no law by using it.</p>\n{script}\n</body></html>\n"
    )
}

/// The notes without comments and indents: every variant waits for them.
fn notes() -> String {
    let is_code = |line: &&str| !["//", "/*", "*"].iter().any(|sign| line.starts_with(sign));
    NOTES.lines().map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::variant::ALL;

    #[test]
    fn a_page_notes_what_its_variant_says_and_holds_no_comment() {
        for variant in ALL {
            let page = document(variant, "", "", "");
            assert!(page.contains(&format!("({})) bench.stated = now", variant.stated)), "{}", variant.name);
            assert!(page.contains(&format!("({})) bench.live = now", variant.live)), "{}", variant.name);
            assert!(!page.contains("Runs in a page") && !page.contains("\n//"), "{}", variant.name);
        }
    }
}
