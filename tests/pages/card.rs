//! The element on whole pages: each case is a page that a newsroom might have, and what its reader then sees.

use std::fs;
use std::path::Path;

use phaseout_pages::program;
use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT, SENTENCE, premium};
use crate::case::{Case, KASPERSKY, case};
use crate::faults::dist;
use crate::site::Answer;

/// What `phaseout prerender` writes for these arguments.
pub(crate) fn prerendered(arguments: &[&str]) -> String {
    let output = program().arg("prerender").args(arguments).output();
    String::from_utf8(output.expect("the command line runs").stdout).expect("it writes UTF-8")
}

#[test]
fn an_element_is_upgraded_in_place() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "return [short(), card().status.product.id, card().textContent.startsWith('Kaspersky Premium')]";
        assert_eq!(page.eval(seen).await, json!(["Updates ended", "kaspersky-premium", true]));
        let asked = ["/phaseout.js", "/cards/1/kaspersky-us/en/kaspersky-premium.json"];
        assert_eq!(page.cdn.requests(), asked, "the script with the player inside, and one card");
    });
}

#[test]
fn an_element_inside_a_paragraph_stays_there() {
    case(&format!("<p>Before {} after.</p>", premium(""))).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "return [card().parentElement.localName, document.querySelectorAll('p').length, short()]";
        assert_eq!(page.eval(seen).await, json!(["p", 1, "Updates ended"]));
    });
}

#[test]
fn a_script_included_twice_defines_one_element() {
    let again = SCRIPT.replace("phaseout.js", "phaseout.js?again");
    case(&premium("")).head(LISTENER).head(SCRIPT).head(&again).run(async |page| {
        page.until("ready()").await;
        let seen = "return [await import(cdn + '/phaseout.js?again').then(() => true), short(), told.length]";
        assert_eq!(page.eval(seen).await, json!([true, "Updates ended", 1]));
    });
}

#[test]
fn of_two_versions_that_come_in_any_order_the_first_shows_every_card() {
    let other = String::from_utf8(dist("phaseout.js")).expect("a script is text") + "// another version";
    let asynchronous = SCRIPT.replace("<script", "<script async");
    let cards = format!("{}<phase-out product=\"kaspersky-plus\">Another.</phase-out>", premium(""));
    case(&cards)
        .head(LISTENER)
        .head(&asynchronous)
        .head(&asynchronous.replace("phaseout.js", "2/phaseout.js"))
        .cdn("/2/phaseout.js", Answer::text("text/javascript", other))
        .compiled("/2", KASPERSKY)
        .run(async |page| {
            page.until("told.length === 2").await;
            let seen = "await Promise.all([import(cdn + '/phaseout.js'), import(cdn + '/2/phaseout.js')]);
                return [told.map(([type]) => type), [...document.querySelectorAll('phase-out')].map((it) =>
                    it.shadowRoot.querySelector('[part~=product]').textContent)]";
            let ready = "phase-out-ready";
            assert_eq!(page.eval(seen).await, json!([[ready, ready], ["Kaspersky Premium", "Kaspersky Plus"]]));
        });
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let taken = "<script>customElements.define('phase-out', class extends HTMLElement {})</script>";
    case(&premium("")).head(LISTENER).head(taken).head(SCRIPT).run(async |page| {
        let seen = "await import(cdn + '/phaseout.js'); return [card().shadowRoot, card().textContent]";
        assert_eq!(page.eval(seen).await, json!([null, SENTENCE]));
    });
}

#[test]
fn a_blocked_script_leaves_the_sentence() {
    case(&premium(""))
        .head(LISTENER)
        .head(SCRIPT)
        .host_header("content-security-policy", "script-src 'nonce-collector'")
        .run(async |page| {
            let seen = "return [card().shadowRoot, card().innerText, customElements.get('phase-out') === undefined]";
            assert_eq!(page.eval(seen).await, json!([null, SENTENCE, true]));
        });
}

