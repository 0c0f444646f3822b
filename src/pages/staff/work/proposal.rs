//! What is proposed for a question, and what the applicant made of it.

use bangban_contract::assistance::Level;
use bangban_contract::assistance::entry::{OUTCOME, Outcome, PROPOSAL, Proposal};
use bangban_markup::view;
use leptos::prelude::*;

use super::line::answer;
use super::lines::Question;
use super::open::Work;
use crate::i18n::{staff as words, t};
use crate::ui::icon::{Icon, icon};

/// The proposals of a question, the assistant's own and those of colleagues before.
pub(super) fn view(work: Work, question: &Question) -> AnyView {
    let (path, question) = (question.path.clone(), question.clone());
    let all = Memo::new(move |_| {
        let mut all = work.assist.entries::<Proposal>(PROPOSAL);
        all.retain(|one| one.about == path);
        let outcomes = work.assist.entries::<Outcome>(OUTCOME);
        let outcome = |of: &str| {
            let found = outcomes.iter().find(|one| one.about == path && one.entry.of == of);
            found.map(|one| one.entry.taken)
        };
        let all = all.into_iter().map(|one| {
            let is_mine = work.assist.is_mine(&one.author);
            (outcome(&one.entry.at), is_mine, one.entry)
        });
        all.collect::<Vec<_>>()
    });
    (move || {
        let all = all.get();
        let all = all
            .into_iter()
            .map(|(taken, is_mine, one)| draw(work, &question, taken, is_mine, &one));
        all.collect::<Vec<_>>()
    })
    .into_any()
}

fn draw(
    work: Work,
    question: &Question,
    taken: Option<bool>,
    is_mine: bool,
    one: &Proposal,
) -> AnyView {
    let text = answer(work, question, &one.value);
    let text = if text.is_empty() { t(words::EMPTY).to_owned() } else { text };
    let (class, sign, told) = match taken {
        Some(true) => ("tag done", Icon::DONE, words::ACCEPTED),
        Some(false) => ("tag", Icon::INFO, words::DECLINED),
        None => ("tag wait", Icon::CLOCK, words::PENDING),
    };
    let (base, key) = (one.base.clone(), question.key);
    let is_open = taken.is_none();
    let stale = move || {
        work.filling.revision.track();
        let now = work.filling.raw(key);
        let now = if now == "" { serde_json::Value::Null } else { now };
        (is_open && now != base).then(|| {
            view! { <span class="tag wait">{icon(Icon::WRONG)} {t(words::STALE)}</span> }
        })
    };
    let path = question.path.clone();
    let back = move || {
        let path = path.clone();
        (is_mine && is_open && work.may(Level::Suggest)).then(|| {
            view! {
                <button
                    type="button"
                    class="btn slim"
                    on:click=move |_| work.assist.take_away(PROPOSAL, &path)
                >
                    {t(words::TAKE_BACK)}
                </button>
            }
        })
    };
    let reason =
        (!one.reason.is_empty()).then(|| view! { <p class="small soft">{one.reason.clone()}</p> });
    view! {
        <div class="proposal">
            <p>
                <span class="small soft">{t(words::PROPOSED)} " "</span>
                <b class="pre">{text}</b>
            </p>
            {reason}
            <p class="tags">
                <span class=class>{icon(sign)} {t(told)}</span>
                {stale}
            </p>
            {back}
        </div>
    }
    .into_any()
}
