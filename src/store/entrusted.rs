//! A filing under a mandate, as its agent follows it: what narrows or ends the mandate takes effect
//! on the screen as it does at the server.

use bangban_contract::mandate::{Entrusted, MandateAct};
use bangban_contract::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, mandates as api};
use crate::platform::{clock, online};

/// The longest pause before the server is asked again, milliseconds.
const LONGEST_PAUSE: i32 = 5_000;
/// Without an answer for this long, milliseconds, nothing is shown any more.
const PATIENCE: f64 = 60_000.0;

/// What there is to show.
#[derive(Clone, PartialEq)]
pub enum Shown {
    /// Nothing is known yet.
    Coming,
    /// The filing, to work in.
    Open,
    /// It was submitted: how it stands.
    Sent,
    /// The mandate is over, or does not cover the item any more.
    Over,
    /// It cannot be had.
    Failed(ApiError),
}

/// The filing and what one may do in it; cheap to copy.
#[derive(Clone, Copy)]
pub struct Entrusting {
    now: RwSignal<Option<Entrusted>>,
    shown: RwSignal<Shown>,
}

impl Entrusting {
    /// Follows it under the owner of who shows it.
    pub fn follow(filing: String) -> Self {
        let one = Self { now: RwSignal::new(None), shown: RwSignal::new(Shown::Coming) };
        spawn_local(one.ask(filing));
        one
    }

    async fn ask(self, filing: String) {
        let (mut after, mut pause) = (None, 500);
        let mut heard = clock::now_ms();
        while !self.now.is_disposed() {
            match api::entrusted_one(&filing, after).await {
                Ok(now) => {
                    (after, pause, heard) = (Some(now.version), 500, clock::now_ms());
                    self.take(now);
                }
                Err(error) => {
                    let is_lost = clock::now_ms() - heard > PATIENCE || after.is_none();
                    after = None;
                    let is_known = self.now.try_get_untracked().flatten().is_some();
                    let is_gone = error.code() == Some(ProblemCode::NotFound);
                    if is_gone || is_lost && !is_known || clock::now_ms() - heard > PATIENCE {
                        self.show(Shown::Failed(error));
                    }
                    if is_gone {
                        break;
                    }
                    online::back_or(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    fn take(self, now: Entrusted) {
        let shown = match (now.acts.is_empty(), now.filing.state.is_editable()) {
            (true, _) => Shown::Over,
            (false, true) => Shown::Open,
            (false, false) => Shown::Sent,
        };
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
    pub fn read<R: Default>(self, read: impl FnOnce(&Entrusted) -> R) -> R {
        self.now.with(|now| now.as_ref().map(read)).unwrap_or_default()
    }

    /// Whether the mandate allows it now. Tracked.
    pub fn may(self, act: MandateAct) -> bool {
        self.read(|now| now.acts.contains(&act))
    }
}
