//! The main road, and the one through a supplement.

use bangban_contract::problem::ProblemCode;
use bangban_server::filings::numbers::is_acceptance_number;
use chrono::TimeDelta;
use serde_json::json;

use super::town::{ITEM, answers, pdf, sign_in, submission, town};

#[tokio::test]
async fn from_beginning_to_delivery() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let rita = sign_in(&rig, "rita").await;
    let id = anna.begin().await;
    let path = format!("/filings/{id}");
    let upload = anna.attach(&id).await;
    let receipt = anna.submit(&id, "k", &submission(&answers())).await;
    assert_eq!(receipt.status, 201);
    let receipt = receipt.value();
    assert!(is_acceptance_number(receipt["number"].as_str().unwrap()), "{receipt}");
    assert_eq!(receipt["address"], format!("http://127.0.0.1:8080/filings/{id}"));
    assert_eq!(receipt["materials"], json!([{"name": {"zh": "营业执照"}, "files": 1}]));
    assert_eq!(anna.get(&format!("{path}/receipt")).await, receipt);
    let qr = anna.ask("GET", &format!("{path}/receipt/qr.svg")).send().await;
    assert!(qr.status == 200 && qr.header("content-type") == "image/svg+xml");
    assert!(qr.text().contains("<svg"));

    let seen = rita.get(&format!("/review{path}")).await;
    assert_eq!((&seen["answers"], &seen["state"]), (&answers(), &json!("submitted")));
    let content = rita.ask("GET", &format!("{upload}/content")).send().await;
    assert_eq!(content.body, pdf(100));
    for (header, part) in [
        (
            "content-disposition",
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E6%89%A7%E7%85%A7.pdf",
        ),
        ("content-security-policy", "sandbox"),
        ("x-content-type-options", "nosniff"),
        ("content-type", "application/pdf"),
    ] {
        assert!(content.header(header).contains(part), "{header}: {}", content.header(header));
    }

    for (wanted, state, documents) in [
        (json!({"move": "accept"}), "accepted", 1),
        (json!({"move": "start-review"}), "under-review", 1),
        (
            json!({"move": "start-special", "name": {"zh": "专家评审"}, "days": 5}),
            "special-procedure",
            1,
        ),
        (json!({"move": "end-special"}), "under-review", 1),
        (json!({"move": "grant"}), "granted", 2),
        (json!({"move": "deliver"}), "delivered", 3),
    ] {
        let answer = rita.advance(&id, &wanted).await;
        assert_eq!(answer.status, 200, "{wanted}: {}", answer.text());
        let filing = anna.get(&path).await;
        assert_eq!(filing["state"], state);
        assert_eq!(filing["documents"].as_array().unwrap().len(), documents);
        let stands_still = state == "special-procedure";
        assert_eq!(filing["promisedOn"].is_null(), stands_still, "{filing}");
        assert_eq!(filing["special"].is_null(), !stands_still);
        for document in filing["documents"].as_array().unwrap() {
            let found =
                anna.get(&format!("{path}/documents/{}", document["id"].as_str().unwrap())).await;
            assert_eq!((&found["number"], &found["demo"]), (&document["number"], &json!(true)));
            let paragraphs = found["paragraphs"].as_array().unwrap();
            assert!(paragraphs.len() > 1 && paragraphs.iter().all(|text| text["en"].is_string()));
            let written = found.to_string();
            for sign in [',', ':', ';', '(', ')'] {
                let beside =
                    |pair: &[char]| ('\u{4e00}'..='\u{9fff}').contains(&pair[0]) && pair[1] == sign;
                let letters: Vec<char> = written.chars().collect();
                assert!(!letters.windows(2).any(beside), "{sign} in {written}");
            }
        }
    }
    let timeline = anna.get(&format!("{path}/timeline")).await;
    let events: Vec<&str> =
        timeline.as_array().unwrap().iter().map(|e| e["event"].as_str().unwrap()).collect();
    assert_eq!(
        events,
        [
            "started",
            "submitted",
            "accepted",
            "review-started",
            "special-started",
            "special-ended",
            "granted",
            "delivered"
        ]
    );
    assert_eq!(rita.get(&format!("/review{path}/timeline")).await, timeline);
}

