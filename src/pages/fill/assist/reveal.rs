//! Showing the answer of one sensitive field to the assistant, for this session.

use bangban_forms::{Key, words as in_words};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::i18n::{assist as words, fill_in, form_text, t};
use crate::store::regions;
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;

/// The button at the field, and what it asks first.
pub(super) fn reveal(desk: Desk, key: Key, path: String) -> AnyView {
    let is_shown = {
        let path = path.clone();
        Memo::new(move |_| desk.help.told().is_some_and(|told| told.revealed.contains(&path)))
    };
    let asking = RwSignal::new(false);
    let path = StoredValue::new(path);
    let hide = move |_| set(desk, path.get_value(), None);
    let show = move |_| {
        asking.set(false);
        let model = desk.filling.model();
        let raw = desk.filling.raw(key);
        let text = untrack(|| form_text(&in_words(model.field(key.field), &raw, &regions::name)));
        set(desk, path.get_value(), Some(text));
    };
    let button = move || {
        if is_shown.get() {
            return view! {
                <p class="small help-shown" role="status">{t(words::REVEALED)}</p>
                <button type="button" class="btn slim" on:click=hide>{t(words::HIDE)}</button>
            }
            .into_any();
        }
        view! {
            <button
                type="button"
                class="btn slim helper"
                aria-haspopup="dialog"
                on:click=move |_| asking.set(true)
            >
                {t(words::REVEAL)}
            </button>
        }
        .into_any()
    };
    view! {
        {button}
        {dialog(
            asking,
            move || fill_in(words::REVEAL_TITLE, &[&desk.label(key)]),
            move || {
                view! {
                    <p>{t(words::REVEAL_TEXT)}</p>
                    <div class="btns">
                        <button type="button" class="btn" on:click=move |_| asking.set(false)>
                            {t(words::CANCEL)}
                        </button>
                        <button type="button" class="btn main" on:click=show>
                            {t(words::SHOW_IT)}
                        </button>
                    </div>
                }
                    .into_any()
            },
        )}
    }
    .into_any()
}

fn set(desk: Desk, path: String, value: Option<String>) {
    spawn_local(async move {
        if let Err(error) = desk.help.reveal(path, value).await {
            untrack(|| desk.toasts.say(error_words(&error).0));
        }
    });
}
