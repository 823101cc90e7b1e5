//! Whatever fails, the reader sees a card or the sentence, the host sees no exception, and one event says it all.

use std::convert::Infallible;
use std::path::PathBuf;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha384};
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{
    CodeSection, Function, FunctionSection, ImportSection, Instruction, MemArg, MemArgTarget, MemoryType, Module,
    TypeSection,
};
use wasmparser::{
    FunctionBody, FunctionSectionReader, ImportSectionReader, Parser, Payload, TypeRef, TypeSectionReader,
};

use crate::article::{IN_ONE_PLACE, LISTENER, SCRIPT, SENTENCE, premium};
use crate::browser::{Engine, engine};
use crate::case::{Case, case};
use crate::page::Page;
use crate::site::Answer;

type Error = reencode::Error<Infallible>;

/// The player in JavaScript; as WebAssembly it is in the script.
const FALLBACK: &str = "/phaseout.fallback.js";
/// The desk.
const DESK: &str = "/phaseout.desk.wasm";
const DESK_FALLBACK: &str = "/phaseout.desk.fallback.js";
const CARD: &str = "/cards/1/kaspersky-us/en/kaspersky-premium.json";

/// A browser in which nothing can be compiled.
const NO_COMPILER: &str = "<script>WebAssembly.compile = () => Promise.reject('no compiler')</script>";

fn article(attributes: &str) -> Case {
    case(&premium(attributes)).head(LISTENER).head(SCRIPT)
}

/// An article that needs the desk, because its name was typed.
fn typed(attributes: &str) -> Case {
    let card = format!("<phase-out product=\"Kaspersky Premium\" {attributes}>{SENTENCE}</phase-out>");
    case(&card).head(LISTENER).head(SCRIPT)
}

/// The card is live, and its host was told of these problems, once.
async fn live(page: &Page, problems: &[&str]) {
    page.until("ready() && short() === 'Updates ended'").await;
    told(page, problems).await;
}

/// The reader has the sentence, and the host was told of these problems, once.
async fn sentence(page: &Page, problems: &[&str]) {
    page.until("failed()").await;
    let seen = "return [card().innerText, card().getBoundingClientRect().height > 10]";
    assert_eq!(page.eval(seen).await, json!([SENTENCE, true]));
    told(page, problems).await;
}

/// What the host was told of problems, in one event or none: each begins as these do.
async fn told(page: &Page, problems: &[&str]) {
    let errors = "return told.filter(([type]) => type === 'phase-out-error')
        .map(([, { problems }]) => problems.map(({ place, message }) => `${place}: ${message}`))";
    let errors: Vec<Vec<String>> = serde_json::from_value(page.eval(errors).await).expect("problems are texts");
    if problems.is_empty() {
        assert_eq!(errors, Vec::<Vec<String>>::new());
        return;
    }
    let [told] = &errors[..] else { panic!("not one event: {errors:?}") };
    assert_eq!(told.len(), problems.len(), "{told:?}");
    for (told, problem) in told.iter().zip(problems) {
        let is_said = problem.split('…').all(|part| told.contains(part));
        assert!(is_said, "{told} does not say {problem}");
    }
}

fn engines_asked_for(page: &Page) -> Vec<String> {
    let mut paths = page.cdn.requests();
    paths.retain(|path| [FALLBACK, DESK, DESK_FALLBACK].contains(&path.as_str()));
    // A browser may ask again when a connection has ended.
    paths.dedup();
    paths
}

