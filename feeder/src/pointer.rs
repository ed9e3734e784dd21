//! JSON pointers (RFC 6901) into an answer that is left as text. A number stays as it was written:
//! serde_json's own way to that, its feature `arbitrary_precision`, would change how every program of
//! the workspace reads numbers, the node among them.

use serde::{de, Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::{collections::HashMap, fmt, str::FromStr};

/// A way from a JSON value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl FromStr for Pointer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Pointer(Vec::new()));
        }
        let rest = text.strip_prefix('/').ok_or(format!(
            "\"{text}\" is no JSON pointer; one begins with /, such as /data/trades"
        ))?;
        Ok(Pointer(
            rest.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect(),
        ))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|step| write!(f, "/{}", step.replace('~', "~0").replace('/', "~1")))
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Pointer {
    /// What it points at; `None` where there is nothing.
    pub fn of<'a>(&self, value: &'a RawValue) -> Option<&'a RawValue> {
        self.0.iter().try_fold(value, |value, step| match value.get().as_bytes().first()? {
            b'{' => serde_json::from_str::<HashMap<String, &'a RawValue>>(value.get())
                .ok()?
                .remove(step),
            b'[' => serde_json::from_str::<Vec<&'a RawValue>>(value.get())
                .ok()?
                .get(step.parse::<usize>().ok()?)
                .copied(),
            _ => None,
        })
    }
}

/// A number or a text, as text; `None` for anything else.
pub fn scalar(value: &RawValue) -> Option<String> {
    match value.get().as_bytes().first()? {
        b'"' => serde_json::from_str(value.get()).ok(),
        b'-' | b'0'..=b'9' => Some(value.get().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(json: &str, pointer: &str) -> Option<String> {
        let value: &RawValue = serde_json::from_str(json).unwrap();
        let pointer: Pointer = pointer.parse().unwrap();
        pointer.of(value).map(|found| found.get().to_owned())
    }

    #[test]
    fn it_finds_what_is_there_as_it_is_written() {
        let json = r#"{ "a": [ 1, { "b/c": 2.50, "~": "x" } ], "": 3e1 }"#;
        assert_eq!(at(json, "/a/1/b~1c").as_deref(), Some("2.50"));
        assert_eq!(at(json, "/a/1/~0").as_deref(), Some("\"x\""));
        assert_eq!(at(json, "/").as_deref(), Some("3e1"));
        assert_eq!(at("[1]", "").as_deref(), Some("[1]"));
    }

    #[test]
    fn it_finds_nothing_where_there_is_nothing() {
        for pointer in ["/b", "/a/2", "/a/-1", "/a/x", "/c/d", "/c/0"] {
            assert_eq!(at(r#"{ "a": [1, 2], "c": 3 }"#, pointer), None, "{pointer}");
        }
    }

    #[test]
    fn it_is_shown_as_it_is_written() {
        for text in ["", "/", "/a/0", "/b~1c/~0"] {
            assert_eq!(text.parse::<Pointer>().unwrap().to_string(), text);
        }
        assert!("a".parse::<Pointer>().is_err());
    }

    #[test]
    fn scalars_are_numbers_and_texts() {
        let of = |json: &str| scalar(serde_json::from_str(json).unwrap());
        assert_eq!(of("1e999").as_deref(), Some("1e999"));
        assert_eq!(of("\"2.5\\u0030\"").as_deref(), Some("2.50"));
        for json in ["null", "true", "[]", "{}"] {
            assert_eq!(of(json), None, "{json}");
        }
    }
}
