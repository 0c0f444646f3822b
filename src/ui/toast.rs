//! A toast: a short word that something is done. It goes by itself; nothing depends on it.

use bangban_markup::view;
use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::{shell, t};

/// Where toasts are put; a context of the shell.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<(u32, String)>>);

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(6);

impl Toasts {
    /// An empty place.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Shows a toast.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        let mut id = 0;
        self.0.update(|all| {
            id = all.last().map_or(0, |(last, _)| last + 1);
            all.push((id, text));
        });
        set_timeout(move || self.drop(id), STAYS);
    }

    fn drop(self, id: u32) {
        self.0.update(|all| all.retain(|(one, _)| *one != id));
    }

    /// The toasts that are shown now.
    pub fn view(self) -> AnyView {
        let all = move || {
            self.0
                .get()
                .into_iter()
                .map(|(id, text)| {
                    view! {
                        <div class="toast">
                            <span>{text}</span>
                            <button aria-label=t(shell::CLOSE) on:click=move |_| self.drop(id)>
                                "✕"
                            </button>
                        </div>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>()
        };
        view! { <div class="toasts" role="status" aria-live="polite">{all}</div> }.into_any()
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// The toasts of the shell.
pub fn use_toasts() -> Toasts {
    expect_context::<Toasts>()
}
