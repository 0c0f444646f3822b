//! Serving on a socket, and ending without breaking off what runs.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

use super::connections::{Bounds, Connections};
use super::patient::Patient;

/// How long a client may take to send the head of a request, and how long a connection may
/// idle between two: so that slow clients cannot hold all of them.
const HEAD: Duration = Duration::from_mins(1);

/// Serves until `stop` is there; then takes no new connection, lets the running requests end
/// for at most `grace`, and returns. Sockets that a connection was upgraded to are not its to
/// wait for.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    let bounds = Bounds {
        most: usize::MAX,
        most_each: usize::MAX,
        patience: Duration::from_mins(1),
        proxies: Vec::new(),
    };
    serve_within(listener, router, stop, grace, &bounds).await;
}

/// The same, where connections are held to bounds: one too many is closed at once, so that those
/// that are there go on, and one that is not read from ends.
pub async fn serve_within(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    grace: Duration,
    bounds: &Bounds,
) {
    let open = Connections::default();
    let ending = watch::Sender::new(false);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, most likely: it passes when some requests end.
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let Some(held) = open.take(peer.ip(), bounds) else {
            tracing::debug!("a connection too many was closed");
            continue;
        };
        if stream.set_nodelay(true).is_err() {
            continue;
        }
        let stream = Patient::new(stream, bounds.patience, Some(held));
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(Body::new))
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        let mut is_ending = ending.subscribe();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let told = async {
                let _ = is_ending.wait_for(|ending| *ending).await;
            };
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = told => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "connection ended");
            }
        });
    }
    drop(listener);
    ending.send_replace(true);
    // Each connection has a receiver until it ends.
    if tokio::time::timeout(grace, ending.closed()).await.is_err() {
        tracing::warn!("some requests were broken off");
    }
}

/// Until the operator or the system asks to end: Ctrl-C (SIGINT) or SIGTERM.
pub async fn asked_to_end() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
