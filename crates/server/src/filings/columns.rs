//! Columns that hold JSON, words of enumerations, and dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The word of an enumeration as the contract writes it.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A value as JSON text.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// Texts as a JSON list, for `json_each`.
pub(crate) fn list(texts: &BTreeSet<&str>) -> String {
    texts.iter().copied().collect::<Value>().to_string()
}

/// An optional value as JSON text.
pub(crate) fn json_option<T: Serialize>(value: Option<&T>) -> Result<Option<String>, sqlx::Error> {
    value.map(json).transpose()
}

/// The value of a column that holds a word.
pub(crate) fn read_word<T: DeserializeOwned>(
    row: &SqliteRow,
    column: &str,
) -> Result<T, sqlx::Error> {
    let word: String = row.try_get(column)?;
    serde_json::from_value(word.into()).map_err(|error| decode(column, &error))
}

/// The value of a column that holds JSON.
pub(crate) fn read<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, sqlx::Error> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| decode(column, &error))
}

/// The value of a column that holds JSON or nothing.
pub(crate) fn read_option<T: DeserializeOwned>(
    row: &SqliteRow,
    column: &str,
) -> Result<Option<T>, sqlx::Error> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| decode(column, &error))).transpose()
}

/// The date of a column.
pub(crate) fn read_date(row: &SqliteRow, column: &str) -> Result<Option<NaiveDate>, sqlx::Error> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| {
        text.parse::<NaiveDate>().map_err(|error| sqlx::Error::ColumnDecode {
            index: column.into(),
            source: error.into(),
        })
    })
    .transpose()
}

/// The message names where in the JSON it is, and not what stands there.
fn decode(column: &str, error: &serde_json::Error) -> sqlx::Error {
    let place = format!("{:?} at {}:{}", error.classify(), error.line(), error.column());
    sqlx::Error::ColumnDecode { index: column.into(), source: place.into() }
}
