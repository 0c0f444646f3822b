//! Who is signed in and for whom they act: one for the whole app.

use bangban_contract::session::{Party, Person, Role, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::device;
use crate::api::{self, ApiError};
use crate::platform::{clock, online, storage, title};

/// The session, shared by context; cheap to copy.
#[derive(Clone, Copy)]
pub struct SessionStore {
    session: RwSignal<Option<Session>>,
    /// Why the session could not be asked for, while that is so.
    pub failed: RwSignal<Option<ApiError>>,
    /// Whether the backend forgot a person whom the app still shows: ask to sign in again.
    pub expired: RwSignal<bool>,
    /// Since when the session is known, where it is only known from this device: the backend
    /// does not answer. Milliseconds since 1970.
    kept: RwSignal<Option<f64>>,
    /// The party of the filing that is looked at, where one is.
    at: RwSignal<Option<Party>>,
}

/// When this device noted who was signed in last, while it has the note, so that whoever never
/// signs in does not load what reads it. Says nothing of who it is; a killed browser may forget it.
/// That it changes tells the other tabs that somebody has signed in.
const NOTED: &str = "bangban.noted";
/// Set when somebody signed out here and the backend could not be told.
const LEFT: &str = "bangban.left";
/// Written when somebody signs out here: the other tabs show nothing of them any more.
pub(super) const LEAVING: &str = "bangban.leaving";
/// Kept by a tab that is opened anew because somebody signed out in another.
const LEFT_ELSEWHERE: &str = "bangban.left-elsewhere";
/// How long the backend may take where this device knows who was signed in, milliseconds.
const PATIENCE: i32 = 4_000;

/// The session of the app.
pub fn use_session() -> SessionStore {
    expect_context::<SessionStore>()
}

/// Whether this tab was opened anew because somebody signed out in another; told once.
pub fn was_left_elsewhere() -> bool {
    let was = storage::read_tab(LEFT_ELSEWHERE).is_some();
    storage::write_tab(LEFT_ELSEWHERE, "");
    was
}

impl SessionStore {
    /// A session that is not known yet. Learns of it when the backend says that nobody is
    /// signed in.
    pub fn new() -> Self {
        let store = Self {
            session: RwSignal::new(None),
            failed: RwSignal::new(None),
            expired: RwSignal::new(false),
            kept: RwSignal::new(None),
            at: RwSignal::new(None),
        };
        api::request::on_sign_in_required(move || {
            if store.session.with_untracked(|all| all.as_ref().is_some_and(|s| s.person.is_some()))
            {
                store.expired.set(true);
            }
        });
        let known = storage::read(LEAVING);
        // Heard in the other tabs only.
        let heard = window_event_listener_untyped("storage", move |_| {
            if storage::read(LEAVING) != known {
                storage::clear_tab();
                storage::write_tab(LEFT_ELSEWHERE, "1");
                title::open_anew("/");
            } else if store.expired.get_untracked() {
                spawn_local(store.again());
            }
        });
        on_cleanup(move || heard.remove());
        store
    }

    /// Asks the backend. Where it does not answer, who was signed in here last still is.
    pub fn refresh(self) {
        self.failed.set(None);
        spawn_local(async move {
            if storage::read(LEFT).is_some() && !self.is_told().await {
                return;
            }
            match api::session::get().await {
                Ok(session) => self.back(session),
                Err(error) => self.recall(Some(error)).await,
            }
        });
        if storage::read(NOTED).is_some() {
            spawn_local(async move {
                clock::sleep(PATIENCE).await;
                self.recall(None).await;
            });
        }
    }

    /// Takes who was signed in here last, unless the backend has answered; `error` says that it
    /// will not.
    async fn recall(self, error: Option<ApiError>) {
        let is_known = untrack(|| self.is_known());
        if is_known {
            return;
        }
        let mut found = None;
        if let Ok(coming) = device::recall().await {
            found = coming.await;
        }
        if untrack(|| self.is_known()) {
            return;
        }
        match found {
            Some((session, at)) => {
                self.kept.set(Some(at));
                self.failed.set(None);
                self.session.set(Some(session));
                if let Ok(waiting) = device::wait_for_server(self).await {
                    waiting.await;
                }
            }
            None if error.is_some() => self.failed.set(error),
            None => {}
        }
    }

    /// Tells the backend that somebody has signed out here, where that could not be told then.
    /// Until it is, nobody is signed in.
    async fn is_told(self) -> bool {
        if api::session::sign_out().await.is_ok() {
            storage::forget(LEFT);
            return true;
        }
        self.session.set(Some(Session::default()));
        spawn_local(async move {
            online::back_or(10_000).await;
            self.refresh();
        });
        false
    }

    /// Somebody has signed out here and the backend could not be told: it is told before
    /// anything else is asked.
    pub fn tell_later(self) {
        storage::write(LEFT, "1");
        self.refresh();
    }

    /// The backend answers again after this device spoke for it.
    pub(super) fn back(self, now: Session) {
        if self.kept.get_untracked().is_none() {
            return self.set(now);
        }
        let is_signed_out = now.person.is_none();
        let was_signed_in =
            self.session.with_untracked(|all| all.as_ref().is_some_and(|s| s.person.is_some()));
        if was_signed_in && is_signed_out {
            self.kept.set(None);
            note(&now);
            self.expired.set(true);
        } else {
            self.go_on(now);
        }
    }

    /// Takes a session, unless it is another person's than what is shown: then all is shown anew.
    fn go_on(self, now: Session) {
        let id = |session: &Session| session.person.as_ref().map(|person| person.id.clone());
        let before = self.session.with_untracked(|all| all.as_ref().and_then(id));
        if before.is_some_and(|before| id(&now).is_some_and(|now| now != before)) {
            title::open_anew("/");
        } else {
            self.set(now);
        }
    }

    /// Somebody may have signed in again in another tab.
    async fn again(self) {
        if let Ok(now) = api::session::get().await
            && now.person.is_some()
        {
            self.go_on(now);
        }
    }

    /// Whether the session is only known from this device. Untracked.
    pub fn is_kept(self) -> bool {
        self.kept.get_untracked().is_some()
    }

    /// Takes a session that the backend gave.
    pub fn set(self, session: Session) {
        self.expired.set(false);
        self.failed.set(None);
        self.kept.set(None);
        note(&session);
        self.session.set(Some(session));
    }

    /// Forgets the person, once the backend has.
    pub fn forget(self) {
        let demo = self.session.with_untracked(|session| session.as_ref().is_some_and(|s| s.demo));
        self.set(Session { demo, ..Session::default() });
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

    /// The party to be named at the top: that of the filing that is looked at, or for whom they
    /// act. Tracked.
    pub fn named(self) -> Option<Party> {
        self.at.get().or_else(|| self.acting())
    }

    /// A filing of this party is looked at until what is drawn now is gone.
    pub fn look_at(self, party: &Party) {
        self.at.set(Some(party.clone()));
        on_cleanup(move || {
            self.at.try_set(None);
        });
    }

    /// The one filing that this phone may open, where it joined by a code. Tracked.
    pub fn only_filing(self) -> Option<String> {
        self.session.with(|session| session.as_ref()?.only_filing.clone())
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
        self.is(Role::Reviewer)
    }

    /// Whether an assistant (帮办员) is signed in. Tracked.
    pub fn is_assistant(self) -> bool {
        self.is(Role::Assistant)
    }

    fn is(self, role: Role) -> bool {
        self.session.with(|session| {
            session.as_ref().and_then(|s| s.person.as_ref()).is_some_and(|p| p.role == role)
        })
    }

    /// What a list of filings depends on: the person and the party. Tracked.
    pub fn track(self) {
        self.session.track();
    }
}

/// Notes who is signed in on this device.
fn note(session: &Session) {
    if session.person.is_some() {
        storage::write(NOTED, &clock::instant(clock::now_ms()));
    } else if storage::read(NOTED).is_some() {
        storage::forget(NOTED);
    } else {
        return;
    }
    let session = session.clone();
    spawn_local(async move {
        if let Ok(noting) = device::remember(session).await {
            noting.await;
        }
    });
}

impl Default for SessionStore {
    fn default() -> Self {
        Self::new()
    }
}
