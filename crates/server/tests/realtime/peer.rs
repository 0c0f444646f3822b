//! A client with a document of its own.

use std::net::SocketAddr;
use std::time::Duration;

use bangban_contract::realtime::epoch_moved_to;
use bangban_wire::{Auth, Frame, Limits, Message, Scope, SyncMessage, Token};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{self, Message as Packet};
use tokio_tungstenite::{WebSocketStream, client_async};
use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Doc, GetString, ReadTxn, StateVector, Text, Transact, Update};

/// How long something may take that is waited for.
pub const SOON: Duration = Duration::from_secs(10);

/// What a client hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Denied,
    /// Denied or closed, since the document is in this epoch now.
    Moved(u32),
    Granted(Scope),
    Step1(Vec<u8>),
    Step2(Vec<u8>),
    Update(Vec<u8>),
    Status(bool),
    /// Client, clock, state.
    Presence(Vec<(u64, u64, Value)>),
    Shut(String),
    /// A text that is kept nowhere.
    Said(String),
    /// The socket is closed, with this code or none.
    Closed(u16),
}

/// A document of a client.
pub struct Replica {
    doc: Doc,
}

impl Replica {
    pub fn new(client: u64) -> Self {
        Self { doc: Doc::with_client_id(client) }
    }

    /// Types at the end; gives the update.
    pub fn write(&self, word: &str) -> Vec<u8> {
        let text = self.doc.get_or_insert_text("text:reason");
        let mut txn = self.doc.transact_mut();
        text.push(&mut txn, word);
        txn.encode_update_v1()
    }

    pub fn apply(&self, update: &[u8]) {
        let update = Update::decode_v1(update).unwrap();
        self.doc.transact_mut().apply_update(update).unwrap();
    }

    pub fn text(&self) -> String {
        let text = self.doc.get_or_insert_text("text:reason");
        text.get_string(&self.doc.transact())
    }

    /// How many letters of a client are here.
    pub fn length_of(&self, client: u64) -> u32 {
        self.doc.transact().state_vector().get(&ClientID::new(client))
    }

    pub fn vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    pub fn since(&self, vector: &[u8]) -> Vec<u8> {
        let vector = StateVector::decode_v1(vector).unwrap();
        self.doc.transact().encode_state_as_update_v1(&vector)
    }
}

/// A socket.
pub struct Peer {
    socket: WebSocketStream<TcpStream>,
    /// The document that is talked about.
    pub name: String,
    heard: Option<Heard>,
}

impl Peer {
    /// Connects as the app does.
    pub async fn connect(address: SocketAddr, cookie: &str) -> Result<Self, tungstenite::Error> {
        let origin = format!("http://{address}");
        Self::connect_with(address, &[("origin", origin.as_str()), ("cookie", cookie)]).await
    }

    pub async fn connect_with(
        address: SocketAddr,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let mut request = format!("ws://{address}/api/v1/realtime").into_client_request()?;
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(address).await.unwrap();
        let (socket, _) = client_async(request, stream).await?;
        Ok(Self { socket, name: String::new(), heard: None })
    }

    /// Asks for a document; gives what is heard of it first.
    pub async fn knock(&mut self, name: &str) -> Heard {
        name.clone_into(&mut self.name);
        self.say(Message::Auth(Auth::Token { token: Token(""), version: None })).await;
        self.hear().await
    }

    /// Opens a document that one may open.
    pub async fn join(&mut self, name: &str) {
        let heard = self.knock(name).await;
        assert!(matches!(heard, Heard::Granted(_)), "{heard:?}");
    }

    /// Says what one has and takes what one lacks, in both directions.
    pub async fn sync(&mut self, replica: &Replica) {
        self.say(Message::Sync(SyncMessage::Step1(&replica.vector()))).await;
        loop {
            match self.hear().await {
                Heard::Step1(vector) => {
                    self.say(Message::Sync(SyncMessage::Step2(&replica.since(&vector)))).await;
                }
                Heard::Step2(update) | Heard::Update(update) => replica.apply(&update),
                Heard::Status(stored) => {
                    assert!(stored);
                    return;
                }
                other => assert!(matches!(other, Heard::Presence(_)), "{other:?}"),
            }
        }
    }

