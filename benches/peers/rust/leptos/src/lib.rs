//! Leptos: a signal a countdown, set by its own interval.

#[path = "../../work.rs"]
mod work;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

#[component]
fn Countdown() -> impl IntoView {
    let (left, set_left) = signal(work::left());
    let handle = set_interval_with_handle(move || set_left.set(work::left()), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(handle) = handle {
            handle.clear();
        }
    });
    let field = move |index: usize| {
        view! { <span><b>{move || left.get()[index].0}</b>" "{move || left.get()[index].1}</span> }
    };
    view! { <div class="count"><p>{work::LABEL}</p>{field(0)}{field(1)}{field(2)}{field(3)}</div> }
}

#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let widgets = document.get_element_by_id("widgets").ok_or(JsValue::NULL)?;
    let widgets = widgets.unchecked_into();
    mount_to(widgets, || (0..work::count()).map(|_| view! { <Countdown /> }).collect_view()).forget();
    Ok(())
}