#[test]
fn a_core_that_cannot_be_had_is_replaced_by_the_one_in_javascript() {
    let module = dist("phaseout.desk.wasm");
    for (answer, problem) in [
        (Answer::Missing, "engine: wasm: …phaseout.desk.wasm cannot be fetched"),
        (Answer::Status(503), "engine: wasm: …cannot be fetched"),
        (Answer::Reset, "engine: wasm: …cannot be fetched"),
        (Answer::Hang, "engine: wasm: …no answer within 3000 ms"),
        (Answer::text("text/html", "<!doctype html><p>Not found"), "engine: wasm: …cannot be fetched"),
        (Answer::bytes("application/wasm", []), "engine: wasm: …cannot be fetched"),
        (Answer::bytes("application/wasm", &module[..module.len() / 2]), "engine: wasm: …cannot be fetched"),
        (Answer::bytes("application/wasm", *b"\0asm\x01\0\0\0"), "engine: wasm: …cannot be fetched"),
    ] {
        typed("").cdn(DESK, answer).run(async |page| {
            live(page, &[problem]).await;
            assert_eq!(engines_asked_for(page), [DESK, DESK_FALLBACK]);
        });
    }
}

#[test]
fn a_core_that_hangs_is_waited_for_three_seconds() {
    let clock = "<script>var at = {};
        addEventListener('phase-out-ready', () => at.ready = performance.now());
        const { fetch: real } = window;
        window.fetch = (url, ...more) => {
            if (String(url).endsWith('.wasm')) at.asked = performance.now();
            return real(url, ...more);
        }</script>";
    let begun = Answer::InTwo("application/wasm".to_owned(), ["\0asm".to_owned(), String::new()]);
    for answer in [Answer::Hang, begun] {
        typed("").head(clock).cdn(DESK, answer).run(async |page| {
            live(page, &["no answer"]).await;
            let waited = "const [fallback] = performance.getEntriesByName(cdn + '/phaseout.desk.fallback.js');
                return [fallback.startTime - at.asked, at.ready - at.asked]";
            let [asked, ready]: [f64; 2] = serde_json::from_value(page.eval(waited).await).expect("milliseconds");
            // Some clocks of browsers are coarse.
            assert!(asked > 2990.0 && ready < 5000.0, "asked for after {asked} ms, live after {ready}");
        });
    }
}

#[test]
fn a_core_in_another_encoding_than_is_said_is_replaced_or_read_all_the_same() {
    for encoding in ["gzip", "br", "deflate"] {
        let answer = Answer::bytes("application/wasm", dist("phaseout.desk.wasm")).said_to_be(encoding);
        typed("").cdn(DESK, answer).run(async |page| {
            page.until("ready()").await;
            // WebKit's library hands on as it came what does not begin like the encoding, not what breaks off in it.
            let is_read = engine() == Engine::Webkit && !page.cdn.requests().contains(&DESK_FALLBACK.to_owned());
            live(page, if is_read { &[] } else { &["engine: wasm: …cannot be fetched"] }).await;
        });
    }
}

#[test]
fn a_core_of_any_media_type_is_one() {
    for media_type in ["application/octet-stream", "text/plain", "text/html"] {
        typed("").cdn(DESK, Answer::bytes(media_type, dist("phaseout.desk.wasm"))).run(async |page| {
            live(page, &[]).await;
            assert_eq!(engines_asked_for(page), [DESK]);
        });
    }
}

#[test]
fn a_browser_without_webassembly_gets_the_core_in_javascript() {
    for (lack, problem) in [
        ("delete window.WebAssembly", "engine: wasm: "),
        ("WebAssembly.Instance = function () { throw 'no compiler' }", "engine: wasm: no compiler"),
        ("WebAssembly.compile = () => { throw 'no compiler' }", "engine: wasm: no compiler"),
    ] {
        let lack = format!("<script>{lack}</script>");
        article("").head(&lack).run(async |page| {
            live(page, &[problem]).await;
            assert_eq!(engines_asked_for(page), [FALLBACK]);
        });
        typed("").head(&lack).run(async |page| {
            // Player and desk are two cores.
            live(page, &[problem, problem]).await;
            let mut asked = engines_asked_for(page);
            asked.retain(|path| path != DESK);
            assert_eq!(asked, [DESK_FALLBACK, FALLBACK]);
        });
    }
}

