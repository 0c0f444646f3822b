//! Undo and redo (撤销、重做): two buttons at the head of the form, and the keys for them.

use bangban_forms::{Key, RowId};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

use super::field::{name_of, row_id};
use super::share;
use crate::i18n::{Message, fill, t};
use crate::platform::focus;
use crate::store::filling::Filling;
use crate::ui::icon::{Icon, icon};

/// Goes back over the person's own changes, or forward again.
#[derive(Clone, Copy)]
pub(super) struct Undo {
    filling: Filling,
    /// The step that is open.
    step: usize,
    /// Goes to a field of another step.
    go: Callback<(usize, String)>,
}

impl Undo {
    pub(super) fn new(filling: Filling, step: usize, go: Callback<(usize, String)>) -> Self {
        Self { filling, step, go }
    }

    /// Undoes or redoes (`again`), and leads to the field that changed.
    fn run(self, again: bool) {
        spawn_local(async move {
            // Before the code for it has come, there is nothing to undo.
            if let Ok(Some((key, row))) = share::undo(self.filling, again).await {
                self.show(key, row);
            }
        });
    }

    fn show(self, key: Key, row: Option<RowId>) {
        let id = row.map_or_else(|| name_of(key), |row| row_id(key, row));
        let step = self.filling.model().field(key.field).step;
        if step == self.step {
            focus::bring(id);
        } else {
            self.go.try_run((step, id));
        }
    }

    /// Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, or with ⌘. The browser's own undo would bring back what
    /// a control showed before, over what has come from elsewhere since.
    pub(super) fn on_key(self, event: &KeyboardEvent) {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.is_composing() {
            return;
        }
        let again = match event.key().as_str() {
            "z" | "Z" => event.shift_key(),
            "y" | "Y" => true,
            _ => return,
        };
        event.prevent_default();
        self.run(again);
    }

    /// The two buttons.
    pub(super) fn buttons(self) -> AnyView {
        let reach = self.filling.journal().reach();
        let one = |again: bool, sign: Icon, words: Message| {
            let there = move || reach.with(|reach| if again { reach.redo } else { reach.undo });
            view! {
                <button
                    type="button"
                    class="btn slim"
                    aria-disabled=move || (!there()).to_string()
                    on:click=move |_| self.run(again)
                >
                    {icon(sign)}
                    {t(words)}
                </button>
            }
            .into_any()
        };
        view! {
            <div class="history" role="group" aria-label=t(fill::HISTORY)>
                {one(false, Icon::BACK, fill::TAKE_BACK)}
                {one(true, Icon::AGAIN, fill::MAKE_AGAIN)}
            </div>
        }
        .into_any()
    }
}
