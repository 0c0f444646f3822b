//! The task of a room. Everything that happens in a document happens here, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::assistance::call::Kind;
use bangban_contract::assistance::record::Event;
use bangban_contract::grants::{Grant, Part};
use bangban_contract::realtime::DocumentName;
use bangban_wire::CloseCode;
use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::calls::{self, Calls, Noted, Outcome};
use super::judge::{Ground, Judge};
use super::members::Members;
use super::pending::{By, Done, Line, Origin};
use super::space::Space;
use super::{Ask, MemberId, Signals, Word};
use crate::assistance::{Helper, record};
use crate::realtime::access::Who;
use crate::realtime::content::{Content, NotYjs, check_update};
use crate::realtime::log::{self, Append, AppendError, Basis, Looked, Once};
use crate::realtime::merged::merged;
use crate::realtime::relay::Relay;

pub(super) struct Task {
    relay: Relay,
    name: DocumentName,
    signals: Arc<Signals>,
    members: Members,
    /// Read when it is first asked for, or written.
    content: Option<Content>,
    line: Line,
    space: Space,
    calls: Calls,
    /// By which assistance the call is on, and who helps in it.
    called_by: Option<Helper>,
    judge: Judge,
    /// What each person has on its way builds on.
    bases: BTreeMap<String, Basis>,
    /// The epoch in which the document is now, where it is not this one any more.
    moved: Option<u32>,
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
            calls: Calls::default(),
            called_by: None,
            judge: Judge::default(),
            bases: BTreeMap::new(),
            moved: None,
            used: Instant::now(),
        }
    }

    pub(super) async fn run(mut self, mut mailbox: mpsc::Receiver<Ask>) {
        let signals = self.signals.clone();
        loop {
            let idle = self.used + self.relay.limits().idle_room;
            let is_due = self.space.is_to_be_seen(self.relay.limits(), false);
            if is_due && self.line.is_empty() {
                self.look().await;
                continue;
            }
            let has_room = self.line.has_room() && !is_due;
            let shown = self.members.shown_due();
            tokio::select! {
                biased;
                done = self.line.next() => self.answer(done),
                // What is rare has its memory when it happens: there are thousands of rooms.
                () = signals.grants.notified() => {
                    Box::pin(self.members.look_up_grants()).await;
                    Box::pin(self.look_at_calls()).await;
                }
                () = sleep_until(shown.unwrap_or(idle)), if shown.is_some() => {
                    self.members.tell_shown();
                }
                ask = mailbox.recv(), if has_room => match ask {
                    Some(ask) => self.take(ask).await,
                    None => return,
                },
                () = sleep_until(idle) => {
                    if self.line.is_empty() && self.space.is_to_be_seen(self.relay.limits(), true) {
                        self.look().await;
                    }
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
                let joined = match self.moved {
                    None => Box::pin(self.members.join(member)).await,
                    Some(epoch) => {
                        member.out.send(self.members.frames.not_here(epoch));
                        false
                    }
                };
                let _ = tell.send(joined);
            }
            Ask::Word(id, Word::Step1(vector)) => Box::pin(self.compare(id, &vector)).await,
            Ask::Word(id, Word::Update(bytes)) => self.update(id, bytes).await,
            Ask::Word(id, Word::Presence(said)) => self.members.show(id, said).await,
            Ask::Word(id, Word::QueryPresence) => self.members.tell_who_is_there(id),
            Ask::Word(id, Word::Text(text)) => Box::pin(self.hear(id, &text)).await,
            Ask::Leave(id) => {
                self.members.leave(id);
                Box::pin(self.look_at_calls()).await;
            }
            Ask::Post(who, updates, key, tell) => {
                self.append(Origin::Post(tell), who, updates, key).await;
            }
            Ask::Carried(updates) => {
                self.apply(&updates);
                self.judge.take(&updates);
                self.tell(None, &updates);
            }
            Ask::Flush(tell) => self.line.known(Origin::Flush(tell), Ok(false)),
        }
    }

    /// A member says something for a call.
    async fn hear(&mut self, id: MemberId, text: &str) {
        if self.name.part != Part::Assist {
            return;
        }
        let Some(signal) = calls::read(text) else { return };
        let Some(from) = self.members.speaker(id) else {
            // How a call goes on may be on its way when somebody is shown out, and its end.
            if !matches!(signal.kind, Kind::Ice | Kind::End)
                && let Some(who) = self.members.was_shown_out(id)
            {
                self.relay.denied(&who, &self.name, "call").await;
                self.members.refuse(&Origin::Member(id));
            }
            return;
        };
        if let Some(helper) = self.members.helper() {
            self.called_by = Some(helper.clone());
        }
        let who = self.members.get(id).map(|joined| joined.member.who.clone());
        let outcome = self.calls.take(from, signal);
        self.follow(outcome, who).await;
    }

    /// Who is in a call and has gone, or may not be there any more, ends it.
    async fn look_at_calls(&mut self) {
        let members = &self.members;
        let outcome = self.calls.look(|id| members.get(id).is_some());
        self.follow(outcome, None).await;
    }

    /// Hands on what is said for a call, and puts on record that it began or is over.
    async fn follow(&mut self, outcome: Outcome, who: Option<Arc<Who>>) {
        for (to, signal) in &outcome.said {
            self.members.hand_on(*to, signal);
        }
        let (Some(noted), Some(helper)) = (outcome.noted, &self.called_by) else { return };
        // The act of a call that began is that of who called, and of its end of who ended it.
        let (event, who) = match noted {
            Noted::Started { video, by } => {
                let caller = self.members.get(by).map(|joined| joined.member.who.clone());
                (Event::CallStarted { video }, caller)
            }
            Noted::Ended => (Event::CallEnded, who),
        };
        let actor = match who {
            Some(who) => record::of_who(&who.name, who.assistant.as_ref()),
            None => record::system(),
        };
        let (db, now) = (self.relay.db(), self.relay.clock().now());
        if let Err(error) = helper.called(db, &self.name.filing, actor, event, now).await {
            tracing::error!(cause = %error, "a call was not put on record");
        }
    }

    /// A member says what they have: they are told what is here, and get what they lack.
    async fn compare(&mut self, id: MemberId, vector: &[u8]) {
        self.read().await;
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
                self.members.refuse(&Origin::Member(id));
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
                // The applicant's own device may have much to bring that comes too late.
                if who.helping().is_some() {
                    self.members.refuse(&origin);
                }
                self.line.known(origin, Err(AppendError::NotAllowed));
            }
        }
    }

    /// Reads the content, where it is not read yet.
    async fn read(&mut self) {
        if self.content.is_none() {
            self.content = load(&self.relay, &self.name).await;
        }
    }

    /// Hands updates to the log, unless they write in another's name or the filing is full.
    async fn append(
        &mut self,
        origin: Origin,
        who: Arc<Who>,
        updates: Vec<Bytes>,
        key: Option<Once>,
    ) {
        self.read().await;
        let Some(content) = &self.content else {
            return self.line.known(origin, Err(AppendError::Failed));
        };
        let basis = self.bases.entry(who.person.clone()).or_default().clone();
        let mut all = self.line.ahead(|by| by.person == who.person && by.basis.is(&basis));
        all.extend(updates.iter().cloned());
        if content.are_of(&all, &who.person) != Ok(true) {
            self.relay.denied(&who, &self.name, "write").await;
            self.members.refuse(&origin);
            return self.line.known(origin, Err(AppendError::Foreign));
        }
        if !self.space.has_room(&self.relay, &self.name, &updates).await {
            self.line.known(origin, Err(AppendError::Full));
            return;
        }
        let known = &self.bases;
        let current = |by: &By| known.get(&by.person).is_some_and(|now| now.is(&by.basis));
        let ground = Ground {
            relay: &self.relay,
            name: &self.name,
            content,
            members: &self.members,
            ahead: &|| self.line.ahead(current),
        };
        let Some(allowed) = self.judge.may(&ground, &who, &updates).await else {
            self.relay.denied(&who, &self.name, "write").await;
            self.members.refuse(&origin);
            self.line.known(origin, Err(AppendError::NotAllowed));
            return;
        };
        let by = By { person: who.person.clone(), basis: basis.clone() };
        let name = self.name.clone();
        let append = Append { name, who, updates: updates.clone(), key, allowed, basis };
        let stored = self.relay.log().append(append).await;
        self.line.awaited(origin, by, updates, stored);
    }

    /// What was handed in is stored, or it never will be.
    fn answer(&mut self, done: Done) {
        let new = done.stored == Ok(true);
        if new {
            self.apply(&done.updates);
        }
        if new {
            self.judge.take(&done.updates);
        } else if let (Err(_), Some(by)) = (&done.stored, &done.by) {
            self.judge.forget();
            // What follows it on its way is refused with it; what comes from now on builds on
            // what is stored.
            if let Some(basis) = self.bases.get_mut(&by.person)
                && basis.is(&by.basis)
            {
                basis.renew();
            }
        }
        // The log finds it too much of a helper's, after it was looked at.
        if done.stored == Err(AppendError::Full) && done.by.is_some() {
            self.members.refuse(&done.origin);
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
                        // They bring it again, under the old name: it is carried over.
                        Err(AppendError::Moved(epoch)) => self.move_to(epoch),
                        stored => out.send(self.members.frames.status(stored.is_ok())),
                    }
                }
            }
            Origin::Post(tell) => drop(tell.send(done.stored)),
            Origin::Flush(tell) => drop(tell.send(())),
        }
        if new {
            self.tell(from, &done.updates);
        }
    }

    /// Takes what is stored into the content, where that is read.
    fn apply(&mut self, updates: &[Bytes]) {
        let Some(content) = &mut self.content else { return };
        for update in updates {
            if content.apply(update).is_err() {
                tracing::error!("a stored update was not applied");
            }
            content.note(update);
        }
    }

    /// Tells the others what was stored, and whoever waits for it. What came together goes out
    /// together: a page takes in one long update much sooner than hundreds of short ones.
    fn tell(&mut self, from: Option<MemberId>, updates: &[Bytes]) {
        let is_whole = self.content.as_ref().is_some_and(|content| !content.is_waiting());
        let together = if updates.len() > 1 && is_whole { merged(updates) } else { None };
        for update in together.as_ref().map_or(updates, std::slice::from_ref) {
            self.members.send_others(from, &self.members.frames.update(update));
        }
        self.signals.stored.send_modify(|count| *count += 1);
        self.space.stored(&self.relay, &self.name, updates);
    }

    /// Looks whether the document is to be begun anew. Nothing is on its way to the log meanwhile
    /// that is not carried over from an epoch before.
    async fn look(&mut self) {
        let floor = self.space.floor(self.relay.limits());
        match log::rebuild(self.relay.db(), self.relay.clock(), &self.name, floor).await {
            Ok(Looked::Rebuilt(epoch)) => {
                self.space.seen(0);
                self.move_to(epoch);
            }
            Ok(Looked::Kept) => self.space.seen(0),
            Ok(Looked::Full(bytes)) => self.space.seen(bytes),
            Err(error) => {
                tracing::error!(cause = %error, "a document was not begun anew");
                self.space.seen(0);
            }
        }
    }

    /// The document is in another epoch: all are told, and who waits for something new.
    fn move_to(&mut self, epoch: u32) {
        self.moved = Some(epoch);
        self.members.move_to(epoch);
        self.signals.stored.send_modify(|count| *count += 1);
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
