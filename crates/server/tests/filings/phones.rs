//! Going on with a filing on a phone: codes, the limited session, and what is closed to it.

use axum::http::StatusCode;
use bangban_contract::problem::ProblemCode as P;
use bangban_server::openapi;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::town::{ITEM, Someone, answers, metadata, sign_in, submission, town};
use crate::rig::{Answer, Rig, logged};

async fn offer(who: &Someone<'_>, filing: &str) -> String {
    let path = format!("/filings/{filing}/phone-codes");
    let answer = who.ask("POST", &path).json(&json!({})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.value()["code"].as_str().unwrap().to_owned()
}

async fn join(rig: &Rig, cookie: &str, code: &str, replace: bool) -> Answer {
    let ask = rig.ask("POST", "/api/v1/phone-session").cookie(cookie);
    ask.json(&json!({ "code": code, "replace": replace })).await
}

/// A phone that has joined.
async fn phone<'a>(rig: &'a Rig, desktop: &Someone<'_>, filing: &str) -> Someone<'a> {
    let joined = join(rig, "", &offer(desktop, filing).await, false).await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    Someone { rig, cookie: joined.cookie() }
}

#[tokio::test]
async fn a_code_opens_its_filing_once() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let filing = anna.begin().await;
    let path = format!("/filings/{filing}/phone-codes");
    let offered = anna.ask("POST", &path).json(&json!({ "step": "5" })).await.value();
    assert_eq!(offered["validSeconds"], 300);
    let code = offered["code"].as_str().unwrap();
    assert_eq!(code.len(), 43, "256 bits");
    let waiting = anna.get(&format!("/filings/{filing}/phones")).await;
    assert_eq!(waiting, json!({ "phones": [] }));
    let joined = join(&rig, "", code, false).await;
    let set = joined.header("set-cookie");
    assert!(set.contains("HttpOnly") && set.contains("Secure") && set.contains("SameSite=Lax"));
    let told = joined.value();
    assert_eq!((&told["filing"], &told["step"]), (&json!(filing), &json!("5")));
    assert_eq!(told["session"]["onlyFiling"], json!(filing));
    assert_eq!(told["session"]["person"]["id"], "anna");
    assert_eq!(told["session"]["parties"].as_array().unwrap().len(), 1);
    let phones = anna.get(&format!("/filings/{filing}/phones")).await;
    assert!(phones["openedAt"].is_string());
    assert_eq!(phones["phones"].as_array().unwrap().len(), 1);
    assert_eq!(join(&rig, "", code, false).await.code(), P::CodeSpent);
    // The secret is nowhere but in the answer.
    assert!(!logged().contains(code));
    rig.state.db.close().await;
    for entry in std::fs::read_dir(rig.folder.path().join("data")).unwrap() {
        let Ok(bytes) = std::fs::read(entry.unwrap().path()) else { continue };
        assert!(!bytes.windows(code.len()).any(|window| window == code.as_bytes()));
    }
}

#[tokio::test]
async fn of_many_at_once_one_comes_in() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let code = offer(&anna, &anna.begin().await).await;
    let tries = (0..10).map(|_| join(&rig, "", &code, false));
    let answers = futures_util::future::join_all(tries).await;
    let came_in = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(came_in, 1);
}

/// What happens between making and using a code, and what the phone is told.
#[tokio::test]
async fn dead_codes() {
    for (case, expected) in [
        ("nothing", None),
        ("4 minutes", None),
        ("5 minutes", Some(P::CodeSpent)),
        ("a new one", Some(P::CodeSpent)),
        ("signed out", Some(P::CodeSpent)),
        ("signed in again", Some(P::CodeSpent)),
        ("ended", Some(P::CodeSpent)),
        ("deleted", Some(P::CodeSpent)),
        ("garbage", Some(P::CodeSpent)),
        ("guess", Some(P::CodeSpent)),
    ] {
        let rig = town().await;
        let anna = sign_in(&rig, "anna").await;
        let filing = anna.begin().await;
        let mut code = offer(&anna, &filing).await;
        match case {
            "4 minutes" => rig.clock.advance(TimeDelta::minutes(4)),
            "5 minutes" => rig.clock.advance(TimeDelta::minutes(5)),
            "a new one" => drop(offer(&anna, &filing).await),
            "signed out" => drop(anna.ask("DELETE", "/session").send().await),
            "signed in again" => {
                drop(anna.ask("POST", "/session").json(&json!({ "identity": "ben" })).await);
            }
            "ended" => {
                let ended = anna.ask("DELETE", &format!("/filings/{filing}/phones")).send().await;
                assert_eq!(ended.status, 204);
            }
            "deleted" => {
                let gone = anna.ask("DELETE", &format!("/filings/{filing}"));
                assert_eq!(gone.header("if-match", "\"1\"").send().await.status, 204);
            }
            "garbage" => code = "x".into(),
            "guess" => code = "A".repeat(43),
            _ => {}
        }
        let answer = join(&rig, "", &code, false).await;
        match expected {
            None => assert_eq!(answer.status, 200, "{case}"),
            Some(expected) => assert_eq!(answer.code(), expected, "{case}"),
        }
    }
}