#[test]
fn a_product_changed_at_run_time_is_shown_and_told_once() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("card().product = 'kaspersky-threat-intelligence'; card().setAttribute('lang', 'es')").await;
        page.until("short() === 'No afectado'").await;
        let seen = "return told.map(([type, detail]) => [type, detail.status.phase])";
        let told = json!([["phase-out-ready", "updates-ended"], ["phase-out-change", "not-covered"]]);
        assert_eq!(page.eval(seen).await, told);
    });
}

#[test]
fn properties_set_before_the_definition_count() {
    let early = "<script>addEventListener('DOMContentLoaded', () => {
        card().product = 'kaspersky-free'; card().now = '2024-08-01'; })</script>";
    case("<phase-out></phase-out>").head(LISTENER).head(early).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "return [part('product'), short(), card().getAttribute('now')]";
        assert_eq!(page.eval(seen).await, json!(["Kaspersky Free", "Updates end in 59 days", "2024-08-01"]));
    });
}

#[test]
fn a_newsrooms_own_catalogue_is_shown() {
    let address = "<phase-out product=\"win10 consumer ESU\" catalogue=\"{host}/next.json\">So long.</phase-out>";
    let windows = Answer::text("application/json", include_str!("../../www/catalogue/windows-10.json"));
    case(address).head(LISTENER).head(SCRIPT).host("/next.json", windows).run(async |page| {
        page.until("ready()").await;
        let seen =
            "return [part('title'), part('when').startsWith('October 12, 2027 (last day)'), card().status.phase]";
        assert_eq!(page.eval(seen).await, json!(["End of support for Windows 10", true, "announced"]));
    });
}

#[test]
fn a_catalogue_set_as_an_object_is_shown() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("card().catalogue = await (await fetch(cdn + '/catalogue/windows-10.json')).json(); card().product = 'win10'")
            .await;
        page.until("part('title') === 'End of support for Windows 10'").await;
    });
}

#[test]
fn a_catalogue_with_problems_leaves_the_card_and_tells_all_of_them() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("window.before = part('sentence'); card().catalogue = { format: 2, products: [] }").await;
        page.until("failed()").await;
        let seen = "const { problems } = told.at(-1)[1];
            return [part('sentence') === before, problems.length > 4, problems[0]]";
        let first = json!({ "place": "top level", "message": "title is missing" });
        assert_eq!(page.eval(seen).await, json!([true, true, first]));
    });
}

#[test]
fn an_address_that_is_not_safe_is_not_fetched() {
    case(&premium("catalogue=\"javascript:alert(1)\"")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("failed()").await;
        let seen = "return [card().innerText, told.length, told[0][1].problems[0].place]";
        assert_eq!(page.eval(seen).await, json!([SENTENCE, 1, "catalogue"]));
    });
}

#[test]
fn a_frozen_card_is_marked_and_does_not_follow_the_clock() {
    case(&premium("now=\"2024-09-28T20:59:59-07:00\"")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "return [short(), part('frozen').includes('September 28, 2024'), part('digits')]";
        let digits = "0 days 0 hours 0 minutes 1 second";
        assert_eq!(page.eval(seen).await, json!(["Updates end tomorrow", true, digits]));
    });
}

#[test]
fn a_deadline_ahead_can_be_taken_into_a_calendar() {
    let clock = CLOCK.replace("03:59:25Z", "03:59:59Z");
    case(&premium("")).checked_early().head(&clock).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const link = card().shadowRoot.querySelector('[part~=calendar]');
            const file = await (await fetch(link.href)).text();
            return [link.textContent, link.download, file.startsWith('BEGIN:VCALENDAR\\r\\n'), file.includes('040000Z')]";
        assert_eq!(page.eval(seen).await, json!(["Add to calendar", "us-updates-end.ics", true, true]));
        // Nobody knows whether the deadline of a card that does not follow the clock is over.
        page.eval("card().now = '2024-08-01'").await;
        page.until("part('frozen') && !part('calendar')").await;
    });
}

