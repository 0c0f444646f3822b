//! Which unsafe requests are taken as the app's own.

use bangban_contract::problem::ProblemCode;

use super::rig::Rig;

const OWN: &str = "http://127.0.0.1:8080";

#[tokio::test]
async fn unsafe_requests() {
    let rig = Rig::with(|config| {
        config.allow_origins = vec!["https://app.example.cn".parse().unwrap()];
    })
    .await;
    // Our header, Origin, Sec-Fetch-Site; taken?
    let cases = [
        ("1", "", "", true),
        ("", "", "", false),
        ("0", "", "", false),
        ("1", OWN, "same-origin", true),
        ("1", OWN, "", true),
        ("", OWN, "same-origin", false),
        ("1", "http://127.0.0.1:8081", "", false),
        ("1", "http://127.0.0.1", "", false),
        ("1", "http://localhost:8080", "", false),
        ("1", "https://evil.example", "cross-site", false),
        ("1", "https://evil.example", "", false),
        ("1", OWN, "cross-site", false),
        ("1", "https://app.example.cn", "same-site", true),
        ("1", "https://app.example.cn", "cross-site", false),
        ("1", "https://app.example.cn.evil.example", "same-site", false),
        ("1", "http://app.example.cn", "same-site", false),
        ("1", "null", "", false),
        ("1", "null", "same-site", false),
        ("1", "null", "same-origin", true),
        ("1", "", "none", true),
    ];
    for (mark, origin, site, taken) in cases {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let mut ask = rig.ask(method, "/api/v1/session").bare();
            for (name, value) in
                [("x-bangban-request", mark), ("origin", origin), ("sec-fetch-site", site)]
            {
                if !value.is_empty() {
                    ask = ask.header(name, value);
                }
            }
            let answer = ask.send().await;
            let foreign = answer.status == 403 && answer.code() == ProblemCode::ForeignRequest;
            assert_eq!(!foreign, taken, "{method} {mark:?} {origin:?} {site:?}");
        }
    }
}

#[tokio::test]
async fn where_the_operator_names_the_address_it_decides() {
    let rig = Rig::with(|config| {
        config.public_url = Some("https://service.example.cn".parse().unwrap());
    })
    .await;
    for (origin, status) in [("https://service.example.cn", 204), (OWN, 403)] {
        let answer = rig.ask("DELETE", "/api/v1/session").header("origin", origin).send().await;
        assert_eq!(answer.status, status, "{origin}");
    }
}

#[tokio::test]
async fn safe_requests_need_no_sign() {
    let rig = Rig::new().await;
    for method in ["GET", "HEAD"] {
        let ask = rig.ask(method, "/api/v1/session").header("sec-fetch-site", "cross-site");
        assert_eq!(ask.send().await.status, 200);
    }
}
