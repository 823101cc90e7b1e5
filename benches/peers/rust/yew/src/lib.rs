//! Yew: one component a countdown, drawn anew by its own interval.

#[path = "../../work.rs"]
mod work;

use gloo_timers::callback::Interval;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[function_component]
fn Countdown() -> Html {
    let left = use_state(work::left);
    {
        let left = left.clone();
        use_effect_with((), move |()| {
            let interval = Interval::new(1_000, move || left.set(work::left()));
            move || drop(interval)
        });
    }
    html! {
        <count-down>
            <p>{ work::LABEL }</p>
            { for left.iter().map(|(number, unit)| html! { <span><b>{ number }</b>{ " " }{ unit }</span> }) }
        </count-down>
    }
}

#[function_component]
fn App() -> Html {
    html! { { for (0..work::count()).map(|key| html! { <Countdown {key} /> }) } }
}

#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let widgets = document.get_element_by_id("widgets").ok_or(JsValue::NULL)?;
    yew::Renderer::<App>::with_root(widgets).render();
    Ok(())
}
