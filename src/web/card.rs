//! One live card: what the host asked for and what the reader chose in, the shadow root kept true.
//!
//! Owns its place at the ticker; dropping it undoes that. Leaves the nodes to the host, so that what the reader saw
//! stays, and hears of what the reader does there from the element around it.

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::ShadowRoot;

use super::{Cards, dom::Shadow, ticker};
use crate::{
    card::{Card as File, handle},
    clock,
    named::Named,
    play::{Moment, Player},
    text::concat,
    wish::{Level, Precision},
};

/// A card in the page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Card(Rc<RefCell<Live>>);

/// What a card shows and follows.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) shadow: Shadow,
    /// None before it is first shown.
    subject: Option<Subject>,
    /// Product and phase last shown; empty before one is.
    shown: String,
    /// What was last said to those who hear the card.
    said: String,
    /// The reader has stopped the seconds.
    is_stopped: bool,
    /// The reader wants a calm page.
    is_calm: bool,
    /// Called on the host, without arguments, after the clock has changed the phase.
    changed: Function,
    host: JsValue,
    /// The instant from which the card must be drawn anew; the last of all when it is frozen.
    pub(super) due: i64,
    /// Far from what the reader sees: there it does not follow the clock.
    pub(super) is_away: bool,
}

/// What a card is about.
#[derive(Debug)]
struct Subject {
    file: Rc<File>,
    /// Which of its products; none before one is chosen.
    product: Option<usize>,
    precision: Precision,
    heading: Option<Level>,
    /// Readers may choose another.
    is_choice: bool,
}

/// Why a card is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// The host has asked for something.
    Host,
    /// The reader has chosen a product.
    Reader,
    /// Time has passed.
    Clock,
}

#[wasm_bindgen]
impl Card {
    /// A card in a shadow root, that will call `changed` when the clock has changed its phase; with `host` as `this`,
    /// so that a page of a thousand cards has it once. For a reader who wants a calm page the seconds do not run until
    /// they are asked for.
    #[wasm_bindgen(constructor)]
    pub fn new(host: JsValue, root: ShadowRoot, changed: Function, is_calm: bool) -> Self {
        Self(Rc::new(RefCell::new(Live {
            shadow: Shadow::adopt(root),
            subject: None,
            shown: String::new(),
            said: String::new(),
            is_stopped: is_calm,
            is_calm,
            changed,
            host,
            due: i64::MAX,
            is_away: false,
        })))
    }

    /// Shows what the host asks for; what it asks nothing about is empty. A product is one that
    /// [`Cards::knows`] said yes to; readers are offered others only where it is a choice. Says whether product or phase has
    /// changed, instead of calling `changed`: the host may ask this card again only once it has returned.
    pub fn show(&self, cards: &Cards, product: &str, precision: &str, heading: &str, is_choice: bool) -> bool {
        self.follow(Cause::Host, &mut |live| {
            live.subject = Some(Subject {
                file: Rc::clone(&cards.0),
                product: cards.0.subject(product),
                precision: Precision::by_name(precision).unwrap_or(Precision::Auto),
                heading: Level::by_name(heading),
                is_choice,
            });
            true
        })
    }

    /// Whether the card is near what the reader sees. Away from there it rests; back there, it is drawn at once
    /// if it is due.
    pub fn watch(&self, is_near: bool) {
        if let Ok(mut live) = self.0.try_borrow_mut() {
            live.is_away = !is_near;
        }
        if is_near {
            ticker::tick();
        }
    }

    /// The reader has chosen an option. Says whether product or phase has changed, as `show` does.
    pub fn choose(&self, id: &str) -> bool {
        self.follow(Cause::Reader, &mut |live| live.choose(id).is_some())
    }

    /// The reader stops the seconds, or lets them run again. Says whether the phase has changed meanwhile, as `show` does.
    pub fn toggle(&self) -> bool {
        self.follow(Cause::Clock, &mut |live| {
            live.is_stopped ^= true;
            true
        })
    }

    /// The reader wants a calm page, where seconds stand still, or no longer. Where that is no news, seconds stay as the
    /// reader has them. Says whether the phase has changed meanwhile, as `show` does.
    pub fn calm(&self, is_calm: bool) -> bool {
        self.follow(Cause::Clock, &mut |live| {
            let is_news = live.is_calm != is_calm;
            if is_news {
                live.is_calm = is_calm;
                live.is_stopped = is_calm;
            }
            is_news
        })
    }

    /// The `Status` of what is shown, by now, as JSON; `undefined` before a product is chosen.
    pub fn status(&self) -> Option<String> {
        let live = self.0.try_borrow().ok()?;
        let player = live.player(live.subject.as_ref()?, clock::milliseconds());
        player.steps("");
        player.status()
    }
}

impl Card {
    /// Changes a card, draws it and has the ticker call again; says whether product or phase has changed. Where nothing is to
    /// be changed, `change` says no.
    #[inline(never)]
    fn follow(&self, cause: Cause, change: &mut dyn FnMut(&mut Live) -> bool) -> bool {
        let Ok(mut live) = self.0.try_borrow_mut() else { return false };
        if !change(&mut live) {
            return false;
        }
        let is_changed = live.draw(clock::milliseconds(), cause);
        drop(live);
        ticker::follow(&self.0);
        is_changed
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        ticker::leave(&self.0);
    }
}

/// Draws a card as of a moment, in milliseconds since 1970 in UTC, and tells the host when its phase has changed, with
/// nothing borrowed: it may well ask the card what it shows.
pub(super) fn tick(live: &RefCell<Live>, now: i64) {
    let Ok(mut live) = live.try_borrow_mut() else { return };
    if live.draw(now, Cause::Clock) {
        let (host, changed) = (live.host.clone(), live.changed.clone());
        drop(live);
        // Whatever the host's own listener throws is the host's; the card is drawn.
        let _ = changed.call0(&host);
    }
}

impl Live {
    /// Takes the reader's choice, if it is one.
    fn choose(&mut self, id: &str) -> Option<()> {
        let subject = self.subject.as_mut()?;
        subject.product = Some(subject.file.subject(id)?);
        Some(())
    }

    fn player<'l>(&self, subject: &'l Subject, now: i64) -> Player<'l, 'static> {
        let Subject { precision, heading, .. } = *subject;
        let moment = Moment { now, ahead_at: &clock::ahead_at, precision, is_stopped: self.is_stopped, heading };
        let player = Player::new(&subject.file, subject.product, moment);
        if subject.is_choice { player } else { player.settled() }
    }

    /// Draws the card and says whether product or phase has changed since it was last drawn.
    fn draw(&mut self, now: i64, cause: Cause) -> bool {
        let Some(subject) = &self.subject else { return false };
        let player = self.player(subject, now);
        let mut is_changed = false;
        if let Some(product) = player.product() {
            let shown = concat(&[handle(product), "\n", player.phase()]);
            is_changed = cause == Cause::Reader || !self.shown.is_empty() && self.shown != shown;
            self.shown = shown;
            // A host that changes the card speaks for itself; what was said before no longer holds.
            match cause {
                Cause::Host if is_changed => self.said = String::new(),
                Cause::Clock if !is_changed => {}
                Cause::Host => {}
                Cause::Reader | Cause::Clock => self.said = player.summary(),
            }
        }
        let steps = player.steps(&self.said);
        self.due = player.next_change();
        self.shadow.show(&steps);
        is_changed
    }
}
