//! One assistance as its assistant follows it: it takes effect at once when the applicant, or
//! time, changes it.

use bangban_contract::assistance::{Assistance, AssistanceState as State, RECONNECT};
use bangban_contract::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, assistance as api};
use crate::platform::{clock, online};

/// The longest pause before the server is asked again, milliseconds.
const LONGEST_PAUSE: i32 = 5_000;

/// What there is to show.
#[derive(Clone, PartialEq)]
pub enum Shown {
    /// Nothing is known yet.
    Coming,
    /// The applicant has not answered yet.
    Asked,
    /// The assistant is in this filing.
    Active(String),
    /// Nothing, until the applicant goes on.
    Paused,
    /// It is over.
    Over,
    /// It is not this assistant's, or not any more.
    Gone,
    /// The server could not be asked for so long that nothing may be shown.
    Failed(ApiError),
}

/// The assistance; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Helping {
    now: RwSignal<Option<Assistance>>,
    shown: RwSignal<Shown>,
    /// Whether the server cannot be asked at the moment.
    pub is_away: RwSignal<bool>,
    /// Seconds since it was told.
    passed: RwSignal<u32>,
}

impl Helping {
    /// Follows it under the owner of who shows it.
    pub fn follow(id: String) -> Self {
        let helping = Self {
            now: RwSignal::new(None),
            shown: RwSignal::new(Shown::Coming),
            is_away: RwSignal::new(false),
            passed: RwSignal::new(0),
        };
        spawn_local(helping.ask(id));
        spawn_local(async move {
            loop {
                clock::sleep(1_000).await;
                if helping.passed.try_update(|passed| *passed += 1).is_none() {
                    break;
                }
            }
        });
        helping
    }

    /// None: what stands beside a filing that one works in by a mandate.
    pub fn beside() -> Self {
        Self {
            now: RwSignal::new(None),
            shown: RwSignal::new(Shown::Coming),
            is_away: RwSignal::new(false),
            passed: RwSignal::new(0),
        }
    }

    async fn ask(self, id: String) {
        let (mut after, mut pause) = (None, 500);
        let mut heard = clock::now_ms();
        while !self.now.is_disposed() {
            match api::read(&id, after).await {
                Ok(now) => {
                    (after, pause, heard) = (Some(now.version), 500, clock::now_ms());
                    self.is_away.try_set(false);
                    let is_over = now.state == State::Ended;
                    self.take(now);
                    if is_over {
                        break;
                    }
                }
                Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                    self.show(Shown::Gone);
                    break;
                }
                Err(error) => {
                    after = None;
                    self.is_away.try_set(true);
                    // By then the server has ended it.
                    let is_lost = clock::now_ms() - heard > f64::from(RECONNECT) * 1_000.0;
                    let is_known = self.now.try_get_untracked().flatten().is_some();
                    if is_lost || !is_known || error != ApiError::Unreachable {
                        self.show(Shown::Failed(error));
                    }
                    online::back_or(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Takes what the server says of it.
    fn take(self, now: Assistance) {
        let shown = match (now.state, &now.filing) {
            (State::Active, Some(filing)) => Shown::Active(filing.clone()),
            (State::Paused | State::Active, _) => Shown::Paused,
            (State::Asked, _) => Shown::Asked,
            (State::Ended, _) => Shown::Over,
            (State::Waiting, _) => Shown::Gone,
        };
        self.passed.try_set(0);
        self.now.try_set(Some(now));
        self.show(shown);
    }

    fn show(self, shown: Shown) {
        if self.shown.try_with_untracked(|now| *now != shown) == Some(true) {
            self.shown.set(shown);
        }
    }

    /// What there is to show. Tracked.
    pub fn shown(self) -> Shown {
        self.shown.get()
    }

    /// Reads it; nothing before it is known. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Assistance) -> R) -> R {
        self.now.with(|now| now.as_ref().map(read)).unwrap_or_default()
    }

    /// How long its state still lasts, seconds. Tracked, moves every second.
    pub fn left(self) -> Option<u32> {
        let left = self.read(|now| now.left);
        left.map(|left| left.saturating_sub(self.passed.get()))
    }
}
