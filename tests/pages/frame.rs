//! The card in a frame: for each kind of parent, a page that listens as that parent's public description says.

use serde_json::json;

use crate::case::case;
use crate::page::Page;
use crate::site::Answer;

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

/// Does something inside the frame, where a page of another origin cannot reach.
async fn inside(page: &Page, body: &str) -> serde_json::Value {
    let window = page.client.window().await.expect("a window");
    page.client.clone().enter_frame(0).await.expect("a frame");
    let seen = page.eval(body).await;
    page.client.switch_to_window(window).await.expect("the page around it");
    seen
}

#[test]
fn every_kind_of_parent_hears_of_another_product() {
    case(FRAME).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        page.eval("window.before = parents.amp()").await;
        inside(page, "document.querySelector('phase-out').product = 'kaspersky-threat-intelligence'").await;
        page.until("settled((height) => height < before)").await;
    });
}

/// A parent as `WordPress` is: it sandboxes the frame, and takes a height that comes with its secret, but none
/// under 200 or over 1000 pixels.
const WORDPRESS: &str = "<script nonce=\"collector\">
addEventListener('message', ({ source, data }) => {
  if (!data || data.secret !== 's3cret' || data.message !== 'height' || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const frame of document.querySelectorAll('iframe[data-secret=s3cret]')) {
    if (source === frame.contentWindow) frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
  }
});
</script>";

fn in_wordpress(width: u32, height: u32) -> String {
    FRAME
        .replace("<iframe ", "<iframe sandbox=\"allow-scripts\" security=\"restricted\" data-secret=\"s3cret\" ")
        .replace("width=\"600\" height=\"300\"", &format!("width=\"{width}\" height=\"{height}\""))
}

#[test]
fn wordpress_clamps_the_height_and_the_rest_can_be_scrolled_to() {
    case(&in_wordpress(200, 300)).head(LISTENER).head(WORDPRESS).run(async |page| {
        page.until("parents.wordpress() > 1000 && frame().height === '1000'").await;
        let seen = "const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
            scrollTo(0, scrollHeight);
            return [scrollHeight > clientHeight, scrollY > 0, scrollWidth <= clientWidth]";
        assert_eq!(inside(page, seen).await, json!([true, true, true]), "200 pixels wide, nothing is cut off");
    });
}

#[test]
fn a_card_200_pixels_high_says_what_holds() {
    case(&in_wordpress(600, 200)).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        let seen = "const part = (name) => document.querySelector('phase-out').shadowRoot.querySelector(`[part~=${name}]`);
            return ['title', 'product', 'status', 'sentence'].map((name) => part(name).getBoundingClientRect().bottom <= innerHeight)";
        assert_eq!(inside(page, seen).await, json!([true, true, true, true]));
    });
}

/// What stands in a frame in which no card comes.
const INSTEAD: &str = "const place = document.querySelector('#instead');
    return [getComputedStyle(place).visibility, place.textContent.replace(/\\s+/g, ' ').trim(),
        [...place.querySelectorAll('a')].map(({ href }) => href)]";

#[test]
fn a_frame_without_a_core_names_the_product_and_the_source() {
    let sandboxed = FRAME.replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ");
    let missing = case(&sandboxed).cdn("/phaseout.wasm", Answer::Missing).cdn("/phaseout.fallback.js", Answer::Missing);
    missing.head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 20)").await;
        let cdn = &page.cdn.origin;
        let source = "https://regulations.justia.com/regulations/fedreg/2024/06/24/2024-13532.html";
        let frame = format!("{cdn}/embed.html?product=kaspersky-premium&childId=card-1#?secret=s3cret");
        let text = "Kaspersky Premium: US ban on Kaspersky software. Open it in a window of its own";
        let name = format!("(async () => {{ {INSTEAD} }})()");
        let window = page.client.window().await.expect("a window");
        page.client.clone().enter_frame(0).await.expect("a frame");
        page.until(&format!("{name}.then(([, text]) => text.startsWith('Kaspersky Premium'))")).await;
        page.client.switch_to_window(window).await.expect("the page around it");
        assert_eq!(inside(page, INSTEAD).await, json!(["visible", text, [source, frame]]));
        page.until("settled((height) => height > 20)").await;
    });
}

#[test]
fn a_frame_without_anything_says_so_and_can_be_opened_again() {
    let all = ["/phaseout.wasm", "/phaseout.fallback.js", "/catalogue/kaspersky-us.json"];
    for missing in [&all[..], &["/phaseout.js"]] {
        let page = missing.iter().fold(case(FRAME), |case, path| case.cdn(path, Answer::Missing));
        page.run(async |page| {
            let window = page.client.window().await.expect("a window");
            page.client.clone().enter_frame(0).await.expect("a frame");
            page.until("getComputedStyle(document.querySelector('#instead')).visibility === 'visible'").await;
            let seen = page.eval(INSTEAD).await;
            page.client.switch_to_window(window).await.expect("the page around it");
            assert_eq!(seen[1], json!("This card could not be loaded. Open it in a window of its own"));
            let address = format!("{}/embed.html?product=kaspersky-premium&childId=card-1", page.cdn.origin);
            assert!(seen[2][0].as_str().is_some_and(|link| link.starts_with(&address)), "{seen}");
        });
    }
}

#[test]
fn a_frame_whose_card_comes_says_nothing_else() {
    case(FRAME).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 200)").await;
        assert_eq!(inside(page, "return document.querySelector('#instead')").await, json!(null));
    });
}
