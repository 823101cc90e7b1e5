//! The topic editor: an editor's hands in, a topic that the check takes and a card that reads well out.
//!
//! `tests/pages/editor/*.txt` has the file that came of each topic, and its card. Run with `UPDATE_EXPECT=1` after reading them.

use std::cell::Cell;

use expect_test::expect_file;
use fantoccini::Locator;
use phaseout_pages::program;
use serde_json::{Value, json};

use crate::builder::{ask, builder, open, until};
use crate::facts::pinned;
use crate::page::Page;

/// Most fields and clicks from an empty editor to a checked topic with two dates and three products.
const MOST: usize = 25;

/// What a person does with a hand: each is one field, or one click.
enum Do {
    /// Types into a field.
    Type(&'static str, &'static str),
    /// Chooses from a list.
    Choose(&'static str, &'static str),
    /// Clicks on something.
    Click(&'static str),
}

use Do::{Choose, Click, Type};

/// A topic that somebody types: its name, what is done, and the moment of which the card is looked at.
type Typed = (&'static str, &'static [Do], &'static str);

/// Four that users of the first edition could not write, and two of nobody's.
const TOPICS: [Typed; 6] = [
    (
        "python",
        &[
            Type("#topic-title", "End of support for Python 3.10 and 3.11"),
            Type("#topic-milestones-0-date", "2026-10"),
            Type("#topic-sources-0-url", "https://devguide.python.org/versions/"),
            Type("#topic-products", "Python 3.10\nPython 3.11\nPython 3.12"),
            Click("#add-milestones"),
            Type("#topic-milestones-1-date", "2027-10"),
            Click("#topic-milestones-0-more summary"),
            Click("label[for=topic-milestones-0-product-0]"),
            Click("#topic-milestones-1-more summary"),
            Click("label[for=topic-milestones-1-product-1]"),
            Click("label[for=topic-milestones-1-product-2]"),
        ],
        "2026-11-30T12:00:00",
    ),
    (
        "fcc-routers",
        &[
            Type("#topic-title", "US ban on new foreign-made routers"),
            Choose("#topic-kind", "ban"),
            Type("#topic-phrase", "the US ban on new foreign-made router models"),
            Type("#topic-zone", "America/New_York"),
            Choose("#topic-milestones-0-effect", "end-of-sales"),
            Choose("#topic-milestones-0-form", "at"),
            Type("#topic-milestones-0-date", "2026-03-23"),
            Click("#add-milestones"),
            Choose("#topic-milestones-1-form", "at"),
            Type("#topic-milestones-1-date", "2029-01-01"),
            Choose("#topic-milestones-1-form", "floor"),
            Type(
                "#topic-sources-0-url",
                "https://www.cooley.com/news/insight/2026/2026-03-26-fcc-moves-to-prevent-new-foreign-routers",
            ),
            Type("#topic-products", "New router model\nRouter that you own"),
            Click("#topic-milestones-0-more summary"),
            Click("label[for=topic-milestones-0-product-0]"),
            Click("#topic-milestones-1-more summary"),
            Click("label[for=topic-milestones-1-product-1]"),
            Click("#add-advice"),
            Type("#topic-advice-0-text", "Keep using it and keep installing its updates."),
        ],
        "2026-11-30T12:00:00",
    ),
    (
        "uk-pstn",
        &[
            Type("#topic-title", "Switch-off of the UK’s old phone network"),
            Choose("#topic-kind", "switch-off"),
            Type("#topic-zone", "Europe/London"),
            Choose("#topic-milestones-0-effect", "end-of-service"),
            Type("#topic-milestones-0-date", "2027-01-31"),
            Type(
                "#topic-sources-0-url",
                "https://www.gov.uk/government/publications/public-switched-telephone-network-charter",
            ),
            Type("#topic-products", "Landline\nTelecare alarm\nFull fibre"),
            Click("#topic-products-more summary"),
            Choose("#topic-products-2-scope", "excluded"),
            Click("#add-advice"),
            Type("#topic-advice-0-text", "Ask your provider when your line moves."),
            Choose("#topic-advice-0-phases", "announced"),
        ],
        "2026-11-30T12:00:00",
    ),
    (
        "eu-cra",
        &[
            Type("#topic-title", "EU Cyber Resilience Act"),
            Choose("#topic-kind", "rule"),
            Type("#topic-zone", "Europe/Brussels"),
            Choose("#topic-milestones-0-effect", "rule-begins"),
            Choose("#topic-milestones-0-form", "at"),
            Type("#topic-milestones-0-date", "2026-09-11"),
            Type("#topic-milestones-0-detail", "Makers report flaws that are being exploited."),
            Click("#add-milestones"),
            Choose("#topic-milestones-1-effect", "rule-begins"),
            Choose("#topic-milestones-1-form", "at"),
            Type("#topic-milestones-1-date", "2027-12-11"),
            Type("#topic-sources-0-url", "https://cra.orcwg.org/faq/official/transition"),
            Type("#topic-products", "Maker of connected devices"),
            Click("#add-notes"),
            Type("#topic-notes-0-text", "Owners have no duties."),
        ],
        "2026-11-30T12:00:00",
    ),
    (
        "moved",
        &[
            Type("#topic-title", "End of the night train to Nowhere"),
            Choose("#topic-kind", "switch-off"),
            Type("#topic-zone", "Europe/Vienna"),
            Choose("#topic-milestones-0-effect", "end-of-service"),
            Type("#topic-milestones-0-date", "2027-12-11"),
            Click("#topic-milestones-0-more summary"),
            Type("#topic-milestones-0-was", "2026-12-12"),
            Type("#topic-sources-0-url", "https://trains.example/nowhere"),
            Type("#topic-products", "Night train"),
        ],
        "",
    ),
    (
        "scripts",
        &[
            Type("#topic-title", "End of support for C and C++ readers"),
            Type("#topic-zone", "Asia/Jerusalem"),
            Choose("#topic-milestones-0-form", "open"),
            Type("#topic-sources-0-url", "https://readers.example/end"),
            Type("#topic-products", "Reader C\nReader C++\nקורא"),
        ],
        "2026-11-30T12:00:00",
    ),
];

/// Does something as a person would: by the mouse and the keys.
async fn act(page: &Page, deed: &Do) {
    let css = match deed {
        Type(css, _) | Choose(css, _) | Click(css) => css,
    };
    // What is asked may hang on what was just said.
    page.until(&format!("document.querySelector({})", json!(css))).await;
    let found = page.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
    match deed {
        Type(_, text) => {
            found.click().await.expect("a field can be clicked");
            // The Enter key: WebKit's driver types no line break.
            found.send_keys(&text.replace('\n', "\u{E007}")).await.expect("a field takes keys");
        }
        Choose(_, value) => found.select_by_value(value).await.expect("the list offers it"),
        Click(_) => found.click().await.expect("it can be clicked"),
    }
}

/// Opens the editor with nothing in it.
async fn empty(page: &Page) {
    open(page, "#topic=own").await;
    until(page, "at('state').textContent.startsWith('Still needed: 4.')").await;
}

/// The file and the card, with today's day as a word.
async fn told(page: &Page) -> String {
    let body = "const now = new Date(), two = (number) => String(number).padStart(2, '0');
        const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
        const card = at('card').shadowRoot.querySelector('section').innerText.replace(/\\n{2,}/g, '\\n')
            .replace(/announced as of [^.]*\\./g, 'announced as of TODAY.');
        return at('text').value.replace(`\"checked\": \"${today}\"`, '\"checked\": TODAY') + '\\n' + card.replace(/Facts checked on [^.]*\\./g, 'Facts checked TODAY.') + '\\n';";
    ask(page, body).await.as_str().expect("a text").to_owned()
}

#[test]
fn six_topics_are_typed_by_people_who_write_no_json() {
    for (name, deeds, moment) in TOPICS {
        builder(async |page| {
            empty(page).await;
            for deed in deeds {
                act(page, deed).await;
            }
            let last = if name == "moved" { "Still needed: 1." } else { "This topic can be published" };
            until(page, &format!("at('state').textContent.startsWith('{last}')")).await;
            if name == "moved" {
                // A date that was moved was moved on some day.
                until(page, "at('topic-milestones-0-changed-problem').textContent !== ''").await;
                ask(page, "fill('topic-milestones-0-changed', '2026-06-25')").await;
                until(page, "at('state').textContent.startsWith('This topic can be published')").await;
            }
            let moment = if moment.is_empty() { "2026-11-30T12:00:00" } else { moment };
            ask(page, &format!("fill('at', '{moment}')")).await;
            until(page, "at('stage').dataset.preview === 'moment' && part('frozen') !== undefined").await;
            expect_file![format!("editor/{name}.txt")].assert_eq(&told(page).await);
        });
    }
}

#[test]
fn two_dates_and_three_products_take_at_most_25_fields_and_clicks() {
    builder(async |page| {
        empty(page).await;
        let count = Cell::new(1); // The topic was chosen from the list.
        let deeds = TOPICS[0].1.iter().chain(&[Click("label:has(> #system-html)"), Click("#copy")]);
        for deed in deeds {
            act(page, deed).await;
            count.set(count.get() + 1);
        }
        until(page, "at('copied').textContent !== ''").await;
        assert!(count.get() <= MOST, "{} fields and clicks", count.get());
    });
}

#[test]
fn the_card_of_a_topic_without_an_address_travels_in_the_code() {
    builder(async |page| {
        empty(page).await;
        for deed in TOPICS[2].1 {
            act(page, deed).await;
        }
        ask(
            page,
            "fill('folder', 'https://cdn.example/phaseout/0.1.0/'); fill('pin', false); at('system-html').click()",
        )
        .await;
        until(page, "code().includes('data-phase-out-card') && code().includes('facts=\"pinned\"')").await;
        let file = ask(page, "return at('text').value").await;
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let path = folder.join("uk-pstn.json");
        std::fs::write(&path, file.as_str().expect("a text")).expect("a file can be written");
        let check = program().arg("check").arg(&path).output();
        let check = check.expect("the command line runs");
        assert!(check.status.success(), "{check:?}");
        // Forms that can carry nothing say so, and the sentence needs nothing.
        ask(page, "at('system-other').click(); at('way-frame').click()").await;
        until(page, "code() === '' && at('folder-problem').textContent.startsWith('This way cannot carry')").await;
        ask(page, "at('system-substack').click()").await;
        until(page, "at('rendered').textContent.includes('Landline')").await;
        // An archive's card is compiled for its moment, and cannot be carried.
        ask(page, "at('system-html').click(); fill('at', '2026-11-30T12:00:00'); fill('frozen', true)").await;
        until(page, "code() === '' && at('folder-problem').textContent.startsWith('This way cannot carry')").await;
        // With an address, articles load the facts from there.
        ask(page, "at('now').click(); fill('facts', 'https://news.example/next.json')").await;
        until(page, "code().includes('catalogue=\"https://news.example/next.json\"') && !code().includes('data-phase-out-card')").await;
        ask(page, "fill('facts', 'http://news.example/next.json')").await;
        until(page, "at('facts-problem').textContent.startsWith('This is not an https address')").await;
    });
}

#[test]
fn such_code_makes_a_card_that_asks_for_nothing() {
    let html = Cell::new(String::new());
    builder(async |page| {
        empty(page).await;
        for deed in TOPICS[0].1 {
            act(page, deed).await;
        }
        ask(page, "at('system-html').click(); fill('chooser', true)").await;
        until(page, "code().includes('data-phase-out-card')").await;
        html.set(
            ask(page, "return code().split('<script type=\"module\"')[0]").await.as_str().expect("a text").to_owned(),
        );
    });
    pinned(&html.take()).run(async |page| {
        page.until("card().status?.product.id === 'python-3-10'").await;
        let asked = page.cdn.requests();
        assert!(asked.iter().all(|path| path.ends_with("/phaseout.js")), "{asked:?}");
    });
}

#[test]
fn each_problem_stands_beside_its_field_and_nothing_typed_is_lost() {
    builder(async |page| {
        empty(page).await;
        let typed = [
            ("topic-title", "End of <b>support</b> =HYPERLINK(1)", ""),
            ("topic-zone", "Mars/Olympus", "`Mars/Olympus` is no time zone"),
            ("topic-milestones-0-date", "14.13.2026", "`14.13.2026` is not"),
            ("topic-sources-0-url", "http://old.example/", "`http://old.example/` is not"),
            ("topic-products", "Pixel 6\nPixel 6\nPixel 6+", "line 2: `Pixel 6` is already that of products[0]"),
        ];
        for (id, text, _) in typed {
            ask(page, &format!("fill('{id}', {})", json!(text))).await;
        }
        for (id, text, problem) in typed {
            until(page, &format!("at('{id}-problem').textContent.startsWith({})", json!(problem))).await;
            let seen = ask(page, &format!("return [at('{id}').value, at('{id}').ariaInvalid]")).await;
            assert_eq!(seen, json!([text, (!problem.is_empty()).to_string()]), "{id}");
        }
        let left = ask(page, "return [at('state').textContent, lines('left'), at('screen').hidden]").await;
        assert_eq!(left, json!(["Problems: 4. Each is said beside its field.", [], true]));
        // Where a field is put right, its problem goes, and the others stay.
        ask(page, "fill('topic-milestones-0-date', '2026-10-14')").await;
        until(page, "at('topic-milestones-0-date-problem').textContent === ''").await;
        until(page, "at('state').textContent.startsWith('Problems: 3.')").await;
    });
}

#[test]
fn undo_and_redo_go_through_the_form_and_the_address_has_all_of_it() {
    builder(async |page| {
        empty(page).await;
        act(page, &Type("#topic-title", "End of support for A")).await;
        act(page, &Type("#topic-milestones-0-date", "2027-01-31")).await;
        act(page, &Click("#add-notes")).await;
        act(page, &Type("#topic-notes-0-text", "Nothing stops.")).await;
        let form =
            "[...at('form').querySelectorAll('input, textarea')].map(({ value }) => value).filter(Boolean).join('|')";
        let whole = ask(page, &format!("return {form}")).await;
        let text = ask(page, "return at('text').value").await;
        for button in ["undo", "undo", "undo"] {
            ask(page, &format!("at('{button}').click()")).await;
        }
        until(page, "at('topic-milestones-0-date').value === '' && at('topic-title').value === 'End of support for A'")
            .await;
        assert_eq!(ask(page, "return at('topic-notes-0-text')").await, Value::Null);
        for button in ["redo", "redo", "redo"] {
            ask(page, &format!("at('{button}').click()")).await;
        }
        until(page, &format!("{form} === {whole}")).await;
        until(page, "location.hash.includes('file=') && at('carried').textContent.startsWith('The address of this page has all')").await;
        let fragment = ask(page, "return location.hash").await;
        open(page, fragment.as_str().expect("a fragment")).await;
        assert_eq!(ask(page, "return at('text').value").await, text);
        until(page, &format!("{form} === {whole}")).await;
        assert!(page.cdn.requests().iter().all(|path| !path.contains("Nothing")), "nothing of it is sent");
    });
}

#[test]
fn an_address_can_carry_no_bomb() {
    builder(async |page| {
        // A megabyte of nothing, pressed together; and what is no text at all.
        let bomb = ask(
            page,
            "const stream = new Blob([' '.repeat(1_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
             const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
             return btoa(String.fromCharCode(...bytes)).replace(/\\+/g, '-').replace(/\\//g, '_')",
        )
        .await;
        for file in [bomb.as_str().expect("a text"), "%%%", "AAAA"] {
            open(page, &format!("#topic=own&file={file}")).await;
            until(page, "at('state').textContent.startsWith('Still needed: 4.') && at('text').value === ''").await;
        }
    });
}

#[test]
fn this_browser_keeps_a_topic_only_while_it_is_told_to() {
    builder(async |page| {
        empty(page).await;
        act(page, &Type("#topic-title", "Kept")).await;
        assert_eq!(ask(page, "return localStorage.length").await, json!(0));
        ask(page, "at('kept').click()").await;
        act(page, &Type("#topic-title", " here")).await;
        until(page, "localStorage.getItem('phaseout-topic')?.includes('Kept here')").await;
        open(page, "#topic=own").await;
        until(page, "at('topic-title').value === 'Kept here' && at('kept').checked").await;
        ask(page, "at('kept').click()").await;
        assert_eq!(ask(page, "return localStorage.length").await, json!(0));
    });
}

#[test]
fn a_text_that_is_no_json_is_kept_and_the_form_waits() {
    let windows = json!(include_str!("../../www/catalogue/windows-10.json")).to_string();
    builder(async |page| {
        empty(page).await;
        ask(page, "fill('text', '{ \"format\": 2, ')").await;
        until(page, "!at('unreadable').hidden && at('form').hidden && at('text').value === '{ \"format\": 2, '").await;
        ask(page, &format!("fill('text', {windows})")).await;
        until(page, "part('title') === 'End of support for Windows 10' && at('unreadable').hidden").await;
        // What the form does not ask for goes along through it.
        act(page, &Click("#add-notes")).await;
        let kept = "JSON.parse(at('text').value).milestones[0].basis === 'vendor' && JSON.parse(at('text').value).steps.length === 1";
        until(page, kept).await;
    });
}

#[test]
fn a_second_language_stands_beside_english() {
    builder(async |page| {
        open(page, "#topic=own&lang=es").await;
        for deed in TOPICS[2].1 {
            act(page, deed).await;
        }
        act(page, &Type("#topic-title-es", "Fin de la antigua red telefónica británica")).await;
        until(page, "part('title') === 'Fin de la antigua red telefónica británica'").await;
        let title = ask(page, "return JSON.parse(at('text').value).title").await;
        let english = "Switch-off of the UK’s old phone network";
        assert_eq!(title, json!({ "en": english, "es": "Fin de la antigua red telefónica británica" }));
        ask(page, "fill('lang', 'en')").await;
        until(page, &format!("part('title') === '{english}' && !at('topic-title-es')")).await;
    });
}

#[test]
fn a_table_that_is_pasted_for_products_is_offered_to_be_taken_over() {
    builder(async |page| {
        empty(page).await;
        ask(
            page,
            "const data = 'Product\\tEnd of support\\nReader 1\\t2027-01-31\\nReader 2\\t2028-01-31\\n';
             const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', data);
             at('topic-products').focus();
             // Firefox takes what was copied by words of its own.
             const init = { clipboardData, dataType: 'text/plain', data, bubbles: true, cancelable: true };
             at('topic-products').dispatchEvent(new ClipboardEvent('paste', init));",
        )
        .await;
        until(page, "at('import').open && document.activeElement === at('bring') && at('topic-products').value === ''")
            .await;
        act(page, &Click("#bring")).await;
        until(page, "at('topic-products').value === 'Reader 1\\nReader 2' && lines('told').length > 0").await;
        until(page, "at('topic-milestones-1-date').value === '2028-01-31'").await;
    });
}

#[test]
fn a_date_is_read_as_people_write_it_and_asked_where_it_may_be_two() {
    builder(async |page| {
        empty(page).await;
        for (typed, read) in [("14.10.2026", "2026-10-14"), ("October 14, 2026", "2026-10-14"), ("Oct 2026", "2026-10")]
        {
            ask(page, &format!("fill('topic-milestones-0-date', '{typed}')")).await;
            until(page, &format!("JSON.parse(at('text').value).milestones[0].last === '{read}'")).await;
        }
        ask(page, "fill('topic-milestones-0-date', '03/04/2026')").await;
        until(page, "lines('topic-milestones-0-date-asked').join('|') === 'April 3, 2026|March 4, 2026'").await;
        let text = ask(page, "return JSON.parse(at('text').value).milestones[0].last").await;
        assert_eq!(text, json!("03/04/2026"), "nothing is guessed");
        act(page, &Click("#topic-milestones-0-date-asked button:last-child")).await;
        until(page, "at('topic-milestones-0-date').value === '2026-03-04' && lines('topic-milestones-0-date-asked').length === 0").await;
    });
}

#[test]
fn a_feed_is_taken_over_with_at_most_eight_clicks_and_fields() {
    let feed = json!(include_str!("../import/endoflife-python.json")).to_string();
    builder(async |page| {
        empty(page).await;
        // The topic was chosen; the part is opened, the answer pasted and taken over.
        act(page, &Click("#import summary")).await;
        ask(page, &format!("fill('brought', {feed})")).await;
        act(page, &Click("#bring")).await;
        until(page, "lines('told').length > 0 && at('topic-products').value.includes('3.10')").await;
        let needed =
            ask(page, "return [...at('told').children].filter(({ dataset }) => dataset.kind === 'needed').length")
                .await;
        let needed = needed.as_u64().expect("a number");
        assert!(4 + needed <= 8, "{needed} things are still needed");
    });
}
