//! The app from another origin.

use super::rig::Rig;

const APP: &str = "https://app.example.cn";

async fn rig() -> Rig {
    Rig::with(|config| config.allow_origins = vec![APP.parse().unwrap()]).await
}

#[tokio::test]
async fn preflights() {
    let rig = rig().await;
    let cases = [
        (APP, 204, APP),
        ("https://evil.example", 403, ""),
        ("null", 403, ""),
        ("https://app.example.cn:444", 403, ""),
        ("http://app.example.cn", 403, ""),
    ];
    for (origin, status, allowed) in cases {
        for path in ["/api/v1/session", "/api/v1/uploads/x", "/api/v1/nothing"] {
            let answer = rig
                .ask("OPTIONS", path)
                .header("origin", origin)
                .header("access-control-request-method", "PATCH")
                .header("access-control-request-headers", "x-bangban-request")
                .send()
                .await;
            assert_eq!(answer.status, status, "{origin} {path}");
            assert_eq!(answer.header("access-control-allow-origin"), allowed);
            if status == 204 {
                assert_eq!(answer.header("access-control-allow-credentials"), "true");
                assert!(answer.header("access-control-allow-methods").contains("PATCH"));
                for name in ["X-Bangban-Request", "Upload-Offset", "If-Match", "Idempotency-Key"] {
                    assert!(answer.header("access-control-allow-headers").contains(name));
                }
            }
        }
    }
}

#[tokio::test]
async fn answers() {
    let rig = rig().await;
    for (origin, allowed) in [(APP, APP), ("https://evil.example", ""), ("", "")] {
        // A refusal has to be readable to the app too.
        for (path, status) in [("/api/v1/session", 200), ("/api/v1/nothing", 404)] {
            let mut ask = rig.get(path);
            if !origin.is_empty() {
                ask = ask.header("origin", origin);
            }
            let answer = ask.send().await;
            assert_eq!(answer.status, status);
            assert_eq!(answer.header("access-control-allow-origin"), allowed, "{origin}");
            let vary = answer.headers.get_all("vary").iter().any(|value| value == "Origin");
            assert!(vary, "{origin}");
            let exposed = answer.header("access-control-expose-headers");
            assert_eq!(exposed.contains("Upload-Offset"), !allowed.is_empty());
        }
    }
}

#[tokio::test]
async fn by_default_nobody() {
    let rig = Rig::new().await;
    let answer = rig.get("/api/v1/session").header("origin", APP).send().await;
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
    assert!(!answer.headers.contains_key("access-control-allow-credentials"));
}
