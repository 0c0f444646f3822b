//! Lists of filings, newest change first, page by page.

use bangban_contract::filing::{FilingPage, FilingState};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sqlx::{Row, SqlitePool};

use super::columns::{json, word};
use super::record::Record;
use crate::http::{ApiError, Caller, Reviewer};

/// Filings a page where the request does not say.
const PAGE: u32 = 20;
/// The most filings a page.
const MAX_PAGE: u32 = 100;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wanted {
    /// Words in the item's name or the acceptance number.
    #[serde(default)]
    pub q: String,
    /// Only in this state.
    pub state: Option<FilingState>,
    /// Only of this item.
    pub item: Option<String>,
    /// Only those that wait for the applicant.
    #[serde(default)]
    pub attention: bool,
    /// Where to go on, from `next` of the page before.
    pub cursor: Option<String>,
    /// How many at most, 1 to 100.
    pub limit: Option<u32>,
}

/// Whose filings.
#[derive(Clone, Copy)]
pub enum Whose<'a> {
    /// Those that the caller began, for the parties for whom they may act.
    Caller(&'a Caller),
    /// Those that were submitted to the reviewer's department.
    Reviewer(&'a Reviewer),
}

/// The rows that match; ?1 is the person or department, ?2 the parties or nothing.
const MATCHING: &str = "\
    FROM filing WHERE \
    CASE WHEN ?2 IS NULL THEN department = ?1 AND state <> 'draft' \
         ELSE person = ?1 AND party IN (SELECT value FROM json_each(?2)) END \
    AND (?3 = '' OR item_name ->> 'zh' LIKE ?3 ESCAPE '\\' OR item_name ->> 'en' LIKE ?3 ESCAPE '\\' \
         OR number LIKE ?3 ESCAPE '\\') \
    AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR item = ?5) \
    AND (NOT ?6 OR state IN ('draft', 'supplement-requested'))";

/// One page.
pub async fn page(
    db: &SqlitePool,
    whose: Whose<'_>,
    wanted: &Wanted,
) -> Result<FilingPage, ApiError> {
    let limit = wanted.limit.unwrap_or(PAGE).clamp(1, MAX_PAGE);
    let (at, id) = match wanted.cursor.as_deref() {
        None => (None, None),
        Some(text) => {
            let (at, id) = read_cursor(text).ok_or_else(|| {
                ApiError::malformed("翻页位置无法识别，请刷新列表。", "The cursor cannot be read.")
            })?;
            (Some(at), Some(id))
        }
    };
    let (owner, parties) = match whose {
        Whose::Caller(caller) => {
            let ids: Vec<&str> = caller.parties.iter().map(|party| party.id.as_str()).collect();
            (&caller.person.id, Some(json(&ids)?))
        }
        Whose::Reviewer(reviewer) => (&reviewer.department, None),
    };
    let words = pattern(&wanted.q);
    let state = wanted.state.as_ref().map(word);
    let count = sqlx::AssertSqlSafe(format!("SELECT count(*) AS total {MATCHING}"));
    let rows = sqlx::AssertSqlSafe(format!(
        "SELECT * {MATCHING} AND (?7 IS NULL OR (updated_at, id) < (?7, ?8)) \
         ORDER BY updated_at DESC, id DESC LIMIT ?9"
    ));
    let total: u32 = sqlx::query(count)
        .bind(owner)
        .bind(&parties)
        .bind(&words)
        .bind(&state)
        .bind(&wanted.item)
        .bind(wanted.attention)
        .fetch_one(db)
        .await?
        .try_get("total")?;
    let rows = sqlx::query(rows)
        .bind(owner)
        .bind(&parties)
        .bind(&words)
        .bind(&state)
        .bind(&wanted.item)
        .bind(wanted.attention)
        .bind(at)
        .bind(id)
        .bind(limit + 1)
        .fetch_all(db)
        .await?;
    let mut records = rows.iter().map(Record::from_row).collect::<Result<Vec<_>, _>>()?;
    let more = records.len() > limit as usize;
    records.truncate(limit as usize);
    let next = records.last().filter(|_| more).map(|last| cursor(&last.updated_at, &last.id));
    Ok(FilingPage { filings: records.iter().map(Record::summary).collect(), next, total })
}

/// The `LIKE` pattern for words; empty for none.
fn pattern(words: &str) -> String {
    let words: String = words.trim().chars().take(100).collect();
    if words.is_empty() {
        return String::new();
    }
    let mut pattern = String::from("%");
    for c in words.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn cursor(at: &str, id: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{at}~{id}"))
}

fn read_cursor(text: &str) -> Option<(String, String)> {
    let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (at, id) = plain.split_once('~')?;
    Some((at.to_owned(), id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_and_patterns() {
        let there = cursor("2026-11-24T01:02:03.004Z", "abc");
        assert_eq!(read_cursor(&there), Some(("2026-11-24T01:02:03.004Z".into(), "abc".into())));
        for bad in ["", "!", "YWJj"] {
            assert_eq!(read_cursor(bad), None, "{bad}");
        }
        for (words, expected) in
            [("", ""), ("  ", ""), ("食品", "%食品%"), ("5%_\\", "%5\\%\\_\\\\%")]
        {
            assert_eq!(pattern(words), expected);
        }
    }
}
