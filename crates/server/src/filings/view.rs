//! A filing in full, as one side may see it.

use bangban_contract::filing::Filing;
use sqlx::SqlitePool;

use super::journal;
use super::record::Record;
use crate::uploads::store::{self, Side};

/// The whole filing. A reviewer sees the files that were submitted; what the applicant is
/// changing for a supplement is theirs until they submit it.
pub async fn full(db: &SqlitePool, record: Record, side: Side) -> Result<Filing, sqlx::Error> {
    Ok(Filing {
        version: record.version.to_string(),
        attachments: store::attachments(db, &record.id, side).await?,
        documents: journal::documents(db, &record.id).await?,
        summary: record.summary(),
        form_version: record.form_version,
        answers: record.answers,
        supplement: record.supplement,
        special: record.special,
        reason: record.reason,
    })
}
