//! Puts the parts together and runs them.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::IntoResponse;
use bangban_contract::API;
use tokio::net::TcpListener;

use crate::assistance::{self, Desks};
use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::demo;
use crate::district::{District, DistrictError};
use crate::filings::Items;
use crate::http::files::{Files, FilesError};
use crate::http::serve::{asked_to_end, serve_within};
use crate::http::{ApiError, Bounds, RateLimit, is_api, with_front};
use crate::published::{PublishError, Published};
use crate::realtime::{Limits, Relay};
use crate::review::clerk;
use crate::routes;
use crate::session::{Directory, Sessions};
use crate::store::{Db, StoreError};
use crate::uploads::{Uploads, sweep};

/// How long running requests may take to end when the server is told to.
const GRACE: Duration = Duration::from_secs(20);

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The district's data.
    #[error("the district's data: {0}")]
    District(#[from] DistrictError),
    /// The demo district's parts.
    #[error("the demo district: {0}")]
    Demo(#[from] demo::DemoError),
    /// The answers made from them.
    #[error("the catalogue: {0}")]
    Publish(#[from] PublishError),
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
    /// How often an address may make codes for phones.
    pub phone_codes: RateLimit,
    /// How often an address may try one.
    pub phone_joins: RateLimit,
    /// How often an address may make links to sign on a phone.
    pub signing_codes: RateLimit,
    /// How often an address may use one.
    pub signings: RateLimit,
    /// The catalogue, its guides and forms.
    pub published: Published,
    /// The items that can be filed here, with their forms.
    pub items: Items,
    /// The folder of uploaded files.
    pub uploads: Uploads,
    /// The shared drafts.
    pub relay: Relay,
    /// The stations and who helps there.
    pub desks: Desks,
}

impl AppState {
    /// Opens the data folder and takes up what the district publishes.
    pub async fn open(config: Config, clock: Clock, district: District) -> Result<Self, RunError> {
        let items = district.items()?;
        let directory = Directory::new(district.identities.clone());
        let desks = Desks::new(&district.stations, &district.identities, &district.group_stations);
        let published = Published::new(district)?;
        let state = Self::assemble(config, clock, directory, items).await?;
        Ok(Self { published, desks, ..state })
    }

    /// Opens the data folder for these people and items, with an empty catalogue.
    pub async fn assemble(
        config: Config,
        clock: Clock,
        directory: Directory,
        items: Items,
    ) -> Result<Self, RunError> {
        let published = Published::new(District::default())?;
        let db = Db::open(&config.data).await?;
        directory.write_down(&db).await.map_err(StoreError::from)?;
        let sessions = Sessions::new(db.clone(), clock.clone(), directory, config.demo);
        let uploads = Uploads::open(config.uploads())
            .map_err(|cause| StoreError::Folder { path: config.uploads(), cause })?;
        let relay = Relay::start(db.clone(), clock.clone(), Limits::default(), items.clone());
        Ok(Self {
            db,
            config: Arc::new(config),
            clock,
            sessions,
            sign_ins: RateLimit::default(),
            phone_codes: RateLimit::default(),
            phone_joins: RateLimit::default(),
            signing_codes: RateLimit::default(),
            signings: RateLimit::default(),
            published,
            items,
            uploads,
            relay,
            desks: Desks::default(),
        })
    }
}

/// The whole service: API, and the app where a folder is set.
pub fn service(state: AppState, files: Option<&Files>) -> Router {
    let config = state.config.clone();
    let found = files.cloned();
    let router = Router::new()
        .nest(API, routes::router(&state))
        .fallback(async move |method: Method, uri: Uri, headers: HeaderMap| match found {
            Some(files) if !is_api(uri.path()) => files.answer(&method, uri.path(), &headers),
            _ => ApiError::not_found().into_response(),
        })
        .with_state(state);
    with_front(router, &config, files)
}

/// Puts the folder of uploads in order, then starts what goes on beside the requests.
pub async fn start_tasks(state: &AppState) {
    if let Err(error) = sweep::reconcile(state).await {
        tracing::error!(cause = %error, "the folder of uploads could not be put in order");
    }
    tokio::spawn(sweep::run(state.clone()));
    tokio::spawn(assistance::tick(state.clone()));
    let pause = Duration::from_secs(state.config.clerk_seconds);
    if state.config.demo && !pause.is_zero() {
        tokio::spawn(clerk::run(state.clone(), pause));
    }
}

/// Runs until told to end (SIGINT, SIGTERM).
pub async fn run(config: Config) -> Result<(), RunError> {
    let files = config.app.as_deref().map(Files::load).transpose()?;
    let listener = TcpListener::bind(config.listen).await.map_err(RunError::Listen)?;
    let district = demo::district(&config)?;
    let bounds = Bounds::from(&config);
    let state = AppState::open(config, Clock::system(), district).await?;
    start_tasks(&state).await;
    let db = state.db.clone();
    let address = listener.local_addr().map_err(RunError::Listen)?;
    tracing::info!(%address, "serving");
    let relay = state.relay.clone();
    let ending = relay.clone();
    let stop = async move {
        asked_to_end().await;
        // Before the running requests are waited for: those that wait for updates are sent home.
        ending.end();
    };
    serve_within(listener, service(state, files.as_ref()), stop, GRACE, &bounds).await;
    relay.ended(GRACE).await;
    db.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Starts the log on standard error. A panic is logged by its place alone: what it says could
/// quote an answer.
pub fn start_log(format: LogFormat) {
    let builder = tracing_subscriber::fmt()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Json => builder.json().with_span_list(false).init(),
        LogFormat::Text => builder.init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}
