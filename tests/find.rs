//! What a typed name leads to: a listed product, one of the maker that is not listed, or the nearest names.
//!
//! A guess may warn a reader, and never reassure one.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use phaseout::{
    Catalogue, Found,
    catalogue::{Product, Scope},
};
use proptest::{prelude::ProptestConfig, prop_assert, proptest, sample::Index};

static KASPERSKY: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../www/catalogue/kaspersky-us.json")));
static WINDOWS: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../www/catalogue/windows-10.json")));

#[test]
fn people_type_abbreviations_years_and_old_names() {
    check("KIS", "kaspersky-internet-security");
    check("KAV", "kaspersky-anti-virus");
    check("kav 2019", "kaspersky-anti-virus");
    check("internet security 2021", "kaspersky-internet-security");
    check("Kaspersky Internet Security 2021", "kaspersky-internet-security");
    check("kaspersky antivirus", "kaspersky-anti-virus");
    check("KASPERSKY ANTI-VIRUS", "kaspersky-anti-virus");
    check("  Kaspersky   Anti Virus\n", "kaspersky-anti-virus");
    check("KasperskyPremium", "kaspersky-premium");
    check("kaspersky-premium", "kaspersky-premium");
    check("Premium", "kaspersky-premium");
    check("Kaspersky VPN", "kaspersky-vpn-secure-connection");
    check("KES for Linux", "kaspersky-endpoint-security-for-linux");
    check("Threat Intelligence Portal", "kaspersky-threat-intelligence");
}

#[test]
fn a_slip_of_the_keys_still_finds_the_product() {
    check("Kaspersky Premuim", "kaspersky-premium");
    check("Kasperksy Premium", "kaspersky-premium");
    check("Kapersky Premium", "kaspersky-premium");
    check("Kaspersky Total Securty", "kaspersky-total-security");
    check("kaspersky-total-securiti", "kaspersky-total-security");
    check("Kaspersky Passwort Manager", "kaspersky-password-manager");
    check("Kaspersky Endpont Security for Busines Select", "kaspersky-endpoint-security-for-business-select");
}

#[test]
fn an_unlisted_product_of_the_maker_is_unclear() {
    for name in ["Kaspersky", "Kaspersky Quantum Shield", "MyKaspersky 21", "kasperksy toaster", "Kaspersky 360"] {
        check(name, &format!("{name}: unclear"));
    }
}

#[test]
fn another_makers_product_is_an_error_that_names_the_nearest() {
    check("Norton 360", "`Norton 360` is not in this catalogue; the nearest are: …");
    check("McAfee Total Protection", "`McAfee Total Protection` is not in this catalogue; the nearest are: …");
    let error = KASPERSKY.find("Totl Securitee").expect_err("three slips in a short name are too many");
    assert_eq!(error.nearest[0], "Kaspersky Total Security");
    let error = WINDOWS.find("Windows 11").expect_err("an exhaustive list");
    assert_eq!(error.nearest[0], "Windows 10");
    assert_eq!(WINDOWS.find("Windws 10").expect("a slip").id, "windows-10");
    assert_eq!(WINDOWS.find("Windows 10 IoT").expect_err("an exhaustive list").nearest.len(), 3);
}

#[test]
fn a_name_that_cannot_be_one_is_refused() {
    for (name, shown) in [
        ("", ""),
        (" ", ""),
        ("---", "---"),
        ("2024", "2024"),
        ("Kaspersky\u{202E} Premium", "KasperskyU+202E Premium"),
        ("Kaspersky\u{0} Premium", "KasperskyU+0000 Premium"),
        ("Kaspersky Pre\u{200D}mium", "Kaspersky PreU+200Dmium"),
        ("\u{FEFF}Kaspersky Premium", "U+FEFFKaspersky Premium"),
        ("Kaspersky\u{2028}Premium", "KasperskyU+2028Premium"),
    ] {
        check(name, &format!("`{shown}` is not in this catalogue; the nearest are: …"));
    }
    let long = format!("Kaspersky {}", "x".repeat(100_000));
    let shown = KASPERSKY.find(&long).expect_err("too long").to_string();
    assert!(shown.starts_with("`Kaspersky xxx") && shown.chars().count() < 500, "{shown}");
}

