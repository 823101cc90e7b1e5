//! A language of one region: its few words over those of the language that it is of.
//!
//! `pt-PT.json` says only what a reader there notices, and of which language it is; all that it leaves out is as in
//! `pt.json`. Used where the crate is built, too, which makes the list of whole languages.

use serde_json::Value;

/// A whole language: the one that `own` is of, with whatever `own` has instead. A field or a message is replaced whole.
pub(crate) fn over(mut base: Value, own: &Value) -> Value {
    for (name, value) in own.as_object().into_iter().flatten().filter(|(name, _)| *name != OF) {
        match base.get_mut(name).and_then(Value::as_object_mut).filter(|_| name == "messages") {
            None => base[name] = value.clone(),
            Some(messages) => {
                for (key, message) in value.as_object().into_iter().flatten() {
                    messages.insert(key.clone(), message.clone());
                }
            }
        }
    }
    base
}

/// The field that names the language that a file is of.
pub(crate) const OF: &str = "of";
