//! Mandates and entrusted filings, by the routes that the app uses.

use bangban_draft::Draft;
use bangban_wire::write_update;
use serde_json::{Value, json};

use super::people::{set, update};
use crate::realtime::peer::Heard;
use crate::realtime::place::Place;
use crate::rig::Answer;
use crate::town::{CARD_ITEM, FORM, ITEM, Someone};

/// A signature that is long enough.
pub fn strokes() -> Value {
    json!([(0..20).map(|at| [at * 10, at * 5]).collect::<Vec<_>>()])
}

fn terms(items: &[&str], acts: &Value, until: &str) -> Value {
    json!({"items": items, "acts": acts, "from": "2020-01-01", "until": until})
}

/// The last day of most of them: as far as may be from a first day that is over.
fn until(place_today: &str) -> String {
    format!("{}-12-31", &place_today[..4])
}

impl Someone<'_> {
    pub async fn draws_up(&self, agent: Value, terms: &Value) -> Answer {
        let wanted = json!({"agent": agent, "terms": terms, "reason": "出差"});
        self.ask("POST", "/mandates").json(&wanted).await
    }

    pub async fn mandate_move(&self, id: &str, wanted: Value) -> Answer {
        self.ask("POST", &format!("/mandates/{id}/moves")).json(&wanted).await
    }

    /// A move that is allowed.
    pub async fn mandate_moves(&self, id: &str, wanted: Value) -> Value {
        let answer = self.mandate_move(id, wanted.clone()).await;
        assert_eq!(answer.status, 200, "{wanted}: {}", answer.text());
        answer.value()
    }

    /// Begins a filing for the principal; gives its id.
    pub async fn begin_by(&self, mandate: &str, item: &str) -> String {
        let path = format!("/mandates/{mandate}/filings");
        let answer = self.ask("POST", &path).json(&json!({"item": item})).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.value()["id"].as_str().unwrap().to_owned()
    }

    pub async fn mandate_events(&self, id: &str) -> Vec<String> {
        let record = self.get(&format!("/mandates/{id}/record")).await;
        let entries = record["entries"].as_array().unwrap();
        entries.iter().map(|one| one["event"]["event"].as_str().unwrap().to_owned()).collect()
    }

    async fn notices(&self) -> Vec<String> {
        let all = self.get("/notices").await;
        let mut all: Vec<String> = (all.as_array().unwrap().iter())
            .map(|one| one["kind"].as_str().unwrap().to_owned())
            .collect();
        all.reverse();
        all
    }

    async fn writes(&self, filing: &str, part: &str, update: &[u8]) -> Answer {
        let mut body = Vec::new();
        write_update(&mut body, update);
        let path = format!("/filings/{filing}/documents/{part}/updates");
        self.ask("POST", &path).body("application/octet-stream", body).await
    }
}

fn this_year() -> String {
    until(&chrono::Utc::now().date_naive().to_string())
}

/// A mandate of the first, accepted by the second, in force; gives its id.
pub async fn mandate_for(
    principal: &Someone<'_>,
    agent: &Someone<'_>,
    who: Value,
    acts: Value,
) -> String {
    let from = chrono::Utc::now().date_naive() - chrono::Days::new(1);
    let terms =
        json!({"items": [ITEM], "acts": acts, "from": from.to_string(), "until": this_year()});
    let made = principal.draws_up(who, &terms).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let id = made.value()["id"].as_str().unwrap().to_owned();
    let digest = made.value()["offer"]["text"]["digest"].clone();
    let sign = json!({"move": "sign", "digest": digest, "strokes": strokes()});
    principal.mandate_moves(&id, sign).await;
    agent.mandate_moves(&id, json!({"move": "accept", "digest": digest})).await;
    id
}

fn station() -> Value {
    json!({"kind": "station", "station": "port"})
}

