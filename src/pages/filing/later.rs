//! The materials that are to follow (容缺后补), and how they are handed in.

use bangban_contract::Text;
use bangban_contract::filing::{Filing, FilingState};
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::filings as api;
use crate::i18n::{filings as words, t};
use crate::ui::el::child;
use crate::ui::load::{Load, load};
use crate::ui::text::text;

/// The list, where there is anything on it and the filing still runs. The receipt knows it; where
/// that does not come, nothing is shown.
pub(super) fn view(filing: &Filing) -> AnyView {
    let at = filing.summary.state;
    if at == FilingState::Draft || at.is_closed() {
        return ().into_any();
    }
    let id = StoredValue::new(filing.summary.id.clone());
    let receipt = load(move || async move { api::receipt(&id.get_value()).await });
    child(move || match receipt.state.get() {
        Load::Ready(receipt) if !receipt.later.is_empty() => shown(&receipt.later, at),
        Load::Ready(_) | Load::Waiting | Load::Failed(_) => ().into_any(),
    })
}

fn shown(later: &[Text], at: FilingState) -> AnyView {
    let how = match at {
        FilingState::SupplementRequested => words::LATER_NOW,
        FilingState::Submitted => words::LATER_TOLD,
        _ => words::LATER_ACCEPTED,
    };
    let all: Vec<AnyView> =
        later.iter().map(|name| view! { <li>{text(name)}</li> }.into_any()).collect();
    view! {
        <section class="card stack">
            <h2>{t(words::LATER)}</h2>
            <ul class="list">{all}</ul>
            <p>{t(how)}</p>
        </section>
    }
    .into_any()
}
