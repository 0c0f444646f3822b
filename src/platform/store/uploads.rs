//! Files on their way to the server, kept so that an upload goes on after a reload.

use std::future::IntoFuture;

use idb::{Query, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::record::{entry, record, text};
use super::updates::finished;
use super::{BY_FILING, Store, StoreError, UPLOADS};

/// A file on its way.
#[derive(Clone)]
pub struct WaitingFile {
    /// Id on this device.
    pub id: String,
    /// The filing.
    pub filing: String,
    /// Id of the material.
    pub material: String,
    /// Name of the file.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// The file itself.
    pub blob: Blob,
    /// Where the server takes it, once it has agreed to.
    pub address: Option<String>,
}

impl Store {
    /// Keeps a file, or what has become known of it.
    pub async fn keep_file(&self, file: &WaitingFile) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[UPLOADS], TransactionMode::ReadWrite)?;
        let address = file.address.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
        let row = record(&[
            ("id", JsValue::from_str(&file.id)),
            ("filing", JsValue::from_str(&file.filing)),
            ("material", JsValue::from_str(&file.material)),
            ("name", JsValue::from_str(&file.name)),
            ("type", JsValue::from_str(&file.media_type)),
            ("blob", file.blob.clone().into()),
            ("address", address),
        ]);
        let store = transaction.object_store(UPLOADS)?;
        store.put(&row, None)?;
        let done = transaction.commit()?.into_future();
        finished(done.await, &store)
    }

    /// The files of a filing that are still on their way.
    pub async fn waiting_files(&self, filing: &str) -> Result<Vec<WaitingFile>, StoreError> {
        self.files_of(Some(Query::Key(JsValue::from_str(filing)))).await
    }

    /// The files of all filings that are still on their way.
    pub async fn all_files(&self) -> Result<Vec<WaitingFile>, StoreError> {
        self.files_of(None).await
    }

    async fn files_of(&self, filing: Option<Query>) -> Result<Vec<WaitingFile>, StoreError> {
        let transaction = self.database.transaction(&[UPLOADS], TransactionMode::ReadOnly)?;
        let index = transaction.object_store(UPLOADS)?.index(BY_FILING)?;
        let rows = index.get_all(filing, None)?.await?;
        rows.iter()
            .map(|row| {
                Ok(WaitingFile {
                    id: text(row, "id")?,
                    filing: text(row, "filing")?,
                    material: text(row, "material")?,
                    name: text(row, "name")?,
                    media_type: text(row, "type")?,
                    blob: entry(row, "blob").dyn_into().map_err(|_| StoreError::Corrupt)?,
                    address: entry(row, "address").as_string(),
                })
            })
            .collect()
    }

    /// Takes a file away: it has arrived, or is not wanted any more.
    pub async fn drop_file(&self, id: &str) -> Result<(), StoreError> {
        let transaction = self.database.transaction(&[UPLOADS], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(UPLOADS)?;
        store.delete(Query::Key(JsValue::from_str(id)))?;
        finished(transaction.into_future().await, &store)
    }
}
