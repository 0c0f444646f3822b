//! The documents of a socket: which are open, which wait for their authentication, which are
//! shut.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::assistance::call;
use bangban_contract::grants::Grant;
use bangban_contract::realtime::{DocumentName, moved_to};
use bangban_wire::{Auth, CloseCode, Frame, Limits, Message, SyncMessage};
use bytes::Bytes;
use tokio::time::Instant;

use super::Outbox;
use crate::realtime::Relay;
use crate::realtime::access::Who;
use crate::realtime::log;
use crate::realtime::presence::Said;
use crate::realtime::room::{Gone, Lease, Member, MemberId, Word};

/// Names that a socket may say, open or not, for each document that it may have open.
const NAMES_PER_DOCUMENT: usize = 4;

enum Door {
    /// Not authenticated yet; what came before waits, since then.
    Waiting { words: Vec<Word>, bytes: usize, since: Instant },
    /// Open.
    Open(Lease, MemberId),
    /// Denied, or closed by the client: what still comes is not for anybody.
    Shut,
}

pub(super) struct Doors {
    relay: Relay,
    who: Arc<Who>,
    out: Outbox,
    by_name: BTreeMap<String, Door>,
    /// Since when none is open.
    lonely: Option<Instant>,
}

/// Whether a message brings a change that somebody just made.
pub(super) fn is_update(message: &Message<'_>) -> bool {
    matches!(message, Message::Sync(SyncMessage::Update(_)))
}

impl From<Gone> for CloseCode {
    fn from(_: Gone) -> Self {
        Self::ResetConnection
    }
}

impl Doors {
    pub(super) fn new(relay: Relay, who: Arc<Who>, out: Outbox) -> Self {
        let lonely = Some(Instant::now());
        Self { relay, who, out, by_name: BTreeMap::new(), lonely }
    }

    /// By when a document has to be authenticated: where none is open, and where something
    /// waits for it.
    pub(super) fn auth_by(&self) -> Option<Instant> {
        let waiting = self.by_name.values().filter_map(|door| match door {
            Door::Waiting { since, .. } => Some(*since),
            Door::Open(..) | Door::Shut => None,
        });
        let since = waiting.chain(self.lonely).min()?;
        Some(since + self.relay.limits().before_auth)
    }

    /// How large what a client sends may be.
    pub(super) fn frame_limits(&self) -> Limits {
        Limits { frame: self.relay.limits().frame, entries: 8, state: 4096, ..Limits::DEFAULT }
    }

    /// Hands a message to its document, or says why the socket has to end.
    pub(super) async fn hand_in(
        &mut self,
        name: &str,
        message: Message<'_>,
        frame: &Bytes,
    ) -> Result<(), CloseCode> {
        let word = match message {
            // Rare: its memory is there when it happens.
            Message::Auth(Auth::Token { .. }) => return Box::pin(self.authenticate(name)).await,
            Message::Close(_) => return self.close(name).await,
            Message::Sync(SyncMessage::Step1(vector)) => Word::Step1(frame.slice_ref(vector)),
            Message::Sync(SyncMessage::Step2(update) | SyncMessage::Update(update)) => {
                Word::Update(frame.slice_ref(update))
            }
            Message::Awareness(entries) => {
                Word::Presence(entries.into_iter().map(Said::from).collect())
            }
            Message::QueryAwareness => Word::QueryPresence,
            Message::Stateless(text) if text.len() <= call::LONGEST => Word::Text(text.to_owned()),
            // The rest is no client's.
            _ => return Ok(()),
        };
        match self.by_name.get(name) {
            Some(Door::Open(room, id)) => Ok(room.say(*id, word).await?),
            Some(Door::Shut) => Ok(()),
            Some(Door::Waiting { .. }) | None => self.wait(name, word, frame.len()),
        }
    }

    fn wait(&mut self, name: &str, word: Word, size: usize) -> Result<(), CloseCode> {
        let fresh = || Door::Waiting { words: Vec::new(), bytes: 0, since: Instant::now() };
        let door = self.by_name.entry(name.to_owned()).or_insert_with(fresh);
        if let Door::Waiting { words, bytes, .. } = door {
            words.push(word);
            *bytes += size;
        }
        let (mut frames, mut total) = (0, 0);
        for door in self.by_name.values() {
            if let Door::Waiting { words, bytes, .. } = door {
                frames += words.len();
                total += bytes;
            }
        }
        let limits = self.relay.limits();
        if frames > limits.frames_before_auth || total > limits.frame {
            return Err(CloseCode::ResetConnection);
        }
        self.count()
    }

