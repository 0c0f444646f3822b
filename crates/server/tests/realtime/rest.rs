//! The same updates without a socket.

use std::time::{Duration, Instant};

use bangban_wire::{Updates, write_update};

use super::peer::{Heard, Replica};
use super::place::Place;
use crate::rig::Answer;
use crate::town::{Someone, answers, submission};

const OCTETS: &str = "application/octet-stream";

pub fn body(updates: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for update in updates {
        write_update(&mut body, update);
    }
    body
}

pub async fn read(someone: &Someone<'_>, name: &str, query: &str) -> Answer {
    let (filing, document) = name.split_once('/').unwrap();
    let path = format!("/filings/{filing}/documents/{document}/updates{query}");
    someone.ask("GET", &path).send().await
}

pub async fn post(someone: &Someone<'_>, name: &str, body: Vec<u8>) -> Answer {
    post_as(someone, name, body, None).await
}

async fn post_as(someone: &Someone<'_>, name: &str, body: Vec<u8>, key: Option<&str>) -> Answer {
    let (filing, document) = name.split_once('/').unwrap();
    let ask = someone.ask("POST", &format!("/filings/{filing}/documents/{document}/updates"));
    let ask = match key {
        Some(key) => ask.header("idempotency-key", key),
        None => ask,
    };
    ask.body(OCTETS, body).await
}

pub fn updates(answer: &Answer) -> Vec<Vec<u8>> {
    assert_eq!(answer.header("content-type"), OCTETS);
    Updates::of(&answer.body).map(|update| update.unwrap().to_vec()).collect()
}

#[tokio::test]
async fn sockets_and_requests_share_a_document() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let (one, two) = (Replica::new(1), Replica::new(2));
    let mut peer = place.open(&anna, &name).await;
    peer.sync(&one).await;

    // By request to the socket: what comes in one body goes out as one update.
    let both = [two.write("甲"), two.write("乙")];
    assert_eq!(post(&anna, &name, body(&both)).await.status, 204);
    let Heard::Update(update) = peer.hear().await else { panic!("no update") };
    one.apply(&update);
    assert_eq!(one.text(), "甲乙");
    assert!(peer.is_quiet().await);
    // By socket to the request.
    assert!(peer.update(&one.write("丙")).await);
    let answer = read(&anna, &name, "").await;
    assert_eq!(answer.status, 200);
    for update in updates(&answer) {
        two.apply(&update);
    }
    assert_eq!(two.text(), "甲乙丙");

    // From the cursor on there is nothing, until there is something.
    let cursor = answer.header("x-bangban-cursor").to_owned();
    let nothing = read(&anna, &name, &format!("?after={cursor}")).await;
    assert_eq!((nothing.status.as_u16(), nothing.header("x-bangban-cursor")), (204, &*cursor));
    let more = one.write("丁");
    assert!(peer.update(&more).await);
    let answer = read(&anna, &name, &format!("?after={cursor}")).await;
    assert_eq!(updates(&answer), [more]);
}

#[tokio::test]
async fn waiting() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let begun = Instant::now();
    let nothing = read(&anna, &name, "?wait=1").await;
    assert_eq!(nothing.status, 204);
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let begun = Instant::now();
    let update = Replica::new(1).write("x");
    let waits = read(&anna, &name, "?wait=20");
    let posts = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        post(&anna, &name, body(std::slice::from_ref(&update))).await
    };
    let (answer, posted) = tokio::join!(waits, posts);
    assert_eq!(posted.status, 204);
    assert_eq!(updates(&answer), [update]);

    // The end of the server sends home who waits.
    let cursor = answer.header("x-bangban-cursor").to_owned();
    let query = format!("?wait=20&after={cursor}");
    let waits = read(&anna, &name, &query);
    let ends = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        place.rig.state.relay.end();
    };
    assert_eq!(tokio::join!(waits, ends).0.status, 204);

    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn who_waits_is_asked_again_who_they_are() {
    let place = Place::new().await;
    let (anna, writer) = (place.sign_in("anna").await, place.sign_in("anna").await);
    let name = format!("{}/answers", anna.begin().await);
    let waits = read(&anna, &name, "?wait=20");
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(anna.ask("DELETE", "/session").send().await.status, 204);
        post(&writer, &name, body(&[Replica::new(1).write("x")])).await
    };
    let (answer, posted) = tokio::join!(waits, meanwhile);
    assert_eq!((answer.status.as_u16(), posted.status.as_u16()), (401, 204));
}

