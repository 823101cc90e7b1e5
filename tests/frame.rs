//! The page for frames as it is published: its policy fits what is in it.
#![cfg(not(target_arch = "wasm32"))]

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("../www/embed.html");

#[test]
fn the_frames_policy_has_the_hash_of_its_style() {
    let policy = between("content=\"default-src 'none'; ", "\"");
    let hash = format!("style-src 'sha256-{}'", STANDARD.encode(Sha256::digest(between("<style>", "</style>"))));
    assert!(policy.contains(&hash), "the policy has to say {hash}");
    assert_eq!(["<style", "<script", "style="].map(|it| PAGE.matches(it).count()), [1, 1, 0]);
    assert!(PAGE.find("http-equiv") < PAGE.find("<style"), "a policy holds for what is behind it");
}

fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(start).expect("it begins");
    rest.split_once(end).expect("it ends").0
}