#[test]
fn the_attribute_says_which_engines_are_tried() {
    article("engine=\"js\"").run(async |page| {
        live(page, &[]).await;
        assert_eq!(engines_asked_for(page), [FALLBACK]);
    });
    article("engine=\"wasm\"").head(NO_COMPILER).run(async |page| {
        sentence(page, &["engine: wasm: no compiler"]).await;
        assert_eq!(engines_asked_for(page), [""; 0]);
    });
    article("engine=\"static\"").run(async |page| {
        page.eval("await customElements.whenDefined('phase-out'); await new Promise(requestAnimationFrame)").await;
        assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
        assert_eq!(page.cdn.requests(), ["/phaseout.js"]);
    });
    article("engine=\"__proto__\"").run(async |page| {
        live(page, &[]).await;
        assert_eq!(engines_asked_for(page), [""; 0]);
    });
    // What the desk is tried as, too.
    typed("engine=\"js\"").run(async |page| {
        live(page, &[]).await;
        assert_eq!(engines_asked_for(page), [DESK_FALLBACK, FALLBACK]);
    });
    typed("engine=\"wasm\"").cdn(DESK, Answer::Missing).run(async |page| {
        sentence(page, &["engine: wasm: …cannot be fetched"]).await;
        assert_eq!(engines_asked_for(page), [DESK]);
    });
}

#[test]
fn without_any_core_the_sentence_stays() {
    let other = Answer::text("text/javascript", "export const origin = 'sha384-another', b = 1");
    for (answer, problem) in [
        (Answer::Missing, "engine: js: "),
        (Answer::text("text/html", "<p>Not found"), "engine: js: "),
        (Answer::text("text/javascript", "export const origin ="), "engine: js: "),
        // It has another hash, too.
        (other, "engine: js: "),
    ] {
        article("").head(NO_COMPILER).cdn(FALLBACK, answer.clone()).run(async |page| {
            sentence(page, &["engine: wasm: no compiler", problem]).await;
        });
        typed("").cdn(DESK, Answer::Missing).cdn(DESK_FALLBACK, answer).run(async |page| {
            sentence(page, &["engine: wasm: …cannot be fetched", problem]).await;
        });
    }
}

#[test]
fn a_card_that_cannot_be_had_leaves_the_sentence() {
    let whole = dist(&CARD[1..]);
    let unread = format!("card: …{CARD} is no card that this player can play");
    for (answer, problem) in [
        (Answer::Status(503), "card: …503"),
        (Answer::Reset, "card: …cannot be fetched"),
        (Answer::Hang, "card: …no answer within 3000 ms"),
        (Answer::text("text/html", "<!doctype html>"), &unread),
        (Answer::text("application/json", ""), &unread),
        (Answer::bytes("application/json", &whole[..whole.len() / 2]), &unread),
    ] {
        article("").cdn(CARD, answer).run(async |page| {
            sentence(page, &[problem]).await;
            let mut asked = page.cdn.requests();
            asked.dedup();
            assert_eq!(asked, ["/phaseout.js", CARD], "nothing else is asked for");
        });
    }
}

#[test]
fn facts_or_words_that_cannot_be_had_leave_the_sentence() {
    for (path, place) in [("/catalogue/kaspersky-us.json", "catalogue"), ("/locale/en.json", "lang")] {
        let whole = dist(&path[1..]);
        for (answer, problem) in [
            (Answer::Missing, format!("{place}: …404")),
            (Answer::Status(503), format!("{place}: …503")),
            (Answer::Hang, format!("{place}: …no answer within 3000 ms")),
            (Answer::text("text/html", "<!doctype html>"), "line 1, column 1: ".to_owned()),
            (Answer::text("application/json", ""), "line 1, column 1: ".to_owned()),
            (Answer::bytes("application/json", &whole[..whole.len() / 2]), "line ".to_owned()),
        ] {
            // Of one moment no card was compiled.
            article("now=\"2024-10-01\"").cdn(path, answer).run(async |page| sentence(page, &[&problem]).await);
        }
    }
}

