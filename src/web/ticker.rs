//! When to draw next: cards that follow the clock in, one timer for all of them.
//!
//! Sleeps until the first card is due that is near what the reader sees, and while the page is hidden does not
//! even sleep. What the browser lends is held by values here and given back when the last card has gone.

use std::{cell::RefCell, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Window};

use super::card::{self, Live};
use crate::clock;

/// The longest sleep, one hour: a delay of 2^31 ms would fire at once, and a clock may be set back meanwhile.
const LONGEST: i64 = 3_600_000;

thread_local! {
    static TICKER: RefCell<Ticker> = const { RefCell::new(Ticker { cards: Vec::new(), timeout: None, wake: Vec::new(), last: 0 }) };
}

#[wasm_bindgen]
extern "C" {
    /// The page's window, asked for by name: `web_sys::window` looks for it in four places (0.4 kB).
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
}

#[derive(Debug)]
struct Ticker {
    cards: Vec<Rc<RefCell<Live>>>,
    timeout: Option<Timeout>,
    wake: Vec<EventListener>,
    /// When the ticker last woke, or a card was drawn since: a clock that shows less has been set back.
    last: i64,
}

/// Has a card drawn anew whenever it is due, until it leaves.
pub(super) fn follow(live: &Rc<RefCell<Live>>) {
    TICKER.with_borrow_mut(|ticker| {
        let is_known = ticker.cards.iter().any(|card| Rc::ptr_eq(card, live));
        if !is_known {
            ticker.cards.push(Rc::clone(live));
        }
        if ticker.wake.is_empty() {
            ticker.wake = listeners();
        }
        ticker.last = ticker.last.max(clock::milliseconds());
        ticker.sleep();
    });
}

/// Forgets a card; with the last of them goes everything that the browser lent.
pub(super) fn leave(live: &Rc<RefCell<Live>>) {
    TICKER.with_borrow_mut(|ticker| {
        ticker.cards.retain(|card| !Rc::ptr_eq(card, live));
        ticker.sleep();
    });
}

/// Hears of the page becoming visible again, of its return from the back-forward cache, and of its way to paper.
fn listeners() -> Vec<EventListener> {
    let mut listeners = Vec::new();
    WINDOW.with(|window| {
        if let Some(document) = window.document() {
            listeners.push(EventListener::new(&document, "visibilitychange", |_| tick()));
        }
        listeners.push(EventListener::new(window, "pageshow", |_| tick()));
        listeners.push(EventListener::new(window, "beforeprint", |_| draw(true)));
    });
    listeners
}

/// Draws every card that is due and near, then sleeps until the next one is.
pub(super) fn tick() {
    draw(false);
}

/// The same, with those that are away: paper has no viewport.
fn draw(is_whole: bool) {
    let time = clock::milliseconds();
    let mut due = Vec::new();
    TICKER.with_borrow_mut(|ticker| {
        let is_set_back = time < ticker.last;
        ticker.last = time;
        ticker.timeout = None;
        if is_hidden() {
            return;
        }
        for live in &ticker.cards {
            let Live { due: at, is_away, .. } = *live.borrow();
            if (is_whole || !is_away) && at.is_some_and(|at| is_set_back || at <= time) {
                due.push(Rc::clone(live));
            }
        }
    });
    for live in &due {
        card::tick(live, time);
    }
    TICKER.with_borrow_mut(Ticker::sleep);
}

impl Ticker {
    /// Sets the one timer to the first card that is due.
    fn sleep(&mut self) {
        if self.cards.is_empty() {
            self.wake.clear();
        }
        let due_near = |live: &Live| live.due.filter(|_| !live.is_away);
        let due = self.cards.iter().filter_map(|card| due_near(&card.borrow())).min();
        self.timeout = due.filter(|_| !is_hidden()).map(|due| {
            let delay = (due - clock::milliseconds()).clamp(1, LONGEST);
            Timeout::new(u32::try_from(delay).unwrap_or(u32::MAX >> 1), tick)
        });
    }
}

fn is_hidden() -> bool {
    WINDOW.with(Window::document).as_ref().is_some_and(Document::hidden)
}
