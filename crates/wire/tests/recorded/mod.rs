//! The golden frames, and a frame in the words of their recorder.

use std::{fs, path::Path};

use bangban_wire::{Auth, Entry, Frame, Message, SyncMessage};
use serde_json::{Value, json};

/// A recorded frame.
pub struct Golden {
    pub name: String,
    pub direction: String,
    pub bytes: Vec<u8>,
    pub means: Value,
}

pub fn files() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON"))
        .collect()
}

pub fn frames() -> Vec<Golden> {
    files().iter().flat_map(|file| file["frames"].as_array().expect("frames")).map(golden).collect()
}

fn golden(frame: &Value) -> Golden {
    let text = |key: &str| frame[key].as_str().expect("a text").to_owned();
    let bytes = unhex(&text("hex"));
    let (name, direction, means) = (text("name"), text("direction"), frame["means"].clone());
    Golden { name, direction, bytes, means }
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16).expect("a hex digit")).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).expect("a byte")).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A frame in the words of the recorder.
pub fn describe(frame: &Frame<'_>) -> Value {
    let (name, message) = match frame {
        Frame::Ping => return json!({ "type": "ping" }),
        Frame::Pong => return json!({ "type": "pong" }),
        Frame::Document { name, message } => (name, message),
    };
    let mut means = match message {
        Message::Sync(content) => sync("sync", content),
        Message::SyncReply(content) => sync("sync-reply", content),
        Message::Awareness(entries) => {
            let entries: Vec<_> = entries.iter().map(entry).collect();
            json!({ "type": "awareness", "entries": entries })
        }
        Message::Auth(message) => auth(message),
        Message::QueryAwareness => json!({ "type": "query-awareness" }),
        Message::Stateless(text) => json!({ "type": "stateless", "text": text }),
        Message::BroadcastStateless(text) => json!({ "type": "broadcast-stateless", "text": text }),
        Message::Close(reason) => json!({ "type": "close", "reason": reason }),
        Message::SyncStatus(applied) => json!({ "type": "sync-status", "applied": applied }),
    };
    means["document"] = json!(name);
    means
}

fn sync(kind: &str, content: &SyncMessage<'_>) -> Value {
    let (step, payload) = match content {
        SyncMessage::Step1(payload) => ("step1", payload),
        SyncMessage::Step2(payload) => ("step2", payload),
        SyncMessage::Update(payload) => ("update", payload),
    };
    json!({ "type": kind, "step": step, "payload": hex(payload) })
}

fn entry(entry: &Entry<'_>) -> Value {
    let (client, clock) = (entry.client.get(), entry.clock.get());
    json!({ "client": client, "clock": clock, "state": entry.state, "gone": entry.is_gone() })
}

fn auth(message: &Auth<'_>) -> Value {
    match message {
        Auth::TokenRequest => json!({ "type": "token-request" }),
        Auth::Token { token, version } => {
            json!({ "type": "token", "token": token.0, "version": version })
        }
        Auth::Denied(reason) => json!({ "type": "denied", "reason": reason }),
        Auth::Authenticated(scope) => json!({ "type": "authenticated", "scope": scope.as_str() }),
    }
}
