//! Looks at what those bring who may not write everything, before it is stored.

use std::sync::Arc;

use bangban_contract::grants::Part;
use bangban_contract::realtime::DocumentName;
use bangban_draft::{Inspector, clients};
use bangban_forms::Model;
use bytes::Bytes;

use super::members::Members;
use crate::assistance::fields;
use crate::assistance::outline::Outline;
use crate::assistance::rules::{Allowed, Writer};
use crate::realtime::access::Who;
use crate::realtime::content::Content;
use crate::realtime::relay::Relay;
use crate::realtime::touches::look;

/// What it is looked at against.
pub(super) struct Ground<'a> {
    pub relay: &'a Relay,
    pub name: &'a DocumentName,
    pub content: &'a Content,
    pub members: &'a Members,
    /// What is on its way to the log, and in no content yet.
    pub ahead: &'a (dyn Fn() -> Vec<Bytes> + Sync),
}

/// What it is looked at with.
#[derive(Default)]
pub(super) struct Judge {
    /// A copy in which one sees what is touched; made when somebody writes who may not touch
    /// everything.
    inspector: Option<Inspector>,
    /// The form of the filing, where somebody who helps has written.
    form: Option<Arc<Model>>,
}

impl Judge {
    /// What updates may touch and do, where that is not everything: in the assist document each
    /// has a part of their own, and an assistant has the level that the applicant chose. Nothing,
    /// where they may not.
    pub(super) async fn may(
        &mut self,
        on: &Ground<'_>,
        who: &Who,
        updates: &[Bytes],
    ) -> Option<Allowed> {
        let is_answers = on.name.part != Part::Assist;
        if is_answers && who.helping().is_none() {
            return Some(Allowed::default());
        }
        let level = on.relay.access(who, on.name).await.ok()?.level();
        if who.assistant.is_some() && level.is_none() {
            return None;
        }
        // Who acts for others has filings of their own, too.
        if is_answers && level.is_none() {
            return Some(Allowed::default());
        }
        let mut clients = Vec::new();
        if level.is_some() {
            clients = own_clients(on, who, updates).await?;
            if self.form.is_none() {
                self.form = on.relay.form_of(&on.name.filing).await.ok()?;
            }
        }
        if self.inspector.is_none() {
            let (whole, ahead) = (on.content.whole(), (on.ahead)());
            let made = move || {
                let ahead = ahead.iter().map(|bytes| &bytes[..]);
                Inspector::new(std::iter::once(&whole[..]).chain(ahead))
            };
            self.inspector = on.relay.aside(made).await;
        }
        let form = self.form.as_deref().map(Outline::new);
        let writer = Writer { author: &who.person, level, form };
        let found = look(self.inspector.as_mut()?, on.name.part, writer, updates);
        if found.is_none() {
            // What was seen of it is not to be built upon.
            self.forget();
        }
        found.map(|allowed| Allowed { clients, ..allowed })
    }

    /// Takes in what is stored.
    pub(super) fn take(&mut self, updates: &[Bytes]) {
        let Some(inspector) = &mut self.inspector else { return };
        for update in updates {
            inspector.take(update);
        }
    }

    /// The copy has seen what was not stored: it is made anew when it is needed.
    pub(super) fn forget(&mut self) {
        self.inspector = None;
    }
}

/// The replicas by which updates of an assistant write: new ones, or theirs from before. One that
/// another uses would take the place of what that one writes next.
async fn own_clients(on: &Ground<'_>, who: &Who, updates: &[Bytes]) -> Option<Vec<u64>> {
    let mut all = Vec::new();
    for update in updates {
        for client in clients(update).ok()? {
            let db = on.relay.db().read();
            let of = fields::client_of(db, on.name, client).await.ok()?;
            let is_new = of.is_none()
                && !on.content.knows_client(client)
                && !on.members.is_of_others(client, who);
            if !is_new && of.as_ref() != Some(&who.person) {
                return None;
            }
            all.push(client);
        }
    }
    Some(all)
}
