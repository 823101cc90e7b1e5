//! Pages whose own scripts have changed what a script may expect: the card is the same, and nothing is thrown.

use serde_json::json;

use crate::article::{IN_ONE_PLACE, LISTENER, SCRIPT, SENTENCE, premium};
use crate::browser::{Engine, engine};
use crate::case::case;

/// Takes back what a page has done to all objects as soon as the card has spoken: a driver could not speak either.
const UNDO: &str = "<script>for (const name of ['ready', 'error'])
    addEventListener(`phase-out-${name}`, () => {
        for (const it of [Object, Array, String]) delete it.prototype.toJSON;
    });</script>";

/// A script that runs before ours.
fn hostile(script: &str) -> String {
    format!("<script>{script}</script>")
}

#[test]
fn a_card_is_the_same_whatever_the_page_has_done_to_its_globals() {
    for script in [
        "Object.prototype.url = 'javascript:alert(1)'; Object.prototype.name = 'x'; Object.prototype.call = 1;
            Array.prototype.also = () => {}; Object.prototype.places = 'x'; Object.prototype.a = () => { throw 1 }",
        "Array.prototype.toJSON = () => 'x'; String.prototype.toJSON = () => 'y'; Object.prototype.toJSON = () => 'z'",
        "for (const it of [Object, Array, Map, Set, Promise, String, Function, Element, Node, Event, EventTarget])
            Object.freeze(it), Object.freeze(it.prototype)",
        "const { setTimeout, clearTimeout, Promise } = window;
            window.setTimeout = (run, after, ...more) => setTimeout(() => run(...more), after);
            window.Promise = class extends Promise {}",
        "document.createElement = ((make) => (...names) => make.apply(document, names))(document.createElement)",
        "delete window.IntersectionObserver; delete window.FinalizationRegistry; delete window.AbortSignal",
        "URL.canParse = undefined; delete Object.hasOwn; Object.hasOwn ??= (it, name) => ({}).hasOwnProperty.call(it, name)",
    ] {
        // WebKitGTK's driver cannot speak to such a page: "cannot serialize cyclic structures".
        if engine() == Engine::Webkit && script.contains("Object.prototype.") {
            continue;
        }
        case(&premium("")).head(LISTENER).head(&hostile(script)).head(UNDO).head(SCRIPT).run(async |page| {
            page.until("ready() || failed()").await;
            let seen = "const { problems } = told.find(([type]) => type === 'phase-out-error')?.[1] ?? {};
                return [problems ?? null, short(), [...card().shadowRoot.querySelectorAll('a')].every(({ protocol }) =>
                ['https:', 'data:', 'blob:'].includes(protocol))]";
            assert_eq!(page.eval(seen).await, json!([null, "Updates ended", true]), "{script}");
        });
    }
}

#[test]
fn a_browser_that_lacks_what_the_card_needs_keeps_the_sentence() {
    for script in [
        "delete window.customElements; Object.defineProperty(window, 'customElements', { value: undefined })",
        "delete Element.prototype.attachShadow",
        "delete window.TextDecoder",
        "delete window.CSSStyleSheet",
    ] {
        case(&premium("")).head(LISTENER).head(&hostile(script)).head(SCRIPT).run(async |page| {
            page.eval("await import(cdn + '/phaseout.js').catch(() => {}); await new Promise(requestAnimationFrame)")
                .await;
            page.until("card().innerText.length > 10 || ready()").await;
            assert_eq!(page.eval("return card().textContent").await, json!(SENTENCE), "{script}");
        });
    }
}

#[test]
fn a_root_that_cannot_be_opened_is_told_of_once_and_the_sentence_stays() {
    let script = hostile("delete Element.prototype.attachShadow");
    case(&premium("")).head(LISTENER).head(&script).head(SCRIPT).run(async |page| {
        page.until("failed()").await;
        page.eval("await new Promise(requestAnimationFrame)").await;
        let seen = "return [told.filter(([type]) => type === 'phase-out-error').length, card().textContent]";
        assert_eq!(page.eval(seen).await, json!([1, SENTENCE]));
    });
}

/// Counts the core's own timers: what waits is in `waiting`.
const COUNTED: &str = "var waiting = new Set();
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = (run, after) => {
        if (!run._wbg_cb_unref) return set(run, after);
        const id = set(() => { waiting.delete(id); run() }, after);
        waiting.add(id);
        return id;
    };
    window.clearTimeout = (id) => { waiting.delete(id); clear(id) };";

/// Keeps the memory of each core that is started as WebAssembly in `memories`.
const MEMORIES: &str = "var memories = [];
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...module) {
        const instance = new Instance(...module);
        memories.push(...Object.values(instance.exports).filter((it) => it instanceof WebAssembly.Memory));
        return instance;
    };";

#[test]
fn two_hundred_cards_share_one_timer_and_give_it_back() {
    case(&premium("").repeat(200)).head(IN_ONE_PLACE).head(LISTENER).head(&hostile(COUNTED)).head(SCRIPT).run(
        async |page| {
            page.until("told.length === 200").await;
            assert_eq!(page.eval("return waiting.size").await, json!(1));
            page.eval("document.body.replaceChildren()").await;
            page.until("waiting.size === 0").await;
        },
    );
}

