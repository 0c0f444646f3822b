//! What there is already of an item for a party, before another filing begins.

use bangban_contract::filing::{Earlier, EarlierFiling, EarlierItem, FilingState};
use sqlx::{Row, SqlitePool};

use super::columns::{json, read_word, word};
use super::items::FileableItem;
use crate::http::{ApiError, Caller};
use crate::published::Published;

/// The most filings that are told of.
const MOST: i64 = 10;

/// States in which a filing runs.
const RUNNING: [FilingState; 6] = [
    FilingState::Draft,
    FilingState::Submitted,
    FilingState::SupplementRequested,
    FilingState::Accepted,
    FilingState::UnderReview,
    FilingState::SpecialProcedure,
];
/// States in which it was approved.
const APPROVED: [FilingState; 2] = [FilingState::Granted, FilingState::Delivered];

/// What an approval is changed by, as the end of an item's id.
const INSTEAD: [&str; 3] = ["change", "renewal", "replacement"];

/// The facts. A draft is told to who began it alone; what was submitted for the party is told
/// to whoever may act for it, without the way in.
pub async fn earlier(
    db: &SqlitePool,
    published: &Published,
    caller: &Caller,
    item: &FileableItem,
) -> Result<Earlier, ApiError> {
    let stem = item.summary.id.strip_suffix(".new");
    let mut states: Vec<String> = RUNNING.iter().map(word).collect();
    if stem.is_some() {
        states.extend(APPROVED.iter().map(word));
    }
    let rows = sqlx::query(
        "SELECT id, person, state, number, updated_at FROM filing \
         WHERE party = ?1 AND item = ?2 AND state IN (SELECT value FROM json_each(?3)) \
         AND (person = ?4 OR state <> 'draft') ORDER BY updated_at DESC, id DESC LIMIT ?5",
    )
    .bind(&caller.party.id)
    .bind(&item.summary.id)
    .bind(json(&states)?)
    .bind(&caller.person.id)
    .bind(MOST)
    .fetch_all(db)
    .await?;
    let filings = rows.iter().map(|row| {
        let person: String = row.try_get("person")?;
        let id: String = row.try_get("id")?;
        Ok(EarlierFiling {
            id: (person == caller.person.id).then_some(id),
            state: read_word(row, "state")?,
            number: row.try_get("number")?,
            updated_at: row.try_get("updated_at")?,
        })
    });
    let filings = filings.collect::<Result<Vec<_>, sqlx::Error>>()?;
    let is_approved = filings.iter().any(|filing| APPROVED.contains(&filing.state));
    let ids = stem.filter(|_| is_approved).into_iter();
    let ids = ids.flat_map(|stem| INSTEAD.map(|end| format!("{stem}.{end}")));
    let instead = ids.filter_map(|id| {
        let guide = published.guide(&id)?;
        Some(EarlierItem { id, name: guide.item.name.clone() })
    });
    Ok(Earlier { filings, instead: instead.collect() })
}
