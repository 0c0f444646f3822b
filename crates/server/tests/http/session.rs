//! Signing in, acting for a party, expiring, signing out.

use bangban_contract::problem::ProblemCode;
use chrono::TimeDelta;
use serde_json::json;

use super::rig::Rig;

const SESSION: &str = "/api/v1/session";
const ACTING: &str = "/api/v1/session/acting-for";

#[tokio::test]
async fn from_nobody_to_nobody() {
    let rig = Rig::new().await;
    let nobody = rig.get(SESSION).send().await;
    assert_eq!(nobody.value(), json!({ "parties": [], "demo": true }));
    assert_eq!(nobody.header("cache-control"), "no-store");

    let signed = rig.ask("POST", SESSION).json(&json!({ "identity": "agnes" })).await;
    let set = signed.header("set-cookie");
    for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(set.contains(attribute), "{set}");
    }
    assert!(set.starts_with("__Host-session=") && !set.contains("Domain"), "{set}");
    assert_eq!(signed.value()["actingFor"], "firm-a");

    let cookie = signed.cookie();
    let read = rig.get(SESSION).cookie(&cookie).send().await.value();
    assert_eq!(read["person"]["id"], "agnes");
    assert_eq!(read["parties"].as_array().unwrap().len(), 2);

    let other = rig.ask("PUT", ACTING).cookie(&cookie).json(&json!({ "party": "firm-b" })).await;
    assert_eq!(other.value()["actingFor"], "firm-b");
    let read = rig.get(SESSION).cookie(&cookie).send().await.value();
    assert_eq!(read["actingFor"], "firm-b");

    let out = rig.ask("DELETE", SESSION).cookie(&cookie).send().await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let read = rig.get(SESSION).cookie(&cookie).send().await.value();
    assert!(read.get("person").is_none());
}

#[tokio::test]
async fn signing_in_again_voids_what_was() {
    let rig = Rig::new().await;
    let first = rig.sign_in("agnes").await;
    let second = rig
        .ask("POST", SESSION)
        .cookie(&first)
        .json(&json!({ "identity": "reviewer" }))
        .await
        .cookie();
    assert_ne!(first, second);
    let read = |cookie: String| rig.get(SESSION).cookie(&cookie).send();
    assert!(read(first).await.value().get("person").is_none());
    assert_eq!(read(second).await.value()["person"]["role"], "reviewer");
}

#[tokio::test]
async fn the_database_does_not_know_the_id() {
    let rig = Rig::new().await;
    let cookie = rig.sign_in("agnes").await;
    let id = cookie.split_once('=').unwrap().1;
    assert_eq!(id.len(), 43, "256 bits");
    rig.state.db.close().await;
    for entry in std::fs::read_dir(rig.folder.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(path) else { continue };
        assert!(!bytes.windows(id.len()).any(|window| window == id.as_bytes()));
    }
}

/// Minutes to let pass, one after the other; then whether the session still runs.
#[tokio::test]
async fn sessions_end() {
    let hour_by_quarters: Vec<i64> = [15; 4].repeat(11);
    let cases: [(&[i64], bool); 6] = [
        (&[0], true),
        (&[29], true),
        (&[31], false),
        (&[29, 29, 29], true),
        (&hour_by_quarters, true),
        (&[hour_by_quarters.as_slice(), &[15; 5]].concat(), false),
    ];
    for (minutes, runs) in cases {
        let rig = Rig::new().await;
        let cookie = rig.sign_in("agnes").await;
        for minutes in minutes {
            rig.clock.advance(TimeDelta::minutes(*minutes));
            rig.get(SESSION).cookie(&cookie).send().await;
        }
        let put = rig.ask("PUT", ACTING).cookie(&cookie).json(&json!({ "party": "firm-b" })).await;
        if runs {
            assert_eq!(put.status, 200, "{minutes:?}");
        } else {
            assert_eq!(put.code(), ProblemCode::SignInRequired, "{minutes:?}");
        }
    }
}

#[tokio::test]
async fn no_session_by_these_cookies() {
    let rig = Rig::new().await;
    let good = rig.sign_in("agnes").await;
    let id = good.split_once('=').unwrap().1;
    let cases = [
        String::new(),
        "__Host-session=".into(),
        "__Host-session=x".into(),
        format!("session={id}"),
        format!("__Host-session={}", "A".repeat(43)),
        format!("__Host-session={id}A"),
        format!("__host-session={id}"),
    ];
    for cookie in cases {
        let put = rig.ask("PUT", ACTING).cookie(&cookie).json(&json!({ "party": "firm-b" })).await;
        assert_eq!(put.code(), ProblemCode::SignInRequired, "{cookie}");
    }
    let among = format!("a=b; {good}; c=d");
    assert!(rig.get(SESSION).cookie(&among).send().await.value().get("person").is_some());
}

#[tokio::test]
async fn only_what_is_theirs_and_offered() {
    let rig = Rig::new().await;
    let cookie = rig.sign_in("agnes").await;
    let put = rig.ask("PUT", ACTING).cookie(&cookie).json(&json!({ "party": "firm-c" })).await;
    assert_eq!(put.code(), ProblemCode::NotAllowed);
    let unknown = rig.ask("POST", SESSION).json(&json!({ "identity": "nobody" })).await;
    assert_eq!(unknown.code(), ProblemCode::NotFound);
    let offered = rig.get("/api/v1/session/identities").send().await.value();
    assert_eq!(offered.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn without_demo_there_is_no_demo_identity() {
    let rig = Rig::with(|config| config.demo = false).await;
    assert_eq!(rig.get("/api/v1/session/identities").send().await.value(), json!([]));
    let refused = rig.ask("POST", SESSION).json(&json!({ "identity": "agnes" })).await;
    assert_eq!(refused.code(), ProblemCode::NotFound);
    assert_eq!(rig.get(SESSION).send().await.value()["demo"], false);
}

#[tokio::test]
async fn trying_to_sign_in_again_and_again() {
    let rig = Rig::new().await;
    let mut last = None;
    for _ in 0..40 {
        last = Some(rig.ask("POST", SESSION).json(&json!({ "identity": "guess" })).await);
    }
    let last = last.unwrap();
    assert_eq!(last.code(), ProblemCode::TooManyRequests);
    assert_eq!(last.header("retry-after"), "1");
}

#[tokio::test]
async fn a_session_outlives_the_server() {
    let rig = Rig::new().await;
    let cookie = rig.sign_in("agnes").await;
    rig.state.db.close().await;
    let config = (*rig.state.config).clone();
    let state =
        bangban_server::app::AppState::open(config, rig.clock.clone(), super::rig::district())
            .await
            .unwrap();
    let rig = Rig { router: bangban_server::app::service(state.clone(), None), state, ..rig };
    assert!(rig.get(SESSION).cookie(&cookie).send().await.value().get("person").is_some());
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_address_has_its_own_tries() {
    for (trusts, expected) in [(true, 200), (false, 429)] {
        let rig = Rig::with(|config| {
            if trusts {
                config.trusted_proxies = vec![std::net::Ipv4Addr::UNSPECIFIED.into()];
            }
        })
        .await;
        let sign_in = |from: &str| {
            let ask = rig.ask("POST", SESSION).header("x-forwarded-for", from);
            async move { ask.json(&json!({ "identity": "agnes" })).await.status.as_u16() }
        };
        for _ in 0..40 {
            sign_in("7.0.0.1").await;
        }
        assert_eq!(sign_in("7.0.0.1").await, 429);
        assert_eq!(sign_in("7.0.0.2").await, expected, "trusted: {trusts}");
    }
}
