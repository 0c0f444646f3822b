//! One client: a socket, a document, one key after the other.

use std::time::{Duration, Instant};

use bangban_wire::{Auth, Frame, FrameError, Limits, Message, Scope, SyncMessage, Token};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::{error::Elapsed, timeout, timeout_at};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::header::{COOKIE, InvalidHeaderValue, ORIGIN};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message as Packet};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::Who;
use super::replica::Replica;

/// How long something may take that is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a client gave up.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The socket.
    #[error("the socket: {0}")]
    Socket(Box<tungstenite::Error>),
    /// A header cannot be sent.
    #[error("a header: {0}")]
    Header(#[from] InvalidHeaderValue),
    /// The server sent what is no frame.
    #[error("the server sent no frame: {0}")]
    Frame(#[from] FrameError),
    /// The server did not answer.
    #[error("the server did not answer within {} s", PATIENCE.as_secs())]
    Silent(#[from] Elapsed),
    /// The server closed the socket.
    #[error("the server closed the socket: {0}")]
    Closed(String),
    /// The server does not let the client write.
    #[error("the server does not let it write in {0}")]
    Refused(String),
    /// The server sent an update that cannot be applied.
    #[error("the server sent an update of {0} that cannot be applied")]
    Damaged(String),
    /// A task of this program failed.
    #[error("a client's task failed")]
    Failed,
}

impl From<tungstenite::Error> for ClientError {
    fn from(error: tungstenite::Error) -> Self {
        Self::Socket(Box::new(error))
    }
}

/// What a client counted.
#[derive(Debug, Default)]
pub struct Count {
    /// Its updates that were acknowledged.
    pub acknowledged: u64,
    /// Characters of the others that it got.
    pub relayed: u64,
    /// How long each acknowledgement took, microseconds.
    pub waits: Vec<u32>,
}

/// What is heard of a document.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Granted,
    Content,
    Status(bool),
    Other,
}

/// A client with its document open.
pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    document: String,
    replica: Replica,
}

impl Client {
    /// Connects, opens the document, and has it.
    pub async fn connect(url: &str, origin: &str, who: &Who, id: u64) -> Result<Self, ClientError> {
        let mut request = url.into_client_request()?;
        request.headers_mut().insert(ORIGIN, origin.parse()?);
        if !who.cookie.is_empty() {
            request.headers_mut().insert(COOKIE, who.cookie.parse()?);
        }
        let config = WebSocketConfig::default().write_buffer_size(0).read_buffer_size(4096);
        let connected = connect_async_with_config(request, Some(config), true);
        let (socket, _) = timeout(PATIENCE, connected).await??;
        let mut client = Self { socket, document: who.document.clone(), replica: Replica::new(id) };
        let token = Token("");
        client.say(Message::Auth(Auth::Token { token, version: Some("4.8.0") })).await?;
        client.until(Heard::Granted).await?;
        // An empty state vector: has nothing.
        client.say(Message::Sync(SyncMessage::Step1(&[0]))).await?;
        client.until(Heard::Content).await?;
        Ok(client)
    }

    /// Only answers signs of life, for so long.
    pub async fn rest(&mut self, time: Duration) -> Result<(), ClientError> {
        let end = tokio::time::Instant::now() + time;
        while let Ok(heard) = timeout_at(end, self.hear()).await {
            heard?;
        }
        Ok(())
    }

    /// Types, the next character when the one before is acknowledged, until `end`; counts what
    /// is heard from `begin` on.
    pub async fn write(&mut self, begin: Instant, end: Instant) -> Result<Count, ClientError> {
        let mut count = Count::default();
        let mut before = None;
        loop {
            let update = self.replica.write();
            let sent = Instant::now();
            self.say(Message::Sync(SyncMessage::Update(&update))).await?;
            loop {
                let heard = timeout(PATIENCE, self.hear()).await??;
                let now = Instant::now();
                let counts = now >= begin;
                if counts {
                    let here = self.replica.of_others();
                    count.relayed = here - *before.get_or_insert(here);
                }
                if now >= end {
                    return Ok(count);
                }
                match heard {
                    Heard::Status(true) => {
                        if counts {
                            count.acknowledged += 1;
                            let wait = (now - sent).as_micros();
                            count.waits.push(u32::try_from(wait).unwrap_or(u32::MAX));
                        }
                        break;
                    }
                    Heard::Status(false) => {
                        return Err(ClientError::Refused(self.document.clone()));
                    }
                    Heard::Granted | Heard::Content | Heard::Other => {}
                }
            }
        }
    }

    async fn until(&mut self, wanted: Heard) -> Result<(), ClientError> {
        timeout(PATIENCE, async {
            while self.hear().await? != wanted {}
            Ok(())
        })
        .await?
    }

    async fn say(&mut self, message: Message<'_>) -> Result<(), ClientError> {
        let bytes = Frame::Document { name: &self.document, message }.encode();
        Ok(self.socket.send(Packet::Binary(bytes.into())).await?)
    }

    async fn hear(&mut self) -> Result<Heard, ClientError> {
        let bytes = match self.socket.next().await {
            Some(Ok(Packet::Binary(bytes))) => bytes,
            Some(Ok(Packet::Close(why))) => {
                let why =
                    why.map_or_else(String::new, |why| format!("{} {}", why.code, why.reason));
                return Err(ClientError::Closed(why));
            }
            Some(Ok(_)) => return Ok(Heard::Other),
            Some(Err(error)) => return Err(error.into()),
            None => return Err(ClientError::Closed("without a word".into())),
        };
        let message = match Frame::decode(&bytes, &Limits::DEFAULT)? {
            Frame::Ping => {
                self.socket.send(Packet::Binary(Frame::Pong.encode().into())).await?;
                return Ok(Heard::Other);
            }
            Frame::Pong => return Ok(Heard::Other),
            Frame::Document { message, .. } => message,
        };
        Ok(match message {
            Message::Auth(Auth::Authenticated(Scope::ReadWrite)) => Heard::Granted,
            Message::Auth(Auth::Authenticated(Scope::ReadOnly) | Auth::Denied(_))
            | Message::Close(_) => return Err(ClientError::Refused(self.document.clone())),
            Message::Sync(SyncMessage::Step2(_)) | Message::SyncReply(SyncMessage::Step2(_)) => {
                Heard::Content
            }
            Message::Sync(SyncMessage::Update(update)) if self.replica.apply(update) => {
                Heard::Other
            }
            Message::Sync(SyncMessage::Update(_)) => {
                return Err(ClientError::Damaged(self.document.clone()));
            }
            Message::SyncStatus(stored) => Heard::Status(stored),
            // The server asks for what it lacks: nothing yet.
            _ => Heard::Other,
        })
    }
}
