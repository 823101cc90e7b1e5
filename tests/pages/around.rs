//! What a page does around a card while it is open: it changes its language, asks for calm, asks for another product before
//! the first has come, listens to keys, or holds a thousand cards.

use serde_json::{Value, json};

use crate::announcement::{CLOCK, EARS};
use crate::article::{IN_ONE_PLACE, LISTENER, SCRIPT, SENTENCE, premium};
use crate::case::{Case, case};
use crate::faults::dist;

fn article(body: &str) -> Case {
    case(body).head(LISTENER).head(SCRIPT)
}

#[test]
fn a_card_follows_the_language_of_a_page_that_changes_it() {
    article(&premium("")).run(async |page| {
        page.until("ready()").await;
        page.eval("document.documentElement.lang = 'de'").await;
        page.until("card().shadowRoot.querySelector('section').lang === 'de'").await;
        page.eval("document.documentElement.lang = 'pt-BR'").await;
        page.until("card().shadowRoot.querySelector('section').lang === 'pt'").await;
    });
}

#[test]
fn a_language_nearer_than_the_pages_stays() {
    article(&format!("<div lang=\"es\">{}</div>{}", premium(""), premium(""))).run(async |page| {
        page.until("told.length === 2").await;
        page.eval("document.documentElement.lang = 'de'").await;
        let spoken = "[...document.querySelectorAll('phase-out')].map(({ shadowRoot }) => shadowRoot.querySelector('section').lang)";
        page.until(&format!("{spoken}[1] === 'de'")).await;
        assert_eq!(page.eval(&format!("return {spoken}")).await, json!(["es", "de"]));
    });
}

/// A reader's wish for less motion, that a case changes: `want(isCalm)`.
const CALM: &str = "<script>
var isCalm = false, wishes = new Set();
var want = (is) => { isCalm = is; for (const listener of wishes) listener({ matches: is }) };
var asked = matchMedia;
window.matchMedia = (query) => query.includes('reduced-motion')
  ? { get matches() { return isCalm }, addEventListener: (_, it) => wishes.add(it), removeEventListener: (_, it) => wishes.delete(it) }
  : asked.call(window, query);
var fields = () => card().shadowRoot.querySelectorAll('[part~=field]').length;
</script>";

#[test]
fn seconds_stop_and_run_as_the_reader_asks_for_calm_while_the_page_is_open() {
    let page = case(&premium("")).checked_early().head(CLOCK).head(CALM).head(LISTENER).head(SCRIPT);
    page.run(async |page| {
        page.until("ready()").await;
        let seen = "const said = [fields(), part('toggle')];
            want(true);
            said.push(fields(), part('toggle'));
            const before = part('digits');
            advance(5000);
            said.push(part('digits') === before);
            want(false);
            said.push(fields(), part('toggle'));
            card().remove();
            await new Promise(requestAnimationFrame);
            return [...said, wishes.size]";
        let (run, stand) = ("Stop the seconds", "Show the seconds");
        assert_eq!(page.eval(seen).await, json!([4, run, 3, stand, true, 4, run, 0]));
    });
}

#[test]
fn seconds_that_a_reader_has_stopped_stay_so_when_the_page_changes_its_language() {
    let page = case(&premium("")).checked_early().head(CLOCK).head(CALM).head(LISTENER).head(SCRIPT);
    page.run(async |page| {
        page.until("ready()").await;
        page.eval("card().shadowRoot.querySelector('[part=toggle]').click(); document.documentElement.lang = 'de'")
            .await;
        page.until("card().shadowRoot.querySelector('section').lang === 'de'").await;
        assert_eq!(page.eval("return fields()").await, json!(3));
    });
}

#[test]
fn a_button_that_is_pressed_after_the_deadline_and_before_the_timer_tells_as_the_timer_would() {
    // A driver's script has no hand in the page's own variables everywhere.
    let pass = "<script>var pass = (more) => { time += more }</script>";
    let page = case(&premium("")).checked_early().head(CLOCK).head(pass).head(LISTENER).head(EARS).head(SCRIPT);
    page.run(async |page| {
        page.until("ready()").await;
        let seen = "listen();
            pass(40000);
            card().shadowRoot.querySelector('[part=toggle]').click();
            await settled();
            const said = [short(), told.map(([type, { status }]) => [type, status.phase]), heard.length, heard[0]?.includes('ended')];
            // The timer that was late has nothing to add.
            advance(60000);
            await settled();
            return [...said, told.length, heard.length]";
        let told = json!([["phase-out-ready", "sales-ended"], ["phase-out-change", "updates-ended"]]);
        assert_eq!(page.eval(seen).await, json!(["Updates ended", told, 1, true, 2, 1]));
    });
}

