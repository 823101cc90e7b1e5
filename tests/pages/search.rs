//! A long choice can be searched by name: a combobox behind the select, loaded when the reader comes to it.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::announcement::EARS;
use crate::article::{LISTENER, SCRIPT, SMALL};
use crate::barriers::{DARK, LIGHT, barriers, page_of};
use crate::case::{Case, case};
use crate::page::Page;
use crate::site::Answer;

const SEARCH: &str = "<script>
var select = () => card().shadowRoot.querySelector('select');
var inner = () => select().parentElement.shadowRoot;
var field = () => inner().querySelector('input');
var list = () => inner().querySelector('ul');
var offered = () => [...list().children].map((it) => it.textContent);
var told_none = () => inner().querySelector('[role=status]').textContent;
var state = () => [field().value, field().getAttribute('aria-expanded'), list().hidden,
    inner().getElementById(field().getAttribute('aria-activedescendant'))?.textContent ?? '', focused()];
var focused = () => card().shadowRoot.activeElement?.shadowRoot?.activeElement === field();
var type = (text) => {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
var listen_inside = () => new MutationObserver((all) => all.forEach(({ target }) => {
    if (target.role === 'status' || target.getAttribute?.('role') === 'status') heard.push(target.textContent);
})).observe(inner(), { childList: true, subtree: true });
</script>";

const LONG: &str = "<main><h1>A page</h1>
<phase-out product=\"kaspersky-premium\" chooser>A sentence.</phase-out></main>";

const SCRIPTS: [&str; 2] = ["/phaseout-search.js", "/phaseout.desk.js"];

fn page(body: &str) -> Case {
    case(body).head(LISTENER).head(SEARCH).head(EARS).head(SCRIPT)
}

/// The reader comes to the choice, and the field is there.
async fn come(page: &Page) {
    page.until("ready()").await;
    page.eval("select().focus()").await;
    page.until("field()").await;
}

async fn press(page: &Page, keys: &str) {
    for key in keys.chars() {
        page.press(key).await;
    }
}

/// How often each of ours was asked for.
fn asked(page: &Page) -> [usize; 2] {
    SCRIPTS.map(|script| page.cdn.requests().iter().filter(|path| *path == script).count())
}

/// A catalogue of so many products.
fn catalogue(count: usize) -> Answer {
    let mut many: Value = serde_json::from_str(SMALL).expect("JSON");
    let products = many["products"].as_array_mut().expect("a list");
    for at in products.len()..count {
        let mut product = products[0].clone();
        product["id"] = json!(format!("acme-{at}"));
        product["name"] = json!(format!("Acme Thing {at}"));
        product["aliases"] = json!([]);
        products.push(product);
    }
    Answer::text("application/json", many.to_string())
}

#[test]
fn the_keyboard_searches_chooses_and_leaves() {
    page(&format!("<button>Before</button>{LONG}")).run(async |page| {
        page.until("ready()").await;
        assert_eq!(asked(page), [0, 0], "nothing before the reader comes");
        page.eval("document.querySelector('button').focus()").await;
        page.press(Key::Tab.into()).await;
        page.until("field()").await;
        assert!(asked(page).iter().all(|asked| (1..=2).contains(asked)), "by their hash, then to be run");
        page.press(Key::Tab.into()).await;
        assert_eq!(page.eval("return state()").await, json!(["", "false", true, "", true]));
        press(page, "Kaspersky End").await;
        page.until("offered()[0] === 'Kaspersky Endpoint Security Cloud'").await;
        assert_eq!(
            page.eval("return [offered().length <= 8, state()]").await,
            json!([true, ["Kaspersky End", "true", false, "", true]])
        );
        // Down, and round the end; up; into the text again.
        page.press(Key::Down.into()).await;
        page.press(Key::Up.into()).await;
        let end =
            page.eval("return [state()[3] === offered().at(-1), list().lastChild.getAttribute('aria-selected')]").await;
        assert_eq!(end, json!([true, "true"]));
        page.press(Key::Down.into()).await;
        assert_eq!(page.eval("return state()[3] === offered()[0]").await, json!(true));
        let selected = "return list().querySelectorAll('[aria-selected=true]').length";
        assert_eq!(page.eval(selected).await, json!(1));
        page.press(Key::Home.into()).await;
        assert_eq!(page.eval("return [state()[3], field().selectionStart]").await, json!(["", 0]));
        page.press(Key::Down.into()).await;
        page.press(Key::End.into()).await;
        assert_eq!(page.eval("return [state()[3], field().selectionStart]").await, json!(["", 13]));
        // Escape closes, then clears, and is then the page's; what is typed never is.
        page.eval("window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key))").await;
        page.press(Key::Escape.into()).await;
        assert_eq!(page.eval("return state()").await, json!(["Kaspersky End", "false", true, "", true]));
        page.press(Key::Escape.into()).await;
        assert_eq!(page.eval("return state()").await, json!(["", "false", true, "", true]));
        page.press(Key::Escape.into()).await;
        // By an alias; Down opens what was closed.
        press(page, "kis").await;
        page.until("offered()[0] === 'Kaspersky Internet Security'").await;
        page.press(Key::Escape.into()).await;
        page.press(Key::Down.into()).await;
        page.until("state()[3] === 'Kaspersky Internet Security'").await;
        page.press(Key::Enter.into()).await;
        assert_eq!(page.eval("return keys").await, json!(["Escape"]));
        let chosen = "return [state(), select().value, short()]";
        let name = "Kaspersky Internet Security";
        let expected = json!([[name, "false", true, "", true], "kaspersky-internet-security", "Updates ended"]);
        assert_eq!(page.eval(chosen).await, expected);
        // Tab leaves, and chooses nothing.
        page.eval("field().select()").await;
        press(page, "plus").await;
        page.until("offered()[0] === 'Kaspersky Plus'").await;
        page.press(Key::Down.into()).await;
        page.press(Key::Tab.into()).await;
        let left = "return [state().slice(1, 3), focused(), select().value, card().shadowRoot.activeElement.localName]";
        assert_eq!(page.eval(left).await, json!([["false", true], false, "kaspersky-internet-security", "summary"]));
        assert!(asked(page).iter().all(|asked| (1..=2).contains(asked)), "once, by their hash, and once to be run");
    });
}

#[test]
fn choosing_tells_the_host_once_is_said_once_and_moves_no_focus() {
    page(LONG).run(async |page| {
        come(page).await;
        page.eval("field().focus(); listen(); listen_inside(); type('free')").await;
        page.until("offered().length").await;
        page.press(Key::Down.into()).await;
        page.press(Key::Enter.into()).await;
        let seen =
            "await settled(); return [told.map(([type]) => type), told[1][1].status.product.id, heard, focused()]";
        let events = json!(["phase-out-ready", "phase-out-change"]);
        let seen = page.eval(seen).await;
        assert_eq!([&seen[0], &seen[1], &seen[3]], [&events, &json!("kaspersky-free"), &json!(true)]);
        assert_eq!(seen[2].as_array().map(Vec::len), Some(1), "{seen}");
        // The same again is no change; a choice in the select is, and ends the search.
        page.eval("type('free')").await;
        page.until("offered().length").await;
        page.press(Key::Down.into()).await;
        page.press(Key::Enter.into()).await;
        assert_eq!(page.eval("return [told.length, field().value]").await, json!([2, "Kaspersky Free"]));
        let other = "select().value = 'kaspersky-plus';
            select().dispatchEvent(new Event('change', { bubbles: true }));
            return [told.length, field().value]";
        assert_eq!(page.eval(other).await, json!([3, ""]));
    });
}

#[test]
fn a_pointer_chooses_and_the_focus_stays_in_the_field() {
    page(&LONG.replace(" chooser", " chooser engine=\"js\"")).run(async |page| {
        come(page).await;
        page.eval("field().focus(); type('premium')").await;
        page.until("offered().length").await;
        page.eval("select().value = ''; list().firstChild.scrollIntoView({ block: 'center' })").await;
        let place = "const { x, y, width, height } = list().firstChild.getBoundingClientRect();
            return [Math.round(x + width / 2), Math.round(y + height / 2), height >= 44, width >= 44]";
        let place = page.eval(place).await;
        assert_eq!([&place[2], &place[3]], [true, true], "a target of 44 px");
        let (x, y) = (place[0].as_f64().expect("a number"), place[1].as_f64().expect("a number"));
        let click = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        page.client.perform_actions(click).await.expect("the browser takes a pointer");
        let seen = "return [state(), select().value]";
        let state = json!(["Kaspersky Premium", "false", true, "", true]);
        assert_eq!(page.eval(seen).await, json!([state, "kaspersky-premium"]));
    });
}

#[test]
fn where_nothing_matches_it_says_so_once() {
    page(LONG).run(async |page| {
        come(page).await;
        page.eval("field().focus(); listen_inside()").await;
        press(page, "norton").await;
        page.until("told_none()").await;
        press(page, " 360").await;
        page.until("field().value === 'norton 360'").await;
        page.eval("await new Promise(requestAnimationFrame)").await;
        assert_eq!(page.eval("return [heard, state()[1], told_none()]").await, json!([[NONE], "false", NONE]));
        page.press(Key::Escape.into()).await;
        assert_eq!(page.eval("return [field().value, told_none()]").await, json!(["", ""]));
    });
}

const NONE: &str = "No product of that name";

#[test]
fn an_input_method_is_left_to_compose() {
    page(LONG).run(async |page| {
        come(page).await;
        let composing = "field().focus();
            field().value = 'kis';
            const say = (Kind, type, more) => field().dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, ...more }));
            say(InputEvent, 'input', { isComposing: true });
            await new Promise(requestAnimationFrame);
            const seen = [offered(), say(KeyboardEvent, 'keydown', { key: 'ArrowDown', isComposing: true })];
            say(CompositionEvent, 'compositionend');
            return seen";
        assert_eq!(page.eval(composing).await, json!([[], true]));
        page.until("offered()[0] === 'Kaspersky Internet Security'").await;
    });
}