#[test]
fn moves_removals_and_changes_by_the_hundred_leave_one_card_alive() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const element = card();
            for (let time = 0; time < 500; time += 1) {
                element.remove();
                if (time % 50 === 0) await null;
                document.body.append(element);
            }
            for (let time = 0; time < 1000; time += 1) {
                element.product = time % 2 ? 'kaspersky-plus' : 'kaspersky-free';
                if (time % 100 === 0) await new Promise((done) => setTimeout(done));
            }
            element.product = 'kaspersky-standard';";
        page.eval(seen).await;
        page.until("part('product') === 'Kaspersky Standard' && !failed()").await;
    });
}

#[test]
fn cards_that_come_and_go_and_change_leave_memory_as_it_was_and_one_timer() {
    let scripts = [hostile(COUNTED), hostile(MEMORIES)].concat();
    case(&premium("")).head(LISTENER).head(&scripts).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const element = card(), [memory] = memories;
            // A task of its own, without the wait that a timer has.
            const { port1, port2 } = new MessageChannel();
            const task = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(null) });
            // Each card that was read is kept.
            for (const id of ['kaspersky-plus', 'kaspersky-free', 'kaspersky-premium']) {
                element.product = id;
                while (element.status.product.id !== id) await task();
            }
            const before = memory.buffer.byteLength;
            for (let time = 0; time < 500; time += 1) {
                element.remove();
                while (element.status) await task();
                document.body.append(element);
                while (!element.status) await task();
            }
            for (let time = 0; time < 1000; time += 1) {
                const id = time % 2 ? 'kaspersky-plus' : 'kaspersky-free';
                element.product = id;
                while (element.status.product.id !== id) await task();
            }
            const grown = memory.buffer.byteLength - before;
            return [memories.length, Math.abs(grown) <= 65536 || grown, waiting.size, failed()]";
        assert_eq!(page.eval(seen).await, json!([1, true, 1, false]));
    });
}

#[test]
fn questions_that_cannot_be_answered_leave_memory_as_it_was() {
    // The page's own script loads the core: in Firefox a driver's script does so outside of the page.
    let script = "<script type=\"module\">window.evaluate = (await import('{cdn}/phaseout.js')).evaluate</script>";
    case("").head(&hostile(MEMORIES)).head(script).run(async |page| {
        page.until("window.evaluate").await;
        let seen = "const catalogue = await (await fetch(cdn + '/catalogue/windows-10.json')).text();
            const product = JSON.parse(catalogue).products[0].id;
            await evaluate({ product, catalogue });
            const [memory] = memories, before = memory.buffer.byteLength;
            let refused = 0;
            for (let time = 0; time < 300; time += 1) {
                await evaluate({ product, catalogue, now: 'tomorrow' }).catch(() => { refused += 1 });
            }
            const grown = memory.buffer.byteLength - before;
            return [refused, Math.abs(grown) <= 65536 || grown]";
        assert_eq!(page.eval(seen).await, json!([300, true]));
    });
}

#[test]
fn a_card_that_is_adopted_by_another_document_and_comes_back_is_dressed() {
    let body = format!("{}<iframe srcdoc=\"<p>Another document</p>\"></iframe>", premium(""));
    case(&body).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const element = card(), frame = document.querySelector('iframe');
            const border = () => frame.ownerDocument.defaultView.getComputedStyle(element.shadowRoot.querySelector('[part~=card]')).borderTopStyle;
            const there = [];
            frame.contentDocument.body.append(element);
            await new Promise((done) => setTimeout(done));
            there.push(element.shadowRoot.adoptedStyleSheets.length);
            document.body.append(element);
            await new Promise((done) => setTimeout(done));
            return [...there, element.shadowRoot.adoptedStyleSheets.length, border(), short()]";
        assert_eq!(page.eval(seen).await, json!([2, 2, "solid", "Updates ended"]));
    });
}

#[test]
fn the_page_keeps_its_address_title_focus_and_scroll() {
    let body = format!("<input autofocus id=\"mine\"><div style=\"block-size: 3000px\">{}</div>", premium("chooser"));
    case(&body).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("document.querySelector('#mine').focus(); scrollTo(0, 40); card().product = 'kaspersky-plus'").await;
        page.until("part('sentence').includes('Kaspersky Plus')").await;
        let seen =
            "return [document.title, history.length > 0 && location.pathname, document.activeElement.id, scrollY,
            document.documentElement.getAttributeNames(), document.body.getAttributeNames()]";
        assert_eq!(page.eval(seen).await, json!(["A page", "/", "mine", 40, ["lang"], []]));
    });
}

#[test]
fn a_page_with_a_card_comes_back_from_the_back_forward_cache_with_a_true_card() {
    let clock = "var ahead = 0; const clock = Date.now;
        Date.now = () => Date.UTC(2024, 8, 29, 3, 0) + ahead;
        addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; if (persisted) ahead = 86400000 })";
    let other = crate::site::Answer::text("text/html", "<!doctype html><title>Another page</title>");
    case(&premium("")).checked_early().head(&hostile(clock)).head(LISTENER).head(SCRIPT).host("/other", other).run(
        async |page| {
            page.until("/^Updates end /.test(short())").await;
            page.goto("/other").await;
            page.client.back().await.expect("there is a page before");
            // Where a driver keeps no page alive the page is loaded anew, and starts before the deadline again.
            page.until("persisted ? short() === 'Updates ended' : /^Updates end /.test(short())").await;
        },
    );
}