#[test]
fn what_a_reader_does_in_the_list_of_products_is_no_key_press_and_no_input_of_the_page() {
    let ears = "<script>var seen = [];
        for (const type of ['keydown', 'keypress', 'keyup', 'input']) addEventListener(type, ({ type }) => seen.push(type));</script>";
    let body = "<form><input name=\"own\"><phase-out chooser product=\"kaspersky-premium\">Which?</phase-out></form>";
    article(body).head(ears).run(async |page| {
        page.until("ready()").await;
        page.eval("document.querySelector('[name=own]').focus()").await;
        page.press('k').await;
        page.until("seen.length === 4").await;
        page.eval("seen.length = 0; window.select = card().shadowRoot.querySelector('select'); select.focus(); select.addEventListener('keyup', () => { window.isHeard = true })").await;
        page.press('k').await;
        page.until("isHeard").await;
        let quiet = "for (const Kind of [Event, InputEvent])
                select.dispatchEvent(new Kind('input', { bubbles: true, composed: true }));
            select.value = 'kaspersky-free';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return [seen, card().status.product.id]";
        assert_eq!(page.eval(quiet).await, json!([[], "kaspersky-free"]));
    });
}

#[test]
fn a_form_whose_fields_are_named_like_its_properties_changes_nothing() {
    // A form has its fields as properties: `form.lang` is a list of languages here, `form.closest` a field.
    let fields = ["lang", "dir", "closest", "getAttribute", "getRootNode", "host", "shadowRoot", "isConnected"];
    let fields: String = fields.iter().map(|name| format!("<select name=\"{name}\"><option>fr</select>")).collect();
    article(&format!("<form lang=\"de\">{fields}{}</form>", premium(""))).run(async |page| {
        page.until("ready()").await;
        let seen = "return [card().shadowRoot.querySelector('section').lang, failed(), typeof card().parentNode.lang]";
        assert_eq!(page.eval(seen).await, json!(["de", false, "object"]));
    });
}

#[test]
fn a_script_that_is_put_into_the_page_by_itself_leaves_the_sentence_and_no_rejection() {
    let body = format!("{}<div id=\"in\"></div>", premium(""));
    case(&body).head(LISTENER).compiled("", crate::case::KASPERSKY).run(async |page| {
        let seen = "const text = await (await fetch(cdn + '/phaseout.js')).text();
            const { evaluate } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
            while (!failed()) await new Promise((done) => setTimeout(done));
            const refused = await evaluate({ product: 'kis' }).catch(({ problems }) => problems.length);
            // A card that is in the page needs no folder.
            const inside = await (await fetch(cdn + '/cards/1/kaspersky-us/en/kaspersky-plus.json')).text();
            const other = document.createElement('phase-out');
            const script = Object.assign(document.createElement('script'), { type: 'application/json', textContent: inside });
            script.dataset.phaseOutCard = '';
            for (const name of ['share', 'clock']) other.toggleAttribute(name, false);
            other.setAttribute('product', 'kaspersky-plus');
            other.setAttribute('facts', 'pinned');
            other.append(script);
            document.querySelector('#in').append(other);
            while (!ready()) await new Promise((done) => setTimeout(done));
            await new Promise((done) => setTimeout(done, 50));
            return [card().innerText, refused, other.status.product.id]";
        assert_eq!(page.eval(seen).await, json!([SENTENCE, 2, "kaspersky-plus"]));
    });
}

/// Has whatever is fetched wait for `letGo()`, where its address has the text that was given to `hold`.
const GATE: &str = "<script>
var held, letGo, waiting = 0, gate = new Promise((done) => { letGo = done });
var hold = (text) => { held = text };
var real = window.fetch;
window.fetch = async (url, ...more) => {
  if (held && String(url).includes(held)) { waiting += 1; await gate; }
  return real(url, ...more);
};
</script>";

