//! Asking, consenting, helping, ending.

use bangban_contract::problem::ProblemCode as P;
use bangban_draft::{Command, Draft};
use bangban_server::assistance::settle_all;
use bangban_wire::Scope;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::people::{helped, set, update};
use crate::realtime::peer::Heard;
use crate::realtime::place::Place;
use crate::town::{answers, submission};

#[tokio::test]
async fn from_asking_to_submitting() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let filing = anna.begin().await;
    anna.attach(&filing).await;
    let id = anna.ask_for_help(&filing).await;
    let waiting = anna.assistance(&id).await;
    assert_eq!((&waiting["state"], &waiting["place"]), (&json!("waiting"), &json!(1)));
    assert_eq!(waiting["station"]["id"], "port", "that of the firm's group");

    // The console tells what is asked, and neither who asks nor for which filing.
    let console = hana.get("/station").await;
    let queue = &console["waiting"][0];
    assert_eq!((&queue["id"], &queue["about"]["question"]), (&json!(id), &json!("怎么填?")));
    let told = console.to_string();
    assert!(!told.contains(&filing) && !told.contains("测试anna") && !told.contains("firm-a"));
    assert_eq!(hana.ask("GET", &format!("/filings/{filing}")).send().await.status, 404);

    let asked = hana.moves(&id, json!({"move": "claim", "wanted": "suggest"})).await;
    assert_eq!((&asked["state"], &asked["filing"]), (&json!("asked"), &Value::Null));
    let prompt = anna.assistance(&id).await;
    assert_eq!(prompt["assistant"]["number"], "NO-hana");
    assert!(prompt["left"].as_u64().unwrap() <= 30);

    anna.moves(&id, json!({"move": "consent", "level": "fill"})).await;
    assert_eq!(hana.assistance(&id).await["filing"], json!(filing));
    assert_eq!(hana.get(&format!("/filings/{filing}")).await["id"], json!(filing));
    assert_eq!(hana.get(&format!("/filings/{filing}/attachments")).await[0]["material"], "licence");

    // She writes an answer, and it is to be confirmed.
    let mut peer = place.open(&hana, &format!("{filing}/answers")).await;
    let mut draft = Draft::new(7, "hana");
    assert!(peer.update(&update(&mut draft, &set("title", json!("店"), false))).await);
    let assisted = anna.get(&format!("/filings/{filing}/assisted")).await;
    let field = &assisted["fields"][0];
    assert_eq!((&field["field"], &field["confirmed"]), (&json!("title"), &json!(false)));
    let body = submission(&answers());
    assert_eq!(anna.submit(&filing, "k1", &body).await.code(), P::Unconfirmed);
    // What was written since it was shown stays to be confirmed.
    let confirm = |at: &Value| json!({"fields": [{"field": "title", "at": at}]});
    let path = format!("/filings/{filing}/assisted/confirmations");
    let stale = anna.ask("POST", &path).json(&confirm(&json!("2020-01-01T00:00:00.000Z"))).await;
    assert_eq!(stale.value()["fields"][0]["confirmed"], json!(false));
    let done = anna.ask("POST", &path).json(&confirm(&field["at"])).await;
    assert_eq!(done.value()["fields"][0]["confirmed"], json!(true));
    let sent = anna.submit(&filing, "k2", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert!(matches!(peer.hear().await, Heard::Shut(_)), "nobody is in it any more");
    assert_eq!(anna.assistance(&id).await["ended"], "filing-closed");

    // The department reads which answers these were.
    let rita = place.sign_in("rita").await;
    let read = rita.get(&format!("/review/filings/{filing}/answers")).await;
    let parts = &read["sections"][0]["parts"];
    assert_eq!(read["assisted"]["count"], 1);
    assert!(read["assisted"]["confirmedAt"].is_string() && read["agent"].is_null());
    assert_eq!(parts[0]["assisted"], json!(true));
    assert_eq!(parts[1]["assisted"], Value::Null);

    let rated = anna.moves(&id, json!({"move": "rate", "stars": 5, "text": "很好"})).await;
    assert_eq!(rated["rating"]["stars"], 5);
    let again = json!({"move": "rate", "stars": 1});
    let again = anna.ask("POST", &format!("/assistance/{id}/moves")).json(&again).await;
    assert_eq!(again.code(), P::WrongState);
    assert_eq!(
        anna.events(&filing).await,
        [
            "requested",
            "denied",
            "claimed",
            "consented",
            "read",
            "read",
            "read",
            "field-set",
            "confirmed",
            "submitted",
            "ended",
            "rated"
        ]
    );
}

