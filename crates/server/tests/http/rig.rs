//! A backend to ask, with a folder of its own and a clock that can be moved.
#![allow(dead_code, reason = "each group of tests uses what it needs")]

use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use bangban_contract::Text;
use bangban_contract::catalogue::Department;
use bangban_contract::problem::{Problem, ProblemCode};
use bangban_contract::session::{Party, PartyKind, Person, Role};
use bangban_server::app::{AppState, service};
use bangban_server::clock::{Clock, date_of};
use bangban_server::config::Config;
use bangban_server::district::District;
use bangban_server::http::files::Files;
use bangban_server::session::Identity;
use chrono::TimeDelta;
use http_body_util::BodyExt;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// Where the tests' own people ask from.
pub const HOST: &str = "127.0.0.1:8080";

/// What the server logs in this program, at every level.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lines() -> &'static Lines {
    static LINES: LazyLock<Lines> = LazyLock::new(|| {
        let lines = Lines::default();
        let writer = lines.clone();
        let builder = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
        builder.with_writer(move || writer.clone()).init();
        lines
    });
    &LINES
}

/// All of it so far, whole lines only.
pub fn logged() -> String {
    let bytes = lines().0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    text.rsplit_once('\n').map_or(String::new(), |(whole, _)| whole.to_owned())
}

/// A backend.
pub struct Rig {
    pub router: Router,
    pub state: AppState,
    pub clock: Clock,
    pub folder: TempDir,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Rig {
    /// A demo backend with the tests' own people.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::of(district(), change).await
    }

    /// The same in another district.
    pub async fn of(district: District, change: impl FnOnce(&mut Config)) -> Self {
        lines();
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::with_data(folder.path().join("data"));
        config.demo = true;
        change(&mut config);
        let clock = Clock::system();
        // What is counted by the day is not to fall into two of them in the middle of a test.
        if date_of(clock.now() + TimeDelta::minutes(30)) != clock.today() {
            clock.advance(TimeDelta::minutes(30));
        }
        let files = config.app.as_deref().map(|app| Files::load(app).unwrap());
        let state = AppState::open(config, clock.clone(), district).await.unwrap();
        let router = service(state.clone(), files.as_ref());
        Self { router, state, clock, folder }
    }

    /// A request to send; unsafe methods carry the header that the app sends.
    pub fn ask(&self, method: &str, path: &str) -> Ask {
        let mut builder = Request::builder().method(method).uri(path).header("host", HOST);
        if !matches!(method, "GET" | "HEAD" | "OPTIONS") {
            builder = builder.header("x-bangban-request", "1");
        }
        Ask { router: self.router.clone(), builder, body: Body::empty() }
    }

    pub fn get(&self, path: &str) -> Ask {
        self.ask("GET", path)
    }

    /// Signs in and gives the cookie as a request holds it.
    pub async fn sign_in(&self, identity: &str) -> String {
        let answer = self
            .ask("POST", "/api/v1/session")
            .json(&serde_json::json!({ "identity": identity }))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.cookie()
    }
}

/// A request that is being put together.
pub struct Ask {
    router: Router,
    builder: axum::http::request::Builder,
    body: Body,
}

impl Ask {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    /// Without the header that the app sends.
    pub fn bare(mut self) -> Self {
        if let Some(headers) = self.builder.headers_mut() {
            headers.remove("x-bangban-request");
        }
        self
    }

    pub fn cookie(self, cookie: &str) -> Self {
        self.header("cookie", cookie)
    }

    pub async fn body(mut self, media_type: &str, body: impl Into<Body>) -> Answer {
        self = self.header("content-type", media_type);
        self.body = body.into();
        self.send().await
    }

    pub async fn json(self, value: &Value) -> Answer {
        self.body("application/json", value.to_string()).await
    }

    pub async fn send(self) -> Answer {
        let request = self.builder.body(self.body).unwrap();
        let response = self.router.oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: head.status, headers: head.headers, body }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    /// The session's cookie that the answer sets, as a request holds it.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }

    /// The problem, which has to be a whole one.
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status.as_u16());
        assert_eq!(problem.request.as_deref(), Some(self.header("x-request-id")));
        assert!(problem.detail.as_ref().is_some_and(|detail| detail.en.is_some()));
        problem
    }

    pub fn code(&self) -> ProblemCode {
        self.problem().code
    }
}

/// The tests' own district: its people and one department.
pub fn district() -> District {
    let identities = people();
    let departments = vec![department()];
    District { identities, departments, ..District::default() }
}

/// The department of the tests' reviewer.
pub fn department() -> Department {
    Department {
        id: "labour".into(),
        name: Text::zh("测试部门"),
        phone: "000".into(),
        address: "测试地址".into(),
        hours: Text::zh("工作日"),
        items: 0,
    }
}

/// The tests' own people.
pub fn people() -> Vec<Identity> {
    let party = |id: &str, name: &str, relation: &str| Party {
        id: id.into(),
        kind: PartyKind::Organisation,
        name: Text::zh(name),
        relation: Text::zh(relation),
    };
    let person = |id: &str, name: &str, role, department: Option<&str>| Person {
        id: id.into(),
        name: Text::zh(name),
        role,
        department: department.map(str::to_owned),
        desk: None,
    };
    vec![
        Identity {
            person: person("agnes", "测试经办人甲", Role::Applicant, None),
            description: Text::zh("两家企业"),
            parties: vec![
                party("firm-a", "测试企业甲", "经办人"),
                party("firm-b", "测试企业乙", "经办人"),
            ],
        },
        Identity {
            person: person("reviewer", "测试审批员乙", Role::Reviewer, Some("labour")),
            description: Text::zh("审批"),
            parties: Vec::new(),
        },
    ]
}
