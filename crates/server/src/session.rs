//! Sessions (会话): who is signed in, on which browser, for whom they act, until when.

mod cookie;
mod identity;
mod phone;
mod token;

use axum::http::{HeaderMap, HeaderValue};
use bangban_contract::session::{DemoIdentity, Party, Person, Role, Session};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;
use tokio::sync::broadcast;

pub use cookie::COOKIE;
pub use identity::{Directory, Identity};
pub use phone::{Joined, PHONE};
pub use token::Key;

use crate::clock::{Clock, date_of, rfc3339};
use crate::http::ApiError;
use crate::mandate::parties_of;
use crate::store::Db;
use token::Token;

/// A session that is not used for this long has ended.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends this long after signing in, used or not.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// Use is noted no oftener than this, so that reading does not write each time.
const NOTED: TimeDelta = TimeDelta::seconds(30);
/// Ends of sessions that a listener may be behind with; who is further behind asks anew.
const ENDS: usize = 256;

/// The sessions of this backend.
#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    clock: Clock,
    directory: Directory,
    demo: bool,
    ends: broadcast::Sender<Key>,
}

/// A session that runs.
#[derive(Clone, Debug)]
pub struct Current {
    /// The signed-in person and whom they may act for.
    pub identity: Identity,
    /// Id of the party for whom they act; none for a reviewer.
    pub acting_for: Option<String>,
    /// The one filing that it is limited to, on a phone. Who lets such a session in has to hold
    /// it to that.
    pub only_filing: Option<String>,
    /// When it ends unless used.
    pub expires_at: DateTime<Utc>,
    key: Key,
}

impl Current {
    /// Under what the server knows the session.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The session, where it is not limited to a filing; 403 otherwise.
    pub fn whole(self) -> Result<Self, ApiError> {
        if self.only_filing.is_none() {
            return Ok(self);
        }
        Err(ApiError::not_allowed().detail(
            "这台手机是扫码打开的，只能填写这一件办件、上传材料。其他操作请在电脑上办理，或在手机上登录后办理。",
            "This phone was opened by a code: it can fill in this one filing and add files. Do other things at the computer, or sign in on the phone.",
        ))
    }

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
            only_filing: self.only_filing.clone(),
            expires_at: Some(rfc3339(self.expires_at)),
            demo,
        }
    }
}

impl Sessions {
    /// Sessions of the people in the directory.
    pub fn new(db: Db, clock: Clock, directory: Directory, demo: bool) -> Self {
        Self { db, clock, directory, demo, ends: broadcast::Sender::new(ENDS) }
    }

    /// The identities to choose from at sign-in; none outside demo mode.
    pub fn offered(&self) -> Vec<DemoIdentity> {
        if self.demo { self.directory.offered() } else { Vec::new() }
    }

    /// The session that the request's cookie names, while it runs.
    pub async fn current(&self, headers: &HeaderMap) -> Result<Option<Current>, ApiError> {
        match cookie::read(headers) {
            Some(token) => self.look(&token.key(), true).await,
            None => Ok(None),
        }
    }

    /// The same, where asking is no use of the session.
    pub async fn peek(&self, headers: &HeaderMap) -> Result<Option<Current>, ApiError> {
        match cookie::read(headers) {
            Some(token) => self.look(&token.key(), false).await,
            None => Ok(None),
        }
    }

    /// The session of this key, while it runs; whether looking counts as using it.
    pub async fn look(&self, key: &Key, used: bool) -> Result<Option<Current>, ApiError> {
        let row = sqlx::query(
            "SELECT identity, acting_for, created_at, seen_at, filing FROM session WHERE id_hash = ?",
        )
        .bind(key.as_slice())
        .fetch_optional(self.db.read())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let now = self.clock.now();
        let created = instant(row.try_get("created_at")?);
        let seen = instant(row.try_get("seen_at")?);
        let only_filing: Option<String> = row.try_get("filing")?;
        let is_phone = only_filing.is_some();
        if now >= expiry(created, seen, is_phone) {
            return Ok(None);
        }
        let Some(identity) = self.directory.find(row.try_get("identity")?) else {
            return Ok(None);
        };
        let (mut identity, acting_for) = (identity.clone(), row.try_get("acting_for")?);
        if is_phone {
            identity.parties.retain(|party| Some(&party.id) == Option::as_ref(&acting_for));
        }
        let mut acting_for: Option<String> = acting_for;
        if !is_phone && identity.person.role == Role::Applicant {
            let mut db = self.db.read().acquire().await?;
            identity.parties.extend(parties_of(&mut db, &identity.person.id, date_of(now)).await?);
            // A mandate that is over leaves them with their own party.
            if !identity.parties.iter().any(|party| Some(&party.id) == acting_for.as_ref()) {
                acting_for = identity.parties.first().map(|party| party.id.clone());
            }
        }
        if used && now - seen >= NOTED {
            sqlx::query("UPDATE session SET seen_at = ? WHERE id_hash = ?")
                .bind(now.timestamp())
                .bind(key.as_slice())
                .execute(self.db.write())
                .await?;
        }
        Ok(Some(Current {
            identity,
            acting_for,
            only_filing,
            expires_at: expiry(created, if used { now } else { seen }, is_phone),
            key: *key,
        }))
    }

    /// The person of this id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.directory.find(id).map(|one| &one.person)
    }

    /// Tells of each session that somebody ends from now on, by its key. One that expires is
    /// not told of: look.
    pub fn watch_ends(&self) -> broadcast::Receiver<Key> {
        self.ends.subscribe()
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
        let old = cookie::read(headers).map(|old| old.key());
        let mut ended = Vec::new();
        if let Some(old) = &old {
            phone::hand_on(&mut tx, old, &token.key(), &identity.person.id).await?;
            ended = phone::end(&mut tx, old).await?;
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
        .bind(token.key().as_slice())
        .bind(&identity.person.id)
        .bind(&acting_for)
        .bind(now.timestamp())
        .bind(now.timestamp())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.tell_ended(ended);
        let mut identity = identity.clone();
        if identity.person.role == Role::Applicant {
            let mut db = self.db.read().acquire().await?;
            identity.parties.extend(parties_of(&mut db, &identity.person.id, date_of(now)).await?);
        }
        let current = Current {
            identity,
            acting_for,
            only_filing: None,
            expires_at: expiry(now, now, false),
            key: token.key(),
        };
        Ok(Some((current, cookie::set(&token))))
    }

    /// Ends the session that the cookie names, if any, with its phones; the header clears the cookie.
    pub async fn sign_out(&self, headers: &HeaderMap) -> Result<HeaderValue, ApiError> {
        if let Some(key) = cookie::read(headers).map(|token| token.key()) {
            let mut tx = self.db.begin().await?;
            let ended = phone::end(&mut tx, &key).await?;
            tx.commit().await?;
            self.tell_ended(ended);
        }
        Ok(cookie::clear())
    }

    fn tell_ended(&self, keys: Vec<Key>) {
        for key in keys {
            // Nobody may be listening.
            let _ = self.ends.send(key);
        }
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
            .bind(current.key.as_slice())
            .execute(self.db.write())
            .await?;
        current.acting_for = Some(party.to_owned());
        Ok(Some(current))
    }
}

/// When a session ends that was last used at `seen`.
fn expiry(created: DateTime<Utc>, seen: DateTime<Utc>, is_phone: bool) -> DateTime<Utc> {
    (seen + IDLE).min(created + if is_phone { PHONE } else { ABSOLUTE })
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
