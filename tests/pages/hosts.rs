//! Pages that are made otherwise than most: in XML, inside an attribute, in a shadow root, by a framework, under a tool that
//! asks for consent, hidden until they are defined, or read without what surrounds the words.
//!
//! Where a page has to do something for it, docs/embedding.md has the line, and the case has it from there.

use serde_json::json;

use crate::article::{LISTENER, SCRIPT, SENTENCE, SMALL, premium};
use crate::card::prerendered;
use crate::case::{COLLECTOR, Case, case, packages, project};
use crate::page::Page;
use crate::site::Answer;

const EMBEDDING: &str = include_str!("../../docs/embedding.md");

/// A line of the documentation, as it is there, with the folder where the tests have it.
#[track_caller]
fn documented(line: &str) -> String {
    assert!(EMBEDDING.contains(line), "docs/embedding.md has no `{line}`");
    line.replace("https://cdn.example/phaseout/0.1.0", "{cdn}")
}

/// What loads the script without being a module.
const IMPORT: &str = "<script>import(\"https://cdn.example/phaseout/0.1.0/phaseout.js\").catch(() => {})</script>";

/// A page in XML, at `/` like any other.
fn xhtml(attributes: &str, body: &str) -> Case {
    // Chromium runs no module that is an element of XML.
    let script = documented(IMPORT);
    let page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" {attributes}><head>{COLLECTOR}\
         <link rel=\"icon\" href=\"data:,\"/><title>A page</title>{LISTENER}{script}</head><body>{body}</body></html>"
    );
    case("").host("/", Answer::text("application/xhtml+xml", page))
}

#[test]
fn a_page_in_xml_holds_a_live_card_in_each_form_and_has_it_later_too() {
    let mark = documented("data-phase-out=\"\"");
    let block = format!("<div {mark} data-product=\"kaspersky-premium\" data-chooser=\"\">{SENTENCE}</div>");
    for body in [premium("chooser=\"\" share=\"\""), block.clone()] {
        xhtml("lang=\"en\"", &body).run(async |page| {
            page.until("ready() && short() === 'Updates ended'").await;
            let seen = "const select = card().shadowRoot.querySelector('select');
                select.value = 'kaspersky-free';
                select.dispatchEvent(new Event('change', { bubbles: true }));
                return [document.contentType, part('product'), failed(),
                    [...card().shadowRoot.querySelectorAll('*')].every((it) => it instanceof HTMLElement || it instanceof SVGElement)]";
            assert_eq!(page.eval(seen).await, json!(["application/xhtml+xml", "Kaspersky Free", false, true]));
        });
    }
    xhtml("lang=\"en\"", "<p>First</p>").run(async |page| {
        page.until("customElements.get('phase-out')").await;
        page.eval(&format!("document.querySelector('p').innerHTML = {}", json!(block))).await;
        page.until("short() === 'Updates ended'").await;
    });
}

#[test]
fn the_language_of_xml_is_the_language_of_the_card() {
    let of_block = format!("<div xml:lang=\"es\"><p>{}</p></div>", premium(""));
    let cases = [
        (xhtml("xml:lang=\"de\"", &premium("")), "de"),
        (xhtml("lang=\"fr\" xml:lang=\"fr\"", &of_block), "es"),
        // Many a page was XML once and says its language so still.
        (case(&of_block).head(LISTENER).head(SCRIPT), "es"),
        (case(&format!("<div xml:lang=\"es\" lang=\"de\">{}</div>", premium(""))).head(LISTENER).head(SCRIPT), "de"),
        (
            case(&format!("<div xml:lang=\"es\"><p lang=\"de\">{}</p></div>", premium(""))).head(LISTENER).head(SCRIPT),
            "de",
        ),
    ];
    for (page, language) in cases {
        page.run(async |page| {
            page.until("ready()").await;
            let seen = page.eval("return card().shadowRoot.querySelector('section').lang").await;
            assert_eq!(seen, json!(language));
        });
    }
}

