//! Every variant as a folder with a page: sources and `dist/` in, `target/bench/site` out.
//!
//! What cannot be had is said in one line, and the rest goes on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::numbers::Numbers;
use super::page::document;
use super::variant::{ALL, Embed, Kind, Variant};
use super::{STAGE, Selection};
use crate::command::CommandLine;
use crate::folder;
use crate::repository::Repository;

/// Where the peers' sources are, from the root.
const PEERS: &str = "benches/peers";

/// What our card is about in every page: a shipped topic, but with an instant for a deadline, as the peers have.
const CATALOGUE: &str = "catalogue/windows-10.json";
const PRODUCT: &str = "windows-10-with-consumer-esu";
const CARD: &str = "cards/1/windows-10/en/windows-10-with-consumer-esu.json";
const LAST_DAY: &str = r#""last":"2027-10-12""#;
const INSTANT: &str = r#""at":"2027-10-12T00:00:00-07:00""#;

/// What today's browsers know, and `rustc` uses unless it is told otherwise.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Lays every variant out that is wanted and can be had; returns those.
pub(super) fn lay_out(repository: &Repository, selection: &Selection, numbers: &mut Numbers) -> Result<Vec<Variant>> {
    let site = site(repository);
    if site.exists() {
        fs::remove_dir_all(&site).with_context(|| format!("cannot empty {}", site.display()))?;
    }
    scripts(repository)?;
    let wanted: Vec<_> = ALL.iter().filter(|variant| variant.is_wanted(&selection.only)).collect();
    if wanted.iter().any(|variant| variant.kind == Kind::Script)
        && let Err(error) = packages(repository)
    {
        numbers.miss(&format!("peers from npm: {error:#}"));
    }
    let mut variants = Vec::new();
    for variant in wanted {
        let laid = match (variant.kind, &selection.before) {
            (Kind::Nothing, _) => page(repository, variant, "", "", ""),
            (Kind::Floor | Kind::Script, _) => script(repository, variant),
            (Kind::Rust, _) => rust(repository, variant),
            (Kind::Ours(embed), _) => card(repository, variant, embed, &repository.dist()),
            (Kind::Before(embed), Some(folder)) => card(repository, variant, embed, folder),
            (Kind::Before(_), None) => continue,
        };
        match laid {
            Ok(()) => variants.push(*variant),
            Err(error) => numbers.miss(&format!("{}: {error:#}", variant.name)),
        }
    }
    Ok(variants)
}

/// Where the pages are.
pub(super) fn site(repository: &Repository) -> PathBuf {
    repository.root.join(STAGE).join("site")
}

/// Our scripts, beside where npm's packages go: that is where a bundle looks for them.
fn scripts(repository: &Repository) -> Result<()> {
    let folder = npm(repository);
    fs::create_dir_all(folder.join("js"))?;
    for entry in fs::read_dir(repository.root.join(PEERS).join("js"))? {
        let entry = entry?;
        copy(&entry.path(), &folder.join("js").join(entry.file_name()))?;
    }
    Ok(())
}

fn npm(repository: &Repository) -> PathBuf {
    repository.root.join(STAGE).join("npm")
}

/// The npm packages of the lock file, in a folder of their own.
fn packages(repository: &Repository) -> Result<()> {
    let folder = npm(repository);
    for file in ["package.json", "package-lock.json"] {
        copy(&repository.root.join(PEERS).join(file), &folder.join(file))?;
    }
    CommandLine::new("npm ci --ignore-scripts --no-audit --no-fund --prefix")
        .arg(format!("{STAGE}/npm"))
        .run(repository)?;
    // FlipDown is a script with a global; a bundle needs a module.
    let flipdown = fs::read_to_string(folder.join("node_modules/flipdown/src/flipdown.js"))?;
    Ok(fs::write(folder.join("flipdown-global.js"), flipdown + "\nexport default FlipDown;\n")?)
}

