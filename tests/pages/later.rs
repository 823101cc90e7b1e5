//! The form for systems that delete unknown elements, put into a page that has loaded: as the libraries do it that do so.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT};
use crate::card::prerendered;
use crate::case::{Case, case, packages};
use crate::page::Page;
use crate::site::Answer;

/// What a system keeps of a snippet: the block and its sentence.
fn block(product: &str) -> String {
    let snippet = prerendered(&["--product", product, "--block", "--lang", "es"]);
    snippet.split("<script").next().expect("a beginning").trim().to_owned()
}

fn document(body: &str) -> Answer {
    Answer::text("text/html", format!("<!doctype html><html lang=\"en\"><title>Next</title><body>{body}</body></html>"))
}

/// A page with a script of a library, and without a card so far.
fn page(body: &str, library: &str) -> Case {
    let library = if library.is_empty() { String::new() } else { format!("<script src=\"/{library}\"></script>") };
    case(body).head(LISTENER).head(SCRIPT).head(&library).host_folder(packages())
}

const TURBO: &str = "@hotwired/turbo/dist/turbo.es2017-umd.js";
const HTMX: &str = "htmx.org/dist/htmx.js";
const IDIOMORPH: &str = "idiomorph/dist/idiomorph.js";

/// There is one card, it is live and of this product, and its sentence stands once.
async fn live(page: &Page, product: &str) {
    page.until(&format!(
        "card()?.parentElement?.matches('div[data-phase-out]') && part('product') === '{product}' && short() === 'Ya no recibe actualizaciones'"
    ))
    .await;
    let seen =
        "return [document.querySelectorAll('phase-out').length, document.querySelectorAll('[data-phase-out]').length,
        card().querySelectorAll('a').length, card().parentElement.childElementCount, failed()]";
    assert_eq!(page.eval(seen).await, json!([1, 1, 1, 1, false]), "{product}");
}

const KIS: &str = "Kaspersky Internet Security";
const PREMIUM: &str = "Kaspersky Premium";

#[test]
fn a_block_that_turbo_puts_in_becomes_a_card() {
    page("<p>First</p><turbo-frame id=\"part\"></turbo-frame>", TURBO)
        .host("/next", document(&block("kis")))
        .host("/part", document(&format!("<turbo-frame id=\"part\">{}</turbo-frame>", block("kaspersky-premium"))))
        .run(async |page| {
            page.until("customElements.get('phase-out')").await;
            page.eval("Turbo.visit('/next')").await;
            live(page, KIS).await;
            // Back, and forward to what Turbo has kept of the page.
            page.eval("history.back()").await;
            page.until("card() === null && document.querySelector('p')").await;
            page.eval("history.forward()").await;
            live(page, KIS).await;
            page.eval("history.back()").await;
            page.until("document.querySelector('turbo-frame')").await;
            page.eval("document.querySelector('turbo-frame').src = '/part'").await;
            live(page, PREMIUM).await;
            let stream = json!(format!(
                "<turbo-stream action=\"update\" target=\"part\"><template>{}</template></turbo-stream>",
                block("kis")
            ));
            page.eval(&format!("Turbo.renderStreamMessage({stream})")).await;
            live(page, KIS).await;
        });
}

#[test]
fn a_block_that_htmx_puts_in_becomes_a_card() {
    page("<main><p>First</p></main>", HTMX)
        .host("/kis", Answer::text("text/html", block("kis")))
        .host("/premium", Answer::text("text/html", block("kaspersky-premium")))
        .run(async |page| {
            page.until("customElements.get('phase-out')").await;
            page.eval("htmx.ajax('GET', '/kis', { target: 'main', swap: 'beforeend' })").await;
            live(page, KIS).await;
            page.eval("htmx.ajax('GET', '/premium', { target: 'main', swap: 'innerHTML' })").await;
            live(page, PREMIUM).await;
            page.eval("htmx.ajax('GET', '/kis', { target: 'main', swap: 'innerMorph' })").await;
            live(page, KIS).await;
        });
}

