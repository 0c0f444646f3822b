//! Who is signed in and for whom they act: one for the whole app.

use bangban_contract::session::{Party, Person, Role, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};

/// The session, shared by context; cheap to copy.
#[derive(Clone, Copy)]
pub struct SessionStore {
    session: RwSignal<Option<Session>>,
    /// Why the session could not be asked for, while that is so.
    pub failed: RwSignal<Option<ApiError>>,
    /// Whether the backend forgot a person whom the app still shows: ask to sign in again.
    pub expired: RwSignal<bool>,
}

/// The session of the app.
pub fn use_session() -> SessionStore {
    expect_context::<SessionStore>()
}

impl SessionStore {
    /// A session that is not known yet. Learns of it when the backend says that nobody is
    /// signed in.
    pub fn new() -> Self {
        let store = Self {
            session: RwSignal::new(None),
            failed: RwSignal::new(None),
            expired: RwSignal::new(false),
        };
        api::request::on_sign_in_required(move || {
            if store.session.with_untracked(|all| all.as_ref().is_some_and(|s| s.person.is_some()))
            {
                store.expired.set(true);
            }
        });
        store
    }

    /// Asks the backend.
    pub fn refresh(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::session::get().await {
                Ok(session) => self.set(session),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    /// Takes a session that the backend gave.
    pub fn set(self, session: Session) {
        self.expired.set(false);
        self.failed.set(None);
        self.session.set(Some(session));
    }

    /// Forgets the person, once the backend has.
    pub fn forget(self) {
        self.session.update(|session| {
            if let Some(session) = session {
                *session = Session { demo: session.demo, ..Session::default() };
            }
        });
    }

    /// Whether the backend has answered. Tracked.
    pub fn is_known(self) -> bool {
        self.session.with(Option::is_some)
    }

    /// The signed-in person. Tracked.
    pub fn person(self) -> Option<Person> {
        self.session.with(|session| session.as_ref()?.person.clone())
    }

    /// The party for whom they act. Tracked.
    pub fn acting(self) -> Option<Party> {
        self.session.with(|session| session.as_ref()?.acting().cloned())
    }

    /// The parties for whom they may act. Tracked.
    pub fn parties(self) -> Vec<Party> {
        self.session.with(|session| session.as_ref().map(|s| s.parties.clone()).unwrap_or_default())
    }

    /// Whether the backend runs on demo data. Tracked.
    pub fn is_demo(self) -> bool {
        self.session.with(|session| session.as_ref().is_some_and(|s| s.demo))
    }

    /// Whether a reviewer is signed in. Tracked.
    pub fn is_reviewer(self) -> bool {
        self.session.with(|session| {
            session
                .as_ref()
                .and_then(|s| s.person.as_ref())
                .is_some_and(|p| p.role == Role::Reviewer)
        })
    }

    /// What a list of filings depends on: the person and the party. Tracked.
    pub fn track(self) {
        self.session.track();
    }
}

impl Default for SessionStore {
    fn default() -> Self {
        Self::new()
    }
}