/// From the signature to a submission by the station, with both persons on everything.
#[tokio::test]
async fn a_station_files_for_its_principal() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let id = mandate_for(&anna, &hana, station(), json!(["fill", "submit", "receive"])).await;
    let filing = hana.begin_by(&id, ITEM).await;

    // Any assistant of the station, and it is the principal's own as any other.
    let hugo = place.sign_in("hugo").await;
    assert_eq!(
        hugo.get(&format!("/filings/{filing}")).await["party"]["id"],
        format!("mandate:{id}")
    );
    assert_eq!(anna.get("/filings").await["filings"][0]["party"]["id"], "firm-a");

    let mut draft = Draft::new(77, "hana");
    let mut socket = place.open(&hana, &format!("{filing}/answers")).await;
    assert!(socket.update(&update(&mut draft, &set("title", json!("示例"), false))).await);
    assert!(socket.update(&update(&mut draft, &set("kind", json!("plain"), false))).await);
    let replaced = hana.attach(&filing).await;
    assert_eq!(hana.tus("DELETE", &replaced).await.status, 204);
    hana.attach(&filing).await;
    // What is sent is not looked at: what the principal can read is submitted.
    let body = json!({"formVersion": FORM, "answers": {"title": "别的"}, "commitment": true});
    let sent = hana.submit(&filing, "k", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let by = sent.value()["submittedBy"]["zh"].as_str().unwrap().to_owned();
    assert_eq!(by, "测试hana NO-hana（受测试企业firm-a委托）");
    let same = hana.submit_as(&filing, "k", "1", &body).await;
    assert_eq!(same.value(), sent.value(), "the same key, the same answer");

    let whole = anna.get(&format!("/filings/{filing}")).await;
    assert_eq!(
        (&whole["answers"]["title"], &whole["state"]),
        (&json!("示例"), &json!("submitted"))
    );
    let timeline = anna.get(&format!("/filings/{filing}/timeline")).await;
    for entry in timeline.as_array().unwrap() {
        assert!(entry["actor"]["zh"].as_str().unwrap().contains("受测试企业firm-a委托"), "{entry}");
    }
    let record = anna.get(&format!("/filings/{filing}/record")).await;
    let entries = record["entries"].as_array().unwrap();
    for entry in entries {
        assert_eq!(entry["actor"]["principal"]["zh"], "测试企业firm-a", "{entry}");
    }
    let events = anna.events(&filing).await;
    for expected in ["started", "read", "field-set", "attached", "submitted"] {
        assert!(events.iter().any(|event| event == expected), "{expected}: {events:?}");
    }
    assert!(!record.to_string().contains("示例"), "no answer is in it");
    assert_eq!(
        anna.notices().await,
        ["accepted", "started", "filled", "attached", "detached", "submitted"]
    );
    anna.ask("POST", "/notices/seen").send().await;
    assert!(anna.get("/notices").await[0]["seen"].as_bool().unwrap());

    // Followed by the agent, without the answers; nobody writes any more.
    assert_eq!(hugo.get(&format!("/filings/{filing}")).await.get("answers"), None);
    hugo.get(&format!("/filings/{filing}/receipt")).await;
    let handling = anna.get(&format!("/filings/{filing}/handling")).await;
    assert_eq!(handling["under"]["mandate"], id.as_str());
    assert_eq!(anna.get("/filings").await["filings"][0]["agent"], handling["under"]["agent"]);
    assert_eq!(hana.get("/entrusted-filings").await[0]["principal"]["zh"], "测试企业firm-a");
    let path = format!("/filings/{filing}/documents/answers/updates");
    assert_eq!(hana.ask("GET", &path).send().await.status, 404);
}

