//! What an assistant does with a session besides working in it: hand it over, end it.

use bangban_contract::assistance::{Assistant, Move};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::assistance as api;
use crate::i18n::{Message, fill_in, pick, shell, staff as words, t};
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// Makes a move of it, and says what came of it by a toast; `then` follows where it was done.
pub(super) fn make(
    id: String,
    wanted: Move,
    done: impl Fn() -> String + 'static,
    then: impl Fn() + 'static,
) {
    let toasts = use_toasts();
    spawn_local(async move {
        match api::act(&id, &wanted).await {
            Ok(_) => {
                untrack(|| toasts.say(done()));
                then();
            }
            Err(error) => untrack(|| {
                let (what, next) = error_words(&error);
                toasts.say([&what, " ", &next].concat());
            }),
        }
    });
}

/// The button that hands it over, with the choice of a colleague.
pub(super) fn hand_over(
    id: String,
    colleagues: Signal<Vec<Assistant>>,
    then: impl Fn() + Clone + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let body = move || {
        let one = |colleague: &Assistant| {
            let name = pick(&colleague.name);
            let (id, to, then) = (id.clone(), colleague.id.clone(), then.clone());
            let press = move |_| {
                open.set(false);
                let wanted = Move::HandOver { to: to.clone() };
                make(id.clone(), wanted, || t(words::HANDED_OVER).to_owned(), then.clone());
            };
            view! {
                <button class="choice" on:click=press>
                    {fill_in(words::HAND_OVER_TO, &[&name, &colleague.number])}
                </button>
            }
            .into_any()
        };
        let all: Vec<AnyView> = colleagues.with(|all| all.iter().map(one).collect());
        let none = all.is_empty().then(|| view! { <p>{t(words::NO_COLLEAGUE)}</p> });
        view! {
            <p class="soft">{t(words::HAND_OVER_TEXT)}</p>
            {none}
            <div class="choices">{all}</div>
            {cancel(open, ().into_any())}
        }
        .into_any()
    };
    with_dialog(open, words::HAND_OVER, "btn hand-over", body)
}

/// The button that ends it, after it was asked once more.
pub(super) fn end(id: String, then: impl Fn() + Clone + Send + Sync + 'static) -> AnyView {
    let open = RwSignal::new(false);
    let body = move || {
        let (id, then) = (id.clone(), then.clone());
        let press = move |_| {
            open.set(false);
            make(id.clone(), Move::End, || t(words::ENDED).to_owned(), then.clone());
        };
        let go = view! {
            <button class="btn danger" on:click=press>
                {t(words::END)}
            </button>
        };
        view! {
            <p>{t(words::END_TEXT)}</p>
            {cancel(open, go.into_any())}
        }
        .into_any()
    };
    with_dialog(open, words::END, "btn danger ends-it", body)
}

/// A button, and the dialog that it opens.
pub(super) fn with_dialog(
    open: RwSignal<bool>,
    name: Message,
    class: &'static str,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    view! {
        <button class=class aria-haspopup="dialog" on:click=move |_| open.set(true)>
            {t(name)}
        </button>
        {dialog(open, move || t(name).to_owned(), body)}
    }
    .into_any()
}

/// The last line of a dialog.
pub(super) fn cancel(open: RwSignal<bool>, go: AnyView) -> AnyView {
    view! {
        <div class="btns">
            <button class="btn" on:click=move |_| open.set(false)>
                {t(shell::CANCEL)}
            </button>
            {go}
        </div>
    }
    .into_any()
}
