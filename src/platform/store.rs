//! What this device keeps of a person's filings, in IndexedDB: the log of each draft's
//! updates, files on their way to the server, and notes. One database a person, so that someone
//! else who signs in on the same machine never meets it; its name tells nobody whose it is.

mod error;
mod notes;
mod record;
mod updates;
mod uploads;

pub use error::StoreError;
pub use notes::Note;
pub use updates::LoggedUpdate;
pub use uploads::WaitingFile;

use std::ops::Deref;
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams};

use super::{files, storage};

const VERSION: u32 = 1;
/// Log of updates: `{filing, document, bytes}` under a growing number.
const UPDATES: &str = "updates";
/// Files on their way: `{id, filing, material, name, type, blob, address}` by `id`.
const UPLOADS: &str = "uploads";
/// Notes: `{key, filing, at, text}` by `key`.
const NOTES: &str = "notes";
const BY_FILING: &str = "filing";

/// One person's database on this device.
#[derive(Clone)]
pub struct Store {
    database: Rc<Connection>,
}

/// An open connection. Left open, it would keep others from taking the database away.
struct Connection(Database);

impl Deref for Connection {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.0
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Store {
    /// Opens it, and makes it where it is not there.
    pub async fn open(person: &str) -> Result<Self, StoreError> {
        let store = Self::named(&name_of(person).await).await?;
        ask_to_stay();
        Ok(store)
    }

    /// Opens what this device keeps of nobody's filings: who was signed in here last.
    pub async fn of_device() -> Result<Self, StoreError> {
        Self::named("bangban").await
    }

    /// Takes away all that this device keeps of a person, also beside the database. Other tabs let
    /// go of it by themselves.
    pub async fn remove(person: &str) -> Result<(), StoreError> {
        let name = name_of(person).await;
        for key in storage::beginning(&name) {
            storage::forget(&key);
        }
        Factory::new()?.delete(&name)?.await?;
        Ok(())
    }

    /// How the names begin of what is kept of a filing beside the database.
    pub fn beside(&self, filing: &str) -> String {
        [&self.database.name(), "-", filing, "-"].concat()
    }

    async fn named(name: &str) -> Result<Self, StoreError> {
        let mut request = Factory::new()?.open(name, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                // A failure here aborts the upgrade, and with it the opening.
                let _ = make_stores(&database);
            }
        });
        let mut database = request.await?;
        // Another tab with a newer version must not be kept waiting by this one.
        database.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        Ok(Self { database: Rc::new(Connection(database)) })
    }
}

/// The name of a person's database: who can see the names does not see whose they are.
async fn name_of(person: &str) -> String {
    let digest = files::sha256(person.as_bytes()).await;
    // Outside a secure context there is none, and nothing is secret.
    let name = digest.map_or_else(|| person.to_owned(), |digest| files::hex(&digest[..16]));
    ["bangban-", &name].concat()
}

/// Asks the browser not to clear this when space gets short. It may say no; the server's copy
/// is what lasts.
fn ask_to_stay() {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    if let Some(Ok(asked)) = storage.map(|storage| storage.persist()) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}

fn make_stores(database: &Database) -> Result<(), idb::Error> {
    let mut numbered = ObjectStoreParams::new();
    numbered.auto_increment(true);
    let by_filing = |store: idb::ObjectStore| {
        store.create_index(BY_FILING, KeyPath::new_single("filing"), Some(IndexParams::new()))
    };
    by_filing(database.create_object_store(UPDATES, numbered)?)?;
    let mut keyed = ObjectStoreParams::new();
    keyed.key_path(Some(KeyPath::new_single("id")));
    by_filing(database.create_object_store(UPLOADS, keyed)?)?;
    let mut keyed = ObjectStoreParams::new();
    keyed.key_path(Some(KeyPath::new_single("key")));
    by_filing(database.create_object_store(NOTES, keyed)?)?;
    Ok(())
}