#[test]
fn a_page_inside_an_attribute_has_its_own_topic_at_an_address_of_the_page_around_it() {
    let inside =
        format!("{SCRIPT}<phase-out catalogue=\"topics/own.json\" product=\"acme-anvil\">A sentence.</phase-out>");
    let frame = |sandbox: &str| {
        let inside = inside.replace('&', "&amp;").replace('"', "&quot;");
        case(&format!("<iframe {sandbox} width=\"600\" height=\"400\" srcdoc=\"{inside}\"></iframe>"))
            .host("/topics/own.json", Answer::text("application/json", SMALL))
    };
    let part = "document.querySelector('iframe').contentDocument.querySelector('phase-out').shadowRoot?.querySelector('[part=product]')?.textContent";
    for sandbox in ["", "sandbox=\"allow-scripts allow-same-origin\""] {
        frame(sandbox).run(async |page| {
            page.until(&format!("{part} === 'Acme Anvil'")).await;
        });
    }
    // Without an origin nothing is its own.
    let heard = "<script>var heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>";
    let tell = "<script>addEventListener('phase-out-error', ({ detail }) => parent.postMessage(detail.problems[0].message, '*'))</script>";
    let sandboxed = format!("{tell}{inside}").replace('&', "&amp;").replace('"', "&quot;");
    case(&format!("<iframe sandbox=\"allow-scripts\" width=\"600\" height=\"400\" srcdoc=\"{sandboxed}\"></iframe>"))
        .head(heard)
        .run(async |page| {
            page.until("heard.some((said) => said.includes('neither https nor of the page'))").await;
        });
}

#[test]
fn a_frame_in_a_shadow_root_is_as_high_as_its_card() {
    let frame = "<iframe data-phase-out-frame title=\"The ban\" width=\"600\" height=\"99\" src=\"{cdn}/embed.html?product=kaspersky-premium\"></iframe>";
    let fields = "<form><input name=\"shadowRoot\"></form>";
    let script = "<script>
        var outer = document.querySelector('#host').attachShadow({ mode: 'open' });
        outer.innerHTML = '<p><span></span></p>';
        var root = outer.querySelector('span').attachShadow({ mode: 'open' });
        var put = () => { root.innerHTML = `FRAME`; };
        var height = () => Number(root.querySelector('iframe').height);
        </script>"
        .replace("FRAME", frame);
    let fitting = "<script type=\"module\" crossorigin src=\"{cdn}/phaseout-frame.js\"></script>";
    case(&format!("{fields}<div id=\"host\"></div>{script}")).head(fitting).run(async |page| {
        page.eval("put()").await;
        page.until("height() > 200").await;
    });
    // The frame has spoken before the script comes.
    case(&format!("<div id=\"host\"></div>{script}")).run(async |page| {
        let late = "const heard = new Promise((done) => addEventListener('message', done, { once: true }));
            put();
            await heard;
            const script = Object.assign(document.createElement('script'), { type: 'module', src: cdn + '/phaseout-frame.js' });
            document.head.append(script)";
        page.eval(late).await;
        page.until("height() > 200").await;
    });
}

/// A tool that asks for consent, and what runs once it has it.
fn consent(script: &str) -> Case {
    let tool = "<script src=\"/vanilla-cookieconsent/dist/cookieconsent.umd.js\"></script>";
    let run = "<script>CookieConsent.run({ hideFromBots: false, autoShow: false, cookie: { useLocalStorage: true }, categories: { media: {} },
        language: { default: 'en', translations: { en: { consentModal: {}, preferencesModal: { sections: [] } } } } });</script>";
    case(&format!("{}{script}{run}", premium(""))).head(LISTENER).head(tool).host_folder(packages())
}

const AGREE: &str = "CookieConsent.acceptCategory('media')";

#[test]
fn a_tool_that_asks_for_consent_runs_the_script_as_what_it_is() {
    let module = documented(
        "<script type=\"text/plain\" data-category=\"media\" data-type=\"module\" crossorigin referrerpolicy=\"no-referrer\" src=\"https://cdn.example/phaseout/0.1.0/phaseout.js\"></script>",
    );
    let import = documented(IMPORT).replace("<script>", "<script type=\"text/plain\" data-category=\"media\">");
    for line in [module, import] {
        consent(&line).run(async |page| {
            assert_eq!(page.eval("return customElements.get('phase-out') === undefined").await, json!(true));
            page.eval(AGREE).await;
            page.until("short() === 'Updates ended'").await;
        });
    }
}

