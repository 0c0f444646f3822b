//! What somebody who helps may bring, how long a message may be, and whose socket is cut.

use std::time::Duration;

use bangban_contract::assistance::entry::LONGEST_MESSAGE;
use bangban_draft::{Command, Draft};
use bangban_wire::{Message, SyncMessage, write_update};
use serde_json::json;

use super::people::{helped, set, update};
use crate::realtime::peer::{Heard, Peer};
use crate::realtime::place::Place;
use crate::town::Someone;

/// By which way an update comes.
#[derive(Clone, Copy, Debug)]
enum Way {
    Socket,
    Request,
}

const WAYS: [Way; 2] = [Way::Socket, Way::Request];

/// Brings an update; whether it was taken.
async fn brings(way: Way, who: &Someone<'_>, peer: &mut Peer, update: &[u8]) -> bool {
    match way {
        Way::Socket => {
            peer.say(Message::Sync(SyncMessage::Update(update))).await;
            peer.until(|heard| matches!(heard, Heard::Status(_))).await == Heard::Status(true)
        }
        Way::Request => {
            let (filing, part) = peer.name.split_once('/').unwrap();
            let mut body = Vec::new();
            write_update(&mut body, update);
            let path = format!("/filings/{filing}/documents/{part}/updates");
            let answer = who.ask("POST", &path).body("application/octet-stream", body).await;
            assert!(matches!(answer.status.as_u16(), 204 | 403 | 413), "{}", answer.text());
            answer.status == 204
        }
    }
}

/// What an assistant may bring is used up: it is refused and on record by either way and in every
/// document, and the applicant goes on writing.
#[tokio::test]
async fn bytes_of_a_helper() {
    for way in WAYS {
        let place = Place::with(|limits| limits.helper_bytes = 2000).await;
        let (filing, _) = helped(&place, "fill").await;
        let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
        let name = format!("{filing}/answers");
        let (mut peer, mut own) = (place.open(&hana, &name).await, place.open(&anna, &name).await);
        let (mut draft, mut sum, mut taken) = (Draft::new(7, "hana"), 0, 0);
        loop {
            let title = format!("{taken}{}", "测".repeat(40));
            let next = update(&mut draft, &set("title", json!(title), false));
            if !brings(way, &hana, &mut peer, &next).await {
                assert!(sum + next.len() > 2000, "{way:?} {sum}");
                break;
            }
            (sum, taken) = (sum + next.len(), taken + 1);
        }
        assert!(sum <= 2000 && taken > 5, "{way:?} {sum} {taken}");
        let counted = "SELECT bytes FROM helper_bytes WHERE filing = ? AND person = 'hana'";
        let counted: i64 = sqlx::query_scalar(counted)
            .bind(&filing)
            .fetch_one(place.rig.state.db.read())
            .await
            .unwrap();
        assert_eq!(usize::try_from(counted).unwrap(), sum, "what was refused is not counted");
        assert!(anna.events(&filing).await.contains(&"denied".to_owned()), "{way:?}");
        let message = Command::Say { message: json!({"text": "测".repeat(90)}) };
        let mut assist = place.open(&hana, &format!("{filing}/assist")).await;
        let said = update(&mut Draft::new(9, "hana"), &message);
        assert!(!brings(way, &hana, &mut assist, &said).await, "{way:?}");
        let mut applicant = Draft::new(8, "anna");
        for turn in 0..20 {
            let reason = format!("{turn}{}", "甲".repeat(90));
            let next = update(&mut applicant, &set("reason", json!(reason), false));
            assert!(brings(way, &anna, &mut own, &next).await, "the rest is the applicant's");
        }
    }
}

/// All who have helped in a filing have a bound together.
#[tokio::test]
async fn bytes_of_all_helpers() {
    let place = Place::with(|limits| limits.helpers_bytes = 2000).await;
    let (filing, id) = helped(&place, "fill").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let hugo = place.sign_in("hugo").await;
    let name = format!("{filing}/answers");
    let mut peer = place.open(&hana, &name).await;
    let long = |value: usize| set("title", json!("x".repeat(value)), false);
    assert!(peer.update(&update(&mut Draft::new(7, "hana"), &long(1500))).await);
    hana.moves(&id, json!({"move": "hand-over", "to": "hugo"})).await;
    anna.moves(&id, json!({"move": "consent", "level": "fill"})).await;
    let mut peer = place.open(&hugo, &name).await;
    for (client, size, taken) in [(17, 600, false), (18, 300, true)] {
        let next = update(&mut Draft::new(client, "hugo"), &long(size));
        assert_eq!(peer.update(&next).await, taken, "{size}");
    }
}

