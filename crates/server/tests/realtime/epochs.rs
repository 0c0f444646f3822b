//! Documents that the server begins anew, and who was away meanwhile.

use std::time::Duration;

use bangban_contract::realtime::DocumentName;
use bangban_draft::{Address, Answer, Command, Draft, Name, Update};
use bangban_server::realtime::log::{Looked, compact, rebuild};
use bangban_wire::{Message, SyncMessage};
use serde_json::{Value, json};

use super::peer::Heard;
use super::place::Place;
use super::rest::{body, post, read, updates};
use crate::town::Someone;

fn set(path: &str, value: Value, long: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long, sensitive: false })
}

/// A device: a draft, and what it has not sent.
struct Device {
    filing: String,
    draft: Draft,
    unsent: Vec<Update>,
}

impl Device {
    fn new(filing: &str, client: u64, author: &str) -> Self {
        let draft = Draft::new(client, author);
        Self { filing: filing.to_owned(), draft, unsent: Vec::new() }
    }

    fn run(&mut self, command: &Command) {
        let made = self.draft.apply(command);
        self.unsent.extend(made);
    }

    fn name(&self) -> String {
        format!("{}/{}", self.filing, self.draft.address(Name::Answers))
    }

    /// Brings what was not sent, under the name that it was made for; gives the current epoch.
    async fn bring(&mut self, someone: &Someone<'_>) -> u32 {
        let made: Vec<Vec<u8>> = self.unsent.drain(..).map(|update| update.bytes).collect();
        for bodies in made.chunks(100) {
            let answer = post(someone, &self.name(), body(bodies)).await;
            assert_eq!(answer.status, 204, "{}", answer.text());
        }
        let answer = read(someone, &self.name(), "?after=999999999").await;
        answer.header("x-bangban-epoch").parse().unwrap()
    }

    /// Takes in what the server has, in the current epoch.
    async fn take(&mut self, someone: &Someone<'_>, epoch: u32) {
        let to = Address { name: Name::Answers, epoch };
        let answer = read(someone, &format!("{}/{to}", self.filing), "").await;
        let came = if answer.status == 204 { Vec::new() } else { updates(&answer) };
        if self.draft.address(Name::Answers) == to {
            for bytes in &came {
                self.draft.merge(to, bytes).unwrap();
            }
        } else {
            self.draft.renew(to, &came).unwrap();
        }
    }

    /// Both.
    async fn call_in(&mut self, someone: &Someone<'_>) {
        let epoch = self.bring(someone).await;
        self.take(someone, epoch).await;
    }

    fn text(&self) -> Value {
        self.draft.answer(&["why".to_owned()])
    }
}

/// Who writes, as their maps are called.
async fn person(someone: &Someone<'_>) -> String {
    someone.get("/session").await["person"]["id"].as_str().unwrap().to_owned()
}

async fn rebuilt(place: &Place, name: &str) -> Looked {
    let name: DocumentName = name.parse().unwrap();
    rebuild(&place.rig.state.db, &place.rig.clock, &name, 0).await.unwrap()
}

/// Makes a document of which the traces outweigh the content.
async fn worn(device: &mut Device, someone: &Someone<'_>) {
    for edit in 0..60 {
        device.run(&set(["x", "y"][edit % 2], json!(edit), false));
    }
    device.call_in(someone).await;
}