/// Another applicant acts by their own session, for the items and acts of the mandate alone.
#[tokio::test]
async fn a_person_files_for_another() {
    let place = Place::new().await;
    let (anna, ben) = (place.sign_in("anna").await, place.sign_in("ben").await);
    let before = ben.get("/session").await["parties"].as_array().unwrap().len();
    let who = json!({"kind": "person", "account": "ben", "name": "测试ben"});
    let id = mandate_for(&anna, &ben, who, json!(["fill"])).await;
    let session = ben.get("/session").await;
    let parties = session["parties"].as_array().unwrap();
    assert_eq!(parties.len(), before + 1);
    let party = format!("mandate:{id}");
    assert_eq!(
        (&parties[before]["id"], &parties[before]["name"]["zh"]),
        (&json!(party), &json!("测试企业firm-a"))
    );
    let acting = ben.ask("PUT", "/session/acting-for").json(&json!({"party": party})).await;
    assert_eq!(acting.status, 200);

    let filing = ben.begin().await;
    let refused = ben.ask("POST", "/filings").json(&json!({"item": CARD_ITEM})).await;
    assert_eq!(refused.status, 403, "not covered");
    let chain = ben
        .draws_up(
            station(),
            &json!({"items": [ITEM], "acts": ["fill"], "from": "2026-01-01", "until": this_year()}),
        )
        .await;
    assert_eq!(chain.status, 403, "no sub-agent");

    // The socket has to know of the mandate: it is opened after it was accepted.
    let mut draft = Draft::new(78, "ben");
    let mut socket = place.open(&ben, &format!("{filing}/answers")).await;
    assert!(socket.update(&update(&mut draft, &set("title", json!("示例"), false))).await);
    let as_anna = update(&mut Draft::new(79, "anna"), &set("kind", json!("plain"), false));
    assert!(!socket.update(&as_anna).await);
    assert!(matches!(
        place.connect(&ben).await.knock(&format!("{filing}/private")).await,
        Heard::Denied
    ));
    let record = anna.get(&format!("/filings/{filing}/record")).await;
    let mut roles = record["entries"].as_array().unwrap().iter().map(|one| &one["actor"]["role"]);
    assert!(roles.any(|role| role == "agent"), "{record}");
    assert!(anna.events(&filing).await.contains(&"denied".to_owned()));

    // Without `submit` the principal does, and confirms.
    ben.attach(&filing).await;
    let body = json!({"formVersion": FORM, "answers": {"title": "示例", "kind": "plain"}, "commitment": true});
    assert_eq!(ben.submit(&filing, "k", &body).await.status, 403);
    assert_eq!(anna.submit(&filing, "k", &body).await.status, 422);
    let all = anna.get(&format!("/filings/{filing}/assisted")).await;
    let fields: Vec<Value> = (all["fields"].as_array().unwrap().iter())
        .map(|one| json!({"field": one["field"], "at": one["at"]}))
        .collect();
    let path = format!("/filings/{filing}/assisted/confirmations");
    anna.ask("POST", &path).json(&json!({"fields": fields})).await;
    assert_eq!(anna.submit(&filing, "k", &body).await.status, 201);
    let rita = place.sign_in("rita").await;
    let read = rita.get(&format!("/review/filings/{filing}/answers")).await;
    assert_eq!((&read["agent"]["zh"], &read["assisted"]["count"]), (&json!("测试ben"), &json!(1)));

    // Their own filings are as before, under the mandate and after it.
    anna.mandate_moves(&id, json!({"move": "revoke", "reason": "回来了"})).await;
    let session = ben.get("/session").await;
    assert_eq!(session["actingFor"], "firm-a");
    assert_eq!(session["parties"].as_array().unwrap().len(), before);
    let own = ben.begin().await;
    let mut draft = Draft::new(80, "ben");
    let mut socket = place.open(&ben, &format!("{own}/private")).await;
    assert!(socket.update(&update(&mut draft, &set("secret", json!("x"), true))).await);
    assert_eq!(ben.ask("GET", &format!("/filings/{filing}")).send().await.status, 404);
}