#[test]
fn an_answer_that_comes_after_the_host_has_asked_for_something_else_is_dropped() {
    let plus = "card().product = 'kaspersky-plus'";
    let topic = "{ format: 2, title: 'End of anvils', checked: '2000-01-01', sources: ['https://anvils.example/'],
        milestones: [{ effect: 'end-of-updates', at: '2000-02-02' }], products: ['Anvil', { id: 'kaspersky-plus', name: 'Other' }] }";
    let data = format!("card().catalogue = {topic}; card().product = 'anvil'");
    for (held, first, second, shown) in [
        // A card, a name that the desk looks up, the desk itself, words, a language, an engine, the host's own topic.
        ("kaspersky-free.json", "card().product = 'kaspersky-free'", plus, "Kaspersky Plus"),
        ("catalogue/kaspersky-us.json", "card().product = 'KIS'", plus, "Kaspersky Plus"),
        (".wasm", "card().product = 'KIS'", plus, "Kaspersky Plus"),
        (
            "locale/en.json",
            "card().now = '2024-08-01'",
            "card().now = null; card().product = 'kaspersky-plus'",
            "Kaspersky Plus",
        ),
        ("/de/", "card().lang = 'de'", "card().lang = 'en'; card().product = 'kaspersky-plus'", "Kaspersky Plus"),
        (
            "/en.json",
            "card().chooser = true",
            "card().chooser = false; card().product = 'kaspersky-plus'",
            "Kaspersky Plus",
        ),
        ("locale/en.json", &data, "card().catalogue = null; card().product = 'kaspersky-plus'", "Kaspersky Plus"),
        (
            "none.json",
            "card().catalogue = '/none.json'",
            "card().catalogue = null; card().product = 'kaspersky-plus'",
            "Kaspersky Plus",
        ),
    ] {
        article(&premium("")).head(GATE).run(async |page| {
            page.until("ready()").await;
            page.eval(&format!("hold('{held}'); {first}")).await;
            page.until(&format!("waiting > 0 /* {held}: {first} */")).await;
            page.eval(second).await;
            page.until(&format!("part('product') === '{shown}'")).await;
            let seen = "letGo();
                for (let step = 0; step < 20; step += 1) await new Promise((done) => setTimeout(done, 10));
                return [part('product'), card().shadowRoot.querySelector('section').lang, card().shadowRoot.querySelector('select'), part('frozen') ?? null, failed()]";
            assert_eq!(page.eval(seen).await, json!([shown, "en", null, null, false]), "{first}");
        });
    }
}

#[test]
fn an_answer_that_comes_after_the_card_has_left_the_page_is_dropped() {
    article(&premium("")).head(GATE).run(async |page| {
        page.until("ready()").await;
        page.eval("hold('kaspersky-plus.json'); window.kept = card(); card().product = 'kaspersky-plus'").await;
        page.until("waiting > 0").await;
        let seen = "kept.remove();
            letGo();
            for (let step = 0; step < 20; step += 1) await new Promise((done) => setTimeout(done, 10));
            return [kept.shadowRoot.querySelector('[part=product]').textContent, told.length]";
        assert_eq!(page.eval(seen).await, json!(["Kaspersky Premium", 1]));
    });
}

#[test]
fn two_hundred_cards_are_drawn_a_few_in_a_task_and_those_that_are_seen_first() {
    // The page's time goes on by a millisecond for each card that is drawn, and by nothing else.
    let clock = "<script>
        var drawn = [], most = 0, inTask = 0;
        performance.now = () => drawn.length;
        addEventListener('phase-out-ready', ({ target }) => {
          drawn.push(target);
          if (!inTask++) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { inTask = 0; };
            port2.postMessage(0);
          }
          most = Math.max(most, inTask);
        });</script>";
    // Below the screen, and within half a screen of it.
    let far = "<style>#far phase-out { top: 120vh }</style>";
    let many = premium("").repeat(100);
    case(&format!("<div id=\"far\">{many}</div><div id=\"near\">{many}</div>"))
        .head(IN_ONE_PLACE)
        .head(far)
        .head(clock)
        .head(LISTENER)
        .head(GATE)
        .head("<script>hold('/cards/')</script>")
        .head(SCRIPT)
        .run(async |page| {
            page.until("waiting > 0").await;
            let seen = "letGo();
                while (drawn.length < 200) await new Promise((done) => setTimeout(done));
                const seen = drawn.slice(0, 3).map((it) => it.parentNode.id);
                return [most, seen, failed()]";
            let seen = page.eval(seen).await;
            // Two slices may fall between the messages that this test counts by.
            assert!(seen[0].as_u64().is_some_and(|most| (1..=16).contains(&most)), "{seen}");
            assert_eq!(seen[1], json!(["near", "near", "near"]));
            assert_eq!(seen[2], json!(false));
        });
}

#[test]
fn a_hundred_seconds_are_drawn_a_few_in_a_task_and_none_is_left_behind() {
    let measure = "<script>var measure = () => {
        const digits = () => [...document.querySelectorAll('phase-out')].map(({ shadowRoot }) =>
            shadowRoot.querySelector('[part=digits]').textContent);
        // Each look at the clock takes a millisecond.
        const from = time;
        Date.now = () => time++;
        let before = digits(), most = 0, runs = 0;
        while (time < from + 4000) {
            const due = [...timers.values()].filter(({ run }) => run).sort((one, other) => one.at - other.at)[0];
            time = Math.max(time, due.at);
            const { run } = due;
            due.run = undefined;
            run();
            runs += 1;
            const now = digits();
            most = Math.max(most, now.filter((text, at) => text !== before[at]).length);
            before = now;
        }
        return [most, runs > 40, new Set(before).size];
    }</script>";
    let page = case(&premium("").repeat(100)).checked_early().head(CLOCK).head(measure).head(LISTENER).head(SCRIPT);
    page.run(async |page| {
        page.until("(document.querySelectorAll('phase-out').forEach((it) => it.approach()), told.length === 100)")
            .await;
        let seen = page.eval("return measure()").await;
        assert!(seen[0].as_u64().is_some_and(|most| (1..=9).contains(&most)), "{seen}");
        assert_eq!(seen[1], json!(true));
        // Where it stands still one is a second behind another at most.
        assert!(seen[2].as_u64().is_some_and(|texts| texts <= 2), "{seen}");
    });
}

