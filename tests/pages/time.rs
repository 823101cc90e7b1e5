//! Clocks that jump, deadlines that are far, days with other than 24 hours: a card says what holds, and wakes seldom.

use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT};
use crate::case::{Case, case};
use crate::site::Answer;

/// A page with a card of a topic of its own, whose only deadline is `at`, and a clock that stands at `now`.
fn page(at: &str, now: &str, attributes: &str) -> Case {
    let topic = format!(
        r#"{{ "format": 2, "title": "End of support for anvils", "checked": "2000-01-01",
          "sources": ["https://anvils.example/"],
          "milestones": [{{ "effect": "end-of-sales", "at": "2000-02-02T00:00:00Z" }},
                         {{ "effect": "end-of-updates", "at": "{at}" }}],
          "products": ["Anvil"] }}"#
    );
    let card =
        format!("<phase-out product=\"anvil\" catalogue=\"{{host}}/own.json\" {attributes}>A sentence.</phase-out>");
    let clock = CLOCK.replace("2024-09-29T03:59:25Z", now);
    assert_ne!(clock, CLOCK);
    case(&card).host("/own.json", Answer::text("application/json", topic)).head(&clock).head(LISTENER).head(SCRIPT)
}

#[test]
fn a_clock_that_jumps_two_days_is_followed_at_the_next_tick_and_when_the_page_is_seen_again() {
    const DAY: i64 = 86_400_000;
    // The deadline is a day and a half ahead: two days on it has passed, two days back it is three and a half ahead.
    for (jump, expected) in [(2 * DAY, "passed"), (-2 * DAY, "3 days 12 hours 0 minutes")] {
        for wake in [
            "const next = [...timers.values()].filter(({ run }) => run); next.forEach(({ run }) => run());",
            "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));",
            "dispatchEvent(new Event('pageshow'));",
        ] {
            page("2024-09-29T12:00:00Z", "2024-09-28T00:00:00Z", "").run(async |page| {
                page.until("ready()").await;
                let before = "1 day 12 hours 0 minutes 0 seconds";
                assert_eq!(page.eval("return part('digits')").await, json!(before));
                let seen = format!("window.time += {jump}; {wake} return part('digits') ?? card().shadowRoot.querySelector('[data-state=passed]:last-child')?.dataset.state");
                assert_eq!(page.eval(&seen).await, json!(expected), "{jump} {wake}");
            });
        }
    }
}

#[test]
fn however_far_a_deadline_is_no_timer_is_too_long_and_none_comes_too_often() {
    for at in ["2024-10-23T04:00:00Z", "2034-09-29T04:00:00Z", "2099-12-31T23:59:59Z"] {
        for (precision, most) in [("auto", 61), ("days", 3), ("hours", 3), ("seconds", 3601)] {
            page(at, "2024-09-28T04:00:00Z", &format!("precision=\"{precision}\"")).run(async |page| {
                page.until("ready()").await;
                let seen = "const delays = [];
                    const { setTimeout: set } = window;
                    window.setTimeout = (run, delay) => { if (run._wbg_cb_unref) delays.push(delay); return set(run, delay) };
                    const [first] = [...timers.values()].filter(({ run }) => run);
                    delays.push(first.at - time);
                    advance(3600000);
                    return [delays.length, Math.min(...delays), Math.max(...delays), [...timers.values()].filter(({ run }) => run).length]";
                let seen: [i64; 4] = serde_json::from_value(page.eval(seen).await).expect("numbers");
                let [wakes, shortest, longest, waiting] = seen;
                assert!(wakes <= most && shortest >= 1 && longest < (1 << 31) - 1, "{at} {precision}: {seen:?}");
                assert_eq!(waiting, 1);
            });
        }
    }
}

#[test]
fn where_clocks_are_changed_the_deadline_and_the_readers_own_time_hold() {
    for (at, now, offset_before, offset_after, told) in [
        // New York: the hour from 1 to 2 comes twice, and the one from 2 to 3 never.
        ("2026-11-01T06:00:00Z", "2026-11-01T05:59:30Z", -240, -300, "November 1, 2026, 1:00 a.m. your time"),
        ("2027-03-14T07:00:00Z", "2027-03-14T06:59:30Z", -300, -240, "March 14, 2027, 3:00 a.m. your time"),
        // Apia: December 30, 2011 did not exist.
        ("2011-12-30T10:00:00Z", "2011-12-30T09:59:30Z", -600, 840, "midnight, as December 31, 2011 begins your time"),
        // Kolkata: half an hour beside the others, the whole year.
        ("2026-11-22T18:30:00Z", "2026-11-22T18:29:30Z", 330, 330, "midnight, as November 23, 2026 begins your time"),
    ] {
        let zone = format!(
            "<script>Date.prototype.getTimezoneOffset = function () {{
                return -(this.getTime() < Date.parse('{at}') ? {offset_before} : {offset_after}) }}</script>"
        );
        page(at, now, "").head(&zone).run(async |page| {
            page.until("ready()").await;
            let seen =
                "const last = () => card().shadowRoot.querySelector('[part~=milestone]:last-child').dataset.state;
                const said = [part('digits'), part('reader'), last()];
                advance(29999);
                said.push(part('digits'), last());
                advance(1);
                return [...said, part('digits') ?? null, last()]";
            let digits = |seconds: &str| format!("0 days 0 hours 0 minutes {seconds}");
            let expected = json!([digits("30 seconds"), told, "ahead", digits("0 seconds"), "ahead", null, "passed"]);
            assert_eq!(page.eval(seen).await, expected, "{at}");
        });
    }
}
