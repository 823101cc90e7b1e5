//! When to draw next: cards that follow the clock in, one timer for all of them.
//!
//! Sleeps until the first card is due that is near what the reader sees, and while the page is hidden does not
//! even sleep. What the browser lends is held by values here and given back when the last card has gone.

use std::{cell::RefCell, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use web_sys::Document;

use super::card::{self, Live};
use crate::clock;

/// The longest sleep, one hour: a delay of 2^31 ms would fire at once, and a clock may be set back meanwhile.
const LONGEST: i64 = 3_600_000;

/// How long cards are drawn in one task, in milliseconds: a thousand at once would hold the page up.
const SLICE: i64 = 8;

thread_local! {
    static TICKER: RefCell<Ticker> = const { RefCell::new(Ticker { cards: Vec::new(), page: None, timeout: None, wake: Vec::new(), last: 0, first: 0 }) };
}

#[derive(Debug)]
struct Ticker {
    cards: Vec<Rc<RefCell<Live>>>,
    /// The document of the first card; none while there is no card.
    page: Option<Document>,
    timeout: Option<Timeout>,
    wake: Vec<EventListener>,
    /// When the ticker last woke, or a card was drawn since: a clock that shows less has been set back.
    last: i64,
    /// Where drawing begins: at the card whose turn did not come in the last task.
    first: usize,
}

/// Does something to the ticker, which then sleeps. Nothing in here calls what could come back to it.
#[inline(never)]
fn with(change: &mut dyn FnMut(&mut Ticker)) {
    TICKER.with(|ticker| {
        if let Ok(mut ticker) = ticker.try_borrow_mut() {
            change(&mut ticker);
            ticker.sleep();
        }
    });
}

/// Has a card drawn anew whenever it is due, until it leaves.
pub(super) fn follow(live: &Rc<RefCell<Live>>) {
    with(&mut |ticker| {
        if !ticker.cards.iter().any(|card| Rc::ptr_eq(card, live)) {
            ticker.cards.push(Rc::clone(live));
        }
        if ticker.page.is_none()
            && let Ok(live) = live.try_borrow()
            && let Some(document) = live.shadow.document()
        {
            // The page becomes visible again, returns from the back-forward cache, or is on its way to paper, which has
            // no viewport.
            for (event, is_whole) in [("visibilitychange", false), ("pageshow", false), ("beforeprint", true)] {
                let view = document.default_view();
                ticker.wake.extend(view.map(|view| EventListener::new(&view, event, move |_| draw(is_whole))));
            }
            ticker.page = Some(document);
        }
        ticker.last = ticker.last.max(clock::milliseconds());
    });
}

/// Forgets a card; with the last of them goes everything that the browser lent.
pub(super) fn leave(live: &Rc<RefCell<Live>>) {
    with(&mut |ticker| ticker.cards.retain(|card| !Rc::ptr_eq(card, live)));
}

/// Draws every card that is due and near, then sleeps until the next one is.
pub(super) fn tick() {
    draw(false);
}

/// The same; where it is the whole page, with those that are away and all at once.
fn draw(is_whole: bool) {
    let time = clock::milliseconds();
    // Nothing sleeps yet: a timer that is set here would be taken back at the end.
    let due =
        TICKER.with(|ticker| ticker.try_borrow_mut().map(|mut ticker| ticker.due(time, is_whole)).unwrap_or_default());
    let mut rest = None;
    for (place, live) in due {
        if !is_whole && clock::milliseconds() >= time.saturating_add(SLICE) {
            // They are due still, so the timer wakes at once, and begins with them.
            rest = Some(place);
            break;
        }
        card::tick(&live, time);
    }
    with(&mut |ticker| ticker.first = rest.unwrap_or(ticker.first));
}

impl Ticker {
    /// The cards to draw now, each with its place; none while the page is hidden.
    fn due(&mut self, time: i64, is_whole: bool) -> Vec<(usize, Rc<RefCell<Live>>)> {
        let is_set_back = time < self.last;
        self.last = time;
        let mut due = Vec::new();
        if self.is_hidden() {
            return due;
        }
        let first = self.first.min(self.cards.len());
        for place in (first..self.cards.len()).chain(0..first) {
            let Some(card) = self.cards.get(place) else { continue };
            let Ok(mut live) = card.try_borrow_mut() else { continue };
            if is_set_back && live.due < i64::MAX {
                live.due = time;
            }
            if (is_whole || !live.is_away) && live.due <= time {
                due.push((place, Rc::clone(card)));
            }
        }
        due
    }

    fn is_hidden(&self) -> bool {
        self.page.as_ref().is_some_and(Document::hidden)
    }

    /// Sets the one timer to the first card that is due.
    fn sleep(&mut self) {
        if self.cards.is_empty() {
            self.wake.clear();
            self.page = None;
        }
        let mut first = i64::MAX;
        for card in &self.cards {
            if let Ok(live) = card.try_borrow()
                && !live.is_away
            {
                first = first.min(live.due);
            }
        }
        self.timeout = None;
        if first < i64::MAX && !self.is_hidden() {
            let delay = first.saturating_sub(clock::milliseconds()).clamp(1, LONGEST);
            self.timeout = Some(Timeout::new(u32::try_from(delay).unwrap_or(u32::MAX >> 1), tick));
        }
    }
}
