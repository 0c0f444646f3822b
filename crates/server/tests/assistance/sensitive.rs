//! A sensitive answer where an assistant has helped: whose it is, what is asked of the applicant
//! before it is submitted, and where it is not to be read.

use bangban_contract::problem::ProblemCode as P;
use bangban_draft::Draft;
use serde_json::{Value, json};

use super::people::{helped, set, update};
use crate::realtime::place::Place;
use crate::town::submission;

const SECRET: &str = "6222020000000000";

/// It may be among those to be confirmed where its form asked for it in the open before. It is
/// confirmed like the others, by its name; its value is in the filing, and in nothing that is told
/// of how it came to be.
#[tokio::test]
async fn it_is_confirmed_by_its_name() {
    let place = Place::new().await;
    let (filing, id) = helped(&place, "fill").await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    anna.attach(&filing).await;
    let answers = format!("{filing}/answers");
    let mut peer = place.open(&hana, &answers).await;
    let plain = update(&mut Draft::new(7, "hana"), &set("title", json!("店"), false));
    assert!(peer.update(&plain).await);
    for (client, part) in [(8, "answers"), (9, "assist")] {
        let secret = set("secret", json!(SECRET), false);
        let secret = update(&mut Draft::new(client, "hana"), &secret);
        let mut peer = place.open(&hana, &format!("{filing}/{part}")).await;
        assert!(!peer.update(&secret).await, "{part}");
    }
    let own = update(&mut Draft::new(5, "anna"), &set("secret", json!(SECRET), true));
    assert!(place.open(&anna, &format!("{filing}/private")).await.update(&own).await);
    // Of an earlier version of the form.
    sqlx::query(
        "INSERT INTO assisted_field (filing, field, by, at) \
         SELECT filing, 'secret', by, at FROM assisted_field WHERE filing = ?",
    )
    .bind(&filing)
    .execute(place.rig.state.db.write())
    .await
    .unwrap();

    let path = format!("/filings/{filing}/assisted");
    let assisted = anna.get(&path).await;
    let names: Vec<&Value> =
        assisted["fields"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(names, ["secret", "title"]);
    let body = submission(&json!({"title": "店", "kind": "plain", "secret": SECRET}));
    let mut told = Vec::new();
    for one in assisted["fields"].as_array().unwrap() {
        let key = format!("before-{}", told.len());
        let refused = anna.submit(&filing, &key, &body).await;
        assert_eq!(refused.code(), P::Unconfirmed, "before {one}");
        told.push(refused.text());
        // What is no field confirms nothing, and is on no record.
        let fields = json!([
            {"field": one["field"], "at": one["at"]},
            {"field": SECRET, "at": one["at"]},
        ]);
        let confirmed = anna.ask("POST", &format!("{path}/confirmations"));
        let confirmed = confirmed.json(&json!({"fields": fields})).await;
        assert_eq!(confirmed.status, 200, "{}", confirmed.text());
        told.push(confirmed.text());
    }
    let sent = anna.submit(&filing, "k", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(anna.get(&format!("/filings/{filing}")).await["answers"]["secret"], SECRET);

    let record = anna.get(&format!("/filings/{filing}/record")).await;
    let events = record["entries"].as_array().unwrap().iter().map(|entry| &entry["event"]);
    let confirmed = events.filter(|event| event["event"] == "confirmed");
    let confirmed: Vec<&Value> = confirmed.map(|event| &event["fields"]).collect();
    assert_eq!(confirmed, [&json!(["secret"]), &json!(["title"])]);
    told.push(record.to_string());
    told.push(sent.text());
    told.push(anna.get(&format!("/filings/{filing}/timeline")).await.to_string());
    told.push(anna.get(&format!("/filings/{filing}/handling")).await.to_string());
    told.push(hana.assistance(&id).await.to_string());
    for one in told {
        assert!(!one.contains(SECRET), "{one}");
    }
}
