//! On sockets.

use std::time::Duration;

use bangban_wire::{Auth, Message, SyncMessage, Token};

use super::Refused;
use crate::assistance::adversary::ink::{Ink, brought};
use crate::assistance::adversary::scene::Scene;
use crate::realtime::peer::{Heard, Peer};

/// How long an answer may take that may as well not come.
const A_WHILE: Duration = Duration::from_millis(500);

pub async fn open(scene: &Scene<'_>, part: &str) -> Refused {
    let mut peer = scene.place.connect(&scene.who).await;
    match peer.knock(&format!("{}/{part}", scene.filing)).await {
        Heard::Denied => Ok("denied".into()),
        Heard::Moved(epoch) => Ok(format!("moved to {epoch}")),
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
            Ok(Heard::Moved(epoch)) => return Ok(format!("moved to {epoch}")),
            Ok(_) => {}
            Err(_) => return Ok("not answered".into()),
        }
    }
}

pub async fn reopen(scene: &mut Scene<'_>, part: &str) -> Refused {
    let name = format!("{}/{part}", scene.filing);
    let peer = scene.socket(part);
    match peer.knock(&name).await {
        // That she was shown out is heard first.
        Heard::Shut(_) => match peer.hear().await {
            Heard::Denied => Ok("denied".into()),
            other => Err(format!("{other:?}")),
        },
        other => Err(format!("{other:?}")),
    }
}

pub async fn replay(scene: &mut Scene<'_>) -> Refused {
    let mut heard = Vec::new();
    for part in ["answers", "assist"] {
        heard.extend(said_again(scene.socket(part), part == "answers").await);
    }
    nothing_told(heard)
}

pub async fn replay_anew(scene: &mut Scene<'_>) -> Refused {
    let mut heard = Vec::new();
    for part in ["answers", "assist"] {
        let mut peer = scene.place.connect(&scene.who).await;
        peer.name = format!("{}/{part}", scene.filing);
        heard.extend(said_again(&mut peer, part == "answers").await);
    }
    nothing_told(heard)
}

/// Says what opens a document, asks for it and writes in it; gives what is heard then.
async fn said_again(peer: &mut Peer, with_update: bool) -> Vec<Heard> {
    let update = brought();
    if with_update {
        peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    }
    peer.say(Message::Auth(Auth::Token { token: Token(""), version: None })).await;
    peer.say(Message::Sync(SyncMessage::Step1(&[0]))).await;
    if with_update {
        peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    }
    peer.show(9, 1, "{}").await;
    peer.say(Message::QueryAwareness).await;
    peer.say(Message::Stateless(r#"{"call":"a","kind":"ring"}"#)).await;
    let mut heard = Vec::new();
    while let Ok(one) = tokio::time::timeout(A_WHILE, peer.hear()).await {
        heard.push(one);
    }
    heard
}

fn nothing_told(heard: Vec<Heard>) -> Refused {
    let is_refusal =
        |one: &Heard| matches!(one, Heard::Denied | Heard::Shut(_) | Heard::Status(false));
    if heard.contains(&Heard::Denied) && heard.iter().all(is_refusal) {
        Ok("denied".into())
    } else {
        Err(format!("{heard:?}"))
    }
}
