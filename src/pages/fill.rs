//! Filling a filing: open what is kept, then one step at a time, then check and submit.

mod around;
mod asked;
mod assist;
mod away;
mod blank;
mod connection;
pub(in crate::pages) mod field;
mod footer;
mod history;
mod layout;
mod materials;
mod open;
mod problems;
mod queued;
mod review;
mod same;
mod share;
mod step;
mod steps;
mod submit;
mod supplement;

pub(in crate::pages) use layout::step_of_materials;
pub(in crate::pages) use materials::files_part;
pub(in crate::pages) use open::commitment;
pub(in crate::pages) use share::OnScreen;

use bangban_contract::form::Prefill;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use crate::api::ApiError;
use crate::i18n::{fill, language, t};
use crate::shell::guard::signed_in_page;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use open::{OpenError, Opened};

crate::later! {
    fill, fetch_fill;
    /// `/filings/:id/fill/:step?`
    pub fn fill_page() -> AnyView { view() }
}

/// What registers gave, for the words below a field.
#[derive(Clone, Copy)]
struct Sources(StoredValue<Vec<Prefill>>);

/// Where the answer of a prefilled field comes from, in words.
fn source_words(key: &str) -> Option<String> {
    let sources = use_context::<Sources>()?;
    sources.0.with_value(|all| {
        let prefill = all.iter().find(|prefill| prefill.key == key)?;
        let source = crate::i18n::pick(&prefill.source);
        let as_of = crate::i18n::when::date(&prefill.as_of);
        Some(crate::i18n::fill_in(fill::SOURCE, &[&source, &as_of]))
    })
}

enum Standing {
    Opening,
    Open(Box<Opened>),
    Failed(OpenError),
}

fn view() -> AnyView {
    signed_in_page(|| {
        let params = use_params_map();
        // One filing is one page: going from step to step keeps everything.
        let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
        (move || filing(id.get())).into_any()
    })
}

fn filing(id: String) -> AnyView {
    let standing = RwSignal::new_local(Standing::Opening);
    let owner = Owner::current();
    let turn = RwSignal::new(0u32);
    let session = crate::store::session::use_session();
    // Signing in again must not open the filing anew: the page holds what is ticked and open.
    let person = untrack(|| session.person()).map(|person| person.id).unwrap_or_default();
    Effect::new({
        let id = id.clone();
        move |_| {
            turn.track();
            let (id, person, owner) = (id.clone(), person.clone(), owner.clone());
            spawn_local(async move {
                let opened = open::open(&person, &id, session.is_kept()).await;
                let set = || {
                    // Nothing begins for a page that has been left meanwhile.
                    if standing.is_disposed() {
                        return;
                    }
                    standing.set(match opened {
                        Ok(data) => Standing::Open(Box::new(data.ready())),
                        Err(error) => Standing::Failed(error),
                    });
                };
                match owner {
                    Some(owner) => owner.with(set),
                    None => set(),
                }
            });
        }
    });
    (move || {
        standing.with(|standing| match standing {
            Standing::Opening => view! {
                <div class="page narrow">
                    <p role="status">{t(fill::OPENING)}</p>
                    {skeleton()}
                </div>
            }
            .into_any(),
            Standing::Open(opened) => {
                provide_context(opened.filling);
                provide_context(opened.uploads);
                provide_context(Sources(opened.prefill));
                let opened = opened.clone();
                let reopen = Callback::new(move |()| turn.update(|turn| *turn += 1));
                // Everything below is written in one language; another one writes it anew.
                (move || {
                    language();
                    steps::page(&opened, reopen)
                })
                .into_any()
            }
            Standing::Failed(error) => refused(error, move || turn.update(|turn| *turn += 1)),
        })
    })
    .into_any()
}

fn refused(error: &OpenError, again: impl Fn() + 'static) -> AnyView {
    let inner = match error {
        OpenError::Api(error) => failure(error, again),
        OpenError::BadForm => failure(&ApiError::Unreadable, again),
        OpenError::NotEditable(id) => notice(
            Tone::Plain,
            t(fill::NOT_EDITABLE),
            "",
            view! {
                <a class="btn main" href=["/filings/", id].concat()>{t(fill::SEE_FILING)}</a>
            }
            .into_any(),
        ),
    };
    view! { <div class="page narrow">{inner}</div> }.into_any()
}
