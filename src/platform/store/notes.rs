//! Small notes beside the log: what was last seen of a filing, what has not reached the server,
//! who was signed in here last. One object store, told apart by how a key begins.

use std::future::{Future, IntoFuture};

use idb::{KeyRange, ObjectStore, Query, TransactionMode};
use wasm_bindgen::JsValue;

use super::record::{entry, record, text};
use super::updates::finished;
use super::{BY_FILING, NOTES, Store, StoreError};

/// A note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Its name, as in `stored/{filing}`.
    pub key: String,
    /// The filing that it goes with; empty where it is about none.
    pub filing: String,
    /// When it was made, milliseconds since 1970.
    pub at: f64,
    /// What it says.
    pub text: String,
}

impl Store {
    /// The notes of which the key begins like this, by key.
    pub async fn notes(&self, beginning: &str) -> Result<Vec<Note>, StoreError> {
        let transaction = self.database.transaction(&[NOTES], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(NOTES)?;
        let rows = store.get_all(Some(Query::KeyRange(range(beginning)?)), None)?.await?;
        rows.iter()
            .map(|row| {
                Ok(Note {
                    key: text(row, "key")?,
                    filing: text(row, "filing")?,
                    at: entry(row, "at").as_f64().ok_or(StoreError::Corrupt)?,
                    text: text(row, "text")?,
                })
            })
            .collect()
    }

    /// Takes away the notes that begin like one of `gone`, and puts others, in one transaction.
    /// It begins at once, before the future is first polled.
    pub fn change_notes(
        &self,
        gone: &[String],
        come: &[Note],
    ) -> Result<impl Future<Output = Result<(), StoreError>> + use<>, StoreError> {
        let transaction = self.database.transaction(&[NOTES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(NOTES)?;
        change(&store, gone, come)?;
        let done = transaction.commit()?.into_future();
        Ok(async move { finished(done.await, &store) })
    }

    /// Takes away the notes of a filing.
    pub(super) async fn forget_notes(&self, filing: &str) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[NOTES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(NOTES)?;
        let of = Some(Query::Key(JsValue::from_str(filing)));
        for key in store.index(BY_FILING)?.get_all_keys(of, None)?.await? {
            store.delete(Query::Key(key))?;
        }
        finished(transaction.into_future().await, &store)
    }
}

/// Changes notes within a transaction.
pub(super) fn change(
    store: &ObjectStore,
    gone: &[String],
    come: &[Note],
) -> Result<(), StoreError> {
    for beginning in gone {
        store.delete(Query::KeyRange(range(beginning)?))?;
    }
    come.iter().try_for_each(|note| put(store, note))
}

fn put(store: &ObjectStore, note: &Note) -> Result<(), StoreError> {
    let row = record(&[
        ("key", JsValue::from_str(&note.key)),
        ("filing", JsValue::from_str(&note.filing)),
        ("at", JsValue::from_f64(note.at)),
        ("text", JsValue::from_str(&note.text)),
    ]);
    store.put(&row, None)?;
    Ok(())
}

/// All keys that begin like this.
fn range(beginning: &str) -> Result<KeyRange, StoreError> {
    let end = [beginning, "\u{ffff}"].concat();
    let (from, to) = (JsValue::from_str(beginning), JsValue::from_str(&end));
    Ok(KeyRange::bound(&from, &to, None, None)?)
}
