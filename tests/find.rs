//! What a typed name leads to: a listed product, one of the maker that is not listed, or the nearest names.
//!
//! A guess may warn a reader, and never reassure one; it never drops or replaces what tells two products apart.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    sync::LazyLock,
};

use phaseout::{
    Catalogue, Found,
    catalogue::{Product, Scope},
};
use proptest::{prelude::ProptestConfig, prop_assert, proptest, sample::Index};
use serde_json::json;

/// Every topic that is shipped, and those of `tests/topics/`.
static TOPICS: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    let mut topics = Vec::new();
    for folder in ["www/catalogue", "tests/topics"] {
        let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").map(|it| it.expect("a file").path()).collect();
        files.sort();
        // Not `catalogue.schema.json`, nor what a card says.
        let is_topic = |it: &&PathBuf| {
            it.extension().is_some_and(|it| it == "json") && it.with_extension("").extension().is_none()
        };
        for file in files.iter().filter(is_topic) {
            topics.push(read(&fs::read_to_string(file).expect("a text")));
        }
    }
    assert!(topics.len() >= 10, "only {} topics", topics.len());
    topics
});

static NAMES: LazyLock<Vec<Names<'static>>> = LazyLock::new(|| TOPICS.iter().map(Names::of).collect());

static KASPERSKY: LazyLock<&Catalogue> = LazyLock::new(|| shipped("kaspersky-us"));
static WINDOWS: LazyLock<&Catalogue> = LazyLock::new(|| shipped("windows-10"));

#[path = "shipped.rs"]
mod shipped;

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
fn a_description_is_a_name_in_each_of_its_languages() {
    let kaspersky = shipped::topic("kaspersky-us");
    for name in ["Kaspersky for Android or iOS", "Kaspersky para Android o iOS", "Kaspersky für Android oder iOS"] {
        assert_eq!(kaspersky.find(name).expect("it is listed").id, "kaspersky-for-android-ios");
    }
}

#[test]
fn full_width_forms_and_typographers_signs_are_plain_ones() {
    check("ＫＩＳ", "kaspersky-internet-security");
    check("ｋａｓｐｅｒｓｋｙ　ｐｌｕｓ", "kaspersky-plus");
    check("ＫＡＶ　２０１９", "kaspersky-anti-virus");
    check("Ｋａｓｐｅｒｓｋｙ Ａｎｔｉ－Ｖｉｒｕｓ", "kaspersky-anti-virus");
    for dash in ['\u{2010}', '\u{2011}', '\u{2013}', '\u{A0}', '\u{3000}'] {
        check(&format!("Kaspersky Anti{dash}Virus"), "kaspersky-anti-virus");
    }
    check("Kaspersky\u{AE} Premium\u{2122}", "kaspersky-premium");
    assert_eq!(WINDOWS.find("Ｗｉｎｄｏｗｓ　１０").expect("full-width digits").id, "windows-10");
    assert_eq!(id_in("python-3-10", "Ｐｙｔｈｏｎ ３．１０"), Some("python-3-10"));
    assert_eq!(id_in("python-3-10", "Ｐｙｔｈｏｎ ３１０"), None);
}

