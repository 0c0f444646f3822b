//! The flat entries of the documents, put together to one JSON object.

use serde_json::{Map, Value};

use crate::document::Document;
use crate::json::from_any;

/// What stands at a path: the rows of the lists above it are found by their ids.
pub(crate) fn assemble(documents: [&Document; 2]) -> Value {
    let mut root = Value::Object(Map::new());
    let mut lists: Vec<(String, Vec<String>)> =
        documents.iter().flat_map(|document| document.lists()).collect();
    // A list that has no rows is the same as none, so that having looked at one changes nothing.
    lists.retain(|(_, ids)| !ids.is_empty());
    // A list before the lists in its rows.
    lists.sort_by_key(|(path, _)| path.matches('/').count());
    for (path, ids) in &lists {
        let rows = ids.iter().map(|id| {
            let mut row = Map::new();
            row.insert("_id".to_owned(), Value::String(id.clone()));
            Value::Object(row)
        });
        put(&mut root, path, Value::Array(rows.collect()));
    }
    for document in documents {
        for (path, value) in document.values() {
            put(&mut root, &path, from_any(&value));
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
