//! One live card: what the host asked for and what the reader chose in, the shadow root kept true.
//!
//! Owns its place at the ticker; dropping it undoes that. Leaves the nodes to the host, so that what the reader saw
//! stays, and hears of what the reader does there from the element around it.

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::ShadowRoot;

use super::{Facts, Words, clock, dom::Shadow, precision, statement, ticker};
use crate::{
    Catalogue, Locale,
    catalogue::{Phase, Product},
    evaluate::{Now, evaluate},
    find::unlisted,
    markup,
    named::Named,
    text::concat,
    view::{Level, Pace, Setting, opening, view},
    when::When,
    wish::Precision,
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
    shown: Option<(String, Phase)>,
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
    catalogue: Rc<Catalogue>,
    locale: Rc<Locale>,
    product: Option<Choice>,
    chooser: bool,
    frozen: Option<When>,
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

/// A product of a catalogue, or one that it does not list.
#[derive(Debug, Clone)]
enum Choice {
    Listed(usize),
    Unlisted(Rc<Product>),
}

impl Choice {
    fn new(name: &str, catalogue: &Catalogue) -> Self {
        Self::offered(name, catalogue).unwrap_or_else(|| Self::Unlisted(Rc::new(unlisted(name))))
    }

    /// The product of an option.
    fn offered(id: &str, catalogue: &Catalogue) -> Option<Self> {
        let any = || catalogue.any_called(id).map(|any| Self::Unlisted(Rc::new(any)));
        let listed = catalogue.products.iter().position(|product| product.id == id);
        listed.map(Self::Listed).or_else(any)
    }
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

    /// Shows what the host asks for; what it asks nothing about is empty. Product and
    /// `now` are what [`knows`](super::knows) said yes to, or what `find` of the module that checks has made of a name.
    /// A reader's own choice stays until the host asks for another. Says whether product or phase has changed, instead
    /// of calling `changed`: the host may ask this card again only once it has returned.
    #[expect(
        clippy::too_many_arguments,
        reason = "one for each attribute; an object would have to be read field by field"
    )]
    pub fn show(
        &self,
        facts: &Facts,
        words: &Words,
        product: &str,
        chooser: bool,
        now: &str,
        precision_name: &str,
        heading: &str,
    ) -> bool {
        let mut live = self.0.borrow_mut();
        let mut chosen = live.kept(&facts.0, product);
        if chosen.is_none() && !product.is_empty() {
            chosen = Some(Choice::new(product, &facts.0));
        }
        live.subject = Some(Subject {
            catalogue: Rc::clone(&facts.0),
            locale: Rc::clone(&words.0),
            chooser: chooser || product.is_empty(),
            product: chosen,
            frozen: When::read(now),
            precision: precision(precision_name),
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

    /// The reader stops the seconds, or lets them run again.
    pub fn toggle(&self) {
        self.0.borrow_mut().is_stopped ^= true;
        follow(&self.0, Cause::Host);
    }

    /// The `Status` of what is shown, by now; `null` before a product is chosen.
    pub fn status(&self) -> JsValue {
        self.0.borrow().subject.as_ref().and_then(Subject::statement).unwrap_or(JsValue::NULL)
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
    let is_changed = live.borrow_mut().draw(clock::now(), cause);
    ticker::follow(live);
    is_changed
}

/// Draws a card as of `clock`, and tells the host when its phase has changed.
pub(super) fn tick(live: &RefCell<Live>, clock: Now) {
    let is_changed = live.borrow_mut().draw(clock, Cause::Clock);
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
    fn kept(&self, catalogue: &Rc<Catalogue>, asked: &str) -> Option<Choice> {
        let subject = self.subject.as_ref()?;
        let is_same = asked == self.asked && Rc::ptr_eq(catalogue, &subject.catalogue);
        subject.product.clone().filter(|_| is_same)
    }

    /// Takes the reader's choice, if it is one.
    fn choose(&mut self, id: &str) -> Option<()> {
        let subject = self.subject.as_mut()?;
        subject.product = Some(Choice::offered(id, &subject.catalogue)?);
        Some(())
    }

    /// Draws the card and says whether product or phase has changed since it was last drawn.
    fn draw(&mut self, clock: Now, cause: Cause) -> bool {
        let Some(subject) = &self.subject else { return false };
        let Subject { catalogue, locale, chooser, frozen, precision, heading, .. } = subject;
        let now = frozen.map_or(clock, Now::from);
        let Some(product) = subject.product() else {
            self.due = frozen.is_none().then(|| now.next_midnight());
            let any = catalogue.any_product();
            let setting = Setting { frozen: frozen.is_some(), heading: *heading, ..Setting::default() };
            let opening = opening(catalogue, any.as_ref(), now, locale, setting);
            self.shadow.show(&markup::opening_card(&opening));
            return false;
        };
        let status = evaluate(catalogue, product, now, *precision);
        let pace = match (frozen, self.is_stopped) {
            (Some(_), _) => Pace::Still,
            (None, true) => Pace::Stopped,
            (None, false) => Pace::Running,
        };
        let setting = Setting { chooser: *chooser, frozen: frozen.is_some(), pace, heading: *heading };
        self.due = frozen.is_none().then(|| status.next_change(self.is_stopped));
        let handle = product.handle();
        let is_other = |(name, phase): &(String, Phase)| name != handle || *phase != status.phase;
        let is_changed = cause == Cause::Reader || self.shown.as_ref().is_some_and(is_other);
        self.shown = Some((concat(&[handle]), status.phase));
        let mut view = view(&status, locale, setting);
        // A host that changes the card speaks for itself; what was said before no longer holds.
        match cause {
            Cause::Host if is_changed => self.said.clear(),
            Cause::Clock if !is_changed => {}
            Cause::Host => {}
            Cause::Reader | Cause::Clock => std::mem::swap(&mut self.said, &mut view.summary),
        }
        view.announcement.push_str(&self.said);
        self.shadow.show(&markup::card(&view));
        is_changed
    }
}

impl Subject {
    fn product(&self) -> Option<&Product> {
        match self.product.as_ref()? {
            Choice::Listed(index) => self.catalogue.products.get(*index),
            Choice::Unlisted(product) => Some(product),
        }
    }

    fn statement(&self) -> Option<JsValue> {
        let product = self.product()?;
        Some(statement(&self.catalogue, &self.locale, product, self.frozen, self.precision))
    }
}
