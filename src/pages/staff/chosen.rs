//! The request that is chosen: all that is known of it, and taking it up or answering it.

use bangban_contract::assistance::station::Waiting;
use bangban_contract::assistance::{LONGEST_TEXT, Level, Move};
use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::desk::Desk;
use super::{levels, queue, spot};
use crate::api::{ApiError, assistance as api};
use crate::i18n::{pick, shell, staff as words, t, when};
use crate::platform::focus;
use crate::ui::el::child;
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Tone, error_words};

/// The card of the chosen request.
pub(super) fn view(desk: Desk) -> AnyView {
    let now = Memo::new(move |_| {
        let chosen = desk.chosen.get()?;
        desk.station.waiting.with(|all| all.iter().find(|one| one.id == chosen).cloned())
    });
    child(move || now.get().map(|one| card(desk, one)))
}

fn card(desk: Desk, one: Waiting) -> AnyView {
    let title = one.about.item_name.as_ref().map_or_else(|| t(words::ANY_ITEM).to_owned(), pick);
    let question = match &*one.about.question {
        "" => t(words::NO_QUESTION).to_owned(),
        text => text.to_owned(),
    };
    let filing = if one.with_filing { words::WITH_FILING } else { words::WITHOUT_FILING };
    let id = one.id.clone();
    let take_up = claiming(desk);
    let claim = one.with_filing.then(|| {
        view! {
            <button
                class="btn main"
                aria-keyshortcuts="Enter"
                aria-disabled=move || desk.busy.get().to_string()
                on:click=move |_| take_up(id.clone())
            >
                {t(words::CLAIM)}
            </button>
        }
        .into_any()
    });
    let level = one.with_filing.then(|| levels::choose("level", words::LEVEL, desk.level));
    let id = one.id.clone();
    view! {
        <section class="card stack" aria-label=t(words::CHOSEN)>
            <div class="row wrap">
                <h2>{title}</h2>
                <span class="push">{queue::age(desk, &one)}</span>
            </div>
            <p><span class="tag">{icon(Icon::LIST)} {t(filing)}</span></p>
            <div class="facts">
                <dl>
                    {spot::fact(t(words::QUESTION), question)}
                    {spot::facts(&one.about)}
                    {spot::fact(t(words::ASKED_AT), when::instant(&one.asked_at))}
                </dl>
            </div>
            {level}
            <div class="btns">
                {claim}
                <button
                    class="btn"
                    aria-keyshortcuts="r"
                    aria-expanded=move || desk.replies.get().to_string()
                    on:click=move |_| open_reply(desk)
                >
                    {t(words::REPLY)}
                </button>
            </div>
            {move || desk.replies.get().then(|| reply(desk, id.clone()))}
        </section>
    }
    .into_any()
}

/// Shows where an answer is written, and puts the keyboard there.
pub(super) fn open_reply(desk: Desk) {
    desk.replies.set(true);
    request_animation_frame(|| focus::focus_soon("#reply"));
}

/// Takes up a request at the level that is chosen, once at a time. To be made under the page.
pub(super) fn claiming(desk: Desk) -> impl Fn(String) + Clone + 'static {
    let navigate = use_navigate();
    move |id: String| {
        let wanted = desk.level.get_untracked();
        let has_filing = desk
            .station
            .waiting
            .with_untracked(|all| all.iter().any(|one| one.id == id && one.with_filing));
        if !has_filing || desk.busy.get_untracked() {
            return;
        }
        desk.busy.set(true);
        desk.told.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let done = api::act(&id, &Move::Claim { wanted }).await;
            desk.busy.try_set(false);
            match done {
                Ok(_) => navigate(&["/staff/", &id].concat(), Default::default()),
                Err(error) => tell(desk, &error),
            }
        });
    }
}

/// Says why a request was not had.
fn tell(desk: Desk, error: &ApiError) {
    untrack(|| match error.code() {
        Some(ProblemCode::WrongState | ProblemCode::NotFound) => {
            desk.tell(Tone::Wait, t(words::TAKEN), t(words::TAKEN_TEXT));
        }
        _ => {
            let (what, next) = error_words(error);
            desk.tell(Tone::Wrong, what, next);
        }
    });
}

fn reply(desk: Desk, id: String) -> AnyView {
    let (text, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let send = move |_| {
        let words_of_it = text.get_untracked().trim().to_owned();
        wrong.set(words_of_it.is_empty());
        if words_of_it.is_empty() || desk.busy.get_untracked() {
            return;
        }
        desk.busy.set(true);
        let id = id.clone();
        spawn_local(async move {
            // Who answers has it first, so that nobody else answers too.
            let done = match api::act(&id, &Move::Claim { wanted: Level::Look }).await {
                Ok(_) => api::act(&id, &Move::Reply { text: words_of_it }).await,
                Err(error) => Err(error),
            };
            desk.busy.try_set(false);
            match done {
                Ok(_) => untrack(|| desk.tell(Tone::Done, t(words::REPLIED), "")),
                Err(error) => tell(desk, &error),
            }
        });
    };
    view! {
        <div class="stack">
            <label class="stack tight">
                <span>{t(words::REPLY_LABEL)}</span>
                <textarea
                    class="input"
                    id="reply"
                    maxlength=LONGEST_TEXT.to_string()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="why" role="alert">{move || wrong.get().then(|| t(words::REPLY_EMPTY))}</p>
            <div class="btns">
                <button
                    class="btn"
                    on:click=move |_| {
                        desk.replies.set(false);
                        if let Some(id) = desk.chosen.get_untracked() {
                            desk.choose(&id);
                        }
                    }
                >
                    {t(shell::CANCEL)}
                </button>
                <button class="btn main" aria-disabled=move || desk.busy.get().to_string() on:click=send>
                    {t(words::REPLY_SEND)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
