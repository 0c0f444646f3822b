use bangban_contract::Text;
use bangban_contract::realtime::UserRole;
use serde_json::{Value, json};

use super::*;
use crate::session::Key;

fn user() -> User {
    User { id: "u1".into(), name: Text::new("测试", "Test"), role: UserRole::Applicant }
}

fn said(client: u32, clock: u32, state: &str) -> Said {
    Entry { client: client.into(), clock: clock.into(), state }.into()
}

fn told(all: Vec<Said>) -> Vec<(u64, u64, Option<Value>)> {
    let state = |state: String| serde_json::from_str(&state).unwrap();
    all.into_iter().map(|one| (one.client.get(), one.clock.get(), one.state.map(state))).collect()
}

const ANNA: MemberId = MemberId(1);
const BEN: MemberId = MemberId(2);
const A: Key = Key::for_tests(1);
const B: Key = Key::for_tests(2);

#[test]
fn states() {
    let own = json!({"id": "u1", "name": {"zh": "测试", "en": "Test"}, "role": "applicant"});
    let long = format!(r#"{{"field":"{}"}}"#, "x".repeat(161));
    let longest = format!(r#"{{"step":"{}"}}"#, "x".repeat(3000));
    let cursor = json!({"anchor": {"item": {"client": 7, "clock": 3}, "assoc": 0}});
    for (state, expected) in [
        ("{}".to_owned(), Some(json!({"user": own}))),
        (r#"{"user":{"name":"someone else"}}"#.to_owned(), Some(json!({"user": own}))),
        (
            r#"{"field":"org/name","typing":true,"value":"110101199001011234"}"#.to_owned(),
            Some(json!({"field": "org/name", "typing": true, "user": own})),
        ),
        (json!({"cursor": cursor}).to_string(), Some(json!({"cursor": cursor, "user": own}))),
        (long, Some(json!({"user": own}))),
        (r#"{"step":[[[[[[1]]]]]]}"#.to_owned(), Some(json!({"user": own}))),
        (longest, None),
        ("[]".to_owned(), None),
        ("\"text\"".to_owned(), None),
        ("{".to_owned(), None),
        (String::new(), None),
    ] {
        let found = state::rewrite(&state, &user());
        let found = found.map(|text| serde_json::from_str::<Value>(&text).unwrap());
        assert_eq!(found, expected, "{state}");
    }
}

#[test]
fn one_speaks_for_ones_own_clients_alone() {
    let mut presence = Presence::default();
    assert_eq!(presence.take((ANNA, A), &user(), vec![said(7, 1, "{}")]).len(), 1);
    for forged in [said(7, 2, "{}"), said(7, 9, "null")] {
        assert!(presence.take((BEN, B), &user(), vec![forged]).is_empty());
    }
    let seen = presence.others(BEN);
    assert_eq!((seen.len(), seen[0].clock.get()), (1, 1));
    assert!(presence.others(ANNA).is_empty());
}

#[test]
fn clocks_go_on() {
    let mut presence = Presence::default();
    for (clock, state, heard) in [
        (3, "{}", true),
        (3, "{}", false),
        (2, "{}", false),
        (4, "garbage", false),
        (4, "{}", true),
        (4, "null", true),
        (4, "null", false),
        (5, "{}", true),
    ] {
        let told = presence.take((ANNA, A), &user(), vec![said(7, clock, state)]);
        assert_eq!(!told.is_empty(), heard, "{clock} {state}");
    }
}

#[test]
fn who_leaves_is_gone() {
    let mut presence = Presence::default();
    let all = (1..=6).map(|client| said(client, 1, "{}")).collect();
    assert_eq!(presence.take((ANNA, A), &user(), all).len(), CLIENTS);
    presence.take((ANNA, A), &user(), vec![said(1, 2, "null")]);
    let gone = told(presence.leave(ANNA));
    assert_eq!(gone, [(2, 2, None), (3, 2, None), (4, 2, None)]);
    assert!(presence.leave(ANNA).is_empty());
}

#[test]
fn a_tab_that_connects_anew_keeps_its_client() {
    let mut presence = Presence::default();
    presence.take((ANNA, A), &user(), vec![said(7, 1, "{}")]);
    let anew = MemberId(3);
    assert_eq!(presence.take((anew, A), &user(), vec![said(7, 2, "{}")]).len(), 1);
    assert!(presence.leave(ANNA).is_empty(), "the old socket takes nobody with it");
    assert_eq!(told(presence.leave(anew)), [(7, 3, None)]);
}

/// What is said for another's client is told from an echo of what that one said.
#[test]
fn one_speaks_for_another() {
    let mut presence = Presence::default();
    presence.take((ANNA, A), &user(), vec![said(7, 3, "{}")]);
    for (client, clock, state, expected) in [
        (7, 3, "{}", None),
        (7, 3, "null", None),
        (7, 2, "{}", None),
        (7, 4, "{}", Some(ANNA)),
        (7, 4, "null", Some(ANNA)),
        (8, 4, "{}", None),
    ] {
        let found = presence.spoken_for(&[said(client, clock, state)]).next();
        assert_eq!(found, expected, "{client} {clock} {state}");
    }
}
