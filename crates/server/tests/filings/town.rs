//! People, an item with a form, and the steps that most tests begin with.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::catalogue::{Audience, Handling, ItemSummary, Region, Station};
use bangban_contract::form::Prefill;
use bangban_contract::session::{Desk, Party, PartyKind, Person, Role};
use bangban_forms::FormDefinition;
use bangban_server::app::{AppState, service};
use bangban_server::assistance::Desks;
use bangban_server::clock::Clock;
use bangban_server::config::Config;
use bangban_server::district::District;
use bangban_server::filings::{FileableItem, Items};
use bangban_server::published::Published;
use bangban_server::session::{Directory, Identity};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::rig::{Answer, Ask, Rig};

/// The item of the tests.
pub const ITEM: &str = "test-licence.new";
/// Another, which asks for something sensitive.
pub const CARD_ITEM: &str = "test-card.new";
/// The version of its form.
pub const FORM: &str = "3";
const OCTETS: &str = "application/offset+octet-stream";

/// Applicants, two reviewers of one department and one of another, two assistants of one station
/// and one each of two others.
fn people() -> Vec<Identity> {
    let identity = |id: &str, role, department: Option<&str>, parties: &[&str]| Identity {
        person: Person {
            id: id.into(),
            name: Text::new(format!("测试{id}"), format!("Test {id}")),
            role,
            department: department.map(str::to_owned),
            desk: None,
        },
        description: Text::zh("测试"),
        parties: parties
            .iter()
            .map(|id| Party {
                id: (*id).into(),
                kind: PartyKind::Organisation,
                name: Text::new(format!("测试企业{id}"), format!("Test firm {id}")),
                relation: Text::zh("经办人"),
            })
            .collect(),
    };
    let assistant = |id: &str, station: &str| {
        let mut one = identity(id, Role::Assistant, None, &[]);
        one.person.desk = Some(Desk { station: station.into(), number: format!("NO-{id}") });
        one
    };
    vec![
        identity("anna", Role::Applicant, None, &["firm-a", "firm-b"]),
        identity("ben", Role::Applicant, None, &["firm-a"]),
        identity("bob", Role::Applicant, None, &["firm-b"]),
        identity("carl", Role::Applicant, None, &["carl"]),
        identity("rita", Role::Reviewer, Some("labour"), &[]),
        identity("rolf", Role::Reviewer, Some("labour"), &[]),
        identity("food", Role::Reviewer, Some("food"), &[]),
        assistant("hana", "port"),
        assistant("hugo", "port"),
        assistant("hilda", "park"),
        assistant("quinn", "quay"),
    ]
}

/// The stations: firm-a belongs to the group of the first, firm-b is in the town of the third.
fn desks() -> Desks {
    let station = |id: &str, town: &str| Station {
        id: id.into(),
        name: Text::zh(id),
        address: String::new(),
        hours: Text::zh("9:00"),
        phone: "022-00000000".into(),
        town: (!town.is_empty()).then(|| Region {
            code: town.into(),
            name: town.into(),
            leaf: true,
        }),
        services: Vec::new(),
    };
    let stations = [
        station("port", ""),
        station("park", "120116001"),
        station("quay", "120116002"),
        station("empty", "120116003"),
    ];
    let groups = BTreeMap::from([("firm-a".to_owned(), "port".to_owned())]);
    Desks::new(&stations, &people(), &groups)
}

/// What the registers know: firm-b is in the town of a station, carl in that of one where nobody
/// works.
fn registers() -> District {
    let of = |party: &str, key: &str, town: &str| {
        let value = json!(["12", "120116", town, format!("{town}001")]);
        let known =
            Prefill { key: key.into(), value, source: Text::zh("登记"), as_of: String::new() };
        (party.to_owned(), vec![known])
    };
    let prefills = BTreeMap::from([
        of("firm-b", "org.region", "120116002"),
        of("carl", "person.region", "120116003"),
    ]);
    District { prefills, ..District::default() }
}

