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
use serde_json::{Value, json};

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
    check("Norton 360", "`Norton 360` is not in this catalogue");
    check("McAfee Total Protection", "`McAfee Total Protection` is not in this catalogue; the nearest are: …");
    let error = KASPERSKY.find("Totl Securitee").expect_err("three slips in a short name are too many");
    assert_eq!(error.nearest[0], "Kaspersky Total Security");
    let error = WINDOWS.find("Windows 11").expect_err("an exhaustive list");
    assert_eq!(error.nearest[0], "Windows 10");
    assert_eq!(WINDOWS.find("Windws 10").expect("a slip").id, "windows-10");
    assert_eq!(WINDOWS.find("Windows 10 IoT").expect_err("an exhaustive list").nearest.len(), 3);
}

#[test]
fn what_is_left_over_of_a_name_makes_it_another_product() {
    // Each is a product of its own, whose updates end in another year than those of LTSC 2021.
    for name in [
        "Windows 10 Enterprise LTSB 2016",
        "Windows 10 Enterprise LTSC 2019",
        "win10 ltsc 2019",
        "Windows 10 IoT Enterprise LTSC 2021",
        "Windows 10 ESU 2027",
        "Windows 11",
    ] {
        let error = WINDOWS.find(name).map(|found| found.id.clone()).expect_err(name);
        assert!(error.nearest.len() <= 3 && error.to_string().starts_with(&format!("`{name}` is not")), "{error}");
    }
}

#[test]
fn products_that_differ_by_a_year_a_number_a_sign_or_a_word_are_told_apart() {
    let pairs = [
        ("Office 2021", "Office 2024"),
        ("Windows Server 2016", "Windows Server 2019"),
        ("Python 3.1", "Python 31"),
        ("Acme C++", "Acme C#"),
        ("Pixel 6", "Pixel 6a"),
        ("Acme Guard Home", "Acme Guard Pro"),
        ("Windows 10", "Windows 10 S"),
    ];
    for (one, other) in pairs {
        let list = named(&[one, other]);
        for (name, id, another) in [(one, "product-0", "product-1"), (other, "product-1", "product-0")] {
            assert_eq!(list.find(name).expect(name).id, id, "{name}");
            for slipped in slips_of(name) {
                // Some slips are the other name itself: "6a" for "6".
                let is_another = list.listed(another).is_some_and(|it| names(it).any(|it| is_spelt(it, &slipped)));
                if let Ok(found) = list.find(&slipped) {
                    assert!(found.id == id || is_another, "{slipped} led to {}", found.name);
                }
            }
        }
        // With one of them gone, its name is that of nothing.
        assert!(named(&[one]).find(other).is_err(), "{other} beside {one}");
        assert!(named(&[other]).find(one).is_err(), "{one} beside {other}");
    }
    let problem = Catalogue::read(&text_of(&["Acme Anti-Virus", "Acme Antivirus"])).expect_err("one name").remove(0);
    assert!(problem.to_string().contains("is already that of products[0] `product-0`"), "{problem}");
}

#[test]
fn a_slip_of_one_finger_leads_to_the_product_itself_or_nowhere() {
    for catalogue in [&*KASPERSKY, &WINDOWS] {
        for product in &catalogue.products {
            for slipped in slips_of(&product.name) {
                if catalogue.products.iter().flat_map(names).any(|name| is_spelt(name, &slipped)) {
                    continue;
                }
                if let Ok(Found::Listed(found)) = catalogue.find(&slipped) {
                    assert_eq!(found.id, product.id, "{slipped}");
                    assert!(product.scope != Scope::Excluded, "{slipped} is found by a guess");
                }
                for offered in catalogue.matches(&slipped).into_iter().filter(|it| it.scope == Scope::Excluded) {
                    let is_had = names(offered).any(|name| rest(name).contains(&rest(&slipped)));
                    assert!(is_had, "{slipped} offers {} by a guess", offered.name);
                }
            }
        }
    }
}

#[test]
fn full_width_forms_are_plain_ones() {
    check("ＫＩＳ", "kaspersky-internet-security");
    check("ｋａｓｐｅｒｓｋｙ\u{3000}ｐｌｕｓ", "kaspersky-plus");
    check("Kaspersky Anti\u{2010}Virus", "kaspersky-anti-virus");
}

/// A complete catalogue of products with these names.
fn named(names: &[&str]) -> Catalogue {
    read(&text_of(names))
}

fn text_of(names: &[&str]) -> String {
    let windows: Value = serde_json::from_str(include_str!("../www/catalogue/windows-10.json")).expect("JSON");
    let mut catalogue = windows.clone();
    let mut products = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let mut product = windows["products"][0].clone();
        product["id"] = format!("product-{index}").into();
        product["name"] = (*name).into();
        product["aliases"] = json!([]);
        products.push(product);
    }
    let mut milestone = windows["milestones"][0].clone();
    milestone.as_object_mut().expect("an object").remove("products");
    catalogue["products"] = products.into();
    catalogue["milestones"] = json!([milestone]);
    catalogue["maker"] = "Nobody".into();
    catalogue.to_string()
}

/// Every slip of one finger with some keys: one too many, one missing, a wrong one, two the wrong way round.
fn slips_of(name: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for at in 0..name.chars().count() {
        for key in ["e", "s", "c", "b", "0", "6", "+", " "] {
            slips.extend([0, 2].map(|kind| slip(name, kind, at, key)));
        }
        slips.extend([1, 3].map(|kind| slip(name, kind, at, "x")));
    }
    slips
}

/// Whether two names are one but for letter case and gaps; numbers that run into each other are others.
fn is_spelt(name: &str, typed: &str) -> bool {
    rest(name) == rest(typed)
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
        check(name, &format!("`{shown}` is not in this catalogue"));
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
            let nearest = error.nearest.join(", ");
            if nearest.is_empty() { error.to_string() } else { error.to_string().replace(&nearest, "…") }
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
