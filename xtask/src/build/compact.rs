//! JSON without the white space between its tokens: text in, text out.
//!
//! Every other byte stays, so the order of members and the spelling of numbers are
//! the author's. Must never see an invalid file: it is parsed first.

use anyhow::Result;
use serde_json::Value;

/// `text` without white space outside its strings.
///
/// # Errors
///
/// When `text` is not JSON; the error has line and column.
pub(super) fn json(text: &str) -> Result<String> {
    serde_json::from_str::<Value>(text)?;
    let mut compact = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string || !c.is_ascii_whitespace() {
            compact.push(c);
        }
        if c == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && c == '\\' && !escaped;
    }
    Ok(compact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(json(text).expect("the text is JSON"), expected);
    }

    #[test]
    fn only_white_space_between_tokens_goes() {
        check("{ \"b\": 1.0,\n\t\"a\": [ 1e2, null ] }\r\n", r#"{"b":1.0,"a":[1e2,null]}"#);
        check(r#"[ "a b", " " ]"#, r#"["a b"," "]"#);
        check(r#"[ "say \" x", 1 ]"#, r#"["say \" x",1]"#);
        check(r#"[ "back\\", " \\\" " , 2 ]"#, r#"["back\\"," \\\" ",2]"#);
    }

    #[test]
    fn a_file_that_is_not_json_is_refused_with_its_line() {
        let error = json("{\n  \"a\": }").expect_err("a value is missing").to_string();
        assert_eq!(error, "expected value at line 2 column 8");
    }
}