/// A script of ours, as somebody else might serve it: it does what it did, and says that it ran.
fn tampered(name: &str) -> crate::site::Answer {
    let text = String::from_utf8(dist(name)).expect("a script is text");
    crate::site::Answer::text("text/javascript", format!("window.ran = true;{text}"))
}

/// The problems that were told, how each begins.
const TOLD: &str = "told.filter(([type]) => type === 'phase-out-error').flatMap(([, { problems }]) => problems.map(({ message }) => message))";

#[test]
fn a_script_beside_a_card_that_was_tampered_with_never_runs_and_the_card_does_without() {
    let choice = "<phase-out chooser product=\"kaspersky-premium\" share clock>Which?</phase-out>";
    for name in ["phaseout-share.js", "phaseout-clock.js", "phaseout-search.js"] {
        for is_tampered in [true, false] {
            let mut case = article(choice);
            if is_tampered {
                case = case.cdn(&format!("/{name}"), tampered(name));
            }
            case.run(async |page| {
                page.until("ready()").await;
                page.eval("card().shadowRoot.querySelector('select').focus()").await;
                // The clock says nothing where all is well, but asks.
                let has_come = match name {
                    "phaseout-share.js" => "card().shadowRoot.querySelector('[part=share]')",
                    "phaseout-clock.js" => {
                        "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('phaseout-clock.js')).length > 2"
                    }
                    _ => "card().shadowRoot.querySelector('select').parentElement.shadowRoot",
                };
                if is_tampered {
                    let asked = format!(
                        "performance.getEntriesByType('resource').some(({{ name, responseEnd }}) => responseEnd && name.endsWith('{name}'))"
                    );
                    page.until(&asked).await;
                    let seen = format!(
                        "for (let step = 0; step < 20; step += 1) await new Promise((done) => setTimeout(done, 10));
                        return [window.ran ?? null, !({has_come}), failed(), part('product')]"
                    );
                    assert_eq!(page.eval(&seen).await, json!([null, true, false, "Kaspersky Premium"]), "{name}");
                } else {
                    page.until(has_come).await;
                }
            });
        }
    }
}

#[test]
fn a_core_or_desk_that_was_tampered_with_never_runs() {
    let typed =
        |engine: &str| format!("<phase-out product=\"Kaspersky Premium\" engine=\"{engine}\">{SENTENCE}</phase-out>");
    for (name, body) in [
        ("phaseout.fallback.js", premium("engine=\"js\"")),
        ("phaseout.desk.js", typed("auto")),
        ("phaseout.desk.fallback.js", typed("js")),
    ] {
        article(&body).cdn(&format!("/{name}"), tampered(name)).run(async |page| {
            page.until("failed()").await;
            let seen = format!("return [window.ran ?? null, card().innerText, {TOLD}]");
            let seen = page.eval(&seen).await;
            assert_eq!([&seen[0], &seen[1]], [&Value::Null, &json!(SENTENCE)], "{name}");
            let told = seen[2].to_string();
            assert!(told.contains(name) && told.contains("cannot be fetched"), "{told}");
        });
    }
}

#[test]
fn a_desk_whose_module_was_tampered_with_gives_way_to_the_one_in_javascript() {
    let mut module = dist("phaseout.desk.wasm");
    // A section that says nothing: still a module, and another one.
    module.extend([0, 2, 1, b'x']);
    let body = format!("<phase-out product=\"Kaspersky Premium\">{SENTENCE}</phase-out>");
    let compiled = "<script>var sizes = [];
        const { compile } = WebAssembly;
        WebAssembly.compile = (bytes) => (sizes.push(bytes.byteLength), compile.call(WebAssembly, bytes));</script>";
    let size = module.len();
    article(&body)
        .head(compiled)
        .cdn("/phaseout.desk.wasm", crate::site::Answer::bytes("application/wasm", module))
        .run(async |page| {
            page.until("ready() && failed()").await;
            let seen = page.eval(&format!("return [sizes, part('product'), {TOLD}]")).await;
            assert!(!seen[0].as_array().expect("a list").contains(&json!(size)), "{seen}");
            assert_eq!(seen[1], json!("Kaspersky Premium"));
            assert!(seen[2].to_string().contains("phaseout.desk.wasm cannot be fetched"), "{seen}");
        });
}
