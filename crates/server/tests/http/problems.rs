//! Every refusal is a problem, whoever refuses.

use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use bangban_contract::problem::ProblemCode;
use bangban_server::http::{ApiError, with_front};

use super::rig::Rig;

#[tokio::test]
async fn addresses_and_methods() {
    let rig = Rig::new().await;
    let cases = [
        ("GET", "/api", ProblemCode::NotFound),
        ("GET", "/api/v1/nothing", ProblemCode::NotFound),
        ("POST", "/api/v1/nothing", ProblemCode::NotFound),
        ("PATCH", "/api/v1/session", ProblemCode::MethodNotAllowed),
        ("POST", "/api/v1/session/identities", ProblemCode::MethodNotAllowed),
        ("DELETE", "/api/v1/health", ProblemCode::MethodNotAllowed),
    ];
    for (method, path, code) in cases {
        let answer = rig.ask(method, path).send().await;
        assert_eq!(answer.code(), code, "{method} {path}");
        if code == ProblemCode::MethodNotAllowed {
            assert!(answer.header("allow").contains("GET"), "{method} {path}");
        }
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_service_is_well() {
    let rig = Rig::new().await;
    assert_eq!(rig.get("/api/v1/health").send().await.status, 204);
    rig.state.db.close().await;
    let answer = rig.get("/api/v1/health").send().await;
    assert_eq!(answer.code(), ProblemCode::Unavailable);
    assert_eq!(answer.header("retry-after"), "2");
}

/// A backend with handlers that go wrong.
async fn faulty() -> Rig {
    let rig = Rig::new().await;
    let router = Router::new()
        .route("/api/v1/panics", get(panics))
        .route(
            "/api/v1/fails",
            get(async || -> Result<(), ApiError> { Err(sqlx::Error::RowNotFound.into()) }),
        )
        .route("/api/v1/hangs", post(async || tokio::time::sleep(Duration::from_hours(1)).await));
    Rig { router: with_front(router, &rig.state.config, None), ..rig }
}

async fn panics() {
    panic!("李示例 120101199001011234")
}

#[tokio::test]
async fn faults_of_ours_say_nothing_of_their_cause() {
    let rig = faulty().await;
    for path in ["/api/v1/panics", "/api/v1/fails"] {
        let answer = rig.get(path).send().await;
        assert_eq!(answer.code(), ProblemCode::Internal, "{path}");
        for word in ["李示例", "row", "panic", "1201"] {
            assert!(!answer.text().contains(word), "{path}");
        }
    }
}

#[tokio::test]
async fn a_request_that_hangs_ends() {
    let rig = faulty().await;
    tokio::time::pause();
    let answer = rig.ask("POST", "/api/v1/hangs").send().await;
    assert_eq!(answer.code(), ProblemCode::RequestTimeout);
}
