//! Sessions (会话): who is signed in, on which browser, for whom they act, until when.

mod cookie;
mod identity;
mod token;

use axum::http::{HeaderMap, HeaderValue};
use bangban_contract::session::{DemoIdentity, Party, Session};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;

pub use cookie::COOKIE;
pub use identity::{Directory, Identity};

use crate::clock::{Clock, rfc3339};
use crate::http::ApiError;
use crate::store::Db;
use token::{Hash, Token};

/// A session that is not used for this long has ended.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends this long after signing in, used or not.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// Use is noted no oftener than this, so that reading does not write each time.
const NOTED: TimeDelta = TimeDelta::seconds(30);

/// The sessions of this backend.
#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    clock: Clock,
    directory: Directory,
    demo: bool,
}

/// A session that runs.
#[derive(Clone, Debug)]
pub struct Current {
    /// The signed-in person and whom they may act for.
    pub identity: Identity,
    /// Id of the party for whom they act; none for a reviewer.
    pub acting_for: Option<String>,
    /// When it ends unless used.
    pub expires_at: DateTime<Utc>,
    hash: Hash,
}

impl Current {
    /// The party for whom they act.
    pub fn acting(&self) -> Option<&Party> {
        let id = self.acting_for.as_deref()?;
        self.identity.parties.iter().find(|party| party.id == id)
    }

    /// As the contract tells it.
    pub fn describe(&self, demo: bool) -> Session {
        Session {
            person: Some(self.identity.person.clone()),
            acting_for: self.acting().map(|party| party.id.clone()),
            parties: self.identity.parties.clone(),
            expires_at: Some(rfc3339(self.expires_at)),
            demo,
        }
    }
}

impl Sessions {
    /// Sessions of the people in the directory.
    pub fn new(db: Db, clock: Clock, directory: Directory, demo: bool) -> Self {
        Self { db, clock, directory, demo }
    }

    /// The identities to choose from at sign-in; none outside demo mode.
    pub fn offered(&self) -> Vec<DemoIdentity> {
        if self.demo { self.directory.offered() } else { Vec::new() }
    }

    /// The session that the request's cookie names, while it runs.
    pub async fn current(&self, headers: &HeaderMap) -> Result<Option<Current>, ApiError> {
        let Some(token) = cookie::read(headers) else { return Ok(None) };
        let hash = token.hash();
        let row = sqlx::query(
            "SELECT identity, acting_for, created_at, seen_at FROM session WHERE id_hash = ?",
        )
        .bind(hash.as_slice())
        .fetch_optional(self.db.read())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let now = self.clock.now();
        let created = instant(row.try_get("created_at")?);
        let seen = instant(row.try_get("seen_at")?);
        if now >= expiry(created, seen) {
            return Ok(None);
        }
        let Some(identity) = self.directory.find(row.try_get("identity")?) else {
            return Ok(None);
        };
        if now - seen >= NOTED {
            sqlx::query("UPDATE session SET seen_at = ? WHERE id_hash = ?")
                .bind(now.timestamp())
                .bind(hash.as_slice())
                .execute(self.db.write())
                .await?;
        }
        Ok(Some(Current {
            identity: identity.clone(),
            acting_for: row.try_get("acting_for")?,
            expires_at: expiry(created, now),
            hash,
        }))
    }

    /// Signs in as an offered identity. The browser gets an id that nobody has seen before,
    /// and what it had is void (session fixation). `None` where it is not offered.
    pub async fn sign_in(
        &self,
        headers: &HeaderMap,
        identity: &str,
    ) -> Result<Option<(Current, HeaderValue)>, ApiError> {
        let identity = self.directory.find(identity).filter(|_| self.demo);
        let Some(identity) = identity else { return Ok(None) };
        let token = Token::random();
        let now = self.clock.now();
        let acting_for = identity.parties.first().map(|party| party.id.clone());
        let mut tx = self.db.begin().await?;
        if let Some(old) = cookie::read(headers) {
            sqlx::query("DELETE FROM session WHERE id_hash = ?")
                .bind(old.hash().as_slice())
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query("DELETE FROM session WHERE created_at < ? OR seen_at < ?")
            .bind((now - ABSOLUTE).timestamp())
            .bind((now - IDLE).timestamp())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO session (id_hash, identity, acting_for, created_at, seen_at) \
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(token.hash().as_slice())
        .bind(&identity.person.id)
        .bind(&acting_for)
        .bind(now.timestamp())
        .bind(now.timestamp())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        let current = Current {
            identity: identity.clone(),
            acting_for,
            expires_at: expiry(now, now),
            hash: token.hash(),
        };
        Ok(Some((current, cookie::set(&token))))
    }

    /// Ends the session that the cookie names, if any; the header clears the cookie.
    pub async fn sign_out(&self, headers: &HeaderMap) -> Result<HeaderValue, ApiError> {
        if let Some(token) = cookie::read(headers) {
            sqlx::query("DELETE FROM session WHERE id_hash = ?")
                .bind(token.hash().as_slice())
                .execute(self.db.write())
                .await?;
        }
        Ok(cookie::clear())
    }

    /// Acts for another of the person's own parties from now on. `None` where it is not theirs.
    pub async fn act_for(
        &self,
        mut current: Current,
        party: &str,
    ) -> Result<Option<Current>, ApiError> {
        if !current.identity.parties.iter().any(|known| known.id == party) {
            return Ok(None);
        }
        sqlx::query("UPDATE session SET acting_for = ? WHERE id_hash = ?")
            .bind(party)
            .bind(current.hash.as_slice())
            .execute(self.db.write())
            .await?;
        current.acting_for = Some(party.to_owned());
        Ok(Some(current))
    }
}

/// When a session ends that was last used at `seen`.
fn expiry(created: DateTime<Utc>, seen: DateTime<Utc>) -> DateTime<Utc> {
    (seen + IDLE).min(created + ABSOLUTE)
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
