//! Tables of tab-separated values with a header and `#` comments.

use serde::de::DeserializeOwned;

/// A row and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Row<T> {
    table: &'static str,
    line: u64,
    pub(crate) value: T,
}

impl<T> Row<T> {
    /// What is wrong with it.
    pub(crate) fn wrong(&self, column: &'static str, why: impl Into<String>) -> TableError {
        TableError::Wrong { table: self.table, line: self.line, column, why: why.into() }
    }
}

/// A table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row is not what the table's header says.
    #[error("table {table}: {cause}")]
    Unreadable {
        /// Which table.
        table: &'static str,
        /// Where and why.
        cause: csv::Error,
    },
    /// A value is not one that may stand there.
    #[error("table {table}, line {line}: {column} {why}")]
    Wrong {
        /// Which table.
        table: &'static str,
        /// Line in its file.
        line: u64,
        /// Which column.
        column: &'static str,
        /// Why.
        why: String,
    },
}

/// Reads a table.
pub(crate) fn read<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<Vec<Row<T>>, TableError> {
    let unreadable = |cause| TableError::Unreadable { table, cause };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(unreadable)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        let value = record.deserialize(Some(&header)).map_err(unreadable)?;
        rows.push(Row { table, line, value });
    }
    Ok(rows)
}