/// What a realtime engine beside the server asks for whoever connects to it.
#[tokio::test]
async fn what_one_may_do() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let (draft, filed) = (anna.begin().await, anna.file().await);
    let path = |name: &str| {
        let (filing, document) = name.split_once('/').unwrap();
        format!("/filings/{filing}/documents/{document}/grant")
    };
    for (person, name, status, grant) in [
        ("anna", format!("{draft}/answers"), 200, Some("write")),
        ("anna", format!("{draft}/private"), 200, Some("write")),
        ("anna", format!("{filed}/answers"), 200, Some("read")),
        ("anna", format!("{draft}/other"), 404, None),
        ("anna", "nothing/answers".to_owned(), 404, None),
        ("ben", format!("{draft}/answers"), 404, None),
        ("rita", format!("{filed}/answers"), 404, None),
    ] {
        let someone = place.sign_in(person).await;
        let answer = someone.ask("GET", &path(&name)).send().await;
        assert_eq!(answer.status, status, "{person} {name}");
        if let Some(grant) = grant {
            let said = answer.value();
            assert_eq!(said["grant"], grant, "{person} {name}");
            assert_eq!(said["user"]["role"], "applicant");
            assert_eq!(said["epoch"], 0);
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
    // The same person on two devices is one to the others, and another in another filing.
    let again = place.sign_in("anna").await;
    let mut ids = Vec::new();
    for (someone, filing) in [(&anna, &draft), (&again, &draft), (&anna, &filed)] {
        let answer = someone.ask("GET", &path(&format!("{filing}/answers"))).send().await;
        ids.push(answer.value()["user"]["id"].clone());
    }
    assert!(ids[0] == ids[1] && ids[0] != ids[2]);
    assert_eq!(anna.ask("DELETE", "/session").send().await.status, 204);
    let nobody = anna.ask("GET", &path(&format!("{draft}/answers"))).send().await;
    assert_eq!(nobody.status, 401);
}

#[tokio::test]
async fn who_may() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let draft = anna.begin().await;
    let filed = anna.file().await;
    let good = body(&[Replica::new(1).write("x")]);
    for (person, name, reads, posts) in [
        ("anna", format!("{draft}/answers"), 204, 204),
        ("anna", format!("{draft}/private"), 204, 204),
        ("anna", format!("{draft}/private@2"), 409, 409),
        ("anna", format!("{filed}/answers"), 204, 403),
        ("anna", format!("{draft}/other"), 404, 404),
        ("anna", format!("{draft}/answers@0"), 404, 404),
        ("anna", "nothing/answers".to_owned(), 404, 404),
        ("ben", format!("{draft}/answers"), 404, 404),
        ("rita", format!("{draft}/answers"), 404, 404),
        ("rita", format!("{filed}/answers"), 404, 404),
    ] {
        let someone = place.sign_in(person).await;
        assert_eq!(read(&someone, &name, "").await.status, reads, "{person} {name}");
        let posted = post(&someone, &name, good.clone()).await;
        assert_eq!(posted.status, posts, "{person} {name}: {}", posted.text());
    }
    let nobody = Someone { rig: &place.rig, cookie: String::new() };
    assert_eq!(read(&nobody, &format!("{draft}/answers"), "").await.status, 401);
    assert_eq!(post(&nobody, &format!("{draft}/answers"), good).await.status, 401);
}

#[tokio::test]
async fn bodies() {
    let place = Place::with(|limits| limits.post_burst = 100.0).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let good = Replica::new(1).write("x");
    let cut = body(std::slice::from_ref(&good));
    for (case, bytes, status) in [
        ("nothing", Vec::new(), 400),
        ("an empty update", body(&[Vec::new()]), 400),
        ("garbage", vec![0xff; 100], 400),
        ("cut", cut[..cut.len() - 1].to_vec(), 400),
        ("one of two is none", body(&[good.clone(), b"garbage".to_vec()]), 400),
        ("too many", body(&vec![good.clone(); 1001]), 400),
        ("too large", vec![0; (4 << 20) + 1], 413),
        ("as many as may be", body(&vec![good.clone(); 1000]), 204),
    ] {
        let before = place.stored(&name).await.len();
        let answer = post(&anna, &name, bytes).await;
        assert_eq!(answer.status, status, "{case}");
        if status != 204 {
            answer.problem();
            assert_eq!(place.stored(&name).await.len(), before, "{case}");
        }
    }
    let path = format!("/filings/{}/updates", name.replace('/', "/documents/"));
    assert_eq!(anna.ask("POST", &path).body("text/plain", good).await.status, 415);
    for query in ["?after=-1", "?after=x", "?wait=-1", "?before=1"] {
        assert_eq!(read(&anna, &name, query).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_key_makes_it_happen_once() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let (first, second) = (body(&[replica.write("x")]), body(&[replica.write("y")]));
    for (bytes, key, status, stored) in [
        (&first, Some("k1"), 204, 1),
        (&first, Some("k1"), 204, 1),
        (&second, Some("k1"), 409, 1),
        (&second, Some("k2"), 204, 2),
        (&second, Some("not a key"), 400, 2),
        (&second, None, 204, 3),
    ] {
        let answer = post_as(&anna, &name, bytes.clone(), key).await;
        assert_eq!(answer.status, status, "{key:?}");
        assert_eq!(place.stored(&name).await.len(), stored, "{key:?}");
    }
}

#[tokio::test]
async fn rates() {
    let place = Place::with(|limits| {
        limits.post_burst = 3.0;
        limits.waiting_of_person = 1;
    })
    .await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let good = body(&[Replica::new(1).write("x")]);
    for status in [204, 204, 204, 429] {
        let answer = post(&anna, &name, good.clone()).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.headers.contains_key("retry-after"), status == 429);
    }
    let query = "?after=3&wait=1";
    let (one, two) = tokio::join!(read(&anna, &name, query), read(&anna, &name, query));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 429]);
}

/// A room does not end while somebody waits in it.
#[tokio::test]
async fn waiting_in_a_quiet_room() {
    let place = Place::with(|limits| limits.idle_room = Duration::from_millis(20)).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let begun = Instant::now();
    let waits = read(&anna, &name, "?wait=20");
    let posts = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        post(&anna, &name, body(&[Replica::new(1).write("x")])).await
    };
    let (answer, posted) = tokio::join!(waits, posts);
    assert_eq!((answer.status.as_u16(), posted.status.as_u16()), (200, 204));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

/// A submission closes this way in, too.
#[tokio::test]
async fn after_the_submission() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    anna.attach(&filing).await;
    let name = format!("{filing}/answers");
    let good = body(&[Replica::new(1).write("x")]);
    assert_eq!(post(&anna, &name, good.clone()).await.status, 204);
    assert_eq!(anna.submit(&filing, "k", &submission(&answers())).await.status, 201);
    assert_eq!(post(&anna, &name, good).await.status, 403);
    assert_eq!(read(&anna, &name, "").await.status, 200);
}
