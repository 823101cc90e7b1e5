//! A link that carries the reader's choice: only where the host allows it, and never in the page's own address.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT};
use crate::case::{Case, case};

/// Takes what is copied, or refuses it.
const CLIPBOARD: &str = "<script>
var copied = [], isRefused = false;
var refuse = () => { isRefused = true; };
Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => {
  if (isRefused) throw new DOMException('no', 'NotAllowedError');
  copied.push(text.replace(location.origin, ''));
} } });
var bar = (element) => element.shadowRoot.querySelector('[part~=share]');
var said = async (element) => {
  bar(element).firstChild.click();
  await new Promise((done) => setTimeout(done));
  return bar(element).lastChild.textContent.replace(location.origin, '');
};
var choose = (element, id) => {
  const select = element.shadowRoot.querySelector('select');
  select.value = id;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
var all = (count) => told.filter(([type]) => type === 'phase-out-ready').length === count;
</script>";

fn page(body: &str) -> Case {
    case(body).head(LISTENER).head(CLIPBOARD).head(SCRIPT)
}

const TWO: &str = "<phase-out share id=\"mine\" product=\"kis\" chooser></phase-out><phase-out share></phase-out>
    <phase-out share product=\"kaspersky-plus\"></phase-out><phase-out chooser product=\"kis\"></phase-out>";

#[test]
fn a_link_carries_the_choice_and_the_page_keeps_its_address() {
    page(TWO).run(async |page| {
        page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), all(4))").await;
        let seen = "const [mine, other, closed, quiet] = document.querySelectorAll('phase-out');
            const outcome = [await said(mine), await said(other)];
            choose(mine, 'kaspersky-free');
            choose(other, 'kaspersky-standard');
            for (const it of [mine, other, closed]) outcome.push(await said(it));
            const { length } = history;
            refuse();
            outcome.push(await said(mine), getSelection().toString().endsWith('kaspersky-free') || getSelection().rangeCount);
            mine.removeAttribute('share');
            return [outcome, copied, bar(quiet), length === history.length, location.hash, bar(mine).checkVisibility(), bar(mine).role,
                bar(mine).lastChild.localName]";
        let link = |name: &str, product: &str| format!("/#phase-out={name}&product={product}");
        let last = link("mine", "kaspersky-free");
        let copied = json!([
            link("mine", "kaspersky-internet-security"),
            "/",
            last,
            link(".1", "kaspersky-standard"),
            "/"
        ]);
        let seen = page.eval(seen).await;
        assert_eq!(seen[0].as_array().expect("a list")[..5], vec![json!("Link copied"); 5]);
        assert_eq!(seen[0][5], json!(last), "what was refused is shown");
        assert_eq!(seen[1], copied);
        assert_eq!([&seen[2], &seen[3], &seen[4], &seen[5]], [&json!(null), &json!(true), &json!(""), &json!(false)]);
        // Once for its hash and once to be run, unless a cache answers.
        let asked = page.cdn.requests().iter().filter(|path| *path == "/phaseout-share.js").count();
        assert!((1..=2).contains(&asked), "{asked}");
    });
}

#[test]
fn a_page_that_is_opened_with_a_link_shows_its_choice_in_its_card() {
    page(TWO).run(async |page| {
        for (fragment, shown) in [
            ("#phase-out=mine&product=kaspersky-free", ["kaspersky-free", "", "kaspersky-plus"]),
            ("#phase-out=.1&product=kaspersky-free", ["kaspersky-internet-security", "kaspersky-free", "kaspersky-plus"]),
            ("#phase-out=.2&product=kaspersky-free", ["kaspersky-internet-security", "", "kaspersky-plus"]),
            ("#phase-out=mine&product=Norton", ["kaspersky-internet-security", "", "kaspersky-plus"]),
            ("#product=kaspersky-free", ["kaspersky-internet-security", "", "kaspersky-plus"]),
        ] {
            page.goto("/other").await;
            page.goto(&format!("/{fragment}")).await;
            page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), all(4))").await;
            let seen = "return [[...document.querySelectorAll('phase-out')].slice(0, 3).map((it) => it.status?.product.id ?? ''),
                card().getAttribute('product'), location.hash, scrollY]";
            assert_eq!(page.eval(seen).await, json!([shown, "kis", fragment, 0]), "{fragment}");
        }
    });
}

