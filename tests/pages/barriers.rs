//! Barriers on whole pages: every state of a card, in each theme and direction, as axe-core sees it.

use std::{env, fs};

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT};
use crate::case::{Case, case};
use crate::page::Page;

/// Every state of a card, each of a product of its own, so that no two landmarks of the page have one name; the first
/// is live, in its last minute, by a clock that is years off from the server's and is said to be.
pub(crate) const CARDS: &str = "<main><h1>Every card</h1>
<phase-out product=\"kaspersky-premium\" clock>Live.</phase-out>
<phase-out product=\"kaspersky-plus\" now=\"2024-06-24T12:00:00Z\">Announced.</phase-out>
<phase-out product=\"kaspersky-free\" now=\"2024-08-01\">Sales ended.</phase-out>
<phase-out product=\"kaspersky-standard\" now=\"2026-11-21\">Updates ended.</phase-out>
<phase-out product=\"kaspersky-threat-intelligence\" now=\"2026-11-21\">Not covered.</phase-out>
<phase-out product=\"kaspersky-consulting\" now=\"2024-08-01\">Under a condition.</phase-out>
<phase-out product=\"Kaspersky Quantum\" now=\"2026-11-21\">Not in the list.</phase-out>
<phase-out product=\"kaspersky-scan-engine\" now=\"2024-06-24\">A reseller's.</phase-out>
<phase-out product=\"kaspersky-edr-optimum\" now=\"2024-09-15\">The maker's own stop.</phase-out>
<phase-out product=\"kis\" now=\"2026-11-21\" chooser>With a choice.</phase-out>
<phase-out now=\"2024-08-01\">Before a choice.</phase-out>
<phase-out product=\"kaspersky-safe-kids\" now=\"2024-08-01\" size=\"compact\">In a line.</phase-out>
<phase-out product=\"Norton 360\">An error: the sentence stays.</phase-out>
<phase-out engine=\"static\" product=\"kis\">The sentence alone.</phase-out>
<a href=\"#after\" id=\"after\">After the cards</a></main>";

/// Cards that come alive, and those that never do.
pub(crate) const LIVE: usize = 12;

pub(crate) const LIGHT: &str = "<style>:root { color-scheme: light; background: #fff; color: #1b1b19 }</style>";
pub(crate) const DARK: &str = "<style>:root { color-scheme: dark; background: #121314; color: #e8e8e5 }</style>";
const RIGHT_TO_LEFT: &str = "<script>document.documentElement.dir = 'rtl'</script>";

/// A page with `body`, in a language and a theme.
pub(crate) fn page_of(body: &str, lang: &str, theme: &str) -> Case {
    let way = if lang == "ar" { RIGHT_TO_LEFT } else { "" };
    let case = case(body).cdn_header("access-control-expose-headers", Some("Date, Age"));
    case.checked_early().lang(lang).head(theme).head(way).head(CLOCK).head(LISTENER).head(SCRIPT)
}

/// Scrolls past every card, so that each is alive and the first has its note, and unfolds what is folded.
pub(crate) async fn alive(page: &Page) {
    page.until(&format!(
        "(document.querySelectorAll('phase-out').forEach((card) => card.approach()),
        part('clock') && told.filter(([type]) => type !== 'phase-out-change').length >= {LIVE} + 1)"
    ))
    .await;
    page.eval(
        "for (const { shadowRoot } of document.querySelectorAll('phase-out'))
            for (const details of shadowRoot?.querySelectorAll('details') ?? []) details.open = true",
    )
    .await;
}

/// What axe-core finds by the rules of WCAG 2.0 to 2.2, A and AA, and by best practice: violations, and what it cannot
/// decide.
pub(crate) async fn barriers(page: &Page) -> Vec<String> {
    let path =
        env::var("PHASEOUT_AXE").expect("PHASEOUT_AXE is not set: run these tests with `cargo xtask test --pages`");
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    page.client.execute(&axe, Vec::new()).await.expect("axe-core loads");
    let found = page
        .eval(
            "window.setTimeout = wait; // axe-core waits by itself
            const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
            const { violations, incomplete, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
            const listed = (kind, rules) => rules.flatMap(({ id, nodes }) =>
                nodes.map(({ target, any, all, none }) =>
                    `${kind} ${id}: ${target.flat()} ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`));
            return [passes.length, listed('violation', violations), listed('undecided', incomplete)]",
        )
        .await;
    assert!(found[0].as_u64() > Some(25), "axe-core saw almost nothing: {found}");
    let all = [&found[1], &found[2]].into_iter().flat_map(|list| list.as_array().expect("a list").clone());
    all.map(|it| it.as_str().expect("a text").to_owned()).collect()
}

/// No state has a barrier in this language and theme.
#[track_caller]
fn check(lang: &str, theme: &str) {
    page_of(CARDS, lang, theme).run(async |page| {
        alive(page).await;
        assert_eq!(barriers(page).await, Vec::<String>::new());
    });
}

#[test]
fn no_state_has_a_barrier_in_light() {
    check("en", LIGHT);
}

#[test]
fn no_state_has_a_barrier_in_the_dark() {
    check("en", DARK);
}

#[test]
fn no_state_has_a_barrier_from_right_to_left() {
    check("ar", LIGHT);
}

#[test]
fn no_state_has_a_barrier_from_right_to_left_in_the_dark() {
    check("ar", DARK);
}

#[test]
fn a_barrier_would_be_found() {
    let chooser = "<main><h1>A page</h1><phase-out now=\"2024-08-01\" product=\"kis\" chooser></phase-out></main>";
    page_of(chooser, "en", LIGHT).run(async |page| {
        page.until("ready()").await;
        page.eval(
            "card().shadowRoot.querySelector('label').removeAttribute('for');
            card().style.setProperty('--phase-out-muted', '#b0b0aa')",
        )
        .await;
        let found = barriers(page).await;
        for rule in ["violation select-name: ", "violation color-contrast: "] {
            assert!(found.iter().any(|it| it.starts_with(rule)), "{rule}: {found:#?}");
        }
    });
}
