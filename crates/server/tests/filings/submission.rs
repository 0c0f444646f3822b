//! Submitting: everything is checked, and it happens once.

use bangban_contract::problem::ProblemCode;
use serde_json::{Value, json};
use sqlx::Row;

use super::town::{answers, metadata, sign_in, submission, town};
use crate::rig::Rig;

async fn count(rig: &Rig, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(rig.state.db.read()).await.unwrap().try_get(0).unwrap()
}

#[tokio::test]
async fn what_is_wrong_is_pointed_at() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let with = |answers: Value| submission(&answers);
    let bare = anna.begin().await;
    let whole = anna.begin().await;
    anna.attach(&whole).await;
    let partly = anna.begin().await;
    anna.created(&partly, 50, &metadata("a.pdf", "application/pdf", "licence")).await;
    for (filing, body, expected) in [
        (&bare, with(answers()), vec!["/materials/licence material-missing"]),
        (&whole, with(json!({"kind": "plain"})), vec!["/title required"]),
        (&whole, with(json!({"title": "x", "kind": "none"})), vec!["/kind option"]),
        (&whole, with(json!({"title": 1, "kind": "plain"})), vec!["/title type"]),
        (&whole, with(json!({"title": "x", "kind": "plain", "odd": 1})), vec!["/odd unknown"]),
        (&whole, with(json!([])), vec![" type", "/title required", "/kind required"]),
        (
            &whole,
            json!({"formVersion": "3", "answers": answers(), "commitment": false}),
            vec!["/commitment required"],
        ),
        (&partly, with(answers()), vec!["/materials/licence material-incomplete"]),
    ] {
        let answer = anna.submit(filing, "key", &body).await;
        let problem = answer.problem();
        assert_eq!(problem.code, ProblemCode::InvalidAnswers, "{}", answer.text());
        let found: Vec<String> =
            problem.errors.iter().map(|e| format!("{} {}", e.pointer, e.code)).collect();
        assert_eq!(found, expected, "{body}");
        assert!(problem.errors.iter().all(|e| !e.detail.zh.is_empty() && e.detail.en.is_some()));
    }
    assert_eq!(count(&rig, "SELECT count(*) FROM submission").await, 0);
    // A refusal used no key up.
    assert_eq!(anna.submit(&whole, "key", &with(answers())).await.status, 201);
}

/// 容缺受理: it is taken without the material, and the supplement asks for it.
#[tokio::test]
async fn a_material_that_may_follow_is_not_missing() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let body = submission(&json!({"title": "x", "kind": "special"}));
    assert_eq!(anna.submit(&id, "key", &body).await.status, 201);
}

#[tokio::test]
async fn a_file_that_no_longer_applies_is_not_submitted() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let extra = anna.created(&id, 3, &metadata("a.jpg", "image/jpeg", "proof")).await;
    assert_eq!(anna.patch(&extra, 0, b"\xff\xd8\xff").await.status, 204);
    let answer = anna.submit(&id, "key", &submission(&answers())).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(anna.get(&format!("/filings/{id}/attachments")).await.as_array().unwrap().len(), 1);
    assert_eq!(std::fs::read_dir(rig.state.config.uploads()).unwrap().count(), 1);
}

#[tokio::test]
async fn the_same_key_happens_once() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let body = submission(&answers());
    let all =
        futures_util::future::join_all((0..12).map(|_| anna.submit_as(&id, "one", "1", &body)))
            .await;
    for answer in &all {
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(answer.body, all[0].body);
    }
    // Names in another order are the same body.
    let turned = json!({"commitment": true, "answers": {"kind": "plain", "title": "示例"}, "formVersion": "3"});
    assert_eq!(anna.submit_as(&id, "one", "1", &turned).await.body, all[0].body);
    let other = submission(&json!({"title": "other", "kind": "plain"}));
    assert_eq!(anna.submit_as(&id, "one", "1", &other).await.code(), ProblemCode::KeyReused);
    let elsewhere = anna.begin().await;
    assert_eq!(anna.submit_as(&elsewhere, "one", "1", &body).await.code(), ProblemCode::KeyReused);
    assert_eq!(anna.submit_as(&id, "two", "1", &body).await.code(), ProblemCode::VersionMismatch);
    assert_eq!(count(&rig, "SELECT count(*) FROM submission").await, 1);
    assert_eq!(count(&rig, "SELECT count(*) FROM timeline WHERE event = 'submitted'").await, 1);
}

#[tokio::test]
async fn different_keys_at_once_submit_once() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    anna.attach(&id).await;
    let body = submission(&answers());
    let keys: Vec<String> = (0..8).map(|at| format!("key-{at}")).collect();
    let all =
        futures_util::future::join_all(keys.iter().map(|key| anna.submit_as(&id, key, "1", &body)))
            .await;
    assert_eq!(all.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(all.iter().filter(|answer| answer.status == 412).count(), 7);
    assert_eq!(count(&rig, "SELECT count(*) FROM submission").await, 1);
}

#[tokio::test]
async fn numbers_are_unique_and_without_gaps() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let mut numbers = Vec::new();
    for _ in 0..5 {
        let id = anna.file().await;
        numbers
            .push(anna.get(&format!("/filings/{id}")).await["number"].as_str().unwrap().to_owned());
    }
    let day = rig.clock.today().format("BH%Y%m%d").to_string();
    for (at, number) in numbers.iter().enumerate() {
        assert!(number.starts_with(&format!("{day}{:06}", at + 1)), "{number}");
    }
}
