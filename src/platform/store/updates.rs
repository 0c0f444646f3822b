//! The log of a draft's updates.

use std::future::{Future, IntoFuture};

use idb::{ObjectStore, Query, TransactionMode, TransactionResult};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::record::{entry, record, text};
use super::{BY_FILING, NOTES, Note, Store, StoreError, UPDATES, notes};

/// An update in the log.
pub struct LoggedUpdate {
    /// Its place in the log.
    key: JsValue,
    /// Name of the document.
    pub document: String,
    /// The update.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Appends an update in a transaction of its own. The writing begins at once, before the
    /// future is first polled; it is done when the future says so, and not before.
    ///
    /// The transaction is committed by name: one that waits to commit itself is aborted when the
    /// page goes away in the meantime, as when someone taps a choice and closes the tab.
    pub fn append(
        &self,
        filing: &str,
        document: &str,
        bytes: &[u8],
    ) -> Result<impl Future<Output = Result<(), StoreError>> + use<>, StoreError> {
        self.write(filing, &[(document, bytes)], &[], &[])
    }

    /// Appends updates, takes away the notes that begin like one of `gone` and puts others, all in
    /// one transaction. It begins and is committed as that of [`Self::append`].
    pub fn write(
        &self,
        filing: &str,
        updates: &[(&str, &[u8])],
        gone: &[String],
        come: &[Note],
    ) -> Result<impl Future<Output = Result<(), StoreError>> + use<>, StoreError> {
        let is_plain = gone.is_empty() && come.is_empty();
        let stores: &[&str] = if is_plain { &[UPDATES] } else { &[UPDATES, NOTES] };
        let transaction = self.database.transaction(stores, TransactionMode::ReadWrite)?;
        if !is_plain {
            notes::change(&transaction.object_store(NOTES)?, gone, come)?;
        }
        let store = transaction.object_store(UPDATES)?;
        for (document, bytes) in updates {
            store.add(&row(filing, document, bytes), None)?;
        }
        let done = transaction.commit()?.into_future();
        Ok(async move { finished(done.await, &store) })
    }

    /// The log of a filing, oldest first.
    pub async fn updates(&self, filing: &str) -> Result<Vec<LoggedUpdate>, StoreError> {
        let transaction = self.database.transaction(&[UPDATES], TransactionMode::ReadOnly)?;
        let index = transaction.object_store(UPDATES)?.index(BY_FILING)?;
        let of = || Some(Query::Key(JsValue::from_str(filing)));
        let keys = index.get_all_keys(of(), None)?;
        let values = index.get_all(of(), None)?;
        let (keys, values) = (keys.await?, values.await?);
        let mut log = Vec::with_capacity(values.len());
        for (key, value) in keys.into_iter().zip(values) {
            let bytes: Uint8Array =
                entry(&value, "bytes").dyn_into().map_err(|_| StoreError::Corrupt)?;
            log.push(LoggedUpdate {
                key,
                document: text(&value, "document")?,
                bytes: bytes.to_vec(),
            });
        }
        Ok(log)
    }

    /// Replaces what was read of the log by one snapshot a document, all in one transaction:
    /// either the old log is there or the new one.
    pub async fn compact(
        &self,
        filing: &str,
        read: &[LoggedUpdate],
        snapshots: &[(&str, Vec<u8>)],
    ) -> Result<(), StoreError> {
        self.replace(filing, read, snapshots)?.await
    }

    /// The same, begun and committed as that of [`Self::append`].
    pub fn replace(
        &self,
        filing: &str,
        read: &[LoggedUpdate],
        snapshots: &[(&str, Vec<u8>)],
    ) -> Result<impl Future<Output = Result<(), StoreError>> + use<>, StoreError> {
        let transaction = self.database.transaction(&[UPDATES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(UPDATES)?;
        for (document, bytes) in snapshots {
            store.add(&row(filing, document, bytes), None)?;
        }
        for update in read {
            store.delete(Query::Key(update.key.clone()))?;
        }
        let done = transaction.commit()?.into_future();
        Ok(async move { finished(done.await, &store) })
    }

    /// Takes away all that is kept of a filing.
    pub async fn forget(&self, filing: &str) -> Result<(), StoreError> {
        let log = self.updates(filing).await?;
        self.compact(filing, &log, &[]).await?;
        for file in self.waiting_files(filing).await? {
            self.drop_file(&file.id).await?;
        }
        self.forget_notes(filing).await
    }
}

/// How the transaction of a store ended. It is asked for the reason itself, and its requests are
/// not waited for: when the disk is full, each may have succeeded, or never says how it ended.
pub(super) fn finished(
    result: Result<TransactionResult, idb::Error>,
    store: &ObjectStore,
) -> Result<(), StoreError> {
    if matches!(result, Ok(TransactionResult::Committed)) {
        return Ok(());
    }
    let reason = store.transaction().error();
    Err(reason.map_or(StoreError::Aborted, |reason| StoreError::named(&reason)))
}

fn row(filing: &str, document: &str, bytes: &[u8]) -> JsValue {
    record(&[
        ("filing", JsValue::from_str(filing)),
        ("document", JsValue::from_str(document)),
        ("bytes", Uint8Array::from(bytes).into()),
    ])
}
