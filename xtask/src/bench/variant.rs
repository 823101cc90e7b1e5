//! Everything that is measured: our own embeds, the floors, and the peers; as data.
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
    /// `benches/peers/js/NAME.js`, bundled: written by hand here, with nothing from npm.
    Floor,
    /// `benches/peers/js/NAME.js`, bundled with what it has from npm.
    Script,
    /// `benches/peers/rust/NAME`, with its glue.
    Rust,
    /// `dist/`, in one of the ways of embedding it.
    Ours(Embed),
    /// The folder of `--before`, embedded in the same way.
    Before(Embed),
}

/// A way of embedding the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Embed {
    /// The element and the script, nothing else.
    Element,
    /// The same about Kaspersky Premium, with the card that is published of it. Nothing in it counts down.
    Kaspersky,
    /// The element with preload lines in front.
    Preload,
    /// The snippet of `phaseout prerender`: the sentence.
    Sentence,
    /// The same with `--card`: the card's file is in the page.
    Card,
    /// The same with `--served`: what the card shows is in the page.
    Prerendered,
    /// The element with `precision="auto"`, far from its deadline.
    Auto,
}

/// The element that is written by hand, in English.
pub(super) const FLOOR: &str = "floor";
/// The same with the platform's own words.
pub(super) const FLOOR_INTL: &str = "floor-intl";
/// The same, resting while it is far from the viewport.
pub(super) const FLOOR_RESTS: &str = "floor-rests";

const ELEMENT: &str = r#"document.querySelector("count-down")?.shadowRoot?.textContent.includes("days")"#;
const BOLD: &str = r##"/\d/.test(document.querySelector("#widgets b")?.textContent)"##;
const FIRST: &str = r##"/\d/.test(document.querySelector("#widget-0")?.textContent)"##;
const OURS: &str = r#"bench.isReady && /\d/.test(document.querySelector("phase-out")?.shadowRoot?.querySelector("[part~=number],[part~=relative]")?.textContent)"#;
/// A card whose deadlines have passed says for how long: in its headline or beside a date.
const PASSED: &str = r#"bench.isReady && [...document.querySelector("phase-out")?.shadowRoot?.querySelectorAll("[part~=status],[part~=relative]") ?? []].some((it) => /\d/.test(it.textContent))"#;
const SENTENCE: &str = r#"/updates/.test(document.querySelector("phase-out")?.shadowRoot?.textContent ?? document.querySelector("phase-out")?.textContent)"#;

/// All variants, in the order in which a round visits them.
pub(super) const ALL: &[Variant] = &[
    of("nothing", Kind::Nothing, r#"document.querySelector("h1")"#),
    of(FLOOR, Kind::Floor, ELEMENT),
    of(FLOOR_INTL, Kind::Floor, ELEMENT),
    of(FLOOR_RESTS, Kind::Floor, ELEMENT),
    card("before", Kind::Before(Embed::Element), OURS),
    card("before-kaspersky", Kind::Before(Embed::Kaspersky), PASSED),
    card("phaseout", Kind::Ours(Embed::Element), OURS),
    card("phaseout-kaspersky", Kind::Ours(Embed::Kaspersky), PASSED),
    card("phaseout-preload", Kind::Ours(Embed::Preload), OURS),
    card("phaseout-sentence", Kind::Ours(Embed::Sentence), OURS),
    card("phaseout-card", Kind::Ours(Embed::Card), OURS),
    card("phaseout-prerendered", Kind::Ours(Embed::Prerendered), OURS),
    card("phaseout-auto", Kind::Ours(Embed::Auto), OURS),
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

const fn card(name: &'static str, kind: Kind, live: &'static str) -> Variant {
    Variant { name, kind, stated: SENTENCE, live }
}

impl Kind {
    /// How the card is embedded, where it is one.
    pub(super) fn embed(self) -> Option<Embed> {
        match self {
            Self::Ours(embed) | Self::Before(embed) => Some(embed),
            Self::Nothing | Self::Floor | Self::Script | Self::Rust => None,
        }
    }
}

impl Variant {
    /// Whether a run measures it that was told `--only` these texts, none of them for all variants. An older build is
    /// not asked for by its name but by its folder.
    pub(super) fn is_wanted(&self, only: &[String]) -> bool {
        let is_always = matches!(self.kind, Kind::Nothing | Kind::Floor | Kind::Before(_));
        is_always || only.is_empty() || only.iter().any(|text| self.name.contains(text))
    }

    /// Whether a page can hold many of it.
    pub(super) fn is_countable(&self) -> bool {
        match self.kind.embed() {
            Some(embed) => matches!(embed, Embed::Element | Embed::Auto),
            None => self.kind != Kind::Nothing && self.name != "browser-update",
        }
    }

    /// Whether it is measured while it loads.
    pub(super) fn is_loaded(&self) -> bool {
        self.kind != Kind::Ours(Embed::Auto)
    }

    /// Whether it is measured in every engine, too, through the slow server.
    pub(super) fn is_in_every_engine(&self) -> bool {
        match self.kind {
            Kind::Script | Kind::Rust => false,
            // While it loads it does what `floor-intl` does.
            Kind::Floor => self.name != FLOOR_RESTS,
            Kind::Nothing | Kind::Ours(_) | Kind::Before(_) => self.is_loaded(),
        }
    }

    /// Whether the tables have no row for it unless it was measured: there is not always an older build.
    pub(super) fn is_optional(&self) -> bool {
        matches!(self.kind, Kind::Before(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(only: &[&str], expected: &[&str]) {
        let only: Vec<String> = only.iter().map(|&text| text.to_owned()).collect();
        let is_named = |variant: &&Variant| !matches!(variant.kind, Kind::Nothing | Kind::Floor | Kind::Before(_));
        let wanted = ALL.iter().filter(is_named).filter(|variant| variant.is_wanted(&only));
        assert_eq!(wanted.map(|variant| variant.name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_what_is_named_is_measured() {
        check(&["sentence"], &["phaseout-sentence"]);
        check(&["yew", "simply"], &["simplycountdown", "yew"]);
        check(&["nobody"], &[]);
    }

    #[test]
    fn floors_and_an_older_build_are_measured_whatever_is_named() {
        for variant in
            ALL.iter().filter(|variant| matches!(variant.kind, Kind::Nothing | Kind::Floor | Kind::Before(_)))
        {
            assert!(variant.is_wanted(&["yew".to_owned()]), "{}", variant.name);
        }
        assert!(ALL.iter().all(|variant| variant.is_wanted(&[])));
    }
}
