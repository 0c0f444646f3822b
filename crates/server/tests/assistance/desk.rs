//! The queue: who takes what, codes, booked times, and the figures.

use bangban_contract::problem::ProblemCode as P;
use chrono::TimeDelta;
use serde_json::json;

use crate::town::{sign_in, town};

#[tokio::test]
async fn of_many_who_take_it_up_one_does() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let (hana, hugo) = (sign_in(&rig, "hana").await, sign_in(&rig, "hugo").await);
    let id = anna.ask_for_help(&anna.begin().await).await;
    let path = format!("/assistance/{id}/moves");
    let claim = json!({"move": "claim", "wanted": "look"});
    let tries = (0..10).map(|at| {
        let who = if at % 2 == 0 { &hana } else { &hugo };
        who.ask("POST", &path).json(&claim)
    });
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    // The one who was too late is told that it is not theirs, or not there.
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert!([404, 409].contains(&answer.status.as_u16()), "{}", answer.text());
    }
}

#[tokio::test]
async fn one_request_at_a_time_and_what_it_may_say() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let filing = anna.begin().await;
    let long = "长".repeat(501);
    for (wanted, expected) in [
        (json!({"filing": "nothing"}), P::NotFound),
        (json!({"item": "nothing"}), P::NotFound),
        (json!({"filing": filing, "question": long}), P::MalformedRequest),
        (json!({"filing": filing, "field": ""}), P::MalformedRequest),
        (json!({"filing": filing, "station": "empty"}), P::MalformedRequest),
        (json!({"filing": filing, "slot": "2020-01-01T01:00:00.000Z"}), P::WrongState),
        (json!({"filing": filing, "more": 1}), P::MalformedRequest),
    ] {
        let answer = anna.ask("POST", "/assistance").json(&wanted).await;
        assert_eq!(answer.code(), expected, "{wanted}");
    }
    let id = anna.ask_for_help(&filing).await;
    let again = anna.ask("POST", "/assistance").json(&json!({"filing": filing})).await;
    assert_eq!(again.code(), P::WrongState);
    anna.moves(&id, json!({"move": "end"})).await;
    anna.ask_for_help(&filing).await;
    let filed = anna.file().await;
    let closed = anna.ask("POST", "/assistance").json(&json!({"filing": filed})).await;
    assert_eq!(closed.code(), P::WrongState);
    let ben = sign_in(&rig, "ben").await;
    let theirs = ben.ask("POST", "/assistance").json(&json!({"filing": filing})).await;
    assert_eq!(theirs.code(), P::NotFound);
    let hana = sign_in(&rig, "hana").await;
    assert_eq!(hana.ask("POST", "/assistance").json(&json!({})).await.code(), P::NotAllowed);
}

#[tokio::test]
async fn a_code_is_read_out_at_any_station() {
    let rig = town().await;
    let (anna, hilda) = (sign_in(&rig, "anna").await, sign_in(&rig, "hilda").await);
    let id = anna.ask_for_help(&anna.begin().await).await;
    let path = format!("/assistance/{id}/code");
    let offer = || async { anna.ask("POST", &path).send().await.value()["code"].clone() };
    let (first, second) = (offer().await, offer().await);
    assert_eq!(second.as_str().unwrap().len(), 6);
    let take = |code: serde_json::Value| {
        let (hilda, wanted) = (&hilda, json!({"code": code, "wanted": "fill"}));
        async move { hilda.ask("POST", "/station/codes").json(&wanted).await }
    };
    if first != second {
        assert_eq!(take(first).await.code(), P::CodeSpent, "a later one voids it");
    }
    rig.clock.advance(TimeDelta::seconds(601));
    assert_eq!(take(second).await.code(), P::CodeSpent);
    let third = offer().await;
    let taken = take(third.clone()).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert_eq!(taken.value()["state"], "asked");
    assert_eq!(anna.assistance(&id).await["station"]["id"], "park");
    assert_eq!(take(third).await.code(), P::CodeSpent);
    let record = anna.assistance(&id).await["filing"].as_str().unwrap().to_owned();
    let events = anna.events(&record).await;
    assert!(events.ends_with(&["station-changed".into(), "claimed".into()]), "{events:?}");
    // Few tries of what is no code; another assistant has their own.
    for _ in 0..4 {
        assert_eq!(take(json!("x")).await.code(), P::CodeSpent);
    }
    assert_eq!(take(json!("x")).await.status, 429);
    let hana = sign_in(&rig, "hana").await;
    let wanted = json!({"code": "x", "wanted": "fill"});
    assert_eq!(hana.ask("POST", "/station/codes").json(&wanted).await.code(), P::CodeSpent);
    rig.clock.advance(TimeDelta::seconds(60));
    assert_eq!(take(json!("x")).await.code(), P::CodeSpent);
    let ben = sign_in(&rig, "ben").await;
    let not_theirs = ben.ask("POST", &path).send().await;
    assert_eq!(not_theirs.code(), P::NotFound);
}

