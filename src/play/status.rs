//! `Status`: what programs read of the chosen product, as the text of a JSON object.

use super::{Player, at};
use crate::{
    card::index,
    day::rfc3339,
    duration::Duration,
    json::{Json, quote},
    link::https,
    text::{DIGITS, add, add_number},
};

impl Player<'_, '_> {
    /// The `Status` of the product, once the card was played: the same says when it changes next. None while no product is
    /// chosen.
    pub(crate) fn status(&self) -> Option<String> {
        let product = self.product()?;
        let mut out = String::new();
        if let Some(status) = self.stage.get("status") {
            copy("", status, &mut out);
            return Some(out);
        }
        out.push('{');
        field("product", &mut out);
        object(product, "facts", &mut out);
        out.push('}');
        field("kind", &mut out);
        quote(self.file.text("kind"), &mut out);
        field("phase", &mut out);
        quote(self.phase(), &mut out);
        field("milestones", &mut out);
        out.push('[');
        for (place, milestone) in self.named("milestones").enumerate() {
            comma(place, &mut out);
            object(milestone, "", &mut out);
            if let Some(at) = at(self.date(place)) {
                self.state(at, milestone, &mut out);
            }
            out.push('}');
        }
        out.push(']');
        for name in &["action", "advice"] {
            if let Some(value) = self.stage.get(name) {
                field(name, &mut out);
                copy("", value, &mut out);
            }
        }
        field("text", &mut out);
        quote(&self.sentence(), &mut out);
        field("nextChange", &mut out);
        match rfc3339(self.next_change()) {
            Some(next) => quote(&next, &mut out),
            None => add("null", &mut out),
        }
        field("sources", &mut out);
        out.push('[');
        for (place, source) in self.named("sources").enumerate() {
            comma(place, &mut out);
            copy("", source, &mut out);
        }
        add("]}", &mut out);
        Some(out)
    }

    /// What the facts name of the file's list of that name.
    fn named(&self, list: &str) -> impl Iterator<Item = &Json> {
        let entries = self.file.list(list);
        self.facts.list(list).iter().filter_map(|place| entries.get(index(place)?))
    }

    /// Where the moment stands to a milestone.
    fn state(&self, at: i64, milestone: &Json, out: &mut String) {
        let left = at.saturating_sub(self.moment.now);
        let (state, length) = match left {
            1.. => ("ahead", "remaining"),
            _ if matches!(milestone.get("floor"), Some(Json::Boolean(true))) => ("open", ""),
            _ => ("passed", "elapsed"),
        };
        field("state", out);
        quote(state, out);
        if length.is_empty() {
            return;
        }
        field(length, out);
        let mut mark = '{';
        for (name, number) in Duration::of(left.saturating_abs()).parts() {
            out.push(mark);
            quote(name, out);
            out.push(':');
            add_number(number, 1, DIGITS, out);
            mark = ',';
        }
        out.push('}');
    }
}

/// A value, in which an address that is not https is left empty, however deep.
#[inline(never)]
fn copy(name: &str, value: &Json, out: &mut String) {
    value.write(out, name, |field, text| if field == "url" { https(text) } else { text });
}

/// An object without one field, its end left open.
fn object(object: &Json, without: &str, out: &mut String) {
    out.push('{');
    for (name, value) in object.as_entries() {
        if name != without {
            field(name, out);
            copy(name, value, out);
        }
    }
}

/// The name of the next field of an object.
#[inline(never)]
fn field(name: &str, out: &mut String) {
    comma(usize::from(!out.ends_with('{')), out);
    quote(name, out);
    out.push(':');
}

/// What stands in front of an entry with so many before it.
fn comma(before: usize, out: &mut String) {
    if before > 0 {
        out.push(',');
    }
}
