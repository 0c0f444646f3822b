//! Puts the parts together and runs them.

use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::routes;
use crate::session::{Directory, Sessions};
use crate::store::{Db, StoreError};

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address to listen on.
    #[error("cannot listen: {0}")]
    Listen(std::io::Error),
    /// Serving ended with an error.
    #[error("serving ended: {0}")]
    Serve(std::io::Error),
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
}

impl AppState {
    /// Opens the data folder.
    pub async fn open(config: Config, clock: Clock) -> Result<Self, StoreError> {
        let db = Db::open(&config.data).await?;
        let sessions = Sessions::new(db.clone(), clock.clone(), Directory::default(), config.demo);
        Ok(Self { db, config: Arc::new(config), clock, sessions })
    }
}

/// The whole service: API, and the app where a folder is set.
pub fn service(state: AppState) -> Router {
    Router::new().nest(bangban_contract::API, routes::router()).with_state(state)
}

/// Runs until told to end.
pub async fn run(config: Config) -> Result<(), RunError> {
    let listen = config.listen;
    let state = AppState::open(config, Clock::system()).await?;
    let listener = TcpListener::bind(listen).await.map_err(RunError::Listen)?;
    axum::serve(listener, service(state)).await.map_err(RunError::Serve)
}

/// Starts the log on standard error.
pub fn start_log(format: LogFormat) {
    let builder = tracing_subscriber::fmt().with_writer(std::io::stderr);
    match format {
        LogFormat::Json => builder.json().init(),
        LogFormat::Text => builder.init(),
    }
}
