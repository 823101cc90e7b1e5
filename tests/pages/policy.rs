//! Pages with every policy that a platform team may set: the card is there as far as the policy allows, and breaks none.

use serde_json::json;

use crate::article::{LISTENER, SENTENCE, premium};
use crate::browser::{Engine, engine};
use crate::case::{Case, case};
use crate::faults::{dist, hash};
use crate::page::Page;

/// Notes each breach of a policy, from before anything of ours is there.
const BREACHES: &str = "<script nonce=\"collector\">
var breaches = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  breaches.push(`${violatedDirective} ${blockedURI}`));
</script>";

/// The strictest policy with which the card is live as WebAssembly.
const STRICT: &str = "default-src 'none'; script-src 'nonce-collector' {cdn} 'wasm-unsafe-eval'; connect-src {cdn}; \
    style-src 'none'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// An article under a policy, with one more attribute of the script.
fn article(policy: &str, attributes: &str, script: &str) -> Case {
    let script = format!("<script type=\"module\" crossorigin src=\"{{cdn}}/phaseout.js\" {script}></script>");
    case(&premium(attributes))
        .head(BREACHES)
        .head(LISTENER)
        .head(&script)
        .host_header("content-security-policy", policy)
        .host_header("cross-origin-opener-policy", "same-origin")
        .host_header("cross-origin-embedder-policy", "require-corp")
}

/// The card is live and looks like one, with a style of ours, and breaks the policy as often as said.
async fn live(page: &Page, engine: &str, breaches: usize) {
    page.until("ready() && short() === 'Updates ended'").await;
    let seen = "const style = getComputedStyle(card().shadowRoot.querySelector('[part~=card]'));
        return [style.borderTopStyle, document.querySelector('style, [style]'), card().shadowRoot.querySelector('style, [style]')]";
    assert_eq!(page.eval(seen).await, json!(["solid", null, null]));
    // As WebAssembly the player is in the script.
    let asked = page.cdn.requests();
    assert_eq!(asked.iter().any(|path| path == "/phaseout.fallback.js"), engine == "js", "{asked:?}");
    assert!(asked.iter().any(|path| path.starts_with("/cards/")), "{asked:?}");
    let seen = page.eval("return window.breaches ?? []").await;
    assert!(seen.as_array().is_some_and(|seen| seen.len() <= breaches), "{seen}");
}

#[test]
fn the_strictest_policy_leaves_a_live_card_and_is_not_broken() {
    article(STRICT, "", "").run(async |page| {
        live(page, "wasm", 0).await;
        assert_eq!(page.eval("return [crossOriginIsolated, told.length]").await, json!([true, 1]));
    });
}

#[test]
fn a_policy_without_webassembly_leaves_a_live_card() {
    let policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
    article(&policy, "", "").run(async |page| live(page, "js", 1).await);
    article(&policy, "engine=\"js\"", "").run(async |page| live(page, "js", 0).await);
}

#[test]
fn a_policy_of_nonces_or_hashes_alone_loads_the_card() {
    let integrity = hash(&dist("phaseout.js"));
    let connect = "connect-src {cdn}; base-uri 'none'";
    for script_src in [
        "'nonce-collector' 'wasm-unsafe-eval'".to_owned(),
        "'nonce-collector' 'strict-dynamic' 'wasm-unsafe-eval'".to_owned(),
        "'nonce-collector' 'strict-dynamic'".to_owned(),
    ] {
        let engine = if script_src.contains("wasm") { "wasm" } else { "js" };
        let policy = format!("default-src 'none'; img-src data:; script-src {script_src}; {connect}");
        let script = format!("nonce=\"collector\" integrity=\"{integrity}\"");
        article(&policy, "", &script).run(async |page| live(page, engine, 1).await);
    }
    let policy = format!(
        "default-src 'none'; img-src data:; script-src 'nonce-collector' '{integrity}' 'wasm-unsafe-eval'; {connect}"
    );
    article(&policy, "", &format!("integrity=\"{integrity}\"")).run(async |page| live(page, "wasm", 0).await);
}

#[test]
fn a_module_that_was_tampered_with_never_runs() {
    let other = hash(b"another module");
    article(STRICT, "", &format!("integrity=\"{other}\"")).run(async |page| {
        let seen = "return [customElements.get('phase-out') === undefined, card().innerText, card().shadowRoot]";
        assert_eq!(page.eval(seen).await, json!([true, SENTENCE, null]));
    });
}

#[test]
fn a_page_isolated_without_credentials_holds_a_live_card_and_a_frame() {
    let frame = "<iframe src=\"{cdn}/embed.html?product=kis\" title=\"In a frame\"></iframe>";
    case(&[frame, &premium("")].concat())
        .head(LISTENER)
        .head("<script type=\"module\" crossorigin src=\"{cdn}/phaseout.js\"></script>")
        .head("<script>var heard = 0; addEventListener('message', ({ data }) => heard += data.type === 'phase-out-height')</script>")
        .host_header("cross-origin-opener-policy", "same-origin")
        .host_header("cross-origin-embedder-policy", "credentialless")
        // As the published headers have it for the frame.
        .cdn_header("cross-origin-embedder-policy", Some("require-corp"))
        .run(async |page| {
            page.until("ready() && heard > 0 && short() === 'Updates ended'").await;
            // WebKit does not know the word, and isolates nothing.
            assert_eq!(page.eval("return crossOriginIsolated").await, json!(engine() != Engine::Webkit));
        });
}

#[test]
fn a_policy_of_integrity_for_every_script_loads_both_engines() {
    let script = format!("integrity=\"{}\"", hash(&dist("phaseout.js")));
    let script = format!("<script type=\"module\" crossorigin src=\"{{cdn}}/phaseout.js\" {script}></script>");
    let map = format!(
        "<script type=\"importmap\">{{ \"integrity\": {{ \"{{cdn}}/phaseout.fallback.js\": \"{}\" }} }}</script>",
        hash(&dist("phaseout.fallback.js"))
    );
    let page = |attributes: &str, map: &str| {
        case(&premium(attributes))
            .host_header("integrity-policy", "blocked-destinations=(script)")
            .head(map)
            .head(LISTENER)
            .head(&script)
    };
    page("", &map).run(async |page| live(page, "wasm", 0).await);
    page("engine=\"js\"", &map).run(async |page| live(page, "js", 0).await);
    // Without its hash the fallback is a script that the policy keeps out, where an engine knows the policy.
    page("engine=\"js\"", "").run(async |page| {
        page.until("ready() || failed()").await;
        if engine() == Engine::Chromium {
            assert_eq!(page.eval("return [failed(), card().innerText]").await, json!([true, SENTENCE]));
        }
    });
}

#[test]
fn an_import_map_says_which_fallback_may_run() {
    let fallback = hash(&dist("phaseout.fallback.js"));
    let map = |hash: &str| {
        format!(
            "<script type=\"importmap\">{{ \"integrity\": {{ \"{{cdn}}/phaseout.fallback.js\": \"{hash}\" }} }}</script>"
        )
    };
    let script = "<script type=\"module\" crossorigin src=\"{cdn}/phaseout.js\"></script>";
    let page = |hash: &str| case(&premium("engine=\"js\"")).head(&map(hash)).head(LISTENER).head(script);
    page(&fallback).run(async |page| page.until("ready()").await);
    page(&hash(b"another module")).run(async |page| {
        page.until("failed()").await;
        assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
    });
}