#[test]
fn the_makers_name_is_known_in_the_languages_that_have_cards() {
    let names = [
        ("Japanese", "カスペルスキー"),
        ("Chinese", "卡巴斯基"),
        ("Korean", "카스퍼스키"),
        ("Russian", "Касперский"),
        ("Arabic", "كاسبرسكي"),
        ("Hebrew", "קספרסקי"),
        ("Hindi", "कैस्परस्की"),
    ];
    for (language, maker) in names {
        check(&format!("{maker} Premium"), "kaspersky-premium");
        check(&format!("{maker}Premium"), "kaspersky-premium");
        check(&format!("{maker} KIS 2021"), "kaspersky-internet-security");
        check(maker, &format!("{maker}: unclear"));
        check(&format!("{maker} 9"), &format!("{maker} 9: unclear"));
        let offered = KASPERSKY.matches(&format!("{maker} Prem"));
        assert_eq!(offered.first().map(|it| it.id.as_str()), Some("kaspersky-premium"), "{language}");
    }
    check("КАСПЕРСКИЙ plus", "kaspersky-plus");
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
fn no_more_slips_than_leave_a_name_recognisable() {
    // One slip for each five letters of a word, two in one word at most, three in all.
    check("Kaspersky Unified Monitorng and Analisis Platfrm", "kaspersky-unified-monitoring-and-analysis-platform");
    check_unlisted("Kaspersky Unifed Monitorng and Analisis Platfrm");
    check("Kaspersky Virtualisatoin", "Kaspersky Virtualisatoin: unclear");
    check("Kaspersky Security for Virtualisatoin", "kaspersky-security-for-virtualization");
    check_unlisted("Kaspersky Security for Virtualisatoinn");
    let long = named(&["Acme Counterintelligence"]);
    assert_eq!(long.find("Acme Conterinteligence").expect("two slips").id, "acme-counterintelligence");
    assert!(long.find("Acme Conterinteligense").is_err(), "three slips in one word");
    check("Kaspersky Premiums", "kaspersky-premium");
    check_unlisted("Kaspersky Premioms");
    check_unlisted("Kaspersky Plu");
    check_unlisted("Kaspersky Premium X");
    check_unlisted("Kaspersky");
}

#[test]
fn an_unlisted_product_of_the_maker_is_unclear() {
    for name in ["Kaspersky", "Kaspersky Quantum Shield", "MyKaspersky 21", "kasperksy toaster", "Kaspersky 360"] {
        check_unlisted(name);
    }
}

#[test]
fn another_makers_product_is_an_error_that_names_the_nearest() {
    check("Norton 360", "`Norton 360` is not in this catalogue");
    check("McAfee Total Protection", "`McAfee Total Protection` is not in this catalogue");
    let error = KASPERSKY.find("Totl Securitee").expect_err("two slips in a short word are too many");
    assert_eq!(error.nearest[0], "Kaspersky Total Security");
    let error = WINDOWS.find("Windows 11").expect_err("an exhaustive list");
    assert_eq!(error.nearest[0], "Windows 10");
    assert_eq!(WINDOWS.find("Windws 10").expect("a slip").id, "windows-10");
    assert_eq!(WINDOWS.find("Windows 10 IoT").expect_err("an exhaustive list").nearest.len(), 3);
}

#[test]
fn a_long_term_edition_is_never_taken_for_that_of_another_year() {
    for (name, id) in [
        ("Windows 10 Enterprise LTSB 2016", "windows-10-enterprise-ltsb-2016"),
        ("Windows 10 Enterprise 2016 LTSB", "windows-10-enterprise-ltsb-2016"),
        ("Windows 10 Enterprise LTSC 2019", "windows-10-enterprise-ltsc-2019"),
        ("win10 ltsc 2019", "windows-10-enterprise-ltsc-2019"),
        ("Windows 10 Enterprise LTSC 2021", "windows-10-enterprise-ltsc-2021"),
        ("Windows 10 IoT Enterprise LTSC 2021", "windows-10-iot-enterprise-ltsc-2021"),
        ("Windows 10 Enterprize LTSC 2019", "windows-10-enterprise-ltsc-2019"),
    ] {
        assert_eq!(WINDOWS.find(name).expect(name).id, id, "{name}");
    }
    // What is left over, or missing, makes it another product, and none of this list.
    for name in [
        "Windows 10 Enterprise LTSB 2015",
        "Windows 10 Enterprise 2015 LTSB",
        "Windows 10 Enterprise LTSB",
        "Windows 10 Enterprise LTSC",
        "Windows 10 Enterprise LTSC 2016",
        "Windows 10 Enterprise LTSB 2019",
        "Windows 10 Enterprise LTSC 2024",
        "Windows 10 IoT Enterprise LTSC 2019",
        "Windows 10 IoT Core",
        "Windows 10 2021",
        "Windows 10 ESU 2027",
        "Windows 10 with commercial ESU",
        "Windows 11 Enterprise LTSC 2024",
        "Windows 11",
        "Windows 1",
        "Windows",
    ] {
        let error = WINDOWS.find(name).map(|found| found.id.clone()).expect_err(name);
        assert!(
            error.to_string().starts_with(&format!("`{name}` is not in this catalogue; the nearest are: ")),
            "{error}"
        );
    }
    // Where the others are not listed either, nothing becomes the one that is.
    let alone = named(&["Windows 10", "Windows 10 Enterprise LTSC 2021"]);
    for name in
        ["Windows 10 Enterprise LTSB 2016", "Windows 10 Enterprise LTSC 2019", "Windows 10 IoT Enterprise LTSC 2021"]
    {
        assert!(alone.find(name).is_err(), "{name}");
    }
}

#[test]
fn each_pair_of_names_that_differ_by_a_number_a_year_a_sign_or_a_word_is_told_apart() {
    let names = [
        "Acme Guard",
        "Acme Guard 1",
        "Acme Guard 2",
        "Acme Guard 10",
        "Acme Guard 11",
        "Acme Guard 1.0",
        "Acme Guard 1.1",
        "Acme Guard 1 0",
        "Acme Guard 2016",
        "Acme Guard 2019",
        "Acme Guard 2021",
        "Acme Guard 2021 R2",
        "Acme Guard 2021 with ESU",
        "Acme Guard LTSB 2021",
        "Acme Guard LTSC 2021",
        "Acme Guard LTSC",
        "Acme Guard+",
        "Acme Guard++",
        "Acme Guard#",
        "Acme Guard S",
        "Acme Guard 1a",
        "Acme Guard 1b",
        "Acme Guard Home",
        "Acme Guard Pro",
        "Acme Guard Pro Max",
        "Acme Guard Server",
        "Acme Guard Desktop",
        "Acme Guard for Windows",
        "Acme Guard for Linux",
        "Acme IoT Guard",
        "Acme Guard ²",
        "Acme Guard Ⅱ",
        "Acme Guard Ⅲ",
        "Guard of Acme",
    ];
    let all = named(&names);
    let known = Names::of(&all);
    for (index, name) in names.iter().enumerate() {
        let id = &all.products[index].id;
        assert_eq!(&all.find(name).expect(name).id, id, "{name}");
        for slipped in slips_of(name) {
            leads_nowhere_else(&known, &all.products[index], &slipped);
        }
        // With it gone, its name is that of nothing, whatever is still there.
        let others: Vec<_> = names.iter().filter(|it| *it != name).copied().collect();
        assert!(named(&others).find(name).is_err(), "{name} among the others");
    }
}

#[test]
fn a_year_may_be_missing_or_extra_only_where_no_name_of_the_topic_has_one() {
    let without = named(&["Acme Guard", "Acme Forge 2"]);
    for name in ["Acme Guard 2021", "Acme 2021 Guard", "2021 Acme Guard", "Acme Guard ２０２１"] {
        assert_eq!(without.find(name).expect(name).id, "acme-guard", "{name}");
    }
    // What is no year of ours is a number.
    for name in ["Acme Guard 1998", "Acme Guard 2100", "Acme Guard 21", "Acme Guard 20211", "Acme Guard v2021"] {
        assert!(without.find(name).is_err(), "{name}");
    }
    let with = named(&["Acme Guard", "Acme Forge 2021"]);
    for name in ["Acme Guard 2021", "Acme Forge", "Acme Forge 2024", "Acme Forge 2021 2024", "Acme 2021"] {
        assert!(with.find(name).is_err(), "{name}");
    }
    assert_eq!(with.find("acme forge-2021").expect("its name").id, "acme-forge-2021");
    assert_eq!(with.find("Acme Forg 2021").expect("a slip").id, "acme-forge-2021");
    assert!(with.find("Acme Forge 201").is_err(), "no slip of a year");
    assert_eq!(with.find("Acme Gaurd").expect("a slip").id, "acme-guard");
}

#[test]
fn two_names_that_only_a_reading_without_signs_could_tell_apart_are_refused_both_named() {
    for (one, other) in [
        ("Acme Anti-Virus", "Acme Antivirus"),
        ("Acme Guard", "ACME GUARD"),
        ("Acme Guard!", "Acme Guard"),
        ("Ａｃｍｅ Ｇｕａｒｄ", "Acme Guard"),
        ("Acme\u{2011}Guard", "Acme Guard"),
    ] {
        let problems = Catalogue::read(&text_of(&[one, other])).expect_err("one name");
        let [problem] = &problems[..] else { panic!("{problems}") };
        assert!(problem.place.starts_with("products[1] `"), "{problem}");
        assert!(
            problem.message.starts_with("name `") && problem.message.contains("` is already that of products[0] `")
        );
    }
    for (one, other) in
        [("Acme C", "Acme C++"), ("Acme C++", "Acme C#"), ("Office 2019", "Office 2021"), ("P 3.1", "P 31")]
    {
        assert_eq!(named(&[one, other]).products.len(), 2);
    }
}

// The largest topic in two halves, for two cores.
#[test]
fn a_slip_of_one_finger_in_a_name_of_the_largest_topic_leads_to_its_product_or_to_none() {
    let known = names_of(&KASPERSKY);
    for product in KASPERSKY.products.iter().step_by(2) {
        slips_lead_nowhere_else(known, product);
    }
}

#[test]
fn a_slip_of_one_finger_in_another_name_of_the_largest_topic_leads_to_its_product_or_to_none() {
    let known = names_of(&KASPERSKY);
    for product in KASPERSKY.products.iter().skip(1).step_by(2) {
        slips_lead_nowhere_else(known, product);
    }
}

#[test]
fn a_slip_of_one_finger_in_a_name_of_any_other_topic_leads_to_its_product_or_to_none() {
    for known in NAMES.iter().filter(|known| known.topic.id != KASPERSKY.id) {
        for product in &known.topic.products {
            slips_lead_nowhere_else(known, product);
        }
    }
}

#[test]
fn a_slip_of_one_finger_in_the_makers_name_changes_nothing() {
    let known = names_of(&KASPERSKY);
    for product in KASPERSKY.products.iter().step_by(5) {
        for name in names(product).filter_map(|name| name.strip_prefix("Kaspersky ")) {
            for maker in slips_of("Kaspersky") {
                leads_nowhere_else(known, product, &format!("{maker} {name}"));
            }
        }
    }
}

#[test]
fn a_slip_in_a_long_word_still_finds_the_product() {
    let mut tried = 0;
    for topic in TOPICS.iter() {
        for product in topic.products.iter().filter(|it| it.scope != Scope::Excluded) {
            let name = product.name.in_language("en");
            let is_long = |it: &&str| it.len() >= 5 && it.bytes().all(|byte| byte.is_ascii_alphabetic());
            // Of a name with no gap behind the maker's, what is left is short.
            for word in name.split(' ').filter(is_long).filter(|it| *it != "KasperskyOS") {
                let typed = name.replace(word, &format!("{}{}", &word[..2], &word[3..]));
                assert_eq!(topic.find(&typed).expect(&typed).id, product.id, "{typed}");
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "only {tried} words");
}

#[test]
fn a_slip_between_two_names_leads_to_neither() {
    // One slip from both, though one of them is too short for a guess.
    check("Kaspersky kasperskyoem", "Kaspersky kasperskyoem: unclear");
    check_unlisted("KasperskyGo");
    check("KasperskyPremuim", "kaspersky-premium");
    check("kedrr", "`kedrr` is not in this catalogue; the nearest are: …");
    check_unlisted("Kaspersky kedrr");
    let near = named(&["Acme Server", "Acme Serves", "Acme Gate", "Acme Gated", "Acme Forge Pro", "Acme Forgepros"]);
    for typed in ["Acme Serve", "Acme Servet", "Acme Gatee", "Acme Forgeprot"] {
        assert!(near.find(typed).is_err(), "{typed}");
    }
    assert_eq!(near.find("Acme Srver").expect("two slips from the other").id, "acme-server");
    // A whole word that another name has is no slip: the one has "Server", the other "Serves".
    let words = named(&["Acme Server Gold", "Acme Serves Blue"]);
    assert!(words.find("Acme Serves Gold").is_err() && words.find("Acme Server Blue").is_err());
    assert_eq!(words.find("Acme Servet Gold").expect("a slip").id, "acme-server-gold");
    // Two names of one product are no two products.
    let product = json!({"name": "Acme Server", "aliases": ["Acme Serves"]});
    let one = read(&text_of(&["Acme Anvil"]).replace("[\"Acme Anvil\"]", &json!([product]).to_string()));
    assert_eq!(one.find("Acme Servet").expect("one product").id, "acme-server");
}

#[test]
fn a_product_that_a_measure_leaves_out_is_never_a_guess() {
    let mut tried = 0;
    for known in NAMES.iter() {
        let topic = known.topic;
        let excluded: Vec<_> = topic.products.iter().filter(|it| it.scope == Scope::Excluded).collect();
        for name in excluded.iter().flat_map(|product| names(product)) {
            for slipped in slips_of(name).filter(|it| !known.ids.contains_key(&known.spelt(it))) {
                tried += 1;
                if let Ok(found) = topic.find(&slipped) {
                    assert_ne!(found.scope, Scope::Excluded, "{slipped} led to {}", found.id);
                }
                for offered in topic.matches(&slipped).into_iter().filter(|it| it.scope == Scope::Excluded) {
                    assert!(known.has(offered, &slipped), "{slipped} offers {} by a guess", offered.id);
                }
            }
        }
    }
    assert!(tried > 1_000, "only {tried} slips");
    for typed in
        ["threat inteligence", "Kaspersky Threat Inteligence", "Kaspresky Threat Intelligence", "securty training"]
    {
        let offered = KASPERSKY.matches(typed);
        assert!(offered.iter().all(|it| it.scope != Scope::Excluded), "{typed} offers {offered:?}");
    }
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
    let any = |exhaustive: bool, scope: &str, milestone: &str| {
        let mut last = json!({"effect": milestone, "last": "2026-10"});
        if scope == "one by one" {
            last["products"] = json!(["anvil", "tongs"]);
        }
        let tongs = if scope == "excluded" { "excluded" } else { "covered" };
        let topic = json!({
            "format": 2, "title": "End of support for Acme", "checked": "2026-11-25", "maker": "Acme",
            "exhaustive": exhaustive, "sources": ["https://acme.example"], "milestones": [last],
            "products": ["Anvil", {"name": "Tongs", "scope": tongs}],
        });
        read(&topic.to_string()).any_product().map(|any| (any.name.in_language("en").to_owned(), any.scope))
    };
    let acme = |scope| Some(("Acme".to_owned(), scope));
    assert_eq!(any(true, "covered", "end-of-updates"), acme(Scope::Covered));
    assert_eq!(any(false, "covered", "end-of-updates"), acme(Scope::Unclear));
    assert_eq!(any(false, "excluded", "end-of-updates"), acme(Scope::Unclear));
    assert_eq!(any(true, "excluded", "end-of-updates"), None, "one is left out");
    assert_eq!(any(true, "one by one", "end-of-updates"), None, "each has a date of its own");
    assert_eq!(any(false, "covered", "end-of-resale"), None, "no reseller");
    assert!(WINDOWS.any_product().is_none(), "each edition has a date of its own");
    // Who types the maker's name knows no more.
    let typed = KASPERSKY.find("Kaspersky").map(|it| it.name.clone());
    assert_eq!(typed.ok(), KASPERSKY.any_product().map(|it| it.name));
}

#[test]
fn what_is_typed_so_far_offers_products_the_likeliest_first() {
    // The name itself, however it is written.
    offers("kis", &["internet-security"]);
    offers("Kaspersky Premium", &["premium"]);
    offers("PREMIUM 2024", &["premium"]);
    offers("ｐｒｅｍｉｕｍ", &["premium"]);
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
    assert_eq!(windows("win10 ltsc 2020"), [""; 0], "no slip of another year");
    assert_eq!(windows("win10 ltsc 2019"), ["windows-10-enterprise-ltsc-2019"]);
    // Where names have years, a year begun is the beginning of one of those.
    assert_eq!(windows("win10 ltsc 2")[..2], ["windows-10-enterprise-ltsc-2019", "windows-10-enterprise-ltsc-2021"]);
    assert_eq!(windows("win10 20"), [""; 0]);
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
fn every_name_is_offered_first_and_each_beginning_of_it_offers_something() {
    for topic in TOPICS.iter() {
        for product in &topic.products {
            for name in names(product) {
                assert_eq!(topic.matches(name).first().map(|it| &it.id), Some(&product.id), "{name}");
            }
            let name = product.name.in_language("en");
            // The dot before `.NET` is no beginning of anything.
            let first = name.find(char::is_alphanumeric).expect("a name has a letter or a digit");
            for (at, _) in name.char_indices().skip(1).filter(|(at, _)| *at > first) {
                assert!(!topic.matches(&name[..at]).is_empty(), "{}", &name[..at]);
            }
        }
    }
}

#[test]
fn every_name_leads_to_its_own_product_however_it_is_written() {
    for topic in TOPICS.iter() {
        for product in &topic.products {
            for name in names(product) {
                let small = name.to_lowercase();
                for spelling in [name, &small, &name.to_uppercase(), &name.replace(' ', "-"), &format!(" {name}\t")] {
                    let found = topic.find(spelling).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(found.id, product.id, "{spelling}");
                }
            }
            assert_eq!(topic.find(&product.id).expect("an id").id, product.id);
            assert_eq!(topic.known(product.handle()).id, product.id);
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
        let name = which.get(&names).trim_start_matches("Kaspersky ");
        let slipped = slips.iter().fold(name.to_owned(), |name, (kind, at, c)| slip(&name, *kind, *at, c));
        let typed = format!("Kaspersky {slipped}");
        let (known, found) = (names_of(&KASPERSKY), KASPERSKY.find(&typed));
        let is_exact = known.ids.contains_key(&known.spelt(&typed));
        prop_assert!(is_exact || found.as_ref().is_ok_and(|it| it.scope != Scope::Excluded), "{} {:?}", typed, found);
    }

    #[test]
    fn a_guess_never_offers_an_excluded_product(
        text in r"\PC{0,40}|(Kasp?ersky )?([Tt]hreat|Secur?ity|Trainng|[a-z]{1,8}| )+",
    ) {
        for product in KASPERSKY.matches(&text) {
            let is_had = names_of(&KASPERSKY).has(product, &text);
            prop_assert!(is_had || product.scope != Scope::Excluded, "{} offered {}", text, product.id);
        }
    }

    #[test]
    fn only_an_exact_name_leads_to_an_excluded_product(
        name in r"\PC{0,40}|(Kaspersky )?(Threat|Security|Training|[a-z]{1,8}| )+",
    ) {
        if let Ok(found) = KASPERSKY.find(&name) {
            let is_exact = names_of(&KASPERSKY).is_of(&found, &name);
            prop_assert!(found.scope != Scope::Excluded || is_exact, "{} led to {}", name, found.id);
        }
    }
}

/// Asserts it of every slip in every name of a product, behind the maker's name where it has that in front.
#[track_caller]
fn slips_lead_nowhere_else(known: &Names, product: &Product) {
    let maker = known.topic.makers.first().map(|maker| format!("{maker} ")).unwrap_or_default();
    let mut tried = BTreeSet::new();
    for name in names(product).filter(|name| tried.insert(known.spelt(name))) {
        for slipped in slips_of(name.strip_prefix(&maker).unwrap_or(name)) {
            leads_nowhere_else(known, product, &format!("{maker}{slipped}"));
        }
    }
}

/// Asserts that a slip in a name of a product leads to no other, unless it is the very name of that.
#[track_caller]
fn leads_nowhere_else(known: &Names, product: &Product, slipped: &str) {
    let topic = known.topic;
    match known.finder.find(slipped) {
        Ok(Found::Listed(found)) => {
            let is_guess = found.id != product.id || found.scope == Scope::Excluded;
            let is_named = !is_guess || known.is_of(found, slipped);
            assert!(is_named, "{slipped} led to {} from {}", found.id, product.id);
        }
        Ok(Found::Unlisted(found)) => {
            assert!(!topic.exhaustive && found.scope == Scope::Unclear, "{slipped} is {found:?}");
        }
        Err(error) => assert!(error.nearest.len() <= 3, "{error}"),
    }
}

/// A complete topic of products with these names.
fn named(names: &[&str]) -> Catalogue {
    read(&text_of(names))
}

fn text_of(names: &[&str]) -> String {
    json!({
        "format": 2, "title": "End of support for Acme", "checked": "2026-11-25", "zone": "UTC",
        "sources": ["https://acme.example"], "milestones": [{"effect": "end-of-updates", "last": "2026-10"}],
        "products": names,
    })
    .to_string()
}

/// Every slip of one finger: a key missed, one pressed twice, two in the wrong order, one beside the right one.
fn slips_of(name: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = name.chars().collect();
    let mut slips = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let mut slip = |change: &dyn Fn(&mut Vec<char>)| {
            let mut slipped = letters.clone();
            change(&mut slipped);
            slips.push(slipped.into_iter().collect());
        };
        slip(&|letters| letters.splice(at..=at, []).for_each(drop));
        slip(&|letters| letters.insert(at, *letter));
        if at > 0 {
            slip(&|letters| letters.swap(at - 1, at));
        }
        for key in beside(*letter) {
            slip(&|letters| letters[at] = key);
        }
    }
    slips.into_iter()
}

/// The key beside a key of a keyboard, and the number or sign above it.
fn beside(letter: char) -> Vec<char> {
    const ROWS: [&str; 4] = ["`1234567890-=", " qwertyuiop[]", " asdfghjkl;'", " zxcvbnm,./"];
    let mut keys = Vec::new();
    for (row, line) in ROWS.iter().enumerate() {
        let Some(at) = line.find(letter.to_ascii_lowercase()).filter(|_| letter != ' ') else { continue };
        let above = if row == 1 { ROWS[0].get(at..) } else { None };
        let right = line[at + 1..].chars().next().or(line[..at].chars().last());
        keys.extend([right, above.and_then(|it| it.chars().next())].into_iter().flatten());
    }
    keys
}

/// A topic, and what counts of each name in it.
struct Names<'c> {
    topic: &'c Catalogue,
    /// What looks a name up.
    finder: phaseout::Names<'c>,
    has_years: bool,
    makers: Vec<String>,
    /// Of each, the product's id.
    ids: BTreeMap<String, &'c str>,
}

impl<'c> Names<'c> {
    fn of(topic: &'c Catalogue) -> Self {
        let all = || topic.products.iter().flat_map(|product| names(product).map(|name| (name, product.id.as_str())));
        let has_years = all().any(|(name, _)| name.split(' ').any(is_year));
        let mut known = Self { topic, finder: topic.names(), has_years, makers: Vec::new(), ids: BTreeMap::new() };
        known.makers = topic.makers.iter().map(|maker| known.without_gaps(maker)).collect();
        known.ids = all().map(|(name, id)| (known.spelt(name), id)).collect();
        known
    }

    /// Whether a text is the name or the id of a product, but for letter case, width, gaps and the maker's name.
    fn is_of(&self, product: &Product, typed: &str) -> bool {
        self.ids.get(&self.spelt(typed)).is_some_and(|id| *id == product.id) || product.id == typed
    }

    /// Whether one of a product's names has a text in it, with or without the maker's name.
    fn has(&self, product: &Product, text: &str) -> bool {
        let typed = self.spelt(text);
        let whole = |name: &str| name.to_lowercase().replace([' ', '-'], "");
        names(product).any(|name| self.spelt(name).contains(&typed) || whole(name).contains(&typed))
    }

    /// What counts of a name: small letters and digits, plus and number signs, points inside numbers; gaps only between
    /// numbers; no year where the topic has none; not the maker's name in front.
    fn spelt(&self, name: &str) -> String {
        let spelt = self.without_gaps(name);
        let mut behind = self.makers.iter().filter_map(|maker| spelt.strip_prefix(maker.as_str()));
        let behind = behind.find(|behind| !behind.trim().is_empty());
        behind.map_or(spelt.as_str(), str::trim_start).to_owned()
    }

    fn without_gaps(&self, name: &str) -> String {
        let letters: Vec<char> = name.to_lowercase().chars().collect();
        let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        let mut kept = String::new();
        for (at, c) in letters.iter().enumerate() {
            let is_point = *c == '.' && at > 0 && is_digit(at - 1) && is_digit(at + 1);
            let is_gap = (c.is_ascii() && !c.is_ascii_alphanumeric() && !"+#".contains(*c)) || "’“”…·".contains(*c);
            kept.push(if is_gap && !is_point { ' ' } else { *c });
        }
        let mut spelt = String::new();
        for word in kept.split_whitespace().filter(|word| self.has_years || !is_year(word)) {
            let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if is_number(spelt.chars().last()) && is_number(word.chars().next()) {
                spelt.push(' ');
            }
            spelt.push_str(word);
        }
        spelt
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first products that a text offers are these.
#[track_caller]
fn offers(text: &str, expected: &[&str]) {
    let offered: Vec<_> = KASPERSKY.matches(text).into_iter().map(|it| it.id.replacen("kaspersky-", "", 1)).collect();
    assert!(offered.iter().take(expected.len().max(1)).eq(expected), "{text} offers {offered:?}");
}

#[track_caller]
fn check_unlisted(name: &str) {
    check(name, &format!("{name}: unclear"));
}

#[track_caller]
fn check(name: &str, expected: &str) {
    let told = match KASPERSKY.find(name) {
        Ok(Found::Listed(product)) => product.id.clone(),
        Ok(Found::Unlisted(product)) => {
            assert!(product.id.is_empty() && product.scope == Scope::Unclear, "{product:?}");
            format!("{}: unclear", product.name.in_language("en"))
        }
        Err(error) => {
            let nearest = error.nearest.join(", ");
            if nearest.is_empty() { error.to_string() } else { error.to_string().replace(&nearest, "…") }
        }
    };
    assert_eq!(told, expected);
}

fn id_in<'c>(topic: &str, name: &str) -> Option<&'c str> {
    shipped(topic).find(name).ok().and_then(|found| shipped(topic).listed(&found.id)).map(|it| it.id.as_str())
}

fn shipped(id: &str) -> &'static Catalogue {
    TOPICS.iter().find(|topic| topic.id == id || topic.products[0].id == id).expect(id)
}

fn names_of(topic: &Catalogue) -> &'static Names<'static> {
    NAMES.iter().find(|known| known.topic.id == topic.id).expect("a topic of ours")
}

#[track_caller]
fn read(text: &str) -> Catalogue {
    Catalogue::read(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The names that a product goes by: its own in English and Spanish, and its aliases.
fn names(product: &Product) -> impl Iterator<Item = &str> {
    let (english, spanish) = (product.name.in_language("en"), product.name.in_language("es"));
    let other = (spanish != english).then_some(spanish);
    [english].into_iter().chain(other).chain(product.aliases.iter().map(String::as_str))
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
