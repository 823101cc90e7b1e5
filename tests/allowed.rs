//! What each system lets through of the snippets: its documented lists, as data, held against what we write.
//!
//! The systems' own filters run elsewhere and fetch their rules; `tests/allowed` has the rules, each with its source.
#![cfg(all(not(target_arch = "wasm32"), feature = "cli"))]

use std::process::Command;

use phaseout::{Catalogue, Locale, site::site};
use serde_json::Value;

const POST: &str = include_str!("allowed/wordpress-post.json");
const OEMBED: &str = include_str!("allowed/wordpress-oembed.json");
const AMP: &str = include_str!("allowed/amp.json");
const EMAIL: &str = include_str!("allowed/email.json");

const SENTENCE: &str = "Kaspersky Premium is affected by the ban on sales of Kaspersky software in the US: end of \
                        new sales on July 20, 2024; end of security updates on September 29, 2024. Choose a product \
                        that gets security updates beyond that date.";

const LINK: &str = "<a href=\"https://regulations.justia.com/regulations/fedreg/2024/06/24/2024-13532.html\" \
                    target=\"_blank\" rel=\"noopener noreferrer\">the ban on sales of Kaspersky software in the US</a>";

#[test]
fn wordpress_keeps_the_sentence_and_the_link_of_every_form_that_has_one() {
    for form in [&["--plain"][..], &["--block"], &[]] {
        let kept = filtered(&prerendered(form), POST);
        assert_eq!(words(&kept), SENTENCE, "{form:?}");
        assert!(kept.contains(LINK), "{kept}");
    }
}

#[test]
fn wordpress_keeps_of_a_block_what_makes_it_a_card() {
    let kept = filtered(&prerendered(&["--block", "--theme", "dark", "--chooser"]), POST);
    let open =
        "<div data-phase-out data-product=\"kaspersky-premium\" data-lang=\"en\" data-theme=\"dark\" data-chooser>";
    assert!(kept.starts_with(open) && kept.trim_end().ends_with("</div>"), "{kept}");
    assert!(!kept.contains("script"), "{kept}");
}

#[test]
fn wordpress_keeps_of_an_oembed_answer_the_frame_whole_and_the_sentence_with_its_links() {
    let catalogue = Catalogue::read(include_str!("../www/catalogue/kaspersky-us.json")).expect("a catalogue");
    let english = Locale::read(include_str!("../www/locale/en.json")).expect("a language");
    let now = "2026-11-21".parse().expect("a day");
    let files = site(&catalogue, "", &english, Some("https://cdn.example/phaseout/"), now);
    let mut count = 0;
    for (path, content) in files.iter().filter(|(path, _)| path.starts_with("oembed/") && path.contains(".json")) {
        let answer: Value = serde_json::from_str(content).expect("JSON");
        let html = answer["html"].as_str().expect("HTML");
        let kept = filtered(html, OEMBED);
        // Shown until the frame has said its height: what hides it elsewhere must go.
        assert!(kept.starts_with("<blockquote>"), "{path}: {kept}");
        let frame = |html: &str| html.find("<iframe").map(|at| html[at..].to_owned());
        assert_eq!(frame(&kept), frame(html), "{path}");
        assert_eq!(words(&kept), words(html), "{path}");
        assert_eq!(kept.matches("<a href=").count(), html.matches("<a href=").count(), "{path}");
        count += 1;
    }
    assert!(count > 40, "{count} answers");
}

#[test]
fn the_frame_for_amp_is_valid() {
    let amp = prerendered(&["--amp"]);
    assert_eq!(filtered(&amp, AMP), amp);
    assert!(amp.contains(" src=\"https://") && !amp.contains("allow-same-origin"), "{amp}");
    // What may be resized has to be able to say so before the reader has agreed; what stands high up, to wait.
    assert!(amp.contains(" resizable ") && amp.contains("<div overflow ") && amp.contains("<p placeholder>"), "{amp}");
    assert!(words(&amp).ends_with(SENTENCE), "{amp}");
}

#[test]
fn a_filter_takes_away_what_it_does_not_know() {
    let html = "<div onclick=\"x\" data-a=\"1\" title=\"a > b\"><time datetime=\"2024\">now</time><script src=\"x\"></script></div>";
    assert_eq!(filtered(html, POST), "<div data-a=\"1\" title=\"a > b\">now</div>");
}

#[test]
fn a_name_in_an_email_is_text_whatever_is_in_it() {
    let name = "Kaspersky <script>alert(1)</script> & \"x\" ]]>";
    let email = phaseout(&["--product", name, "--email", "--now", "2024-09-27"]);
    assert_eq!(filtered(&email, EMAIL), email);
    assert!(email.contains("Kaspersky &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; ]]&gt;"), "{email}");
}