/// Two devices of a person are away while the server begins the document anew, twice. All that
/// they did is there in the end, once.
#[tokio::test]
async fn a_week_without_a_network() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let person = person(&anna).await;
    let mut here = Device::new(&filing, 1, &person);
    here.run(&set("why", json!("因为生产"), true));
    worn(&mut here, &anna).await;
    let mut away = [2, 3].map(|client| Device::new(&filing, client, &person));
    for device in &mut away {
        device.call_in(&anna).await;
    }
    away[0].run(&set("why", json!("我司因为生产"), true));
    away[0].run(&set("x", json!("甲"), false));
    away[1].run(&set("why", json!("因为生产特点"), true));
    away[1].run(&set("z", json!(1), false));

    assert_eq!(rebuilt(&place, &here.name()).await, Looked::Rebuilt(1));
    here.call_in(&anna).await;
    here.run(&set("y", json!("丙"), false));
    here.run(&set("why", json!("因为生产。"), true));
    worn(&mut here, &anna).await;
    here.run(&set("y", json!("丁"), false));
    here.call_in(&anna).await;
    assert_eq!(rebuilt(&place, &here.name()).await, Looked::Rebuilt(2));

    // Each brings it twice, as two tabs do, or one whose answer was lost.
    for device in &mut away {
        let again = device.unsent.clone();
        assert_eq!(device.bring(&anna).await, 2);
        device.unsent = again;
        device.call_in(&anna).await;
    }
    here.call_in(&anna).await;
    assert_eq!(here.name(), format!("{filing}/answers@2"));
    for device in &mut away {
        device.call_in(&anna).await;
        assert_eq!(device.draft.answers(), here.draft.answers());
        assert_eq!(device.draft.conflicts(), here.draft.conflicts());
    }
    let text = here.text().as_str().unwrap().to_owned();
    assert!(["我司因为生产特点。", "我司因为生产。特点"].contains(&text.as_str()), "{text}");
    assert_eq!(here.draft.answer(&["z".into()]), 1);
    // A closed log that is compacted is the same.
    let closed: DocumentName = format!("{filing}/answers").parse().unwrap();
    compact(&place.rig.state.db, &place.rig.clock, &closed, 0).await.unwrap();
    let stored = place.stored(&format!("{filing}/answers@2")).await.len();
    let mut late = Device::new(&filing, 9, &person);
    late.draft
        .load(Address::first(Name::Answers), &place.stored(&closed.to_string()).await[0])
        .unwrap();
    late.unsent = vec![Update {
        document: Address::first(Name::Answers),
        bytes: late.draft.snapshot(Name::Answers),
    }];
    assert_eq!(late.bring(&anna).await, 2);
    assert_eq!(place.stored(&format!("{filing}/answers@2")).await.len(), stored);
}

