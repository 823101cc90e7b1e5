//! A reader whose clock is off is told so, where the host asks for it; what the card shows is never shifted.

use std::env;

use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT, premium};
use crate::case::{Case, case};
use crate::site::Answer;

/// What the server says the time is: the moment at which [`CLOCK`] stands.
const DATE: &str = "Sun, 29 Sep 2024 03:59:25 GMT";

const MODULE: &str = "/phaseout-clock.js";

const NOTE: &str = "This device’s clock differs from the server’s by more than five minutes. The dates hold; the countdown may be off.";

/// Notes how the time was asked for, and how often; `settled` once all that came of it is done.
const ASKED: &str = "<script nonce=\"collector\">
var asked = [], took = 0, answered;
var get = window.fetch;
window.fetch = (url, options) => {
  if (options?.method !== 'HEAD') return get(url, options);
  const { cache, credentials, referrerPolicy } = options;
  asked.push([url, cache, credentials, referrerPolicy]);
  const answer = get(url, options);
  answered = answer.catch(() => {}).then(() => { window.time += took; });
  return answered.then(() => answer);
};
var load = (url) => import(url);
var settled = async () => {
  const answer = answered;
  await answer;
  await new Promise((done) => wait(done));
  return answer !== undefined;
};
</script>";

/// A page with `body`, whose reader's clock is `off` milliseconds from the server's, which may be read.
fn page(body: &str, off: i64) -> Case {
    let moved = format!("<script nonce=\"collector\">time += {off}</script>");
    case(body)
        .cdn_header("date", Some(DATE))
        .cdn_header("access-control-expose-headers", Some("Date, Age"))
        .checked_early()
        .head(CLOCK)
        .head(&moved)
        .head(ASKED)
        .head(LISTENER)
        .head(SCRIPT)
}

/// Whether the reader is told, once the time was asked for; the host hears of nothing.
#[track_caller]
fn check(case: Case, is_told: bool) {
    case.run(async |page| {
        page.until("ready() && settled()").await;
        let seen = "return [part('clock') ?? null, asked.length, failed()]";
        let note = is_told.then_some(NOTE);
        assert_eq!(page.eval(seen).await, json!([note, 1, false]));
    });
}

#[test]
fn a_clock_is_off_by_more_than_five_minutes_and_not_by_five() {
    for off in [300_001, 301_000, 86_400_000] {
        check(page(&premium("clock"), off), true);
        check(page(&premium("clock"), -off), true);
    }
    for off in [0, 299_000, 300_000] {
        check(page(&premium("clock"), off), false);
        check(page(&premium("clock"), -off), false);
    }
}

#[test]
fn the_clock_is_read_half_way_and_an_answer_of_more_than_a_minute_is_none() {
    for (off, took, is_told) in [
        (280_000, 40_000, false),
        (281_000, 40_000, true),
        (86_400_000, 60_000, true),
        (86_400_000, 60_001, false),
        (86_400_000, -1, false),
    ] {
        let slow = format!("<script nonce=\"collector\">took = {took}</script>");
        check(page(&premium("clock"), off).head(&slow), is_told);
    }
}

#[test]
fn an_answer_from_a_cache_is_as_old_as_it_says() {
    for (age, off, is_told) in
        [("600", 600_000, false), ("600", 0, true), ("600", 900_000, false), ("600", 900_001, true), ("old", 0, false)]
    {
        check(page(&premium("clock"), off).cdn_header("age", Some(age)), is_told);
    }
}

#[test]
fn where_the_time_cannot_be_had_nothing_is_said() {
    const DAY: i64 = 86_400_000;
    check(page(&premium("clock"), DAY).cdn_header("access-control-expose-headers", None), false);
    for date in ["today", "2024-09-29T03:59:25Z", "Sun, 29 Foo 2024 03:59:25 GMT", "Sunday, 29-Sep-24 03:59:25 GMT"] {
        check(page(&premium("clock"), DAY).cdn_header("date", Some(date)), false);
    }
    // The module comes, and what is asked of its host then fails.
    for fails in
        ["Promise.reject(new Error('no'))", "get(url + '.missing', options)", "(() => { throw new Error('no') })()"]
    {
        let failing = format!(
            "<script nonce=\"collector\">var next = window.fetch; window.fetch = (url, options) => {{
                if (options?.method !== 'HEAD') return next(url, options);
                asked.push(url);
                answered = Promise.resolve();
                const answer = {fails};
                answered = answer.catch(() => {{}});
                return answer;
            }}</script>"
        );
        check(page(&premium("clock"), DAY).head(&failing), false);
    }
    page(&premium("clock"), DAY).cdn(MODULE, Answer::Missing).run(async |page| {
        page.until("ready()").await;
        assert_eq!(page.eval("return [part('clock') ?? null, asked, failed()]").await, json!([null, [], false]));
    });
}

