//! The newsroom's command line, run as a newsroom runs it: what it prints, where, and with which exit code.
#![cfg(all(not(target_arch = "wasm32"), feature = "cli"))]

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use expect_test::expect_file;
use phaseout::card::Card;
use serde_json::Value;

#[path = "cli/compile.rs"]
mod compile;
#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/language.rs"]
mod language;
#[path = "cli/picture.rs"]
mod picture;
#[path = "cli/stale.rs"]
mod stale;
#[path = "cli/status.rs"]
mod status;

const PREMIUM: [&str; 2] = ["--product", "kaspersky-premium"];

#[test]
fn a_status_as_json_has_the_last_second_and_the_first_one_after() {
    let json = |now| run(&["status", PREMIUM[0], PREMIUM[1], "--now", now, "--json"]);
    let remaining = r#""state":"ahead","remaining":{"days":0,"hours":0,"minutes":0,"seconds":1}}"#;
    let passed = r#""state":"passed","elapsed":{"days":0,"hours":0,"minutes":0,"seconds":0}}"#;
    assert!(json("2024-09-28T20:59:59-07:00").out.contains(remaining));
    assert!(json("2024-09-28T21:00:00-07:00").out.contains(passed));
    let years_later = json("2026-11-21T00:00:00Z");
    check(&years_later, 0, "status.json");
    let status: Value = serde_json::from_str(&years_later.out).expect("JSON");
    assert_eq!(status["milestones"][0]["elapsed"]["days"], 853);
    assert_eq!(status["milestones"][1]["elapsed"]["days"], 782);
}

#[test]
fn a_status_is_readable_and_in_the_language_asked_for() {
    let status = |arguments: &[&str]| {
        run(&[&["status", PREMIUM[0], PREMIUM[1], "--now", "2024-09-28T20:59:59-07:00"], arguments].concat())
    };
    check(&status(&[]), 0, "status-en.txt");
    let spanish = status(&["--lang", "es"]);
    check(&spanish, 0, "status-es.txt");
    assert_eq!(status(&["--lang", "es-ES"]).out, spanish.out);
    assert_eq!(status(&["--lang", "tlh"]).out, status(&["--lang", "en"]).out);
}

