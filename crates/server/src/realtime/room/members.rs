//! Who is in a room: what each may do there, what they show of themselves, and writing to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::assistance::call::Signal;
use bangban_contract::grants::Grant;
use bangban_contract::realtime::{DocumentName, User};
use bangban_wire::CloseCode;
use bytes::Bytes;
use tokio::time::Instant;

use super::calls::{Speaker, To};
use super::frames::Frames;
use super::pending::Origin;
use super::shown::Shown;
use super::{Member, MemberId};
use crate::assistance::Helper;
use crate::realtime::access::{Access, Who};
use crate::realtime::presence::{Presence, Said};
use crate::realtime::relay::Relay;

/// A member who was let in.
pub(super) struct Joined {
    pub member: Member,
    /// What they may do: at least read; and as whom.
    pub access: Access,
    /// How often what they brought was refused.
    refused: u32,
    user: User,
}

pub(super) struct Members {
    relay: Relay,
    name: DocumentName,
    pub frames: Frames,
    joined: BTreeMap<MemberId, Joined>,
    /// Assistants who were shown out, and whose sockets may go on speaking.
    shown_out: BTreeMap<MemberId, Joined>,
    presence: Presence,
    shown: Shown,
}

impl Members {
    pub(super) fn new(relay: Relay, name: DocumentName) -> Self {
        let frames = Frames { name: name.to_string() };
        Self {
            relay,
            name,
            frames,
            joined: BTreeMap::new(),
            shown_out: BTreeMap::new(),
            presence: Presence::default(),
            shown: Shown::default(),
        }
    }

    /// A member; `None` for one who has left or was shown out, and may not know it yet.
    pub(super) fn get(&self, id: MemberId) -> Option<&Joined> {
        self.joined.get(&id)
    }

    /// Who was shown out and goes on speaking, where they are an assistant.
    pub(super) fn was_shown_out(&self, id: MemberId) -> Option<Arc<Who>> {
        self.shown_out.get(&id).map(|joined| joined.member.who.clone())
    }

    /// Lets a member in, or says again what they may do.
    pub(super) async fn join(&mut self, member: Member) -> bool {
        let entered = self.relay.enter(&member.who, &self.name).await;
        let Some(access) = Self::known(&member, entered) else { return false };
        member.out.send(self.frames.grant(access.grant));
        if access.grant == Grant::None {
            // They had it open when they were shown out, or a moment ago they might.
            self.relay.denied(&member.who, &self.name, "open").await;
            self.leave(member.id);
            return false;
        }
        let others = self.presence.others(member.id);
        if !others.is_empty() {
            member.out.send(self.frames.presence(&others));
        }
        let user = self.relay.user(&member.who, &self.name);
        self.joined.insert(member.id, Joined { member, access, refused: 0, user });
        true
    }

    pub(super) fn leave(&mut self, id: MemberId) {
        self.shown_out.remove(&id);
        self.take_out(id);
    }

    fn take_out(&mut self, id: MemberId) -> Option<Joined> {
        let joined = self.joined.remove(&id)?;
        let gone = self.presence.leave(id);
        self.tell(id, gone);
        Some(joined)
    }

    /// The document is in another epoch now: all are told, and are in this one no more.
    pub(super) fn move_to(&mut self, epoch: u32) {
        let moved = self.frames.moved(epoch);
        for (id, joined) in std::mem::take(&mut self.joined) {
            joined.member.out.send(moved.clone());
            self.presence.leave(id);
        }
    }

    /// Looks up what each member may do now, and tells those for whom it has changed.
    pub(super) async fn look_up_grants(&mut self) {
        let ids: Vec<MemberId> = self.joined.keys().copied().collect();
        for id in ids {
            let Some(joined) = self.joined.get(&id) else { continue };
            let found = self.relay.access(&joined.member.who, &self.name).await;
            let access = Self::known(&joined.member, found);
            let Some(joined) = self.joined.get_mut(&id) else { continue };
            match access {
                Some(access) if access.grant > Grant::None => {
                    let changed = access.grant != joined.access.grant;
                    joined.access = access;
                    if changed {
                        joined.member.out.send(self.frames.grant(joined.access.grant));
                    }
                }
                Some(_) => {
                    joined.member.out.send(self.frames.closed());
                    let out = self.take_out(id);
                    if let Some(joined) = out.filter(|one| one.member.who.helping().is_some()) {
                        self.shown_out.insert(id, joined);
                    }
                }
                None => self.leave(id),
            }
        }
    }

    /// What a member may do now. Where that cannot be found out, their socket is reset.
    fn known(member: &Member, found: Result<Access, sqlx::Error>) -> Option<Access> {
        match found {
            Ok(access) => Some(access),
            Err(error) => {
                tracing::error!(cause = %error, "a grant was not looked up");
                member.out.cut(CloseCode::ResetConnection);
                None
            }
        }
    }

