//! The card in a frame: for each kind of parent, a page that listens as that parent's public description says.

use serde_json::json;

use crate::article::SMALL;
use crate::case::{Case, case};
use crate::faults::dist;
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
    for parameters in ["product=kaspersky-premium", "product=KIS&engine=js&clock"] {
        let sandboxed = FRAME.replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ");
        case(&sandboxed.replace("product=kaspersky-premium", parameters)).head(LISTENER).run(async |page| {
            page.until("settled((height) => height > 200)").await;
            let seen = "return frame().contentDocument";
            assert_eq!(page.eval(seen).await, json!(null), "nothing of the host can look inside");
        });
    }
}

#[test]
fn a_frame_takes_its_title_language_and_moment_from_the_address() {
    let address = "{cdn}/embed.html?product=kis&lang=es&at=2024-08-01&chooser";
    case("").run(async |page| {
        let cdn = page.cdn.origin.clone();
        page.client.goto(&address.replace("{cdn}", &cdn)).await.expect("the frame is a page too");
        page.until("document.title === 'Veto a la venta de software de Kaspersky en EE. UU.'").await;
        let seen = "const { shadowRoot } = document.querySelector('phase-out');
            return [document.documentElement.lang, shadowRoot.querySelector('[part~=status]').textContent,
                shadowRoot.querySelector('select').value, shadowRoot.querySelector('[part~=frozen]') !== null]";
        let spanish =
            json!(["es", "Las actualizaciones terminan dentro de 59 días", "kaspersky-internet-security", true]);
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
        page.until("parents.wordpress() > 200").await;
        inside(page, "document.querySelector('phase-out').shadowRoot.querySelector('summary').click()").await;
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

/// What the page for frames shows at an address behind its name: its text, the product that the card speaks of, and
/// whether the choice of one is open.
async fn shown(page: &Page, parameters: &str) -> serde_json::Value {
    let address = format!("{}/embed.html?{parameters}", page.cdn.origin);
    page.client.goto(&address).await.expect("the frame is a page too");
    let settled = "document.querySelector('phase-out')?.shadowRoot?.querySelector('section')
        || getComputedStyle(document.querySelector('#instead')).visibility === 'visible'";
    page.until(settled).await;
    let seen = "const card = document.querySelector('phase-out'), root = card?.shadowRoot;
        return [document.body.innerText + (root?.querySelector('section').innerText ?? '') + document.title,
            card?.status?.product.name ?? null, root?.querySelector('select')?.value ?? null]";
    page.eval(seen).await
}

const CALL: &str = "Kaspersky was cleared by a federal court today: call 1-800-555-0100";

#[test]
fn a_frame_shows_only_products_that_are_listed() {
    case("").run(async |page| {
        let call = CALL.replace(' ', "%20");
        for parameters in [
            format!("product={call}"),
            format!("product={call}&lang=es&theme=dark&size=compact"),
            format!("product={call}&engine=js&chooser"),
            "product=Kaspersky%20Quantum".to_owned(),
        ] {
            let seen = shown(page, &parameters).await;
            let text = seen[0].as_str().expect("a text");
            assert!(!text.contains("1-800") && !text.contains("Quantum"), "{parameters}: {text}");
            assert_eq!((&seen[1], &seen[2]), (&json!(null), &json!("")), "{parameters}: readers choose");
        }
        for listed in ["product=kis", "product=Kaspersky%20Internet%20Security", "product=kaspersky-internet-security"]
        {
            assert_eq!(shown(page, listed).await[1], json!("Kaspersky Internet Security"));
        }
        // Who does not know which is told what holds for all.
        let any = shown(page, "product=%3F&chooser").await;
        assert!(any[0].as_str().is_some_and(|text| text.contains("Assume that")), "{any}");
        assert_eq!((&any[1], &any[2]), (&json!("Kaspersky"), &json!("?")));
        let other = shown(page, &format!("product={}", call.replace("Kaspersky", "Norton"))).await.to_string();
        assert!(!other.contains("1-800"), "{other}");
        page.goto("/").await;
    });
}

#[test]
fn a_frame_shows_topics_of_its_own_folder_alone() {
    let foreign = SMALL.replace("US ban on Acme software", "Call 1-800-555-0100");
    let json = |text: &str| Answer::text("application/json", text.to_owned());
    case("")
        .host("/own.json", json(&foreign))
        .cdn("/upload.json", json(&foreign))
        .cdn("/catalogue/folder/upload.json", json(&foreign))
        .cdn("/catalogue/own%20topic.json", json(SMALL))
        .run(async |page| {
            let (host, cdn) = (page.host.origin.clone(), page.cdn.origin.clone());
            for address in [
                format!("{host}/own.json"),
                "https://anyone.example/own.json".to_owned(),
                "//anyone.example/own.json".to_owned(),
                format!("{cdn}/upload.json"),
                "upload.json".to_owned(),
                "catalogue/../upload.json".to_owned(),
                "catalogue/%2e%2e/upload.json".to_owned(),
                "catalogue/..%2Fupload.json".to_owned(),
                "catalogue/folder/upload.json".to_owned(),
                "catalogue/kaspersky-us.json?".to_owned(),
                "catalogue/kaspersky-us.json#/own.json".to_owned(),
                "data:application/json,{}".to_owned(),
                "https:".to_owned(),
            ] {
                let encoded = address.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
                let seen = shown(page, &format!("catalogue={encoded}&product=acme-anvil")).await;
                let text = seen[0].as_str().expect("a text");
                assert!(text.contains("could not be loaded") && !text.contains("1-800"), "{address}: {text}");
                assert!(seen[1].is_null(), "{address}: {seen}");
            }
            let mut asked = [page.cdn.requests(), page.host.requests()].concat();
            asked.retain(|path| {
                !path.starts_with("/embed.html") && (path.contains("load.json") || path.contains("own.json"))
            });
            assert_eq!(asked, [""; 0], "nothing is asked for that is not shown");
            for address in ["catalogue/windows-10.json".to_owned(), format!("{cdn}/catalogue/windows-10.json")] {
                let seen = shown(page, &format!("catalogue={address}&product=windows-10-with-consumer-esu")).await;
                assert_eq!(seen[1], json!("Windows 10 with consumer ESU"), "{address}");
            }
            let seen = shown(page, "catalogue=catalogue/own%20topic.json&product=acme-anvil").await;
            assert_eq!(seen[1], json!("Acme Anvil"));
            page.goto("/").await;
        });
}

#[test]
fn a_frame_shows_the_topics_of_its_publishers_list_too() {
    let page = String::from_utf8(dist("embed.html")).expect("UTF-8");
    let list = "<meta name=\"phase-out-catalogues\" content=\"";
    assert!(page.contains(list), "{page}");
    let page = page.replace(list, &format!("{list}{{host}}/other.json {{host}}/own.json"));
    case("")
        .cdn("/embed.html", Answer::text("text/html", page))
        .host("/own.json", Answer::text("application/json", SMALL))
        .host_header("access-control-allow-origin", "*")
        .run(async |page| {
            // Another origin of this machine is not https, so the element itself goes no further than the list.
            let host = page.host.origin.clone();
            let listed = format!("catalogue={host}/own.json&product=acme-anvil");
            shown(page, &listed).await;
            page.until("document.body.innerText.includes('US ban on Acme software')").await;
            let seen = shown(page, &format!("catalogue={host}/own.json%3F&product=acme-anvil")).await;
            assert!(seen[0].as_str().is_some_and(|text| text.contains("could not be loaded")), "{seen}");
            page.goto("/").await;
        });
}

#[test]
fn a_language_is_an_own_property_whatever_it_is_called() {
    without_a_core(case("")).run(async |page| {
        for lang in ["constructor", "__proto__", "toString", "valueOf-x", "hasOwnProperty"] {
            let address = format!("{}/embed.html?product=kaspersky-premium&lang={lang}", page.cdn.origin);
            page.client.goto(&address).await.expect("the frame is a page too");
            page.until("document.body.innerText.includes('US ban on sales of Kaspersky software')").await;
            let text = page.eval("return document.body.innerText").await.to_string();
            assert!(!text.contains("native code") && !text.contains("object"), "{lang}: {text}");
        }
        page.goto("/").await;
    });
}

/// What breaks the page's policy there.
const BREACHES: &str = "const breaches = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => breaches.push(effectiveDirective));
    const tried = async (attempt) => { try { await attempt() } catch {} await new Promise((done) => setTimeout(done, 50)) };";

#[test]
fn a_frame_has_a_policy_that_allows_what_it_needs_and_no_more() {
    case("").run(async |page| {
        for engine in ["wasm", "js"] {
            let parameters = format!("product=KIS&lang=ar&engine={engine}&clock&chooser&catalogue=catalogue/kaspersky-us.json");
            assert_eq!(shown(page, &parameters).await[1], json!("Kaspersky Internet Security"), "{engine}");
            let seen = "const card = document.querySelector('phase-out'), root = card.shadowRoot;
                return [getComputedStyle(root.querySelector('section')).borderTopStyle, getComputedStyle(document.body).margin]";
            assert_eq!(page.eval(seen).await, json!(["solid", "0px"]), "its styles are there");
        }
        let tried = format!(
            "{BREACHES}
            const add = (tag, properties) => () => document.head.append(Object.assign(document.createElement(tag), properties));
            await tried(() => fetch('{host}/'));
            await tried(add('script', {{ src: '{host}/x.js' }}));
            await tried(add('script', {{ textContent: 'window.ran = true' }}));
            await tried(add('style', {{ textContent: 'body {{ color: red }}' }}));
            await tried(add('base', {{ href: '{host}/' }}));
            await tried(() => document.body.append(Object.assign(document.createElement('img'), {{ src: '{host}/x.png' }})));
            await tried(() => document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{host}/' }})));
            return [[...new Set(breaches)].sort(), window.ran ?? null]",
            host = page.host.origin
        );
        let seen = page.eval(&tried).await;
        let all = ["base-uri", "connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"];
        assert_eq!(seen, json!([all, null]));
        page.goto("/").await;
    });
}

/// A site whose script has no core: a browser would not compile it, and the one in JavaScript is not there.
fn without_a_core(case: Case) -> Case {
    let script = String::from_utf8(dist("phaseout.js")).expect("UTF-8");
    assert_eq!(script.matches("WebAssembly.compile(").count(), 1, "that is where it starts");
    let script = script.replace("WebAssembly.compile(", "WebAssembly.refuse(");
    case.cdn("/phaseout.js", Answer::text("text/javascript", script)).cdn("/phaseout.fallback.js", Answer::Missing)
}

/// What stands in a frame in which no card comes.
const INSTEAD: &str = "const place = document.querySelector('#instead');
    return [getComputedStyle(place).visibility, place.textContent.replace(/\\s+/g, ' ').trim(),
        [...place.querySelectorAll('a')].map(({ href }) => href)]";

#[test]
fn a_frame_without_a_core_names_the_product_and_the_source() {
    let sandboxed = FRAME.replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ");
    without_a_core(case(&sandboxed)).head(LISTENER).run(async |page| {
        page.until("settled((height) => height > 20)").await;
        let cdn = &page.cdn.origin;
        let source = "https://regulations.justia.com/regulations/fedreg/2024/06/24/2024-13532.html";
        let frame = format!("{cdn}/embed.html?product=kaspersky-premium&childId=card-1#?secret=s3cret");
        let text = "Kaspersky Premium: US ban on sales of Kaspersky software. Open it in a window of its own";
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
fn a_frame_without_a_core_makes_a_link_of_https_alone() {
    let facts = String::from_utf8(dist("catalogue/kaspersky-us.json")).expect("UTF-8");
    for (url, is_link) in [("https:", true), ("javascript:", false), ("http:", false), ("https://user@", false)] {
        let facts = facts.replace("\"url\":\"https:", &format!("\"url\":\"{url}"));
        without_a_core(case("")).cdn("/catalogue/kaspersky-us.json", Answer::text("application/json", facts)).run(
            async |page| {
                let address = format!("{}/embed.html?product=kaspersky-premium", page.cdn.origin);
                page.client.goto(&address).await.expect("the frame is a page too");
                page.until(
                    "document.body.innerText.startsWith('Kaspersky Premium: US ban on sales of Kaspersky software.')",
                )
                .await;
                assert_eq!(page.eval("return document.links.length").await, json!(1 + usize::from(is_link)), "{url}");
                page.goto("/").await;
            },
        );
    }
}

#[test]
fn a_frame_without_anything_says_so_and_can_be_opened_again() {
    for page in [
        without_a_core(case(FRAME)).cdn("/catalogue/kaspersky-us.json", Answer::Missing),
        case(FRAME).cdn("/phaseout.js", Answer::Missing),
    ] {
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