#[test]
fn the_words_of_a_calendar_are_read_as_they_stand_in_its_address() {
    let clock = CLOCK.replace("03:59:25Z", "03:59:59Z");
    case(&premium("")).lang("uk").checked_early().head(&clock).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const link = card().shadowRoot.querySelector('[part~=calendar]');
            const address = link.getAttribute('href');
            const file = await (await fetch(link.href)).text();
            return [file === decodeURIComponent(address.slice(address.indexOf(',') + 1)), /[а-яії] [а-яії]/.test(address)]";
        assert_eq!(page.eval(seen).await, json!([true, true]));
    });
}

#[test]
fn a_moment_that_is_none_leaves_what_was_there_and_tells_the_host() {
    for now in ["2024-02-30", "2024-09-28T24:00:00Z", "2024-09-28T23:59:60Z", "2024-09-28T23:59:59", "10000-01-01"] {
        case(&premium(&format!("now=\"{now}\""))).head(LISTENER).head(SCRIPT).run(async |page| {
            page.until("failed()").await;
            let seen = format!(
                "const [{{ place, message }}] = told[0][1].problems;
                return [card().innerText, told.length, place, message.startsWith('`{now}`')]"
            );
            assert_eq!(page.eval(&seen).await, json!([SENTENCE, 1, "now", true]));
        });
    }
}

#[test]
fn a_prerendered_card_is_taken_over_without_a_mutation() {
    let observer = "<script>addEventListener('DOMContentLoaded', () => {
        window.mutations = [];
        const everything = { attributes: true, characterData: true, childList: true, subtree: true };
        new MutationObserver((records) => mutations.push(...records)).observe(card().shadowRoot, everything);
        new MutationObserver((records) => mutations.push(...records)).observe(card(), everything); })</script>";
    let arguments = [
        "--product",
        "kaspersky-premium",
        "--now",
        "2024-09-28T12:00:00Z",
        "--script",
        "{cdn}/phaseout.js",
        "--served",
    ];
    case(&prerendered(&arguments)).head(LISTENER).head(observer).run(async |page| {
        page.until("ready()").await;
        assert_eq!(page.eval("return mutations.length").await, json!(0));
        page.eval("card().now = '2024-09-29'").await;
        page.until("short() === 'Updates ended' && mutations.length > 0").await;
    });
}

#[test]
fn a_served_card_that_is_still_coming_in_is_taken_over_and_not_doubled() {
    // The card before it tells that the core runs; what can be drawn then is drawn in the same task. WebKit defers
    // asynchronous scripts and all that is seen of a page until it paints, so nothing here depends on those.
    let script = "<script>delete window.IntersectionObserver;
        addEventListener('phase-out-ready', () => setTimeout(() => fetch('/go-on')), { once: true });
        import('{cdn}/phaseout.js')</script>";
    let served = prerendered(&[
        "--product",
        "kaspersky-plus",
        "--now",
        "2024-09-28T12:00:00Z",
        "--script",
        "none.js",
        "--served",
    ]);
    let (served, _) = served.split_once("<script").expect("a script at the end");
    for cut in ["<template", "<h2", "<dl", "</template", "Kaspersky Plus is", "</phase-out"] {
        let at = served.rfind(cut).unwrap_or_else(|| panic!("{served} has no {cut}"));
        let first = format!("{}{}", premium("now=\"2024-09-28T12:00:00Z\""), &served[..at]);
        case(&first).rest(&served[at..]).head(LISTENER).head(script).run(async |page| {
            page.until("told.length >= 2").await;
            let seen = "const whole = document.createElement('phase-out');
                whole.product = 'kaspersky-plus';
                whole.now = '2024-09-28T12:00:00Z';
                document.body.prepend(whole);
                while (told.length < 3) await new Promise((done) => setTimeout(done));
                const parts = ({ shadowRoot }) => [...shadowRoot.querySelectorAll('[part]')].map((it) => `${it.part}: ${it.textContent}`);
                const [, , served] = document.querySelectorAll('phase-out');
                return [parts(served).join() === parts(whole).join() || parts(served), told.map(([type]) => type),
                    served.textContent.includes('Kaspersky Plus is affected by')]";
            let ready = "phase-out-ready";
            assert_eq!(page.eval(seen).await, json!([true, [ready, ready, ready], true]), "{cut}");
        });
    }
}

