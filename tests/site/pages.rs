//! The pages that newsrooms choose and follow topics by: what they say, that they are HTML and Atom to the letter, that
//! each of their links leads somewhere, and that nothing in them can run.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use atom_syndication::{Feed, Text};
use expect_test::expect_file;
use phaseout::{
    Catalogue, Locale,
    site::{File, Published, pages, site, topic_page},
};

use super::{BASE, file};

/// What the build adds to the folder beside what `site` writes.
const BUILT: [&str; 2] = ["phaseout.js", "index.html"];

#[test]
fn a_topic_has_a_page_with_all_that_its_facts_say() {
    let routers = topics(&["tests/topics/fcc-routers.json"]);
    expect_file!["topic.html"]
        .assert_eq(file(&written(&routers, Some(BASE), "2026-11-30"), "t/own-fcc-routers/index.html"));
}

#[test]
fn topics_come_by_their_next_date() {
    let some = topics(&["tests/topics/uk-pstn.json", "tests/topics/fcc-routers.json", "tests/topics/office.json"]);
    let files = written(&some, Some(BASE), "2026-11-30");
    expect_file!["topics.html"].assert_eq(file(&files, "topics.html"));
}

#[test]
fn a_moved_date_is_told_by_a_page_and_a_feed() {
    let routers = topics(&["tests/topics/fcc-routers.json", "tests/topics/office.json"]);
    let files = written(&routers, Some(BASE), "2026-11-30");
    expect_file!["facts.html"].assert_eq(file(&files, "facts.html"));
    expect_file!["facts.xml"].assert_eq(file(&files, "facts.xml"));
}

#[test]
fn a_feed_has_what_atom_wants_of_it() {
    let topics = every_topic();
    let files = written(&topics, Some(BASE), "2026-11-30");
    let feed: Feed = file(&files, "facts.xml").parse().expect("it is Atom");
    let moves: usize = topics.iter().flat_map(|it| &it.milestones).map(|milestone| milestone.was.len()).sum();
    assert!(moves >= 2 && feed.entries().len() == moves, "an entry a move: {moves}");
    // RFC 4287, 4.1.1: an author, one id, a title and a day of update; an address of its own, and of the page.
    assert_eq!(feed.authors().len(), 1);
    let links: Vec<_> = feed.links().iter().map(|link| (link.rel(), link.href().to_owned())).collect();
    assert_eq!(links, [("self", format!("{BASE}facts.xml")), ("alternate", format!("{BASE}facts.html"))]);
    let checked = topics.iter().map(|topic| topic.checked).max().expect("a topic");
    assert_eq!(feed.updated().date_naive(), checked, "that facts were checked is an update of the feed");
    let mut ids = BTreeSet::from([feed.id()]);
    for entry in feed.entries() {
        assert!(ids.insert(entry.id()), "{} is twice in the feed", entry.id());
        assert!(entry.id().starts_with("tag:cdn.example,2026:phaseout/"), "{}", entry.id());
        assert!(!entry.title().value.is_empty() && entry.summary().is_some_and(|it| !it.value.is_empty()));
        let [link] = entry.links() else { panic!("{entry:?}") };
        assert!(link.rel() == "alternate" && link.href().starts_with(&format!("{BASE}t/")), "{link:?}");
        let content = entry.content().expect("its sources");
        assert!(content.content_type() == Some("html"), "{content:?}");
        parsed(content.value().expect("HTML"));
    }
    let days: Vec<_> = feed.entries().iter().map(|entry| *entry.updated()).collect();
    assert!(days.is_sorted_by(|one, other| one >= other), "the last move first: {days:?}");
}