#[tokio::test]
async fn a_booked_time_is_taken_once_and_comes_up_when_it_is_due() {
    let rig = town().await;
    let (anna, ben) = (sign_in(&rig, "anna").await, sign_in(&rig, "ben").await);
    let hilda = sign_in(&rig, "hilda").await;
    let free = anna.get("/help-stations/park/slots").await;
    let slot = free["free"][0].clone();
    let wanted = json!({"station": "park", "slot": slot, "filing": anna.begin().await});
    let booked = anna.ask("POST", "/assistance").json(&wanted).await;
    assert_eq!(booked.status, 201, "{}", booked.text());
    let wanted = json!({"station": "park", "slot": slot, "filing": ben.begin().await});
    let taken = ben.ask("POST", "/assistance").json(&wanted).await;
    assert_eq!(taken.code(), P::WrongState, "one assistant works there");
    let console = hilda.get("/station").await;
    assert_eq!(console["waiting"], json!([]));
    assert_eq!(console["booked"][0]["slot"], slot, "it is told ahead");
    assert_eq!(console["booked"].as_array().unwrap().len(), 1);
    assert_eq!(console["figures"]["requests"], 0, "nobody waits yet");
    let at = chrono::DateTime::parse_from_rfc3339(slot.as_str().unwrap()).unwrap().to_utc();
    rig.clock.advance(at - rig.clock.now());
    let hilda = sign_in(&rig, "hilda").await;
    let console = hilda.get("/station").await;
    let queue = console["waiting"].clone();
    assert_eq!(queue.as_array().unwrap().len(), 1);
    assert!(queue[0]["waited"].as_u64().unwrap() < 5, "it waits from its time on");
    assert_eq!(console["booked"], json!([]));
    assert_eq!(console["figures"]["requests"], 1, "its time has come");
    // It is within the hours of the station; nine hours later that is closed, and says until when.
    assert_eq!(console["station"]["opensAt"], json!(null));
    rig.clock.advance(TimeDelta::hours(9));
    let stations = rig.get("/api/v1/help-stations").send().await.value();
    assert!(stations[0]["opensAt"].is_string(), "{stations}");
}

/// What was booked and taken back was never late; who waited past the promise in vain was.
#[tokio::test]
async fn what_is_taken_back_counts_where_it_was_late() {
    let rig = town().await;
    let (anna, hilda) = (sign_in(&rig, "anna").await, sign_in(&rig, "hilda").await);
    let slot = anna.get("/help-stations/park/slots").await["free"][0].clone();
    let filing = anna.begin().await;
    let booked = json!({"station": "park", "slot": slot, "filing": filing});
    let now = json!({"station": "park", "filing": filing});
    for (wanted, wait, expected) in [(&booked, 1, 0), (&now, 1, 0), (&now, 59, 0), (&now, 120, 1)] {
        let asked = anna.ask("POST", "/assistance").json(wanted).await;
        assert_eq!(asked.status, 201, "{}", asked.text());
        rig.clock.advance(TimeDelta::seconds(wait));
        anna.moves(asked.value()["id"].as_str().unwrap(), json!({"move": "end"})).await;
        let console = hilda.get("/station").await;
        assert_eq!(console["booked"], json!([]));
        assert_eq!(console["figures"]["requests"], expected, "{wanted} after {wait} s");
    }
}

#[tokio::test]
async fn answered_without_joining_and_counted() {
    let rig = town().await;
    let (anna, hana) = (sign_in(&rig, "anna").await, sign_in(&rig, "hana").await);
    let asked = json!({"question": "几楼办理?", "station": "port"});
    let answer = anna.ask("POST", "/assistance").json(&asked).await;
    let id = answer.value()["id"].as_str().unwrap().to_owned();
    let figures = hana.get("/station").await["figures"].clone();
    assert_eq!((&figures["requests"], &figures["due"]), (&json!(1), &json!(0)), "not late yet");
    hana.moves(&id, json!({"move": "claim", "wanted": "look"})).await;
    let path = format!("/assistance/{id}/moves");
    let nothing = anna.ask("POST", &path).json(&json!({"move": "consent", "level": "look"})).await;
    assert_eq!(nothing.code(), P::WrongState, "there is no filing to let anybody into");
    hana.moves(&id, json!({"move": "reply", "text": "二楼 5 号窗口。"})).await;
    let told = anna.get("/assistance").await;
    assert_eq!(told[0]["reply"], "二楼 5 号窗口。");
    anna.moves(&id, json!({"move": "rate", "stars": 4})).await;
    assert_eq!(anna.get("/assistance").await, json!([]));
    let figures = hana.get("/station").await["figures"].clone();
    assert_eq!(
        figures,
        json!({"requests": 1, "firstAnswer": 0, "inTime": 1, "due": 1, "solved": 1, "ratings": 1, "satisfied": 1})
    );
}