/// Who is signed in on the phone before, whether to replace, and what comes of it.
#[tokio::test]
async fn who_was_there_before() {
    for (before, replace, expected, only) in [
        ("", false, 200, true),
        // The same person keeps the session that they have.
        ("anna", false, 200, false),
        ("ben", false, 409, false),
        ("ben", true, 200, true),
        ("rita", false, 409, false),
    ] {
        let rig = town().await;
        let anna = sign_in(&rig, "anna").await;
        let filing = anna.begin().await;
        let code = offer(&anna, &filing).await;
        let cookie = if before.is_empty() { String::new() } else { rig.sign_in(before).await };
        let answer = join(&rig, &cookie, &code, replace).await;
        assert_eq!(answer.status.as_u16(), expected, "{before} {}", answer.text());
        let old = Someone { rig: &rig, cookie };
        let still = old.get("/session").await;
        if expected == 409 {
            assert_eq!(answer.code(), P::SomeoneElse);
            assert_eq!(still["person"]["id"], before);
            // It was not used up.
            assert_eq!(join(&rig, "", &code, false).await.status, 200);
        } else {
            assert_eq!(answer.value()["session"]["onlyFiling"].is_string(), only, "{before}");
            assert_eq!(answer.headers.contains_key("set-cookie"), only, "{before}");
            assert_eq!(still["person"].is_object(), before == "anna", "{before}");
        }
    }
}

/// What ends a phone's session.
#[tokio::test]
async fn the_end_of_a_phone() {
    for (case, runs) in [
        ("nothing", true),
        ("desktop signs out", false),
        ("desktop signs in as another", false),
        ("desktop signs in anew", true),
        ("desktop signs in anew and out", false),
        ("desktop falls asleep", true),
        ("ended", false),
        ("phone signs out", false),
        ("half an hour", false),
        ("two hours of use", false),
        ("the filing is deleted", false),
    ] {
        let rig = town().await;
        let anna = sign_in(&rig, "anna").await;
        let filing = anna.begin().await;
        let phone = phone(&rig, &anna, &filing).await;
        let again = async |identity: &str| {
            anna.ask("POST", "/session").json(&json!({ "identity": identity })).await
        };
        match case {
            "desktop signs out" => drop(anna.ask("DELETE", "/session").send().await),
            "desktop signs in as another" => drop(again("ben").await),
            "desktop signs in anew" => drop(again("anna").await),
            "desktop signs in anew and out" => {
                let anew = Someone { rig: &rig, cookie: again("anna").await.cookie() };
                drop(anew.ask("DELETE", "/session").send().await);
            }
            "desktop falls asleep" => {
                for _ in 0..2 {
                    rig.clock.advance(TimeDelta::minutes(20));
                    phone.get("/session").await;
                }
                rig.sign_in("ben").await;
            }
            "ended" => {
                drop(anna.ask("DELETE", &format!("/filings/{filing}/phones")).send().await);
            }
            "phone signs out" => drop(phone.ask("DELETE", "/session").send().await),
            "half an hour" => rig.clock.advance(TimeDelta::minutes(30)),
            "two hours of use" => {
                for _ in 0..6 {
                    rig.clock.advance(TimeDelta::minutes(20));
                    phone.get("/session").await;
                }
            }
            "the filing is deleted" => {
                let gone = anna.ask("DELETE", &format!("/filings/{filing}"));
                assert_eq!(gone.header("if-match", "\"1\"").send().await.status, 204);
            }
            _ => {}
        }
        let read = phone.ask("GET", &format!("/filings/{filing}")).send().await;
        if runs {
            assert_eq!(read.status, 200, "{case}");
        } else {
            assert_eq!(read.code(), P::SignInRequired, "{case}");
        }
    }
}

/// A phone that signs out leaves the desktop alone.
#[tokio::test]
async fn the_desktop_stays() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let filing = anna.begin().await;
    let phone = phone(&rig, &anna, &filing).await;
    phone.ask("DELETE", "/session").send().await;
    assert_eq!(anna.get("/session").await["person"]["id"], "anna");
}