#[test]
fn somebody_who_does_not_know_which_has_what_all_products_share() {
    let small = include_str!("catalogue/small.json");
    let any = |text: &str| read(text).any_product().map(|any| (any.name, any.scope));
    assert_eq!(any(small), Some(("Acme".to_owned(), Scope::Unclear)));
    let complete = small.replace("\"exhaustive\": false", "\"exhaustive\": true").replace("unclear", "covered");
    assert_eq!(any(&complete), None, "one is left out");
    let all =
        complete.replace("excluded", "covered").replace("conditional", "covered").replace("\"condition\"", "\"note\"");
    assert_eq!(any(&all), Some(("Acme".to_owned(), Scope::Covered)));
    let each = include_str!("../www/catalogue/windows-10.json");
    assert_eq!(any(each), None, "each edition has a date of its own");
    // Who types the maker's name knows no more.
    assert_eq!(KASPERSKY.find("Kaspersky").map(|any| any.name.clone()), Ok("Kaspersky".to_owned()));
}

#[test]
fn what_is_typed_so_far_offers_products_the_likeliest_first() {
    // The name itself, however it is written.
    offers("kis", &["internet-security"]);
    offers("Kaspersky Premium", &["premium"]);
    offers("PREMIUM 2024", &["premium"]);
    // A name that begins so comes before one with a word that does, and that before any other.
    offers("Kaspersky Endpoint Security for W", &["endpoint-security-for-windows"]);
    offers("total", &["total-security"]);
    offers("plus", &["plus"]);
    // A year on the box, as far as it is typed.
    for year in ["2", "20", "202", "2021"] {
        offers(&format!("internet security {year}"), &["internet-security"]);
    }
    offers("virus", &["virus-removal-tool", "anti-virus"]);
    offers("internet", &["internet-security"]);
    // Slips of the keys, in the maker's name too, in a whole name or its beginning.
    offers("premuim", &["premium"]);
    offers("Kasperksy Prem", &["premium"]);
    offers("Kaspersky Passwort Man", &["password-manager"]);
    // What cannot be a name, and what no name has.
    for text in ["", "  ", "---", "2024", "norton", "Kaspersky\u{202E}", "Kaspersky Pre\u{200D}mium", "品", "i̇"] {
        offers(text, &[]);
    }
    assert!(KASPERSKY.matches(&"kaspersky ".repeat(20)).is_empty(), "longer than any name");
    let windows = |text: &str| WINDOWS.matches(text).iter().map(|it| it.id.as_str()).collect::<Vec<_>>();
    assert_eq!(windows("windows 11"), [""; 0], "no slip of Windows 10");
}

#[test]
fn eight_products_at_most_are_offered_and_the_makers_name_offers_the_first() {
    for text in ["k", "Kas", "kaspersky", "Kaspersky "] {
        assert_eq!(KASPERSKY.matches(text).len(), 8, "{text}");
    }
    let first = KASPERSKY.products.iter().map(|it| &it.id).take(8);
    assert!(KASPERSKY.matches("Kaspe").iter().map(|it| &it.id).eq(first));
}

#[test]
fn every_shipped_name_is_offered_first_and_each_beginning_of_it_offers_something() {
    for catalogue in [&*KASPERSKY, &WINDOWS] {
        for product in &catalogue.products {
            for name in names(product) {
                assert_eq!(catalogue.matches(name).first().map(|it| &it.id), Some(&product.id), "{name}");
            }
            for (at, _) in product.name.char_indices().skip(1) {
                assert!(!catalogue.matches(&product.name[..at]).is_empty(), "{}", &product.name[..at]);
            }
        }
    }
}

