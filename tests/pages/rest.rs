//! A card out of sight: it rests, and is right again before it can be seen or printed.

use serde_json::json;

use crate::announcement::CLOCK;
use crate::article::{LISTENER, SCRIPT, premium};
use crate::case::case;

/// Scrolls, and waits until those who watch the viewport have been told.
const SCROLL: &str = "<script nonce=\"collector\">
var scrolled = async (to, isNear) => {
  scrollTo(0, to);
  await new Promise((resolve) => new IntersectionObserver((entries, observer) => {
    if (entries.at(-1).isIntersecting !== isNear) return;
    observer.disconnect();
    resolve();
  }, { rootMargin: '50%' }).observe(card()));
  // All who watch are told in one task, in no order.
  await new Promise((done) => wait(done));
};
var waiting = () => [...timers.values()].filter(({ run }) => run).length;
</script>";

#[test]
fn a_card_out_of_sight_rests_until_it_is_near_or_printed() {
    let page = format!("{}<div style=\"height: 9000px\"></div>", premium(""));
    case(&page).checked_early().head(CLOCK).head(LISTENER).head(SCROLL).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seconds = |number: u32| format!("0 days 0 hours 0 minutes {number} seconds");
        let seen = "const said = [part('digits'), waiting()];
            await scrolled(8000, false);
            advance(10000);
            said.push(part('digits'), waiting());
            dispatchEvent(new Event('beforeprint'));
            said.push(part('digits'));
            advance(5000);
            said.push(part('digits'));
            await scrolled(0, true);
            said.push(part('digits'), waiting());
            advance(1000);
            return [...said, part('digits')]";
        let expected = json!([seconds(35), 1, seconds(35), 0, seconds(25), seconds(25), seconds(20), 1, seconds(19)]);
        assert_eq!(page.eval(seen).await, expected);
    });
}

#[test]
fn a_deadline_that_passed_out_of_sight_is_told_once_it_is_near() {
    let page = format!("{}<div style=\"height: 9000px\"></div>", premium(""));
    case(&page).checked_early().head(CLOCK).head(LISTENER).head(SCROLL).head(SCRIPT).run(async |page| {
        page.until("ready()").await;
        let seen = "await scrolled(8000, false);
            advance(60000);
            const said = [told.length, card().status.phase];
            await scrolled(0, true);
            return [...said, told.map(([type]) => type), short(), card().status.phase]";
        let told = ["phase-out-ready", "phase-out-change"];
        assert_eq!(page.eval(seen).await, json!([1, "updates-ended", told, "Updates ended", "updates-ended"]));
    });
}

#[test]
fn of_three_hundred_cards_without_a_sentence_those_are_drawn_that_stay_near() {
    // Without a sentence none is high before it is drawn: at first all of them are where the first one is.
    let page = "<phase-out product=\"kaspersky-premium\"></phase-out>".repeat(300) + SCRIPT;
    case(&page).head(LISTENER).run(async |page| {
        page.until("ready()").await;
        let drawn = "const ready = () => told.filter(([type]) => type === 'phase-out-ready').length;
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            const settled = async () => {
              for (let same = 0, last = 0; same < 10; same = ready() === last ? same + 1 : 0) {
                last = ready();
                await frame();
              }
              return ready();
            };
            const first = await settled();
            scrollTo(0, document.body.scrollHeight);
            const second = await settled();
            return [first < 100, second > first, second < 200]";
        assert_eq!(page.eval(drawn).await, json!([true, true, true]));
    });
}