/// Whoever has the document open is told, and what they send in the same moment is not lost.
#[tokio::test]
async fn open_connections_move_on() {
    let place = Place::with(|limits| {
        limits.compact_updates = 40;
        limits.rebuild_floor = 0;
        limits.posts_per_second = 1_000.0;
    })
    .await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let person = person(&anna).await;
    let name = format!("{filing}/answers");
    let mut devices = [1, 2].map(|client| Device::new(&filing, client, &person));
    let mut peers = [place.open(&anna, &name).await, place.open(&anna, &name).await];
    let mut edits = 0;
    let mut moved = [None; 2];
    while moved.iter().any(Option::is_none) {
        for who in 0..2 {
            edits += 1;
            assert!(edits < 2_000, "it never moves");
            let path = format!("d{who}/{}", edits / 2 % 2);
            devices[who].run(&set(&path, json!(edits), false));
            // Sent without waiting for what is said of it, to both before and after the move.
            let sent = devices[who].unsent.last().unwrap().bytes.clone();
            peers[who].say(Message::Sync(SyncMessage::Update(&sent))).await;
        }
        for who in 0..2 {
            while !peers[who].is_quiet_for(Duration::from_millis(2)).await {
                match peers[who].take_heard() {
                    Heard::Moved(epoch) => moved[who] = Some(epoch),
                    Heard::Status(stored) => assert!(stored),
                    Heard::Update(_) | Heard::Presence(_) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    assert_eq!(moved, [Some(1); 2]);
    // The old name is no more to be opened; the new one is.
    assert!(matches!(peers[0].knock(&name).await, Heard::Moved(1..)));
    assert_eq!(peers[0].knock(&format!("{filing}/answers@99")).await, Heard::Moved(1));
    for device in &mut devices {
        device.call_in(&anna).await;
    }
    let expected = (devices[0].draft.answers(), devices[1].draft.answers());
    let mut reader = Device::new(&filing, 9, &person);
    reader.call_in(&anna).await;
    assert!(reader.draft.address(Name::Answers).epoch >= 1);
    let answers = reader.draft.answers();
    assert_eq!(answers["d1"], expected.1["d1"]);
    for (who, last) in [(0, edits - 1), (1, edits)] {
        let there = answers[format!("d{who}")].as_object().unwrap();
        assert!(there.values().any(|value| *value == last), "{answers} of {last}");
    }
    let (filing, _) = name.split_once('/').unwrap();
    let grant = anna.get(&format!("/filings/{filing}/documents/answers/grant")).await;
    assert!(grant["epoch"].as_u64().unwrap() >= 1);
}

/// The traces of a long absence, brought in one long update, are as many as those of hundreds of
/// short ones: it is not waited for hundreds of updates to look at them.
#[tokio::test]
async fn few_long_updates() {
    let place = Place::with(|limits| limits.rebuild_floor = 4_000).await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let mut device = Device::new(&filing, 1, &person(&anna).await);
    let mut peer = place.open(&anna, &device.name()).await;
    for edit in 0..1_000 {
        device.run(&set(["x", "y"][edit % 2], json!(edit.to_string()), false));
    }
    let one = yrs::merge_updates_v1(device.unsent.drain(..).map(|made| made.bytes)).unwrap();
    assert!(one.len() > 4_000, "{}", one.len());
    assert_eq!(post(&anna, &device.name(), body(&[one])).await.status, 204);
    let moved = peer.until(|heard| matches!(heard, Heard::Moved(_))).await;
    assert_eq!(moved, Heard::Moved(1));
    device.call_in(&anna).await;
    assert_eq!(device.draft.answers(), json!({ "x": "998", "y": "999" }));
}

/// An answer is written in one's own name, in the current epoch and in one that is closed.
#[tokio::test]
async fn in_the_name_of_another() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let person = person(&anna).await;
    let mut here = Device::new(&filing, 1, &person);
    worn(&mut here, &anna).await;
    let mut stranger = Device::new(&filing, 2, "somebody else");
    stranger.call_in(&anna).await;
    stranger.run(&set("x", json!("forged"), false));
    let forged = stranger.unsent[0].bytes.clone();
    let mut peer = place.open(&anna, &here.name()).await;
    assert!(!peer.update(&forged).await);
    for epoch in 0..2 {
        let refused = post(&anna, &stranger.name(), body(std::slice::from_ref(&forged))).await;
        assert_eq!(refused.status, 403, "{epoch}");
        assert_eq!(refused.value()["code"], "not-allowed");
        if epoch == 0 {
            assert_eq!(rebuilt(&place, &here.name()).await, Looked::Rebuilt(1));
        }
    }
    here.run(&set("x", json!("mine"), false));
    here.call_in(&anna).await;
    assert_eq!(here.draft.answer(&["x".into()]), "mine");
}

/// What was in no epoch, and what nobody may write any more, is refused with its own word.
#[tokio::test]
async fn what_is_refused() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let person = person(&anna).await;
    let mut here = Device::new(&filing, 1, &person);
    worn(&mut here, &anna).await;
    assert_eq!(rebuilt(&place, &here.name()).await, Looked::Rebuilt(1));
    // Not twice for the same: it is as short as it can be, and the old one is closed.
    assert!(matches!(rebuilt(&place, &format!("{filing}/answers@1")).await, Looked::Full(_)));
    assert!(matches!(rebuilt(&place, &format!("{filing}/answers")).await, Looked::Kept));
    here.run(&set("x", json!(1), false));
    let late = body(&[here.unsent[0].bytes.clone()]);
    let refused = post(&anna, &format!("{filing}/answers@2"), late.clone()).await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.value()["code"], "wrong-epoch");
    assert_eq!(refused.header("x-bangban-epoch"), "1");
    let other = place.sign_in("ben").await;
    assert_eq!(post(&other, &format!("{filing}/answers"), late.clone()).await.status, 404);
    let filed = anna.file().await;
    assert_eq!(post(&anna, &format!("{filed}/answers"), late).await.status, 403);
}

/// A document that is edited 10,000 times stays within four times its content and the floor.
#[tokio::test]
async fn ten_thousand_edits() {
    let place = Place::with(|limits| {
        limits.posts_per_second = 1_000.0;
        limits.post_burst = 1_000.0;
    })
    .await;
    let floor = bangban_server::realtime::Limits::default().rebuild_floor;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let person = person(&anna).await;
    let mut device = Device::new(&filing, 1 << 52, &person);
    let mut largest = 0;
    for edit in 0..10_000 {
        let path = format!("org/field{}", edit % 20);
        device.run(&set(&path, json!(format!("第{edit}次")), false));
        if edit % 100 == 99 {
            device.call_in(&anna).await;
            let stored = place.stored(&device.name()).await;
            largest = largest.max(stored.iter().map(Vec::len).sum::<usize>());
        }
    }
    let epoch = device.draft.address(Name::Answers).epoch;
    let content = device.draft.answers().to_string().len();
    let mut closed = 0;
    for table in ["document_snapshots", "document_epochs"] {
        let bytes = if table == "document_epochs" { "landing" } else { "bytes" };
        let sql = format!("SELECT coalesce(sum(length({bytes})), 0) FROM {table} WHERE filing = ?");
        let sum: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(&filing)
            .fetch_one(place.rig.state.db.read())
            .await
            .unwrap();
        closed += usize::try_from(sum).unwrap();
    }
    println!("epoch {epoch}, content {content}, at most {largest}, all snapshots {closed}");
    assert!(epoch > 0);
    // What came since it was last looked at is 500 updates at most, and one body.
    let bound = 4 * content + floor + 600 * 60;
    assert!(largest <= bound, "{largest} of {bound}");
}
