//! What is told before one begins another filing of an item.

use bangban_contract::problem::ProblemCode;
use serde_json::json;

use super::town::{ITEM, sign_in, town};

#[tokio::test]
async fn what_is_there_already() {
    let rig = town().await;
    let (anna, ben) = (sign_in(&rig, "anna").await, sign_in(&rig, "ben").await);
    let rita = sign_in(&rig, "rita").await;
    let path = format!("/filings/earlier?item={ITEM}");
    assert_eq!(anna.get(&path).await, json!({ "filings": [], "instead": [] }));

    // A draft is known to who began it, and to nobody else of the firm.
    let draft = anna.begin().await;
    let found = anna.get(&path).await;
    assert_eq!(found["filings"][0]["id"], draft.as_str());
    assert_eq!(found["filings"][0]["state"], "draft");
    assert_eq!(ben.get(&path).await["filings"], json!([]));

    // What was submitted for the firm is told to a colleague, without the way in.
    let filed = anna.file().await;
    let told = ben.get(&path).await;
    assert_eq!(told["filings"].as_array().unwrap().len(), 1);
    assert_eq!((&told["filings"][0]["state"], &told["filings"][0]["id"]), (&json!("submitted"), &json!(null)));
    assert!(told["filings"][0]["number"].is_string());
    let own = anna.get(&path).await;
    assert_eq!(own["filings"].as_array().unwrap().len(), 2);
    assert_eq!(own["filings"][0]["id"], filed.as_str());

    // Approved, it is still told of; withdrawn, it is not.
    for wanted in ["accept", "start-review", "grant"] {
        assert_eq!(rita.advance(&filed, &json!({ "move": wanted })).await.status, 200);
    }
    assert_eq!(anna.get(&path).await["filings"][0]["state"], "granted");
    let other = anna.file().await;
    let version = anna.version(&other).await;
    let withdrawal = anna.ask("POST", &format!("/filings/{other}/withdrawal"));
    let withdrawal = withdrawal.header("if-match", &format!("\"{version}\""));
    assert_eq!(withdrawal.send().await.status, 200);
    assert_eq!(anna.get(&path).await["filings"].as_array().unwrap().len(), 2);

    // It is about the party for whom one acts.
    let acting = anna.ask("PUT", "/session/acting-for").json(&json!({ "party": "firm-b" })).await;
    assert_eq!(acting.status, 200);
    assert_eq!(anna.get(&path).await["filings"], json!([]));

    let refused = rita.ask("GET", &path).send().await;
    assert_eq!(refused.code(), ProblemCode::NotAllowed);
    assert_eq!(rig.get(&format!("/api/v1{path}")).send().await.code(), ProblemCode::SignInRequired);
    let unknown = anna.ask("GET", "/filings/earlier?item=nothing").send().await;
    assert_eq!(unknown.code(), ProblemCode::NotFound);
}