#[test]
fn thirty_products_are_a_select_and_no_more() {
    for (count, is_searched) in [(28, false), (30, false), (31, true)] {
        page("<phase-out catalogue=\"/many.json\" chooser></phase-out>").host("/many.json", catalogue(count)).run(
            async |page| {
                page.until("ready()").await;
                if is_searched {
                    come(page).await;
                    return;
                }
                page.eval("select().focus(); await new Promise(requestAnimationFrame)").await;
                let offered = "const { offer } = await import(cdn + '/phaseout-search.js');
                    const before = inner();
                    await offer(select(), async () => '');
                    return [before, inner()]";
                let before = asked(page);
                assert!((1..=2).contains(&before[1]), "for the topic, which nobody has compiled");
                assert!(count == 30 || before[0] == 0, "thirty options ask for nothing");
                assert_eq!(page.eval(offered).await, json!([null, null]));
            },
        );
    }
}

#[test]
fn without_the_look_up_the_select_is_the_simple_form() {
    for script in SCRIPTS {
        page(LONG).cdn(script, Answer::Missing).run(async |page| {
            page.until("ready()").await;
            let seen = "select().focus();
                await import(cdn + '/phaseout.desk.js').catch(() => {});
                await import(cdn + '/phaseout-search.js').catch(() => {});
                for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
                return [inner(), failed(), card().shadowRoot.activeElement.localName]";
            assert_eq!(page.eval(seen).await, json!([null, false, "select"]));
        });
    }
}