#[test]
fn a_fetch_that_throws_or_never_settles_leaves_the_sentence() {
    for (fetch, problem) in [("() => { throw 'blocked' }", "blocked"), ("() => new Promise(() => {})", "3000 ms")] {
        let patched = format!("<script>window.fetch = {fetch}</script>");
        article("").head(&patched).run(async |page| {
            page.until("failed()").await;
            assert_eq!(page.eval("return [card().shadowRoot, card().innerText]").await, json!([null, SENTENCE]));
            let told = page.eval("return told.map(([type, { problems }]) => [type, problems.at(-1).message])").await;
            assert!(told.to_string().contains(problem), "{told}");
            assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
        });
    }
}

/// The reader's clock throws this many times, then tells the time: what an import throws goes right through the
/// core, as a trap does. It is one minute before the updates end, where `early`.
fn broken_clock(times: &str, early: &str) -> String {
    format!(
        "<script>window.broken = {times};
        const clock = Date.now, off = {early} ? Date.UTC(2024, 8, 29, 3, 59) - Date.now() : 0;
        Date.now = () => {{ if (broken-- > 0) throw new Error('broken clock'); return clock.call(Date) + off }}</script>"
    )
}

#[test]
fn a_core_that_fails_is_started_afresh_then_replaced_then_given_up() {
    const TRAP: &str = "engine: wasm: Error: broken clock";
    article("").head(&broken_clock("1", "false")).run(async |page| {
        live(page, &[TRAP]).await;
        assert_eq!(engines_asked_for(page), [""; 0]);
    });
    article("").head(&broken_clock("2", "false")).run(async |page| {
        live(page, &[TRAP, TRAP]).await;
        assert_eq!(engines_asked_for(page), [FALLBACK]);
    });
    article("").head(&broken_clock("Infinity", "false")).run(async |page| {
        sentence(page, &[TRAP, TRAP, "engine: js: Error: broken clock"]).await;
    });
}

#[test]
fn a_core_that_fails_in_a_listener_of_its_own_is_replaced_unseen() {
    // A page that becomes visible has its cards drawn by the core's own listener.
    let fail = |times| {
        format!("window.broken = {times}; document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))")
    };
    article("").checked_early().head(&broken_clock("0", "true")).run(async |page| {
        page.until("ready() && /^Updates end /.test(short())").await;
        page.eval(&fail("1")).await;
        page.until("failed()").await;
        told(page, &["engine: wasm: Error: broken clock"]).await;
        page.eval("window.before = part('digits')").await;
        page.until("part('digits') !== before && /^Updates end /.test(short())").await;
        page.eval(&fail("Infinity")).await;
        page.until(&format!("card().innerText === '{SENTENCE}'")).await;
    });
}

#[test]
fn a_card_that_gave_way_to_its_sentence_comes_back_without_it() {
    article("").checked_early().head(&broken_clock("Infinity", "true")).run(async |page| {
        page.until("failed()").await;
        assert_eq!(page.eval("return card().innerText").await, json!(SENTENCE));
        page.eval("window.broken = 0; card().engine = 'js'").await;
        page.until("/^Updates end /.test(short())").await;
        let seen = "return [...card().shadowRoot.children].map(({ localName }) => localName)";
        assert_eq!(page.eval(seen).await, json!(["section"]));
    });
}

#[test]
fn a_hundred_faults_start_no_more_cores_than_the_first_three() {
    let counted = "<script>var started = 0;
        const { Instance } = WebAssembly;
        WebAssembly.Instance = function (...module) { started += 1; return new Instance(...module) }</script>";
    let cards = format!("{}{}", premium(""), premium("engine=\"auto\""));
    case(&cards).head(LISTENER).head(counted).head(&broken_clock("Infinity", "false")).head(SCRIPT).run(async |page| {
        let errors = "told.filter(([type]) => type === 'phase-out-error')";
        page.until(&format!("{errors}.length === 2")).await;
        let asked = page.cdn.requests();
        let seen = format!(
            "for (let time = 0; time < 100; time += 1) {{
                const {{ length }} = told;
                card().product = time % 2 ? 'kaspersky-plus' : 'kaspersky-free';
                while (told.length === length) await new Promise((done) => setTimeout(done));
            }}
            const texts = {errors}.map(([, {{ problems }}]) => JSON.stringify(problems));
            return [started, texts.length, new Set(texts).size, card().innerText]"
        );
        assert_eq!(page.eval(&seen).await, json!([2, 102, 1, SENTENCE]));
        let cards = ["free", "plus"].map(|name| format!("/cards/1/kaspersky-us/en/kaspersky-{name}.json"));
        assert_eq!(page.cdn.requests(), [&asked[..], &cards].concat(), "each once, and no engine");
    });
}

