//! Security headers.

use super::files::app;
use super::rig::Rig;

#[tokio::test]
async fn on_every_answer() {
    let folder = app();
    let rig = Rig::with(|config| config.app = Some(folder.path().into())).await;
    for path in ["/", "/filings", "/app-0123456789abcdef.js", "/api/v1/session", "/api/x", "/x.js"]
    {
        let answer = rig.get(path).send().await;
        let expected = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-site"),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(answer.header("permissions-policy").contains("camera=(self)"), "{path}");
        assert_eq!(answer.header("x-request-id").len(), 32);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(!answer.headers.contains_key("strict-transport-security"));
        assert!(!answer.headers.contains_key("server"));
    }
}

#[tokio::test]
async fn the_policy_of_a_page() {
    let folder = app();
    let rig = Rig::with(|config| {
        config.app = Some(folder.path().into());
        config.connect_to = vec!["https://api.example.cn".parse().unwrap()];
        config.public_url = Some("https://service.example.cn".parse().unwrap());
    })
    .await;
    let answer = rig.get("/").send().await;
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; connect-src 'self' https://api.example.cn \
         wss://api.example.cn; font-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    assert!(answer.header("strict-transport-security").starts_with("max-age=63072000"));
}

#[tokio::test]
async fn what_trunk_builds_runs_under_the_policy() {
    let folder = app();
    let page = "<script type=\"module\">init()</script>";
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    let rig = Rig::with(|config| config.app = Some(folder.path().into())).await;
    let answer = rig.get("/").send().await;
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
}
