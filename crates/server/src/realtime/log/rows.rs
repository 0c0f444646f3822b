//! Updates on their way into the table, many in a statement.

use bangban_contract::realtime::DocumentName;
use bytes::Bytes;
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

use crate::realtime::access::Who;

/// Rows in a statement: a few kinds of statements, so that each is prepared once.
const TOGETHER: [usize; 4] = [256, 32, 4, 1];

/// An update.
pub(super) struct Row<'a> {
    /// Of which document.
    pub name: &'a DocumentName,
    /// Who brought it.
    pub who: &'a Who,
    /// Its bytes.
    pub bytes: &'a Bytes,
}

/// Adds them in their order.
pub(super) async fn insert(
    tx: &mut Transaction<'_, Sqlite>,
    rows: &[Row<'_>],
    at: &str,
) -> Result<(), sqlx::Error> {
    let mut rest = rows;
    for size in TOGETHER {
        while let Some((now, later)) = rest.split_at_checked(size) {
            let mut query = sqlx::query(AssertSqlSafe(statement(size)));
            for Row { name, who, bytes } in now {
                query = query
                    .bind(&name.filing)
                    .bind(name.part.as_str())
                    .bind(name.epoch)
                    .bind(&who.person)
                    .bind(at)
                    .bind(&bytes[..]);
            }
            query.execute(&mut **tx).await?;
            rest = later;
        }
    }
    Ok(())
}

fn statement(rows: usize) -> String {
    let values = vec!["(?, ?, ?, ?, ?, ?)"; rows].join(", ");
    format!(
        "INSERT INTO document_updates (filing, document, epoch, person, at, bytes) VALUES {values}"
    )
}
