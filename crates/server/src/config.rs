//! What the operator sets, by flags. The defaults are the safe ones.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::http::Origin;

/// Connections in all: a page has one socket and a few requests.
const MOST_CONNECTIONS: usize = 20_000;
/// Connections of one address.
const MOST_CONNECTIONS_EACH: usize = 1_000;
/// Seconds in which a client reads something.
const WRITE_TIMEOUT: u64 = 60;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "bangban-server", version, about = "Reference backend of bangban 帮办")]
pub struct Options {
    /// Settings of the server.
    #[command(flatten)]
    pub config: Config,
    /// Something else than serving.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program does instead of serving.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print the `OpenAPI` document and end.
    Openapi,
    /// Check that the record of assistance in the data folder is as it was written, and end.
    VerifyRecord {
        /// A record that somebody has downloaded, instead of the data folder.
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// Settings of the server.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Folder of the database and the uploads; made if it is not there.
    #[arg(long, default_value = ".data")]
    pub data: PathBuf,
    /// Folder of the built app, served at `/`. Without it only the API is served.
    #[arg(long)]
    pub app: Option<PathBuf>,
    /// Offer the demo identities and let the demo clerk move filings on.
    #[arg(long)]
    pub demo: bool,
    /// How long the demo clerk waits before each move, seconds; 0 sends it home.
    #[arg(long, value_name = "SECONDS", default_value_t = 4)]
    pub clerk_seconds: u64,
    /// How long a code that opens a filing on a phone can be used, seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 300,
        value_parser = clap::value_parser!(u32).range(1..=600))]
    pub phone_code_seconds: u32,
    /// Offer the generated forms that `cargo xtask bench` measures with.
    #[arg(long)]
    pub bench_forms: bool,
    /// With `--demo`: so many generated people more who can sign in, to measure with.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub bench_people: u32,
    /// Origin of another place that serves the app, e.g. `https://service.example.cn`;
    /// may be repeated. It may then ask with the session cookie (CORS).
    #[arg(long = "allow-origin", value_name = "URL")]
    pub allow_origins: Vec<Origin>,
    /// Origin that the app served from here may connect to besides its own, by requests and by
    /// sockets, where `config.json` names another backend or another place for the shared drafts
    /// (`http…`, also for `ws…`); may be repeated.
    #[arg(long = "connect-to", value_name = "URL")]
    pub connect_to: Vec<Origin>,
    /// Origin under which people reach this server. Without it, it is taken from the request.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<Origin>,
    /// Address of a proxy in front of this server; may be repeated. What it says in
    /// `X-Forwarded-For` and `X-Forwarded-Proto` is believed, and of nobody else.
    #[arg(long = "trusted-proxy", value_name = "ADDRESS")]
    pub trusted_proxies: Vec<IpAddr>,
    /// Connections that may be open at once.
    #[arg(long, value_name = "COUNT", default_value_t = MOST_CONNECTIONS)]
    pub max_connections: usize,
    /// Connections of one address that may be open at once: a firm's people share one. A trusted
    /// proxy and this machine itself are held to the number in all alone.
    #[arg(long, value_name = "COUNT", default_value_t = MOST_CONNECTIONS_EACH)]
    pub max_connections_per_address: usize,
    /// How long a client may leave unread what is sent to it, seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = WRITE_TIMEOUT,
        value_parser = clap::value_parser!(u64).range(1..))]
    pub write_timeout_seconds: u64,
    /// How to write the log, on standard error.
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log: LogFormat,
}

impl Config {
    /// The safe defaults with this data folder: what the command line gives without flags.
    pub fn with_data(data: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: data.into(),
            app: None,
            demo: false,
            clerk_seconds: 4,
            phone_code_seconds: 300,
            bench_forms: false,
            bench_people: 0,
            allow_origins: Vec::new(),
            connect_to: Vec::new(),
            public_url: None,
            trusted_proxies: Vec::new(),
            max_connections: MOST_CONNECTIONS,
            max_connections_per_address: MOST_CONNECTIONS_EACH,
            write_timeout_seconds: WRITE_TIMEOUT,
            log: LogFormat::Text,
        }
    }

    /// The folder that uploaded files lie in.
    pub fn uploads(&self) -> PathBuf {
        self.data.join("uploads")
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A JSON object a line, for machines.
    Json,
    /// Text, for people.
    #[default]
    Text,
}
