//! The contract as a document, and the copy that is checked in.

use bangban_server::openapi;
use serde_json::Value;

use super::rig::Rig;

const COPY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/openapi.json");

#[test]
fn the_copy_is_the_document() {
    let copy = std::fs::read_to_string(COPY).unwrap_or_default();
    assert!(
        copy.trim_end() == openapi::pretty(),
        "refresh it: cargo run -p bangban-server -- openapi > crates/contract/openapi.json"
    );
}

#[tokio::test]
async fn it_is_served() {
    let rig = Rig::new().await;
    let answer = rig.get("/api/v1/openapi.json").send().await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.value(), serde_json::from_str::<Value>(&openapi::pretty()).unwrap());
    assert!(answer.value()["openapi"].as_str().unwrap().starts_with("3.1"));
}

/// Every operation of the document is one that the router knows: it answers anything but 405
/// to it, and 404 only as a resource that is not there would.
#[tokio::test]
async fn what_it_lists_is_there() {
    let rig = Rig::new().await;
    let document: Value = serde_json::from_str(&openapi::pretty()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let path = path.replace(['{', '}'], "");
        for method in operations.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            if method == "PARAMETERS" {
                continue;
            }
            let answer = rig.ask(&method, &format!("/api/v1{path}")).send().await;
            assert_ne!(answer.status, 405, "{method} {path}");
            assert_ne!(answer.status, 500, "{method} {path}");
        }
    }
}

/// Every reference of the document leads somewhere.
#[test]
fn nothing_is_missing_in_it() {
    fn walk<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    found.push(reference);
                }
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let document: Value = serde_json::from_str(&openapi::pretty()).unwrap();
    let mut references = Vec::new();
    walk(&document, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

/// Every route that the sources set up is in the document, with each of its methods.
#[test]
fn it_lists_what_is_there() {
    let document: Value = serde_json::from_str(&openapi::pretty()).unwrap();
    let mut routes = 0;
    // A resource may have a folder of its own: no route is to hide there.
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/routes")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for file in files {
        let source = std::fs::read_to_string(file).unwrap();
        for rest in source.split(".route(").skip(1) {
            let path = rest.split('"').nth(1).unwrap();
            // Up to the parenthesis that closes the call.
            let mut depth = 1;
            let end = rest.find(|letter| {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                depth == 0
            });
            let call = &rest[..end.unwrap()];
            // `OPTIONS` tells the same at each address of uploads; it is listed once.
            for method in ["get", "head", "post", "put", "patch", "delete"] {
                let set = [format!(" {method}("), format!(".{method}(")];
                if set.iter().any(|way| call.contains(way)) {
                    routes += 1;
                    let listed = &document["paths"][path][method];
                    assert!(listed.is_object(), "{method} {path} is not in the document");
                }
            }
        }
    }
    assert!(routes > 15, "{routes}");
}

/// What holds for every operation.
#[test]
fn operations_are_whole() {
    let document: Value = serde_json::from_str(&openapi::pretty()).unwrap();
    let mut ids = std::collections::BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(ids.insert(operation["operationId"].to_string()), "{name}: id twice");
            assert!(operation["summary"].is_string(), "{name}: no summary");
            let declared: Vec<_> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
                .collect();
            for part in path.split('{').skip(1) {
                let part = part.split('}').next().unwrap();
                assert!(declared.iter().any(|name| name == part), "{name}: {part} is not declared");
            }
            if matches!(method.as_str(), "post" | "put" | "patch" | "delete") {
                let signed = operation["parameters"].to_string().contains("X-Bangban-Request");
                assert!(signed && operation["responses"]["403"].is_object(), "{name}");
            }
            if operation["responses"]["401"].is_object() {
                assert!(operation["security"].is_array(), "{name}");
            }
        }
    }
}
