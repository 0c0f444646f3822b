//! A filing in full, as one side may see it.

use bangban_contract::Text;
use bangban_contract::filing::Filing;
use sqlx::SqlitePool;

use super::record::Record;
use super::{Items, journal};
use crate::uploads::store::{self, Side};

/// The whole filing. A reviewer sees the files that were submitted; what the applicant is
/// changing for a supplement is theirs until they submit it.
pub async fn full(
    db: &SqlitePool,
    items: &Items,
    record: Record,
    side: Side,
) -> Result<Filing, sqlx::Error> {
    let mut attachments = store::attachments(db, &record.id, side).await?;
    let materials = items.find(&record.item).map(|item| item.model.materials());
    for file in &mut attachments {
        let known = materials.into_iter().flatten().find(|material| material.id == file.material);
        file.material_name =
            known.map(|known| Text { zh: known.name.zh.clone(), en: known.name.en.clone() });
    }
    Ok(Filing {
        version: record.version.to_string(),
        attachments,
        documents: journal::documents(db, &record.id).await?,
        summary: record.summary(),
        form_version: record.form_version,
        answers: record.answers,
        supplement: record.supplement,
        special: record.special,
        reason: record.reason,
    })
}
