//! tus: creation, cut and resumed, checksums, termination, expiration, what is in the file.

use std::time::Duration;

use bangban_contract::problem::ProblemCode;
use bangban_server::uploads::sweep;
use chrono::TimeDelta;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use super::town::{checksum, metadata, pdf, sign_in, town};

#[tokio::test]
async fn what_a_material_takes() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    for (size, about, expected) in [
        (0, metadata("a.pdf", "application/pdf", "licence"), 415),
        (3_000_001, metadata("a.pdf", "application/pdf", "licence"), 413),
        (9, metadata("a.gif", "image/gif", "licence"), 415),
        (9, metadata("a.jpg", "image/jpeg", "licence"), 415),
        (9, metadata("a.pdf", "application/pdf", "other"), 422),
        (9, "filename".into(), 400),
        (3_000_000, metadata("../../a\u{202e}\r\n.pdf", "application/pdf", "licence"), 201),
        (9, metadata("b.png", "image/png", "licence"), 201),
        (9, metadata("c.png", "image/png", "licence"), 422),
    ] {
        let answer = anna.create(&id, size, &about).await;
        assert_eq!(answer.status, expected, "{size} {about}: {}", answer.text());
        assert_eq!(answer.header("tus-resumable"), "1.0.0");
    }
    let names: Vec<_> = anna
        .get(&format!("/filings/{id}/attachments"))
        .await
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["a.pdf", "b.png"]);
}

#[tokio::test]
async fn what_is_spoken() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let answer = anna.ask("OPTIONS", "/uploads/any").send().await;
    assert_eq!(answer.status, 204);
    for (name, value) in [
        ("tus-version", "1.0.0"),
        ("tus-extension", "creation,checksum,termination,expiration"),
        ("tus-checksum-algorithm", "sha1,sha256"),
        ("tus-max-size", "209715200"),
    ] {
        assert_eq!(answer.header(name), value);
    }
    let old = anna.ask("HEAD", "/uploads/any").header("tus-resumable", "0.2.0").send().await;
    assert_eq!((old.status.as_u16(), old.header("tus-version")), (412, "1.0.0"));
}

#[tokio::test]
async fn in_parts_with_checksums() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    let bytes = pdf(10_000);
    let about = metadata("a.pdf", "application/pdf", "licence");
    let upload = anna.created(&id, bytes.len(), &about).await;
    let first = &bytes[..4000];
    let bad = anna.patch_checked(&upload, first, &checksum(b"other")).await;
    assert_eq!(bad.code(), ProblemCode::ChecksumMismatch);
    assert_eq!(anna.tus("HEAD", &upload).await.header("upload-offset"), "0");
    assert_eq!(anna.patch_checked(&upload, first, "md5 eA==").await.status, 400);
    let good = anna.patch_checked(&upload, first, &checksum(first)).await;
    assert_eq!((good.status.as_u16(), good.header("upload-offset")), (204, "4000"));
    assert!(good.header("upload-expires").ends_with(" GMT"));
    let wrong = anna.patch(&upload, 3999, b"x").await;
    assert_eq!(
        (wrong.code(), wrong.header("upload-offset")),
        (ProblemCode::OffsetMismatch, "4000")
    );
    assert_eq!(anna.patch(&upload, 4000, &[0; 6001]).await.code(), ProblemCode::TooLarge);
    let last = anna.patch(&upload, 4000, &bytes[4000..]).await;
    assert_eq!(last.header("upload-offset"), "10000");
    let head = anna.tus("HEAD", &upload).await;
    assert_eq!(
        (head.header("upload-length"), head.header("upload-metadata")),
        ("10000", about.as_str())
    );
    assert_eq!(head.header("cache-control"), "no-store");
    assert_eq!(anna.ask("GET", &format!("{upload}/content")).send().await.body, bytes);
    // The override that tus knows.
    let gone = anna
        .ask("POST", &upload)
        .header("tus-resumable", "1.0.0")
        .header("x-http-method-override", "DELETE")
        .send()
        .await;
    assert_eq!(gone.status, 204);
    assert_eq!(anna.tus("HEAD", &upload).await.status, 404);
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_not_kept() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    for content in [&b"<script>"[..], b"\x89PNG\r\n\x1a\n", b"MZ"] {
        let about = metadata("a.pdf", "application/pdf", "licence");
        let upload = anna.created(&id, content.len(), &about).await;
        let answer = anna.patch(&upload, 0, content).await;
        assert_eq!(answer.code(), ProblemCode::UnsupportedType);
        assert_eq!(anna.tus("HEAD", &upload).await.status, 404);
    }
    assert_eq!(std::fs::read_dir(rig.state.config.uploads()).unwrap().count(), 0);
}

