//! Who helps and brings something for an epoch that is closed: it is looked at like what comes in
//! time. They cannot read a closed epoch, and so bring all that they have of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::assistance::Level;
use bangban_contract::grants::Part;
use bangban_contract::realtime::DocumentName;
use bangban_draft::{Inspector, clients};
use bangban_forms::Model;
use sqlx::Row as _;

use super::read;
use crate::assistance::outline::Outline;
use crate::assistance::rules::{Allowed, Writer};
use crate::realtime::content::{self, Content, NotYjs};
use crate::realtime::touches::look;
use crate::store::Db;

/// What is to be known of a document to look at what somebody who helps brings late.
pub(super) struct Help {
    level: Level,
    form: Option<Arc<Model>>,
    /// All that is stored of it, by epoch.
    epochs: Vec<Vec<Vec<u8>>>,
    /// Whose a replica is by which somebody who helps has written.
    bound: BTreeMap<u64, String>,
}

/// What is new of it, as one update or none, and what it does.
pub(super) type New = (Vec<Vec<u8>>, Allowed);

impl Help {
    pub(super) async fn read(
        db: &Db,
        current: &DocumentName,
        level: Level,
        form: Option<Arc<Model>>,
    ) -> Result<Self, sqlx::Error> {
        let mut epochs = Vec::new();
        for epoch in 0..=current.epoch {
            let name = DocumentName { epoch, ..current.clone() };
            epochs.push(read::read(db, &name, 0, usize::MAX).await?.updates);
        }
        let rows = sqlx::query(
            "SELECT client, person FROM document_client WHERE filing = ? AND document = ?",
        )
        .bind(&current.filing)
        .bind(current.part.as_str())
        .fetch_all(db.read())
        .await?;
        let bound = rows.iter().map(|row| {
            let client: i64 = row.try_get("client")?;
            Ok((client.cast_unsigned(), row.try_get("person")?))
        });
        Ok(Self { level, form, epochs, bound: bound.collect::<Result<_, sqlx::Error>>()? })
    }

    /// Looks at what a person brings for an epoch of which this is stored: what is new of it;
    /// nothing, where some of it is not theirs to bring.
    pub(super) fn look(
        &self,
        part: Part,
        person: &str,
        stored: &[Vec<u8>],
        late: &[Vec<u8>],
    ) -> Result<Option<New>, NotYjs> {
        let Some(new) = content::lacking(stored, late)? else {
            return Ok(Some((Vec::new(), Allowed::default())));
        };
        let clients = clients(&new).map_err(|_| NotYjs)?;
        if !self.are_own(&clients, person) {
            return Ok(None);
        }
        let mut inspector = Inspector::new(stored.iter().map(Vec::as_slice));
        let form = self.form.as_deref().map(Outline::new);
        let writer = Writer { author: person, level: Some(self.level), form };
        let allowed = look(&mut inspector, part, writer, &[&new]);
        Ok(allowed.map(|allowed| (vec![new], Allowed { clients, ..allowed })))
    }

    /// Whether replicas are this person's, or have written in no epoch: one that another uses would
    /// take the place of what that one brings late, or writes next.
    fn are_own(&self, clients: &[u64], person: &str) -> bool {
        let is_new = |client: &u64| {
            let wrote = |stored: &Vec<_>| Content::load(stored).0.knows_client(*client);
            !self.epochs.iter().any(wrote)
        };
        clients.iter().all(|client| match self.bound.get(client) {
            Some(of) => of == person,
            None => is_new(client),
        })
    }
}
