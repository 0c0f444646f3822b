//! A filing: where it stands, what happens next, and everything that belongs to it.

mod acts;
pub(super) mod handling;
mod later;
pub(crate) mod parts;

use bangban_contract::filing::{Filing, FilingState, TimelineEntry};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use crate::api::{ApiError, filings as api};
use crate::i18n::{assist, filings as words, fill_in, pick, state, t};
use crate::pages::by_phone;
use crate::platform::{clock, online};
use crate::shell::guard::signed_in;
use crate::store::session::use_session;
use crate::ui::load::{Load, Loader, load};
use crate::ui::page::heading;
use crate::ui::tag::state_tag;
use crate::ui::text::text;
use crate::ui::toast::use_toasts;

crate::later! {
    filings, fetch_filing;
    /// `/filings/:id`
    pub fn filing_page() -> AnyView { page() }
}

/// A filing and what happened to it.
type Whole = (Filing, Vec<TimelineEntry>);

/// How often a page that is seen asks whether something moved, milliseconds.
const POLL: i32 = 4_000;

fn page() -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    view! {
        <div class="page">
            <a class="crumb no-print" href="/filings">
                {move || t(words::TITLE)}
            </a>
            {signed_in(move || filing(id))}
        </div>
    }
    .into_any()
}

async fn fetch(id: String) -> Result<Whole, ApiError> {
    let filing = api::get(&id).await?;
    let timeline = api::timeline(&id).await?;
    Ok((filing, timeline))
}

fn filing(id: Memo<String>) -> AnyView {
    let session = use_session();
    let whole = load(move || {
        session.track();
        fetch(id.get())
    });
    keep_up(id, whole);
    let moved = RwSignal::new(0_u32);
    Effect::new(move |before: Option<u32>| {
        let now = moved.get();
        if before.is_some_and(|before| before != now) {
            whole.again();
        }
        now
    });
    // Apart from what is drawn anew when a file comes: the dialog stays open meanwhile.
    let editable = Memo::new(move |_| {
        whole.state.with(|state| match state {
            Load::Ready((filing, _)) if filing.summary.state.is_editable() => {
                Some(filing.summary.id.clone())
            }
            _ => None,
        })
    });
    let phone =
        move || editable.get().map(|id| by_phone::button(&id, by_phone::Follower::Page(moved)));
    // Apart from what is drawn anew when something moves: what is being said of it stays.
    let handled = Memo::new(move |_| {
        whole.state.with(|state| match state {
            Load::Ready((Filing { summary, .. }, _)) => {
                Some((summary.id.clone(), summary.party.id.clone(), summary.state.is_closed()))
            }
            _ => None,
        })
    });
    let handling = move || handled.get().map(|(id, party, _)| handling::view(id, &party));
    view! {
        {whole.show_page(move |(filing, timeline)| show(filing, timeline, whole))}
        <div class="stack">{handling}</div>
        <div class="btns by-phone">{phone}</div>
    }
    .into_any()
}

/// Asks now and then whether something moved, while the page is open, seen, and the filing
/// is with the department. What is read is not redrawn unless it changed.
fn keep_up(id: Memo<String>, whole: Loader<Whole>) {
    let toasts = use_toasts();
    let alive = RwSignal::new(());
    spawn_local(async move {
        loop {
            clock::sleep(POLL).await;
            if alive.is_disposed() {
                return;
            }
            let Some(Load::Ready((known, _))) = whole.state.try_get_untracked() else { continue };
            let at = known.summary.state;
            if !online::visible()
                || at.is_closed() && at != FilingState::Granted
                || at == FilingState::Draft
            {
                continue;
            }
            let Ok(now) = api::get(&known.summary.id).await else { continue };
            let is_still_here =
                id.try_get_untracked().as_deref() == Some(known.summary.id.as_str());
            if !is_still_here || now.version == known.version {
                continue;
            }
            let Ok(timeline) = api::timeline(&known.summary.id).await else { continue };
            let is_new_state = now.summary.state != at;
            let name = untrack(|| t(state::name(now.summary.state)));
            if whole.state.try_set(Load::Ready((now, timeline))).is_none() && is_new_state {
                untrack(|| toasts.say(fill_in(words::MOVED, &[name])));
            }
        }
    });
}

fn show(filing: &Filing, timeline: &[TimelineEntry], whole: Loader<Whole>) -> AnyView {
    let summary = &filing.summary;
    use_session().look_at(&summary.party);
    let receipt = summary.number.is_some().then(|| {
        view! {
            <a class="btn" href=["/filings/", &summary.id, "/receipt"].concat()>
                {t(words::RECEIPT)}
            </a>
        }
    });
    // What was issued is what one comes for; where there is nothing it says so aside.
    let documents = parts::documents(filing);
    let (first, aside) =
        if filing.documents.is_empty() { (None, Some(documents)) } else { (Some(documents), None) };
    view! {
        <header class="stack">
            <p class="soft">{text(&summary.party.name)}</p>
            {heading(pick(&summary.item_name))}
            <div class="tags" role="status">
                {state_tag(summary.state)}
            </div>
        </header>
        <div class="two">
            <div class="stack wide-gap">
                {parts::standing(filing)} {first} {parts::supplement(filing)} {later::view(filing)}
                {parts::progress(timeline, &["/filings/", &summary.id].concat())}
                {parts::attachments(filing)}
            </div>
            <aside class="stack wide-gap">
                <section class="card stack">
                    {parts::facts(filing)}
                    <div class="btns">
                        {receipt}
                        <a class="btn" href=["/filings/", &summary.id, "/record"].concat()>
                            {t(assist::RECORD)}
                        </a>
                        <a class="btn" href=["/items/", &summary.item].concat()>
                            {t(words::GUIDE)}
                        </a>
                    </div>
                </section>
                {aside}
                {acts::view(filing, move || whole.again())}
            </aside>
        </div>
    }
    .into_any()
}