/// What the applicant writes over an assistant's word is her own: nothing of it is to be confirmed.
/// A text in which both wrote is the assistant's until then.
#[tokio::test]
async fn what_is_written_over_is_not_to_be_confirmed() {
    let place = Place::new().await;
    let (filing, _) = helped(&place, "fill").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    anna.attach(&filing).await;
    let name = format!("{filing}/answers");
    let (mut hers, mut own) = (place.open(&hana, &name).await, place.open(&anna, &name).await);
    let (mut helper, mut applicant) = (Draft::new(7, "hana"), Draft::new(8, "anna"));
    let at = applicant.address(bangban_draft::Name::Answers);
    let body = submission(&answers());
    let written = update(&mut helper, &set("title", json!("店"), false));
    assert!(hers.update(&written).await);
    assert_eq!(anna.submit(&filing, "k1", &body).await.code(), P::Unconfirmed);
    // At the same time, in a conflict that is not settled yet.
    assert!(own.update(&update(&mut applicant, &set("title", json!("我的店"), false))).await);
    assert_eq!(anna.submit(&filing, "k2", &body).await.code(), P::Unconfirmed);
    applicant.merge(at, &written).unwrap();
    let settled = Command::Settle(bangban_draft::Answer {
        path: vec!["title".to_owned()],
        value: json!("我的店"),
        long: false,
        sensitive: false,
    });
    assert!(own.update(&update(&mut applicant, &settled)).await);
    let sent = anna.submit(&filing, "k3", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert!(!anna.events(&filing).await.contains(&"confirmed".to_owned()));
}

#[tokio::test]
async fn a_level_takes_effect_on_open_sockets_at_once() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let mut peer = place.connect(&hana).await;
    assert_eq!(peer.knock(&format!("{filing}/answers")).await, Heard::Granted(Scope::ReadOnly));
    let mut draft = Draft::new(7, "hana");
    let first = update(&mut draft, &set("title", json!("a"), false));
    assert!(!peer.update(&first).await);
    anna.moves(&id, json!({"move": "change-level", "level": "fill"})).await;
    assert_eq!(peer.hear().await, Heard::Granted(Scope::ReadWrite));
    assert!(peer.update(&first).await);
    hana.moves(&id, json!({"move": "change-level", "level": "suggest"})).await;
    assert_eq!(peer.hear().await, Heard::Granted(Scope::ReadOnly));
    assert!(!peer.update(&update(&mut draft, &set("title", json!("b"), false))).await);
    anna.moves(&id, json!({"move": "end"})).await;
    assert!(matches!(peer.hear().await, Heard::Shut(_)));
}

/// What the levels allow in the assist document: talking, and proposing.
#[tokio::test]
async fn looking_talks_and_suggesting_proposes() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let mut peer = place.open(&hana, &format!("{filing}/assist")).await;
    let mut draft = Draft::new(7, "hana");
    let say = Command::Say { message: json!({"text": "您好"}) };
    assert!(peer.update(&update(&mut draft, &say)).await);
    let put = Command::Put { id: "proposal:title".into(), entry: json!({"value": "店"}) };
    let proposal = update(&mut draft, &put);
    assert!(!peer.update(&proposal).await);
    anna.moves(&id, json!({"move": "change-level", "level": "suggest"})).await;
    assert!(peer.update(&proposal).await);
    // The applicant takes it: in her own part of the document.
    let mut own = place.open(&anna, &format!("{filing}/assist")).await;
    let mut hers = Draft::new(8, "anna");
    let took = Command::Put { id: "outcome:title".into(), entry: json!({"taken": true}) };
    assert!(own.update(&update(&mut hers, &took)).await);
    let events = anna.events(&filing).await;
    assert!(events.contains(&"proposed".into()) && events.contains(&"accepted".into()));
    // Not as somebody else.
    let mut forged = Draft::new(9, "hana");
    assert!(!own.update(&update(&mut forged, &say)).await);
}