    /// What somebody brought was looked at, or goes on record, and is refused; a socket that goes on
    /// with that is cut off, since both cost.
    pub(super) fn refuse(&mut self, origin: &Origin) {
        let Origin::Member(id) = origin else { return };
        let known = self.joined.get_mut(id).or_else(|| self.shown_out.get_mut(id));
        let Some(joined) = known else { return };
        joined.refused += 1;
        if joined.refused >= self.relay.limits().refusals {
            joined.member.out.cut(CloseCode::Forbidden);
        }
    }

    /// Whether a client is that of another session, as far as it has shown itself.
    pub(super) fn is_of_others(&self, client: u64, who: &Who) -> bool {
        self.presence.is_of_others(client, who.session)
    }

    /// A member shows something of themselves.
    pub(super) async fn show(&mut self, id: MemberId, said: Vec<Said>) {
        let Some(joined) = self.joined.get(&id) else { return };
        let who = &joined.member.who;
        let is_anothers = |other| {
            let other = self.joined.get(&other);
            other.is_some_and(|other| other.member.who.person != who.person)
        };
        if self.presence.spoken_for(&said).any(is_anothers) {
            Box::pin(self.relay.denied(who, &self.name, "show")).await;
            self.refuse(&Origin::Member(id));
        }
        let Some(joined) = self.joined.get(&id) else { return };
        let speaker = (id, joined.member.who.session);
        let told = self.presence.take(speaker, &joined.user, said);
        self.tell(id, told);
    }

    /// Tells a member who else is there.
    pub(super) fn tell_who_is_there(&self, id: MemberId) {
        if let Some(joined) = self.joined.get(&id) {
            joined.member.out.send(self.frames.presence(&self.presence.others(id)));
        }
    }

    fn tell(&mut self, from: MemberId, said: Vec<Said>) {
        let told = self.shown.take(Instant::now(), from, said);
        self.send_shown(&told);
    }

    /// When what members show, and has to wait, is to go out.
    pub(super) fn shown_due(&self) -> Option<Instant> {
        self.shown.due()
    }

    /// Tells what has waited.
    pub(super) fn tell_shown(&mut self) {
        let told = self.shown.turn(Instant::now());
        self.send_shown(&told);
    }

    /// To each what is of others.
    fn send_shown(&self, told: &[(MemberId, Said)]) {
        let Some((first, _)) = told.first() else { return };
        if told.iter().all(|(from, _)| from == first) {
            let all = self.frames.presence(told.iter().map(|(_, one)| one));
            return self.send_others(Some(*first), &all);
        }
        for (&id, joined) in &self.joined {
            let others = told.iter().filter(|(from, _)| *from != id).map(|(_, one)| one);
            joined.member.out.send(self.frames.presence(others));
        }
    }

    /// Writes to all but who it comes from.
    pub(super) fn send_others(&self, from: Option<MemberId>, frame: &Bytes) {
        for (id, joined) in &self.joined {
            if Some(*id) != from {
                joined.member.out.send(frame.clone());
            }
        }
    }

    /// Somebody as who speaks for a call; none where they are not there.
    pub(super) fn speaker(&self, id: MemberId) -> Option<Speaker> {
        let role = self.joined.get(&id)?.user.role;
        let has_other = self.joined.values().any(|joined| joined.user.role != role);
        Some(Speaker { id, role, has_other })
    }

    /// The assistance of the assistant who is there, and who that is.
    pub(super) fn helper(&self) -> Option<&Helper> {
        self.joined.values().find_map(|joined| joined.access.helper.as_ref())
    }

    /// Hands on what is said for a call.
    pub(super) fn hand_on(&self, to: To, signal: &Signal) {
        let Ok(text) = serde_json::to_string(signal) else { return };
        let frame = self.frames.text(&text);
        match to {
            To::One(id) => {
                if let Some(joined) = self.joined.get(&id) {
                    joined.member.out.send(frame);
                }
            }
            To::Others(id) => self.send_others(Some(id), &frame),
        }
    }

    /// Whether nobody is there. A socket whose task failed has not said good-bye: it is taken
    /// out now.
    pub(super) fn is_empty(&mut self) -> bool {
        let gone = self.joined.values().filter(|joined| joined.member.out.is_gone());
        let gone: Vec<MemberId> = gone.map(|joined| joined.member.id).collect();
        for id in gone {
            self.leave(id);
        }
        self.joined.is_empty()
    }
}

impl Drop for Members {
    /// Where the room fails, those who are still in it do not wait there for nothing.
    fn drop(&mut self) {
        for joined in self.joined.values() {
            joined.member.out.cut(CloseCode::ResetConnection);
        }
    }
}