#[tokio::test]
async fn through_a_supplement() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let rita = sign_in(&rig, "rita").await;
    let id = anna.file().await;
    let ask = json!({"move": "request-supplement", "days": 10, "points": [
        {"pointer": "/materials/licence", "note": {"zh": "请更换"}}]});
    assert_eq!(rita.advance(&id, &ask).await.status, 200);
    let filing = anna.get(&format!("/filings/{id}")).await;
    assert_eq!(filing["supplement"]["points"][0]["pointer"], "/materials/licence");
    let number = filing["number"].clone();
    // Either side is told what a file is of.
    assert_eq!(filing["attachments"][0]["materialName"]["zh"], "营业执照");
    let before = rita.get(&format!("/review/filings/{id}")).await;
    assert_eq!(before["attachments"][0]["materialName"]["zh"], "营业执照");
    // The applicant replaces the file; the reviewer still sees what was submitted.
    let old = filing["attachments"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(anna.tus("DELETE", &format!("/uploads/{old}")).await.status, 204);
    let new = anna.attach(&id).await;
    let seen = rita.get(&format!("/review/filings/{id}")).await["attachments"].clone();
    assert_eq!(seen.as_array().unwrap().len(), 1);
    assert_eq!(seen[0]["id"], old.as_str());
    assert_eq!(rita.ask("GET", &format!("{new}/content")).send().await.status, 404);
    assert_eq!(rita.ask("GET", &format!("/uploads/{old}/content")).send().await.status, 200);
    let answer = anna.submit(&id, "again", &submission(&answers())).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.value()["number"], number);
    let seen = rita.get(&format!("/review/filings/{id}")).await["attachments"].clone();
    assert_eq!(format!("/uploads/{}", seen[0]["id"].as_str().unwrap()), new);
    // It is told once.
    assert_eq!(rita.advance(&id, &ask).await.code(), ProblemCode::WrongState);
    assert_eq!(rita.advance(&id, &json!({"move": "accept"})).await.status, 200);
}

