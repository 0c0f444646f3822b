//! The server's process is killed (SIGKILL) in the middle of its work and started again.
//!
//! The process is this test program itself, told by its environment to serve.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bangban_server::app::{service, start_tasks};
use bangban_server::clock::Clock;
use bangban_server::config::Config;
use serde_json::Value;

use super::town::{ITEM, answers, metadata, pdf, state, submission};

const DATA: &str = "BANGBAN_TEST_DATA";

/// The process that is killed. Does nothing in an ordinary run of the tests.
#[tokio::test(flavor = "multi_thread")]
async fn serve() {
    let Some(data) = std::env::var_os(DATA) else { return };
    let mut config = Config::with_data(data);
    (config.demo, config.clerk_seconds) = (true, 0);
    let state = state(config, Clock::system()).await;
    start_tasks(&state).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("listens {}", listener.local_addr().unwrap());
    axum::serve(listener, service(state, None)).await.unwrap();
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "filings::crash::serve", "--nocapture", "--test-threads=1"])
            .env(DATA, data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .map(Result::unwrap)
            .find_map(|line| line.split_once("listens ").map(|(_, at)| at.parse().unwrap()))
            .unwrap();
        Self { child, address }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn ask(&self, cookie: &str, line: &str, headers: &str, body: &[u8]) -> Option<Answer> {
        exchange(self.address, cookie, line, headers, body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        });
        line.unwrap_or_default()
    }

    fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

fn request(cookie: &str, line: &str, headers: &str, length: usize) -> String {
    format!(
        "{line} HTTP/1.1\r\nhost: 127.0.0.1:8080\r\nconnection: close\r\ncookie: {cookie}\r\n\
         x-bangban-request: 1\r\ntus-resumable: 1.0.0\r\ncontent-length: {length}\r\n{headers}\r\n"
    )
}

/// One request on a connection of its own; `None` where the server is gone.
fn exchange(
    address: SocketAddr,
    cookie: &str,
    line: &str,
    headers: &str,
    body: &[u8],
) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request(cookie, line, headers, body.len()).as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).ok()?;
    let end = all.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.get(9..12)?.parse().ok()?;
    Some(Answer { status, head, body: all[end + 4..].to_vec() })
}

const JSON: &str = "content-type: application/json\r\n";

fn sign_in(server: &Server) -> String {
    let answer = server.ask("", "POST /api/v1/session", JSON, br#"{"identity":"anna"}"#).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.head);
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

fn begin(server: &Server, cookie: &str) -> String {
    let body = format!(r#"{{"item":"{ITEM}"}}"#);
    let answer = server.ask(cookie, "POST /api/v1/filings", JSON, body.as_bytes()).unwrap();
    answer.value()["id"].as_str().unwrap().to_owned()
}

fn create(server: &Server, cookie: &str, filing: &str, size: usize) -> String {
    let about = metadata("a.pdf", "application/pdf", "licence");
    let headers = format!("upload-length: {size}\r\nupload-metadata: {about}\r\n");
    let line = format!("POST /api/v1/filings/{filing}/uploads");
    server.ask(cookie, &line, &headers, b"").unwrap().header("location").to_owned()
}

fn octets(at: usize) -> String {
    format!("content-type: application/offset+octet-stream\r\nupload-offset: {at}\r\n")
}

#[test]
fn in_the_middle_of_an_upload() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let cookie = sign_in(&server);
    let filing = begin(&server, &cookie);
    let bytes = pdf(2_900_000);
    let upload = create(&server, &cookie, &filing, bytes.len());
    let file = folder.path().join("uploads").join(upload.rsplit('/').next().unwrap());
    let mut offset = 0;
    // Killed again and again, each time with some more bytes under way.
    for sent in [700_000, 1_300_000, 1_100_000] {
        let mut stream = TcpStream::connect(server.address).unwrap();
        let line = format!("PATCH {upload}");
        let head = request(&cookie, &line, &octets(offset), bytes.len() - offset);
        stream.write_all(head.as_bytes()).unwrap();
        let until = (offset + sent).min(bytes.len() - 1);
        stream.write_all(&bytes[offset..until]).unwrap();
        std::thread::sleep(Duration::from_millis(400));
        server.kill();
        server = Server::start(folder.path());
        let head = server.ask(&cookie, &format!("HEAD {upload}"), "", b"").unwrap();
        assert_eq!(head.status, 200, "{}", head.head);
        let stored: usize = head.header("upload-offset").parse().unwrap();
        assert!(stored >= offset && stored <= until, "{offset} <= {stored} <= {until}");
        let there = std::fs::read(&file).unwrap();
        assert!(there == bytes[..stored], "the disk has what the offset promises, and no more");
        offset = stored;
    }
    assert!(offset >= 1024 * 1024, "what was promised before a kill is kept: {offset}");
    let rest = server.ask(&cookie, &format!("PATCH {upload}"), &octets(offset), &bytes[offset..]);
    assert_eq!(rest.unwrap().status, 204);
    let content = server.ask(&cookie, &format!("GET {upload}/content"), "", b"").unwrap();
    assert!(content.body == bytes);
    server.kill();
}

#[test]
fn in_the_middle_of_submitting() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let cookie = sign_in(&server);
    let body = submission(&answers()).to_string();
    let mut numbers = Vec::new();
    for delay in [0, 2, 4, 7, 11, 16, 25] {
        let filing = begin(&server, &cookie);
        let bytes = pdf(100);
        let upload = create(&server, &cookie, &filing, bytes.len());
        server.ask(&cookie, &format!("PATCH {upload}"), &octets(0), &bytes).unwrap();
        let line = format!("POST /api/v1/filings/{filing}/submission");
        let headers = format!("{JSON}idempotency-key: key-{filing}\r\nif-match: \"1\"\r\n");
        let (address, mut before) = (server.address, Vec::new());
        std::thread::scope(|scope| {
            let storm: Vec<_> = (0..6)
                .map(|_| {
                    scope.spawn(|| exchange(address, &cookie, &line, &headers, body.as_bytes()))
                })
                .collect();
            std::thread::sleep(Duration::from_millis(delay));
            server.child.kill().unwrap();
            server.child.wait().unwrap();
            before.extend(storm.into_iter().filter_map(|one| one.join().unwrap()));
        });
        server = Server::start(folder.path());
        let after = server.ask(&cookie, &line, &headers, body.as_bytes()).unwrap();
        assert_eq!(after.status, 201, "{}", String::from_utf8_lossy(&after.body));
        for answer in before {
            assert_eq!((answer.status, &answer.body), (201, &after.body), "said before the kill");
        }
        numbers.push(after.value()["number"].as_str().unwrap().to_owned());
        let path = format!("GET /api/v1/filings/{filing}/timeline");
        let timeline = server.ask(&cookie, &path, "", b"").unwrap().value();
        let submitted =
            timeline.as_array().unwrap().iter().filter(|entry| entry["event"] == "submitted");
        assert_eq!(submitted.count(), 1, "{timeline}");
    }
    let counts: Vec<&str> = numbers.iter().map(|number| &number[10..16]).collect();
    assert_eq!(counts, ["000001", "000002", "000003", "000004", "000005", "000006", "000007"]);
    server.kill();
}
