//! How much those who help have brought into a filing: the room that is left is the applicant's.

use sqlx::{Row, Sqlite, Transaction};

use crate::realtime::Limits;

/// Counts these bytes as a helper's, unless that would be too much of them, or of all who helped.
pub(super) async fn take(
    tx: &mut Transaction<'_, Sqlite>,
    filing: &str,
    person: &str,
    bytes: usize,
    limits: &Limits,
) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(
        "SELECT coalesce(sum(bytes), 0) AS all_bytes, \
                coalesce(sum(bytes) FILTER (WHERE person = ?2), 0) AS own_bytes \
         FROM helper_bytes WHERE filing = ?1",
    )
    .bind(filing)
    .bind(person)
    .fetch_one(&mut **tx)
    .await?;
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let fits = |name, most| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(name)? + bytes <= most);
    if !fits("own_bytes", limits.helper_bytes)? || !fits("all_bytes", limits.helpers_bytes)? {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO helper_bytes (filing, person, bytes) VALUES (?1, ?2, ?3) \
         ON CONFLICT (filing, person) DO UPDATE SET bytes = bytes + ?3",
    )
    .bind(filing)
    .bind(person)
    .bind(bytes)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
