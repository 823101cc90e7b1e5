//! Everything that is measured: our own embeds, the floor, and the peers; as data.
//!
//! Says where each comes from, and by which expression a page knows that it stands.

/// One thing that is measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variant {
    /// Its name in tables, and its folder.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// True in the page once the reader sees a correct statement.
    pub(super) stated: &'static str,
    /// True in the page once it is live.
    pub(super) live: &'static str,
}

/// Where a variant comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page with no widget in it.
    Nothing,
    /// `benches/peers/js/NAME.js`, bundled.
    Script,
    /// `benches/peers/rust/NAME`, with its glue.
    Rust,
    /// `dist/`, in one of the ways of embedding it.
    Ours(Embed),
}

/// A way of embedding the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Embed {
    /// The element and the script, nothing else.
    Element,
    /// The same with preload lines in front.
    Preload,
    /// The snippet of `phaseout prerender`: the sentence.
    Sentence,
    /// The same with `--served`.
    Prerendered,
    /// The module with the core, the facts and the words inside it.
    Inline,
    /// The element with `precision="auto"`, far from its deadline.
    Auto,
}

/// What every ratio is taken to.
pub(super) const FLOOR: &str = "floor-intl";

const ELEMENT: &str = r#"document.querySelector("count-down")?.shadowRoot?.textContent.includes("days")"#;
const BOLD: &str = r##"/\d/.test(document.querySelector("#widgets b")?.textContent)"##;
const FIRST: &str = r##"/\d/.test(document.querySelector("#widget-0")?.textContent)"##;
const OURS: &str = r#"bench.isReady && /\d/.test(document.querySelector("phase-out")?.shadowRoot?.querySelector("[part~=number],[part~=relative]")?.textContent)"#;
const SENTENCE: &str = r#"/updates/.test(document.querySelector("phase-out")?.shadowRoot?.textContent ?? document.querySelector("phase-out")?.textContent)"#;

/// All variants, in the order in which a round visits them.
pub(super) const ALL: &[Variant] = &[
    of("nothing", Kind::Nothing, r#"document.querySelector("h1")"#),
    of("floor", Kind::Script, ELEMENT),
    of(FLOOR, Kind::Script, ELEMENT),
    ours("phaseout", Embed::Element),
    ours("phaseout-preload", Embed::Preload),
    ours("phaseout-sentence", Embed::Sentence),
    ours("phaseout-prerendered", Embed::Prerendered),
    ours("phaseout-inline", Embed::Inline),
    ours("phaseout-auto", Embed::Auto),
    of("simplycountdown", Kind::Script, FIRST),
    of("flipdown", Kind::Script, FIRST),
    of("relative-time", Kind::Script, r#"/\d/.test(document.querySelector("relative-time")?.shadowRoot?.textContent)"#),
    of("flip", Kind::Script, FIRST),
    of("easytimer", Kind::Script, FIRST),
    of("react-countdown", Kind::Script, r#"/\d/.test(document.querySelector(".count")?.textContent)"#),
    of("browser-update", Kind::Script, r##"document.querySelector("#buorg")"##),
    of("plain", Kind::Rust, BOLD),
    of("sycamore", Kind::Rust, BOLD),
    of("leptos", Kind::Rust, BOLD),
    of("yew", Kind::Rust, BOLD),
];

const fn of(name: &'static str, kind: Kind, live: &'static str) -> Variant {
    Variant { name, kind, stated: live, live }
}

const fn ours(name: &'static str, embed: Embed) -> Variant {
    Variant { name, kind: Kind::Ours(embed), stated: SENTENCE, live: OURS }
}

impl Variant {
    /// Whether a page can hold many of it.
    pub(super) fn is_countable(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Nothing | Kind::Ours(Embed::Preload | Embed::Sentence | Embed::Prerendered | Embed::Inline)
        ) && self.name != "browser-update"
    }

    /// Whether it is measured while it loads.
    pub(super) fn is_loaded(&self) -> bool {
        self.kind != Kind::Ours(Embed::Auto)
    }
}
