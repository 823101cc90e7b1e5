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
    card::Card as File,
    clock,
    named::Named,
    play::{Moment, play},
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
    shadow: Shadow,
    /// None before it is first shown.
    subject: Option<Subject>,
    /// The product that the host asked for when `subject` was made.
    asked: String,
    /// Product and phase last shown.
    shown: Option<(String, String)>,
    /// What was last said to those who hear the card.
    said: String,
    /// The reader has stopped the seconds.
    is_stopped: bool,
    /// Called on the host, without arguments, after the clock has changed the phase.
    changed: Function,
    host: JsValue,
    /// The instant from which the card must be drawn anew; `None` when it is frozen.
    pub(super) due: Option<i64>,
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
            asked: String::new(),
            shown: None,
            said: String::new(),
            is_stopped: is_calm,
            changed,
            host,
            due: None,
            is_away: false,
        })))
    }

    /// Shows what the host asks for; what it asks nothing about is empty. A product is one that [`knows`](super::knows) said
    /// yes to. A reader's own choice stays until the host asks for another product or gives another file. Says whether
    /// product or phase has changed, instead of calling `changed`: the host may ask this card again only once it has returned.
    pub fn show(&self, cards: &Cards, product: &str, precision: &str, heading: &str) -> bool {
        let mut live = self.0.borrow_mut();
        let chosen = live.kept(&cards.0, product).or_else(|| cards.0.subject(product));
        live.subject = Some(Subject {
            file: Rc::clone(&cards.0),
            product: chosen,
            precision: Precision::by_name(precision).unwrap_or(Precision::Auto),
            heading: Level::by_name(heading),
        });
        live.asked = concat(&[product]);
        drop(live);
        follow(&self.0, Cause::Host)
    }

    /// Whether the card is near what the reader sees. Away from there it rests; back there, it is drawn at once
    /// if it is due.
    pub fn watch(&self, is_near: bool) {
        self.0.borrow_mut().is_away = !is_near;
        if is_near {
            ticker::tick();
        }
    }

    /// The reader has chosen an option. Says whether product or phase has changed, as `show` does.
    pub fn choose(&self, id: &str) -> bool {
        let is_offered = self.0.borrow_mut().choose(id).is_some();
        is_offered && follow(&self.0, Cause::Reader)
    }

    /// The reader stops the seconds, or lets them run again. Says whether the phase has changed meanwhile, as `show` does.
    pub fn toggle(&self) -> bool {
        self.0.borrow_mut().is_stopped ^= true;
        follow(&self.0, Cause::Clock)
    }

    /// The reader wants a calm page, where seconds stand still, or no longer.
    pub fn calm(&self, is_calm: bool) {
        self.0.borrow_mut().is_stopped = is_calm;
        follow(&self.0, Cause::Host);
    }

    /// The `Status` of what is shown, by now, as JSON; `undefined` before a product is chosen.
    pub fn status(&self) -> Option<String> {
        let live = self.0.borrow();
        let subject = live.subject.as_ref()?;
        play(&subject.file, subject.product, live.moment(subject, clock::milliseconds())).status()
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        ticker::leave(&self.0);
    }
}

/// Draws a card and has the ticker call again; says whether product or phase has changed.
#[inline(never)]
fn follow(live: &Rc<RefCell<Live>>, cause: Cause) -> bool {
    let is_changed = live.borrow_mut().draw(clock::milliseconds(), cause);
    ticker::follow(live);
    is_changed
}

/// Draws a card as of a moment, in milliseconds since 1970 in UTC, and tells the host when its phase has changed.
pub(super) fn tick(live: &RefCell<Live>, now: i64) {
    let is_changed = live.borrow_mut().draw(now, Cause::Clock);
    if is_changed {
        tell(live);
    }
}

/// Tells the host, with nothing borrowed: it may well ask the card what it shows.
fn tell(live: &RefCell<Live>) {
    let (host, changed) = {
        let live = live.borrow();
        (live.host.clone(), live.changed.clone())
    };
    // Whatever the host's own listener throws is the host's; the card is drawn.
    let _ = changed.call0(&host);
}

impl Live {
    /// The reader's choice, as long as the host asks for what it asked for before.
    fn kept(&self, file: &Rc<File>, asked: &str) -> Option<usize> {
        let subject = self.subject.as_ref()?;
        subject.product.filter(|_| asked == self.asked && Rc::ptr_eq(file, &subject.file))
    }

    /// Takes the reader's choice, if it is one.
    fn choose(&mut self, id: &str) -> Option<()> {
        let subject = self.subject.as_mut()?;
        subject.product = Some(subject.file.subject(id)?);
        Some(())
    }

    fn moment(&self, subject: &Subject, now: i64) -> Moment<'static> {
        let Subject { precision, heading, .. } = *subject;
        Moment { now, ahead_at: &clock::ahead_at, precision, is_stopped: self.is_stopped, heading }
    }

    /// Draws the card and says whether product or phase has changed since it was last drawn.
    fn draw(&mut self, now: i64, cause: Cause) -> bool {
        let Some(subject) = &self.subject else { return false };
        let mut played = play(&subject.file, subject.product, self.moment(subject, now));
        self.due = (played.next_change < i64::MAX).then_some(played.next_change);
        let mut is_changed = false;
        if let Some(handle) = subject.product.and_then(|place| subject.file.handle(place)) {
            let is_other = |(name, phase): &(String, String)| name != handle || phase != played.phase;
            is_changed = cause == Cause::Reader || self.shown.as_ref().is_some_and(is_other);
            self.shown = Some((concat(&[handle]), concat(&[played.phase])));
            // A host that changes the card speaks for itself; what was said before no longer holds.
            match cause {
                Cause::Host if is_changed => self.said.clear(),
                Cause::Clock if !is_changed => {}
                Cause::Host => {}
                Cause::Reader | Cause::Clock => self.said = played.summary(),
            }
            played.announce(&self.said);
        }
        self.shadow.show(&played.nodes);
        is_changed
    }
}
