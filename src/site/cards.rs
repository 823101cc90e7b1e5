//! The cards that readers load: a topic and a language in, a file for each product and one for all of them out.

use super::File;
use crate::{ANY, Catalogue, Locale, card::FORMAT, compile, compile_choice, snippet::UNKNOWN};

/// The files of a topic in a language: `cards/1/TOPIC/LANGUAGE/PRODUCT.json` for a card without a choice, and
/// `cards/1/TOPIC/LANGUAGE.json` with every product where readers choose. The number is that of the format.
///
/// # Example
/// ```
/// # use phaseout::{Catalogue, Locale, site::cards};
/// # let kaspersky = Catalogue::read(include_str!("../../www/catalogue/kaspersky-us.json")).unwrap();
/// # let english = Locale::read(include_str!("../../www/locale/en.json")).unwrap();
/// let files = cards(&kaspersky, &english);
/// let path = |path: &str| files.iter().any(|(written, _)| written == path);
/// assert!(path("cards/1/kaspersky-us/en.json") && path("cards/1/kaspersky-us/en/kaspersky-premium.json"));
/// ```
pub fn cards(catalogue: &Catalogue, locale: &Locale) -> Vec<File> {
    let folder = format!("cards/{FORMAT}/{}/{}", catalogue.id, locale.language);
    let mut files = vec![(format!("{folder}.json"), compile_choice(catalogue, None, locale).write())];
    let any = catalogue.any_product();
    for product in catalogue.products.iter().chain(&any) {
        let name = if product.id == ANY { UNKNOWN } else { &product.id };
        files.push((format!("{folder}/{name}.json"), compile(catalogue, product, locale).write()));
    }
    files
}
