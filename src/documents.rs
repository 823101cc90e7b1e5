//! What the world is told of our formats: their declarations in; a JSON Schema, TypeScript and a table for people out.
//!
//! Each is written from the shape that texts are checked against, so that none of them can say anything else. The
//! repository holds what they write, and a test compares.

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::{
    catalogue::Catalogue,
    json::{
        Json,
        shape::{Field, Kind, Shape},
    },
    locale::Locale,
};

/// Any text but an empty one, without hidden characters.
const VISIBLE: &str =
    "^(?! *$)[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]+$";

/// The JSON Schema of a topic, draft 2020-12, with a line break at its end.
///
/// # Panics
/// Never: an object with string keys is always JSON.
pub fn topic_schema() -> String {
    let mut schema = vec![
        entry("$schema", string("https://json-schema.org/draft/2020-12/schema")),
        entry("$id", string("catalogue.schema.json")),
        entry("title", string("phaseout topic")),
        entry(
            "description",
            string(
                "One ban, end of support, switch-off or rule: what it means for the owners of some products. UTF-8, at \
                 most 256 kB and 12 levels deep. Beyond this schema, `phaseout check` holds that one of at, last and \
                 state says when, that dates are in order and exist in the topic’s zone, and that ids and names are unique.",
            ),
        ),
    ];
    schema.extend(described(&Catalogue::SHAPE, ""));
    serde_json::to_string_pretty(&Json::Object(schema)).expect("an object with string keys") + "\n"
}

/// A topic as a TypeScript type.
pub fn topic_type() -> String {
    format!("export interface Catalogue {}\n", typed(&Catalogue::SHAPE, 0))
}

/// The fields of a topic as a table in Markdown.
pub fn topic_table() -> String {
    table(&Catalogue::SHAPE)
}

/// The fields of a language file as a table in Markdown.
pub fn language_table() -> String {
    table(&Locale::SHAPE)
}

fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

fn number(value: usize) -> Json {
    Json::Number(value.to_string())
}

fn entry(name: &str, value: Json) -> (String, Json) {
    (name.to_owned(), value)
}

/// The keywords that say what a value of a shape must be, behind what it is about.
fn described(shape: &Shape, about: &str) -> Vec<(String, Json)> {
    let mut keywords = Vec::new();
    if !about.is_empty() {
        keywords.push(entry("description", string(about)));
    }
    keywords.extend(match shape {
        Shape::Text { most, kind } => vec![
            entry("type", string("string")),
            entry("minLength", number(1)),
            entry("maxLength", number(*most)),
            entry("pattern", string(pattern(kind))),
        ],
        Shape::OneOf(names) => {
            let names = names.iter().map(|name| string(name)).collect();
            vec![entry("type", string("string")), entry("enum", Json::Array(names))]
        }
        Shape::Boolean => vec![entry("type", string("boolean"))],
        Shape::Format(known) => vec![entry("const", Json::Number((*known).to_owned()))],
        Shape::List { of, least, most } => vec![
            entry("type", string("array")),
            entry("items", Json::Object(described(of, ""))),
            entry("minItems", number(*least)),
            entry("maxItems", number(*most)),
        ],
        Shape::Object(fields) => {
            let property =
                |field: &Field| entry(field.name, Json::Object(described(&field.shape, &about_field(field))));
            let required = fields.iter().filter(|field| field.is_required).map(|field| string(field.name)).collect();
            vec![
                entry("type", string("object")),
                entry("additionalProperties", Json::Boolean(false)),
                entry("properties", Json::Object(fields.iter().map(property).collect())),
                entry("required", Json::Array(required)),
            ]
        }
        Shape::Map { keys, of } => vec![
            entry("type", string("object")),
            entry("propertyNames", Json::Object(vec![entry("pattern", string(pattern(keys)))])),
            entry("additionalProperties", Json::Object(described(of, ""))),
            entry("minProperties", number(1)),
        ],
        Shape::Either(one, other) => {
            let choices = [one, other].map(|shape| Json::Object(described(shape, "")));
            vec![entry("anyOf", Json::Array(choices.into()))]
        }
        Shape::Anything => vec![entry("type", string("object"))],
    });
    keywords
}

fn pattern(kind: &Kind) -> &'static str {
    if kind.pattern.is_empty() { VISIBLE } else { kind.pattern }
}

/// The documentation of a field, without its Rust.
fn about_field(field: &Field) -> String {
    field.about.replace("[`", "`").replace("`]", "`").trim().to_owned()
}

/// A shape as a TypeScript type, at a depth of indentation.
fn typed(shape: &Shape, depth: usize) -> String {
    match shape {
        Shape::Text { .. } => "string".to_owned(),
        Shape::OneOf(names) => names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | "),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Format(known) => (*known).to_owned(),
        Shape::List { of, .. } => match of {
            Shape::Text { .. } | Shape::Object(_) => format!("{}[]", typed(of, depth)),
            _ => format!("({})[]", typed(of, depth)),
        },
        Shape::Object(fields) => {
            let indent = "  ".repeat(depth + 1);
            let mut written = String::from("{\n");
            for field in *fields {
                let mark = if field.is_required { "" } else { "?" };
                let of = typed(&field.shape, depth + 1);
                written += &format!("{indent}/** {} */\n{indent}{}{mark}: {of};\n", about_field(field), field.name);
            }
            written + &"  ".repeat(depth) + "}"
        }
        Shape::Map { of, .. } => format!("Record<string, {}>", typed(of, depth)),
        Shape::Either(one, other) => format!("{} | {}", typed(one, depth), typed(other, depth)),
        Shape::Anything => "Record<string, unknown>".to_owned(),
    }
}

/// The fields of a format, those of its lists' entries behind each list.
fn table(shape: &Shape) -> String {
    let mut table = String::from("| field | what it takes | what it says |\n| --- | --- | --- |\n");
    rows(shape, "", &mut table);
    table
}

fn rows(shape: &Shape, path: &str, table: &mut String) {
    let Shape::Object(fields) = shape else { return };
    for field in *fields {
        let needed = if field.is_required { " (needed)" } else { "" };
        let about = about_field(field).replace('|', "\\|");
        table.push_str(&format!("| `{path}{}`{needed} | {} | {about} |\n", field.name, taken(&field.shape)));
        if let Shape::List { of, .. } = field.shape {
            let of = if let Shape::Either(_, object) = of { object } else { of };
            rows(of, &format!("{path}{}[].", field.name), table);
        }
    }
}

/// What a shape takes, in words.
fn taken(shape: &Shape) -> String {
    match shape {
        Shape::Text { most, kind } if kind.expected.is_empty() => format!("text, up to {most} characters"),
        Shape::Text { most, kind } => format!("{}, up to {most} characters", kind.expected),
        Shape::OneOf(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" "),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Format(known) => format!("`{known}`"),
        Shape::List { of, least, most } => format!("list of {least} to {most}: {}", taken(of)),
        Shape::Map { of, .. } => format!("object from a key to {}", taken(of)),
        Shape::Either(one, other) => format!("{}; or {}", taken(one), taken(other)),
        Shape::Object(_) | Shape::Anything => "object".to_owned(),
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(digits) => serializer.serialize_u64(digits.parse().unwrap_or(0)),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(value))?;
                list.end()
            }
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}