fn items() -> Items {
    let form = FormDefinition {
        schema: json!({
            "type": "object",
            "required": ["title", "kind"],
            "properties": {
                "title": {"type": "string", "title": "名称", "maxLength": 50},
                "kind": {"type": "string", "title": "类型", "oneOf": [
                    {"const": "plain", "title": "一般"}, {"const": "special", "title": "特别"}]},
                "reason": {"type": "string", "title": "申请理由"},
                "visit": {"type": "string", "title": "核查日期", "format": "date",
                    "x-day": {"earliest": 0}},
                "secret": {"type": "string", "title": "账号", "x-sensitive": true},
                "contact": {"type": "object", "properties": {
                    "name": {"type": "string", "title": "联系人"}}},
                "rows": {"type": "array", "title": "岗位", "items": {"type": "object", "properties": {
                    "name": {"type": "string", "title": "岗位名称"}}}},
            },
        }),
        ui: json!({"type": "Categorization", "elements": [
            {"type": "Category", "label": "填报", "elements": [
                {"type": "Control", "scope": "#/properties/title"},
                {"type": "Control", "scope": "#/properties/kind"},
                {"type": "Control", "scope": "#/properties/reason"},
                {"type": "Control", "scope": "#/properties/visit"},
                {"type": "Control", "scope": "#/properties/secret"},
                {"type": "Control", "scope": "#/properties/contact/properties/name"},
                {"type": "ListWithDetail", "scope": "#/properties/rows", "options": {"detail": {
                    "type": "VerticalLayout",
                    "elements": [{"type": "Control", "scope": "#/properties/name"}]}}},
                {"type": "Materials"},
            ]},
        ]}),
        materials: json!([
            {"id": "licence", "name": "营业执照", "form": "electronic", "copies": 1, "required": true,
             "accept": ["application/pdf", "image/png"], "maxBytes": 3_000_000, "maxFiles": 2,
             "tolerable": false},
            {"id": "proof", "name": "证明", "form": "electronic", "copies": 1, "required": true,
             "when": {"scope": "#/properties/kind", "schema": {"const": "special"}},
             "accept": ["image/jpeg"], "maxBytes": 1000, "maxFiles": 1, "tolerable": true},
        ]),
        commitment: json!({}),
    };
    let item = FileableItem {
        summary: ItemSummary {
            id: ITEM.into(),
            name: Text::new("测试许可", "Test licence"),
            department: "labour".into(),
            department_name: Text::new("测试局", "Test bureau"),
            audience: vec![Audience::Organisation],
            handling: Handling::Promised,
            statutory_days: 20,
            promised_days: 10,
            visits: 0,
            fee: false,
            assisted: false,
            automatic: false,
            cross_province: None,
            fileable: true,
        },
        form_version: FORM.into(),
        model: Arc::new(form.compile().unwrap()),
        paper: Arc::default(),
    };
    let card = FormDefinition {
        schema: json!({
            "type": "object",
            "required": ["title", "idCard"],
            "properties": {
                "title": {"type": "string", "title": "名称"},
                "idCard": {"type": "string", "title": "身份证号", "x-sensitive": true},
            },
        }),
        ui: json!({"type": "Categorization", "elements": [
            {"type": "Category", "label": "填报", "elements": [
                {"type": "Control", "scope": "#/properties/title"},
                {"type": "Control", "scope": "#/properties/idCard"},
            ]},
        ]}),
        materials: json!([]),
        commitment: json!({}),
    };
    let mut summary = item.summary.clone();
    summary.id = CARD_ITEM.into();
    let card = FileableItem { summary, model: Arc::new(card.compile().unwrap()), ..item.clone() };
    Items::new([item, card], std::collections::BTreeMap::new())
}

/// A backend of these on a data folder.
pub async fn state(config: Config, clock: Clock) -> AppState {
    let directory = Directory::new(people());
    let mut state = AppState::assemble(config, clock, directory, items()).await.unwrap();
    state.desks = desks();
    state.published = Published::new(registers()).unwrap();
    state
}

/// A backend of these on a folder of its own.
pub async fn town() -> Rig {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::with_data(folder.path().join("data"));
    config.demo = true;
    let clock = Clock::system();
    let state = state(config, clock.clone()).await;
    Rig { router: service(state.clone(), None), state, clock, folder }
}

/// Somebody who is signed in.
pub struct Someone<'a> {
    pub rig: &'a Rig,
    pub cookie: String,
}

/// Signs in.
pub async fn sign_in<'a>(rig: &'a Rig, identity: &str) -> Someone<'a> {
    Someone { rig, cookie: rig.sign_in(identity).await }
}

