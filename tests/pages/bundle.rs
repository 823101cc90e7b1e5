//! The package in a newsroom's own project: what Vite built of `tests/bundle`, opened in a browser.

use serde_json::json;

use crate::case::project;
use crate::page::Page;

/// A product for a second card, so that a change can be seen.
const OTHER: &str = "kaspersky-threat-intelligence";

const WORDS: &str = "const card = () => document.querySelector('phase-out, our-card');
    const short = () => card()?.shadowRoot?.querySelector('[part~=short] > span')?.textContent;
    const part = (name) => card()?.shadowRoot?.querySelector(`[part~=${name}]`)?.textContent;";

async fn until(page: &Page, condition: &str) {
    page.until(&format!("(() => {{ {WORDS} return {condition}; }})()")).await;
}

#[test]
fn one_import_defines_the_element_and_takes_its_files_along() {
    project("index").run(async |page| {
        until(page, "short() === 'Updates ended'").await;
        // Of cards a bundler takes along the file of all products alone; nobody asked for a choice.
        until(page, "!card().shadowRoot.querySelector('select') && part('product') === 'Kaspersky Premium'").await;
        // The player is in the script, and a card is a module: nothing is asked for that a bundler would have to copy.
        let mut requests = page.host.requests();
        requests.retain(|path| path.starts_with("/assets/"));
        assert!(
            requests.iter().all(|path| path.rsplit('.').next() == Some("js") && !path.contains("desk")),
            "{requests:?}"
        );
        assert!(page.cdn.requests().is_empty(), "nothing comes from anywhere else");
    });
}

#[test]
fn the_class_defines_nothing_by_itself() {
    project("plain").run(async |page| {
        until(page, "part('title') === 'End of support for Windows 10' && card().shadowRoot.querySelector('section').lang === 'es'").await;
        let seen = "return [customElements.get('phase-out') === undefined,
            (await evaluate({ product: 'kis', now: '2024-08-01' })).phase]";
        assert_eq!(page.eval(seen).await, json!([true, "sales-ended"]));
    });
}

#[test]
fn react_mounts_updates_and_unmounts_a_card() {
    check("react");
}

#[test]
fn vue_mounts_updates_and_unmounts_a_card() {
    check("vue");
}

#[test]
fn svelte_mounts_updates_and_unmounts_a_card() {
    check("svelte");
}

/// Mounted, given another product, unmounted: nothing of the card is left, and no timer.
fn check(framework: &str) {
    project(framework).run(async |page| {
        until(page, "short() === 'Updates ended'").await;
        page.eval(&format!("window.first = document.querySelector('phase-out'); show('{OTHER}')")).await;
        until(page, "short() === 'Not covered'").await;
        assert_eq!(page.eval("return first === document.querySelector('phase-out')").await, json!(true));
        // With its last card gone the core has to take its one timer back.
        page.eval(
            "window.waiting = new Set();
            const { setTimeout, clearTimeout } = window;
            window.setTimeout = (run, after) => {
                // A driver sets timers in the page, too.
                if (!run._wbg_cb_unref) return setTimeout(run, after);
                const id = setTimeout(() => { waiting.delete(id); run(); }, after);
                waiting.add(id);
                return id;
            };
            window.clearTimeout = (id) => { waiting.delete(id); clearTimeout(id); };
            show('kaspersky-premium')",
        )
        .await;
        until(page, "short() === 'Updates ended' && waiting.size === 1").await;
        page.eval("end()").await;
        until(page, "card() === null && waiting.size === 0").await;
        assert_eq!(page.eval("return document.querySelector('#app')?.childElementCount").await, json!(0));
    });
}
