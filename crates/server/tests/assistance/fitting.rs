//! To which station a request goes by itself.

use serde_json::{Value, json};

use super::mandate::mandate_for;
use crate::town::{Someone, sign_in, town};

/// Where the next request in a filing goes; it is taken back at once.
async fn goes_to(who: &Someone<'_>) -> Value {
    let filing = who.begin().await;
    let id = who.ask_for_help(&filing).await;
    let told = who.moves(&id, json!({"move": "end"})).await;
    told["station"]["id"].clone()
}

#[tokio::test]
async fn the_group_then_the_town_then_where_fewest_wait() {
    let rig = town().await;
    for (who, station, place) in [
        ("anna", "port", Value::Null),
        ("bob", "quay", json!("120116002")),
        // Nobody works at the station of his town.
        ("carl", "park", json!("120116003")),
    ] {
        let who = sign_in(&rig, who).await;
        let told = who.get("/help-stations/fitting").await;
        assert_eq!((&told["station"]["id"], &told["town"]), (&json!(station), &place));
        assert_eq!(goes_to(&who).await, station);
    }
    // With one in the queue of the first, the other has fewest.
    let (bob, carl) = (sign_in(&rig, "bob").await, sign_in(&rig, "carl").await);
    let asked = json!({"filing": bob.begin().await, "station": "park"});
    assert_eq!(bob.ask("POST", "/assistance").json(&asked).await.status, 201);
    assert_eq!(goes_to(&carl).await, "quay");
}

#[tokio::test]
async fn a_station_that_acts_by_a_mandate_comes_first() {
    let rig = town().await;
    let (bob, hana) = (sign_in(&rig, "bob").await, sign_in(&rig, "hana").await);
    let station = json!({"kind": "station", "station": "port"});
    let mandate = mandate_for(&bob, &hana, station, json!(["fill"])).await;
    assert_eq!(goes_to(&bob).await, "port");
    bob.mandate_moves(&mandate, json!({"move": "revoke", "reason": ""})).await;
    assert_eq!(goes_to(&bob).await, "quay");
}

#[tokio::test]
async fn it_is_told_to_who_files_alone() {
    let rig = town().await;
    let nobody = rig.get("/api/v1/help-stations/fitting").send().await;
    assert_eq!(nobody.status, 401);
    let hana = sign_in(&rig, "hana").await;
    assert_eq!(hana.ask("GET", "/help-stations/fitting").send().await.status, 403);
}
