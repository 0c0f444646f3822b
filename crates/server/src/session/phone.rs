//! A phone that joins by a code: its session is the same person's, limited to one filing.

use axum::http::{HeaderMap, HeaderValue};
use bangban_contract::phone::{Phone, Phones};
use bangban_contract::problem::ProblemCode;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, Sqlite, Transaction};

use super::token::{Key, Token};
use super::{Current, Sessions, cookie, expiry, instant};
use crate::clock::rfc3339;
use crate::http::ApiError;

/// A phone's session ends this long after joining, used or not.
pub const PHONE: TimeDelta = TimeDelta::hours(2);
/// Used and expired codes are remembered this long, so that who scans one is told which it is.
const REMEMBERED: TimeDelta = TimeDelta::hours(2);

/// What a code opened.
pub struct Joined {
    /// The session on the device now.
    pub current: Current,
    /// The filing.
    pub filing: String,
    /// The step to open.
    pub step: String,
    /// The new cookie; none where the person was signed in there already.
    pub cookie: Option<HeaderValue>,
}

impl Sessions {
    /// Makes a code for a filing that the caller may open; those made before are void.
    pub async fn offer(
        &self,
        current: &Current,
        filing: &str,
        step: &str,
        valid: TimeDelta,
    ) -> Result<String, ApiError> {
        let (code, now) = (Token::random(), self.clock.now());
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "DELETE FROM phone_code WHERE expires_at < ? OR (filing = ? AND used_at IS NULL)",
        )
        .bind((now - REMEMBERED).timestamp())
        .bind(filing)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO phone_code (hash, session, filing, step, expires_at) \
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(code.key().as_slice())
        .bind(current.key.as_slice())
        .bind(filing)
        .bind(step)
        .bind((now + valid).timestamp())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(code.text())
    }

    /// Uses a code, once. `replace` allows to end a session of somebody else on this device.
    pub async fn join(
        &self,
        headers: &HeaderMap,
        code: &str,
        replace: bool,
    ) -> Result<Joined, ApiError> {
        let code = Token::parse(code).ok_or_else(unknown)?.key();
        let here = self.peek(headers).await?;
        let now = self.clock.now();
        // The transaction has the only pen: of two devices with one code the second finds it used.
        let mut tx = self.db.begin().await?;
        let row = sqlx::query(
            "SELECT c.session, c.filing, c.step, c.expires_at, c.used_at, \
             s.identity, s.created_at, s.seen_at, f.person, f.party \
             FROM phone_code c JOIN session s ON s.id_hash = c.session \
             JOIN filing f ON f.id = c.filing WHERE c.hash = ?",
        )
        .bind(code.as_slice())
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(unknown)?;
        if row.try_get::<Option<i64>, _>("used_at")?.is_some() {
            return Err(used());
        }
        let made = (instant(row.try_get("created_at")?), instant(row.try_get("seen_at")?));
        let person: String = row.try_get("identity")?;
        let is_over = now >= instant(row.try_get("expires_at")?)
            || now >= expiry(made.0, made.1, false)
            || row.try_get::<String, _>("person")? != person;
        if is_over {
            return Err(expired());
        }
        let (filing, party): (String, String) = (row.try_get("filing")?, row.try_get("party")?);
        let identity = self.directory.find(&person).ok_or_else(expired)?.clone();
        if here.as_ref().is_some_and(|here| here.identity.person.id != person) && !replace {
            return Err(someone_else());
        }
        sqlx::query("UPDATE phone_code SET used_at = ? WHERE hash = ?")
            .bind(now.timestamp())
            .bind(code.as_slice())
            .execute(&mut *tx)
            .await?;
        let step = row.try_get("step")?;
        let own = |here: &Current| here.identity.person.id == person && here.only_filing.is_none();
        if let Some(current) = here.filter(own) {
            tx.commit().await?;
            return Ok(Joined { current, filing, step, cookie: None });
        }
        let parent: Vec<u8> = row.try_get("session")?;
        let token = Token::random();
        let ended = match cookie::read(headers).map(|old| old.key()) {
            Some(old) => end(&mut tx, &old).await?,
            None => Vec::new(),
        };
        sqlx::query(
            "INSERT INTO session (id_hash, identity, acting_for, created_at, seen_at, filing, parent) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(token.key().as_slice())
        .bind(&person)
        .bind(&party)
        .bind(now.timestamp())
        .bind(now.timestamp())
        .bind(&filing)
        .bind(&parent)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.tell_ended(ended);
        let current = Current::limited(identity, party, filing.clone(), token.key(), now);
        Ok(Joined { current, filing, step, cookie: Some(cookie::set(&token)) })
    }

    /// Whether the last code of a filing was used, and the phones that are in it.
    pub async fn phones(&self, filing: &str) -> Result<Phones, ApiError> {
        let last = sqlx::query(
            "SELECT used_at FROM phone_code WHERE filing = ? ORDER BY expires_at DESC, \
             used_at IS NOT NULL LIMIT 1",
        )
        .bind(filing)
        .fetch_optional(self.db.read())
        .await?;
        let used: Option<i64> = match last {
            Some(row) => row.try_get("used_at")?,
            None => None,
        };
        let rows = sqlx::query(
            "SELECT created_at, seen_at FROM session WHERE filing = ? ORDER BY created_at",
        )
        .bind(filing)
        .fetch_all(self.db.read())
        .await?;
        let now = self.clock.now();
        let mut phones = Vec::with_capacity(rows.len());
        for row in rows {
            let joined = instant(row.try_get("created_at")?);
            let ends = expiry(joined, instant(row.try_get("seen_at")?), true);
            if ends > now {
                phones.push(Phone { joined_at: rfc3339(joined), expires_at: rfc3339(ends) });
            }
        }
        Ok(Phones { opened_at: used.map(|at| rfc3339(instant(at))), phones })
    }

    /// Ends the phones' sessions of a filing and voids its codes.
    pub async fn end_phones(&self, filing: &str) -> Result<(), ApiError> {
        let mut tx = self.db.begin().await?;
        let ended = sqlx::query("DELETE FROM session WHERE filing = ? RETURNING id_hash")
            .bind(filing)
            .fetch_all(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM phone_code WHERE filing = ?")
            .bind(filing)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        let keys = ended.iter().map(|row| row.try_get("id_hash").map(Key::read));
        self.tell_ended(keys.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect());
        Ok(())
    }
}

/// Ends a session and those of the phones that joined by it; their keys.
pub(super) async fn end(
    tx: &mut Transaction<'_, Sqlite>,
    key: &Key,
) -> Result<Vec<Key>, sqlx::Error> {
    let rows =
        sqlx::query("DELETE FROM session WHERE id_hash = ?1 OR parent = ?1 RETURNING id_hash")
            .bind(key.as_slice())
            .fetch_all(&mut **tx)
            .await?;
    let mut keys = vec![*key];
    for row in rows {
        keys.extend(Key::read(row.try_get("id_hash")?));
    }
    Ok(keys)
}

/// Gives the phones of a session to the one that follows it, where it is the same person's.
pub(super) async fn hand_on(
    tx: &mut Transaction<'_, Sqlite>,
    from: &Key,
    to: &Key,
    person: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE session SET parent = ? WHERE parent = ? AND identity = ?")
        .bind(to.as_slice())
        .bind(from.as_slice())
        .bind(person)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Current {
    fn limited(
        mut identity: super::Identity,
        party: String,
        filing: String,
        key: Key,
        now: DateTime<Utc>,
    ) -> Self {
        identity.parties.retain(|known| known.id == party);
        Self {
            identity,
            acting_for: Some(party),
            only_filing: Some(filing),
            expires_at: expiry(now, now, true),
            key,
        }
    }
}

fn unknown() -> ApiError {
    ApiError::new(ProblemCode::CodeSpent).detail(
        "二维码已失效。请在电脑上点“重新生成”，再扫一次。",
        "This code is not valid any more. Make a new one at the computer and scan it.",
    )
}

fn expired() -> ApiError {
    ApiError::new(ProblemCode::CodeSpent).detail(
        "二维码已过期。请在电脑上点“重新生成”，再扫一次。",
        "This code has expired. Make a new one at the computer and scan it.",
    )
}

fn used() -> ApiError {
    ApiError::new(ProblemCode::CodeSpent).detail(
        "二维码已被使用，每个二维码只能用一次。请在电脑上点“重新生成”再扫；如果不是您本人扫的，请在电脑上点“结束手机办理”。",
        "This code was used already; each works once. Make a new one at the computer. If it was not you who scanned it, press “End on the phone” there.",
    )
}

fn someone_else() -> ApiError {
    ApiError::new(ProblemCode::SomeoneElse).detail(
        "这台手机上登录的是另一个人。继续会先退出那个人的登录。",
        "Somebody else is signed in on this phone. To go on ends their session here.",
    )
}