#[test]
fn each_move_of_a_date_is_an_entry_for_ever() {
    let moves = |was: &str| {
        let text = format!(
            r#"{{ "format": 2, "id": "hammer", "title": "End of support for Acme Hammer", "checked": "2026-11-01",
                "sources": ["https://acme.example/"], "products": ["Acme Hammer"],
                "milestones": [{{ "effect": "end-of-updates", "last": "2028-01", "was": [{was}] }}] }}"#
        );
        let topic = Catalogue::read(&text).unwrap_or_else(|problems| panic!("{problems}"));
        let feed: Feed = file(&written(&[topic], Some(BASE), "2026-11-30"), "facts.xml").parse().expect("Atom");
        let told = |entry: &atom_syndication::Entry| (entry.id().to_owned(), entry.title().value.clone());
        feed.entries().iter().map(told).collect::<Vec<_>>()
    };
    let id = |name: &str| format!("tag:cdn.example,2026:phaseout/hammer/end-of-updates/{name}");
    let title = |dates: &str| format!("End of support for Acme Hammer: End of updates, {dates}");
    let first = r#"{ "last": "2026-01", "changed": "2025-06-01" }"#;
    let once = moves(first);
    assert_eq!(once, [(id("2025-06-01"), title("end of January 2026 → end of January 2028"))]);
    let twice = moves(&format!(r#"{first}, {{ "last": "2027-01-31", "changed": "2026-06-01" }}"#));
    assert_eq!(
        twice,
        [
            (id("2026-06-01"), title("January 31, 2027 (last day) → end of January 2028")),
            (id("2025-06-01"), title("end of January 2026 → January 31, 2027 (last day)")),
        ]
    );
    let on_one_day = moves(&format!(r#"{first}, {{ "last": "2027-01-31", "changed": "2025-06-01" }}"#));
    let ids: Vec<_> = on_one_day.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [id("2025-06-01-2"), id("2025-06-01")], "the last one first");
}

#[test]
fn a_text_of_a_topic_is_never_taken_for_markup() {
    let title = "A & B <b>\u{A0}“c” &nbsp; ]]></title><script>alert(1)</script>";
    let text = include_str!("../topics/fcc-routers.json")
        .replace("\"US ban on new foreign-made routers\"", &serde_json::to_string(title).expect("JSON"));
    let topic = [Catalogue::read(&text).unwrap_or_else(|problems| panic!("{problems}"))];
    let files = written(&topic, Some(BASE), "2026-11-30");
    let feed: Feed = file(&files, "facts.xml").parse().expect("Atom");
    assert!(feed.entries()[0].title().value.starts_with(&format!("{title}: ")), "{:?}", feed.entries()[0].title());
    assert_eq!(feed.entries()[0].title().r#type, Text::plain("").r#type);
    for (path, page) in files.iter().filter(|(path, _)| ending(path) == "html") {
        let elements = parsed(page);
        assert!(elements.iter().all(|element| element.name != "b"), "{path}");
    }
}

#[test]
fn without_an_address_there_is_no_feed_and_no_page_names_one() {
    for (path, content) in written(&every_topic(), None, "2026-11-30") {
        assert!(ending(&path) != "xml" && !content.contains("facts.xml"), "{path}");
        assert!(!content.contains("rel=\"canonical\"") && !content.contains("oembed"), "{path}");
    }
}

#[test]
fn the_same_facts_give_the_same_bytes_and_a_later_day_changes_only_what_is_next() {
    let topics = every_topic();
    let [one, other] = [(); 2].map(|()| written(&topics, Some(BASE), "2026-11-30"));
    assert_eq!(one, other);
    for ((path, one), (_, later)) in one.iter().zip(written(&topics, Some(BASE), "2026-12-01")) {
        // A calendar of a date that is over is no longer there, and no date of these is over on that day.
        assert!(path == "topics.html" || *one == later, "{path} differs");
    }
}

#[test]
fn every_page_is_html_in_english_with_a_policy_before_all_that_it_loads() {
    for (path, page) in html_of(&written(&every_topic(), Some(BASE), "2026-11-30")) {
        let elements = parsed(page);
        let of = |name: &str| elements.iter().filter(|it| it.name == name).collect::<Vec<_>>();
        assert_eq!(of("html")[0].attribute("lang"), Some("en"), "{path}");
        assert_eq!((of("h1").len(), of("main").len(), of("title").len()), (1, 1, 1), "{path}");
        let policy = elements.iter().position(|it| it.attribute("http-equiv") == Some("Content-Security-Policy"));
        let loaded = elements.iter().position(|it| it.name == "script" || it.attribute("rel") == Some("stylesheet"));
        assert!(policy.expect("a policy") < loaded.expect("a stylesheet"), "{path}");
        let policy = elements[policy.expect("a policy")].attribute("content").expect("what it allows");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        for element in &elements {
            assert!(element.name != "style" && element.attribute("style").is_none(), "{path}: {element:?}");
            let handler = element.attributes.keys().find(|name| name.starts_with("on"));
            assert_eq!(handler, None, "{path}: {element:?}");
            if element.name == "script" {
                assert!(element.attribute("src").is_some() && element.text.is_empty(), "{path}: {element:?}");
                assert!(policy.contains("script-src 'self'"), "{path}: {policy}");
            }
        }
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.attribute("id")) {
            assert!(ids.insert(id), "{path}: {id} is there twice");
        }
    }
}

#[test]
fn every_link_leads_to_a_file_of_the_folder_or_to_https() {
    let topics = every_topic();
    let files = written(&topics, Some(BASE), "2026-11-30");
    let known: BTreeMap<&str, &str> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut inside = 0;
    for (path, page) in html_of(&files) {
        for element in parsed(page) {
            let Some(link) = element.attribute("href").or(element.attribute("src")) else { continue };
            let is_absolute = link.starts_with("https://") || link == "data:,";
            let Some(link) = link.strip_prefix(BASE).or((!is_absolute).then_some(link)) else {
                let is_safe = element.name != "a" || element.attribute("rel") == Some("noopener noreferrer");
                assert!(is_safe, "{path}: {element:?}");
                continue;
            };
            inside += 1;
            let (to, fragment) = link.split_once('#').unwrap_or((link, ""));
            let to = if element.attribute("href").is_some_and(|it| it.starts_with(BASE)) {
                to.to_owned()
            } else {
                resolved(path, to)
            };
            let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("www").join(&to);
            let is_built = BUILT.contains(&to.as_str()) || (to.starts_with("catalogue/") && catalogue.is_file());
            assert!(is_built || known.contains_key(to.as_str()), "{path}: {link} leads nowhere, to {to}");
            if let (Some(page), false) = (known.get(to.as_str()), fragment.is_empty()) {
                let is_there = parsed(page).iter().any(|element| element.attribute("id") == Some(fragment));
                assert!(is_there, "{path}: {link} has no such place");
            }
        }
    }
    assert!(inside > 100, "only {inside} links");
}

#[test]
fn the_builder_is_led_to_each_topic_that_it_can_know() {
    let builder = |id: &str, base| {
        let files = written(&every_topic(), base, "2026-11-30");
        let page = parsed(file(&files, &format!("t/{id}/index.html")));
        let links = page.iter().filter_map(|element| element.attribute("href"));
        links.filter_map(|link| link.strip_prefix("../../index.html")).map(str::to_owned).collect::<Vec<_>>()
    };
    // The first is that of every page.
    assert_eq!(builder("kaspersky-us", None), ["", ""]);
    assert_eq!(builder("windows-10", None), ["", "#topic=windows-10.json"]);
    assert_eq!(builder("own-office", None), [""]);
    let address = "#topic=own&facts=https://cdn.example/phaseout/catalogue/own-office.json";
    assert_eq!(builder("own-office", Some(BASE)), ["", address]);
}

#[test]
fn an_editor_who_pastes_the_address_of_a_topics_page_gets_its_card() {
    let files = written(&every_topic(), Some(BASE), "2026-11-30");
    for topic in every_topic() {
        let page = parsed(file(&files, &format!("t/{}/index.html", topic.id)));
        let answer = page.iter().find(|it| it.attribute("type") == Some("application/json+oembed")).expect("a link");
        let path = answer.attribute("href").and_then(|link| link.strip_prefix(BASE)).expect("an address of the folder");
        let answer: serde_json::Value = serde_json::from_str(file(&files, path)).expect("an answer");
        assert_eq!(answer["title"], topic.title.in_language("en"), "{path}");
    }
}

#[test]
fn every_kind_of_topic_has_answers_for_each_product_and_calendars_where_there_is_a_day() {
    for (text, expected) in [
        // A month, a floor and no date have no day.
        (r#""last": "2027-03""#, 0),
        (r#""last": "2027-03-01", "floor": true"#, 0),
        (r#""state": "open""#, 0),
        (r#""state": "ended""#, 0),
        (r#""last": "2027-03-01""#, 1),
        (r#""at": "2027-03-01""#, 1),
        (r#""at": "2027-03-01T12:00:00Z""#, 1),
    ] {
        for (kind, effect) in [
            ("ban", "end-of-sales"),
            ("end-of-support", "end-of-updates"),
            ("switch-off", "end-of-service"),
            ("rule", "rule-begins"),
        ] {
            let topic = format!(
                r#"{{ "format": 2, "id": "hammer", "title": "Acme Hammer", "phrase": "the end of Acme Hammer",
                    "checked": "2026-11-01", "kind": "{kind}", "sources": ["https://acme.example/"],
                    "products": ["Hammer One", "Hammer Two"],
                    "milestones": [{{ "effect": "{effect}", {text} }}] }}"#
            );
            let topic = Catalogue::read(&topic).unwrap_or_else(|problems| panic!("{kind} {text}: {problems}"));
            let files = written(&[topic], Some(BASE), "2026-11-30");
            for product in ["hammer-one", "hammer-two"] {
                assert!(!file(&files, &format!("oembed/hammer.{product}.en.json")).is_empty());
                let calendar = format!("calendar/hammer.{product}.en.ics");
                let calendars = files.iter().filter(|(path, _)| *path == calendar).count();
                assert_eq!(calendars, expected, "{kind} {text}");
                let page = file(&files, "t/hammer/index.html");
                assert_eq!(page.matches(&calendar).count(), expected, "{kind} {text}");
            }
            assert!(!file(&files, "oembed/hammer._choose.en.json").is_empty());
        }
    }
}

/// Topics by their paths, each with an id that none of ours has.
fn topics(paths: &[&str]) -> Vec<Catalogue> {
    let topic = |path: &&str| {
        let mut topic = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        topic.id.insert_str(0, "own-");
        topic
    };
    paths.iter().map(topic).collect()
}

fn read(path: &Path) -> Catalogue {
    let text = fs::read_to_string(path).expect("a topic");
    Catalogue::read(&text).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()))
}

/// Every topic of ours, and every kind of a newsroom's own.
fn every_topic() -> Vec<Catalogue> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| {
        let mut files: Vec<_> = fs::read_dir(root.join(folder)).expect("a folder").flatten().collect();
        files.sort_by_key(fs::DirEntry::file_name);
        let paths = files.into_iter().map(|entry| entry.path());
        // `catalogue.schema.json` is no topic.
        let is_topic = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            ending(name) == "json" && !name.contains(".schema.")
        };
        paths.filter(|path| is_topic(path)).collect::<Vec<_>>()
    };
    let mut every: Vec<_> = files("www/catalogue").iter().map(|path| read(path)).collect();
    let own = files("tests/topics");
    every.extend(topics(&own.iter().filter_map(|path| path.to_str()).collect::<Vec<_>>()));
    assert!(every.len() > 8, "{}", every.len());
    every
}

/// What a folder has of some topics in English. Those of which there is a file in `www/` are ours.
fn written(topics: &[Catalogue], base: Option<&str>, now: &str) -> Vec<File> {
    let english = Locale::read(include_str!("../../www/locale/en.json")).expect("a shipped language");
    let now = now.parse().expect("a moment");
    let mut published = Vec::new();
    for catalogue in topics {
        let id = &catalogue.id;
        let file = if id == "kaspersky-us" { String::new() } else { format!("{id}.json") };
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalogue").join(format!("{id}.json"));
        let languages = vec![("en", "English"), ("de", "Deutsch")];
        published.push(Published { catalogue, file, is_own: !ours.is_file(), languages });
    }
    let mut files = pages(&published, &english, base, now);
    for topic in &published {
        files.extend(site(topic.catalogue, &topic.file, &english, base, now));
        files.push(topic_page(topic, &english, base, now));
    }
    files
}

/// How a name ends, behind its last dot.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The pages among some files.
fn html_of(files: &[File]) -> impl Iterator<Item = (&str, &str)> {
    let is_page = |path: &str| ending(path) == "html" && !path.starts_with("oembed/");
    files.iter().filter(move |(path, _)| is_page(path)).map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Where a link leads from a file of the folder.
fn resolved(path: &str, link: &str) -> String {
    let mut folders: Vec<&str> = path.split('/').collect();
    if link.is_empty() {
        return path.to_owned();
    }
    folders.pop();
    for part in link.split('/') {
        if part == ".." {
            folders.pop().expect("inside the folder");
        } else {
            folders.push(part);
        }
    }
    folders.join("/")
}

/// An element: its attributes, and the text right inside it.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// What has no end tag.
const VOID: [&str; 3] = ["input", "link", "meta"];
/// What ends a paragraph, whether it was closed or not.
const BLOCKS: [&str; 12] = ["details", "div", "dl", "h1", "h2", "h3", "li", "ol", "p", "search", "table", "ul"];

/// The elements of a page, in their order; panics where a parser would have to guess.
fn parsed(html: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>\n").unwrap_or(html);
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if let Some(element) = open.last() {
                elements[*element].text += &unescaped(text);
            }
            rest = behind;
            continue;
        };
        let (tag, behind) = tag.split_once('>').expect("a tag ends");
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(elements[closed].name, name, "each tag is closed, the innermost first");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let is_in_paragraph = open.iter().any(|element| elements[*element].name == "p");
        assert!(!is_in_paragraph || !BLOCKS.contains(&name), "<{tag}> ends a paragraph");
        if !VOID.contains(&name) {
            open.push(elements.len());
        }
        elements.push(Element { name: name.to_owned(), attributes: attributes_of(attributes), text: String::new() });
    }
    assert!(open.is_empty(), "nothing is left open");
    elements
}

fn attributes_of(mut text: &str) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    while !text.is_empty() {
        let (name, rest) = text.split_at(text.find(['=', ' ']).unwrap_or(text.len()));
        let (value, rest) = match rest.strip_prefix("=\"") {
            Some(rest) => rest.split_once('"').expect("a closing quote"),
            None => ("", rest),
        };
        assert!(attributes.insert(name.to_owned(), unescaped(value)).is_none(), "{name} is there twice");
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    attributes
}

/// A text as it was before it was escaped.
fn unescaped(text: &str) -> String {
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{A0}"), ("&amp;", "&")];
    let known: usize = references.iter().map(|(reference, _)| text.matches(reference).count()).sum();
    assert_eq!(text.matches('&').count(), known, "{text}");
    references.iter().fold(text.to_owned(), |text, (reference, c)| text.replace(reference, c))
}
