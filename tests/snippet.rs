//! The check of a snippet knows every attribute that the element is published with.
#![cfg(all(feature = "snippet", not(target_arch = "wasm32")))]

use phaseout::snippet::{
    Form,
    check::{Pasted, Published, problems},
};
use serde_json::Value;

#[test]
fn every_published_attribute_is_known() {
    let manifest: Value = serde_json::from_str(include_str!("../www/custom-elements.json")).expect("JSON");
    let attributes = manifest["modules"][0]["declarations"][0]["attributes"].as_array().expect("attributes");
    assert!(attributes.len() >= 10, "{attributes:?}");
    for attribute in attributes {
        let name = attribute["name"].as_str().expect("a name");
        assert!(!is_unknown(name), "{name}");
    }
    assert!(is_unknown("prodcut"));
}

fn is_unknown(name: &str) -> bool {
    let pasted =
        Pasted { form: Some(Form::Element), attributes: vec![(name.to_owned(), "x".to_owned())], ..Pasted::default() };
    let published = Published { catalogue: None, languages: &[], integrity: "" };
    problems(&pasted, published).iter().any(|problem| problem.message.starts_with("is no attribute"))
}