#[test]
fn the_field_speaks_the_cards_language_and_goes_with_the_choice() {
    page(LONG).run(async |page| {
        come(page).await;
        let label = "inner().querySelector('label').textContent";
        assert_eq!(page.eval(&format!("return {label}")).await, json!("Search by name"));
        page.eval("card().lang = 'de'").await;
        page.until(&format!("{label} === 'Nach Namen suchen'")).await;
        page.eval("window.paragraph = select().parentElement; card().chooser = false").await;
        page.until("!select() && !paragraph.isConnected").await;
    });
}

#[test]
fn the_open_list_has_no_barrier() {
    for (lang, theme) in [("en", LIGHT), ("en", DARK), ("ar", LIGHT)] {
        page_of(LONG, lang, theme).head(SEARCH).run(async |page| {
            come(page).await;
            page.eval("field().focus(); type('security')").await;
            page.until("offered().length === 8").await;
            page.press(Key::Down.into()).await;
            assert_eq!(barriers(page).await, Vec::<String>::new(), "{lang}");
            let shape = "const rooms = [field(), ...list().children].map((it) => it.getBoundingClientRect());
                return [rooms.every(({ height }) => height >= 44), getComputedStyle(list().firstChild).outlineStyle,
                    getComputedStyle(field()).direction]";
            let direction = if lang == "ar" { "rtl" } else { "ltr" };
            assert_eq!(page.eval(shape).await, json!([true, "solid", direction]));
            page.screenshot(&format!("search-{lang}-{}", theme == DARK)).await;
            page.eval("type('norton')").await;
            page.until("told_none()").await;
            assert_eq!(barriers(page).await, Vec::<String>::new(), "{lang}, none");
        });
    }
}

#[test]
fn a_narrow_column_shows_all_of_it() {
    for size in ["full", "compact"] {
        let attributes = format!("product=\"kaspersky-premium\" chooser size=\"{size}\"");
        page(&format!("<div style=\"inline-size: 256px\"><phase-out {attributes}></phase-out></div>")).run(
            async |page| {
                come(page).await;
                page.eval("field().focus(); type('business')").await;
                page.until("offered().length > 2").await;
                page.press(Key::Down.into()).await;
                let cut = "const { left, right } = card().getBoundingClientRect();
                return [field(), ...list().children].filter((it) => {
                    const room = it.getBoundingClientRect();
                    return room.left < left || room.right > right || it.scrollWidth > it.clientWidth;
                }).length";
                assert_eq!(page.eval(cut).await, json!(0), "{size}");
                page.screenshot(&format!("search-narrow-{size}")).await;
            },
        );
    }
}
