//! The people who can sign in. Here they come from the demo registers.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::session::{DemoIdentity, Party, Person};

use crate::store::Db;

/// A person who can sign in and the parties for whom they may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The person.
    pub person: Person,
    /// Whom they act for and what they are good to try.
    pub description: Text,
    /// The parties, the usual one first; none for a reviewer.
    pub parties: Vec<Party>,
}

/// All of them, in the order in which they are offered.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    list: Arc<[Identity]>,
    by_id: Arc<BTreeMap<String, usize>>,
}

impl Directory {
    /// A directory of these.
    pub fn new(list: Vec<Identity>) -> Self {
        let by_id = list.iter().enumerate().map(|(at, one)| (one.person.id.clone(), at)).collect();
        Self { list: list.into(), by_id: Arc::new(by_id) }
    }

    /// The person of this id.
    pub fn find(&self, id: &str) -> Option<&Identity> {
        self.by_id.get(id).and_then(|at| self.list.get(*at))
    }

    /// Writes down who may act for whom, for what is asked of somebody who is not there.
    pub async fn write_down(&self, db: &Db) -> Result<(), sqlx::Error> {
        let pairs: Vec<[&str; 2]> = (self.list.iter())
            .flat_map(|one| one.parties.iter().map(|party| [&*one.person.id, &*party.id]))
            .collect();
        let mut tx = db.begin().await?;
        sqlx::query("DELETE FROM may_act").execute(&mut *tx).await?;
        sqlx::query(
            "INSERT OR IGNORE INTO may_act (person, party) \
             SELECT value ->> 0, value ->> 1 FROM json_each(?)",
        )
        .bind(serde_json::json!(pairs).to_string())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// The choice at sign-in.
    pub(super) fn offered(&self) -> Vec<DemoIdentity> {
        self.list
            .iter()
            .map(|one| DemoIdentity {
                id: one.person.id.clone(),
                name: one.person.name.clone(),
                role: one.person.role,
                description: one.description.clone(),
            })
            .collect()
    }
}