/// Revoked in the middle of work: the socket is closed, whoever waits is told, and it is on record.
#[tokio::test]
async fn revocation_takes_effect_at_once() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let id = mandate_for(&anna, &hana, station(), json!(["fill", "submit"])).await;
    let filing = hana.begin_by(&id, ITEM).await;
    let handling = format!("/filings/{filing}/handling");
    assert_eq!(anna.get(&handling).await["under"]["until"], Value::Null, "it stands");
    let mut socket = place.open(&hana, &format!("{filing}/answers")).await;
    let mut draft = Draft::new(77, "hana");
    assert!(socket.update(&update(&mut draft, &set("title", json!("x"), false))).await);
    let version = hana.get(&format!("/entrusted-filings/{filing}")).await["version"].clone();
    let path = format!("/entrusted-filings/{filing}?after={version}&wait=20");
    let waits = hana.ask("GET", &path).send();
    let revokes = anna.mandate_moves(&id, json!({"move": "revoke"}));
    let (told, _) = tokio::join!(waits, revokes);
    assert_eq!(told.value()["acts"], json!([]), "{}", told.text());
    socket.until(|heard| matches!(heard, Heard::Denied | Heard::Shut(_))).await;
    assert!(!anna.events(&filing).await.contains(&"denied".to_owned()));
    assert_eq!(
        hana.writes(&filing, "answers", &update(&mut draft, &set("title", json!("y"), false)))
            .await
            .status,
        404
    );
    let events = anna.events(&filing).await;
    assert_eq!(events[events.len() - 2..], ["mandate-revoked", "denied"], "{events:?}");
    // The principal goes on alone.
    assert!(anna.get(&handling).await["under"]["until"].is_string(), "it was theirs until then");
    anna.get(&format!("/filings/{filing}")).await;
    assert_eq!(
        anna.mandate_events(&id).await,
        ["mandate-drawn", "mandate-signed", "mandate-accepted", "mandate-revoked"]
    );
    assert_eq!(hana.mandate_move(&id, json!({"move": "resign"})).await.status, 409);
}

/// Narrowed at once, extended by another signature and acceptance; both in one is refused.
#[tokio::test]
async fn narrowed_and_extended() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let id = mandate_for(&anna, &hana, station(), json!(["fill", "submit"])).await;
    let filing = hana.begin_by(&id, ITEM).await;
    let now = anna.get(&format!("/mandates/{id}")).await["current"]["terms"].clone();
    let change = |acts: Value, items: Value| {
        let mut terms = now.clone();
        (terms["acts"], terms["items"]) = (acts, items);
        json!({"move": "change", "terms": terms})
    };
    let both = change(json!(["fill"]), json!([ITEM, CARD_ITEM]));
    assert_eq!(anna.mandate_move(&id, both).await.status, 400);
    let same = change(json!(["fill", "submit"]), json!([ITEM]));
    assert_eq!(anna.mandate_move(&id, same).await.status, 400);
    let narrowed = anna.mandate_moves(&id, change(json!(["fill"]), json!([ITEM]))).await;
    assert_eq!(narrowed["current"]["terms"]["acts"], json!(["fill"]));
    assert_eq!(hana.get(&format!("/entrusted-filings/{filing}")).await["acts"], json!(["fill"]));

    let wider =
        anna.mandate_moves(&id, change(json!(["fill", "submit"]), json!([ITEM, CARD_ITEM]))).await;
    assert_eq!(wider["current"]["terms"]["acts"], json!(["fill"]), "not yet");
    let digest = wider["offer"]["text"]["digest"].clone();
    assert_eq!(hana.get(&format!("/mandates/{id}")).await.get("offer"), None, "not signed yet");
    assert_eq!(
        hana.mandate_move(&id, json!({"move": "accept", "digest": digest})).await.status,
        409
    );
    let sign = |digest: &Value, strokes: Value| json!({"move": "sign", "digest": digest, "strokes": strokes});
    assert_eq!(anna.mandate_move(&id, sign(&json!("x"), strokes())).await.status, 409);
    assert_eq!(anna.mandate_move(&id, sign(&digest, json!([[[1, 1]]]))).await.status, 400);
    assert_eq!(hana.mandate_move(&id, sign(&digest, strokes())).await.status, 403);
    anna.mandate_moves(&id, sign(&digest, strokes())).await;
    let now = hana.mandate_moves(&id, json!({"move": "accept", "digest": digest})).await;
    assert_eq!(now["current"]["seq"], 3);
    hana.begin_by(&id, CARD_ITEM).await;
    let db = &place.rig.state.db;
    for change in [
        "UPDATE mandate_version SET terms = '{}' WHERE seq = 1",
        "UPDATE mandate_version SET signed = NULL WHERE seq = 1",
        "DELETE FROM mandate_version",
    ] {
        assert!(sqlx::query(change).execute(db.write()).await.is_err(), "{change}");
    }
}