fn script(repository: &Repository, variant: &Variant) -> Result<()> {
    let name = variant.name;
    CommandLine::new(
        "esbuild --bundle --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning",
    )
    .arg(format!("--alias:flipdown-global=./{STAGE}/npm/flipdown-global.js"))
    .arg("--define:process.env.NODE_ENV=\"production\"")
    .arg(format!("{STAGE}/npm/js/{name}.js"))
    .arg(format!("--outfile={STAGE}/site/{name}/main.js"))
    .run(repository)?;
    let is_styled = site(repository).join(name).join("main.css").exists();
    let head = if is_styled { r#"<link rel="stylesheet" href="main.css">"# } else { "" };
    page(repository, variant, head, "", r#"<script type="module" src="main.js"></script>"#)
}

fn rust(repository: &Repository, variant: &Variant) -> Result<()> {
    let name = variant.name;
    CommandLine::new("cargo build --release --locked --target wasm32-unknown-unknown")
        .args(["--manifest-path", &format!("{PEERS}/rust/Cargo.toml"), "--package", &format!("peer-{name}")])
        .args(["--target-dir", &format!("{STAGE}/rust")])
        // Takes the place of the flags in `.cargo/config.toml`, which are for our own module.
        .env("RUSTFLAGS", "--cfg=peer")
        .run(repository)?;
    let glue = format!("{STAGE}/glue/{name}");
    CommandLine::new("wasm-bindgen --target web --no-typescript --out-name peer --out-dir")
        .arg(&glue)
        .arg(format!("{STAGE}/rust/wasm32-unknown-unknown/release/peer_{name}.wasm"))
        .run(repository)?;
    let folder = site(repository).join(name);
    fs::create_dir_all(&folder)?;
    CommandLine::new("wasm-opt -Oz --strip-debug --strip-producers")
        .args(FEATURES)
        .arg(format!("{glue}/peer_bg.wasm"))
        .args(["--output", &format!("{STAGE}/site/{name}/peer_bg.wasm")])
        .run(repository)?;
    fs::write(repository.root.join(&glue).join("main.js"), "import init from \"./peer.js\";\ninit();\n")?;
    CommandLine::new(
        "esbuild --bundle --format=esm --target=es2022 --minify --legal-comments=none --log-level=warning",
    )
    .arg(format!("{glue}/main.js"))
    .arg(format!("--outfile={STAGE}/site/{name}/main.js"))
    .run(repository)?;
    page(repository, variant, "", "", r#"<script type="module" src="main.js"></script>"#)
}

/// The card with the files of a built folder.
fn card(repository: &Repository, variant: &Variant, embed: Embed, built: &Path) -> Result<()> {
    let folder = site(repository).join(variant.name);
    folder::copy(built, &folder)?;
    let script = r#"<script type="module" crossorigin src="phaseout.js"></script>"#;
    if embed == Embed::Kaspersky {
        return page(repository, variant, "", r#"<phase-out product="kaspersky-premium"></phase-out>"#, script);
    }
    let catalogue = format!("{STAGE}/site/{}/{CATALOGUE}", variant.name);
    move_deadline(repository, &folder, &catalogue)?;
    let precision = if embed == Embed::Auto { "auto" } else { "seconds" };
    let element =
        format!("<phase-out catalogue=\"{CATALOGUE}\" product=\"{PRODUCT}\" precision=\"{precision}\"></phase-out>");
    let many = r#"<script>{ const first = document.querySelector("phase-out");
for (let left = (new URLSearchParams(location.search).get("count") ?? 1) - 1; left > 0; left--) first.after(first.cloneNode()); }</script>"#;
    let flag = match embed {
        Embed::Element | Embed::Auto | Embed::Kaspersky => {
            return page(repository, variant, "", &element, &format!("{many}{script}"));
        }
        Embed::Preload => return page(repository, variant, &preloads(), &element, script),
        Embed::Sentence => None,
        Embed::Card => Some("--card"),
        Embed::Prerendered => Some("--served"),
    };
    let snippet = phaseout("prerender --precision seconds")
        .args(flag)
        .args(["--product", PRODUCT, "--catalogue", &catalogue])
        .read(repository)?;
    page(repository, variant, "", &snippet, "")
}

/// Gives the topic in a folder an instant for its deadline, and compiles its English cards anew. An older build that has
/// no cards reads the topic itself, and because its seal does not fit any more, checks it: so what such a build takes to
/// load is to be seen at `before-kaspersky`.
fn move_deadline(repository: &Repository, folder: &Path, catalogue: &str) -> Result<()> {
    let shipped = read(&folder.join(CATALOGUE))?;
    ensure!(shipped.contains(LAST_DAY), "{CATALOGUE} has no deadline with {LAST_DAY}");
    fs::write(folder.join(CATALOGUE), shipped.replace(LAST_DAY, INSTANT))?;
    if folder.join(CARD).exists() {
        phaseout("compile --lang en").arg(catalogue).arg("--out").arg(folder.to_string_lossy()).read(repository)?;
    }
    Ok(())
}

/// The command line of today.
fn phaseout(command: &str) -> CommandLine {
    CommandLine::new(&format!("cargo run --quiet --release --features cli -- {command}"))
}

/// The lines in front of the card that name its files early: the script and the card.
fn preloads() -> String {
    format!(
        "<link rel=\"modulepreload\" crossorigin href=\"phaseout.js\">\n\
<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{CARD}\">"
    )
}

fn page(repository: &Repository, variant: &Variant, head: &str, markup: &str, script: &str) -> Result<()> {
    let folder = site(repository).join(variant.name);
    fs::create_dir_all(&folder)?;
    let document = document(variant, head, markup, script);
    fs::write(folder.join("index.html"), document).with_context(|| format!("cannot write {}", folder.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(|_| ()).with_context(|| format!("cannot copy {}", from.display()))
}
