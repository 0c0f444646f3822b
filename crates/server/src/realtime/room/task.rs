//! The task of a room. Everything that happens in a document happens here, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::grants::Grant;
use bangban_contract::realtime::{DocumentName, User};
use bangban_wire::CloseCode;
use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::frames::Frames;
use super::pending::{Done, Line, Origin};
use super::{Ask, Member, MemberId, Signals, Word};
use crate::realtime::access;
use crate::realtime::content::{Content, check_update};
use crate::realtime::log::{self, Append, AppendError};
use crate::realtime::presence::{Presence, Said};
use crate::realtime::relay::Relay;

/// The document cannot be read from the database.
struct Unreadable;

struct Joined {
    member: Member,
    grant: Grant,
    user: User,
}

pub(super) struct Task {
    relay: Relay,
    name: DocumentName,
    signals: Arc<Signals>,
    frames: Frames,
    members: BTreeMap<MemberId, Joined>,
    presence: Presence,
    /// Read when a socket first asks for it: the REST twin needs none of it.
    content: Option<Content>,
    line: Line,
    /// Updates in the log since it was compacted; counted when the first is stored.
    logged: Option<i64>,
    used: Instant,
}

impl Task {
    pub(super) fn new(relay: Relay, name: DocumentName, signals: Arc<Signals>) -> Self {
        let frames = Frames { name: name.to_string() };
        Self {
            relay,
            name,
            signals,
            frames,
            members: BTreeMap::new(),
            presence: Presence::default(),
            content: None,
            line: Line::default(),
            logged: None,
            used: Instant::now(),
        }
    }

    pub(super) async fn run(mut self, mut mailbox: mpsc::Receiver<Ask>) {
        let signals = self.signals.clone();
        loop {
            let idle = self.used + self.relay.limits().idle_room;
            let has_room = self.line.has_room();
            tokio::select! {
                biased;
                done = self.line.next() => self.answer(done).await,
                () = signals.grants.notified() => self.look_up_grants().await,
                ask = mailbox.recv(), if has_room => match ask {
                    Some(ask) => self.take(ask).await,
                    None => return,
                },
                () = sleep_until(idle) => {
                    let empty = self.members.is_empty() && self.line.is_empty();
                    if empty && self.relay.let_go(&self.name) {
                        return;
                    }
                    self.used = Instant::now();
                }
            }
        }
    }

    async fn take(&mut self, ask: Ask) {
        self.used = Instant::now();
        match ask {
            Ask::Join(member, tell) => {
                let joined = self.join(member).await;
                let _ = tell.send(joined);
            }
            Ask::Word(id, word) => self.hear(id, word).await,
            Ask::Leave(id) => self.leave(id),
            Ask::Post(who, updates, key, tell) => {
                let append = Append { name: self.name.clone(), who, updates: updates.clone(), key };
                let stored = self.relay.log().append(append).await;
                self.line.awaited(Origin::Post(tell), updates, stored);
            }
            Ask::Flush(tell) => self.line.known(Origin::Flush(tell), Ok(false)),
        }
    }

    /// Lets a member in, or says again what they may do.
    async fn join(&mut self, member: Member) -> bool {
        let grant = match access::grant(self.relay.db().read(), &member.who, &self.name).await {
            Ok(grant) => grant,
            Err(error) => {
                tracing::error!(cause = %error, "a grant was not looked up");
                member.out.cut(CloseCode::ResetConnection);
                return false;
            }
        };
        member.out.send(self.frames.grant(grant));
        if grant == Grant::None {
            self.leave(member.id);
            return false;
        }
        let others = self.presence.others(member.id);
        if !others.is_empty() {
            member.out.send(self.frames.presence(&others));
        }
        let user = self.relay.user(&member.who, &self.name);
        self.members.insert(member.id, Joined { member, grant, user });
        true
    }

    fn leave(&mut self, id: MemberId) {
        if self.members.remove(&id).is_some() {
            let gone = self.presence.leave(id);
            self.tell(id, &gone);
        }
    }

    async fn hear(&mut self, id: MemberId, word: Word) {
        // Whoever was shown out may not know it yet.
        let Some(joined) = self.members.get(&id) else { return };
        let out = joined.member.out.clone();
        match word {
            Word::Step1(vector) => match self.content().await {
                Ok(content) => match content.since(&vector) {
                    Ok(update) => {
                        let vector = content.vector();
                        out.send(self.frames.step1(&vector));
                        out.send(self.frames.step2(&update));
                    }
                    Err(_) => out.cut(CloseCode::ResetConnection),
                },
                Err(Unreadable) => out.cut(CloseCode::ResetConnection),
            },
            Word::Update(bytes) => self.update(id, bytes).await,
            Word::Presence(said) => {
                let speaker = (id, joined.member.who.session);
                let told = self.presence.take(speaker, &joined.user, said);
                self.tell(id, &told);
            }
            Word::QueryPresence => out.send(self.frames.presence(&self.presence.others(id))),
        }
    }