/// What only the principal may enter is theirs to enter, and nothing is submitted before.
#[tokio::test]
async fn a_sensitive_answer_stays_closed() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let id = mandate_for(&anna, &hana, station(), json!(["fill", "submit"])).await;
    let terms = anna.get(&format!("/mandates/{id}")).await["current"]["terms"].clone();
    let mut wider = terms.clone();
    wider["items"] = json!([ITEM, CARD_ITEM]);
    let offer = anna.mandate_moves(&id, json!({"move": "change", "terms": wider})).await;
    let digest = offer["offer"]["text"]["digest"].clone();
    anna.mandate_moves(&id, json!({"move": "sign", "digest": digest, "strokes": strokes()})).await;
    hana.mandate_moves(&id, json!({"move": "accept", "digest": digest})).await;
    let filing = hana.begin_by(&id, CARD_ITEM).await;
    let mut draft = Draft::new(77, "hana");
    assert_eq!(
        hana.writes(&filing, "answers", &update(&mut draft, &set("title", json!("x"), false)))
            .await
            .status,
        204
    );
    let body = json!({"formVersion": FORM, "answers": {"title": "x", "idCard": "hers"}, "commitment": true});
    let refused = hana.submit(&filing, "k", &body).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.value()["errors"][0]["pointer"], "/idCard");
    let own = update(&mut Draft::new(5, "anna"), &set("idCard", json!("1234"), true));
    assert_eq!(anna.writes(&filing, "private", &own).await.status, 204);
    let seen = hana.get(&format!("/entrusted-filings/{filing}")).await;
    assert_eq!(seen["filled"], json!(["idCard"]), "that it is there, and not what");
    assert!(!seen.to_string().contains("1234"));
    let sent = hana.submit(&filing, "k", &body).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert!(!sent.text().contains("1234"));
    assert_eq!(anna.get(&format!("/filings/{filing}")).await["answers"]["idCard"], "1234");
}

/// Signed on a phone by a link that works once.
#[tokio::test]
async fn signed_by_a_link() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let made = anna.draws_up(station(), &terms(&[ITEM], &json!(["fill"]), "2021-01-01")).await;
    assert_eq!(made.status, 400, "over already");
    let from = chrono::Utc::now().date_naive().to_string();
    let good = json!({"items": [ITEM], "acts": ["fill"], "from": from, "until": this_year()});
    let made = anna.draws_up(station(), &good).await;
    let id = made.value()["id"].as_str().unwrap().to_owned();
    assert_eq!(hana.ask("GET", &format!("/mandates/{id}")).send().await.status, 404, "not signed");
    let codes = format!("/mandates/{id}/signing-codes");
    let first = anna.ask("POST", &codes).send().await.value()["code"].clone();
    let code = anna.ask("POST", &codes).send().await.value()["code"].clone();
    let place = &place;
    let sign =
        |body: Value| async move { place.rig.ask("POST", "/api/v1/signing").json(&body).await };
    assert_eq!(sign(json!({"code": first})).await.status, 410, "void by the next");
    let sheet = sign(json!({"code": code})).await;
    assert_eq!(sheet.status, 200, "{}", sheet.text());
    let digest = sheet.value()["text"]["digest"].clone();
    let signature = json!({"digest": digest, "strokes": strokes()});
    assert_eq!(hana.get("/station").await["offered"], 0);
    let done = sign(json!({"code": code, "signature": signature})).await;
    assert_eq!(done.value()["signed"]["way"], "phone", "{}", done.text());
    assert_eq!(sign(json!({"code": code, "signature": signature})).await.status, 410, "once");
    assert_eq!(hana.get("/station").await["offered"], 1, "told at the desk");
    assert_eq!(hana.get(&format!("/mandates/{id}")).await["state"], "offered");
    hana.mandate_moves(&id, json!({"move": "decline"})).await;
    assert_eq!(hana.get("/station").await["offered"], 0);
    assert_eq!(anna.get(&format!("/mandates/{id}")).await["state"], "declined");
    for (account, name) in
        [("ben", "x"), ("ben", ""), ("nobody", "x"), ("anna", "测试anna"), ("rita", "测试rita")]
    {
        let who = json!({"kind": "person", "account": account, "name": name});
        assert_eq!(anna.draws_up(who, &good).await.status, 400, "{account} {name}");
    }
}

