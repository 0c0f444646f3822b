//! What is said of calls.

use std::time::Duration;

use bangban_wire::Message;
use serde_json::{Value, json};

use super::Refused;
use crate::assistance::adversary::scene::Scene;
use crate::realtime::peer::{Heard, Peer};

/// How long what is not handed on is waited for.
const A_WHILE: Duration = Duration::from_millis(200);

const RING: &str = r#"{"call":"a","kind":"ring"}"#;
const ACCEPT: &str = r#"{"call":"a","kind":"accept"}"#;

/// The applicant's own socket in a document.
async fn applicants(scene: &Scene<'_>, part: &str) -> Peer {
    let anna = scene.place.sign_in("anna").await;
    scene.place.open(&anna, &format!("{}/{part}", scene.filing)).await
}

async fn heard(peer: &mut Peer) -> Value {
    let heard = peer.until(|heard| matches!(heard, Heard::Said(_))).await;
    let Heard::Said(text) = heard else { unreachable!() };
    serde_json::from_str(&text).unwrap()
}

pub async fn signal(scene: &mut Scene<'_>, part: &str, text: &str) -> Refused {
    let mut own = applicants(scene, part).await;
    scene.socket(part).say(Message::Stateless(text)).await;
    if own.is_quiet_for(A_WHILE).await {
        return Ok("not handed on".into());
    }
    let Heard::Said(text) = own.take_heard() else { unreachable!() };
    let said: Value = serde_json::from_str(&text).unwrap();
    if said["from"] == "assistant" { Ok("said as herself".into()) } else { Err(text) }
}

pub async fn take_own(scene: &mut Scene<'_>) -> Refused {
    let mut own = applicants(scene, "assist").await;
    let peer = scene.socket("assist");
    for text in [RING, ACCEPT] {
        peer.say(Message::Stateless(text)).await;
    }
    heard(&mut own).await;
    let anna = scene.place.sign_in("anna").await;
    let is_on = anna.events(&scene.filing).await.contains(&"call-started".to_owned());
    if own.is_quiet().await && !is_on { Ok("not taken".into()) } else { Err("taken".into()) }
}

pub async fn go_on(scene: &mut Scene<'_>) -> Refused {
    let mut own = applicants(scene, "assist").await;
    let peer = scene.socket("assist");
    peer.say(Message::Stateless(RING)).await;
    heard(&mut own).await;
    own.say(Message::Stateless(ACCEPT)).await;
    assert_eq!(heard(peer).await["kind"], "accept");
    let anna = scene.place.sign_in("anna").await;
    anna.moves(&scene.id, json!({"move": "end"})).await;
    assert_eq!(heard(&mut own).await["kind"], "end", "it is told by the server");
    let peer = scene.socket("assist");
    for kind in ["offer", "ice", "answer", "end"] {
        let signal = json!({"call": "a", "kind": kind, "data": "x"});
        peer.say(Message::Stateless(&signal.to_string())).await;
    }
    if own.is_quiet().await { Ok("not handed on".into()) } else { Err("handed on".into()) }
}
