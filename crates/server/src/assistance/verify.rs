//! Checks the whole record of a data folder, or one that was downloaded.

use std::fmt;
use std::path::Path;

use bangban_contract::assistance::record::Record;

use super::record::{self, Broken};
use crate::store::{Db, StoreError};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Filings, and requests without one, that have a record.
    pub subjects: usize,
    /// Entries.
    pub entries: usize,
    /// Records that are not as they were written.
    pub broken: Vec<Broken>,
}

impl Checked {
    /// Whether nothing is amiss.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty()
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} records, {} entries: ", self.subjects, self.entries)?;
        if self.is_whole() {
            return f.write_str("whole");
        }
        for broken in &self.broken {
            write!(f, "\n{broken}")?;
        }
        Ok(())
    }
}

/// Checks every record in the data folder. The server may be running.
pub async fn verify(data: &Path) -> Result<Checked, StoreError> {
    let db = Db::open(data).await?;
    let mut checked = Checked::default();
    for subject in record::subjects(db.read()).await? {
        let record = record::all(db.read(), &subject).await?;
        checked.subjects += 1;
        checked.entries += record.entries.len();
        checked.broken.extend(record::verify(&subject, &record).err());
    }
    db.close().await;
    Ok(checked)
}

/// Why a downloaded record cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// It is no record.
    #[error("not a record: {0}")]
    Json(#[from] serde_json::Error),
    /// It was downloaded before records said whose they are.
    #[error("it does not say whose record it is")]
    NoSubject,
}

/// Checks a record as its reader has downloaded it (`GET /filings/{id}/record`). That nothing was
/// cut off at its end shows only beside another copy.
pub fn verify_file(path: &Path) -> Result<Checked, Unreadable> {
    let record: Record = serde_json::from_slice(&std::fs::read(path)?)?;
    if record.subject.is_empty() {
        return Err(Unreadable::NoSubject);
    }
    let broken = record::verify(&record.subject, &record).err();
    let entries = record.entries.len();
    Ok(Checked { subjects: 1, entries, broken: broken.into_iter().collect() })
}