#[tokio::test]
async fn unfinished_ones_expire() {
    let rig = town().await;
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    let about = metadata("a.pdf", "application/pdf", "licence");
    let open = anna.created(&id, 100, &about).await;
    let done = anna.attach(&id).await;
    rig.clock.advance(TimeDelta::days(6));
    assert_eq!(sweep::expire(&rig.state).await.unwrap(), 0);
    let anna = sign_in(&rig, "anna").await;
    assert_eq!(anna.patch(&open, 0, &pdf(100)[..50]).await.status, 204);
    rig.clock.advance(TimeDelta::days(6));
    let anna = sign_in(&rig, "anna").await;
    assert_eq!(anna.tus("HEAD", &open).await.header("upload-offset"), "50", "each part gives time");
    rig.clock.advance(TimeDelta::days(2));
    let anna = sign_in(&rig, "anna").await;
    assert_eq!(anna.patch(&open, 50, &pdf(100)[50..]).await.code(), ProblemCode::UploadExpired);
    assert_eq!(sweep::expire(&rig.state).await.unwrap(), 1);
    assert_eq!(anna.tus("HEAD", &open).await.status, 410);
    assert_eq!(anna.tus("HEAD", &done).await.status, 200);
    assert_eq!(std::fs::read_dir(rig.state.config.uploads()).unwrap().count(), 1);
}

/// A `PATCH` over a real connection that announces more than it sends.
async fn half(
    address: std::net::SocketAddr,
    cookie: &str,
    upload: &str,
    all: &[u8],
    sent: usize,
) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "PATCH /api/v1{upload} HTTP/1.1\r\nhost: 127.0.0.1:8080\r\ncookie: {cookie}\r\n\
         x-bangban-request: 1\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\n\
         content-type: application/offset+octet-stream\r\ncontent-length: {}\r\n\r\n",
        all.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&all[..sent]).await.unwrap();
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_in_the_middle_and_resumed() {
    let rig = town().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(axum::serve(listener, rig.router.clone()).into_future());
    let anna = sign_in(&rig, "anna").await;
    let id = anna.begin().await;
    let bytes = pdf(2_500_000);
    let about = metadata("a.pdf", "application/pdf", "licence");
    for hangs in [false, true] {
        let upload = anna.created(&id, bytes.len(), &about).await;
        let stream = half(address, &anna.cookie, &upload, &bytes, 1_300_000).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        // Nobody else writes while one does.
        assert_eq!(anna.patch(&upload, 0, &bytes).await.code(), ProblemCode::OffsetMismatch);
        // The connection breaks, or hangs and the client comes back on another one.
        let kept = hangs.then_some(stream);
        if kept.is_none() {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        let head = anna.tus("HEAD", &upload).await;
        assert_eq!(head.header("upload-offset"), "1300000", "hangs: {hangs}");
        let rest = anna.patch(&upload, 1_300_000, &bytes[1_300_000..]).await;
        assert_eq!(rest.status, 204, "{}", rest.text());
        assert_eq!(anna.ask("GET", &format!("{upload}/content")).send().await.body, bytes);
        drop(kept);
    }
    server.abort();
}
