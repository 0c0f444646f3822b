//! The moves that the rules allow from where a filing stands. The server decides; this only
//! leaves out what it would refuse.

use bangban_contract::Text;
use bangban_contract::filing::{Filing, FilingState};
use bangban_contract::review::{Move, SubmittedAnswers};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::places::places;
use super::supplement;
use crate::api::review;
use crate::i18n::{Message, fill_in, review as words, shell, t};
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// What a move still needs to be told.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    Nothing,
    Reason,
    Points,
    Special,
}

/// A move as a button.
struct Offer {
    name: Message,
    needs: Needs,
    class: &'static str,
    /// Makes the move out of the words and days that were given.
    make: fn(String, u16) -> Move,
}

const ACCEPT: Offer = Offer {
    name: words::ACCEPT,
    needs: Needs::Nothing,
    class: "btn main",
    make: |_, _| Move::Accept,
};
const SUPPLEMENT: Offer =
    // The points are added by their own form.
    Offer {
        name: words::SUPPLEMENT,
        needs: Needs::Points,
        class: "btn",
        make: |_, days| Move::RequestSupplement { points: Vec::new(), days },
    };
const NOT_ACCEPT: Offer = Offer {
    name: words::NOT_ACCEPT,
    needs: Needs::Reason,
    class: "btn danger",
    make: |reason, _| Move::NotAccept { reason: Text::zh(reason) },
};
const START_REVIEW: Offer = Offer {
    name: words::START_REVIEW,
    needs: Needs::Nothing,
    class: "btn main",
    make: |_, _| Move::StartReview,
};
const START_SPECIAL: Offer = Offer {
    name: words::START_SPECIAL,
    needs: Needs::Special,
    class: "btn",
    make: |name, days| Move::StartSpecial { name: Text::zh(name), days },
};
const END_SPECIAL: Offer = Offer {
    name: words::END_SPECIAL,
    needs: Needs::Nothing,
    class: "btn main",
    make: |_, _| Move::EndSpecial,
};
const GRANT: Offer = Offer {
    name: words::GRANT,
    needs: Needs::Nothing,
    class: "btn main",
    make: |_, _| Move::Grant,
};
const REFUSE: Offer = Offer {
    name: words::REFUSE,
    needs: Needs::Reason,
    class: "btn danger",
    make: |reason, _| Move::Refuse { reason: Text::zh(reason) },
};
const DELIVER: Offer = Offer {
    name: words::DELIVER,
    needs: Needs::Nothing,
    class: "btn main",
    make: |_, _| Move::Deliver,
};

fn offers(at: FilingState) -> &'static [Offer] {
    match at {
        FilingState::Submitted => &[ACCEPT, SUPPLEMENT, NOT_ACCEPT],
        FilingState::Accepted => &[START_REVIEW],
        FilingState::UnderReview => &[GRANT, START_SPECIAL, REFUSE],
        FilingState::SpecialProcedure => &[END_SPECIAL],
        FilingState::Granted => &[DELIVER],
        _ => &[],
    }
}

/// The moves. `then` is told after each. Tracked.
pub fn view(
    filing: &Filing,
    submitted: &SubmittedAnswers,
    then: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let offers = offers(filing.summary.state);
    let none = offers.is_empty().then(|| view! { <p class="soft">{t(words::NO_MOVES)}</p> });
    let buttons: Vec<AnyView> =
        offers.iter().map(|offer| button(offer, filing, submitted, then)).collect();
    view! {
        <section class="card stack">
            <h2>{t(words::MOVES)}</h2>
            {none}
            <div class="stack">{buttons}</div>
        </section>
    }
    .into_any()
}

fn button(
    offer: &'static Offer,
    filing: &Filing,
    submitted: &SubmittedAnswers,
    then: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let (id, version) = (filing.summary.id.clone(), filing.version.clone());
    let toasts = use_toasts();
    let act = move |how: Move| {
        open.set(false);
        let (id, version) = (id.clone(), version.clone());
        spawn_local(async move {
            match review::advance(&id, &version, &how).await {
                Ok(_) => untrack(|| toasts.say(fill_in(words::DONE, &[t(offer.name)]))),
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
            // Also after a refusal: something moved meanwhile.
            then();
        });
    };
    let press = {
        let act = act.clone();
        move |_| {
            if offer.needs == Needs::Nothing {
                act((offer.make)(String::new(), 0));
            } else {
                open.set(true);
            }
        }
    };
    let places = places(submitted);
    let body = move || {
        if offer.needs == Needs::Points {
            return supplement::form(&places, open, act.clone());
        }
        let act = act.clone();
        words_form(offer, open, move |text, days| act((offer.make)(text, days)))
    };
    let dialog = (offer.needs != Needs::Nothing)
        .then(|| dialog(open, move || t(offer.name).to_owned(), body));
    view! {
        <button class=offer.class on:click=press>
            {t(offer.name)}
        </button>
        {dialog}
    }
    .into_any()
}

/// Asks for a reason, or for the name and length of a special procedure.
fn words_form(
    offer: &'static Offer,
    open: RwSignal<bool>,
    act: impl Fn(String, u16) + 'static,
) -> AnyView {
    let (text, days, wrong) =
        (RwSignal::new(String::new()), RwSignal::new("5".to_owned()), RwSignal::new(None));
    let special = offer.needs == Needs::Special;
    let confirm = move |_| {
        let words = text.get_untracked().trim().to_owned();
        let count = days.get_untracked().trim().parse().ok().filter(|days| (1..=60).contains(days));
        match (words.is_empty(), count) {
            (true, _) => wrong.set(Some(words::REASON_NEEDED)),
            (false, None) => wrong.set(Some(words::DAYS_NEEDED)),
            (false, Some(count)) => act(words, count),
        }
    };
    let label = if special { words::SPECIAL_NAME } else { words::REASON };
    let length = special.then(|| days_field(days));
    view! {
        <label class="stack tight">
            <span>{t(label)}</span>
            <textarea class="input" on:input=move |event| text.set(event_target_value(&event))></textarea>
        </label>
        {length}
        <p class="why" role="alert">{move || wrong.get().map(t)}</p>
        <div class="btns">
            <button class="btn" on:click=move |_| open.set(false)>
                {t(shell::CANCEL)}
            </button>
            <button class=offer.class on:click=confirm>
                {t(words::CONFIRM)}
            </button>
        </div>
    }
    .into_any()
}

/// Asks for a number of working days.
pub fn days_field(days: RwSignal<String>) -> AnyView {
    view! {
        <label class="stack tight">
            <span>{t(words::DAYS)}</span>
            <input
                class="input short"
                inputmode="numeric"
                prop:value=days
                on:input=move |event| days.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
