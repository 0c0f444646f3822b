//! The record: who reads it, and that it is as it was written.

use bangban_server::assistance::{verify, verify_file};
use bangban_wire::Message;
use serde_json::json;

use super::people::helped;
use crate::realtime::peer::SOON;
use crate::realtime::place::Place;

#[tokio::test]
async fn the_applicant_reads_it_and_nobody_changes_it() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "look").await;
    let anna = place.sign_in("anna").await;
    anna.moves(&id, json!({"move": "end"})).await;
    let path = format!("/filings/{filing}/record");
    for other in ["ben", "rita", "hana"] {
        let other = place.sign_in(other).await;
        assert!(other.ask("GET", &path).send().await.status.is_client_error());
    }
    let record = anna.get(&path).await;
    let first = &record["entries"][0];
    assert_eq!((&first["seq"], &first["actor"]["role"]), (&json!(1), &json!("applicant")));
    assert_eq!(record["entries"][1]["actor"]["number"], "NO-hana");

    // What was downloaded can be checked by itself.
    let file = place.rig.folder.path().join("record.json");
    std::fs::write(&file, record.to_string()).unwrap();
    assert!(verify_file(&file).unwrap().is_whole());
    std::fs::write(&file, record.to_string().replace("NO-hana", "NO-hugo")).unwrap();
    assert_eq!(verify_file(&file).unwrap().broken[0].seq, 2);
    std::fs::write(&file, record.to_string().replace("\"subject\"", "\"x\"")).unwrap();
    assert!(verify_file(&file).is_err());

    let data = place.rig.folder.path().join("data");
    let checked = verify(&data).await.unwrap();
    assert!(checked.is_whole(), "{checked}");
    let db = &place.rig.state.db;
    for change in [
        "UPDATE assistance_record SET at = '2020' WHERE seq = 1",
        "DELETE FROM assistance_record WHERE seq = 2",
    ] {
        let refused = sqlx::query(change).execute(db.write()).await;
        assert!(refused.unwrap_err().to_string().contains("append-only"));
    }
    // Who has the file can do anything to it, and it shows.
    for statement in [
        "DROP TRIGGER assistance_record_stays",
        "UPDATE assistance_record SET actor = replace(actor, 'NO-hana', 'NO-hugo') WHERE seq = 2",
    ] {
        sqlx::query(statement).execute(db.write()).await.unwrap();
    }
    let checked = verify(&data).await.unwrap();
    assert!(!checked.is_whole());
    assert_eq!(checked.broken[0].seq, 2);
}

/// A call is begun by who calls, whoever takes it, and ended by who hangs up.
#[tokio::test]
async fn a_call_is_of_who_called() {
    let place = Place::new().await;
    let (filing, _) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let name = format!("{filing}/assist");
    let (mut hers, mut theirs) = (place.open(&anna, &name).await, place.open(&hana, &name).await);
    let has = async |event: &str| anna.events(&filing).await.iter().any(|one| one == event);
    theirs.say(Message::Stateless(r#"{"call":"a","kind":"ring"}"#)).await;
    let talk = async {
        // It may be said before the other has rung, and is passed over then.
        while !has("call-started").await {
            hers.say(Message::Stateless(r#"{"call":"a","kind":"accept"}"#)).await;
        }
        hers.say(Message::Stateless(r#"{"call":"a","kind":"end"}"#)).await;
        while !has("call-ended").await {}
    };
    tokio::time::timeout(SOON, talk).await.expect("it is on record");
    let record = anna.get(&format!("/filings/{filing}/record")).await;
    let calls = record["entries"].as_array().unwrap().iter().filter_map(|entry| {
        let event = entry["event"]["event"].as_str().filter(|one| one.starts_with("call-"))?;
        Some((event.to_owned(), entry["actor"]["role"].clone()))
    });
    assert_eq!(
        calls.collect::<Vec<_>>(),
        [("call-started".into(), json!("assistant")), ("call-ended".into(), json!("applicant"))]
    );
}
