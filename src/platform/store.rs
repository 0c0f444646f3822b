//! What this device keeps of a person's filings, in IndexedDB: the log of each draft's
//! updates, and files on their way to the server. One database a person, so that someone
//! else who signs in on the same machine never meets it.

mod error;
mod record;
mod updates;
mod uploads;

pub use error::StoreError;
pub use updates::LoggedUpdate;
pub use uploads::WaitingFile;

use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams};

const VERSION: u32 = 1;
/// Log of updates: `{filing, document, bytes}` under a growing number.
const UPDATES: &str = "updates";
/// Files on their way: `{id, filing, material, name, type, blob, address}` by `id`.
const UPLOADS: &str = "uploads";
const BY_FILING: &str = "filing";

/// One person's database on this device.
#[derive(Clone)]
pub struct Store {
    database: Rc<Database>,
}

impl Store {
    /// Opens it, and makes it where it is not there.
    pub async fn open(person: &str) -> Result<Self, StoreError> {
        let name = ["bangban-", person].concat();
        let mut request = Factory::new()?.open(&name, Some(VERSION))?;
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
        ask_to_stay();
        Ok(Self { database: Rc::new(database) })
    }
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
    Ok(())
}
