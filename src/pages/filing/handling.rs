//! Who acts in a filing under a mandate, and how it was (好差评), once it is decided.

use bangban_contract::filing::{Handling, UnderMandate};
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::mandates as api;
use crate::i18n::{assist, fill_in, mandate as words, pick, t, when};
use crate::platform::focus;
use crate::store::session::use_session;
use crate::ui::load::{Load, load};
use crate::ui::rating::rating_by;

/// Both, where there is any of it. What is beside the filing does not stand in its way: where it
/// does not come, nothing is shown.
pub(super) fn view(id: String, party: &str) -> AnyView {
    if use_session().only_filing().is_some() || party.starts_with(bangban_contract::mandate::PARTY)
    {
        return ().into_any();
    }
    let id = StoredValue::new(id);
    let whole = load(move || async move { api::handling(&id.get_value()).await });
    crate::ui::el::child(move || match whole.state.get() {
        Load::Ready(handling) => {
            let again = Callback::new(move |()| whole.again());
            shown(&id.get_value(), &handling, again)
        }
        Load::Waiting | Load::Failed(_) => ().into_any(),
    })
}

/// Who acts in it, with the way to the mandate, as soon as that is known: on the filling pages.
pub(in crate::pages) fn agent(id: String) -> AnyView {
    if use_session().only_filing().is_some() {
        return ().into_any();
    }
    let id = StoredValue::new(id);
    let whole = load(move || async move { api::handling(&id.get_value()).await });
    crate::ui::el::child(move || match whole.state.get() {
        Load::Ready(handling) => handling.under.as_ref().map(under).into_any(),
        Load::Waiting | Load::Failed(_) => ().into_any(),
    })
}

fn under(under: &UnderMandate) -> AnyView {
    let agent = pick(&under.agent);
    let text = match &under.until {
        None => fill_in(words::UNDER, &[&agent]),
        Some(until) => fill_in(words::UNDER_UNTIL, &[&agent, &when::date(until)]),
    };
    view! {
        <p class="notice">
            <span>{text} " "</span>
            <a href=["/mandates/", &under.mandate].concat()>{t(words::SEE_MANDATE)}</a>
        </p>
    }
    .into_any()
}

fn shown(id: &str, handling: &Handling, again: Callback<()>) -> AnyView {
    let under = handling.under.as_ref().map(under);
    let said = handling.rating.as_ref().map(|rating| {
        let level = assist::STARS.get(usize::from(rating.stars).wrapping_sub(1));
        let level = level.map(|level| t(*level)).unwrap_or_default();
        view! { <p class="card rated">{fill_in(words::RATE_DONE, &[level])} " " {rating.text.clone()}</p> }
    });
    let skipped = RwSignal::new(false);
    let id = id.to_owned();
    let ask = handling.may_rate.then_some({
        move || {
            let id = id.clone();
            (!skipped.get()).then(|| {
                let done = Callback::new(move |()| {
                    skipped.set(true);
                    again.run(());
                    focus::rescue(vec!["main h1".to_owned()]);
                });
                let form = rating_by(words::RATE, done, move |rating| {
                    let id = id.clone();
                    Box::pin(async move { api::rate(&id, &rating).await.map(drop) })
                });
                view! { <section class="card no-print">{form}</section> }.into_any()
            })
        }
    });
    view! { {under} {said} {ask} }.into_any()
}