    async fn update(&mut self, id: MemberId, bytes: Bytes) {
        let Some(joined) = self.members.get(&id) else { return };
        let origin = Origin::Member(id);
        let known = match &self.content {
            Some(content) => content.knows(&bytes),
            None => check_update(&bytes).map(|()| false),
        };
        match (known, joined.grant) {
            // Sent again, since its acknowledgement was lost: there already, for a reader too.
            (Ok(true), _) => self.line.known(origin, Ok(false)),
            (Ok(false), Grant::Write) => {
                let who = joined.member.who.clone();
                let (name, updates) = (self.name.clone(), vec![bytes]);
                let append = Append { name, who, updates: updates.clone(), key: None };
                let stored = self.relay.log().append(append).await;
                self.line.awaited(origin, updates, stored);
            }
            _ => self.line.known(origin, Err(AppendError::NotAllowed)),
        }
    }

    /// What was handed in is stored, or it never will be.
    async fn answer(&mut self, done: Done) {
        let new = done.stored == Ok(true);
        if new && let Some(content) = &self.content {
            for update in &done.updates {
                if content.apply(update).is_err() {
                    tracing::error!("a stored update was not applied");
                }
            }
        }
        let mut from = None;
        match done.origin {
            Origin::Member(id) => {
                from = Some(id);
                if let Some(joined) = self.members.get(&id) {
                    match done.stored {
                        Err(AppendError::Failed) => {
                            joined.member.out.cut(CloseCode::ResetConnection);
                        }
                        stored => joined.member.out.send(self.frames.status(stored.is_ok())),
                    }
                }
            }
            Origin::Post(tell) => drop(tell.send(done.stored)),
            Origin::Flush(tell) => drop(tell.send(())),
        }
        if new {
            for update in &done.updates {
                self.send_others(from, self.frames.update(update));
            }
            self.signals.stored.send_modify(|count| *count += 1);
            self.count(done.updates.len()).await;
        }
    }

    /// Looks up what each member may do now, and tells those for whom it has changed.
    async fn look_up_grants(&mut self) {
        let mut out = Vec::new();
        for (id, joined) in &mut self.members {
            let member = &joined.member;
            match access::grant(self.relay.db().read(), &member.who, &self.name).await {
                Ok(Grant::None) => {
                    member.out.send(self.frames.closed());
                    out.push(*id);
                }
                Ok(grant) if grant == joined.grant => {}
                Ok(grant) => {
                    joined.grant = grant;
                    member.out.send(self.frames.grant(grant));
                }
                Err(error) => {
                    tracing::error!(cause = %error, "a grant was not looked up");
                    member.out.cut(CloseCode::ResetConnection);
                    out.push(*id);
                }
            }
        }
        for id in out {
            self.leave(id);
        }
    }

    fn tell(&self, from: MemberId, said: &[Said]) {
        if !said.is_empty() {
            self.send_others(Some(from), self.frames.presence(said));
        }
    }

    fn send_others(&self, from: Option<MemberId>, frame: Bytes) {
        for (id, joined) in &self.members {
            if Some(*id) != from {
                joined.member.out.send(frame.clone());
            }
        }
    }

    async fn content(&mut self) -> Result<&Content, Unreadable> {
        if self.content.is_none() {
            let read = log::read(self.relay.db(), &self.name, 0, usize::MAX).await;
            let updates = match read {
                Ok(read) => read.updates,
                Err(error) => {
                    tracing::error!(cause = %error, "a document was not read");
                    return Err(Unreadable);
                }
            };
            let loaded = tokio::task::spawn_blocking(move || Content::load(&updates)).await;
            let (content, refused) = loaded.map_err(|_| Unreadable)?;
            if refused > 0 {
                tracing::error!(refused, "stored updates were left out");
            }
            self.content = Some(content);
        }
        self.content.as_ref().ok_or(Unreadable)
    }

    /// Counts what is stored, and lets a long log be compacted.
    async fn count(&mut self, stored: usize) {
        let limits = self.relay.limits();
        let before = match self.logged {
            Some(logged) => logged + i64::try_from(stored).unwrap_or(0),
            None => match log::length(self.relay.db(), &self.name).await {
                Ok(length) => length,
                Err(_) => return,
            },
        };
        let asked = before > limits.compact_updates + limits.compact_keep
            && self.relay.compact(self.name.clone());
        self.logged = Some(if asked { limits.compact_keep } else { before });
    }
}
