//! What waits for a station's acceptance, to be told at its desk.

use bangban_contract::mandate::{MandateMove, MandateSide};
use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::entry::Entry;
use super::rules;

/// How many mandates, or versions of them, any assistant of the station may accept on this day.
pub async fn count(
    db: &mut SqliteConnection,
    station: &str,
    today: NaiveDate,
) -> Result<u32, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT * FROM mandate WHERE agent = ? AND is_station = 1 AND ended IS NULL \
         AND offer IS NOT NULL",
    )
    .bind(station)
    .fetch_all(&mut *db)
    .await?;
    let accept = MandateMove::Accept { digest: String::new() };
    let mut count = 0;
    for row in &rows {
        let entry = Entry::of_row(&mut *db, row).await?;
        let may = rules::may(&entry.facts(), MandateSide::Agent, &accept, today);
        count += u32::from(may.is_ok());
    }
    Ok(count)
}
