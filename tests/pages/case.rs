//! One case: a page's markup and what its two sites do comes in, a verdict goes out.
//!
//! Builds the document, serves it, opens it, and leaves the browser to the next case,
//! or closes it after a failure. Must never pass a case in which an error reached the host page
//! unless the case took it (`Page::take_host_errors`).

use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::thread;

use crate::browser::{Browser, RUNTIME};
use crate::compiled::{Compiled, LOCALES};
use crate::page::Page;
use crate::site::{Answer, Plan, Site};

/// The topic that a card is of by itself.
pub(crate) const KASPERSKY: &str = include_str!("../../www/catalogue/kaspersky-us.json");

/// First in every document: notes what reaches the host's own error handlers. A case with a
/// Content-Security-Policy has to allow `'nonce-collector'`.
pub(crate) const COLLECTOR: &str = r#"<script nonce="collector">
window.hostErrors = [];
addEventListener("error", (event) => window.hostErrors.push(event.message));
addEventListener("unhandledrejection", (event) => window.hostErrors.push(`unhandled rejection: ${event.reason}`));
</script>"#;

/// A page to open, and what its sites will do. In all its texts `{host}` and `{cdn}` stand for the origins.
pub(crate) struct Case {
    lang: String,
    /// Languages that the page turns to later.
    later: Vec<String>,
    head: String,
    body: String,
    /// What comes of the body once the page has asked for `/go-on`.
    rest: Option<String>,
    host: Plan,
    cdn: Plan,
}

