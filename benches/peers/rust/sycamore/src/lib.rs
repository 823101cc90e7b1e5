//! Sycamore: a signal a countdown, set by its own interval.

#[path = "../../work.rs"]
mod work;

use gloo_timers::callback::Interval;
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;

#[component]
fn Countdown() -> View {
    let left = create_signal(work::left());
    let interval = Interval::new(1_000, move || left.set(work::left()));
    on_cleanup(move || drop(interval));
    let field = move |index: usize| {
        view! { span { b { (left.get()[index].0) } " " (left.get()[index].1) } }
    };
    view! {
        div(class="count") {
            p { (work::LABEL) }
            (field(0))
            (field(1))
            (field(2))
            (field(3))
        }
    }
}

#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let widgets = document.get_element_by_id("widgets").ok_or(JsValue::NULL)?;
    sycamore::render_to(|| (0..work::count()).map(|_| view! { Countdown() }).collect::<Vec<_>>().into(), &widgets);
    Ok(())
}
