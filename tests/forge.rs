//! What a forge reads of this repository: workflows, updates and issue forms, by its own schemas and by our rules.
//!
//! Whether a workflow is one at all, `actionlint` says, which `cargo xtask test` calls.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

use serde_json::Value;

const FOLDER: &str = ".github";

#[test]
fn updates_and_forms_are_what_the_forge_takes() {
    check("dependabot.yml", include_str!("forge/dependabot.schema.json"));
    check("ISSUE_TEMPLATE/config.yml", include_str!("forge/github-issue-config.schema.json"));
    let forms: Vec<_> = files("ISSUE_TEMPLATE").into_iter().filter(|name| name != "config.yml").collect();
    assert!(forms.len() >= 3, "{forms:?}");
    for name in forms {
        check(&format!("ISSUE_TEMPLATE/{name}"), include_str!("forge/github-issue-forms.schema.json"));
    }
}

#[test]
fn what_a_form_points_at_is_there() {
    let mut links = 0;
    for name in files("ISSUE_TEMPLATE") {
        for link in yaml(&format!("ISSUE_TEMPLATE/{name}")).to_string().split("(../blob/main/").skip(1) {
            let path = link.split(')').next().unwrap_or_default();
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file(), "{name}: {path}");
            links += 1;
        }
    }
    assert!(links > 1, "only {links} links");
}

#[test]
fn a_workflow_may_do_no_more_than_it_says_and_no_longer() {
    for (name, workflow) in workflows() {
        let permissions = workflow["permissions"].as_object().unwrap_or_else(|| panic!("{name} has no permissions"));
        let writes = |all: &serde_json::Map<String, Value>| {
            all.iter().filter(|(_, level)| *level != "read").map(|(what, _)| what.clone()).collect::<Vec<_>>()
        };
        let jobs = workflow["jobs"].as_object().unwrap_or_else(|| panic!("{name} has no jobs"));
        // What all jobs may do is what each needs.
        assert!(jobs.len() == 1 || writes(permissions).is_empty(), "{name}: every job may write");
        assert!(workflow.get("concurrency").is_some(), "{name} may run twice at once");
        for (job, about) in jobs {
            assert!(about["timeout-minutes"].as_u64().is_some_and(|it| it <= 120), "{name}: {job} may run for hours");
            let publishes = about["permissions"].get("id-token").is_some();
            assert!(!publishes || about.get("environment").is_some(), "{name}: {job} waits for nobody's approval");
        }
    }
}

#[test]
fn actions_are_pinned_and_keep_no_credentials() {
    let mut actions = 0;
    for (name, workflow) in workflows() {
        for step in steps(&workflow) {
            let Some(uses) = step["uses"].as_str() else { continue };
            let (action, commit) = uses.split_once('@').unwrap_or_else(|| panic!("{name}: {uses}"));
            let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit, "{name}: {uses} can be changed");
            if action == "actions/checkout" {
                assert_eq!(step["with"]["persist-credentials"], false, "{name}: {uses}");
            }
            actions += 1;
        }
    }
    assert!(actions > 10, "only {actions} actions");
}

#[test]
fn what_somebody_else_wrote_is_no_part_of_a_command() {
    for (name, workflow) in workflows() {
        for step in steps(&workflow) {
            let run = step["run"].as_str().unwrap_or_default();
            assert!(!run.contains("${{"), "{name}: by way of `env`, please: {run}");
        }
    }
}

/// A file is valid by a schema.
#[track_caller]
fn check(file: &str, schema: &str) {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let problems: Vec<_> = schema.iter_errors(&yaml(file)).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(problems.is_empty(), "{file}: {}", problems.join("; "));
}

fn yaml(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn workflows() -> Vec<(String, Value)> {
    let names = files("workflows");
    assert!(names.len() >= 5, "{names:?}");
    names.into_iter().map(|name| (name.clone(), yaml(&format!("workflows/{name}")))).collect()
}

/// Every step of every job.
fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_object().expect("jobs");
    jobs.values().flat_map(|job| job["steps"].as_array().expect("steps")).collect()
}

/// The names of the YAML files in a folder of [`FOLDER`], in order.
fn files(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(folder);
    let names = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().expect("UTF-8")).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|it| it == "yml"));
    names.sort();
    names
}