/// A page with `body` in its `<body>`, in English, and the published folder at `{cdn}`.
pub(crate) fn case(body: &str) -> Case {
    let dist = env::var_os("PHASEOUT_DIST")
        .expect("PHASEOUT_DIST is not set: run these tests with `cargo xtask test --pages`");
    let headers = [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Case {
        lang: "en".to_owned(),
        later: Vec::new(),
        head: String::new(),
        body: body.to_owned(),
        rest: None,
        host: Plan::default(),
        cdn: Plan { folder: Some(PathBuf::from(dist)), headers, ..Plan::default() },
    }
}

/// Where the packages of npm are that tests look at pages with.
pub(crate) fn packages() -> PathBuf {
    env::var_os("PHASEOUT_PACKAGES").expect("PHASEOUT_PACKAGES is not set: run `cargo xtask test`").into()
}

/// The page of that name in the project that bundles the package, as Vite built it; the host serves all of it.
pub(crate) fn project(name: &str) -> Case {
    let built = env::var_os("PHASEOUT_BUNDLE")
        .expect("PHASEOUT_BUNDLE is not set: run these tests with `cargo xtask test --pages`");
    let built = PathBuf::from(built);
    let page = built.join(format!("{name}.html"));
    let page = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let mut case = case("").host("/", Answer::text("text/html", page));
    case.host.folder = Some(built);
    case
}

impl Case {
    /// More markup for the `<head>`, after what is there.
    pub(crate) fn head(mut self, markup: &str) -> Self {
        self.head.push_str(markup);
        self
    }

    /// More of the body, which the host holds back until the page has asked for `/go-on`.
    pub(crate) fn rest(mut self, markup: &str) -> Self {
        self.rest = Some(markup.to_owned());
        self
    }

    /// The document's language instead of English.
    pub(crate) fn lang(mut self, tag: &str) -> Self {
        tag.clone_into(&mut self.lang);
        self
    }

    /// A language that the page will turn to: the cards of it are there in time.
    pub(crate) fn turns_to(mut self, tag: &str) -> Self {
        self.later.push(tag.to_owned());
        self
    }

    /// What the host site says at `path` besides the page itself, which is at `/`.
    pub(crate) fn host(mut self, path: &str, answer: Answer) -> Self {
        self.host.answers.insert(path.to_owned(), answer);
        self
    }

    /// Files of the host site, besides the page.
    pub(crate) fn host_folder(mut self, folder: PathBuf) -> Self {
        self.host.folder = Some(folder);
        self
    }

    /// What the published folder says at `path` instead of its file there.
    pub(crate) fn cdn(mut self, path: &str, answer: Answer) -> Self {
        self.cdn.answers.insert(path.to_owned(), answer);
        self
    }

    /// A topic that the published folder's site has in the folder of this path: its text, and every card of it.
    pub(crate) fn compiled(mut self, folder: &str, text: &str) -> Self {
        self.cdn.compiled.push(Compiled::new(folder, text));
        self
    }

    /// The same on the host site.
    pub(crate) fn host_compiled(mut self, folder: &str, text: &str) -> Self {
        self.host.compiled.push(Compiled::new(folder, text));
        self
    }

    /// The published folder is in a folder of its site, and not at its root.
    pub(crate) fn cdn_under(mut self, folder: &str) -> Self {
        folder.clone_into(&mut self.cdn.under);
        self
    }

    /// The published folder's own topic as it was checked before its dates came: a clock of then is believed.
    pub(crate) fn checked_early(self) -> Self {
        let mut parts = KASPERSKY.split("\"checked\": \"");
        let mut early = parts.next().expect("a text has a beginning").to_owned();
        for part in parts {
            early += &format!("\"checked\": \"2024-06-20{}", &part["2024-06-20".len()..]);
        }
        self.compiled("", &early)
    }

    /// A header of everything that the host site sends.
    pub(crate) fn host_header(mut self, name: &str, value: &str) -> Self {
        self.host.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// A header of everything that the published folder sends, in lower case; `None` leaves it out.
    pub(crate) fn cdn_header(mut self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.cdn.headers.insert(name.to_owned(), value.to_owned()),
            None => self.cdn.headers.remove(name),
        };
        self
    }

    /// Opens the page and runs `verdict` once it has loaded.
    ///
    /// # Panics
    ///
    /// When `verdict` does, or an error reached the host page. What the browser showed then is
    /// in `target/tmp/`, named like the test.
    pub(crate) fn run(self, verdict: impl AsyncFnOnce(&Page)) {
        let test = thread::current().name().unwrap_or("unnamed").replace("::", "-");
        self.compile();
        let (host, cdn) = self.serve();
        let browser = Browser::take();
        let page = RUNTIME.block_on(Page::open(host, cdn, browser.client.clone()));
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            RUNTIME.block_on(async {
                page.goto("/").await;
                verdict(&page).await;
                let errors = page.take_host_errors().await;
                assert!(errors.is_empty(), "errors reached the host page: {errors:?}");
                page.client.goto("about:blank").await.expect("a page can be left");
            });
        }));
        if let Err(panic) = outcome {
            // Only a help: the verdict is what the reader must see.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                RUNTIME.block_on(page.screenshot(&test));
            }));
            browser.close();
            resume_unwind(panic);
        }
        browser.give_back();
    }

    /// Compiles the cards of all products that the page will ask for, which on a slow machine take longer than a page waits.
    fn compile(&self) {
        let Self { lang, later, body, .. } = self;
        if !["chooser", "share"].iter().any(|switch| body.contains(switch)) && body.contains("product=") {
            for topic in self.cdn.compiled.iter().chain(&self.host.compiled) {
                topic.card(&format!("{lang}/kaspersky-premium"));
            }
            return;
        }
        let is_spoken =
            |tag: &str| lang == tag || later.iter().any(|it| it == tag) || body.contains(&format!("lang=\"{tag}\""));
        for tag in LOCALES.iter().map(|locale| locale.language.as_str()).filter(|tag| is_spoken(tag)) {
            for topic in self.cdn.compiled.iter().chain(&self.host.compiled) {
                topic.card(tag);
            }
        }
    }

    fn serve(mut self) -> (Site, Site) {
        let (mut host, mut cdn) = (Site::open(), Site::open());
        let Self { lang, head, body, rest, .. } = &self;
        let document = format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">{COLLECTOR}\
             <link rel=\"icon\" href=\"data:,\"><title>A page</title>{head}</head>\n<body>{body}"
        );
        let end = "</body></html>\n";
        let page = match rest {
            None => Answer::text("text/html", document + end),
            Some(rest) => Answer::InTwo("text/html; charset=utf-8".to_owned(), [document, rest.clone() + end]),
        };
        self.host.answers.entry("/".to_owned()).or_insert(page);
        self.host.answers.entry("/go-on".to_owned()).or_insert(Answer::GoOn);
        let named = |text: &str| text.replace("{host}", &host.origin).replace("{cdn}", &cdn.origin);
        for plan in [&mut self.host, &mut self.cdn] {
            plan.headers.values_mut().for_each(|value| *value = named(value));
            for answer in plan.answers.values_mut() {
                match answer {
                    Answer::Content(_, bytes) => {
                        if let Ok(text) = str::from_utf8(bytes) {
                            *bytes = named(text).into_bytes();
                        }
                    }
                    Answer::InTwo(_, parts) => parts.iter_mut().for_each(|part| *part = named(part)),
                    _ => {}
                }
            }
        }
        host.serve(self.host);
        cdn.serve(self.cdn);
        (host, cdn)
    }
}
