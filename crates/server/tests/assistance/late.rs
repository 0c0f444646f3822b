//! What somebody who helps has not sent yet when the server begins a document anew.

use bangban_draft::{Address, Command, Draft, Name};
use bangban_server::realtime::log::{Looked, rebuild};
use bangban_wire::{Updates, write_update};
use serde_json::{Value, json};

use super::mandate::mandate_for;
use super::people::{helped, set, update};
use crate::realtime::place::Place;
use crate::town::{ITEM, Someone};

const FIRST: Address = Address::first(Name::Answers);

fn row() -> Command {
    Command::InsertRow { list: vec!["rows".into()], index: 0, id: "r".into(), answers: vec![] }
}

async fn post(who: &Someone<'_>, filing: &str, document: &str, update: &[u8]) -> u16 {
    let mut body = Vec::new();
    write_update(&mut body, update);
    let path = format!("/filings/{filing}/documents/{document}/updates");
    who.ask("POST", &path).body("application/octet-stream", body).await.status.as_u16()
}

/// The document in its second epoch.
async fn now(who: &Someone<'_>, filing: &str) -> Draft {
    let path = format!("/filings/{filing}/documents/answers@1/updates");
    let (answer, mut draft) = (who.ask("GET", &path).send().await, Draft::new(1, ""));
    for update in Updates::of(&answer.body) {
        draft.load(Address { epoch: 1, ..FIRST }, update.unwrap()).unwrap();
    }
    draft
}

/// Anna has written, and the server begins her answers anew; what hana has of them, and has
/// written meanwhile.
async fn begun_anew(place: &Place, anna: &Someone<'_>, filing: &str) -> Draft {
    let (mut own, mut hers) = (Draft::new(6, "anna"), Draft::new(77, "hana"));
    for edit in 0..60 {
        let path = ["title", "kind"][edit % 2];
        let made = update(&mut own, &set(path, json!(edit.to_string()), false));
        assert_eq!(post(anna, filing, "answers", &made).await, 204);
        hers.load(FIRST, &made).unwrap();
    }
    let name = format!("{filing}/answers").parse().unwrap();
    let looked = rebuild(&place.rig.state.db, &place.rig.clock, &name, 0).await.unwrap();
    assert_eq!(looked, Looked::Rebuilt(1));
    hers
}

async fn place() -> Place {
    Place::with(|limits| (limits.posts_per_second, limits.post_burst) = (1e3, 1e3)).await
}

/// They bring all that they have, since a closed epoch is not theirs to read: what is new of it is
/// carried over, once, and noted as theirs.
#[tokio::test]
async fn it_is_carried_over() {
    for by_mandate in [false, true] {
        let place = place().await;
        let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
        let filing = if by_mandate {
            let station = json!({"kind": "station", "station": "port"});
            let id = mandate_for(&anna, &hana, station, json!(["fill"])).await;
            hana.begin_by(&id, ITEM).await
        } else {
            helped(&place, "fill").await.0
        };
        let mut hers = begun_anew(&place, &anna, &filing).await;
        // Nothing of it is new yet.
        assert_eq!(post(&hana, &filing, "answers", &hers.snapshot(Name::Answers)).await, 204);
        hers.apply(&set("title", json!("示例"), false));
        hers.apply(&row());
        let theirs = update(&mut Draft::new(8, "anna"), &set("kind", json!("plain"), false));
        assert_eq!(post(&anna, &filing, "answers@1", &theirs).await, 204);
        for _ in 0..2 {
            assert_eq!(post(&hana, &filing, "answers", &hers.snapshot(Name::Answers)).await, 204);
        }
        let now = now(&anna, &filing).await;
        let answers = now.answers();
        assert_eq!((&answers["title"], &answers["kind"]), (&json!("示例"), &json!("plain")));
        assert_eq!(answers["rows"].as_array().map(Vec::len), Some(1), "{answers}");
        assert_eq!(now.authors(&["title".to_owned()]), ["hana"]);
        let all = anna.get(&format!("/filings/{filing}/assisted")).await;
        let fields = all["fields"].as_array().unwrap().iter().map(|one| &one["field"]);
        assert_eq!(fields.collect::<Vec<_>>(), [&json!("rows"), &json!("title")]);
        let events = anna.events(&filing).await;
        assert_eq!(events.iter().filter(|event| *event == "field-set").count(), 2, "{events:?}");
        assert!(!events.contains(&"denied".to_owned()), "{events:?}");
        let counted = "SELECT bytes FROM helper_bytes WHERE filing = ?";
        let counted: i64 = sqlx::query_scalar(counted)
            .bind(&filing)
            .fetch_one(place.rig.state.db.read())
            .await
            .unwrap();
        assert!(counted < 500, "what is new is counted, once: {counted}");
    }
}

/// What is not theirs in time is not theirs late.
#[tokio::test]
async fn it_is_looked_at() {
    let place = place().await;
    let (filing, id) = helped(&place, "fill").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let hers = begun_anew(&place, &anna, &filing).await;
    // By a replica of the applicant's of any epoch.
    let later = update(&mut Draft::new(8, "anna"), &set("kind", json!("plain"), false));
    assert_eq!(post(&anna, &filing, "answers@1", &later).await, 204);
    let with = |client: u64, author: &str, command: &Command| {
        let mut draft = Draft::new(client, author);
        draft.load(FIRST, &hers.snapshot(Name::Answers)).unwrap();
        update(&mut draft, command)
    };
    let title = set("title", json!("示例"), false);
    for (what, bytes) in [
        ("a replica of the closed epoch", with(6, "hana", &title)),
        ("a replica of the current one", with(8, "hana", &title)),
        ("the applicant's name", with(77, "anna", &title)),
        ("a sensitive answer", with(77, "hana", &set("secret", json!("6222"), false))),
        ("what no form asks", with(77, "hana", &set("elsewhere", json!("x"), false))),
    ] {
        assert_eq!(post(&hana, &filing, "answers", &bytes).await, 403, "{what}");
    }
    assert_eq!(now(&anna, &filing).await.answer(&["secret".to_owned()]), Value::Null);
    assert!(anna.events(&filing).await.contains(&"denied".to_owned()));
    anna.moves(&id, json!({"move": "change-level", "level": "suggest"})).await;
    assert_eq!(post(&hana, &filing, "answers", &with(77, "hana", &title)).await, 403, "the level");
}

/// Who may only read brings what they have as well: none of it is new, and it is no try to write.
#[tokio::test]
async fn a_reader_goes_on() {
    let place = place().await;
    let (filing, _) = helped(&place, "look").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let mut hers = begun_anew(&place, &anna, &filing).await;
    assert_eq!(post(&hana, &filing, "answers", &hers.snapshot(Name::Answers)).await, 204);
    assert!(!anna.events(&filing).await.contains(&"denied".to_owned()));
    hers.apply(&set("title", json!("示例"), false));
    assert_eq!(post(&hana, &filing, "answers", &hers.snapshot(Name::Answers)).await, 403);
    assert!(anna.events(&filing).await.contains(&"denied".to_owned()));
    assert_eq!(now(&anna, &filing).await.answer(&["title".to_owned()]), "58");
}