#[test]
fn a_link_keeps_what_the_page_has_in_its_fragment() {
    let product = "product=kaspersky-internet-security";
    page(TWO).run(async |page| {
        for (fragment, link) in [
            ("#/docs/a%20b?c=d", "#/docs/a%20b?c=d&phase-out=mine"),
            ("#product=12", "#product=12&phase-out=mine"),
            ("#/docs&phase-out=.1&product=kaspersky-free", "#/docs&phase-out=mine"),
        ] {
            page.goto("/other").await;
            page.goto(&format!("/{fragment}")).await;
            page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), all(4))").await;
            let seen = "copied.length = 0; await said(card()); return [copied, location.hash]";
            assert_eq!(page.eval(seen).await, json!([[format!("/{link}&{product}")], fragment]));
        }
    });
}

#[test]
fn a_link_that_a_system_has_escaped_is_understood() {
    page(TWO).run(async |page| {
        for fragment in
            ["#phase-out%3Dmine%26product%3Dkaspersky-free", "#/route&phase-out=mine&product=kaspersky%2Dfree"]
        {
            page.goto("/other").await;
            page.goto(&format!("/{fragment}")).await;
            page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), all(4))").await;
            let seen = "return [card().status.product.id, location.hash]";
            assert_eq!(page.eval(seen).await, json!(["kaspersky-free", fragment]));
        }
    });
}

#[test]
fn a_link_within_the_page_is_followed_until_the_reader_has_chosen() {
    page(TWO).run(async |page| {
        page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), all(4))").await;
        let follow = |product: &str| format!("location.hash = 'phase-out=mine&product={product}'");
        page.eval(&follow("kaspersky-free")).await;
        page.until("card().status.product.id === 'kaspersky-free'").await;
        page.eval("history.back()").await;
        page.until("location.hash === ''").await;
        page.eval(&follow("kaspersky-plus")).await;
        page.until("card().status.product.id === 'kaspersky-plus'").await;
        // To all others nothing happens, and nobody is told but of the one.
        let seen = "return [[...document.querySelectorAll('phase-out')].map((it) => it.status?.product.id ?? ''),
            told.filter(([type]) => type === 'phase-out-change').length]";
        let shown = ["kaspersky-plus", "", "kaspersky-plus", "kaspersky-internet-security"];
        assert_eq!(page.eval(seen).await, json!([shown, 2]));
        page.eval(&format!("choose(card(), 'kaspersky-standard'); {}", follow("kaspersky-free"))).await;
        let seen = "for (let step = 0; step < 20; step += 1) await new Promise((done) => setTimeout(done, 10));
            return [card().status.product.id, location.hash]";
        let fragment = "#phase-out=mine&product=kaspersky-free";
        assert_eq!(page.eval(seen).await, json!(["kaspersky-standard", fragment]));
    });
}

#[test]
fn the_button_stays_and_keeps_the_focus_while_the_card_ticks_and_changes() {
    page("<phase-out share chooser product=\"kaspersky-premium\"></phase-out>")
        .checked_early()
        .turns_to("de")
        .head(crate::announcement::CLOCK)
        .run(async |page| {
            page.until("ready()").await;
            let seen = "const before = bar(card());
            before.firstChild.focus();
            for (let second = 0; second < 5; second += 1) advance(1000);
            choose(card(), 'kaspersky-free');
            const kept = [before === bar(card()), card().shadowRoot.activeElement === before.firstChild, part('toggle')];
            before.firstChild.click();
            return [...kept, part('toggle')]";
            assert_eq!(page.eval(seen).await, json!([true, true, "Stop the seconds", "Stop the seconds"]));
            page.eval("card().lang = 'de'").await;
            page.until("bar(card()).firstChild.textContent === 'Link zu dieser Antwort kopieren'").await;
        });
}

#[test]
fn without_its_script_a_card_has_no_button() {
    page("<phase-out share product=\"kis\" chooser></phase-out>")
        .cdn("/phaseout-share.js", crate::site::Answer::Missing)
        .run(async |page| {
            page.until("ready()").await;
            assert_eq!(page.eval("return [bar(card()), failed()]").await, json!([null, false]));
        });
}