#[test]
fn a_core_that_may_not_have_more_memory_is_replaced() {
    replaced(Trap::NoMoreMemory);
}

#[test]
fn a_core_in_javascript_that_may_not_have_more_memory_traps_and_does_not_loop() {
    let text = String::from_utf8(dist("phaseout.fallback.js")).expect("UTF-8");
    assert_eq!(text.matches("<=256)").count(), 1, "the limit, in pages of 64 KiB");
    let small = text.replace("<=256)", "<=1)");
    // The script runs nothing that has not the hash which it knows.
    let script = String::from_utf8(dist("phaseout.js")).expect("UTF-8");
    let known = script.replace(&hash(text.as_bytes()), &hash(small.as_bytes()));
    assert_ne!(known, script);
    let page = article("engine=\"js\"").cdn(FALLBACK, Answer::text("text/javascript", small));
    page.cdn("/phaseout.js", Answer::text("text/javascript", known)).run(async |page| {
        sentence(page, &["engine: js: ", "engine: js: "]).await;
    });
}

#[test]
fn no_core_takes_more_than_sixteen_mebibytes() {
    for core in ["phaseout.wasm", "phaseout.desk.wasm", "phaseout.editor.wasm"] {
        let mut most = Vec::new();
        for payload in Parser::new(0).parse_all(&dist(core)) {
            if let Payload::MemorySection(memories) = payload.expect("a module") {
                most.extend(memories.into_iter().map(|memory| memory.expect("a memory").maximum));
            }
        }
        assert_eq!(most, [Some(256)], "{core}, in pages of 64 KiB");
    }
}

#[test]
fn the_readers_own_choice_outlives_a_core() {
    for chosen in ["", "product=\"kis\" chooser"] {
        let card = format!("<phase-out {chosen}>{SENTENCE}</phase-out>");
        case(&card).checked_early().head(LISTENER).head(&broken_clock("0", "true")).head(SCRIPT).run(async |page| {
            page.until("ready()").await;
            page.eval(
                "const select = card().shadowRoot.querySelector('select');
                select.value = 'kaspersky-plus';
                select.dispatchEvent(new Event('change', { bubbles: true }));
                window.broken = 1;
                document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
            )
            .await;
            page.until("failed() && card().status").await;
            let seen = "return [part('sentence').startsWith('Kaspersky Plus'), card().shadowRoot.querySelector('select').value]";
            assert_eq!(page.eval(seen).await, json!([true, "kaspersky-plus"]));
            page.eval("card().product = 'kaspersky-free'").await;
            page.until("part('sentence').startsWith('Kaspersky Free')").await;
        });
    }
}

