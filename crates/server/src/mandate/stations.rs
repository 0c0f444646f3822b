//! The stations that act for a party, to be asked first when it needs help.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::entry::Entry;

/// How many mandates of a party are looked at.
const LOOKED_AT: i64 = 50;

/// The ids of the stations that may do something for a party in an item on this day, by the newest
/// mandate first.
pub async fn stations_for(
    db: &mut SqliteConnection,
    party: &str,
    item: &str,
    today: NaiveDate,
) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT * FROM mandate WHERE party = ? AND is_station = 1 AND ended IS NULL \
         AND current IS NOT NULL ORDER BY created_at DESC, id LIMIT ?",
    )
    .bind(party)
    .bind(LOOKED_AT)
    .fetch_all(&mut *db)
    .await?;
    let mut stations = Vec::new();
    for row in &rows {
        let entry = Entry::of_row(&mut *db, row).await?;
        if !entry.allowed(item, today).is_empty() {
            stations.push(entry.agent.id);
        }
    }
    Ok(stations)
}
