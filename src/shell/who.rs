//! Who is signed in and for whom they act: the dialog behind the header's button, and the
//! same as part of the page `/me`.

use bangban_contract::session::Party;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::i18n::{fill_in, pick, shell, t};
use crate::store::session::use_session;
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::text::text;
use crate::ui::toast::use_toasts;

/// The dialog.
pub fn dialog_view(open: RwSignal<bool>) -> AnyView {
    dialog(
        open,
        || t(shell::WHO_TITLE).to_owned(),
        move || {
            view! {
                {choices(move || open.set(false))}
                <div class="btns">
                    {sign_out(move || open.set(false))}
                    <button class="btn" on:click=move |_| open.set(false)>
                        {t(shell::CLOSE)}
                    </button>
                </div>
            }
            .into_any()
        },
    )
}

/// Who is signed in, and the parties to choose from. Tracked.
pub fn choices(then: impl Fn() + Copy + Send + 'static) -> AnyView {
    let session = use_session();
    let name = session.person().map(|person| pick(&person.name)).unwrap_or_default();
    let parties = session.parties();
    let now = session.acting().map(|party| party.id);
    let several =
        (!parties.is_empty()).then(|| view! { <p class="strong">{t(shell::ACT_FOR)}</p> });
    let parties: Vec<AnyView> = parties
        .into_iter()
        .map(|party| {
            let is_now = now.as_deref() == Some(party.id.as_str());
            choice(party, is_now, then)
        })
        .collect();
    // A filing stays of whom it was begun for.
    let other = session.named().filter(|at| now.is_some() && now.as_ref() != Some(&at.id));
    let other = other.map(|at| view! { <p>{fill_in(shell::LOOKED_AT, &[&pick(&at.name)])}</p> });
    view! {
        <p>{fill_in(shell::SIGNED_IN_AS, &[&name])}</p>
        {other}
        {several}
        <div class="choices">{parties}</div>
    }
    .into_any()
}

fn choice(party: Party, is_now: bool, then: impl Fn() + Copy + 'static) -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let (id, name) = (party.id.clone(), party.name.clone());
    let act = move |_| {
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            match api::session::act_for(id).await {
                Ok(now) => {
                    session.set(now);
                    untrack(|| toasts.say(fill_in(shell::NOW_ACTING, &[&pick(&name)])));
                    then();
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
        });
    };
    view! {
        <button class="choice" aria-pressed=is_now.to_string() on:click=act>
            <span class="strong">{text(&party.name)}</span>
            <span class="small soft">{text(&party.relation)}</span>
        </button>
    }
    .into_any()
}

/// The dialog in which one signs out.
#[derive(Clone, Copy)]
pub(super) struct Leaving {
    /// Whether it is there; what is in it comes when it is first asked for.
    pub(super) is_asked: RwSignal<bool>,
    /// Whether it is open.
    pub(super) open: RwSignal<bool>,
}

/// The button that signs out. Tracked.
pub fn sign_out(then: impl Fn() + Copy + Send + 'static) -> AnyView {
    let leaving = expect_context::<Leaving>();
    let out = move |_| {
        then();
        if !leaving.is_asked.get_untracked() {
            leaving.is_asked.set(true);
        }
        leaving.open.set(true);
    };
    view! { <button class="btn" on:click=out>{t(shell::SIGN_OUT)}</button> }.into_any()
}
