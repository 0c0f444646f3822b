//! What the log holds, and what it never does.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing::instrument::WithSubscriber;

use super::rig::Rig;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_route_and_nobody() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let mut secrets = vec!["agent".to_owned(), "测试".into(), "firm-".into(), "geheim".into()];
    let (kept, request) = async {
        let rig = Rig::new().await;
        let cookie = rig.sign_in("agent").await;
        let ask = rig.get("/api/v1/session?name=geheim").cookie(&cookie);
        let request = ask.send().await.header("x-request-id").to_owned();
        let acting = json!({ "party": "firm-b" });
        rig.ask("PUT", "/api/v1/session/acting-for").cookie(&cookie).json(&acting).await;
        rig.get("/api/v1/geheim/firm-1").send().await;
        let odd = json!({ "identity": "agent", "geheim": "geheim" });
        rig.ask("POST", "/api/v1/session").json(&odd).await;
        (cookie, request)
    }
    .with_subscriber(subscriber)
    .await;
    secrets.push(kept.split_once('=').unwrap().1.to_owned());

    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} in {log}");
    }
    let answered: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["fields"]["message"] == "answered")
        .collect();
    assert_eq!(answered.len(), 5);
    let read = answered.iter().find(|line| line["span"]["id"] == request.as_str()).unwrap();
    assert_eq!(read["fields"]["route"], "/api/v1/session");
    assert_eq!(read["fields"]["status"], 200);
    assert_eq!(read["fields"]["method"], "GET");
    assert!(answered.iter().any(|line| line["fields"]["route"] == "unmatched"));
}