#[test]
fn every_shipped_name_leads_to_its_own_product() {
    for catalogue in [&*KASPERSKY, &WINDOWS] {
        for product in &catalogue.products {
            for name in names(product) {
                for spelling in [name.clone(), name.to_uppercase(), name.replace(' ', "-"), format!("{name} 2024")] {
                    let found = catalogue.find(&spelling).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(found.id, product.id, "{spelling}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_misspelt_name_never_leads_to_an_excluded_product(
        which: Index,
        slips in proptest::collection::vec((0_u8..4, 0_usize..60, "[a-zA-Zа-я0-9é ]"), 1..3),
    ) {
        let excluded: Vec<_> = KASPERSKY.products.iter().filter(|it| it.scope == Scope::Excluded).collect();
        let names: Vec<_> = excluded.iter().flat_map(|product| names(product)).collect();
        // The maker's name may be misspelt, since "Threat Intelligence" leads there without it.
        let name = which.get(&names).trim_start_matches("Kaspersky ");
        let slipped = slips.iter().fold(name.to_owned(), |name, (kind, at, c)| slip(&name, *kind, *at, c));
        let typed = format!("Kaspersky {slipped}");
        let is_exact = names.iter().any(|name| rest(name) == rest(&typed));
        let found = KASPERSKY.find(&typed);
        prop_assert!(is_exact || found.as_ref().is_ok_and(|it| it.scope != Scope::Excluded), "{} {:?}", typed, found);
    }

    #[test]
    fn a_guess_never_offers_an_excluded_product(text in r"\PC{0,40}|(Kaspersky )?([Tt]hreat|Secur?ity|Trainng|[a-z]{1,8}| )+") {
        let has = |name: &String, text: &str| rest(name).contains(&rest(text)) || name.to_ascii_lowercase().contains(text);
        for product in KASPERSKY.matches(&text) {
            // The maker's name may be misspelt, as above.
            let text = text.trim().to_ascii_lowercase();
            let behind = text.split_once(' ').map_or(text.as_str(), |(_, behind)| behind);
            let is_had = names(product).any(|name| has(name, &text) || has(name, behind));
            prop_assert!(is_had || product.scope != Scope::Excluded, "{} offered {}", text, product.id);
        }
    }

    #[test]
    fn only_an_exact_name_leads_to_an_excluded_product(name in r"\PC{0,40}|(Kaspersky )?(Threat|Security|Training|[a-z]{1,8}| )+") {
        let exact = |product: &Product| names(product).any(|known| rest(known) == rest(&name));
        if let Ok(found) = KASPERSKY.find(&name) {
            prop_assert!(found.scope != Scope::Excluded || exact(&found), "{} led to {}", name, found.id);
        }
    }
}

/// The first products that a text offers are these.
#[track_caller]
fn offers(text: &str, expected: &[&str]) {
    let offered: Vec<_> = KASPERSKY.matches(text).into_iter().map(|it| it.id.replacen("kaspersky-", "", 1)).collect();
    assert!(offered.iter().take(expected.len().max(1)).eq(expected), "{text} offers {offered:?}");
}

#[track_caller]
fn check(name: &str, expected: &str) {
    let told = match KASPERSKY.find(name) {
        Ok(Found::Listed(product)) => product.id.clone(),
        Ok(Found::Unlisted(product)) => {
            assert!(product.id.is_empty() && product.scope == Scope::Unclear, "{product:?}");
            format!("{}: unclear", product.name)
        }
        Err(error) => {
            assert_eq!(error.nearest.len(), 3);
            error.to_string().replace(&error.nearest.join(", "), "…")
        }
    };
    assert_eq!(told, expected);
}

fn read(text: &str) -> Catalogue {
    Catalogue::read(text).expect("a valid catalogue")
}

fn names(product: &Product) -> impl Iterator<Item = &String> {
    std::iter::once(&product.name).chain(&product.aliases)
}

/// A slip of the keys: a character too many, one missing, a wrong one, or two the wrong way round.
fn slip(name: &str, kind: u8, at: usize, c: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = at % letters.len().max(1);
    let c = c.chars().next().unwrap_or('x');
    match kind {
        0 => letters.insert(at, c),
        1 if letters.len() > 1 => drop(letters.remove(at)),
        2 if at < letters.len() => letters[at] = c,
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

/// What of a name counts.
fn rest(name: &str) -> String {
    let words = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let counted = words.filter(|word| !(word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok()));
    let letters = counted.collect::<String>().to_ascii_lowercase();
    letters.strip_prefix("kaspersky").unwrap_or(&letters).to_owned()
}
