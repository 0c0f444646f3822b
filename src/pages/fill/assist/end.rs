//! Ending it, after it was asked once more: a press beside another button is no wish to end.

use bangban_contract::assistance::{AssistanceState as State, Move};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{assist as words, t};
use crate::ui::dialog::dialog;

pub(super) fn dialog_view(desk: Desk) -> AnyView {
    let open = desk.ending();
    // It may be over meanwhile, by the assistant or by itself.
    Effect::new(move |_| {
        if !matches!(desk.help.state(), Some(State::Active | State::Paused)) {
            open.set(false);
        }
    });
    let end = move |_| {
        open.set(false);
        desk.act(Move::End, None);
    };
    dialog(
        open,
        || t(words::END_TITLE).to_owned(),
        move || {
            view! {
                <p>{t(words::END_TEXT)}</p>
                <div class="btns">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t(words::CANCEL)}
                    </button>
                    <button type="button" class="btn danger" on:click=end>
                        {t(words::END)}
                    </button>
                </div>
            }
            .into_any()
        },
    )
}
