//! Code is pinned, facts are current: an article asks for the cards beside its version's folder, and has a copy to fall
//! back on.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::article::{LISTENER, SENTENCE, premium};
use crate::case::{Case, KASPERSKY, case};
use crate::compiled::Compiled;
use crate::faults::{dist, hash};
use crate::page::Page;
use crate::site::Answer;

/// The folder of this version.
const VERSION: &str = concat!("/", env!("CARGO_PKG_VERSION"));
/// A card's file, in the folder of cards that are kept right and in the version's own.
const CARD: &str = "/cards/1/kaspersky-us/en/kaspersky-premium.json";

fn own(path: &str) -> String {
    format!("{VERSION}{path}")
}

/// An article with the script of this version, by its hash.
fn article(attributes: &str) -> Case {
    pinned(&premium(attributes))
}

/// The same with this body.
pub(crate) fn pinned(body: &str) -> Case {
    let integrity = hash(&dist("phaseout.js"));
    let script = format!(
        "<script type=\"module\" crossorigin src=\"{{cdn}}{VERSION}/phaseout.js\" integrity=\"{integrity}\"></script>"
    );
    case(body).head(LISTENER).head(&script).cdn_under(VERSION)
}

/// The ban, as it would be had its last date been moved.
pub(crate) fn corrected() -> String {
    let last = "\"at\": \"2024-09-29T00:00:00-04:00\", \"effect\"";
    assert!(KASPERSKY.contains(last), "the date is there");
    let was =
        "[{ \"at\": \"2024-09-29T00:00:00-04:00\", \"changed\": \"2026-11-01\", \"sources\": [\"bis-release\"] }]";
    KASPERSKY.replace(last, &format!("\"at\": \"2090-03-01T00:00:00-05:00\", \"was\": {was}, \"effect\""))
}

/// What the host was told: names of events, and of errors each problem without the address of the site.
async fn told(page: &Page) -> Value {
    let told = "return told.map(([type, { problems }]) => problems
        ? problems.map(({ place, message }) => `${place}: ${message}`.replaceAll(cdn, '')) : type)";
    page.eval(told).await
}

/// The card plays; these files were asked for behind the script, and nothing more; the host was told this.
async fn plays(page: &Page, short: &str, asked: &[&str], problems: &[&str]) {
    page.until(&format!("ready() && short().startsWith('{short}')")).await;
    page.eval("await new Promise(requestAnimationFrame)").await;
    let mut requests = page.cdn.requests();
    // What is run is asked for by its hash first, and a browser may ask again when a connection has ended.
    let mut seen = BTreeSet::new();
    requests.retain(|path| seen.insert(path.clone()));
    assert_eq!(requests.first(), Some(&own("/phaseout.js")));
    // A script and a card that are asked for at the same time arrive in either order; a card after the one before it.
    let is_card = |path: &str| path.contains("/cards/");
    let mut asked = asked.to_vec();
    asked.sort_by_key(|path| is_card(path));
    requests[1..].sort_by_key(|path| is_card(path));
    assert_eq!(requests[1..], *asked);
    let mut expected = vec![json!("phase-out-ready")];
    if !problems.is_empty() {
        expected.push(problems.into());
    }
    assert_eq!(told(page).await, Value::from(expected));
}

#[test]
fn a_correction_reaches_an_article_that_was_published_before_it() {
    for (attributes, card) in [("", CARD), ("chooser", "/cards/1/kaspersky-us/en.json")] {
        // Whatever else is published since, the article runs what it was pinned to.
        let newer = || Answer::text("text/javascript", "window.ran = 'newer'");
        let page = article(attributes).compiled("", &corrected());
        page.cdn("/phaseout.js", newer()).cdn("/9.0.0/phaseout.js", newer()).run(async |page| {
            plays(page, "Updates end in ", &[card], &[]).await;
            let seen = "const moved = card().status.milestones.find(({ moved }) => moved);
                return [part('moved'), part('sentence').includes('2090'), moved.at, moved.moved.length, window.ran ?? null]";
            let moved = "Changed on November 1, 2026; before that: September 29, 2024.";
            let seen = page.eval(seen).await;
            assert!(seen[0].as_str().is_some_and(|said| said.contains(moved)), "{seen}");
            let rest = json!([true, "2090-03-01T00:00:00-05:00", 1, null]);
            assert_eq!(seen.as_array().map(|seen| &seen[1..]), rest.as_array().map(|rest| &rest[..]));
        });
    }
}

#[test]
fn facts_that_are_pinned_are_those_of_the_version() {
    article("facts=\"pinned\"").compiled("", &corrected()).run(async |page| {
        plays(page, "Updates ended", &[&own(CARD)], &[]).await;
        assert_eq!(page.eval("return part('moved') ?? null").await, Value::Null);
        // What the host allows later is asked for then.
        page.eval("card().facts = 'current'; card().product = 'kaspersky-plus'").await;
        page.until("part('product') === 'Kaspersky Plus' && short().startsWith('Updates end in ')").await;
    });
}

