//! The page that the code opens on the phone. The code is in the address after `#`, which no
//! server is told; it is taken out of the address at once.

use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::{ApiError, phone as api};
use crate::i18n::{by_phone as words, fill_in, pick, shell, t};
use crate::platform::title;
use crate::store::session::use_session;
use crate::ui::notice::{Tone, error_words, failure, notice, skeleton};
use crate::ui::page::heading;
use crate::ui::toast::use_toasts;

crate::later! {
    phone, fetch_phone;
    /// `/phone#code`
    pub fn join_page() -> AnyView { page() }
}

#[derive(Clone)]
enum Stage {
    NoCode,
    Joining,
    /// Somebody else is signed in here.
    Asking,
    Failed(ApiError),
}

fn page() -> AnyView {
    let session = use_session();
    let code = StoredValue::new(title::take_fragment().unwrap_or_default());
    let first = if code.with_value(String::is_empty) { Stage::NoCode } else { Stage::Joining };
    let stage = RwSignal::new(first);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let join = Callback::new(move |replace: bool| {
        stage.set(Stage::Joining);
        let navigate = navigate.clone();
        spawn_local(async move {
            match api::join(code.get_value(), replace).await {
                Ok(joined) => {
                    let name = joined.session.person.as_ref().map(|person| pick(&person.name));
                    session.set(joined.session);
                    untrack(|| toasts.say(fill_in(words::WELCOME, &[&name.unwrap_or_default()])));
                    let place = ["/filings/", &joined.filing, "/fill/", &joined.step].concat();
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&place, options);
                }
                Err(error) if error.code() == Some(ProblemCode::SomeoneElse) => {
                    stage.try_set(Stage::Asking);
                }
                Err(error) => drop(stage.try_set(Stage::Failed(error))),
            }
        });
    });
    // Once it is known who is signed in: an answer that came later would undo what is joined.
    let begun = StoredValue::new(false);
    Effect::new(move |_| {
        let is_known = session.is_known() || session.failed.with(Option::is_some);
        let has_code = matches!(stage.get_untracked(), Stage::Joining);
        if is_known && has_code && !begun.get_value() {
            begun.set_value(true);
            join.run(false);
        }
    });
    let shown = move || match stage.get() {
        Stage::NoCode => {
            notice(Tone::Plain, t(words::NO_CODE), t(words::NO_CODE_TEXT), ().into_any())
        }
        Stage::Joining => view! {
            <p role="status">{t(words::JOINING)}</p>
            {skeleton()}
        }
        .into_any(),
        Stage::Asking => {
            let name = session.person().map(|person| pick(&person.name)).unwrap_or_default();
            let then = view! {
                <div class="btns">
                    <a class="btn" href="/">{t(words::STAY)}</a>
                    <button class="btn main" on:click=move |_| join.run(true)>
                        {t(words::REPLACE)}
                    </button>
                </div>
            };
            let title = fill_in(words::OTHER, &[&name]);
            notice(Tone::Wait, title, t(words::OTHER_TEXT), then.into_any())
        }
        Stage::Failed(error) if error.code() == Some(ProblemCode::CodeSpent) => {
            let then = view! { <a class="btn" href="/sign-in">{t(shell::SIGN_IN)}</a> };
            let spent =
                notice(Tone::Wrong, t(words::SPENT), error_words(&error).1, then.into_any());
            view! { <div role="alert">{spent}</div> }.into_any()
        }
        Stage::Failed(error) => failure(&error, move || join.run(false)),
    };
    view! {
        <div class="page narrow">
            {move || heading(t(words::PAGE_TITLE))}
            {shown}
        </div>
    }
    .into_any()
}
