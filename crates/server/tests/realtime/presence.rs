//! Who is seen in a document, and as whom.

use bangban_wire::Message;
use serde_json::json;

use super::peer::Heard;
use super::place::Place;

#[tokio::test]
async fn one_is_who_the_server_knows() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let again = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let mut first = place.open(&anna, &name).await;
    let mut second = place.open(&again, &name).await;

    // Somebody else's name, and an answer that is nobody's business.
    let state = json!({"user": {"name": "审批员", "id": "rita"}, "field": "org/name",
        "value": "110101199001011234"});
    first.show(7, 1, &state.to_string()).await;
    let Heard::Presence(seen) = second.hear().await else { panic!() };
    let (client, clock, state) = &seen[0];
    assert_eq!((*client, *clock, &state["field"]), (7, 1, &json!("org/name")));
    assert_eq!(state["user"]["name"]["zh"], "测试anna");
    assert_eq!(state["user"]["role"], "applicant");
    assert!(!state.to_string().contains("rita") && state.get("value").is_none(), "{state}");
    let id = state["user"]["id"].clone();
    assert_ne!(id, "anna");

    // Another session cannot speak for it: neither move it nor end it.
    second.show(7, 9, r#"{"field":"forged"}"#).await;
    second.show(7, 9, "null").await;
    assert!(first.is_quiet().await);

    second.show(8, 1, "{}").await;
    let Heard::Presence(seen) = first.hear().await else { panic!() };
    assert_eq!((seen[0].0, &seen[0].2["user"]["id"]), (8, &id), "one person has one id");

    // Who comes later sees who is there; who leaves is gone for the others.
    let mut third = place.open(&anna, &name).await;
    let Heard::Presence(seen) = third.hear().await else { panic!() };
    assert_eq!(seen.iter().map(|one| one.0).collect::<Vec<_>>(), [7, 8]);
    third.say(Message::QueryAwareness).await;
    assert!(matches!(third.hear().await, Heard::Presence(seen) if seen.len() == 2));
    first.hang_up().await;
    assert_eq!(second.hear().await, Heard::Presence(vec![(7, 2, json!(null))]));
}

#[tokio::test]
async fn closing_a_document_is_leaving_it() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/assist", anna.begin().await);
    let mut first = place.open(&anna, &name).await;
    let mut second = place.open(&anna, &name).await;
    first.show(7, 1, "{}").await;
    assert!(matches!(second.hear().await, Heard::Presence(_)));
    first.say(Message::Close(None)).await;
    assert_eq!(first.hear().await, Heard::Shut("provider_initiated".to_owned()));
    assert_eq!(second.hear().await, Heard::Presence(vec![(7, 2, json!(null))]));
    first.join(&name).await;
}

/// Of many who move at once nobody is told each step, and everybody the last one.
#[tokio::test]
async fn a_crowd_moves() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/assist", anna.begin().await);
    let mut crowd = Vec::new();
    for _ in 0..4 {
        crowd.push(place.open(&anna, &name).await);
    }
    for clock in 1..=50 {
        for (client, one) in (1..).zip(&mut crowd) {
            let state = json!({ "step": clock }).to_string();
            one.show(client, clock, &state).await;
        }
    }
    for (own, one) in (1..).zip(&mut crowd) {
        let (mut frames, mut last) = (0, std::collections::BTreeMap::new());
        while last.values().filter(|&&clock| clock == 50).count() < 3 {
            let Heard::Presence(seen) = one.hear().await else { panic!() };
            frames += 1;
            for (client, clock, _) in seen {
                assert_ne!(client, own);
                assert!(last.insert(client, clock).is_none_or(|before| before < clock));
            }
        }
        assert!(frames < 150, "{frames}");
    }
}
