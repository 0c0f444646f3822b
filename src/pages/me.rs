//! About oneself, for the phone: who acts for whom, type size, language.

use bangban_markup::view;
use leptos::prelude::*;

use super::filings::news_part;
use crate::i18n::{shell, sign_in as words, t};
use crate::later;
use crate::shell::who;
use crate::store::preferences::use_preferences;
use crate::store::session::use_session;
use crate::ui::page::heading;

crate::later! {
    starting, fetch_me;
    /// `/me`
    pub fn me_page() -> AnyView { page() }
}

fn page() -> AnyView {
    view! {
        <div class="page narrow">
            {move || heading(t(words::ME_TITLE))} <section class="card stack">{person()}</section>
            <section class="card stack">{switches()}</section>
        </div>
    }
    .into_any()
}

fn person() -> AnyView {
    let session = use_session();
    crate::ui::el::child(move || {
        if session.person().is_none() {
            return view! {
                <p>{t(words::ME_NOBODY)}</p>
                <div class="btns">
                    <a class="btn main" href="/sign-in?next=/me">
                        {t(shell::SIGN_IN)}
                    </a>
                </div>
            }
            .into_any();
        }
        let review = session.is_reviewer().then(|| {
            view! {
                <a class="btn" href="/review">
                    {t(shell::REVIEW)}
                </a>
            }
        });
        let news = later::show_beside(|| Box::pin(news_part()));
        view! { {news} {who::choices(|| ())} <div class="btns">{review} {who::sign_out(|| ())}</div> }
            .into_any()
    })
}

fn switches() -> AnyView {
    let preferences = use_preferences();
    view! {
        <h2>{move || t(words::TEXT_SIZE)}</h2>
        <div class="btns">
            <button class="btn" on:click=move |_| preferences.switch_elder()>
                {move || {
                    t(if preferences.elder.get() { shell::ELDER_OFF } else { shell::ELDER_ON })
                }}
            </button>
            <button class="btn" on:click=move |_| preferences.switch_language()>
                {move || t(shell::OTHER_LANGUAGE)}
            </button>
        </div>
    }
    .into_any()
}