    pub async fn say(&mut self, message: Message<'_>) {
        let bytes = Frame::Document { name: &self.name, message }.encode();
        self.send(bytes).await;
    }

    /// Says an update; gives whether it was taken in.
    pub async fn update(&mut self, update: &[u8]) -> bool {
        self.say(Message::Sync(SyncMessage::Update(update))).await;
        loop {
            match self.hear().await {
                Heard::Status(stored) => return stored,
                Heard::Update(_) | Heard::Presence(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    pub async fn show(&mut self, client: u32, clock: u32, state: &str) {
        let entry = bangban_wire::Entry { client: client.into(), clock: clock.into(), state };
        self.say(Message::Awareness(vec![entry])).await;
    }

    pub async fn send(&mut self, bytes: Vec<u8>) {
        self.packet(Packet::Binary(bytes.into())).await;
    }

    /// Sends anything. That the server has gone meanwhile is heard afterwards.
    pub async fn packet(&mut self, packet: Packet) {
        let _ = self.socket.send(packet).await;
    }

    pub async fn hang_up(&mut self) {
        let _ = self.socket.close(None).await;
    }

    /// The next thing that is heard.
    pub async fn hear(&mut self) -> Heard {
        timeout(SOON, self.next()).await.expect("nothing was heard")
    }

    /// Whether nothing is heard for a while.
    pub async fn is_quiet(&mut self) -> bool {
        timeout(Duration::from_millis(200), self.next()).await.is_err()
    }

    /// Whether nothing is heard for so long; what was heard is then taken.
    pub async fn is_quiet_for(&mut self, time: Duration) -> bool {
        self.heard = timeout(time, self.next()).await.ok();
        self.heard.is_none()
    }

    /// What was heard last.
    pub fn take_heard(&mut self) -> Heard {
        self.heard.take().expect("something was heard")
    }

    /// Hears until something of this kind comes.
    pub async fn until(&mut self, wanted: impl Fn(&Heard) -> bool) -> Heard {
        loop {
            let heard = self.hear().await;
            if wanted(&heard) {
                return heard;
            }
        }
    }

    /// The code with which the socket is closed, whatever comes before.
    pub async fn closed(&mut self) -> u16 {
        match self.until(|heard| matches!(heard, Heard::Closed(_))).await {
            Heard::Closed(code) => code,
            _ => unreachable!(),
        }
    }

    async fn next(&mut self) -> Heard {
        loop {
            let bytes = match self.socket.next().await {
                Some(Ok(Packet::Binary(bytes))) => bytes,
                Some(Ok(Packet::Close(frame))) => {
                    return Heard::Closed(frame.map_or(0, |frame| frame.code.into()));
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Heard::Closed(0),
            };
            let frame = Frame::decode(&bytes, &Limits { frame: 1 << 30, ..Limits::DEFAULT });
            let message = match frame.unwrap() {
                Frame::Ping => {
                    self.send(Frame::Pong.encode()).await;
                    continue;
                }
                Frame::Document { name, message } if name == self.name => message,
                other => panic!("{other:?}"),
            };
            return match message {
                Message::Auth(Auth::Denied(reason)) | Message::Close(Some(reason))
                    if epoch_moved_to(reason).is_some() =>
                {
                    Heard::Moved(epoch_moved_to(reason).unwrap_or_default())
                }
                Message::Auth(Auth::Denied(_)) => Heard::Denied,
                Message::Auth(Auth::Authenticated(scope)) => Heard::Granted(scope),
                Message::Sync(SyncMessage::Step1(vector)) => Heard::Step1(vector.to_vec()),
                Message::Sync(SyncMessage::Step2(update)) => Heard::Step2(update.to_vec()),
                Message::Sync(SyncMessage::Update(update)) => Heard::Update(update.to_vec()),
                Message::SyncStatus(stored) => Heard::Status(stored),
                Message::Close(Some(reason)) => Heard::Shut(reason.to_owned()),
                Message::Stateless(text) => Heard::Said(text.to_owned()),
                Message::Awareness(entries) => Heard::Presence(
                    entries
                        .iter()
                        .map(|entry| {
                            let state = serde_json::from_str(entry.state).unwrap();
                            (entry.client.get(), entry.clock.get(), state)
                        })
                        .collect(),
                ),
                other => panic!("{other:?}"),
            };
        }
    }
}
