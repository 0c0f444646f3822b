//! Who is in a room: what each may do there, what they show of themselves, and writing to them.

use std::collections::BTreeMap;

use bangban_contract::grants::Grant;
use bangban_contract::realtime::{DocumentName, User};
use bangban_wire::CloseCode;
use bytes::Bytes;

use super::frames::Frames;
use super::{Member, MemberId};
use crate::realtime::access;
use crate::realtime::presence::{Presence, Said};
use crate::realtime::relay::Relay;

/// A member who was let in.
pub(super) struct Joined {
    pub member: Member,
    /// What they may do: at least read.
    pub grant: Grant,
    user: User,
}

pub(super) struct Members {
    relay: Relay,
    name: DocumentName,
    pub frames: Frames,
    joined: BTreeMap<MemberId, Joined>,
    presence: Presence,
}

impl Members {
    pub(super) fn new(relay: Relay, name: DocumentName) -> Self {
        let frames = Frames { name: name.to_string() };
        Self { relay, name, frames, joined: BTreeMap::new(), presence: Presence::default() }
    }

    /// A member; `None` for one who has left or was shown out, and may not know it yet.
    pub(super) fn get(&self, id: MemberId) -> Option<&Joined> {
        self.joined.get(&id)
    }

    /// Lets a member in, or says again what they may do.
    pub(super) async fn join(&mut self, member: Member) -> bool {
        let Some(grant) = self.grant(&member).await else { return false };
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
        self.joined.insert(member.id, Joined { member, grant, user });
        true
    }

    pub(super) fn leave(&mut self, id: MemberId) {
        if self.joined.remove(&id).is_some() {
            let gone = self.presence.leave(id);
            self.tell(id, &gone);
        }
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
            let grant = self.grant(&joined.member).await;
            let Some(joined) = self.joined.get_mut(&id) else { continue };
            match grant {
                Some(grant) if grant == joined.grant => {}
                Some(grant @ (Grant::Read | Grant::Write)) => {
                    joined.grant = grant;
                    joined.member.out.send(self.frames.grant(grant));
                }
                Some(Grant::None) => {
                    joined.member.out.send(self.frames.closed());
                    self.leave(id);
                }
                None => self.leave(id),
            }
        }
    }

    /// What a member may do now. Where that cannot be found out, their socket is reset.
    async fn grant(&self, member: &Member) -> Option<Grant> {
        match access::grant(self.relay.db().read(), &member.who, &self.name).await {
            Ok(grant) => Some(grant),
            Err(error) => {
                tracing::error!(cause = %error, "a grant was not looked up");
                member.out.cut(CloseCode::ResetConnection);
                None
            }
        }
    }

    /// A member shows something of themselves.
    pub(super) fn show(&mut self, id: MemberId, said: Vec<Said>) {
        let Some(joined) = self.joined.get(&id) else { return };
        let speaker = (id, joined.member.who.session);
        let told = self.presence.take(speaker, &joined.user, said);
        self.tell(id, &told);
    }

    /// Tells a member who else is there.
    pub(super) fn tell_who_is_there(&self, id: MemberId) {
        if let Some(joined) = self.joined.get(&id) {
            joined.member.out.send(self.frames.presence(&self.presence.others(id)));
        }
    }

    fn tell(&self, from: MemberId, said: &[Said]) {
        if !said.is_empty() {
            self.send_others(Some(from), &self.frames.presence(said));
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