#[test]
fn a_script_in_a_folder_of_another_name_has_one_folder_of_cards() {
    let script = "<script type=\"module\" crossorigin src=\"{cdn}/assets/phaseout.js\"></script>";
    let page = case(&premium("")).head(LISTENER).head(script).cdn_under("/assets");
    page.compiled("", &corrected()).run(async |page| {
        page.until("ready()").await;
        assert_eq!(page.cdn.requests(), ["/assets/phaseout.js".to_owned(), format!("/assets{CARD}")]);
    });
}

#[test]
fn a_topic_named_by_its_text_has_its_cards_beside_the_version_too() {
    // The page is on the publisher's own site: another one on this machine is not https.
    let integrity = hash(&dist("phaseout.js"));
    for folder in ["", VERSION] {
        let card = format!(
            "<phase-out product=\"kaspersky-premium\" catalogue=\"{folder}/catalogue/kaspersky-us.json\"></phase-out>"
        );
        let document = format!(
            "<!doctype html><meta charset=\"utf-8\"><title>A page</title>{LISTENER}<script>window.hostErrors = []</script>
            <script type=\"module\" src=\"{VERSION}/phaseout.js\" integrity=\"{integrity}\"></script>{card}"
        );
        let page = case("").cdn_under(VERSION).compiled("", &corrected()).cdn("/", Answer::text("text/html", document));
        page.run(async |page| {
            page.client.goto(&page.cdn.origin).await.expect("the page opens");
            plays_at_home(page).await;
            page.goto("/").await;
        });
    }
}

async fn plays_at_home(page: &Page) {
    page.until("ready() && short().startsWith('Updates end in ')").await;
    let mut requests = page.cdn.requests();
    requests.retain(|path| path != "/favicon.ico");
    assert_eq!(requests, ["/".to_owned(), own("/phaseout.js"), CARD.to_owned()]);
}

#[test]
fn a_card_with_more_than_this_version_knows_is_played() {
    let file = Compiled::new("", &corrected()).card("en/kaspersky-premium").expect("a card");
    let later =
        file.replacen('{', "{\"later\":[{\"anything\":null}],", 1).replace("{\"phase\":", "{\"colour\":7,\"phase\":");
    assert!(later.contains("colour"), "a stage has more, too");
    article("").cdn(CARD, Answer::text("application/json", later)).run(async |page| {
        plays(page, "Updates end in ", &[CARD], &[]).await;
    });
}

#[test]
fn where_the_current_card_cannot_be_had_or_played_the_versions_own_copy_is() {
    let unplayable = format!("card: {CARD} is no card that this player can play; `phaseout check` says why");
    let unfetched = |why: &str| format!("card: {CARD} cannot be fetched: {why}");
    let file = Compiled::new("", &corrected()).card("en/kaspersky-premium").expect("a card");
    let json = |text: String| Answer::text("application/json", text);
    let other_topic = file.replace("\"topic\":\"kaspersky-us\"", "\"topic\":\"windows-10\"");
    for (answer, problem) in [
        // Of a later format.
        (json(file.replacen("\"format\":1", "\"format\":2", 1)), unplayable.clone()),
        // Slow.
        (Answer::Hang, unfetched("no answer within 3000 ms")),
        (
            Answer::InTwo("application/json".to_owned(), [file[..9].to_owned(), String::new()]),
            unfetched("no answer within 3000 ms"),
        ),
        // Hostile.
        (json("x".repeat(17_000_000)), unfetched("it has more than 2097152 bytes")),
        (Answer::text("text/html", "<!doctype html><script>window.ran = true</script>"), unplayable.clone()),
        (json(file.replace("[\"h2\",", "[\"script\",")), unplayable.clone()),
        (json("[".repeat(200_000)), unplayable.clone()),
        (json(other_topic), format!("card: {CARD} is of another topic or language")),
        // Broken.
        (Answer::Status(500), unfetched("it answers 500")),
        (json(file[..file.len() / 2].to_owned()), unplayable.clone()),
    ] {
        for engine in ["", "engine=\"js\""] {
            article(engine).cdn(CARD, answer.clone()).run(async |page| {
                page.until("failed()").await;
                let (own, fallback) = (own(CARD), own("/phaseout.fallback.js"));
                let with_script = [&*fallback, CARD, &own];
                let asked = if engine.is_empty() { &with_script[1..] } else { &with_script };
                plays(page, "Updates ended", asked, &[&problem]).await;
                assert_eq!(page.eval("return window.ran ?? null").await, Value::Null);
            });
        }
    }
}

#[test]
fn where_the_cards_host_is_down_the_versions_own_copy_is_played() {
    article("").cdn(CARD, Answer::Reset).run(async |page| {
        page.until("failed()").await;
        let problems = told(page).await;
        let said = problems[1][0].as_str().unwrap_or_default().to_owned();
        assert!(said.starts_with(&format!("card: {CARD} cannot be fetched: ")), "{problems}");
        plays(page, "Updates ended", &[CARD, &own(CARD)], &[&said]).await;
    });
    // Nothing is wrong where nobody has published any since.
    article("").run(async |page| plays(page, "Updates ended", &[CARD, &own(CARD)], &[]).await);
}

