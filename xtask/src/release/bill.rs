//! Bills of materials: what Cargo says of the packages that are linked in, `CycloneDX` 1.5 out.
//!
//! Two of them: of what pages load, and of the crate with its command line. Each package with its version, licence, hash and
//! what it needs; the tools that write parts of what pages load as tools. Must never have a number or a time of its own: the
//! same lock file makes the same bill.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, anyhow, bail};
use cargo_metadata::{DependencyKind, MetadataCommand, Package, PackageId};
use cyclonedx_bom::models::component::Classification;
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::external_reference::{ExternalReference, ExternalReferenceType, ExternalReferences};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::tool::Tools;
use cyclonedx_bom::prelude::{
    Bom, Component, Components, Metadata, NormalizedString, Purl, SpdxExpression, SpecVersion, Uri, Validate,
};
use serde::Deserialize;

use crate::command::CommandLine;
use crate::repository::Repository;

/// What a bill is of.
#[derive(Debug)]
pub(super) struct Of {
    /// Where the registry is that has it.
    registry: &'static str,
    /// What `cargo tree` is told, so that it lists what is linked in.
    packages: &'static str,
    /// Whether it is built by tools that write parts of it.
    is_built: bool,
}

/// What pages load: each module with everything that it can do.
pub(super) const PAGE: Of = Of {
    registry: "npm",
    packages: "--package phaseout-wasm --package phaseout-desk --features phaseout-desk/editor --target wasm32-unknown-unknown",
    is_built: true,
};

/// The crate with its command line, on any system.
pub(super) const CRATE: Of =
    Of { registry: "cargo", packages: "--package phaseout --features cli --target all", is_built: false };

/// The version of the format, as the library and as it itself says.
const FORMAT: SpecVersion = SpecVersion::V1_5;

/// A bill as JSON.
///
/// # Errors
///
/// When Cargo's answer is not understood, or the bill is not valid.
pub(super) fn of(repository: &Repository, of: &Of) -> Result<String> {
    let tree = CommandLine::new("cargo tree --locked --edges normal,no-proc-macro --prefix none --format {p}");
    let linked = linked(&tree.args(of.packages.split(' ')).read(repository)?)?;
    let metadata = CommandLine::new("cargo metadata --locked --all-features --format-version 1").read(repository)?;
    let metadata = MetadataCommand::parse(metadata).context("`cargo metadata` answers in an unknown way")?;
    let hashes = hashes(repository)?;

    let version = env!("CARGO_PKG_VERSION");
    let mut root = component("phaseout", version, of.registry)?;
    root.component_type = Classification::Application;
    root.licenses = Some(licence(env!("CARGO_PKG_LICENSE"))?);
    let own_name = root.bom_ref.clone().unwrap_or_default();
    let packages: Vec<&Package> = metadata.packages.iter().filter(|it| linked.contains(&key(it))).collect();
    // Ours are one: what any of them needs, the whole needs.
    let reference = |id: &PackageId| {
        let package = packages.iter().find(|package| package.id == *id)?;
        Some(if package.source.is_none() {
            own_name.clone()
        } else {
            purl("cargo", &package.name, &package.version.to_string()).ok()?.to_string()
        })
    };
    let mut components = BTreeMap::new();
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let (name, version) = (package.name.as_str(), package.version.to_string());
        let mut part = component(name, &version, "cargo")?;
        part.licenses = package.license.as_deref().map(licence).transpose()?;
        part.description = package.description.as_deref().map(|text| NormalizedString::new(text.trim()));
        part.external_references = package.repository.as_deref().map(|address| {
            ExternalReferences(vec![ExternalReference::new(ExternalReferenceType::Vcs, Uri::new(address))])
        });
        let hash = hashes.get(&key(package)).with_context(|| format!("Cargo.lock has no hash of {name} {version}"))?;
        let content = HashValue(hash.clone());
        part.hashes = Some(Hashes(vec![Hash { alg: HashAlgorithm::SHA_256, content }]));
        components.insert(part.bom_ref.clone(), part);
    }
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in metadata.resolve.iter().flat_map(|resolve| &resolve.nodes) {
        let Some(name) = reference(&node.id) else {
            continue;
        };
        let is_linked =
            |kinds: &[cargo_metadata::DepKindInfo]| kinds.iter().any(|it| it.kind == DependencyKind::Normal);
        let others = node.deps.iter().filter(|it| is_linked(&it.dep_kinds)).filter_map(|it| reference(&it.pkg));
        needs.entry(name.clone()).or_default().extend(others.filter(|other| *other != name));
    }
    let needs = needs.into_iter().map(|(dependency_ref, dependencies)| Dependency {
        dependency_ref,
        dependencies: dependencies.into_iter().collect(),
    });
    let tools = if of.is_built { tools(repository)? } else { Vec::new() };
    let bill = Bom {
        serial_number: None,
        spec_version: FORMAT,
        metadata: Some(Metadata {
            component: Some(root),
            tools: Some(Tools::Object { services: None, components: Some(Components(tools)) }),
            ..Metadata::default()
        }),
        components: Some(Components(components.into_values().collect())),
        dependencies: Some(Dependencies(needs.collect())),
        ..Bom::default()
    };
    let faults = bill.validate_version(FORMAT);
    if faults.has_errors() {
        bail!("the bill of materials is not valid: {faults:?}");
    }
    let mut text = Vec::new();
    bill.output_as_json_v1_5(&mut text).map_err(|error| anyhow!("the bill of materials cannot be written: {error}"))?;
    text.push(b'\n');
    Ok(String::from_utf8(text)?)
}

