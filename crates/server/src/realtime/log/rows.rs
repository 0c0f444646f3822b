//! Updates on their way into the table, many in a statement.

use bangban_contract::grants::Part;
use bangban_contract::realtime::DocumentName;
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

/// Rows in a statement: a few kinds of statements, so that each is prepared once.
const TOGETHER: [usize; 4] = [256, 32, 4, 1];

/// An update.
pub(super) struct Row<'a> {
    /// Of which document.
    pub name: &'a DocumentName,
    /// Who brought it; nobody, where it is the server's own.
    pub person: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
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
            for Row { name, person, bytes } in now {
                query = query
                    .bind(&name.filing)
                    .bind(name.part.as_str())
                    .bind(name.epoch)
                    .bind(*person)
                    .bind(at)
                    .bind(*bytes);
            }
            query.execute(&mut **tx).await?;
            rest = later;
        }
    }
    Ok(())
}

/// Writes the server's own beginning of a document that nobody has opened yet.
pub async fn begin(
    tx: &mut Transaction<'_, Sqlite>,
    filing: &str,
    part: Part,
    bytes: &[u8],
    at: &str,
) -> Result<(), sqlx::Error> {
    let name = DocumentName { filing: filing.to_owned(), part, epoch: 0 };
    insert(tx, &[Row { name: &name, person: "", bytes }], at).await
}

fn statement(rows: usize) -> String {
    let values = vec!["(?, ?, ?, ?, ?, ?)"; rows].join(", ");
    format!(
        "INSERT INTO document_updates (filing, document, epoch, person, at, bytes) VALUES {values}"
    )
}