    /// Opens a document for its client, or says again what they may do in it. The token says
    /// nothing: who it is was known when the socket was opened.
    async fn authenticate(&mut self, name: &str) -> Result<(), CloseCode> {
        let (room, id, waited) = match self.by_name.remove(name) {
            Some(Door::Open(room, id)) => (room, id, Vec::new()),
            door => {
                let document = self.may_open(name).await?;
                let Ok(document) = document else {
                    let reason = document.err().flatten().map(moved_to);
                    let reason = reason.as_deref().unwrap_or("permission-denied");
                    let message = Message::Auth(Auth::Denied(reason));
                    self.out.send(Frame::Document { name, message }.encode().into());
                    self.by_name.insert(name.to_owned(), Door::Shut);
                    return self.count();
                };
                let waited = match door {
                    Some(Door::Waiting { words, .. }) => words,
                    _ => Vec::new(),
                };
                (self.relay.open(&document), self.relay.next_member(), waited)
            }
        };
        // Before it is let in: whatever happens meanwhile, it will be taken out again.
        self.by_name.insert(name.to_owned(), Door::Open(room.clone(), id));
        let member = Member { id, who: self.who.clone(), out: self.out.clone() };
        if room.join(member).await? {
            for word in waited {
                room.say(id, word).await?;
            }
        } else {
            self.by_name.insert(name.to_owned(), Door::Shut);
        }
        self.count()
    }

    /// The document of that name, where they may at least read it and have not too many open.
    /// Otherwise in which epoch it is, where that is all that is wrong.
    async fn may_open(&self, name: &str) -> Result<Result<DocumentName, Option<u32>>, CloseCode> {
        let open = self.by_name.values().filter(|door| matches!(door, Door::Open(..))).count();
        let Ok(name) = name.parse::<DocumentName>() else {
            return Ok(Err(None));
        };
        if open >= self.relay.limits().documents {
            return Ok(Err(None));
        }
        let looked = async {
            let access = self.relay.access(&self.who, &name).await?;
            let epoch = log::current_epoch(self.relay.db().read(), &name).await?;
            Ok::<_, sqlx::Error>((access.grant, epoch))
        };
        match looked.await {
            Ok((Grant::None, _)) => {
                self.relay.denied(&self.who, &name, "open").await;
                Ok(Err(None))
            }
            Ok((Grant::Read | Grant::Write, epoch)) if epoch == name.epoch => Ok(Ok(name)),
            Ok((Grant::Read | Grant::Write, epoch)) => Ok(Err(Some(epoch))),
            Err(error) => {
                tracing::error!(cause = %error, "a grant was not looked up");
                Err(CloseCode::ResetConnection)
            }
        }
    }

    /// A client closes a document, and is told that it is.
    async fn close(&mut self, name: &str) -> Result<(), CloseCode> {
        if let Some(Door::Open(room, id)) = self.by_name.insert(name.to_owned(), Door::Shut) {
            room.leave(id).await?;
            let message = Message::Close(Some("provider_initiated"));
            self.out.send(Frame::Document { name, message }.encode().into());
        }
        self.count()
    }

    fn count(&mut self) -> Result<(), CloseCode> {
        if self.by_name.values().any(|door| matches!(door, Door::Open(..))) {
            self.lonely = None;
        } else {
            self.lonely.get_or_insert_with(Instant::now);
        }
        let most = self.relay.limits().documents * NAMES_PER_DOCUMENT;
        if self.by_name.len() > most { Err(CloseCode::ResetConnection) } else { Ok(()) }
    }

    /// Ends when everything that was handed in is answered.
    pub(super) async fn flush(&self) {
        for door in self.by_name.values() {
            if let Door::Open(room, _) = door {
                // A room that is gone has nothing to answer.
                let _ = room.flush().await;
            }
        }
    }

    /// Leaves all documents.
    pub(super) async fn leave(self) {
        for door in self.by_name.into_values() {
            if let Door::Open(room, id) = door {
                let _ = room.leave(id).await;
            }
        }
    }
}
