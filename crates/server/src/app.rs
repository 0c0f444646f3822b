//! Puts the parts together and runs them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::IntoResponse;
use bangban_contract::API;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::http::files::{Files, FilesError};
use crate::http::serve::{asked_to_end, serve};
use crate::http::{ApiError, RateLimit, is_api, with_front};
use crate::routes;
use crate::session::{Directory, Sessions};
use crate::store::{Db, StoreError};

/// How long running requests may take to end when the server is told to.
const GRACE: Duration = Duration::from_secs(20);

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address to listen on.
    #[error("cannot listen: {0}")]
    Listen(std::io::Error),
    /// The built app.
    #[error(transparent)]
    Files(#[from] FilesError),
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The operator's settings.
    pub config: Arc<Config>,
    /// The present.
    pub clock: Clock,
    /// Who is signed in.
    pub sessions: Sessions,
    /// How often an address may try to sign in.
    pub sign_ins: RateLimit,
}

impl AppState {
    /// Opens the data folder.
    pub async fn open(config: Config, clock: Clock) -> Result<Self, StoreError> {
        let db = Db::open(&config.data).await?;
        let sessions = Sessions::new(db.clone(), clock.clone(), Directory::default(), config.demo);
        Ok(Self { db, config: Arc::new(config), clock, sessions, sign_ins: RateLimit::default() })
    }
}

/// The whole service: API, and the app where a folder is set.
pub fn service(state: AppState, files: Option<Files>) -> Router {
    let config = state.config.clone();
    let found = files.clone();
    let router = Router::new()
        .nest(API, routes::router())
        .fallback(async move |method: Method, uri: Uri, headers: HeaderMap| match found {
            Some(files) if !is_api(uri.path()) => files.answer(&method, uri.path(), &headers),
            _ => ApiError::not_found().into_response(),
        })
        .with_state(state);
    with_front(router, &config, files.as_ref())
}

/// Runs until told to end (SIGINT, SIGTERM).
pub async fn run(config: Config) -> Result<(), RunError> {
    let files = config.app.as_deref().map(Files::load).transpose()?;
    let listener = TcpListener::bind(config.listen).await.map_err(RunError::Listen)?;
    let state = AppState::open(config, Clock::system()).await?;
    let db = state.db.clone();
    let address = listener.local_addr().map_err(RunError::Listen)?;
    tracing::info!(%address, "serving");
    serve(listener, service(state, files), asked_to_end(), GRACE).await;
    db.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Starts the log on standard error.
pub fn start_log(format: LogFormat) {
    let builder = tracing_subscriber::fmt().with_writer(std::io::stderr);
    match format {
        LogFormat::Json => builder.json().init(),
        LogFormat::Text => builder.init(),
    }
}