/// What has passed is refused, and what has passed since it was submitted is not.
#[tokio::test]
async fn days_are_held_against_the_first_submission() {
    let rig = town().await;
    let (anna, rita) = (sign_in(&rig, "anna").await, sign_in(&rig, "rita").await);
    let on = |days: i64| {
        let day = rig.clock.today() + TimeDelta::days(days);
        submission(&json!({"title": "示例", "kind": "plain", "visit": day.to_string()}))
    };
    let id = anna.begin().await;
    anna.attach(&id).await;
    let refused = anna.submit(&id, "past", &on(-1)).await.problem();
    let told = (&*refused.errors[0].pointer, &*refused.errors[0].code);
    assert_eq!(told, ("/visit", "too-early"));
    let in_time = on(2);
    assert_eq!(anna.submit(&id, "in-time", &in_time).await.status, 201);
    let ask = json!({"move": "request-supplement", "days": 10, "points": [
        {"pointer": "/reason", "note": {"zh": "请补充"}}]});
    assert_eq!(rita.advance(&id, &ask).await.status, 200);
    rig.clock.advance(TimeDelta::days(3));
    let anna = sign_in(&rig, "anna").await;
    let answer = anna.submit(&id, "mended", &in_time).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[tokio::test]
async fn silence_counts_as_acceptance_on_the_day_of_receipt() {
    let rig = town().await;
    let id = sign_in(&rig, "anna").await.file().await;
    let received = rig.clock.today();
    rig.clock.advance(TimeDelta::days(30));
    let rita = sign_in(&rig, "rita").await;
    let refuse = json!({"move": "not-accept", "reason": {"zh": "不属于本机关职权"}});
    assert_eq!(rita.advance(&id, &refuse).await.code(), ProblemCode::WrongState);
    let answer = rita.advance(&id, &json!({"move": "accept"})).await.value();
    let promised = bangban_calendar::add_working_days(received, 10).date;
    assert_eq!(answer["promisedOn"], promised.to_string());
}

#[tokio::test]
async fn lists_are_one_s_own_and_go_page_by_page() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let mut begun = Vec::new();
    for _ in 0..5 {
        begun.push(anna.begin().await);
    }
    let filed = anna.file().await;
    let number =
        anna.get(&format!("/filings/{filed}")).await["number"].as_str().unwrap().to_owned();
    for (query, total) in [
        (String::new(), 6),
        ("?state=draft".into(), 5),
        ("?state=submitted".into(), 1),
        ("?attention=true".into(), 5),
        ("?q=%E8%AE%B8%E5%8F%AF".into(), 6),
        ("?q=LICENCE".into(), 6),
        ("?q=%25".into(), 0),
        (format!("?q={number}"), 1),
        (format!("?item={ITEM}"), 6),
        ("?item=other".into(), 0),
    ] {
        assert_eq!(anna.get(&format!("/filings{query}")).await["total"], total, "{query}");
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = anna.get(&format!("/filings?limit=2{cursor}")).await;
        seen.extend(page["filings"].as_array().unwrap().iter().map(|f| f["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 6);
    assert_eq!(seen[0], filed.as_str(), "newest change first");
    assert_eq!(sign_in(&rig, "ben").await.get("/filings").await["total"], 0);
    assert_eq!(sign_in(&rig, "rolf").await.get("/review/filings").await["total"], 1);
    assert_eq!(sign_in(&rig, "food").await.get("/review/filings").await["total"], 0);
}

#[tokio::test]
async fn a_draft_goes_with_its_files_and_there_are_no_more_than_twenty() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    let upload = anna.attach(&id).await;
    let delete = anna.ask("DELETE", &format!("/filings/{id}")).header("if-match", "\"1\"");
    assert_eq!(delete.send().await.status, 204);
    assert_eq!(anna.tus("HEAD", &upload).await.status, 404);
    assert_eq!(std::fs::read_dir(rig.state.config.uploads()).unwrap().count(), 0);
    for _ in 0..20 {
        anna.begin().await;
    }
    let more = anna.ask("POST", "/filings").json(&json!({"item": ITEM})).await;
    assert_eq!(more.code(), ProblemCode::WrongState);
}

#[tokio::test]
async fn withdrawing_ends_it() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let rita = sign_in(&rig, "rita").await;
    let id = anna.file().await;
    let version = anna.version(&id).await;
    let ask = |version: &str| {
        anna.ask("POST", &format!("/filings/{id}/withdrawal"))
            .header("if-match", &format!("\"{version}\""))
    };
    assert_eq!(ask("1").send().await.code(), ProblemCode::VersionMismatch);
    let answer = ask(&version).send().await;
    assert_eq!(answer.value()["state"], "withdrawn", "{}", answer.text());
    let accept = json!({"move": "accept"});
    assert_eq!(rita.advance(&id, &accept).await.code(), ProblemCode::WrongState);
}

#[tokio::test]
async fn of_two_reviewers_one_moves() {
    let rig = town().await;
    let id = sign_in(&rig, "anna").await.file().await;
    let (rita, rolf) = (sign_in(&rig, "rita").await, sign_in(&rig, "rolf").await);
    let wanted = json!({"move": "accept"});
    let (one, two) =
        tokio::join!(rita.advance_from(&id, "2", &wanted), rolf.advance_from(&id, "2", &wanted));
    let mut found = [one.status.as_u16(), two.status.as_u16()];
    found.sort_unstable();
    assert_eq!(found, [200, 412]);
    let filing = rita.get(&format!("/review/filings/{id}")).await;
    assert_eq!(filing["documents"].as_array().unwrap().len(), 1);
}
