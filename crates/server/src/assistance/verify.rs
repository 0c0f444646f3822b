//! Checks the whole record of a data folder.

use std::fmt;
use std::path::Path;

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
