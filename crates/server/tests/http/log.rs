//! What the log holds, and what it never does.

use serde_json::{Value, json};

use super::rig::{Rig, logged};

#[tokio::test]
async fn the_route_and_nobody() {
    let rig = Rig::new().await;
    let cookie = rig.sign_in("agnes").await;
    let odd = json!({ "identity": "agnes", "geheim": "geheim" });
    let acting = json!({ "party": "firm-b" });
    let session = "/api/v1/session";
    let answers = [
        rig.get("/api/v1/session?name=geheim").cookie(&cookie).send().await,
        rig.ask("PUT", "/api/v1/session/acting-for").cookie(&cookie).json(&acting).await,
        rig.get("/api/v1/geheim/firm-1").send().await,
        rig.ask("POST", session).json(&odd).await,
    ];
    let expected = [
        ("GET", "/api/v1/session", 200),
        ("PUT", "/api/v1/session/acting-for", 200),
        ("GET", "unmatched", 404),
        ("POST", "/api/v1/session", 400),
    ];

    // Everything that any test of this program has made the server log, at every level.
    let log = logged();
    let id = cookie.split_once('=').unwrap().1;
    for secret in [id, "agnes", "测试", "firm-", "geheim", "李示例"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    let answered: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["fields"]["message"] == "answered")
        .collect();
    for (answer, (method, route, status)) in answers.iter().zip(expected) {
        let request = answer.header("x-request-id");
        let line = answered.iter().find(|line| line["span"]["id"] == request).unwrap();
        assert_eq!(line["fields"]["method"], method);
        assert_eq!(line["fields"]["route"], route);
        assert_eq!(line["fields"]["status"], status);
        assert!(line["fields"]["ms"].is_u64());
    }
}