/// All that a phone may do, as the document names it; every other operation that needs a
/// session is closed, also one that does not exist yet.
const OPEN: &[&str] = &[
    "read_filing",
    "read_timeline",
    "read_receipt",
    "read_receipt_qr",
    "read_document",
    "read_prefill",
    "list_attachments",
    "create_upload",
    "read_upload_offset",
    "append_to_upload",
    "remove_upload",
    "override_upload_method",
    "read_upload_content",
    "read_updates",
    "append_updates",
    "read_grant",
    "ask_for_help",
    "list_my_assistance",
    "read_assistance",
    "move_assistance",
    "offer_help_code",
    "reveal_answer",
    "read_revealed",
    "list_assisted_answers",
];

#[tokio::test]
async fn all_else_is_closed() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let filing = anna.begin().await;
    let phone = phone(&rig, &anna, &filing).await;
    let document: Value = serde_json::from_str(&openapi::pretty()).unwrap();
    let (mut open, mut closed) = (Vec::new(), 0);
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            if !operation["responses"]["401"].is_object() {
                continue;
            }
            let name = operation["operationId"].as_str().unwrap();
            if OPEN.contains(&name) {
                open.push(name.to_owned());
                continue;
            }
            closed += 1;
            let path = path.replace("{id}", &filing).replace("{document}", "1");
            let answer = phone.ask(&method.to_uppercase(), &path).json(&json!({})).await;
            // Where the body is read first, a refusal of the body would hide it: it is not.
            assert_eq!(answer.code(), P::NotAllowed, "{method} {path}: {}", answer.text());
        }
    }
    assert_eq!(open.len(), OPEN.len());
    assert!(closed >= 14, "{closed}");
}

/// Headers, and the body that follows them.
type Extra = (&'static [(&'static str, &'static str)], Value);

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
const V1: (&str, &str) = ("if-match", "\"1\"");
const KEY: (&str, &str) = ("idempotency-key", "some-key");

/// What a phone of one filing is refused, one line each.
#[tokio::test]
async fn refusals() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let ben = sign_in(&rig, "ben").await;
    let filing = anna.begin().await;
    let other = anna.begin().await;
    let filed = anna.file().await;
    let bens = ben.begin().await;
    let about = metadata("a.pdf", "application/pdf", "licence");
    let open = anna.created(&other, 10, &about).await;
    let file = anna.get(&format!("/filings/{filed}/attachments")).await[0]["id"].clone();
    let file = format!("/uploads/{}", file.as_str().unwrap());
    let phone = phone(&rig, &anna, &filing).await;
    let none = || -> Extra { (&[], Value::Null) };
    let tus = || -> Extra { (&[TUS], Value::Null) };
    #[rustfmt::skip]
    let table: Vec<(&str, String, Extra, P)> = vec![
        // Elsewhere: it does not exist.
        ("GET", format!("/filings/{other}"), none(), P::NotFound),
        ("GET", format!("/filings/{bens}"), none(), P::NotFound),
        ("GET", format!("/filings/{other}/timeline"), none(), P::NotFound),
        ("GET", format!("/filings/{filed}/receipt"), none(), P::NotFound),
        ("GET", format!("/filings/{filed}/receipt/qr.svg"), none(), P::NotFound),
        ("GET", format!("/filings/{filed}/documents/1"), none(), P::NotFound),
        ("GET", format!("/filings/{other}/attachments"), none(), P::NotFound),
        ("GET", format!("/filings/{other}/documents/answers/updates"), none(), P::NotFound),
        ("GET", format!("/filings/{other}/documents/private/updates"), none(), P::NotFound),
        ("GET", format!("/filings/{other}/documents/private/grant"), none(), P::NotFound),
        ("POST", format!("/filings/{other}/uploads"), tus(), P::NotFound),
        ("HEAD", open.clone(), tus(), P::NotFound),
        ("PATCH", open.clone(), tus(), P::NotFound),
        ("POST", open.clone(), (&[TUS, ("x-http-method-override", "DELETE")], Value::Null), P::NotFound),
        ("DELETE", open.clone(), tus(), P::NotFound),
        ("GET", format!("{file}/content"), none(), P::NotFound),
        ("GET", "/forms/other/prefill".into(), none(), P::NotFound),
        // Here: what is done where one signed in.
        ("GET", "/filings".into(), none(), P::NotAllowed),
        ("POST", "/filings".into(), (&[], json!({"item": ITEM})), P::NotAllowed),
        ("DELETE", format!("/filings/{filing}"), (&[V1], Value::Null), P::NotAllowed),
        ("POST", format!("/filings/{filing}/withdrawal"), (&[V1], Value::Null), P::NotAllowed),
        ("POST", format!("/filings/{filing}/submission"), (&[KEY, V1], submission(&answers())), P::NotAllowed),
        ("POST", format!("/filings/{filing}/phone-codes"), (&[], json!({})), P::NotAllowed),
        ("GET", format!("/filings/{filing}/phones"), none(), P::NotAllowed),
        ("DELETE", format!("/filings/{filing}/phones"), none(), P::NotAllowed),
        ("PUT", "/session/acting-for".into(), (&[], json!({"party": "firm-b"})), P::NotAllowed),
        ("GET", "/review/filings".into(), none(), P::NotAllowed),
    ];
    for (method, path, (headers, body), expected) in table {
        let mut ask = phone.ask(method, &path);
        for (name, value) in headers {
            ask = ask.header(name, value);
        }
        let answer = if body.is_null() { ask.send().await } else { ask.json(&body).await };
        if method == "HEAD" {
            assert_eq!(answer.status, 404, "{path}");
        } else {
            assert_eq!(answer.code(), expected, "{method} {path}: {}", answer.text());
        }
    }
    let words = phone.ask("GET", "/filings").send().await.problem().detail.unwrap();
    assert!(words.zh.contains("电脑"), "{words:?}");
    // And what it may do in its own.
    let upload = phone.attach(&filing).await;
    assert_eq!(phone.ask("GET", &format!("{upload}/content")).send().await.status, 200);
    assert_eq!(phone.get(&format!("/filings/{filing}/attachments")).await[0]["complete"], true);
    phone.get(&format!("/filings/{filing}/timeline")).await;
    phone.get(&format!("/forms/{ITEM}/prefill")).await;
    let updates = format!("/filings/{filing}/documents/private/updates");
    assert_eq!(phone.ask("GET", &updates).send().await.status, 204);
    assert_eq!(phone.tus("DELETE", &upload).await.status, 204);
    // Another person's filing takes no code.
    let strange = ben.ask("POST", &format!("/filings/{filing}/phone-codes"));
    assert_eq!(strange.json(&json!({})).await.code(), P::NotFound);
    for step in ["", "a b", "../x", "12345678901234567"] {
        let asked = anna.ask("POST", &format!("/filings/{filing}/phone-codes"));
        let answer = asked.json(&json!({ "step": step })).await;
        assert_eq!(answer.code(), P::MalformedRequest, "{step}");
    }
}