/// A PDF of this size.
pub fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((bytes.len()..size).map(|at| u8::try_from(at % 251).unwrap()));
    bytes.truncate(size);
    bytes
}

/// `Upload-Metadata`.
pub fn metadata(name: &str, media_type: &str, material: &str) -> String {
    let pair = |key: &str, value: &str| format!("{key} {}", STANDARD.encode(value));
    [pair("filename", name), pair("filetype", media_type), pair("material", material)].join(",")
}

/// `Upload-Checksum` of a body.
pub fn checksum(bytes: &[u8]) -> String {
    format!("sha256 {}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Good answers.
pub fn answers() -> Value {
    json!({"title": "示例", "kind": "plain"})
}

/// A submission of these answers.
pub fn submission(answers: &Value) -> Value {
    json!({"formVersion": FORM, "answers": answers, "commitment": true})
}

impl Someone<'_> {
    pub fn ask(&self, method: &str, path: &str) -> Ask {
        self.rig.ask(method, &format!("/api/v1{path}")).cookie(&self.cookie)
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.ask("GET", path).send().await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.value()
    }

    /// Begins a filing; gives its id.
    pub async fn begin(&self) -> String {
        let answer = self.ask("POST", "/filings").json(&json!({"item": ITEM})).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.value()["id"].as_str().unwrap().to_owned()
    }

    pub async fn create(&self, filing: &str, size: usize, about: &str) -> Answer {
        self.ask("POST", &format!("/filings/{filing}/uploads"))
            .header("tus-resumable", "1.0.0")
            .header("upload-length", &size.to_string())
            .header("upload-metadata", about)
            .send()
            .await
    }

    /// Creates an upload; gives its path.
    pub async fn created(&self, filing: &str, size: usize, about: &str) -> String {
        let answer = self.create(filing, size, about).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.header("location").strip_prefix("/api/v1").unwrap().to_owned()
    }

    pub async fn patch(&self, upload: &str, at: usize, bytes: &[u8]) -> Answer {
        self.ask("PATCH", upload)
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", &at.to_string())
            .body(OCTETS, bytes.to_vec())
            .await
    }

    pub async fn patch_checked(&self, upload: &str, bytes: &[u8], sum: &str) -> Answer {
        self.ask("PATCH", upload)
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", "0")
            .header("upload-checksum", sum)
            .body(OCTETS, bytes.to_vec())
            .await
    }

    pub async fn tus(&self, method: &str, upload: &str) -> Answer {
        self.ask(method, upload).header("tus-resumable", "1.0.0").send().await
    }

    /// Hands in a good licence; gives the upload's path.
    pub async fn attach(&self, filing: &str) -> String {
        let bytes = pdf(100);
        let about = metadata("执照.pdf", "application/pdf", "licence");
        let upload = self.created(filing, bytes.len(), &about).await;
        assert_eq!(self.patch(&upload, 0, &bytes).await.status, 204);
        upload
    }

    pub async fn version(&self, filing: &str) -> String {
        self.get(&format!("/filings/{filing}")).await["version"].as_str().unwrap().to_owned()
    }

    pub async fn submit_as(&self, filing: &str, key: &str, version: &str, body: &Value) -> Answer {
        self.ask("POST", &format!("/filings/{filing}/submission"))
            .header("idempotency-key", key)
            .header("if-match", &format!("\"{version}\""))
            .json(body)
            .await
    }

    pub async fn submit(&self, filing: &str, key: &str, body: &Value) -> Answer {
        let version = self.version(filing).await;
        self.submit_as(filing, key, &version, body).await
    }

    /// Begins, attaches and submits; gives the filing's id.
    pub async fn file(&self) -> String {
        let filing = self.begin().await;
        self.attach(&filing).await;
        let answer = self.submit(&filing, &filing, &submission(&answers())).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        filing
    }

    /// A reviewer's move on the filing as it is now.
    pub async fn advance(&self, filing: &str, wanted: &Value) -> Answer {
        let path = format!("/review/filings/{filing}");
        let version = self.get(&path).await["version"].as_str().unwrap().to_owned();
        self.advance_from(filing, &version, wanted).await
    }

    pub async fn advance_from(&self, filing: &str, version: &str, wanted: &Value) -> Answer {
        self.ask("POST", &format!("/review/filings/{filing}/moves"))
            .header("if-match", &format!("\"{version}\""))
            .json(wanted)
            .await
    }
}
