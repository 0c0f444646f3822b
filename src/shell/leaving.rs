//! Signing out safely (安全退出): what is only on this device is brought to the server first;
//! where that cannot be, the person decides.

use std::collections::BTreeMap;

use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use crate::i18n::{fill, fill_in, leaving as words, pick, t};
use crate::store::leaving::{Left, bring, leave};
use crate::store::session::use_session;
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

crate::later! {
    device, fetch_leaving;
    /// The dialog; it opens with `open`.
    pub fn leaving_part(open: RwSignal<bool>) -> AnyView { part(open) }
}

/// How far it is.
#[derive(Clone)]
enum Stage {
    Checking,
    /// What is only here, and whether the server answered.
    Left(BTreeMap<String, Left>, bool),
}

fn part(open: RwSignal<bool>) -> AnyView {
    let (session, toasts, navigate) = (use_session(), use_toasts(), use_navigate());
    let stage = RwSignal::new(Stage::Checking);
    let person = move || untrack(|| session.person()).map(|person| person.id).unwrap_or_default();
    let exit = Callback::new(move |wipe: bool| {
        let navigate = navigate.clone();
        spawn_local(async move {
            let person = person();
            stage.set(Stage::Checking);
            match leave(session, &person, wipe).await {
                Ok(_) => {
                    let done = if wipe { words::DONE } else { words::KEPT };
                    untrack(|| toasts.say(t(done)));
                    navigate("/", Default::default());
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
            open.set(false);
        });
    });
    let check = move || {
        stage.set(Stage::Checking);
        spawn_local(async move {
            match bring(&person()).await {
                Ok((left, _)) if left.is_empty() => drop(exit.try_run(true)),
                Ok((left, is_reached)) => stage.set(Stage::Left(left, is_reached)),
                // A device that keeps nothing has nothing to lose.
                Err(_) => drop(exit.try_run(true)),
            }
        });
    };
    Effect::new(move |_| {
        if open.get() {
            check();
        }
    });
    dialog(
        open,
        || t(words::TITLE).to_owned(),
        move || {
            crate::ui::el::child(move || match stage.get() {
                Stage::Checking => view! { <p role="status">{t(words::CHECKING)}</p> }.into_any(),
                Stage::Left(left, is_reached) => choices(&left, is_reached, check, exit, open),
            })
        },
    )
}

fn choices(
    left: &BTreeMap<String, Left>,
    is_reached: bool,
    check: impl Fn() + 'static,
    exit: Callback<bool>,
    open: RwSignal<bool>,
) -> AnyView {
    let lines: Vec<AnyView> = left.values().map(line).collect();
    let offline = (!is_reached).then(|| {
        view! {
            <p>{t(words::OFFLINE)}</p>
            <p class="small soft">{t(words::OFFLINE_EXIT)}</p>
        }
    });
    view! {
        {offline}
        <p>{t(words::NOT_STORED)}</p>
        <ul class="list">{lines}</ul>
        <p class="small soft">{t(words::KEEP_NOTE)}</p>
        <div class="btns">
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t(words::STAY)}
            </button>
            <button type="button" class="btn danger" on:click=move |_| exit.run(true)>
                {t(words::DELETE)}
            </button>
            <button type="button" class="btn" on:click=move |_| exit.run(false)>
                {t(words::KEEP)}
            </button>
            <button type="button" class="btn main" on:click=move |_| check()>
                {t(words::AGAIN)}
            </button>
        </div>
    }
    .into_any()
}

fn line(left: &Left) -> AnyView {
    let name = left.name.as_ref().map_or_else(|| t(words::UNNAMED).to_owned(), pick);
    let mut parts = Vec::new();
    if left.changes > 0 {
        parts.push(fill_in(words::CHANGES, &[&left.changes.to_string()]));
    }
    parts.extend(left.files.iter().map(|file| fill_in(words::FILE, &[file])));
    if left.is_queued {
        parts.push(t(fill::QUEUED).to_owned());
    }
    view! { <li><b>{name}</b> " · " {parts.join(t(words::COMMA))}</li> }.into_any()
}
