//! The task of a room. Everything that happens in a document happens here, one after the other.

use std::sync::Arc;

use bangban_contract::grants::{Grant, Part};
use bangban_contract::realtime::DocumentName;
use bangban_draft::Inspector;
use bangban_wire::CloseCode;
use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::members::Members;
use super::pending::{Done, Line, Origin};
use super::space::Space;
use super::{Ask, MemberId, Signals, Word};
use crate::assistance::rules::{Allowed, Writer, judge};
use crate::realtime::access::Who;
use crate::realtime::content::{Content, NotYjs, check_update};
use crate::realtime::log::{self, Append, AppendError, Once};
use crate::realtime::relay::Relay;

pub(super) struct Task {
    relay: Relay,
    name: DocumentName,
    signals: Arc<Signals>,
    members: Members,
    /// Read when a socket first asks for it: the REST twin needs none of it.
    content: Option<Content>,
    line: Line,
    space: Space,
    /// To see what is touched by those who may not touch everything; made when there is one.
    inspector: Option<Inspector>,
    used: Instant,
}

impl Task {
    pub(super) fn new(relay: Relay, name: DocumentName, signals: Arc<Signals>) -> Self {
        Self {
            members: Members::new(relay.clone(), name.clone()),
            relay,
            name,
            signals,
            content: None,
            line: Line::default(),
            space: Space::default(),
            inspector: None,
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
                done = self.line.next() => self.answer(done),
                // What is rare has its memory when it happens: there are thousands of rooms.
                () = signals.grants.notified() => Box::pin(self.members.look_up_grants()).await,
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
                let joined = Box::pin(self.members.join(member)).await;
                let _ = tell.send(joined);
            }
            Ask::Word(id, Word::Step1(vector)) => Box::pin(self.compare(id, &vector)).await,
            Ask::Word(id, Word::Update(bytes)) => self.update(id, bytes).await,
            Ask::Word(id, Word::Presence(said)) => self.members.show(id, said),
            Ask::Word(id, Word::QueryPresence) => self.members.tell_who_is_there(id),
            Ask::Leave(id) => self.members.leave(id),
            Ask::Post(who, updates, key, tell) => {
                self.append(Origin::Post(tell), who, updates, key).await;
            }
            Ask::Flush(tell) => self.line.known(Origin::Flush(tell), Ok(false)),
        }
    }

    /// A member says what they have: they are told what is here, and get what they lack.
    async fn compare(&mut self, id: MemberId, vector: &[u8]) {
        if self.content.is_none() {
            self.content = load(&self.relay, &self.name).await;
        }
        let Some(joined) = self.members.get(id) else { return };
        let (out, frames) = (&joined.member.out, &self.members.frames);
        let lacking = self.content.as_ref().map(|content| (content, content.since(vector)));
        if let Some((content, Ok(update))) = lacking {
            out.send(frames.step1(&content.vector()));
            out.send(frames.step2(&update));
        } else {
            // It cannot be read, or the client says nonsense.
            out.cut(CloseCode::ResetConnection);
        }
    }

    /// A member brings an update.
    async fn update(&mut self, id: MemberId, bytes: Bytes) {
        let Some(joined) = self.members.get(id) else {
            if let Some(who) = self.members.was_shown_out(id) {
                self.relay.denied(&who, &self.name, "write").await;
            }
            return;
        };
        let known = match &self.content {
            Some(content) => content.knows(&bytes),
            None => check_update(&bytes).map(|()| false),
        };
        let origin = Origin::Member(id);
        match (known, joined.access.grant) {
            // Sent again, since its acknowledgement was lost: there already, for a reader too.
            (Ok(true), _) => self.line.known(origin, Ok(false)),
            (Ok(false), Grant::Write) => {
                let who = joined.member.who.clone();
                self.append(origin, who, vec![bytes], None).await;
            }
            (Ok(false), Grant::None | Grant::Read) | (Err(NotYjs), _) => {
                let who = joined.member.who.clone();
                self.relay.denied(&who, &self.name, "write").await;
                self.line.known(origin, Err(AppendError::NotAllowed));
            }
        }
    }

    /// Hands updates to the log, unless the filing is full.
    async fn append(
        &mut self,
        origin: Origin,
        who: Arc<Who>,
        updates: Vec<Bytes>,
        key: Option<Once>,
    ) {
        if !self.space.has_room(&self.relay, &self.name, &updates).await {
            self.line.known(origin, Err(AppendError::Full));
            return;
        }
        let Some(allowed) = self.look(&who, &updates).await else {
            // What was seen of it is not to be built upon.
            self.inspector = None;
            self.relay.denied(&who, &self.name, "write").await;
            self.line.known(origin, Err(AppendError::NotAllowed));
            return;
        };
        let name = self.name.clone();
        let append = Append { name, who, updates: updates.clone(), key, allowed };
        let stored = self.relay.log().append(append).await;
        self.line.awaited(origin, updates, stored);
    }

    /// What updates may touch and do, where that is not everything: in the assist document each
    /// has a part of their own, and an assistant has the level that the applicant chose.
    async fn look(&mut self, who: &Who, updates: &[Bytes]) -> Option<Allowed> {
        if self.name.part != Part::Assist && who.assistant.is_none() {
            return Some(Allowed::default());
        }
        let level = self.relay.access(who, &self.name).await.ok()?.level();
        if who.assistant.is_some() && level.is_none() {
            return None;
        }
        if self.inspector.is_none() {
            let stored = log::read(self.relay.db(), &self.name, 0, usize::MAX).await.ok()?.updates;
            self.inspector = Some(Inspector::new(stored.iter().map(Vec::as_slice)));
        }
        let inspector = self.inspector.as_mut()?;
        let writer = Writer { author: &who.person, level };
        let mut all = Allowed::default();
        for update in updates {
            let parts = inspector.look(update).ok()?;
            let entry = |id: &str| inspector.entry(writer.author, id);
            let allowed = judge(self.name.part, writer, &parts, entry).ok()?;
            all.events.extend(allowed.events);
            all.fields.extend(allowed.fields);
            all.needs = all.needs.max(allowed.needs);
        }
        Some(all)
    }

    /// What was handed in is stored, or it never will be.
    fn answer(&mut self, done: Done) {
        let new = done.stored == Ok(true);
        if new && let Some(content) = &self.content {
            for update in &done.updates {
                if content.apply(update).is_err() {
                    tracing::error!("a stored update was not applied");
                }
            }
        }
        if new && let Some(inspector) = &mut self.inspector {
            for update in &done.updates {
                inspector.take(update);
            }
        } else if done.stored.is_err() {
            self.inspector = None;
        }
        let mut from = None;
        match done.origin {
            Origin::Member(id) => {
                from = Some(id);
                if let Some(joined) = self.members.get(id) {
                    let out = &joined.member.out;
                    match done.stored {
                        // Whether it is stored is not known: the client finds out anew.
                        Err(AppendError::Failed) => out.cut(CloseCode::ResetConnection),
                        stored => out.send(self.members.frames.status(stored.is_ok())),
                    }
                }
            }
            Origin::Post(tell) => drop(tell.send(done.stored)),
            Origin::Flush(tell) => drop(tell.send(())),
        }
        if new {
            for update in &done.updates {
                self.members.send_others(from, &self.members.frames.update(update));
            }
            self.signals.stored.send_modify(|count| *count += 1);
            self.space.stored(&self.relay, &self.name, &done.updates);
        }
    }
}

/// Reads a document; `None` where that fails.
async fn load(relay: &Relay, name: &DocumentName) -> Option<Content> {
    let updates = match log::read(relay.db(), name, 0, usize::MAX).await {
        Ok(read) => read.updates,
        Err(error) => {
            tracing::error!(cause = %error, "a document was not read");
            return None;
        }
    };
    let (content, refused) =
        tokio::task::spawn_blocking(move || Content::load(&updates)).await.ok()?;
    if refused > 0 {
        tracing::error!(refused, "stored updates were left out");
    }
    Some(content)
}
