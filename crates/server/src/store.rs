//! The database: one `SQLite` file in the data folder.

mod migrations;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

/// Pages of the log (WAL) after which it is brought into the file: 32 MiB. Busy drafts write the
/// same pages again and again; in the file each is written once.
const CHECKPOINT: &str = "8192";
/// What a connection that reads keeps of the file, KiB: the system keeps all of it anyway.
const READER_CACHE: &str = "-512";

/// The database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder cannot be made.
    #[error("cannot make the data folder {path}: {cause}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// `SQLite` refuses.
    #[error("cannot open the database: {0}")]
    Open(#[from] sqlx::Error),
    /// The schema cannot be brought up to date.
    #[error("cannot bring the database up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// The database. `SQLite` has one writer at a time, so there is one connection that writes,
/// and who wants to write waits for it in order; readers never wait (WAL).
#[derive(Clone, Debug)]
pub struct Db {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Db {
    /// Opens `bangban.sqlite` in the folder, makes both if they are not there, and brings
    /// the schema up to date.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)
            .map_err(|cause| StoreError::Folder { path: folder.into(), cause })?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join("bangban.sqlite"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A committed transaction survives a power cut: what was acknowledged is kept.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("wal_autocheckpoint", CHECKPOINT)
            .busy_timeout(Duration::from_secs(5));
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone())
            .await?;
        migrations::all().run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(
                options.read_only(true).create_if_missing(false).pragma("cache_size", READER_CACHE),
            )
            .await?;
        Ok(Self { readers, writer })
    }

    /// For reading. A write by it fails.
    pub fn read(&self) -> &SqlitePool {
        &self.readers
    }

    /// For a single statement that writes.
    pub fn write(&self) -> &SqlitePool {
        &self.writer
    }

    /// Begins a transaction that writes. Until it is committed or dropped nobody else
    /// writes: do no waiting on anything but it in between, and begin no second one.
    pub async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Waits for what runs and closes the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