#[test]
fn a_card_that_is_moved_keeps_the_readers_choice() {
    case(&format!("{}<div></div>", premium("chooser"))).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let choose = "const select = card().shadowRoot.querySelector('select');
            select.value = 'kaspersky-consulting';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            document.querySelector('div').append(card());";
        page.eval(choose).await;
        let seen = "return [part('sentence').includes('consulting'), card().status.product.scope, told.at(-1)[0]]";
        assert_eq!(page.eval(seen).await, json!([true, "conditional", "phase-out-change"]));
    });
}

#[test]
fn a_card_that_is_removed_and_put_back_goes_on() {
    case(&premium("")).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval(
            "window.kept = card(); kept.remove(); await new Promise(requestAnimationFrame); document.body.append(kept)",
        )
        .await;
        page.eval("kept.product = 'kaspersky-plus'").await;
        page.until("part('product') === 'Kaspersky Plus'").await;
    });
}

#[test]
fn without_a_product_the_reader_is_asked() {
    case("<phase-out>Which product?</phase-out>").head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const select = card().shadowRoot.querySelector('select');
            return [select.labels[0].textContent, select.selectedOptions[0].textContent, card().status,
                [...select.querySelectorAll('optgroup')].map(({ label }) => label)]";
        let groups = ["For home", "For business", "For industry", "For resellers and integrators", "Services"];
        assert_eq!(page.eval(seen).await, json!(["Your product", "Choose your product", null, groups]));
        let choose = "const select = card().shadowRoot.querySelector('select');
            select.value = 'kaspersky-plus';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return told.map(([type, { status }]) => [type, status?.product.id ?? null])";
        let told = json!([["phase-out-ready", null], ["phase-out-change", "kaspersky-plus"]]);
        assert_eq!(page.eval(choose).await, told);
    });
}

#[test]
fn an_element_far_below_fetches_only_the_module() {
    let body = format!("<div style=\"block-size: 5000px\"></div>{}", premium(""));
    case(&body).head(LISTENER).head(SCRIPT).run(async |page| {
        page.eval("await customElements.whenDefined('phase-out'); await new Promise(requestAnimationFrame)").await;
        page.eval("await new Promise(requestAnimationFrame)").await;
        assert_eq!(page.cdn.requests(), ["/phaseout.js"]);
        page.eval("card().scrollIntoView()").await;
        page.until("ready()").await;
    });
}

#[test]
fn the_functions_say_what_the_command_line_says() {
    let output = program()
        .args([
            "status",
            "--product",
            "kaspersky-premium",
            "--now",
            "2024-08-01T04:00:00.500Z",
            "--lang",
            "es",
            "--json",
        ])
        .output();
    let native = String::from_utf8(output.expect("the command line runs").stdout).expect("it writes UTF-8");
    case("").run(async |page| {
        let request = "const { evaluate } = await import(cdn + '/phaseout.js');
            const request = { product: 'kaspersky-premium', now: '2024-08-01T04:00:00.500Z', lang: 'es' };
            return JSON.stringify(await evaluate(request))";
        assert_eq!(page.eval(request).await, json!(native.trim_end()));
        let refused = "const { evaluate } = await import(cdn + '/phaseout.js');
            return await evaluate({ product: 'Norton 360' }).catch(({ problems }) => problems[0].place)";
        assert_eq!(page.eval(refused).await, json!("product"));
        let listed = "const { products } = await import(cdn + '/phaseout.js');
            return (await products()).find(({ id }) => id === 'kaspersky-premium')";
        let premium = json!({ "id": "kaspersky-premium", "name": "Kaspersky Premium", "audience": "consumer", "scope": "covered" });
        assert_eq!(page.eval(listed).await, premium);
    });
}