#[test]
fn a_tool_that_forgets_what_a_script_is_leaves_the_sentence() {
    let forgotten = SCRIPT.replace("type=\"module\"", "type=\"text/plain\" data-category=\"media\"");
    consent(&forgotten).run(async |page| {
        page.eval(AGREE).await;
        page.until("hostErrors.length > 0").await;
        // This is what the lines in the documentation are for.
        let errors = page.take_host_errors().await;
        assert!(errors.iter().all(|error| error.contains("SyntaxError")), "{errors:?}");
        assert_eq!(page.eval("return [card().shadowRoot, card().innerText]").await, json!([null, SENTENCE]));
    });
}

#[test]
fn a_page_that_hides_what_is_not_defined_hides_no_sentence() {
    let hide = "<style>:not(:defined) { visibility: hidden }</style>";
    let line = documented("phase-out:not(:defined) { visibility: visible }");
    let show = format!("<style>{line}</style>");
    let seen = "return getComputedStyle(card()).visibility";
    for (head, visibility) in [(hide.to_owned(), "hidden"), (show.clone() + hide, "visible")] {
        case(&premium("")).head(LISTENER).head(&head).run(async |page| {
            assert_eq!(page.eval(seen).await, json!(visibility));
        });
    }
    // Once the script is there the card is defined; the other form always is.
    let block = format!("<div data-phase-out data-product=\"kaspersky-premium\">{SENTENCE}</div>");
    for body in [premium(""), block] {
        case(&body).head(LISTENER).head(hide).head(SCRIPT).run(async |page| {
            page.until("short() === 'Updates ended'").await;
            let seen = "const title = card().shadowRoot.querySelector('[part=title]');
                return [card(), title].map((it) => getComputedStyle(it).visibility)";
            assert_eq!(page.eval(seen).await, json!(["visible", "visible"]));
        });
    }
}

/// What Firefox's reader mode makes of the page.
const READ: &str = "return new Readability(document.cloneNode(true)).parse()?.textContent ?? ''";

async fn read(page: &Page) -> String {
    page.eval(READ).await.as_str().expect("a text").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_reader_mode_has_the_sentence_of_each_form_and_beside_a_frame_the_one_before_it() {
    let story = "<p>The ministry said on Monday that nobody has to do anything in a hurry, and that those who have bought a licence, or two, may of course keep it.</p>".repeat(6);
    let form = |form: &[&str]| {
        let mut arguments = vec!["--product", "kaspersky-premium"];
        arguments.extend(form);
        prerendered(&arguments)
    };
    let script = ["--script", "{cdn}/phaseout.js"];
    let with = |name: &'static str| [&[name][..], &script].concat();
    let plain = form(&["--plain"]);
    let said = "Kaspersky Premium";
    assert!(EMBEDDING.contains("Put the sentence (`--plain`) before it"));
    let frame = form(&with("--frame"));
    for (card, count) in [
        (form(&script), 1),
        (form(&with("--block")), 1),
        (plain.clone(), 1),
        (frame.clone(), 0),
        (format!("{plain}{frame}"), 1),
    ] {
        let library = "<script src=\"/@mozilla/readability/Readability.js\"></script>";
        let body = format!("<article><h1>The ban</h1>{story}{card}{story}</article>");
        case(&body).head(LISTENER).head(library).host_folder(packages()).run(async |page| {
            if card.contains("/phaseout.js") {
                page.until("ready()").await;
            }
            let text = read(page).await;
            assert!(text.contains("The ministry said"), "{text}");
            assert_eq!(text.matches(said).count().min(1), count, "{card}\n{text}");
        });
    }
}

#[test]
fn react_hydrates_a_card_that_was_live_before() {
    project("hydrate").run(async |page| {
        let live = "(window.cards = () => [...document.querySelectorAll('phase-out')], cards().length === 2
            && cards().every(({ shadowRoot }) => shadowRoot?.querySelector('[part~=short] > span')?.textContent === 'Updates ended'))";
        page.until(live).await;
        page.eval("window.before = cards(); await hydrate()").await;
        // The block that React writes itself comes when it has been read.
        page.until("document.querySelectorAll('[data-phase-out] > phase-out').length === 2").await;
        let seen = "return [before.every((it, at) => it === cards().filter((it) => !it.closest('#late'))[at]), hostErrors.length, problems]";
        assert_eq!(page.eval(seen).await, json!([true, 0, []]));
        page.eval("show('kaspersky-plus')").await;
        page.until("cards()[0].status.product.id === 'kaspersky-plus' && cards().length === 3").await;
        assert_eq!(page.eval("return problems").await, json!([]));
    });
}