fn prerendered(arguments: &[&str]) -> String {
    let of = ["--product", "kaspersky-premium", "--script", "https://cdn.example/phaseout/phaseout.js"];
    phaseout(&[&of, arguments].concat())
}

fn phaseout(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_phaseout"))
        .arg("prerender")
        .args(arguments)
        .output()
        .expect("the command line runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// HTML without the tags and attributes that a list does not have; what is inside a tag stays.
fn filtered(html: &str, list: &str) -> String {
    let list: Value = serde_json::from_str(list).expect("a list");
    let mut kept = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        kept += text;
        let end = end_of_tag(tag);
        kept += &kept_of(&tag[..end], &list);
        rest = &tag[end + 1..];
    }
    kept + rest
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    tag.char_indices()
        .find_map(|(index, c)| {
            is_quoted ^= c == '"';
            (c == '>' && !is_quoted).then_some(index)
        })
        .expect("every tag ends")
}

fn kept_of(tag: &str, list: &Value) -> String {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let Some(own) = list["tags"][name.trim_start_matches('/')].as_array() else { return String::new() };
    let every = list["every"].as_array().expect("a list of attributes");
    let allowed: Vec<&str> = own.iter().chain(every).filter_map(Value::as_str).collect();
    let is_allowed = |name: &str| {
        allowed.iter().any(|known| known.strip_suffix('*').map_or(*known == name, |start| name.starts_with(start)))
    };
    let mut kept = format!("<{name}");
    while !rest.is_empty() {
        let name = &rest[..rest.find(['=', ' ']).unwrap_or(rest.len())];
        let quoted = rest[name.len()..].strip_prefix("=\"");
        let length = quoted.map_or(name.len(), |value| name.len() + 3 + value.find('"').expect("a closing quote"));
        if is_allowed(name) {
            kept += &format!(" {}", &rest[..length]);
        }
        rest = rest[length..].trim_start();
    }
    kept + ">"
}

/// What a reader reads.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect::<String>().trim().to_owned()
}

/// E-mails in a language of each direction, with a product and without.
fn emails() -> Vec<String> {
    let mut emails = Vec::new();
    for lang in ["en", "ar", "ja"] {
        for theme in ["light", "dark"] {
            emails.push(prerendered(&["--email", "--lang", lang, "--theme", theme, "--now", "2024-09-27"]));
        }
    }
    emails
}

#[test]
fn mail_programs_keep_an_email_whole() {
    let list: Value = serde_json::from_str(EMAIL).expect("a list");
    for email in emails() {
        assert_eq!(filtered(&email, EMAIL), email);
        for tag in email.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            let name = tag.split(' ').next().unwrap_or_default();
            let style = tag.split_once(" style=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
            for (property, value) in style.split(';').filter_map(|rule| rule.split_once(':')) {
                let known = list["styles"][name].as_array().expect("styles of this tag");
                assert!(known.contains(&property.into()), "{property} on {name} in {email}");
                assert!(!value.contains("url("), "{value} in {email}");
                let is_border = property.starts_with("border");
                let width = value.split("px").next().and_then(|width| width.parse::<u32>().ok());
                assert!(!is_border || width.is_some_and(|width| width <= 8), "{value} in {email}");
            }
        }
    }
}

#[test]
fn every_rule_of_mail_programs_says_where_it_is_from() {
    let list: Value = serde_json::from_str(EMAIL).expect("a list");
    let from = list["from"].as_object().expect("sources");
    let named: Vec<&str> = from.keys().flat_map(|names| names.split(", ")).collect();
    let styles = list["styles"].as_object().expect("styles");
    for style in styles.values().flat_map(|names| names.as_array().expect("names")) {
        assert!(named.iter().any(|name| style == name), "{style}");
    }
    for name in ["table", "tr", "td", "align", "dir", "lang", "role"] {
        assert!(named.contains(&name), "{name}");
    }
}

#[test]
fn an_email_says_its_day_and_leads_to_the_source_and_to_the_live_card() {
    let email = prerendered(&["--email", "--now", "2024-09-27"]);
    for said in [
        "Updates end in 2 days",
        "As of September 27, 2024.",
        "href=\"https://cdn.example/phaseout/embed.html?product=kaspersky-premium&amp;lang=en\"",
        "href=\"https://regulations.justia.com/",
        "width=\"600\"",
        "role=\"presentation\"",
    ] {
        assert!(email.contains(said), "{said} in {email}");
    }
    let relative = phaseout(&["--product", "kaspersky-premium", "--email"]);
    assert!(relative.contains("Kaspersky Premium") && !relative.contains("embed.html"), "{relative}");
    let arabic = prerendered(&["--email", "--lang", "ar"]);
    assert!(arabic.starts_with("<div lang=\"ar\" dir=\"rtl\">") && arabic.contains("align=\"right\""), "{arabic}");
}
