//! On sockets.

use std::time::Duration;

use bangban_wire::{Message, SyncMessage};
use serde_json::json;

use super::Refused;
use crate::assistance::adversary::ink::Ink;
use crate::assistance::adversary::scene::Scene;
use crate::realtime::peer::Heard;

/// How long an answer may take that may as well not come.
const A_WHILE: Duration = Duration::from_millis(500);

pub async fn open(scene: &Scene<'_>, part: &str) -> Refused {
    let mut peer = scene.place.connect(&scene.who).await;
    match peer.knock(&format!("{}/{part}", scene.filing)).await {
        Heard::Denied => Ok("denied".into()),
        other => Err(format!("{other:?}")),
    }
}

pub async fn write(scene: &mut Scene<'_>, part: &str, ink: Ink) -> Refused {
    let peer = scene.socket(part);
    let bytes = ink.bytes();
    peer.say(Message::Sync(SyncMessage::Update(&bytes))).await;
    loop {
        match tokio::time::timeout(A_WHILE, peer.hear()).await {
            Ok(Heard::Status(false)) => return Ok("not taken".into()),
            Ok(Heard::Status(true)) => return Err("taken".into()),
            Ok(Heard::Closed(code)) => return Ok(format!("closed {code}")),
            Ok(_) => {}
            Err(_) => return Ok("not answered".into()),
        }
    }
}

pub async fn presence(scene: &mut Scene<'_>) -> Refused {
    let anna = scene.place.sign_in("anna").await;
    let mut own = scene.place.open(&anna, &format!("{}/assist", scene.filing)).await;
    let user = json!({"id": "anna", "name": {"zh": "测试anna"}, "role": "applicant"});
    let state = json!({"user": user, "field": "title"});
    scene.socket("assist").show(9, 1, &state.to_string()).await;
    let heard = own.until(|heard| matches!(heard, Heard::Presence(_))).await;
    let Heard::Presence(shown) = heard else { unreachable!() };
    let user = &shown[0].2["user"];
    if user["role"] == "assistant" && user["name"]["zh"] == "测试hana" {
        Ok("shown as herself".into())
    } else {
        Err(user.to_string())
    }
}
