//! The notes of a release: `CHANGELOG.md` in, the section of a version out.
//!
//! Must never make a section: what is in a release, and of which day it is, a person says.

use crate::settings::is_exact;

/// What is not yet in a version.
pub(super) const UNRELEASED: &str = "Unreleased";

/// What is written about a version, without its heading: `## 0.2.0 - 2027-01-31`, as Keep a Changelog has it, or with the
/// version in brackets. What is unreleased has no day.
///
/// # Errors
///
/// A sentence that says what to write.
pub(super) fn section(changelog: &str, version: &str) -> Result<String, String> {
    let mut lines = changelog.lines().skip_while(|line| name(line) != Some(version));
    let Some(heading) = lines.next() else {
        return Err(format!(
            "CHANGELOG.md has no section `## {version} - YYYY-MM-DD`: write that heading, with the day of the release, under `## {UNRELEASED}` and above its lines"
        ));
    };
    if version != UNRELEASED && !heading.split_once(" - ").is_some_and(|(_, day)| is_day(day.trim())) {
        return Err(format!(
            "CHANGELOG.md: `{heading}` lacks the day of the release: write `## {version} - YYYY-MM-DD`"
        ));
    }
    let text = lines.take_while(|line| !line.starts_with("## ")).collect::<Vec<_>>().join("\n");
    match text.trim() {
        "" => Err(format!("CHANGELOG.md: nothing stands under `{heading}`: write what users see")),
        text => Ok(format!("{text}\n")),
    }
}

/// The version in a heading.
fn name(line: &str) -> Option<&str> {
    let name = line.strip_prefix("## ")?.split(" - ").next()?.trim();
    Some(name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name))
}

/// Whether a text has the form of a day.
fn is_day(text: &str) -> bool {
    text.len() == "YYYY-MM-DD".len() && is_exact(&text.replace('-', "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\n## Unreleased\n\n- Later\n\n## [0.2.0] - 2027-01-31\n\n### Added\n\n- A\n- B\n\n## 0.1.1\n\n- C\n\n## 0.1.0 - 2026-12-01\n";

    #[track_caller]
    fn check(version: &str, expected: Result<&str, &str>) {
        assert_eq!(section(TEXT, version), expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_version_has_what_stands_under_its_heading() {
        check("0.2.0", Ok("### Added\n\n- A\n- B\n"));
        check("Unreleased", Ok("- Later\n"));
    }

    #[test]
    fn what_lacks_says_what_to_write() {
        check(
            "0.3.0",
            Err(
                "CHANGELOG.md has no section `## 0.3.0 - YYYY-MM-DD`: write that heading, with the day of the release, under `## Unreleased` and above its lines",
            ),
        );
        check("0.1.1", Err("CHANGELOG.md: `## 0.1.1` lacks the day of the release: write `## 0.1.1 - YYYY-MM-DD`"));
        check("0.1.0", Err("CHANGELOG.md: nothing stands under `## 0.1.0 - 2026-12-01`: write what users see"));
        check("0.2", Err(section(TEXT, "0.2").expect_err("half a version").as_str()));
    }

    #[test]
    fn a_day_has_ten_characters() {
        assert!(is_day("2027-01-31"));
        assert!(!is_day("2027-1-31") && !is_day("soon") && !is_day("20270-1-31x"));
    }
}
