//! A card whose product is settled, of a file of all products: the steps that draw it in, the same without the choice out.
//!
//! A file that readers choose from says of each product what its own file says, and offers the others. Where a host names a
//! product and lets nobody choose, the name stands where the choice would. Knows of markup only the parts `chooser` and
//! `product`.

use super::Step;

/// The steps with the product in place of the choice; as they are where there is none.
pub(crate) fn settled(steps: Vec<Step>) -> Vec<Step> {
    let Some(choice) = element(&steps, 0, "chooser") else { return steps };
    let Some(product) = element(&steps, choice.0 + 1, "product").filter(|product| product.1 < choice.1) else {
        return steps;
    };
    let mut kept = Vec::new();
    for (index, step) in steps.into_iter().enumerate() {
        let is_outside = index < choice.0 || index > choice.1;
        // The choice says the name to those who hear it, and is gone.
        let is_named = product.0 <= index && index <= product.1 && !matches!(step, Step::Attribute("aria-hidden", _));
        if is_outside || is_named {
            kept.push(step);
        }
    }
    kept
}

/// The first and the last step of the first element of that part, from a step on.
fn element(steps: &[Step], from: usize, part: &str) -> Option<(usize, usize)> {
    let mut opened = from;
    let mut found = None;
    // How many elements are open, the one that was found included.
    let mut depth = 0;
    for (index, step) in steps.iter().enumerate().skip(from) {
        match step {
            Step::Open(_) => {
                opened = index;
                depth += 1;
            }
            Step::Attribute("part", value) if found.is_none() && value == part => (found, depth) = (Some(opened), 1),
            Step::Close => {
                depth -= 1;
                if found.is_some() && depth == 0 {
                    return Some((found?, index));
                }
            }
            _ => {}
        }
    }
    None
}