#[test]
fn every_attribute_is_a_property_that_can_be_set_and_taken_back() {
    case("<phase-out engine=\"static\"></phase-out>").head(SCRIPT).run(async |page| {
        page.until("customElements.get('phase-out')").await;
        let odd = "const element = document.querySelector('phase-out');
            return element.constructor.observedAttributes.filter((name) => {
                const isSwitch = typeof element[name] === 'boolean';
                if (name === 'engine') return element.engine !== 'static';
                element[name] = isSwitch ? 'any' : 'some';
                const set = element.getAttribute(name);
                element[name] = isSwitch ? 0 : name === 'lang' ? '' : null;
                return set !== (isSwitch ? '' : 'some') || Boolean(element.getAttribute(name));
            })";
        assert_eq!(page.eval(odd).await, json!([]));
    });
}

#[test]
fn nothing_is_stored_and_nothing_is_sent() {
    let wrapped = "<script>window.touched = [];
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
          Object.defineProperty(window, name, { get() { touched.push(name) } });
        for (const name of ['cookie', 'title'])
          Object.defineProperty(document, name, { get() { touched.push(name) }, set() { touched.push(name) } });
        navigator.sendBeacon = () => touched.push('beacon');
        window.names = []; window.names = Object.keys(window);</script>";
    case(&premium("chooser")).head(LISTENER).head(wrapped).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        assert_eq!(
            // `ret_nodes` is the driver's own.
            page.eval(
                "const added = Object.keys(window).filter((name) => !names.includes(name) && name !== 'ret_nodes');
            return [touched, added]"
            )
            .await,
            json!([[], []])
        );
        assert_eq!(page.cdn.requests(), ["/phaseout.js", "/cards/1/kaspersky-us/en.json"]);
    });
}

#[test]
fn a_block_of_a_system_that_deletes_unknown_elements_becomes_a_card() {
    let block = prerendered(&["--product", "kis", "--block", "--script", "{cdn}/phaseout.js", "--lang", "es"]);
    assert!(block.starts_with("<div data-phase-out data-product=\"kaspersky-internet-security\""), "{block}");
    case(&block).head(LISTENER).run(async |page| {
        page.until("ready()").await;
        let seen = "return [card().parentElement.localName, short(), document.querySelectorAll('phase-out').length]";
        assert_eq!(page.eval(seen).await, json!(["div", "Ya no recibe actualizaciones", 1]));
    });
}

#[test]
fn a_served_card_that_has_grown_old_is_corrected() {
    let arguments =
        ["--product", "kaspersky-premium", "--now", "2024-08-01", "--script", "{cdn}/phaseout.js", "--served"];
    let cached = prerendered(&arguments).replace(" now=\"2024-08-01\"", "");
    case(&cached).head(LISTENER).run(async |page| {
        page.until("ready()").await;
        let seen = "return [short(), part('frozen') ?? null, part('countdown') ?? null]";
        assert_eq!(page.eval(seen).await, json!(["Updates ended", null, null]));
    });
}

#[test]
fn a_served_card_goes_live_without_moving_anything() {
    let ban =
        ["--product", "kaspersky-premium", "--now", "2024-09-28T12:00:00Z", "--script", "{cdn}/none.js", "--served"];
    stays(above_a_story(&prerendered(&ban)).cdn("/none.js", script()));
}

#[test]
fn nor_does_one_that_counts_the_seconds_to_a_deadline_ahead_move_anything() {
    let ahead = r#"{ "format": 2, "title": "End of support for anvils", "zone": "America/New_York", "checked": "2024-06-24",
        "sources": ["https://anvils.example/"], "products": ["Anvil"],
        "milestones": [{ "effect": "end-of-updates", "at": "2099-09-29T00:00:00-04:00" }] }"#;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ahead.json");
    fs::write(&file, ahead).expect("a folder of this test's own");
    let file = file.to_str().expect("a path in UTF-8");
    let served = prerendered(&[
        "--product",
        "anvil",
        "--catalogue",
        file,
        "--precision",
        "seconds",
        "--script",
        "none.js",
        "--served",
    ]);
    assert!(served.contains("part=\"countdown\"") && !served.contains("part=\"toggle\""), "{served}");
    for width in ["40em", "26em"] {
        let column = format!("<div style=\"inline-size: {width}\">{served}</div>");
        let zone = "<script>Date.prototype.getTimezoneOffset = () => -330</script>";
        let facts = Answer::text("application/json", ahead);
        stays(above_a_story(&column).head(zone).host("/none.js", script()).host("/catalogue/ahead.json", facts));
    }
}

