//! Who may not do what: one line a refusal.

use bangban_contract::problem::ProblemCode as P;
use serde_json::{Value, json};

use super::town::{ITEM, Someone, answers, metadata, sign_in, submission, town};

/// Headers, and the body that follows them.
type Extra = (&'static [(&'static str, &'static str)], Value);

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
const V1: (&str, &str) = ("if-match", "\"1\"");
const V2: (&str, &str) = ("if-match", "\"2\"");
const KEY: (&str, &str) = ("idempotency-key", "some-key");
const AT_0: (&str, &str) = ("upload-offset", "0");

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "one line a refusal")]
async fn table() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let ben = sign_in(&rig, "ben").await;
    let rita = sign_in(&rig, "rita").await;
    let food = sign_in(&rig, "food").await;
    let nobody = Someone { rig: &rig, cookie: String::new() };
    let draft = anna.begin().await;
    let about = metadata("a.pdf", "application/pdf", "licence");
    let open = anna.created(&draft, 10, &about).await;
    let filed = anna.file().await;
    let file = anna.get(&format!("/filings/{filed}/attachments")).await[0]["id"].clone();
    let file = format!("/uploads/{}", file.as_str().unwrap());

    let plain = || -> Extra { (&[], Value::Null) };
    let tus = || -> Extra { (&[TUS], Value::Null) };
    let send = || submission(&answers());
    let accept = || json!({"move": "accept"});
    #[rustfmt::skip]
    let table: Vec<(&Someone<'_>, &str, String, Extra, P)> = vec![
        // Nobody is signed in.
        (&nobody, "GET", "/filings".into(), plain(), P::SignInRequired),
        (&nobody, "POST", "/filings".into(), (&[], json!({"item": ITEM})), P::SignInRequired),
        (&nobody, "GET", format!("/filings/{draft}"), plain(), P::SignInRequired),
        (&nobody, "DELETE", format!("/filings/{draft}"), (&[V1], Value::Null), P::SignInRequired),
        (&nobody, "GET", format!("/filings/{filed}/timeline"), plain(), P::SignInRequired),
        (&nobody, "GET", format!("/filings/{filed}/receipt"), plain(), P::SignInRequired),
        (&nobody, "GET", format!("/filings/{filed}/attachments"), plain(), P::SignInRequired),
        (&nobody, "POST", format!("/filings/{draft}/submission"), (&[KEY, V1], send()), P::SignInRequired),
        (&nobody, "POST", format!("/filings/{draft}/uploads"), tus(), P::SignInRequired),
        (&nobody, "PATCH", open.clone(), tus(), P::SignInRequired),
        (&nobody, "DELETE", open.clone(), tus(), P::SignInRequired),
        (&nobody, "GET", format!("{file}/content"), plain(), P::SignInRequired),
        (&nobody, "GET", "/review/filings".into(), plain(), P::SignInRequired),
        (&nobody, "POST", format!("/review/filings/{filed}/moves"), (&[V2], accept()), P::SignInRequired),
        // Another person's filing does not exist, also where they act for the same firm.
        (&ben, "GET", format!("/filings/{draft}"), plain(), P::NotFound),
        (&ben, "DELETE", format!("/filings/{draft}"), (&[V1], Value::Null), P::NotFound),
        (&ben, "GET", format!("/filings/{filed}/timeline"), plain(), P::NotFound),
        (&ben, "GET", format!("/filings/{filed}/receipt"), plain(), P::NotFound),
        (&ben, "GET", format!("/filings/{filed}/receipt/qr.svg"), plain(), P::NotFound),
        (&ben, "GET", format!("/filings/{filed}/documents/1"), plain(), P::NotFound),
        (&ben, "GET", format!("/filings/{filed}/attachments"), plain(), P::NotFound),
        (&ben, "POST", format!("/filings/{filed}/withdrawal"), (&[V2], Value::Null), P::NotFound),
        (&ben, "POST", format!("/filings/{draft}/submission"), (&[KEY, V1], send()), P::NotFound),
        (&ben, "POST", format!("/filings/{draft}/uploads"), tus(), P::NotFound),
        (&ben, "PATCH", open.clone(), tus(), P::NotFound),
        (&ben, "DELETE", open.clone(), tus(), P::NotFound),
        (&ben, "GET", format!("{file}/content"), plain(), P::NotFound),
        (&anna, "GET", "/filings/none".into(), plain(), P::NotFound),
        (&anna, "GET", "/uploads/none/content".into(), plain(), P::NotFound),
        (&anna, "GET", format!("{open}/content"), plain(), P::NotFound),
        (&anna, "GET", format!("/filings/{draft}/receipt"), plain(), P::NotFound),
        (&anna, "GET", format!("/filings/{filed}/documents/1"), plain(), P::NotFound),
        (&anna, "GET", format!("/filings/{filed}/documents/x"), plain(), P::NotFound),
        (&anna, "POST", "/filings".into(), (&[], json!({"item": "other"})), P::NotFound),
        // An applicant reviews nothing, a reviewer applies for nothing, each department has its own.
        (&anna, "GET", "/review/filings".into(), plain(), P::NotAllowed),
        (&anna, "GET", format!("/review/filings/{filed}"), plain(), P::NotAllowed),
        (&anna, "POST", format!("/review/filings/{filed}/moves"), (&[V2], accept()), P::NotAllowed),
        (&rita, "GET", "/filings".into(), plain(), P::NotAllowed),
        (&rita, "POST", "/filings".into(), (&[], json!({"item": ITEM})), P::NotAllowed),
        (&rita, "GET", format!("/filings/{filed}"), plain(), P::NotAllowed),
        (&rita, "POST", format!("/filings/{draft}/uploads"), tus(), P::NotAllowed),
        (&rita, "PATCH", open.clone(), tus(), P::NotAllowed),
        (&rita, "DELETE", file.clone(), tus(), P::NotAllowed),
        (&rita, "GET", format!("/review/filings/{draft}"), plain(), P::NotFound),
        (&rita, "GET", format!("{open}/content"), plain(), P::NotFound),
        (&food, "GET", format!("/review/filings/{filed}"), plain(), P::NotFound),
        (&food, "GET", format!("/review/filings/{filed}/timeline"), plain(), P::NotFound),
        (&food, "GET", format!("/review/filings/{filed}/documents/1"), plain(), P::NotFound),
        (&food, "GET", format!("{file}/content"), plain(), P::NotFound),
        (&food, "POST", format!("/review/filings/{filed}/moves"), (&[V2], accept()), P::NotFound),
        // Conditions.
        (&anna, "DELETE", format!("/filings/{draft}"), plain(), P::PreconditionRequired),
        (&anna, "DELETE", format!("/filings/{draft}"), (&[V2], Value::Null), P::VersionMismatch),
        (&anna, "DELETE", format!("/filings/{filed}"), (&[V2], Value::Null), P::WrongState),
        (&anna, "POST", format!("/filings/{filed}/withdrawal"), plain(), P::PreconditionRequired),
        (&anna, "POST", format!("/filings/{draft}/withdrawal"), (&[V1], Value::Null), P::WrongState),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[V1], send()), P::PreconditionRequired),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[KEY], send()), P::PreconditionRequired),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[KEY, V2], send()), P::VersionMismatch),
        (&anna, "POST", format!("/filings/{filed}/submission"), (&[KEY, V2], send()), P::WrongState),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[("idempotency-key", "a b"), V1], send()), P::MalformedRequest),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[KEY, V1], json!({"answers": {}})), P::MalformedRequest),
        (&anna, "POST", format!("/filings/{draft}/submission"), (&[KEY, V1],
            json!({"formVersion": "2", "answers": answers(), "commitment": true})), P::FormOutdated),
        (&anna, "GET", "/filings?cursor=!".into(), plain(), P::MalformedRequest),
        (&anna, "GET", "/filings?state=lost".into(), plain(), P::MalformedRequest),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[], accept()), P::PreconditionRequired),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[V1], accept()), P::VersionMismatch),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[V2], json!({"move": "grant"})), P::WrongState),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[V2], json!({"move": "fly"})), P::MalformedRequest),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[V2],
            json!({"move": "request-supplement", "points": [], "days": 5})), P::InvalidAnswers),
        (&rita, "POST", format!("/review/filings/{filed}/moves"), (&[V2],
            json!({"move": "not-accept", "reason": {"zh": " "}})), P::InvalidAnswers),
        // tus.
        (&anna, "POST", format!("/filings/{draft}/uploads"), plain(), P::UnsupportedTus),
        (&anna, "POST", format!("/filings/{draft}/uploads"), (&[("tus-resumable", "0.2.2")], Value::Null), P::UnsupportedTus),
        (&anna, "POST", format!("/filings/{draft}/uploads"), tus(), P::MalformedRequest),
        (&anna, "POST", format!("/filings/{draft}/uploads"), (&[TUS, ("upload-length", "-1")], Value::Null), P::MalformedRequest),
        (&anna, "POST", format!("/filings/{draft}/uploads"), (&[TUS, ("upload-length", "9")], Value::Null), P::MalformedRequest),
        (&anna, "POST", format!("/filings/{draft}/uploads"), (&[TUS, ("upload-defer-length", "1")], Value::Null), P::MalformedRequest),
        (&anna, "PATCH", open.clone(), plain(), P::UnsupportedTus),
        (&anna, "PATCH", open.clone(), (&[TUS, AT_0], Value::Null), P::UnsupportedType),
        (&anna, "PATCH", open.clone(), (&[TUS, AT_0], json!(1)), P::UnsupportedType),
        (&anna, "DELETE", open.clone(), plain(), P::UnsupportedTus),
        (&anna, "DELETE", file.clone(), tus(), P::WrongState),
        (&anna, "POST", open.clone(), tus(), P::MethodNotAllowed),
    ];
    for (who, method, path, (headers, body), expected) in table {
        let mut ask = who.ask(method, &path);
        for (name, value) in headers {
            ask = ask.header(name, value);
        }
        let answer = if body.is_null() { ask.send().await } else { ask.json(&body).await };
        assert_eq!(
            answer.code(),
            expected,
            "{method} {path} {headers:?} {body}: {}",
            answer.text()
        );
    }
    // And nothing of all that changed anything.
    assert_eq!(anna.version(&draft).await, "1");
    assert_eq!(anna.version(&filed).await, "2");
    assert_eq!(anna.tus("HEAD", &open).await.header("upload-offset"), "0");
}