#[test]
fn a_product_that_is_not_in_the_catalogue_is_an_error_that_names_the_nearest() {
    check(&run(&["status", "--product", "Norton 360"]), 1, "not-found.txt");
    let windows = ["--catalogue", "www/catalogue/windows-10.json"];
    let other = ["status", windows[0], windows[1], "--product", "Windows 10 IoT Enterprise LTSC 2019"];
    check(&run(&other), 1, "nearest.txt");
    let unknown = run(&["status", "--product", "Kaspersky Quantum Shield", "--now", "2026-11-21", "--json"]);
    assert!(unknown.out.contains(r#""scope":"unclear""#) && unknown.out.contains("Assume that"), "{unknown:?}");
    let slip = run(&["status", "--product", "Kaspersky Premuim", "--now", "2026-11-21", "--json"]);
    assert!(slip.out.contains(r#""id":"kaspersky-premium""#), "{slip:?}");
}

#[test]
fn a_now_that_is_no_moment_is_a_fault_of_the_command_line() {
    for now in
        ["2024-02-30", "2024-09-28T24:00:00Z", "2024-09-28T23:59:60Z", "2024-09-28T23:59:59", "10000-01-01T00:00:00Z"]
    {
        let run = run(&["status", PREMIUM[0], PREMIUM[1], "--now", now]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{now}");
        assert!(run.error.contains(&format!("`{now}` is neither an instant")), "{}", run.error);
    }
    assert_eq!(run(&["status"]).code, 2);
    assert_eq!(run(&["status", PREMIUM[0], PREMIUM[1], "--precision", "weeks"]).code, 2);
}

#[test]
fn a_catalogue_of_ones_own_takes_the_place_of_ours() {
    let own = ["--catalogue", "tests/catalogue/small.json", "--product", "hammer", "--now", "2024-09-10"];
    check(&run(&[&["status"], &own[..]].concat()), 0, "own.txt");
    let windows =
        ["--catalogue", "www/catalogue/windows-10.json", "--product", "win10", "--now", "2025-10-15", "--json"];
    assert!(run(&[&["status"], &windows[..]].concat()).out.contains(r#""phase":"updates-ended""#));
    let broken = ["status", "--catalogue", "tests/catalogue/broken.json", "--product", "Acme Anvil"];
    let broken = run(&broken);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    assert!(broken.error.lines().count() > 30, "{}", broken.error);
}

#[test]
fn checked_files_are_named_with_all_their_problems() {
    let broken = run(&["check", "www/locale/en.json", "tests/catalogue/broken.json"]);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    for told in [
        "www/locale/en.json: no problems\n",
        "tests/catalogue/broken.json: sources[1] `order`: url `javascript:alert(1)` is not an https address",
        "tests/catalogue/broken.json: products[4] `acme-forge`: name has the hidden character U+202E\n",
    ] {
        assert!(broken.error.contains(told), "{told:?} in {}", broken.error);
    }
    let first = file("first-format.json", br#"{ "format": 1, "id": "acme", "maker": "Acme", "offset": "-04:00" }"#);
    let first = run(&["check", &first.display().to_string()]);
    assert_eq!((first.code, first.error.lines().count()), (1, 1), "one sentence says so: {first:?}");
    assert!(first.error.contains("format `1`"), "{}", first.error);
}

#[test]
fn what_is_legal_and_doubtful_is_a_warning() {
    let topics = ["tests/topics/python-3-10.json", "tests/topics/windows-10-esu.json", "tests/topics/uk-pstn.json"];
    check(&run(&[&["check"], &topics[..], &["www/locale/en.json", "www/locale/es.json"]].concat()), 0, "checked.txt");
    let ours = run(&["check", "www/catalogue/kaspersky-us.json", "www/catalogue/windows-10.json"]);
    assert_eq!((ours.code, ours.error.as_str()), (0, ""));
    assert_eq!(ours.out.matches(": no problems\n").count(), 2, "{}", ours.out);
}

#[test]
fn a_language_is_the_one_that_was_meant() {
    for (asked, meant) in [
        ("zh_TW", "zh-Hant"),
        ("pt_BR", "pt"),
        ("en_US", "en"),
        ("yue-Hant-HK", "zh-HK"),
        ("cmn-Hant", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("ES-419", "es-419"),
        ("iw", "he"),
        ("tlh", "en"),
        ("constructor", "en"),
    ] {
        let run = run(&["prerender", PREMIUM[0], PREMIUM[1], "--plain", "--lang", asked]);
        assert!(run.out.contains(&format!(" lang=\"{meant}\"")), "{asked}: {run:?}");
    }
}

#[test]
fn a_clock_before_the_last_check_is_not_believed_and_a_moment_that_was_asked_for_is() {
    let later = include_str!("topics/windows-10-esu.json").replace("2026-11-25", "2099-01-01");
    let later = file("checked-later.json", later.as_bytes()).display().to_string();
    let status = |rest: &[&str]| {
        let run =
            run(&[&["status", "--catalogue", &later, "--product", "windows-10-with-consumer-esu"], rest].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        run.out
    };
    let wrong: Value = serde_json::from_str(&status(&["--json"])).expect("JSON");
    assert_eq!(wrong["phase"], "unknown");
    let sentence = "Windows 10 with consumer ESU: end of security updates after October 12, 2027. Choose a product \
                    that gets security updates beyond that date.";
    assert_eq!(wrong["text"], sentence, "it has no tense");
    assert_eq!(wrong["action"]["text"], "Choose a product that gets security updates beyond that date.");
    let wrong = status(&[]);
    assert!(wrong.contains("That cannot be right: the facts were checked on January 1, 2099."), "{wrong}");
    assert!(wrong.contains("End of updates: October 12, 2027 (last day)\n"), "how far off it is nobody knows: {wrong}");
    assert!(!wrong.contains("Time until"), "{wrong}");
    for (now, phase) in [("2027-10-12", "announced"), ("2027-10-13", "updates-ended")] {
        let asked: Value = serde_json::from_str(&status(&["--json", "--now", now])).expect("JSON");
        assert_eq!(asked["phase"], phase, "{now}");
    }
}

#[test]
fn nobody_has_checked_anything_in_the_future() {
    let future =
        include_str!("../www/catalogue/windows-10.json").replace("\"checked\": \"2026-", "\"checked\": \"2099-");
    let future = file("future.json", future.as_bytes());
    let run = run(&["check", &future.display().to_string()]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.error.contains("future.json: top level: checked `2099-11-25` is in the future\n"), "{}", run.error);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let missing = run(&["check", "no/such/file.json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.error.starts_with("no/such/file.json: cannot be read: "), "{}", missing.error);
    let latin = file("latin.json", b"{\"id\": \"caf\xe9\"}");
    let latin = run(&["check", &latin.display().to_string()]);
    assert_eq!(latin.code, 1);
    assert!(latin.error.contains("latin.json: not UTF-8: "), "{}", latin.error);
}

#[test]
fn a_plain_snippet_is_one_line_that_a_paragraph_can_hold() {
    let plain = run(&["prerender", PREMIUM[0], PREMIUM[1], "--now", "2026-11-21", "--plain"]);
    check(&plain, 0, "plain.html");
    assert_eq!(plain.out.matches('\n').count(), 1);
    for tag in plain.out.split('<').skip(1).map(|tag| tag.trim_start_matches('/')) {
        assert!(["phase-out", "a ", "a>", "time"].iter().any(|phrasing| tag.starts_with(phrasing)), "<{tag}");
    }
}

#[test]
fn a_snippet_has_a_sentence_a_script_and_a_shadow_root() {
    let snippet = |arguments: &[&str]| {
        let run = run(&[&["prerender", PREMIUM[0], PREMIUM[1], "--now", "2026-11-21"], arguments].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        run.out
    };
    let script = "<script type=\"module\" crossorigin referrerpolicy=\"no-referrer\" src=\"https://cdn.example/phaseout.js\"></script>\n";
    let whole = snippet(&["--script", "https://cdn.example/phaseout.js", "--chooser", "--served"]);
    assert!(
        whole.starts_with("<phase-out product=\"kaspersky-premium\" lang=\"en\" now=\"2026-11-21\" chooser>"),
        "{whole}"
    );
    assert!(whole.contains("<template shadowrootmode=\"open\"><style>"), "{whole}");
    assert!(whole.contains("<select part=\"select\" id=\"choice\" disabled>"), "no script, no choice: {whole}");
    assert!(whole.ends_with(script), "{whole}");
    let undressed = snippet(&[]);
    assert!(!undressed.contains("<template") && undressed.contains("src=\"phaseout.js\""), "{undressed}");
}

#[test]
fn a_snippet_may_carry_its_card_as_data() {
    let inside = |arguments: &[&str]| {
        let run = run(&[&["prerender", "--card"], arguments].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        let (sentence, rest) =
            run.out.split_once("<script type=\"application/json\" data-phase-out-card>").expect("a card");
        assert!(sentence.ends_with('.'), "the sentence comes first: {sentence}");
        let (file, end) = rest.split_once("</script>").expect("the end of the card");
        assert!(end.starts_with("</phase-out>"), "{end}");
        assert!(!file.contains('<'), "nothing in it can end the script");
        Card::read(file).unwrap_or_else(|problem| panic!("{problem}"))
    };
    let premium = inside(&PREMIUM);
    assert_eq!((premium.len(), premium.is_choice()), (1, false));
    for choice in [&[PREMIUM[0], PREMIUM[1], "--chooser"][..], &["--share"], &[]] {
        let card = inside(choice);
        assert!(card.is_choice() && card.len() > 50, "{choice:?}: every product, so that a choice is no request");
    }
    let refused = run(&["prerender", PREMIUM[0], PREMIUM[1], "--card", "--now", "2026-11-21"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.error.contains("--card"), "{}", refused.error);
}

#[test]
fn facts_are_current_unless_they_are_pinned() {
    let open = |facts: &[&str]| run(&[&["prerender", PREMIUM[0], PREMIUM[1]], facts].concat()).out;
    assert_eq!(open(&["--facts", "current"]), open(&[]));
    assert!(
        open(&["--facts", "pinned"])
            .starts_with("<phase-out product=\"kaspersky-premium\" lang=\"en\" facts=\"pinned\">")
    );
    assert_eq!(run(&["prerender", PREMIUM[0], PREMIUM[1], "--facts", "old"]).code, 2);
}

#[test]
fn a_card_that_cannot_be_played_is_said_to_be_none_and_why() {
    let card = run(&["check", "tests/cards/small.json"]);
    assert_eq!((card.code, card.out.as_str()), (0, "tests/cards/small.json: no problems\n"), "{}", card.error);
    let folder = std::env::temp_dir().join(format!("phaseout-card-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let file = folder.join("card.json");
    let text = std::fs::read_to_string("tests/cards/small.json").expect("it is there");
    std::fs::write(&file, text.replace("\"section\"", "\"script\"")).expect("a temporary file");
    let path = file.display().to_string();
    let broken = run(&["check", &path]);
    std::fs::remove_dir_all(&folder).expect("it is there");
    assert_eq!(broken.code, 1);
    assert!(broken.error.starts_with(&path) && broken.error.contains("`script` is no tag"), "{}", broken.error);
}

#[test]
fn a_reader_who_does_not_know_which_has_a_snippet_too() {
    let any = run(&["prerender", "--product", "?", "--now", "2026-11-21", "--served"]);
    assert_eq!((any.code, any.error.as_str()), (0, ""));
    assert!(any.out.starts_with("<phase-out product=\"?\" lang=\"en\" now=\"2026-11-21\">"), "{}", any.out);
    let assumed = "Assume that the ban on sales of Kaspersky software in the US covers Kaspersky";
    assert!(any.out.contains(assumed), "{}", any.out);
    let oembed = run(&["prerender", "--product", "?", "--oembed", "--script", "https://cdn.example/phaseout.js"]);
    assert_eq!(oembed.out, "https://cdn.example/oembed/_unknown.en.html\n");
    // Each edition of Windows has a date of its own: nothing holds for all.
    let none = run(&["prerender", "--product", "?", "--catalogue", "www/catalogue/windows-10.json"]);
    assert_eq!(none.code, 1);
    assert!(none.error.contains("`?`"), "{}", none.error);
}

#[test]
fn without_a_product_readers_choose() {
    let open = |arguments: &[&str]| {
        let run = run(&[&["prerender", "--now", "2026-11-21"], arguments].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        run.out
    };
    let whole = open(&["--served", "--share", "--clock"]);
    assert!(whole.starts_with("<phase-out lang=\"en\" now=\"2026-11-21\" clock share><template"), "{whole}");
    assert!(whole.contains("Choose your product"), "{whole}");
    // What holds for all of them is above the choice and in the sentence.
    assert_eq!(whole.matches("covers Kaspersky, because the official list is not exhaustive").count(), 2, "{whole}");
    let windows = open(&["--catalogue", "www/catalogue/windows-10.json", "--block"]);
    assert!(windows.contains(">End of support for Windows 10</div>"), "{windows}");
    assert!(open(&["--frame", "--share"]).contains("embed.html?lang=en&amp;now=2026-11-21\""), "no link to a choice");
}

#[test]
fn a_title_is_as_deep_in_the_outline_as_was_asked() {
    let snippet = |level: &str| run(&["prerender", PREMIUM[0], PREMIUM[1], "--heading", level, "--served"]);
    for (level, below) in [("2", "3"), ("3", "4"), ("4", "5"), ("5", "6")] {
        let snippet = snippet(level).out;
        for part in [
            format!(" heading=\"{level}\">"),
            format!("<h2 part=\"title\" aria-level=\"{level}\""),
            format!("<h3 part=\"action-title said\" aria-level=\"{below}\""),
        ] {
            assert!(snippet.contains(&part), "{part} is not in {snippet}");
        }
    }
    assert_eq!((snippet("1").code, snippet("6").code), (2, 2));
    let plain = run(&["prerender", PREMIUM[0], PREMIUM[1]]).out;
    assert!(!plain.contains(" heading=") && !plain.contains("aria-level"), "{plain}");
}

#[test]
fn a_snippet_has_a_form_for_each_system() {
    let script = ["--script", "https://cdn.example/phaseout/phaseout.js"];
    let forms = ["--block", "--frame", "--amp", "--oembed"];
    let mut all = String::new();
    for form in forms {
        let run = run(&[&["prerender", "--product", "win10 consumer esu", form], &script[..], &OWN].concat());
        assert_eq!((run.code, run.error.as_str()), (0, ""));
        all += &format!("{form}\n{}\n", run.out);
    }
    expect_file!["cli/forms.txt"].assert_eq(&all);
    assert_eq!(run(&["prerender", PREMIUM[0], PREMIUM[1], "--frame", "--plain"]).code, 2, "one form at a time");
}

/// A catalogue that is not the one that a card shows by itself, and settings that are not a card's own.
const OWN: [&str; 9] = [
    "--catalogue",
    "www/catalogue/windows-10.json",
    "--theme",
    "dark",
    "--precision",
    "days",
    "--lang",
    "es",
    "--chooser",
];

#[test]
fn hostile_names_in_a_snippet_are_only_names() {
    let product = "Kaspersky \"><script>alert(1)</script></template>";
    let run = run(&["prerender", "--product", product, "--now", "2026-11-21", "--chooser", "--served"]);
    assert_eq!(run.out.matches("<script").count(), 1, "{}", run.out);
    assert_eq!(run.out.matches("</template>").count(), 1, "{}", run.out);
    assert!(run.out.contains("product=\"Kaspersky &quot;&gt;&lt;script&gt;"), "{}", run.out);
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let output = command(&["prerender", PREMIUM[0], PREMIUM[1]]).stdout(writer).output().expect("it runs");
    let run = Run::of(output);
    assert_eq!((run.code, run.error.as_str()), (0, ""));
}

/// An empty folder, for as long as the tests run.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is there from an earlier run, or it is not.
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder for tests");
    path
}

/// Writes the folder's files with these catalogues beside ours.
fn site(out: &Path, own: &[&Path]) -> Run {
    let mut arguments =
        vec!["site", out.to_str().expect("UTF-8"), "--base", "https://cdn.example/", "--now", "2024-09-01"];
    for path in own {
        arguments.extend(["--catalogue", path.to_str().expect("UTF-8")]);
    }
    run(&arguments)
}

/// The small catalogue with a product that has an id of ours.
fn own(name: &str) -> PathBuf {
    file(name, include_str!("catalogue/small.json").replace("acme-anvil", "kaspersky-premium").as_bytes())
}

#[test]
fn a_topic_with_a_product_id_of_ours_writes_files_of_its_own() {
    let out = folder("site-own");
    let done = site(&out, &[&own("own-topic.json")]);
    assert_eq!(done.code, 0);
    let [files, untold] = done.out.lines().collect::<Vec<_>>()[..] else { panic!("{done:?}") };
    assert!(files.contains(" files in ") && untold.contains(" texts are shown in another language: "), "{done:?}");
    let read = |path: &str| fs::read_to_string(out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    for (path, name) in [("kaspersky-premium", "Kaspersky Premium"), ("acme-us.kaspersky-premium", "Acme Anvil")] {
        assert!(read(&format!("calendar/{path}.en.ics")).contains(name), "{path}");
        assert!(read(&format!("oembed/{path}.en.html")).contains(name), "{path}");
        let answer = read(&format!("oembed/{path}.en.json"));
        assert!(answer.contains(name), "{path}");
        assert!(read(&format!("oembed/{path}.en.html")).contains(&format!("oembed/{path}.en.json")), "{path}");
    }
    assert!(out.join("oembed/windows-10.windows-10-with-consumer-esu.en.html").exists());
    assert!(read("t/acme-us/index.html").contains("Acme Anvil"));
    for path in ["topics.html", "facts.html", "facts.xml", "pages.css", "topics.js", "t/windows-10/index.html"] {
        assert!(!read(path).is_empty(), "{path}");
    }
    // Ours are whole in every language, the small one in those that it was written in.
    let topics = read("topics.html");
    let of = |title: &str| topics.split("<li data-names=").find(|item| item.contains(title)).expect("a topic");
    for (title, is_whole) in [("End of support for Windows 10", true), ("Acme", false)] {
        assert_eq!(of(title).contains("<span lang=\"uk\">українська</span>"), is_whole, "{title}");
    }
}

#[test]
fn a_path_that_two_topics_would_write_names_both_and_nothing_is_written() {
    let out = folder("site-twice");
    let run = site(&out, &[&own("one-topic.json"), &own("other-topic.json")]);
    let path = "oembed/acme-us._choose.en.json";
    let said =
        format!("{path}: both one-topic.json and other-topic.json would write it: give one of them another id\n");
    assert_eq!((run.code, run.error), (1, said));
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder("elsewhere");
    let target = elsewhere.join("kept");
    fs::write(&target, "as it was").expect("a file");
    let refused = |link: PathBuf, run: Run| {
        let said = format!("{}: is a link, which is not followed: remove it first\n", link.display());
        assert_eq!((run.code, run.error), (1, said));
        assert_eq!(fs::read_to_string(&target).expect("a file"), "as it was");
        assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 1, "nothing was written there");
    };
    let out = folder("site-linked-folder");
    symlink(&elsewhere, out.join("calendar")).expect("a link");
    refused(out.join("calendar"), site(&out, &[]));
    let out = folder("site-linked-above");
    symlink(&elsewhere, out.join("t")).expect("a link");
    refused(out.join("t"), site(&out, &[]));
    let out = folder("site-linked-file");
    fs::create_dir(out.join("oembed")).expect("a folder");
    for to in [target.clone(), elsewhere.join("dangling")] {
        let link = out.join("oembed/kaspersky-free.en.html");
        let _ = fs::remove_file(&link);
        symlink(to, &link).expect("a link");
        refused(link, site(&out, &[]));
    }
    // The folder itself is what was asked for, whatever leads to it.
    let out = folder("site-itself");
    let link = out.join("link");
    fs::create_dir(out.join("real")).expect("a folder");
    symlink(out.join("real"), &link).expect("a link");
    assert_eq!(site(&link, &[]).code, 0);
}

/// The exit code is as expected, and what was printed is in the file of `tests/cli`; nothing else was printed.
#[track_caller]
fn check(run: &Run, code: i32, expected: &str) {
    let (printed, silent) = if code == 0 { (&run.out, &run.error) } else { (&run.error, &run.out) };
    expect_file![format!("cli/{expected}")].assert_eq(printed);
    assert_eq!((run.code, silent.as_str()), (code, ""));
}

/// What came of a run.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    error: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            error: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

fn run(arguments: &[&str]) -> Run {
    Run::of(command(arguments).output().expect("it runs"))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phaseout"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// A file of these bytes, for as long as the tests run.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("a folder for tests");
    path
}