#[tokio::test]
async fn guessing_again_and_again() {
    let rig = town().await;
    let mut last = None;
    for _ in 0..40 {
        last = Some(join(&rig, "", &"A".repeat(43), false).await);
    }
    assert_eq!(last.unwrap().code(), P::TooManyRequests);
}

#[tokio::test]
async fn whether_the_files_changed() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let filing = anna.begin().await;
    let path = format!("/filings/{filing}/attachments");
    let first = anna.ask("GET", &path).send().await;
    let tag = first.header("etag").to_owned();
    let same = |tag: String| anna.ask("GET", &path).header("if-none-match", &tag).send();
    let before = same(tag.clone()).await;
    assert_eq!((before.status.as_u16(), before.header("etag")), (304, tag.as_str()));
    let upload = anna.attach(&filing).await;
    let after = same(tag.clone()).await;
    assert_eq!((after.status.as_u16(), after.value().as_array().unwrap().len()), (200, 1));
    assert_ne!(after.header("etag"), tag);
    anna.tus("DELETE", &upload).await;
    assert_eq!(same(tag.clone()).await.status, 304);
    // Asking so does not keep the session.
    rig.clock.advance(TimeDelta::minutes(20));
    assert_eq!(same(tag.clone()).await.status, 304);
    rig.clock.advance(TimeDelta::minutes(11));
    assert_eq!(same(tag).await.code(), P::SignInRequired);
}

/// A draft is in the list of whoever signs in on another device, with when it last changed.
#[tokio::test]
async fn drafts_are_listed_on_any_device() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let (old, newer) = (anna.begin().await, anna.begin().await);
    rig.clock.advance(TimeDelta::minutes(1));
    anna.attach(&old).await;
    let elsewhere = sign_in(&rig, "anna").await;
    let list = elsewhere.get("/filings?state=draft").await;
    let ids: Vec<_> = list["filings"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, [&json!(old), &json!(newer)]);
    let (at, begun) = (&list["filings"][0]["updatedAt"], &list["filings"][0]["createdAt"]);
    assert!(at.as_str() > begun.as_str());
    assert_eq!(anna.version(&old).await, "1");
}
