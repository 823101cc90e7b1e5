//! The file of a language that there is not yet: its tag in, a file to fill in out, with the English beside each message and
//! the plural rules that CLDR has for it.

use std::fmt::Write;

use serde_json::Value;

/// CLDR's rules, as the file says.
const RULES: &str = include_str!("plurals.txt");

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// The text of a new language's file; a message that is still to be written is empty, and `phaseout check` names it.
///
/// # Errors
/// CLDR knows no such language.
pub(super) fn new_language(tag: &str, english: &str) -> Result<String, String> {
    let language = tag.split('-').next().unwrap_or(tag);
    let rules = rules(tag).or_else(|| rules(language));
    let rules = rules.ok_or_else(|| format!("{tag}: CLDR has no plural rules for a language of that tag\n"))?;
    let english: Value = serde_json::from_str(english).map_err(|error| format!("en.json: {error}\n"))?;
    let direction = if RIGHT_TO_LEFT.contains(&language) { "rtl" } else { "ltr" };
    let pairs: Vec<_> = rules.iter().map(|(category, rule)| format!("{}: {}", json(category), json(rule))).collect();
    let mut file =
        format!("{{\n  \"format\": 1,\n  \"language\": {},\n  \"name\": \"\",\n  \"reviewed\": false,\n", json(tag));
    let mut line = |text: &str| writeln!(file, "{text}").expect("a text takes all");
    line(&format!("  \"direction\": \"{direction}\","));
    if !pairs.is_empty() {
        line(&format!("  \"plural\": {{ {} }},", pairs.join(", ")));
    }
    line("  \"digits\": \"0123456789\",");
    line(&format!("  \"months\": [{}],", ["\"\""; 12].join(", ")));
    line("  \"periods\": [\"\", \"\"],");
    for field in ["date", "month", "instant", "midnight"] {
        line(&format!("  {}: {},", json(field), english[field]));
    }
    line("  \"messages\": {");
    let messages = english["messages"].as_object().into_iter().flatten();
    let categories: Vec<_> = rules.iter().map(|(category, _)| *category).chain(["other"]).collect();
    let lines: Vec<_> = messages.map(|(key, message)| entry(key, message, &categories)).collect();
    line(&lines.join(",\n"));
    line("  }\n}");
    Ok(file)
}

/// A message to be written, below the English.
fn entry(key: &str, english: &Value, categories: &[&str]) -> String {
    let (english, own) = match english {
        Value::Object(forms) => {
            let said: Vec<_> = forms.values().filter_map(Value::as_str).collect();
            let own: Vec<_> = categories.iter().map(|category| format!("{}: \"\"", json(category))).collect();
            (said.join(" / "), format!("{{ {} }}", own.join(", ")))
        }
        text => (text.as_str().unwrap_or_default().to_owned(), "\"\"".to_owned()),
    };
    format!("    {}: {},\n    {}: {own}", json(&format!("# {key}")), json(&english), json(key))
}

/// The rule of each plural category but the last; none for a language that CLDR does not know.
fn rules(tag: &str) -> Option<Vec<(&'static str, &'static str)>> {
    let mut lines = RULES.lines().filter(|line| !line.starts_with('#'));
    lines.find(|line| !line.starts_with(' ') && line.split(' ').any(|known| known.eq_ignore_ascii_case(tag)))?;
    Some(lines.map_while(|line| line.strip_prefix("  ")?.split_once(": ")).collect())
}

fn json(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use phaseout::{Locale, Problems};

    use super::*;

    const ENGLISH: &str = include_str!("../../www/locale/en.json");

    #[test]
    fn a_file_has_its_plural_rules_and_lacks_nothing_but_words() {
        let file = new_language("cy", ENGLISH).expect("CLDR has Welsh");
        let json: Value = serde_json::from_str(&file).expect("JSON");
        let categories: Vec<_> = json["plural"].as_object().expect("rules").keys().map(String::as_str).collect();
        assert_eq!(categories, ["zero", "one", "two", "few", "many"]);
        assert_eq!(json["messages"]["relative.days"].as_object().expect("forms").len(), 6);
        assert_eq!(json["messages"]["# sentence"], "{lead}: {facts}.");
        let problems: Problems = Locale::read(&file).expect_err("nothing is said yet");
        let is_empty = |message: &str| message.ends_with(" is empty") || message.contains("is missing");
        assert!(problems.iter().all(|problem| is_empty(&problem.message)), "{problems}");
    }

    #[test]
    fn a_language_of_one_form_has_no_rules_and_one_that_is_unknown_is_refused() {
        assert!(!new_language("ja", ENGLISH).expect("CLDR has Japanese").contains("plural"));
        assert!(new_language("ur-PK", ENGLISH).expect("CLDR has Urdu").contains("\"direction\": \"rtl\""));
        assert_eq!(
            new_language("qqq", ENGLISH).expect_err("there is none"),
            "qqq: CLDR has no plural rules for a language of that tag\n"
        );
    }
}
