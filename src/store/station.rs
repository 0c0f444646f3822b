//! An assistant's console, kept up to date for as long as it is shown.

use bangban_contract::assistance::Assistance;
use bangban_contract::assistance::station::{Console, Waiting};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, assistance as api};
use crate::platform::{clock, online};

/// The longest pause before the server is asked again, milliseconds.
const LONGEST_PAUSE: i32 = 15_000;

/// The console; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Station {
    console: RwSignal<Option<Console>>,
    /// Why it is not up to date, while that is so.
    pub failed: RwSignal<Option<ApiError>>,
    /// Seconds since the console came.
    passed: RwSignal<u32>,
    /// The queue, and the own sessions: each moves when one of them does, and not with the time.
    pub waiting: Memo<Vec<Waiting>>,
    /// The booked times to come.
    pub booked: Memo<Vec<Waiting>>,
    /// What the assistant has taken up.
    pub mine: Memo<Vec<Assistance>>,
}

impl Station {
    /// Follows the console under the owner of who shows it.
    pub fn follow() -> Self {
        let console = RwSignal::new(None::<Console>);
        let waiting = Memo::new(move |_| {
            let all = console.with(|now| now.as_ref().map(|now| now.waiting.clone()));
            let mut all = all.unwrap_or_default();
            for one in &mut all {
                one.waited = 0;
            }
            all
        });
        let booked = Memo::new(move |_| {
            console.with(|now| now.as_ref().map(|now| now.booked.clone())).unwrap_or_default()
        });
        let mine = Memo::new(move |_| {
            let all = console.with(|now| now.as_ref().map(|now| now.mine.clone()));
            let mut all = all.unwrap_or_default();
            for one in &mut all {
                (one.waited, one.left) = (0, None);
            }
            all
        });
        let (failed, passed) = (RwSignal::new(None), RwSignal::new(0));
        let station = Self { console, failed, passed, waiting, booked, mine };
        spawn_local(station.ask());
        spawn_local(async move {
            loop {
                clock::sleep(1_000).await;
                if station.passed.try_update(|passed| *passed += 1).is_none() {
                    break;
                }
            }
        });
        station
    }

    async fn ask(self) {
        let (mut after, mut pause) = (None, 1_000);
        while !self.console.is_disposed() {
            match api::console(after).await {
                Ok(now) => {
                    (after, pause) = (Some(now.version), 1_000);
                    self.passed.try_set(0);
                    self.failed.try_set(None);
                    self.console.try_set(Some(now));
                }
                Err(error) => {
                    // The server may have begun anew and count from the start.
                    after = None;
                    self.failed.try_set(Some(error));
                    online::back_or(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Whether anything is known yet. Tracked.
    pub fn is_known(self) -> bool {
        self.console.with(Option::is_some)
    }

    /// Reads something of the console; nothing before it is known. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Console) -> R) -> R {
        self.console.with(|now| now.as_ref().map(read)).unwrap_or_default()
    }

    /// How long a request has waited by now, seconds; nothing before its booked time. Tracked,
    /// moves every second.
    pub fn waited(self, id: &str) -> u32 {
        let at_first = self.read(|now| {
            let one = now.waiting.iter().find(|one| one.id == id)?;
            // Before that time the server alone knows when it comes.
            (one.slot.is_none() || one.waited > 0).then_some(one.waited)
        });
        at_first.map_or(0, |waited| waited + self.passed.get())
    }

    /// How long a session's state still lasts, seconds. Tracked, moves every second.
    pub fn left(self, id: &str) -> Option<u32> {
        let at_first = self.read(|now| now.mine.iter().find(|one| one.id == id)?.left);
        at_first.map(|left| left.saturating_sub(self.passed.get()))
    }
}
