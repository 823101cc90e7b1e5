//! wasm-bindgen and web-sys alone: nodes by hand, text written only where it differs.

#[path = "../../work.rs"]
mod work;

use gloo_timers::callback::Interval;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Text};

struct Field {
    number: Text,
    unit: Text,
    shown: Option<(u32, &'static str)>,
}

#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let widgets = document.get_element_by_id("widgets").ok_or(JsValue::NULL)?;
    let mut fields = Vec::new();
    for _ in 0..work::count() {
        let widget = document.create_element("count-down")?;
        let label = document.create_element("p")?;
        label.set_text_content(Some(work::LABEL));
        widget.append_child(&label)?;
        for _ in 0..4 {
            fields.push(field(&document, &widget)?);
        }
        widgets.append_child(&widget)?;
    }
    draw(&mut fields);
    Interval::new(1_000, move || draw(&mut fields)).forget();
    Ok(())
}

fn field(document: &Document, widget: &Element) -> Result<Field, JsValue> {
    let (number, unit) = (document.create_text_node(""), document.create_text_node(""));
    let bold = document.create_element("b")?;
    bold.append_child(&number)?;
    let span = document.create_element("span")?;
    span.append_child(&bold)?;
    span.append_child(&document.create_text_node(" "))?;
    span.append_child(&unit)?;
    widget.append_child(&span)?;
    widget.append_child(&document.create_text_node(" "))?;
    Ok(Field { number, unit, shown: None })
}

fn draw(fields: &mut [Field]) {
    let left = work::left();
    for (index, field) in fields.iter_mut().enumerate() {
        let value = left[index % 4];
        if field.shown != Some(value) {
            field.shown = Some(value);
            field.number.set_data(&value.0.to_string());
            field.unit.set_data(value.1);
        }
    }
}