/// A package by its name and version.
type Key = (String, String);

fn key(package: &Package) -> Key {
    (package.name.to_string(), package.version.to_string())
}

/// What a tree of packages names: `serde v1.0.229 (*)` on each line.
fn linked(tree: &str) -> Result<BTreeSet<Key>> {
    let mut linked = BTreeSet::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let (name, rest) = line.split_once(" v").with_context(|| format!("`cargo tree` says `{line}`"))?;
        linked.insert((name.to_owned(), rest.split(' ').next().unwrap_or(rest).to_owned()));
    }
    Ok(linked)
}

/// The hash of each package that `Cargo.lock` has one of.
fn hashes(repository: &Repository) -> Result<BTreeMap<Key, String>> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Locked>,
    }
    #[derive(Deserialize)]
    struct Locked {
        name: String,
        version: String,
        checksum: Option<String>,
    }
    let text = fs::read_to_string(repository.root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let lock: Lock = toml::from_str(&text).context("Cargo.lock is not as it was")?;
    let hashed = lock.package.into_iter().filter_map(|it| Some(((it.name, it.version), it.checksum?)));
    Ok(hashed.collect())
}

/// What writes parts of what pages load: the standard library's compiler, glue, polyfills.
fn tools(repository: &Repository) -> Result<Vec<Component>> {
    let settings = &repository.settings.tools;
    let rustc = CommandLine::new("rustc --version").quiet(repository).context("`rustc --version` fails")?;
    let rustc = rustc.split(' ').nth(1).context("`rustc --version` says no version")?;
    let glue = repository.locked_version("wasm-bindgen")?;
    [
        ("binaryen", settings.binaryen.as_str(), "npm"),
        ("esbuild", &settings.esbuild, "npm"),
        ("rustc", rustc, "generic"),
        ("wasm-bindgen-cli", &glue, "cargo"),
        ("wasm-pack", &settings.wasm_pack, "cargo"),
    ]
    .into_iter()
    .map(|(name, version, registry)| {
        let tool = component(name, version, registry)?;
        Ok(Component { component_type: Classification::Application, ..tool })
    })
    .collect()
}

fn component(name: &str, version: &str, registry: &str) -> Result<Component> {
    let purl = purl(registry, name, version)?;
    let mut component = Component::new(Classification::Library, name, version, Some(purl.to_string()));
    component.purl = Some(purl);
    Ok(component)
}

/// The address of a package in any registry, such as `pkg:cargo/serde@1.0.229`.
fn purl(registry: &str, name: &str, version: &str) -> Result<Purl> {
    Purl::new(registry, name, version).map_err(|error| anyhow!("{name} {version}: {error}"))
}

/// A licence as SPDX writes it; old packages have a slash for "or".
fn licence(text: &str) -> Result<Licenses> {
    let expression =
        SpdxExpression::parse_lax(text.to_owned()).map_err(|error| anyhow!("licence `{text}`: {error}"))?;
    Ok(Licenses(vec![LicenseChoice::Expression(expression)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bill(of: &Of) -> (String, Bom) {
        let repository = Repository::open().expect("this working copy");
        let text = super::of(&repository, of).expect("a bill");
        assert_eq!(super::of(&repository, of).expect("the same"), text);
        let read = Bom::parse_from_json(text.as_bytes()).expect("what others read");
        (text, read)
    }

    fn names(bill: &Bom) -> Vec<String> {
        bill.components.iter().flat_map(|all| &all.0).map(|part| part.name.to_string()).collect()
    }

    #[test]
    fn the_bill_of_pages_has_what_is_linked_in_and_nothing_else() {
        let (text, bill) = bill(&PAGE);
        let names = names(&bill);
        for name in ["chrono", "js-sys", "serde_json", "talc", "wasm-bindgen", "web-sys"] {
            assert!(names.iter().any(|known| known == name), "{name} is in what pages load");
        }
        for name in ["clap", "phaseout", "phaseout-wasm", "proptest", "resvg", "serde_derive", "syn", "xtask"] {
            assert!(!names.iter().any(|known| known == name), "{name} is not in what pages load");
        }
        assert!(!text.contains("timestamp") && !text.contains("serialNumber") && !text.contains("file://"), "{text}");
    }

    #[test]
    fn each_part_has_its_version_licence_and_hash_and_somebody_needs_it() {
        let (_, bill) = bill(&CRATE);
        assert!(names(&bill).iter().any(|name| name == "clap"));
        let needs = bill.dependencies.expect("what needs what").0;
        for part in bill.components.expect("parts").0 {
            let name = part.bom_ref.expect("a name");
            assert!(part.version.is_some() && part.licenses.is_some() && part.hashes.is_some(), "{name}");
            assert!(needs.iter().any(|it| it.dependencies.contains(&name)), "nobody needs {name}");
        }
    }
}
