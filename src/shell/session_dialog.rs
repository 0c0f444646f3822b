//! The session has ended while someone works: sign in again right here and go on. The page
//! below stays as it is, with everything that was filled.

use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::guard::sign_in_address;
use crate::api::{self, config};
use crate::i18n::{shell, t};
use crate::platform::title::here;
use crate::store::session::use_session;
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// The dialog; opens by itself.
pub fn view() -> AnyView {
    let session = use_session();
    dialog(
        session.expired,
        || t(shell::EXPIRED_TITLE).to_owned(),
        move || {
            let address = sign_in_address(&here());
            let is_phone = session.only_filing().is_some();
            let text = if is_phone { shell::PHONE_ENDED } else { shell::EXPIRED_TEXT };
            view! {
                <p>{t(text)}</p>
                <div class="btns">
                    <a class="btn" href=address on:click=move |_| session.expired.set(false)>
                        {t(shell::SIGN_IN_OTHER)}
                    </a>
                    {(!is_phone).then(again)}
                </div>
            }
            .into_any()
        },
    )
}

/// Signs the same person in again: a demo identity is named as the person is; a backend with
/// its own sign-in page is opened there and comes back.
fn again() -> AnyView {
    if config::sign_in().is_some() {
        return ().into_any();
    }
    let (session, toasts) = (use_session(), use_toasts());
    let sign_in = move |_| {
        spawn_local(async move {
            let Some(person) = untrack(|| session.person()) else { return };
            let answer = async {
                let identities = api::session::identities().await?;
                match identities.into_iter().find(|one| one.name == person.name) {
                    Some(identity) => api::session::sign_in(identity.id).await.map(Some),
                    None => Ok(None),
                }
            };
            match answer.await {
                Ok(Some(now)) => session.set(now),
                Ok(None) => {}
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
        });
    };
    view! { <button class="btn main" on:click=sign_in>{t(shell::SIGN_IN_AGAIN)}</button> }
        .into_any()
}
