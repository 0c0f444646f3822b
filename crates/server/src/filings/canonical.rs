//! JSON in canonical form: names sorted, no white space. Two texts are equal where the values
//! are, so a digest over it proves what was sent.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The canonical text of a value.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// SHA-256 of a text.
pub fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(all) => {
            out.push('[');
            for (at, one) in all.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(one, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort_unstable();
            out.push('{');
            for (at, name) in names.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(&Value::String(name.clone()), out);
                out.push(':');
                write(&map[name], out);
            }
            out.push('}');
        }
        scalar => {
            // A scalar's own text is already the only one.
            let _ = write!(out, "{scalar}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_names_does_not_matter() {
        let one: Value =
            serde_json::from_str(r#"{"b":[1,{"y":"é\n","x":null}],"a":true}"#).unwrap();
        assert_eq!(text(&one), r#"{"a":true,"b":[1,{"x":null,"y":"é\n"}]}"#);
        let back: Value = serde_json::from_str(&text(&one)).unwrap();
        assert_eq!(back, one);
    }
}
