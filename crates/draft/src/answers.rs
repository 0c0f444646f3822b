//! The flat entries of the documents, put together to one JSON object.

use serde_json::{Map, Value};

use crate::document::Document;

/// The answers, and the private ones: the rows of the lists above it are found by their ids.
pub(crate) fn assemble(documents: [&Document; 2]) -> Value {
    let mut root = Value::Object(Map::new());
    // In the order of their paths, so a list before the lists in its rows.
    let lists = documents[0].lists();
    for (path, ids) in &lists {
        let rows = ids.iter().map(|id| {
            let mut row = Map::new();
            row.insert("_id".to_owned(), Value::String(id.as_ref().to_owned()));
            Value::Object(row)
        });
        put(&mut root, path, Value::Array(rows.collect()));
    }
    for document in documents {
        for (path, value) in document.values() {
            if !value.is_null() {
                put(&mut root, &path, value);
            }
        }
    }
    // A list that has no rows is the same as none, so that having looked at one changes nothing.
    // It stood there until now for the answers of rows that are gone, which have no place.
    for (path, ids) in lists.iter().rev() {
        if ids.is_empty() {
            take(&mut root, path);
        }
    }
    root
}

/// Puts a value at its path. An entry of a row that is gone has no place and is left out.
fn put(root: &mut Value, path: &str, value: Value) {
    let mut at = root;
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match at {
            Value::Array(rows) => {
                let Some(row) = rows.iter_mut().find(|row| row["_id"] == *segment) else { return };
                at = row;
                if last {
                    return;
                }
            }
            Value::Object(map) => {
                if last {
                    map.insert(segment.to_owned(), value);
                    return;
                }
                at = map.entry(segment.to_owned()).or_insert_with(|| Value::Object(Map::new()));
            }
            _ => return,
        }
    }
}

/// Takes away what stands at a path, and the objects around it that were there for it alone.
fn take(at: &mut Value, path: &str) {
    match (at, path.split_once('/')) {
        (Value::Object(map), Some((first, rest))) => {
            if let Some(inner) = map.get_mut(first) {
                take(inner, rest);
                if inner.as_object().is_some_and(Map::is_empty) {
                    map.remove(first);
                }
            }
        }
        (Value::Object(map), None) => drop(map.remove(path)),
        (Value::Array(rows), Some((id, rest))) => {
            if let Some(row) = rows.iter_mut().find(|row| row["_id"] == *id) {
                take(row, rest);
            }
        }
        _ => {}
    }
}