/// A message of an assistant is as long as one with a picture, and no longer. Told in the log, a
/// message is more than its text by its frame.
#[tokio::test]
async fn a_message_has_a_longest_length() {
    let place = Place::new().await;
    let (filing, _) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let name = format!("{filing}/assist");
    let mut peer = place.open(&hana, &name).await;
    let say = |size: usize| Command::Say { message: json!({"text": "x".repeat(size)}) };
    let mut client = 20;
    for way in WAYS {
        for (size, taken) in [(LONGEST_MESSAGE - 200, true), (LONGEST_MESSAGE + 1, false)] {
            client += 1;
            let said = update(&mut Draft::new(client, "hana"), &say(size));
            assert_eq!(brings(way, &hana, &mut peer, &said).await, taken, "{way:?} {size}");
        }
    }
    assert_eq!(place.stored(&name).await.len(), WAYS.len());
    assert!(anna.events(&filing).await.contains(&"denied".to_owned()));
}

/// When and what she goes on bringing that is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Again {
    AtLook,
    InAnothersName,
    WhatNoFormAsks,
    MoreThanSheMay,
    Garbage,
    AfterTheEnd,
    ForAnothersClient,
}

impl Again {
    async fn says(self, peer: &mut Peer, turn: u32) {
        let (author, path, size) = match self {
            Self::ForAnothersClient => return peer.show(9, 2 + turn, "{}").await,
            Self::InAnothersName => ("anna", "title", 1),
            Self::WhatNoFormAsks => ("hana", "elsewhere", 1),
            Self::MoreThanSheMay => ("hana", "title", 2000),
            _ => ("hana", "title", 1),
        };
        let mut draft = Draft::new(100 + u64::from(turn), author);
        let mut bytes = update(&mut draft, &set(path, json!("x".repeat(size)), false));
        if self == Self::Garbage {
            bytes.truncate(bytes.len() / 2);
        }
        peer.say(Message::Sync(SyncMessage::Update(&bytes))).await;
    }
}

/// What is refused costs; after so many the socket is cut, and neither her next one nor the
/// applicant's.
#[tokio::test]
async fn a_socket_that_is_refused_again_and_again() {
    for again in [
        Again::AtLook,
        Again::InAnothersName,
        Again::WhatNoFormAsks,
        Again::MoreThanSheMay,
        Again::Garbage,
        Again::AfterTheEnd,
        Again::ForAnothersClient,
    ] {
        let place = Place::with(|limits| limits.helper_bytes = 1000).await;
        let level = if again == Again::AtLook { "look" } else { "fill" };
        let (filing, id) = helped(&place, level).await;
        let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
        let name = format!("{filing}/answers");
        let mut own = place.open(&anna, &name).await;
        let mut peer = place.open(&hana, &name).await;
        own.show(9, 1, "{}").await;
        assert!(matches!(peer.hear().await, Heard::Presence(_)));
        if again == Again::AfterTheEnd {
            anna.moves(&id, json!({"move": "end"})).await;
        }
        for turn in 1..32 {
            again.says(&mut peer, turn).await;
            // What follows on one that the log refuses is not looked at by itself.
            if again == Again::MoreThanSheMay {
                assert_eq!(peer.hear().await, Heard::Status(false));
            }
        }
        while !peer.is_quiet_for(Duration::from_millis(300)).await {
            let heard = peer.take_heard();
            let is_refusal = matches!(heard, Heard::Status(false) | Heard::Shut(_));
            assert!(is_refusal, "{again:?}: {heard:?}");
        }
        again.says(&mut peer, 32).await;
        assert_eq!(peer.closed().await, 4403, "{again:?}");
        if again != Again::AfterTheEnd {
            place.open(&hana, &name).await;
        }
        let next = update(&mut Draft::new(8, "anna"), &set("kind", json!("plain"), false));
        assert!(own.update(&next).await, "{again:?}");
        let events = anna.events(&filing).await;
        let denied = events.iter().filter(|event| *event == "denied").count();
        assert!((1..4).contains(&denied), "{again:?}: once a minute and not each time: {events:?}");
    }
}