#[test]
fn a_choice_of_the_reader_that_breaks_the_core_leaves_a_card() {
    article("chooser").run(async |page| {
        page.until("ready()").await;
        page.eval(
            "const { Date } = window, clock = Date.now;
            Date.now = () => { Date.now = clock; throw new Error('broken clock') };
            const select = card().shadowRoot.querySelector('select');
            select.value = 'kaspersky-plus';
            select.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
        page.until("failed() && short() === 'Updates ended'").await;
        told(page, &["engine: wasm: Error: broken clock"]).await;
    });
}

#[test]
fn all_cards_of_a_page_survive_one_that_fails() {
    let many = premium("").repeat(20);
    case(&many).head(IN_ONE_PLACE).head(LISTENER).head(&broken_clock("1", "false")).head(SCRIPT).run(async |page| {
        page.until("told.filter(([type]) => type === 'phase-out-error').length === 20").await;
        let seen = "return [...document.querySelectorAll('phase-out')]
            .every(({ shadowRoot }) => shadowRoot.querySelector('[part~=short] > span').textContent === 'Updates ended')";
        assert_eq!(page.eval(seen).await, json!(true));
    });
}

#[test]
fn a_core_whose_code_traps_is_replaced() {
    for trap in [Trap::Unreachable, Trap::OutOfBounds, Trap::EndlessRecursion] {
        replaced(trap);
    }
}

/// A core with this trap fails twice, then the one in JavaScript is asked for.
fn replaced(trap: Trap) {
    // The module is in the script; a browser is given another one to compile.
    let instead = "<script>const { compile } = WebAssembly;
        WebAssembly.compile = async () => compile(await (await fetch('/broken.wasm')).arrayBuffer())</script>";
    let module = Answer::bytes("application/wasm", broken(trap));
    article("").host("/broken.wasm", module).head(instead).run(async |page| {
        live(page, &["engine: wasm: ", "engine: wasm: "]).await;
        assert_eq!(engines_asked_for(page), [FALLBACK]);
    });
}

/// What every function of a broken module does.
#[derive(Clone, Copy)]
enum Trap {
    Unreachable,
    OutOfBounds,
    EndlessRecursion,
    /// Not a function's: the memory cannot grow.
    NoMoreMemory,
}

/// The player's module with a trap in every function.
fn broken(trap: Trap) -> Vec<u8> {
    let mut module = Module::new();
    let mut rewrite = Rewrite { trap, next: 0, types: Vec::new(), parameters: Vec::new() };
    rewrite.parse_core_module(&mut module, Parser::new(0), &dist("phaseout.wasm")).expect("a module");
    module.finish()
}

/// Copies a module, but for the bodies of its functions.
struct Rewrite {
    trap: Trap,
    /// The function whose body comes next.
    next: u32,
    /// How many parameters each type has, and each function.
    types: Vec<u32>,
    parameters: Vec<u32>,
}

impl Reencode for Rewrite {
    type Error = Infallible;

    fn parse_type_section(&mut self, types: &mut TypeSection, read: TypeSectionReader<'_>) -> Result<(), Error> {
        for ty in read.clone().into_iter_err_on_gc_types() {
            self.types.push(u32::try_from(ty?.params().len()).expect("few parameters"));
        }
        utils::parse_type_section(self, types, read)
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        read: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in read.clone().into_imports() {
            self.next += u32::from(matches!(import?.ty, TypeRef::Func(_)));
        }
        utils::parse_import_section(self, imports, read)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        read: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for ty in read.clone() {
            self.parameters.push(self.types[ty? as usize]);
        }
        self.parameters.reverse();
        utils::parse_function_section(self, functions, read)
    }

    fn memory_type(&mut self, memory: wasmparser::MemoryType) -> Result<MemoryType, Error> {
        let mut memory = utils::memory_type(self, memory);
        if let Trap::NoMoreMemory = self.trap {
            memory.maximum = Some(memory.minimum);
        }
        Ok(memory)
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = Function::new([]);
        let parameters = self.parameters.pop().expect("each body is of a function");
        match self.trap {
            Trap::NoMoreMemory => return utils::parse_function_body(self, code, body),
            Trap::Unreachable => {}
            Trap::OutOfBounds => {
                let byte = MemArg { offset: 0, align: 0, target: MemArgTarget::Memory(0), ordering: None };
                function.instruction(&Instruction::I32Const(-1)).instruction(&Instruction::I32Load8U(byte));
            }
            Trap::EndlessRecursion => {
                (0..parameters).for_each(|index| _ = function.instruction(&Instruction::LocalGet(index)));
                function.instruction(&Instruction::Call(self.next));
            }
        }
        function.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
        code.function(&function);
        self.next += 1;
        Ok(())
    }
}

/// A file of the published folder.
pub(crate) fn dist(file: &str) -> Vec<u8> {
    let folder = PathBuf::from(env::var_os("PHASEOUT_DIST").expect("`cargo xtask test --pages` sets it"));
    fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// As an `integrity` attribute has it.
pub(crate) fn hash(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}