#[test]
fn a_block_that_idiomorph_makes_of_other_elements_becomes_a_card_and_follows() {
    page("<main><div>Some words</div></main>", IDIOMORPH).run(async |page| {
        page.until("customElements.get('phase-out')").await;
        for (product, name) in [("kis", KIS), ("kaspersky-premium", PREMIUM)] {
            let next = json!(format!("<main>{}</main>", block(product)));
            page.eval(&format!("Idiomorph.morph(document.querySelector('main'), {next})")).await;
            live(page, name).await;
        }
        // Nothing but an attribute may have come.
        page.eval("document.querySelector('main').innerHTML = '<div data-product=\"kis\" data-lang=\"es\"><a href=\"https://a.example/\">Words</a></div>'").await;
        page.eval("document.querySelector('main > div').dataset.phaseOut = ''").await;
        live(page, KIS).await;
    });
}

#[test]
fn a_card_whose_page_is_put_in_anew_stays_with_the_readers_choice() {
    let block = block("kis").replace("data-product", "data-chooser data-product");
    let refresh = "<meta name=\"turbo-refresh-method\" content=\"morph\">";
    page(&format!("<main>{block}</main>"), IDIOMORPH)
        .head(refresh)
        .head(&format!("<script src=\"/{TURBO}\"></script>"))
        .run(async |page| {
            live(page, KIS).await;
            let choose = "window.first = card();
                const select = card().shadowRoot.querySelector('select');
                select.value = 'kaspersky-premium';
                select.dispatchEvent(new Event('change', { bubbles: true }));
                return card().status.product.name";
            assert_eq!(page.eval(choose).await, json!(PREMIUM));
            let same = json!(format!("<main>{block}</main>"));
            page.eval(&format!("Idiomorph.morph(document.querySelector('main'), {same})")).await;
            live(page, PREMIUM).await;
            page.eval("document.addEventListener('turbo:render', () => { window.rendered = true }); Turbo.visit(location.href, { action: 'replace' })")
                .await;
            page.until("window.rendered").await;
            live(page, PREMIUM).await;
            assert_eq!(page.eval("return [card() === first, told.length]").await, json!([true, 2]));
        });
}

#[test]
fn blocks_of_an_endless_page_become_cards_one_after_another() {
    let more = "<script>var more = async (path) => {
        const answer = await fetch(path);
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        document.querySelector('main').append(...page.body.childNodes);
    }</script>";
    let many = format!("<article>{}</article><form><input name=\"hasAttribute\">{}</form>", block("kis"), block("kis"));
    page("<main></main>", "").head(more).host("/more", document(&many)).run(async |page| {
        page.until("customElements.get('phase-out')").await;
        for count in [2, 4] {
            page.eval("more('/more')").await;
            page.until(&format!(
                "[...document.querySelectorAll('[data-phase-out] > phase-out')].filter((it) => it.approach() || it.status?.product.name === '{KIS}').length === {count}"
            ))
            .await;
        }
    });
}

#[test]
fn a_block_of_a_page_that_is_written_anew_becomes_a_card() {
    let next =
        json!(format!("<!doctype html><html lang=\"en\"><title>Next</title><body>{}</body></html>", block("kis")));
    // In one step, and in two with time between them: what is half there is waited for.
    let steps = "const at = next.indexOf('<a '); document.write(next.slice(0, at));
        for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => setTimeout(done, 10));
        seen = document.querySelector('phase-out'); document.write(next.slice(at));";
    for write in ["document.write(next);", steps] {
        page("<p>First</p>", "").run(async |page| {
            page.until("customElements.get('phase-out')").await;
            let seen = page
                .eval(&format!(
                    "let seen = null; const next = {next}; document.open(); {write} document.close(); return seen"
                ))
                .await;
            assert_eq!(seen, json!(null));
            live(page, KIS).await;
        });
    }
}

#[test]
fn whoever_takes_the_card_out_of_its_block_each_time_does_not_hang_the_page() {
    let script = "<script>var taken = 0;
        new MutationObserver(() => {
          for (const it of document.querySelectorAll('phase-out')) { taken += 1; it.replaceWith(...it.childNodes); }
        }).observe(document, { childList: true, subtree: true });</script>";
    page(&block("kis"), "").head(script).run(async |page| {
        page.until("taken > 0").await;
        let seen = "await new Promise((done) => setTimeout(done, 100));
            const before = taken;
            await new Promise((done) => setTimeout(done, 100));
            return [taken === before, taken < 50, card(), document.querySelector('[data-phase-out]').textContent.length > 20]";
        assert_eq!(page.eval(seen).await, json!([true, true, null, true]));
    });
}