#[tokio::test]
async fn silence_refuses_and_idleness_pauses() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let filing = anna.begin().await;
    let id = anna.ask_for_help(&filing).await;
    hana.moves(&id, json!({"move": "claim", "wanted": "look"})).await;
    place.rig.clock.advance(TimeDelta::seconds(31));
    let late = json!({"move": "consent", "level": "fill"});
    let late = anna.ask("POST", &format!("/assistance/{id}/moves")).json(&late).await;
    assert_eq!(late.code(), P::WrongState);
    assert_eq!(anna.assistance(&id).await["ended"], "unanswered");

    let (filing, id) = helped(&place, "fill").await;
    let mut peer = place.open(&hana, &format!("{filing}/answers")).await;
    for _ in 0..6 {
        // Both are there, and nobody does anything.
        place.rig.clock.advance(TimeDelta::seconds(101));
        anna.assistance(&id).await;
        hana.assistance(&id).await;
    }
    settle_all(&place.rig.state).await.unwrap();
    assert_eq!(anna.assistance(&id).await["state"], "paused");
    assert!(matches!(peer.hear().await, Heard::Shut(_)));
    assert_eq!(hana.assistance(&id).await["filing"], Value::Null);
    anna.moves(&id, json!({"move": "resume"})).await;
    peer.join(&format!("{filing}/answers")).await;
    // One side is away.
    for _ in 0..2 {
        place.rig.clock.advance(TimeDelta::seconds(61));
        hana.assistance(&id).await;
    }
    settle_all(&place.rig.state).await.unwrap();
    assert_eq!(anna.assistance(&id).await["ended"], "away");
    assert!(matches!(peer.hear().await, Heard::Shut(_)));
}

#[tokio::test]
async fn handed_over_with_open_proposals_and_consented_to_anew() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "suggest").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let hugo = place.sign_in("hugo").await;
    let mut peer = place.open(&hana, &format!("{filing}/assist")).await;
    let put = Command::Put { id: "proposal:title".into(), entry: json!({"value": "店"}) };
    assert!(peer.update(&update(&mut Draft::new(7, "hana"), &put)).await);
    for to in ["hilda", "hana", "anna", "nobody"] {
        let path = format!("/assistance/{id}/moves");
        let refused = hana.ask("POST", &path).json(&json!({"move": "hand-over", "to": to})).await;
        assert_eq!(refused.status, 400, "{to}");
    }
    hana.moves(&id, json!({"move": "hand-over", "to": "hugo"})).await;
    assert!(matches!(peer.hear().await, Heard::Shut(_)));
    assert_eq!(hana.ask("GET", &format!("/assistance/{id}")).send().await.status, 404);
    // So her page learns that a colleague has it: nothing that the applicant is warned of.
    let record = anna.get(&format!("/filings/{filing}/record")).await;
    assert!(!record.to_string().contains("denied"), "{record}");
    let name = format!("{filing}/assist");
    assert_eq!(place.connect(&hugo).await.knock(&name).await, Heard::Denied);
    assert_eq!(anna.assistance(&id).await["assistant"]["number"], "NO-hugo");
    anna.moves(&id, json!({"move": "consent", "level": "suggest"})).await;
    let mut his = place.open(&hugo, &name).await;
    his.say(bangban_wire::Message::Sync(bangban_wire::SyncMessage::Step1(&[0]))).await;
    let heard = his.until(|heard| matches!(heard, Heard::Step2(_))).await;
    let Heard::Step2(bytes) = heard else { unreachable!() };
    assert!(String::from_utf8_lossy(&bytes).contains("proposal:title"));
}

/// One sensitive answer is shown for this session, from memory, and is nowhere on disk.
#[tokio::test]
async fn revealing_one_field() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let path = format!("/assistance/{id}/revealed");
    let secret = "11010519491231002X";
    let shown = anna.ask("PUT", &path).json(&json!({"field": "idCard", "value": secret})).await;
    assert_eq!(shown.status, 204, "{}", shown.text());
    assert_eq!(hana.get(&path).await, json!({"idCard": secret}));
    assert_eq!(hana.assistance(&id).await["revealed"], json!(["idCard"]));
    let hidden = anna.ask("PUT", &path).json(&json!({"field": "idCard"})).await;
    assert_eq!(hidden.status, 204);
    assert_eq!(hana.get(&path).await, json!({}));
    anna.ask("PUT", &path).json(&json!({"field": "idCard", "value": secret})).await;
    anna.moves(&id, json!({"move": "end"})).await;
    assert_eq!(hana.get(&path).await, json!({}));
    let events = anna.events(&filing).await;
    assert_eq!(events.iter().filter(|event| *event == "revealed").count(), 2);
    place.rig.state.db.close().await;
    for entry in std::fs::read_dir(place.rig.folder.path().join("data")).unwrap() {
        let Ok(bytes) = std::fs::read(entry.unwrap().path()) else { continue };
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
    }
}

