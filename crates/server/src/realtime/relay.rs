//! The relay as the rest of the server knows it: the rooms, and what happens to all of them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bangban_contract::grants::{Grant, Part};
use bangban_contract::realtime::{DocumentName, User, UserRole};
use bangban_forms::Model;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use sqlx::Row as _;
use tokio::sync::{Semaphore, mpsc, watch};

use super::Limits;
use super::access::{Access, Who, access};
use super::body;
use super::bucket::Bucket;
use super::content::Content;
use super::log::{self, Append, AppendError, Basis, Carried, Log, Once, Read};
use super::room::{Lease, MemberId, PostError, Room};
use super::seats::{Seat, Seats};
use crate::assistance::denied;
use crate::assistance::rules::Allowed;
use crate::clock::Clock;
use crate::filings::Items;
use crate::session::Key;
use crate::store::Db;

/// Documents that may wait to be compacted; those beyond it are asked for again.
const COMPACTIONS: usize = 64;
/// Sessions whose rates are remembered before those that have all of it back are forgotten.
const REMEMBERED: usize = 10_000;

/// Documents that are read anew at a time for the sake of what somebody asks: it takes a while.
const READINGS: usize = 2;

/// The relay. Cheap to clone; copies share it.
#[derive(Clone, Debug)]
pub struct Relay(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    db: Db,
    clock: Clock,
    limits: Arc<Limits>,
    items: Items,
    log: Log,
    compactions: mpsc::Sender<DocumentName>,
    rooms: Mutex<BTreeMap<DocumentName, Arc<Room>>>,
    members: AtomicU64,
    posts: Mutex<BTreeMap<Key, Bucket>>,
    session_sockets: Seats<Key>,
    person_sockets: Seats<String>,
    waiting: Seats<String>,
    /// Documents that are read anew beside the requests at a time.
    readings: Semaphore,
    /// Sockets that are open.
    sockets: watch::Sender<usize>,
    ending: watch::Sender<bool>,
    /// Makes ids of people that mean nothing outside a filing.
    salt: [u8; 32],
}

/// A socket's place, until dropped.
#[derive(Debug)]
pub(super) struct Place {
    relay: Relay,
    _session: Seat<Key>,
    _person: Seat<String>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.relay.0.sockets.send_modify(|count| *count -= 1);
    }
}

