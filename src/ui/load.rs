//! Something that is fetched: waiting, there, or failed, with a way to try again.

use std::future::Future;
use std::pin::Pin;

use bangban_contract::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notice::{error_words, failure, skeleton};
use super::page::heading;
use crate::api::ApiError;

/// How far it is.
#[derive(Clone)]
pub enum Load<T> {
    /// On its way.
    Waiting,
    /// There.
    Ready(T),
    /// Not to be had.
    Failed(ApiError),
}

/// Something that is fetched.
pub struct Loader<T: Send + Sync + 'static> {
    /// How far it is.
    pub state: RwSignal<Load<T>>,
    turn: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loader<T> {}

/// Fetches now, and again when a signal that `fetch` reads before its first `await` changes.
/// What is shown stays until the new answer is there; the answer of an older turn is dropped.
pub fn load<T, Asked>(fetch: impl Fn() -> Asked + 'static) -> Loader<T>
where
    T: Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiError>> + 'static,
{
    let state = RwSignal::new(Load::Waiting);
    let turn = RwSignal::new(0);
    let asked = StoredValue::new(0_u32);
    each_turn(
        turn,
        asked,
        Box::new(move |now| {
            let answer = fetch();
            Box::pin(async move {
                let answer = answer.await;
                if asked.try_get_value() != Some(now) {
                    return;
                }
                match answer {
                    Ok(value) => drop(state.try_set(Load::Ready(value))),
                    // The dialog asks to sign in again; what is read stays until it is fetched anew.
                    Err(error)
                        if error.code() == Some(ProblemCode::SignInRequired)
                            && matches!(*state.read_untracked(), Load::Ready(_)) => {}
                    Err(error) => drop(state.try_set(Load::Failed(error))),
                }
            })
        }),
    );
    Loader { state, turn }
}

/// A turn: what is fetched, and taken if it is still wanted.
type Turn = Pin<Box<dyn Future<Output = ()>>>;

/// Takes a turn now and whenever a signal changes that `begin` reads. Apart from [`load`], so
/// that it is there once and not for every type.
fn each_turn(turn: RwSignal<u32>, asked: StoredValue<u32>, begin: Box<dyn Fn(u32) -> Turn>) {
    Effect::new(move |_| {
        turn.track();
        let now = asked.get_value().wrapping_add(1);
        asked.set_value(now);
        spawn_local(begin(now));
    });
}

impl<T: Send + Sync + 'static> Loader<T> {
    /// Fetches once more.
    pub fn again(self) {
        self.turn.try_update(|turn| *turn = turn.wrapping_add(1));
    }

    /// Takes a newer value that came another way.
    pub fn set(self, value: T) {
        self.state.set(Load::Ready(value));
    }

    /// Shows it by `view`, and the waiting and failed states by themselves.
    pub fn show(self, view: impl Fn(&T) -> AnyView + Send + 'static) -> AnyView {
        crate::ui::el::child(move || {
            self.state.with(|state| match state {
                Load::Waiting => skeleton(),
                Load::Ready(value) => view(value),
                Load::Failed(error) => failure(error, move || {
                    self.state.set(Load::Waiting);
                    self.again();
                }),
            })
        })
    }

    /// The same where it is the whole page: a failure then has the page's heading.
    pub fn show_page(self, view: impl Fn(&T) -> AnyView + Send + 'static) -> AnyView {
        crate::ui::el::child(move || {
            self.state.with(|state| match state {
                Load::Waiting => skeleton(),
                Load::Ready(value) => view(value),
                Load::Failed(error) => page_failure(error, move || {
                    self.state.set(Load::Waiting);
                    self.again();
                }),
            })
        })
    }
}

/// A failure that stands in place of a page.
fn page_failure(error: &ApiError, again: impl Fn() + 'static) -> AnyView {
    (heading(error_words(error).0), failure(error, again)).into_any()
}
