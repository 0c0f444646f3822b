//! Who may do what, and that a change of it takes effect at once.

use bangban_wire::{Message, Scope, SyncMessage};
use serde_json::json;

use super::peer::{Heard, Peer, Replica};
use super::place::Place;
use crate::town::{answers, submission};

#[tokio::test]
async fn by_person_and_name() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let draft = anna.begin().await;
    let filed = anna.file().await;
    let cases = [
        ("anna", format!("{draft}/answers"), Heard::Granted(Scope::ReadWrite)),
        ("anna", format!("{draft}/private"), Heard::Granted(Scope::ReadWrite)),
        ("anna", format!("{draft}/assist"), Heard::Granted(Scope::ReadWrite)),
        ("anna", format!("{draft}/answers@7"), Heard::Denied),
        ("anna", format!("{filed}/answers"), Heard::Granted(Scope::ReadOnly)),
        ("anna", format!("{filed}/private"), Heard::Granted(Scope::ReadOnly)),
        ("anna", format!("{draft}/other"), Heard::Denied),
        ("anna", format!("{draft}/answers@0"), Heard::Denied),
        ("anna", format!("{draft}/answers\0tab"), Heard::Denied),
        ("anna", "nothing/answers".to_owned(), Heard::Denied),
        ("anna", draft.clone(), Heard::Denied),
        // Acts for the same firm, but has not begun it: the filing is not there for ben.
        ("ben", format!("{draft}/answers"), Heard::Denied),
        ("ben", format!("{filed}/answers"), Heard::Denied),
        ("rita", format!("{draft}/answers"), Heard::Denied),
        ("rita", format!("{filed}/answers"), Heard::Denied),
        ("rita", format!("{filed}/private"), Heard::Denied),
    ];
    for (person, name, expected) in cases {
        let someone = place.sign_in(person).await;
        let mut peer = place.connect(&someone).await;
        assert_eq!(peer.knock(&name).await, expected, "{person} {name:?}");
        if expected == Heard::Denied {
            // What a denied client goes on sending is not answered and does no harm.
            peer.say(Message::QueryAwareness).await;
            peer.show(1, 1, "{}").await;
            assert!(peer.is_quiet().await, "{person} {name:?}");
        }
    }
}

#[tokio::test]
async fn submitting_takes_the_pen_away_and_a_supplement_gives_it_back() {
    let place = Place::new().await;
    let (anna, rita) = (place.sign_in("anna").await, place.sign_in("rita").await);
    let filing = anna.begin().await;
    anna.attach(&filing).await;
    let name = format!("{filing}/answers");
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    assert!(peer.update(&replica.write("a")).await);

    assert_eq!(anna.submit(&filing, "k", &submission(&answers())).await.status, 201);
    assert_eq!(peer.hear().await, Heard::Granted(Scope::ReadOnly));
    let refused = replica.write("b");
    assert!(!peer.update(&refused).await);
    assert_eq!(place.stored(&name).await.len(), 1);

    let points = json!([{"pointer": "/title", "note": {"zh": "请补正"}}]);
    let wanted = json!({"move": "request-supplement", "points": points, "days": 5});
    let moved = rita.advance(&filing, &wanted).await;
    assert_eq!(moved.status, 200, "{}", moved.text());
    assert_eq!(peer.hear().await, Heard::Granted(Scope::ReadWrite));
    assert!(peer.update(&refused).await);
    assert_eq!(place.stored(&name).await.len(), 2);
}

/// An update that waits for the database while the filing is closed is refused by the log, though
/// its room has let it pass.
#[tokio::test]
async fn the_log_asks_again() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let name = format!("{filing}/answers");
    let mut peer = place.open(&anna, &name).await;
    let mut tx = place.rig.state.db.begin().await.unwrap();
    let update = Replica::new(1).write("x");
    peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    assert!(peer.is_quiet().await, "nothing is acknowledged before it is stored");
    sqlx::query("UPDATE filing SET state = 'withdrawn', number = 'n', answers = '{}' WHERE id = ?")
        .bind(&filing)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(peer.hear().await, Heard::Status(false));
    assert!(place.stored(&name).await.is_empty());
}

/// Of what is typed while the filing is submitted, exactly what was acknowledged is stored.
#[tokio::test]
async fn nothing_is_stored_after_the_submission() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    anna.attach(&filing).await;
    let name = format!("{filing}/answers");
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    let body = submission(&answers());
    let submitting = anna.submit(&filing, "k", &body);
    let typing = async {
        let mut acknowledged = 0;
        for _ in 0..200 {
            acknowledged += usize::from(peer_update(&mut peer, &replica).await);
        }
        acknowledged
    };
    let (submitted, acknowledged) = tokio::join!(submitting, typing);
    assert_eq!(submitted.status, 201);
    assert_eq!(place.stored(&name).await.len(), acknowledged);
}

async fn peer_update(peer: &mut Peer, replica: &Replica) -> bool {
    let update = replica.write("x");
    peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    peer.until(|heard| matches!(heard, Heard::Status(_))).await == Heard::Status(true)
}

#[tokio::test]
async fn a_deleted_filing_closes_its_documents() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let (filing, other) = (anna.begin().await, anna.begin().await);
    let name = format!("{filing}/answers");
    let mut peer = place.open(&anna, &name).await;
    let mut elsewhere = place.open(&anna, &format!("{other}/answers")).await;
    assert!(peer.update(&Replica::new(1).write("a")).await);
    let version = anna.version(&filing).await;
    let path = format!("/filings/{filing}");
    let gone = anna.ask("DELETE", &path).header("if-match", &format!("\"{version}\"")).send().await;
    assert_eq!(gone.status, 204);
    assert_eq!(peer.hear().await, Heard::Shut("Forbidden".to_owned()));
    assert!(place.stored(&name).await.is_empty());
    assert_eq!(peer.knock(&name).await, Heard::Denied);
    assert!(elsewhere.is_quiet().await);
}

#[tokio::test]
async fn withdrawing_leaves_it_to_read() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.file().await;
    let mut peer = place.open(&anna, &format!("{filing}/answers")).await;
    let version = anna.version(&filing).await;
    let path = format!("/filings/{filing}/withdrawal");
    let answer = anna.ask("POST", &path).header("if-match", &format!("\"{version}\"")).send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(peer.is_quiet().await, "it was to be read before, too");
    assert_eq!(peer.knock(&format!("{filing}/answers")).await, Heard::Granted(Scope::ReadOnly));
}
