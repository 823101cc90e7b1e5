//! The card in a frame: for each kind of parent, a page that listens as that parent's public description says.

use serde_json::json;

use crate::case::case;

const FRAME: &str = "<iframe data-phase-out-frame width=\"600\" height=\"300\" title=\"The ban\"
    src=\"{cdn}/embed.html?product=kaspersky-premium&childId=card-1#?secret=s3cret\"></iframe>";

/// Keeps what the frame says, and nothing that anybody else does; in variables, which a driver's scripts see.
const LISTENER: &str = "<script nonce=\"collector\">
var heard = [];
var frame = () => document.querySelector('iframe');
addEventListener('message', ({ source, data }) => source === frame().contentWindow && heard.push(data));
var last = (read) => heard.map(read).filter(Number.isInteger).at(-1);
var parents = {
  amp: () => last(({ sentinel, type, height }) => sentinel === 'amp' && type === 'embed-size' ? height : null),
  pym: () => last((data) => typeof data === 'string' ? parseInt(/^pymxPYMxcard-1xPYMxheightxPYMx(\\d+)$/.exec(data)?.[1]) : null),
  guardian: () => last((data) => { try { const { type, value } = JSON.parse(data); return type === 'set-height' ? value : null } catch {} }),
  wordpress: () => last(({ message, value, secret }) => message === 'height' && secret === 's3cret' ? value : null),
  datawrapper: () => last((data) => data['datawrapper-height']?.['card-1']),
  ours: () => last(({ type, height }) => type === 'phase-out-height' ? height : null),
};
var heights = () => new Set(Object.values(parents).map((read) => read()));
var settled = (test) => heights().size === 1 && [...heights()].every((height) => height > 0 && test(height));
</script>";

#[test]
fn every_kind_of_parent_hears_the_same_height_after_load_and_after_a_narrower_width() {
    case(FRAME).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        page.eval("window.before = parents.amp(); frame().width = 220").await;
        page.until("settled((height) => height > before)").await;
    });
}

#[test]
fn a_parent_that_comes_late_asks_again() {
    case(FRAME).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        for asked in ["{ message: 'ready' }", "{ type: 'frames-init' }"] {
            page.eval(&format!("heard.length = 0; frame().contentWindow.postMessage({asked}, '*')")).await;
            page.until("settled((height) => height > 200)").await;
        }
    });
}

#[test]
fn our_parent_script_fits_the_frame_and_believes_nobody_else() {
    let script = "<script type=\"module\" crossorigin src=\"{cdn}/phaseout-frame.js\"></script>";
    case(FRAME).head(LISTENER).head(script).run(async |page| {
        page.until("settled((height) => height > 200) && frame().height === String(parents.ours())").await;
        // A message is handled before the next one of the same page: once ours has come back, it was seen.
        let seen =
            "const back = new Promise((done) => addEventListener('message', ({ data }) => data === 'end' && done()));
            postMessage({ type: 'phase-out-height', height: 1999 }, '*');
            postMessage('end', '*');
            await back;
            return frame().height";
        assert_ne!(page.eval(seen).await, json!("1999"));
    });
}

#[test]
fn a_frame_in_a_sandbox_without_an_origin_shows_the_card_and_its_addresses() {
    let sandboxed = FRAME.replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ");
    case(&sandboxed).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        let seen = "return frame().contentDocument";
        assert_eq!(page.eval(seen).await, json!(null), "nothing of the host can look inside");
    });
}

#[test]
fn a_frame_takes_its_title_language_and_moment_from_the_address() {
    let address = "{cdn}/embed.html?product=kis&lang=es&at=2024-08-01&chooser";
    case("").run(async |page| {
        let cdn = page.cdn.origin.clone();
        page.client.goto(&address.replace("{cdn}", &cdn)).await.expect("the frame is a page too");
        page.until("document.title === 'Veto de EE. UU. al software de Kaspersky'").await;
        let seen = "const { shadowRoot } = document.querySelector('phase-out');
            return [document.documentElement.lang, shadowRoot.querySelector('[part~=status]').textContent,
                shadowRoot.querySelector('select').value, shadowRoot.querySelector('[part~=frozen]') !== null]";
        let spanish = json!(["es", "Sin ventas nuevas", "kaspersky-internet-security", true]);
        assert_eq!(page.eval(seen).await, spanish);
        page.goto("/").await;
    });
}