#[test]
fn links_of_a_hostile_host_are_only_words() {
    let file = Compiled::new("", &corrected()).card("en/kaspersky-premium").expect("a card");
    let file = file.replace("\"https://", "\"javascript:alert(1)//");
    article("").cdn(CARD, Answer::text("application/json", file)).run(async |page| {
        plays(page, "Updates end in ", &[CARD], &[]).await;
        let seen = "const links = [...card().shadowRoot.querySelectorAll('a:not([download])')];
            return [links.length > 0, links.some((it) => it.hasAttribute('href')), card().status.sources.some(({ url }) => url)]";
        assert_eq!(page.eval(seen).await, json!([true, false, false]));
    });
}

#[test]
fn what_is_pinned_never_asks_the_cards_host() {
    for answer in [Answer::Hang, Answer::Reset, Answer::text("text/html", "<!doctype html>")] {
        let page = article("facts=\"pinned\"").cdn(CARD, answer.clone()).cdn("/cards/1/kaspersky-us/en.json", answer);
        page.run(async |page| {
            plays(page, "Updates ended", &[&own(CARD)], &[]).await;
            page.eval("card().chooser = true").await;
            page.until("card().shadowRoot.querySelector('select')").await;
            assert_eq!(page.cdn.requests()[2..], [own("/cards/1/kaspersky-us/en.json")]);
            assert!(!page.eval("return failed()").await.as_bool().expect("a boolean"));
        });
    }
}

#[test]
fn without_any_copy_the_sentence_stays_and_one_event_says_it() {
    article("").cdn(CARD, Answer::Status(500)).cdn(&own(CARD), Answer::Status(503)).run(async |page| {
        page.until("failed()").await;
        assert_eq!(page.eval("return [card().shadowRoot, card().innerText]").await, json!([null, SENTENCE]));
        assert_eq!(told(page).await, json!([[format!("card: {CARD} cannot be fetched: it answers 500")]]));
    });
}

/// Counts whatever a page can ask of a network, from before the card came.
const NETWORK: &str = "<script>
var sent = [];
for (const [owner, name] of [[window, 'fetch'], [XMLHttpRequest.prototype, 'open'], [navigator, 'sendBeacon'],
    [window, 'WebSocket'], [window, 'EventSource'], [window, 'open']]) {
  const real = owner[name];
  owner[name] = function (...more) {
    sent.push(`${name} ${more[0]}`);
    return new.target ? Reflect.construct(real, more) : real.apply(this, more);
  };
}
var resources = () => performance.getEntriesByType('resource').length;
</script>";

#[test]
fn a_choice_is_never_a_request() {
    for (body, is_searched) in [
        ("<phase-out></phase-out>", false),
        ("<phase-out product=\"kaspersky-premium\" chooser></phase-out>", false),
        ("<phase-out product=\"?\" chooser engine=\"js\"></phase-out>", false),
        ("<phase-out product=\"kaspersky-premium\" share lang=\"de\"></phase-out>", false),
        ("<phase-out product=\"kaspersky-premium\" chooser></phase-out>", true),
    ] {
        pinned(body).head(NETWORK).compiled("", &corrected()).run(async |page| {
            page.until("ready()").await;
            if is_searched {
                // What the search takes is asked for when the reader comes, and never what is chosen.
                page.eval("card().shadowRoot.querySelector('select').focus()").await;
                page.until(
                    "card().shadowRoot.querySelector('select').parentElement.shadowRoot?.querySelector('input')",
                )
                .await;
                let search = "const root = card().shadowRoot.querySelector('select').parentElement.shadowRoot;
                    const field = root.querySelector('input');
                    field.focus();
                    field.value = 'plus';
                    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
                    while (!root.querySelector('li')) await new Promise((done) => setTimeout(done));";
                page.eval(search).await;
            }
            let asked = page.cdn.requests();
            let chosen = "const before = [sent.length, resources()], shown = [];
                const select = card().shadowRoot.querySelector('select');
                if (!select) return null;
                const ids = [...select.options].map(({ value }) => value).filter(Boolean);
                for (const id of ids) {
                    select.value = id;
                    select.dispatchEvent(new Event('change', { bubbles: true }));
                    if (card().status.product.id !== id) shown.push(id);
                }
                await new Promise(requestAnimationFrame);
                await new Promise((done) => setTimeout(done, 50));
                return [ids.length > 40, ids.includes('?'), shown, sent.slice(before[0]), resources() - before[1],
                    told.filter(([type]) => type === 'phase-out-change').length > 3]";
            let is_open = !body.contains("share");
            let expected = if is_open { json!([true, true, [], [], 0, true]) } else { Value::Null };
            assert_eq!(page.eval(chosen).await, expected, "{body}");
            assert_eq!(page.cdn.requests(), asked, "{body}");
            assert!(
                !is_open || asked.iter().all(|path| !path.contains("/kaspersky-us/") || path.matches('/').count() == 4),
                "{asked:?}"
            );
        });
    }
}
