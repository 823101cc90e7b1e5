//! Whole pages in real browsers, one engine a run, with the published folder on a second origin.
//!
//! `cargo xtask test --pages` starts what these tests need. A case is the markup of
//! a page and what must then be true of it. Must never sleep: a case waits for a
//! condition in the page.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::json;

use crate::case::case;
use crate::site::Answer;

mod accessibility;
mod announcement;
mod answer;
mod around;
mod article;
mod barriers;
mod browser;
mod builder;
mod bundle;
mod card;
mod cards;
mod case;
mod clock;
mod compiled;
mod desk;
mod differential;
mod editor;
mod facts;
mod faults;
mod frame;
mod headers;
mod hostile;
mod hosts;
mod input;
mod inside;
mod language;
mod later;
mod look;
mod page;
mod picture;
mod policy;
mod reflow;
mod rest;
mod search;
mod share;
mod shift;
mod site;
mod styles;
mod text;
mod theming;
mod time;
mod topics;

#[test]
fn errors_and_rejections_that_reach_the_host_page_are_seen() {
    case("<script>Promise.reject('a promise'); throw new Error('a script')</script>").run(async |page| {
        page.until("hostErrors.length === 2").await;
        let errors = page.take_host_errors().await;
        // Some engines say "Uncaught" first.
        let errors: Vec<_> = errors.iter().map(|error| error.trim_start_matches("Uncaught ")).collect();
        assert_eq!(errors, ["Error: a script", "unhandled rejection: a promise"]);
    });
}

#[test]
fn published_files_come_from_another_origin() {
    case("<h1>A page</h1>").run(async |page| {
        let answer = "const { ok, headers } = await fetch(cdn + '/phaseout.wasm');
            return [ok, headers.get('content-type'), document.querySelector('h1').textContent]";
        assert_eq!(page.eval(answer).await, json!([true, "application/wasm", "A page"]));
        assert_eq!(page.host.requests(), ["/"]);
        assert_eq!(page.cdn.requests(), ["/phaseout.wasm"]);
    });
}

#[test]
fn a_page_has_a_language_and_its_host_has_other_files() {
    case("<p>Uno</p>")
        .lang("es")
        .head("<script src=\"/host.js\"></script>")
        .host("/host.js", Answer::text("text/javascript", "window.from = '{host}'"))
        .run(async |page| {
            let same = page.eval("return [document.documentElement.lang, window.from === location.origin]").await;
            assert_eq!(same, json!(["es", true]));
        });
}

#[test]
fn a_published_file_can_be_missing_or_replaced_or_never_arrive() {
    case("")
        .cdn("/missing.js", Answer::Missing)
        .cdn("/replaced.js", Answer::text("text/javascript", "export default 1"))
        .cdn("/hangs.js", Answer::Hang)
        .run(async |page| {
            let outcome = "return [
                (await fetch(cdn + '/missing.js')).status,
                await (await fetch(cdn + '/replaced.js')).text(),
                await fetch(cdn + '/hangs.js', { signal: AbortSignal.timeout(50) }).catch(() => 'gave up'),
            ]";
            assert_eq!(page.eval(outcome).await, json!([404, "export default 1", "gave up"]));
        });
}

#[test]
fn headers_of_both_origins_can_be_changed() {
    case("<script>hostErrors.push('an inline script ran')</script>")
        .host_header("content-security-policy", "script-src 'nonce-collector'; connect-src {cdn}")
        .cdn_header("access-control-allow-origin", None)
        .run(async |page| {
            let outcome = "return await fetch(cdn + '/phaseout.wasm').catch((error) => error.name)";
            assert_eq!(page.eval(outcome).await, json!("TypeError"));
        });
}