/// The right to wait for something new, until dropped.
#[derive(Debug)]
pub struct Waiter(#[expect(dead_code, reason = "its end is what matters")] Seat<String>);

impl Relay {
    /// Starts the tasks that store and compact.
    pub fn start(db: Db, clock: Clock, limits: Limits, items: Items) -> Self {
        let limits = Arc::new(limits);
        let (compactions, wanted) = mpsc::channel(COMPACTIONS);
        tokio::spawn(log::compact_all(db.clone(), clock.clone(), limits.clone(), wanted));
        Self(Arc::new(Shared {
            log: Log::start(db.clone(), clock.clone(), limits.clone()),
            db,
            clock,
            limits,
            items,
            compactions,
            rooms: Mutex::default(),
            members: AtomicU64::new(0),
            posts: Mutex::default(),
            session_sockets: Seats::default(),
            person_sockets: Seats::default(),
            waiting: Seats::default(),
            readings: Semaphore::new(READINGS),
            sockets: watch::Sender::new(0),
            ending: watch::Sender::new(false),
            salt: rand::random(),
        }))
    }

    /// What may be done how often.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Opens a document, or gives the one that is open. Who may is not asked here.
    pub fn open(&self, name: &DocumentName) -> Lease {
        let mut rooms = self.rooms();
        match rooms.get(name) {
            Some(room) if !room.is_gone() => Lease(room.clone()),
            _ => {
                let room = Arc::new(Room::start(self.clone(), name.clone()));
                rooms.insert(name.clone(), room.clone());
                Lease(room)
            }
        }
    }

    /// Stores the updates of a body of the REST twin, all or none of them, and relays them. Those
    /// of an epoch that is closed are carried over to the current one.
    pub async fn post(
        &self,
        who: Arc<Who>,
        name: &DocumentName,
        body: &Bytes,
        key: Option<String>,
    ) -> Result<(), PostError> {
        let updates = body::updates(body).map_err(|_| PostError::Malformed)?;
        let once = |key| Once { key, hash: body::hash(name, body) };
        let of = log::current_epoch(self.db().read(), name).await;
        let mut current = of.map_err(|_| PostError::Failed)?;
        if current == name.epoch {
            let key = key.clone().map(once);
            match self.open(name).post(who.clone(), updates.clone(), key).await {
                Err(AppendError::Moved(epoch)) => current = epoch,
                stored => return Ok(stored.map(drop)?),
            }
        }
        if current < name.epoch {
            return Err(PostError::Epoch(current));
        }
        let form = match who.helping() {
            Some(_) => self.form_of(&name.filing).await.map_err(|_| PostError::Failed)?,
            None => None,
        };
        let key = key.map(once);
        let (allowed, basis) = (Allowed::default(), Basis::default());
        let append = Append { name: name.clone(), who, updates, key, allowed, basis };
        let Carried { current, updates } =
            log::carry(self.db(), self.clock(), &append, self.limits(), form.as_ref()).await?;
        if !updates.is_empty() {
            self.compact(name.clone());
            let room = self.rooms().get(&current).cloned();
            if let Some(room) = room {
                // One that is gone reads it from the log when it is opened again.
                let _ = Lease(room).carried(updates).await;
            }
        }
        Ok(())
    }

    /// What somebody may do in a filing has changed: it takes effect in each of its open
    /// documents at once. To be called when the change is in the database.
    pub fn filing_changed(&self, filing: &str) {
        let first = DocumentName { filing: filing.to_owned(), part: Part::Answers, epoch: 0 };
        let rooms = self.rooms();
        for (_, room) in rooms.range(first..).take_while(|(name, _)| name.filing == filing) {
            room.grants_changed();
        }
    }

    /// Takes in no more, lets sockets go and sends home who waits: clients connect anew.
    pub fn end(&self) {
        self.0.ending.send_replace(true);
    }

    /// Waits until all sockets are closed, but no longer than this.
    pub async fn ended(&self, at_most: Duration) {
        let mut sockets = self.0.sockets.subscribe();
        let closed = sockets.wait_for(|count| *count == 0);
        if tokio::time::timeout(at_most, closed).await.is_err() {
            tracing::warn!("some sockets were broken off");
        }
    }

    /// Ends when [`Relay::end`] is called.
    pub async fn is_ending(&self) {
        let mut ending = self.0.ending.subscribe();
        // The sender is here: it cannot be gone.
        let _ = ending.wait_for(|ending| *ending).await;
    }

    /// The right to wait for something new; `None` where the person does so too often already.
    pub fn waiter(&self, who: &Who) -> Option<Waiter> {
        self.0.waiting.take(who.person.clone(), self.limits().waiting_of_person).map(Waiter)
    }

    /// Takes one of the session's posts; where none is left, how long until there is one.
    pub fn take_post(&self, session: Key) -> Result<(), Duration> {
        let limits = self.limits();
        let mut posts = self.0.posts.lock().unwrap_or_else(PoisonError::into_inner);
        if posts.len() >= REMEMBERED {
            posts.retain(|_, bucket| !bucket.is_full());
        }
        let fresh = || Bucket::new(limits.post_burst, limits.posts_per_second);
        posts.entry(session).or_insert_with(fresh).try_take()
    }

    /// A place for a socket; `None` where the session or the person has too many, or at the end.
    pub(super) fn place(&self, who: &Who) -> Option<Place> {
        let limits = self.limits();
        let session = self.0.session_sockets.take(who.session, limits.sockets_of_session)?;
        let person = self.0.person_sockets.take(who.person.clone(), limits.sockets_of_person)?;
        let more = |count: &mut usize| {
            let room = *count < limits.sockets && !*self.0.ending.borrow();
            *count += usize::from(room);
            room
        };
        if !self.0.sockets.send_if_modified(more) {
            return None;
        }
        Some(Place { relay: self.clone(), _session: session, _person: person })
    }

    /// An id that no member had before.
    pub(super) fn next_member(&self) -> MemberId {
        MemberId(self.0.members.fetch_add(1, Ordering::Relaxed))
    }

    /// Who someone is to the others in a filing.
    pub fn user(&self, who: &Who, name: &DocumentName) -> User {
        let mut hash = Sha256::new_with_prefix(self.0.salt);
        hash.update(&name.filing);
        hash.update([0]);
        hash.update(&who.person);
        let id = hex::encode(&hash.finalize()[..8]);
        // Strangers see no document: whoever is in one and is no assistant is of the
        // applicant's side.
        let role = if who.assistant.is_some() { UserRole::Assistant } else { UserRole::Applicant };
        User { id, name: who.name.clone(), role }
    }

    /// What somebody may do in a document now.
    pub async fn access(&self, who: &Who, name: &DocumentName) -> Result<Access, sqlx::Error> {
        let now = self.0.clock.now();
        let mut db = self.0.db.read().acquire().await?;
        access(&mut db, who, name, now).await
    }

    /// The same for somebody who opens it: what an assistant reads goes on record.
    pub async fn enter(&self, who: &Who, name: &DocumentName) -> Result<Access, sqlx::Error> {
        let access = self.access(who, name).await?;
        if let Some(helper) = access.helper.as_ref().filter(|_| access.grant > Grant::None) {
            let now = self.0.clock.now();
            helper.reads(&self.0.db, &name.filing, name.part.as_str(), now).await?;
        }
        Ok(access)
    }

    /// Puts on record that an assistant tried on a socket what is not theirs.
    pub(super) async fn denied(&self, who: &Who, name: &DocumentName, what: &str) {
        let Some(assistant) = who.helping() else { return };
        let what = format!("{what} {}", name.part.as_str());
        let now = self.0.clock.now();
        if let Err(error) = denied(&self.0.db, assistant, &name.filing, &what, now).await {
            tracing::error!(cause = %error, "a refusal was not put on record");
        }
    }

    /// The form of a filing's item, where it can be filed still.
    pub(super) async fn form_of(&self, filing: &str) -> Result<Option<Arc<Model>>, sqlx::Error> {
        let row = sqlx::query("SELECT item FROM filing WHERE id = ?").bind(filing);
        let Some(row) = row.fetch_optional(self.0.db.read()).await? else { return Ok(None) };
        let item = self.0.items.find(row.try_get("item")?);
        Ok(item.map(|item| item.model.clone()))
    }

    /// Works something out of a whole document, beside the requests, and a few at a time; nothing
    /// where that fails.
    pub(super) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let _turn = self.0.readings.acquire().await.ok()?;
        tokio::task::spawn_blocking(work).await.ok()
    }

    /// What a document comes to, as one update, where anything came after a cursor. The whole of
    /// it each time: which of its updates came when is not told.
    pub async fn merged(&self, name: &DocumentName, after: i64) -> Result<Read, sqlx::Error> {
        let newest = log::read(self.db(), name, after, usize::MAX).await?;
        if newest.updates.is_empty() {
            return Ok(newest);
        }
        // From the beginning on, that is the whole of it.
        let whole = match after {
            ..=0 => newest,
            _ => log::read(self.db(), name, 0, usize::MAX).await?,
        };
        let Read { updates, cursor, more } = whole;
        // Where that fails, the next one who asks gets it.
        let Some(merged) = self.aside(move || Content::load(&updates).0.whole()).await else {
            return Ok(Read::nothing(after));
        };
        Ok(Read { updates: vec![merged], cursor, more })
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(super) fn log(&self) -> &Log {
        &self.0.log
    }

    /// Asks for a document to be compacted; whether it will be.
    pub(super) fn compact(&self, name: DocumentName) -> bool {
        self.0.compactions.try_send(name).is_ok()
    }

    /// Forgets a room that nobody uses; whether it may end. Who opens it meanwhile has a lease
    /// of it, and then it may not.
    pub(super) fn let_go(&self, name: &DocumentName) -> bool {
        let mut rooms = self.rooms();
        match rooms.get(name) {
            Some(room) if Arc::strong_count(room) > 1 => false,
            _ => {
                rooms.remove(name);
                true
            }
        }
    }

    fn rooms(&self) -> MutexGuard<'_, BTreeMap<DocumentName, Arc<Room>>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