#[test]
fn the_keyboard_unfolds_a_brief_card_and_folds_it_again() {
    let body = format!("<div style=\"inline-size: 900px\">{}</div>", premium("size=\"compact\""));
    case(&body).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        page.eval("card().shadowRoot.querySelector('summary').focus()").await;
        for is_open in [true, false] {
            page.press('\u{E007}').await;
            let seen = format!("card().shadowRoot.querySelector('details').open === {is_open}");
            page.until(&format!("{seen} && card().shadowRoot.activeElement?.localName === 'summary'")).await;
        }
    });
}

#[test]
fn what_a_reader_has_unfolded_or_focused_outlives_a_card_that_changes() {
    let ban =
        ["--product", "kaspersky-premium", "--now", "2024-09-28T12:00:00Z", "--script", "{cdn}/none.js", "--served"];
    // Served frozen, live five seconds before its deadline, over, and frozen again: parts come and go above the lists.
    let served = prerendered(&ban);
    let clock = CLOCK.replace("03:59:25Z", "03:59:55Z");
    // In Firefox what a driver imports has a clock of its own.
    let start = "<script>var start = () => import('{cdn}/phaseout.js')</script>";
    case(&served).checked_early().cdn("/none.js", script()).head(&clock).head(start).head(LISTENER).run(async |page| {
        let seen = "const more = card().shadowRoot.querySelector('details');
            more.open = true;
            more.querySelector('[part~=sources] a').focus();
            card().removeAttribute('now');
            await start();
            while (!ready()) await new Promise(requestAnimationFrame);
            const said = [];
            const say = () => said.push([short(), Boolean(part('toggle')), more.open && more.isConnected,
                card().shadowRoot.activeElement === more.querySelector('[part~=sources] a')]);
            say();
            advance(5000);
            say();
            card().now = '2024-06-24';
            while (short() !== 'New sales end in 26 days') await new Promise(requestAnimationFrame);
            say();
            card().product = 'kaspersky-plus';
            while (part('product') !== 'Kaspersky Plus') await new Promise(requestAnimationFrame);
            say();
            return said";
        let announced = ("New sales end in 26 days", false);
        let states = [("Updates end today", true), ("Updates ended", false), announced, announced];
        assert_eq!(page.eval(seen).await, json!(states.map(|(state, toggle)| (state, toggle, true, true))));
    });
}

/// A script that does nothing.
fn script() -> Answer {
    Answer::text("text/javascript", "")
}

/// A page with a served card, and below it what must not move.
fn above_a_story(served: &str) -> Case {
    case(&format!("{served}<p>The story goes on.</p>")).head(LISTENER)
}

/// The served card of a page, and what is below it, have the same boxes before and after it goes live.
fn stays(page: Case) {
    page.run(async |page| {
        let boxes = "const boxes = () => [card(), document.querySelector('body > p')].flatMap((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [x, y, width, height];
        });
        const before = boxes();
        await import(cdn + '/phaseout.js');
        while (!ready()) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return boxes().map((after, index) => [before[index], after]).filter(([before, after]) => Math.abs(after - before) > 0.5)";
        assert_eq!(page.eval(boxes).await, json!([]));
    });
}

#[test]
fn every_state_of_the_page_of_states_comes_to_life_and_fits() {
    case("").run(async |page| {
        page.client.goto(&format!("{}/states.html", page.cdn.origin)).await.expect("the page opens");
        // A card with `engine="static"` never comes.
        let alive = "[...document.querySelectorAll('phase-out:not([engine=static])')].map((it) => (it.approach?.(), it.shadowRoot?.querySelector('section')))";
        page.until(&format!("document.querySelectorAll('phase-out').length > 40 && {alive}.every(Boolean)")).await;
        let seen = format!("return [{alive}.filter((it) => it.scrollWidth > it.clientWidth).length,
            document.documentElement.scrollWidth <= document.documentElement.clientWidth]");
        assert_eq!(page.eval(&seen).await, json!([0, true]));
        page.goto("/").await;
    });
}
