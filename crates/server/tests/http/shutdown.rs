//! Connections: held to bounds. Ending: what runs is finished, nothing new is taken.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use bangban_server::http::Bounds;
use bangban_server::http::serve::{serve, serve_within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

async fn asks(address: std::net::SocketAddr) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await?;
    Ok(stream)
}

#[tokio::test]
async fn a_running_request_is_finished() {
    let (began, mut reached) = tokio::sync::mpsc::channel(1);
    let slow = get(async move || {
        began.send(()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        "finished"
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move {
        stopped.await.ok();
    };
    let router = Router::new().route("/slow", slow);
    let server = tokio::spawn(serve(listener, router, stopped, Duration::from_secs(10)));

    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut running = asks(address).await.unwrap();
    reached.recv().await.unwrap();
    stop.send(()).unwrap();

    let mut answer = String::new();
    running.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
    tokio::time::timeout(Duration::from_secs(2), server).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    assert_eq!(idle.read(&mut [0; 8]).await.unwrap_or(0), 0, "an idle connection is closed");
}

#[tokio::test]
async fn a_request_that_never_ends_is_not_waited_for() {
    let slow = get(async || std::future::pending::<()>().await);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = tokio::time::sleep(Duration::from_millis(100));
    let router = Router::new().route("/slow", slow);
    let server = tokio::spawn(serve(listener, router, stop, Duration::from_millis(100)));
    let _running = asks(address).await.unwrap();
    tokio::time::timeout(Duration::from_secs(2), server).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_connection_too_many_is_closed_and_the_others_go_on() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/slow", get(async || "here"));
    let bounds =
        Bounds { most: 1, most_each: 1, patience: Duration::from_secs(5), proxies: Vec::new() };
    tokio::spawn(async move {
        serve_within(listener, router, std::future::pending(), Duration::ZERO, &bounds).await;
    });
    let mut first = asks(address).await.unwrap();
    let mut byte = [0; 12];
    first.read_exact(&mut byte).await.unwrap();
    assert_eq!(&byte, b"HTTP/1.1 200");
    let mut second = TcpStream::connect(address).await.unwrap();
    assert_eq!(second.read(&mut byte).await.unwrap_or(0), 0);
    first.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(first.read(&mut byte).await.unwrap() > 0);
    drop(first);
    // Its place is free once the server has seen it go.
    let freed = async {
        loop {
            let mut next = asks(address).await.unwrap();
            if next.read(&mut byte).await.unwrap_or(0) > 0 {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(5), freed).await.unwrap();
}
