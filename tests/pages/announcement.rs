//! What is said to those who hear the card: nothing while it ticks, one sentence when something has changed.

use serde_json::json;

pub(crate) use crate::article::CLOCK;
use crate::article::{LISTENER, SCRIPT};
use crate::case::case;

/// Counts what a screen reader would hear of: changes in live regions, by role or by attribute.
pub(crate) const EARS: &str = "<script nonce=\"collector\">
var heard = [], changed = [];
var listen = () => new MutationObserver((records) => {
  for (const { target } of records) {
    changed.push(target);
    const live = (target.closest ? target : target.parentElement).closest('[role=status], [role=alert], [role=log], [aria-live]');
    if (live && live.getAttribute('aria-live') !== 'off') heard.push(live.textContent);
  }
}).observe(card().shadowRoot, { attributes: true, characterData: true, childList: true, subtree: true });
var settled = () => new Promise((done) => queueMicrotask(() => queueMicrotask(done)));
</script>";

const PREMIUM: &str = "<phase-out product=\"kaspersky-premium\">A sentence.</phase-out>";

#[test]
fn seconds_are_silent_and_a_deadline_is_announced_once() {
    case(PREMIUM).checked_early().head(CLOCK).head(LISTENER).head(EARS).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "listen();
            const said = [part('announcement'), part('digits')];
            for (let second = 0; second < 30; second += 1) advance(1000);
            await settled();
            said.push(heard.length, changed.length >= 30, part('digits'));
            advance(6000);
            await settled();
            said.push(short(), heard);
            for (let hour = 0; hour < 48; hour += 1) advance(3600000);
            await settled();
            return [...said, heard.length]";
        let ended = "Kaspersky Premium is affected by the ban on sales of Kaspersky software in the US: new sales ended on July 20, 2024 and \
                     security updates ended on September 29, 2024. Switch now to a product that still gets security updates.";
        let digits = |seconds| format!("0 days 0 hours 0 minutes {seconds} seconds");
        let expected = json!(["", digits(35), 0, true, digits(5), "Updates ended", [ended], 1]);
        assert_eq!(page.eval(seen).await, expected);
    });
}

#[test]
fn a_readers_choice_is_announced_once_and_a_hosts_change_is_not() {
    case("<phase-out>Which product?</phase-out>")
        .checked_early()
        .head(CLOCK)
        .head(LISTENER)
        .head(EARS)
        .head(SCRIPT)
        .run(async |page| {
            page.until("ready()").await;
            let seen = "listen();
            const select = () => card().shadowRoot.querySelector('select');
            const choose = async (id) => {
                select().focus();
                const before = select();
                select().value = id;
                select().dispatchEvent(new Event('change', { bubbles: true }));
                await settled();
                const { length } = heard;
                const has = (heard.at(-1) ?? '').split(':')[0];
                return [length, has, before === select() && card().shadowRoot.activeElement === before];
            };
            const said = [part('announcement'), ...await choose('kaspersky-plus'), ...await choose('kaspersky-free')];
            for (let second = 0; second < 10; second += 1) advance(1000);
            await settled();
            return [...said, heard.length]";
            let falls = |name: &str| format!("{name} is affected by the ban on sales of Kaspersky software in the US");
            let expected = json!(["", 1, falls("Kaspersky Plus"), true, 2, falls("Kaspersky Free"), true, 2]);
            assert_eq!(page.eval(seen).await, expected);
            page.eval("card().product = 'kaspersky-standard'").await;
            page.until("part('sentence').includes('Standard')").await;
            assert_eq!(page.eval("return part('announcement')").await, json!(""), "what was said no longer holds");
        });
}

#[test]
fn a_reader_who_does_not_know_which_is_told_what_to_assume() {
    case("<phase-out now=\"2024-08-01\">Which?</phase-out>").head(LISTENER).head(EARS).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "listen();
            const root = card().shadowRoot, select = root.querySelector('select'), last = [...select.options].at(-1);
            const choose = async (value) => {
                select.value = value;
                select.dispatchEvent(new Event('change', { bubbles: true }));
                await settled();
            };
            select.focus();
            await choose(last.value);
            const { id, name, scope } = card().status.product;
            const said = [last.textContent, select.selectedOptions[0].textContent, root.activeElement === select, heard.length,
                part('sentence'), short(), id, name, scope];
            await choose('kaspersky-plus');
            await choose(last.value);
            return [...said, heard.length, select.selectedOptions.length, card().getAttribute('product')]";
        let sentence = "Assume that the ban on sales of Kaspersky software in the US covers Kaspersky, because the official list is not exhaustive: \
                        new sales ended on July 20, 2024 and security updates end on September 29, 2024.";
        let words = "I don’t know which";
        let expected =
            json!([words, words, true, 1, sentence, "Updates end in 59 days", "?", "Kaspersky", "unclear", 3, 1, null]);
        assert_eq!(page.eval(seen).await, expected);
    });
}

#[test]
fn a_choice_in_a_frozen_card_keeps_the_focus_too() {
    case("<phase-out now=\"2024-08-01\">Which?</phase-out>").head(LISTENER).head(EARS).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "const select = card().shadowRoot.querySelector('select');
            select.focus();
            select.value = 'kaspersky-plus';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return [card().shadowRoot.activeElement === select, part('frozen') !== undefined]";
        assert_eq!(page.eval(seen).await, json!([true, true]));
    });
}

#[test]
fn a_reader_who_wants_less_motion_gets_seconds_only_by_asking() {
    let calm = "<script>const asked = matchMedia;
        window.matchMedia = (query) => query.includes('reduced-motion') ? { matches: true } : asked.call(window, query);</script>";
    case(PREMIUM).checked_early().head(CLOCK).head(calm).head(LISTENER).head(EARS).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "listen();
            const fields = () => card().shadowRoot.querySelectorAll('[part~=field]').length;
            const said = [fields(), part('toggle')];
            for (let second = 0; second < 20; second += 1) advance(1000);
            await settled();
            said.push(changed.length);
            card().shadowRoot.querySelector('button').click();
            return [...said, fields(), part('toggle')]";
        assert_eq!(page.eval(seen).await, json!([3, "Show the seconds", 0, 4, "Stop the seconds"]));
    });
}

#[test]
fn a_heading_is_as_deep_as_the_host_says() {
    let cards = "<phase-out product=\"kis\"></phase-out><phase-out product=\"kis\" heading=\"4\"></phase-out>
        <phase-out heading=\"3\"></phase-out><phase-out product=\"kis\" heading=\"9\"></phase-out>";
    case(cards).head(LISTENER).head(SCRIPT).run(async |page| {
        page.until("told.length === 4").await;
        let seen = "return [...document.querySelectorAll('phase-out')].map(({ shadowRoot }) =>
            [...shadowRoot.querySelectorAll('h2, h3')].map((it) => it.getAttribute('aria-level')))";
        let (silent, said) = (json!([null, null, null, null, null]), ["4", "5", "5", "5", "5"]);
        assert_eq!(page.eval(seen).await, json!([silent, said, ["3"], silent]));
        page.eval("card().heading = 5").await;
        page.until("card().shadowRoot.querySelector('h2').getAttribute('aria-level') === '5'").await;
    });
}