#[test]
fn the_time_is_asked_for_only_where_the_host_wants_it_and_of_no_frozen_card() {
    let cards = format!("{}{}", premium(""), premium("clock now=\"2024-08-01\""));
    page(&cards, 86_400_000).run(async |page| {
        page.until("told.length === 2").await;
        page.until("load(cdn + '/phaseout-clock.js')").await;
        page.eval("await new Promise((done) => wait(done))").await;
        let seen = "return [asked, [...document.querySelectorAll('phase-out')].map((it) => it.shadowRoot.querySelector('[part~=clock]'))]";
        assert_eq!(page.eval(seen).await, json!([[], [null, null]]));
    });
    page(&premium(""), 86_400_000).run(async |page| {
        page.until("ready()").await;
        assert!(!page.cdn.requests().iter().any(|path| path == MODULE));
    });
}

#[test]
fn all_cards_of_a_page_ask_once_and_give_nothing_away() {
    let cards = format!("{}{}", premium("clock"), premium("clock share lang=\"ar\""));
    page(&cards, 86_400_000).run(async |page| {
        let noted = "[...document.querySelectorAll('phase-out')].map((it) => it.shadowRoot?.querySelector('[part~=clock]'))";
        page.until(&format!("{noted}.every(Boolean)")).await;
        let seen = format!(
            "const [one, other] = {noted};
            return [asked.length, asked[0][0] === cdn + '/phaseout-clock.js', asked[0].slice(1), other.lang, other.dir, one.lang,
                one.dir, other.nextSibling.part.value, other.parentNode.adoptedStyleSheets.length, one.role, one.ariaLive]"
        );
        let options = ["no-store", "omit", "no-referrer"];
        let expected = json!([1, true, options, "ar", "rtl", "en", "ltr", "share", 4, null, null]);
        assert_eq!(page.eval(&seen).await, expected);
        // The module once for its hash and once to be run, unless a cache answers; and the time.
        let asked = page.cdn.requests().iter().filter(|path| *path == MODULE).count();
        assert!((2..=3).contains(&asked), "{asked}");
    });
}

#[test]
fn the_note_stays_while_the_card_ticks_and_follows_what_the_host_changes() {
    page(&premium("clock chooser"), -86_400_000).turns_to("de").run(async |page| {
        page.until("part('clock')").await;
        assert_eq!(page.eval("return part('digits')").await, json!("1 day 0 hours 0 minutes 35 seconds"));
        let seen = "window.before = card().shadowRoot.querySelector('[part~=clock]');
            const digits = part('digits');
            for (let second = 0; second < 70; second += 1) advance(1000);
            const select = card().shadowRoot.querySelector('select');
            select.value = 'kaspersky-free';
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return [digits !== part('digits'), part('sentence').includes('Free'), before.isConnected, part('clock')]";
        assert_eq!(page.eval(seen).await, json!([true, true, true, NOTE]));
        page.eval("card().lang = 'de'").await;
        page.until("part('clock').startsWith('Die Uhr dieses Geräts') && before.lang === 'de'").await;
        page.eval("card().clock = false").await;
        page.until("!before.checkVisibility()").await;
        page.eval("card().clock = true").await;
        page.until("before.checkVisibility() && card().hasAttribute('clock')").await;
        page.eval("card().now = '2024-08-01'").await;
        page.until("part('frozen') && part('clock') === undefined").await;
        page.eval("card().now = null").await;
        page.until("part('clock')?.startsWith('Die Uhr')").await;
        assert_eq!(page.eval("return asked.length").await, json!(1));
    });
}

#[test]
fn the_machines_own_server_and_clock_agree() {
    case(&premium("clock"))
        .cdn_header("access-control-expose-headers", Some("Date, Age"))
        .head(LISTENER)
        .head(SCRIPT)
        .run(async |page| {
            page.until("ready() && performance.getEntriesByName(cdn + '/phaseout-clock.js').length > 1").await;
            let seen = "const { headers } = await fetch(cdn + '/phaseout.js', { method: 'HEAD', cache: 'no-store' });
                await new Promise((done) => setTimeout(done));
                return [part('clock') ?? null, Math.abs(Date.parse(headers.get('date')) - Date.now()) < 60000]";
            assert_eq!(page.eval(seen).await, json!([null, true]));
        });
}

#[test]
fn a_frame_reads_the_time_of_its_own_origin() {
    let dist = env::var_os("PHASEOUT_DIST").expect("`cargo xtask test --pages` says where dist/ is");
    case("").host_folder(dist.into()).host_header("date", DATE).run(async |page| {
        page.goto("/embed.html?product=kaspersky-premium&clock").await;
        let note = "document.querySelector('phase-out')?.shadowRoot?.querySelector('[part~=clock]')?.textContent";
        page.until(&format!("{note} === `{NOTE}`")).await;
        page.goto("/").await;
    });
}
