//! Bodies that cannot be taken, and what they are told.

use bangban_contract::problem::ProblemCode;

use super::rig::Rig;

const JSON: &str = "application/json";

#[tokio::test]
async fn refused_bodies() {
    use ProblemCode::{MalformedRequest, TooLarge, UnsupportedType};
    let rig = Rig::new().await;
    let large = format!("{{\"identity\":\"{}\"}}", "x".repeat(1024 * 1024));
    let deep = "[".repeat(100_000);
    // Media type, body; code, a part of the English words.
    let cases: [(&str, &str, ProblemCode, &str); 13] = [
        (JSON, "", MalformedRequest, "not valid JSON"),
        (JSON, "{", MalformedRequest, "not valid JSON"),
        (JSON, "{\"identity\":\"agnes\"} x", MalformedRequest, "not valid JSON"),
        (JSON, "{}", MalformedRequest, "does not fit the contract"),
        (JSON, "[]", MalformedRequest, "does not fit the contract"),
        (JSON, "{\"identity\":7}", MalformedRequest, "identity: does not fit"),
        (JSON, "{\"identity\":null}", MalformedRequest, "identity: does not fit"),
        (JSON, "{\"identity\":\"agnes\",\"role\":\"x\"}", MalformedRequest, "does not fit"),
        (JSON, "\u{feff}{}", MalformedRequest, "not valid JSON"),
        (JSON, &deep, MalformedRequest, ""),
        (JSON, &large, TooLarge, "larger than allowed"),
        ("text/plain", "{\"identity\":\"agnes\"}", UnsupportedType, "JSON"),
        ("application/x-www-form-urlencoded", "identity=agnes", UnsupportedType, "JSON"),
    ];
    for (media_type, body, code, words) in cases {
        let answer = rig.ask("POST", "/api/v1/session").body(media_type, body.to_owned()).await;
        let problem = answer.problem();
        let shown = &body[..body.len().min(60)];
        assert_eq!(problem.code, code, "{shown}");
        assert!(problem.detail.unwrap().en.unwrap().contains(words), "{shown}");
    }
    let bytes: &[u8] = b"{\"identity\":\"\xff\"}";
    let answer = rig.ask("POST", "/api/v1/session").body(JSON, bytes).await;
    assert_eq!(answer.code(), MalformedRequest);
}

#[tokio::test]
async fn json_with_a_charset_is_json() {
    let rig = Rig::new().await;
    for media_type in ["application/json; charset=utf-8", "Application/JSON"] {
        let ask = rig.ask("POST", "/api/v1/session");
        assert_eq!(ask.body(media_type, "{\"identity\":\"agnes\"}").await.status, 200);
    }
}

#[tokio::test]
async fn what_is_announced_too_large_is_not_waited_for() {
    let rig = Rig::new().await;
    let ask = rig.ask("POST", "/api/v1/session").header("content-length", "99999999");
    let never = axum::body::Body::from_stream(futures_util::stream::pending::<
        Result<axum::body::Bytes, std::io::Error>,
    >());
    assert_eq!(ask.body(JSON, never).await.code(), ProblemCode::TooLarge);
}