/// A filing is rated by its applicant, once, when it is decided.
#[tokio::test]
async fn rated_once() {
    let place = Place::new().await;
    let (anna, rita) = (place.sign_in("anna").await, place.sign_in("rita").await);
    let filing = anna.file().await;
    let path = format!("/filings/{filing}/rating");
    let rate = json!({"stars": 4, "text": "快"});
    assert_eq!(anna.ask("POST", &path).json(&rate).await.status, 409);
    for wanted in
        [json!({"move": "accept"}), json!({"move": "start-review"}), json!({"move": "grant"})]
    {
        let done = rita.advance(&filing, &wanted).await;
        assert!(done.status.is_success(), "{wanted} {}", done.text());
    }
    assert!(anna.get(&format!("/filings/{filing}/handling")).await["mayRate"].as_bool().unwrap());
    assert_eq!(anna.ask("POST", &path).json(&json!({"stars": 6})).await.status, 400);
    let ben = place.sign_in("ben").await;
    assert_eq!(ben.ask("POST", &path).json(&rate).await.status, 404);
    let done = anna.ask("POST", &path).json(&rate).await;
    assert_eq!(done.value()["rating"]["stars"], 4);
    assert_eq!(anna.ask("POST", &path).json(&rate).await.status, 409);
}

/// A firm outlives its clerks: whoever may act for it now reads its mandates and revokes them, and
/// does nothing else with them.
#[tokio::test]
async fn others_of_the_firm_read_and_revoke() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let ben = place.sign_in("ben").await;
    let id = mandate_for(&anna, &hana, station(), json!(["fill"])).await;
    let filing = hana.begin_by(&id, ITEM).await;
    assert_eq!(ben.get("/mandates").await[0]["id"], id.as_str());
    let told = ben.get(&format!("/mandates/{id}")).await;
    assert_eq!((&told["side"], &told["filings"]), (&json!("principal"), &Value::Null));
    assert_eq!(ben.ask("GET", &format!("/filings/{filing}")).send().await.status, 404);
    let terms = told["current"]["terms"].clone();
    for wanted in [json!({"move": "change", "terms": terms}), json!({"move": "take-back"})] {
        assert_eq!(ben.mandate_move(&id, wanted).await.status, 403);
    }
    let codes = format!("/mandates/{id}/signing-codes");
    assert_eq!(ben.ask("POST", &codes).send().await.status, 404);
    ben.mandate_moves(&id, json!({"move": "revoke"})).await;
    assert_eq!(anna.get(&format!("/mandates/{id}")).await["state"], "revoked");
    let record = ben.get(&format!("/mandates/{id}/record")).await;
    let last = record["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["actor"]["name"]["zh"], "测试ben");
}

/// Over with its last day: open documents close, and nothing is written any more.
#[tokio::test]
async fn over_with_its_last_day() {
    let place = Place::new().await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let id = mandate_for(&anna, &hana, station(), json!(["fill"])).await;
    let now = anna.get(&format!("/mandates/{id}")).await["current"]["terms"].clone();
    let mut terms = now.clone();
    terms["until"] = json!(place.rig.clock.today().to_string());
    anna.mandate_moves(&id, json!({"move": "change", "terms": terms})).await;
    let filing = hana.begin_by(&id, ITEM).await;
    let mut socket = place.open(&hana, &format!("{filing}/answers")).await;
    place.rig.clock.advance(chrono::TimeDelta::days(1));
    bangban_server::mandate::moves::day_has_begun(&place.rig.state).await.unwrap();
    socket.until(|heard| matches!(heard, Heard::Denied | Heard::Shut(_))).await;
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    assert_eq!(anna.get(&format!("/mandates/{id}")).await["state"], "expired");
    assert_eq!(hana.get(&format!("/entrusted-filings/{filing}")).await["acts"], json!([]));
    let update = update(&mut Draft::new(77, "hana"), &set("title", json!("x"), false));
    assert_eq!(hana.writes(&filing, "answers", &update).await.status, 404);
}