/// The applicant decides about a level that is asked for, and may take longer to answer at all.
#[tokio::test]
async fn another_level_is_declined_and_an_answer_may_take_longer() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let filing = anna.begin().await;
    let id = anna.ask_for_help(&filing).await;
    let path = format!("/assistance/{id}/moves");
    hana.moves(&id, json!({"move": "claim", "wanted": "fill"})).await;
    assert_eq!(anna.assistance(&id).await["longer"], 10);
    let theirs = hana.ask("POST", &path).json(&json!({"move": "take-longer"})).await;
    assert_eq!(theirs.status, 403);
    place.rig.clock.advance(TimeDelta::seconds(29));
    let told = anna.moves(&id, json!({"move": "take-longer"})).await;
    assert_eq!(told["longer"], 9);
    // The clock goes on meanwhile.
    for told in [told, hana.assistance(&id).await] {
        assert!((45..=61).contains(&told["left"].as_u64().unwrap()), "both sides see it: {told}");
    }
    place.rig.clock.advance(TimeDelta::seconds(40));
    settle_all(&place.rig.state).await.unwrap();
    anna.moves(&id, json!({"move": "consent", "level": "look"})).await;

    let none = anna.ask("POST", &path).json(&json!({"move": "decline-level"})).await;
    assert_eq!(none.code(), P::WrongState, "less was allowed: nothing is asked for any more");
    hana.moves(&id, json!({"move": "want", "wanted": "fill"})).await;
    assert_eq!(anna.assistance(&id).await["wanted"], "fill");
    let told = anna.moves(&id, json!({"move": "decline-level"})).await;
    assert_eq!((&told["wanted"], &told["level"]), (&Value::Null, &json!("look")));
    assert_eq!(hana.assistance(&id).await["wanted"], Value::Null);
    let events = anna.events(&filing).await;
    let expected = ["requested", "claimed", "denied", "took-longer", "consented", "wanted"];
    assert_eq!(events[..6], expected);
    assert_eq!(events[6], "level-declined");
}

/// Talk and what is to be mended are on record, without a word of either; who goes on talking
/// is on record once a minute.
#[tokio::test]
async fn talk_and_what_was_sent_are_on_record() {
    let place = Place::new().await;
    let (filing, _) = helped(&place, "suggest").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let name = format!("{filing}/assist");
    let (mut peer, mut own) = (place.open(&hana, &name).await, place.open(&anna, &name).await);
    let (mut hers, mut annas) = (Draft::new(7, "hana"), Draft::new(8, "anna"));
    let say = Command::Say { message: json!({"text": "悄悄话"}) };
    let sent =
        json!({"turn": 1, "at": "t", "marks": [{"about": "title", "note": "悄悄话", "at": "t"}]});
    let sent = Command::Put { id: "sent:marks".into(), entry: sent };
    for command in [&say, &say, &sent] {
        assert!(peer.update(&update(&mut hers, command)).await);
    }
    assert!(own.update(&update(&mut annas, &say)).await);
    assert!(own.update(&update(&mut annas, &say)).await);
    place.rig.clock.advance(TimeDelta::seconds(61));
    assert!(own.update(&update(&mut annas, &say)).await);
    let record = anna.get(&format!("/filings/{filing}/record")).await;
    assert!(!record.to_string().contains("悄悄话"));
    let talk = record["entries"].as_array().unwrap().iter().filter_map(|entry| {
        let event = entry["event"]["event"].as_str()?;
        let role = entry["actor"]["role"].as_str()?;
        matches!(event, "said" | "marks-sent").then(|| [event, " ", role].concat())
    });
    let expected = ["said assistant", "marks-sent assistant", "said applicant", "said applicant"];
    assert_eq!(talk.collect::<Vec<_>>(), expected);
}

/// What was typed and taken away again before somebody was let in is not told to them, whatever
/// they ask for.
#[tokio::test]
async fn a_helper_reads_what_stands_and_not_what_stood() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let filing = anna.begin().await;
    let mut peer = place.open(&anna, &format!("{filing}/answers")).await;
    let mut draft = Draft::new(7, "anna");
    for value in ["by mistake", "what stands"] {
        assert!(peer.update(&update(&mut draft, &set("title", json!(value), false))).await);
    }
    let id = anna.ask_for_help(&filing).await;
    hana.moves(&id, json!({"move": "claim", "wanted": "fill"})).await;
    anna.moves(&id, json!({"move": "consent", "level": "look"})).await;
    for (who, after, stood, stands) in [
        (&anna, 0, true, true),
        (&hana, 0, false, true),
        (&hana, 1, false, true),
        (&hana, 2, false, false),
    ] {
        let path = format!("/filings/{filing}/documents/answers/updates?after={after}");
        let told = who.ask("GET", &path).send().await;
        let has = |words: &str| told.body.windows(words.len()).any(|part| part == words.as_bytes());
        assert_eq!((has("by mistake"), has("what stands")), (stood, stands), "after {after}");
    }
}
