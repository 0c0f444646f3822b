//! The demo clerk.

use std::time::Duration;

use bangban_server::app::service;
use bangban_server::review::clerk;
use chrono::TimeDelta;
use serde_json::json;

use super::town::{answers, metadata, sign_in, state, submission, town};
use crate::rig::Rig;

const PAUSE: Duration = Duration::from_secs(4);

#[tokio::test]
async fn moves_a_filing_to_delivery_a_step_at_a_time() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.file().await;
    anna.begin().await;
    assert_eq!(clerk::work(&rig.state, PAUSE).await.unwrap(), 0, "not yet");
    for state in ["accepted", "under-review", "granted", "delivered"] {
        rig.clock.advance(TimeDelta::seconds(5));
        assert_eq!(clerk::work(&rig.state, PAUSE).await.unwrap(), 1);
        assert_eq!(clerk::work(&rig.state, PAUSE).await.unwrap(), 0, "a step at a time");
        assert_eq!(anna.get(&format!("/filings/{id}")).await["state"], state);
    }
    rig.clock.advance(TimeDelta::seconds(5));
    assert_eq!(clerk::work(&rig.state, PAUSE).await.unwrap(), 0);
}

#[tokio::test]
async fn asks_once_for_a_supplement_where_an_answer_wants_it() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let body = submission(&json!({"title": "x", "kind": "plain", "reason": "试一试补正流程"}));
    assert_eq!(anna.submit(&id, "1", &body).await.status, 201);
    rig.clock.advance(TimeDelta::seconds(5));
    clerk::work(&rig.state, PAUSE).await.unwrap();
    let filing = anna.get(&format!("/filings/{id}")).await;
    assert_eq!(filing["supplement"]["points"][0]["pointer"], "/reason");
    assert_eq!(anna.submit(&id, "2", &body).await.status, 201);
    rig.clock.advance(TimeDelta::seconds(5));
    clerk::work(&rig.state, PAUSE).await.unwrap();
    assert_eq!(anna.get(&format!("/filings/{id}")).await["state"], "accepted");
}

#[tokio::test]
async fn asks_for_what_may_follow_and_does_not_ask_twice() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let body = submission(&json!({"title": "x", "kind": "special", "reason": "y"}));
    assert_eq!(anna.submit(&id, "1", &body).await.status, 201);
    rig.clock.advance(TimeDelta::seconds(5));
    clerk::work(&rig.state, PAUSE).await.unwrap();
    let filing = anna.get(&format!("/filings/{id}")).await;
    assert_eq!(filing["supplement"]["points"][0]["pointer"], "/materials/proof");
    // What was asked for may not follow later any more.
    let answer = anna.submit(&id, "2", &body).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.value()["errors"][0]["pointer"], "/materials/proof");
    assert_eq!(answer.value()["errors"][0]["code"], "material-missing");
    let photo = [&[0xff, 0xd8, 0xff, 0xe0][..], &[0; 60]].concat();
    let about = metadata("证明.jpg", "image/jpeg", "proof");
    let upload = anna.created(&id, photo.len(), &about).await;
    assert_eq!(anna.patch(&upload, 0, &photo).await.status, 204);
    assert_eq!(anna.submit(&id, "3", &body).await.status, 201);
    rig.clock.advance(TimeDelta::seconds(5));
    clerk::work(&rig.state, PAUSE).await.unwrap();
    assert_eq!(anna.get(&format!("/filings/{id}")).await["state"], "accepted");
}

#[tokio::test]
async fn leaves_to_a_reviewer_what_is_theirs() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let rita = sign_in(&rig, "rita").await;
    let id = anna.file().await;
    assert_eq!(rita.advance(&id, &json!({"move": "accept"})).await.status, 200);
    rig.clock.advance(TimeDelta::seconds(60));
    assert_eq!(clerk::work(&rig.state, PAUSE).await.unwrap(), 0);
    assert_eq!(rita.get(&format!("/review/filings/{id}")).await["answers"], answers());
}

#[tokio::test]
async fn goes_on_after_a_restart() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.file().await;
    rig.clock.advance(TimeDelta::seconds(5));
    clerk::work(&rig.state, PAUSE).await.unwrap();
    rig.state.db.close().await;
    let config = (*rig.state.config).clone();
    let state = state(config, rig.clock.clone()).await;
    for _ in 0..3 {
        rig.clock.advance(TimeDelta::seconds(5));
        assert_eq!(clerk::work(&state, PAUSE).await.unwrap(), 1);
    }
    let rig = Rig { router: service(state.clone(), None), state, ..rig };
    let anna = sign_in(&rig, "anna").await;
    assert_eq!(anna.get(&format!("/filings/{id}")).await["state"], "delivered");
}
