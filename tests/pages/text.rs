//! What a browser without scripts and styles shows of the forms that an editor pastes.

use std::io::Write;
use std::process::{Command, Stdio};

use phaseout_pages::program;

const SENTENCE: &str = "Kaspersky Premium is affected by the ban on sales of Kaspersky software in the US: end of new \
    sales on July 20, 2024; end of security updates on September 29, 2024. Choose a product that gets security updates \
    beyond that date.";

/// A page as w3m shows it, its lines joined.
fn shown(arguments: &[&str]) -> String {
    let form = program()
        .args(["prerender", "--product", "kaspersky-premium"])
        .args(arguments)
        .output()
        .expect("the command line runs");
    let mut browser = Command::new("w3m")
        .args(["-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("w3m is there: run these tests with `cargo xtask test --pages`");
    browser.stdin.take().expect("it was asked for").write_all(&form.stdout).expect("w3m reads");
    let output = browser.wait_with_output().expect("w3m ends");
    let lines = String::from_utf8(output.stdout).expect("it writes UTF-8");
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_text_browser_shows_the_sentence_and_nothing_else() {
    for form in [&["--plain"][..], &[], &["--block"]] {
        assert_eq!(shown(form), SENTENCE, "{form:?}");
    }
}

#[test]
fn a_text_browser_shows_a_served_card_from_top_to_bottom_and_the_sentence() {
    let shown = shown(&["--now", "2024-09-30T00:00:00Z", "--served"]);
    let parts = [
        "US ban on sales of Kaspersky software Kaspersky Premium",
        "Preview",
        "Updates ended yesterday",
        "What to do",
        "Sources",
        SENTENCE,
    ];
    let mut rest = &shown[..];
    for part in parts {
        let (_, behind) = rest.split_once(part).unwrap_or_else(|| panic!("{part} is not in order in {shown}"));
        rest = behind;
    }
    assert_eq!(rest, "");
}
