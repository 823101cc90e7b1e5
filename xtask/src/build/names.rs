//! The names by which module and glue call each other, made short: long ones with a hash each weigh twice.
//!
//! wasm-opt renames the module's imports and exports and says how; the glue is told here. Fails when an
//! import is not in the glue where wasm-bindgen is known to write it.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// What stands in front of an import in the glue.
const INDENT: &str = "        ";

/// What the module was given for its names.
#[derive(Debug)]
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    /// Reads what wasm-opt prints when it minifies imports and exports.
    pub(super) fn read(map: &str) -> Result<Self> {
        let map: Value = serde_json::from_str(map).context("wasm-opt's map of names is not JSON")?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut names = Vec::new();
        for import in map["imports"].as_array().context("it maps no imports")? {
            let (name, short) = text(&import[1]).zip(text(&import[2])).context("an import has no two names")?;
            names.push((format!("{INDENT}{name}: "), format!("{INDENT}{short}: ")));
        }
        for export in map["exports"].as_array().context("it maps no exports")? {
            let (name, short) = text(&export[0]).zip(text(&export[1])).context("an export has no two names")?;
            names.push((format!("wasm.{name}"), format!("wasm.{short}")));
        }
        // `wasm.card` must not be taken for the beginning of `wasm.card_new`.
        names.sort_by(|(a, _), (b, _)| b.cmp(a));
        Ok(Self(names))
    }

    /// The glue with the short names, for a module whose imports all come from `a`.
    pub(super) fn give(&self, glue: &str) -> Result<String> {
        let module = "_bg.js\": import0,";
        let line = glue.lines().find(|line| line.ends_with(module)).context("the glue names no module")?;
        let mut short = glue.replace(line, &format!("{INDENT}a: import0,"));
        for (name, new) in &self.0 {
            // An export that nobody calls is no fault; an import that nobody gives is.
            let is_known = short.contains(name) || !name.starts_with(INDENT);
            ensure!(is_known, "the glue has no `{}`: look at what wasm-bindgen writes", name.trim());
            short = short.replace(name, new);
        }
        Ok(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#"{ "imports": [["./p_bg.js", "__wbg_now_0f", "$"]],
        "exports": [["card", "a"], ["card_new", "b"], ["memory", "c"]] }"#;

    #[test]
    fn both_sides_get_the_short_names() {
        let glue = "        __wbg_now_0f: function() {\n wasm.card_new(wasm.memory);\n wasm.card();\n        \"./p_bg.js\": import0,\n";
        let short = Names::read(MAP).expect("a map").give(glue).expect("known places");
        assert_eq!(short, "        $: function() {\n wasm.b(wasm.c);\n wasm.a();\n        a: import0,\n");
    }

    #[test]
    fn a_name_that_is_not_there_is_an_error() {
        assert!(Names::read(MAP).expect("a map").give("        \"./p_bg.js\": import0,\n").is_err());
    }
}
