//! What always stands above the filing: whose it is, what the assistant may do, and the way out.

use bangban_contract::assistance::{Level, Move};
use bangban_markup::view;
use leptos::prelude::*;

use super::open::Work;
use crate::i18n::{fill_in, pick, staff as words, t};
use crate::pages::staff::{minutes, moves};
use crate::pages::together::{Scene, strip, tools};
use crate::ui::chat::Talk;
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Tone, notice};

/// The bar.
pub(super) fn view(work: Work, scene: Scene) -> AnyView {
    let helping = work.helping;
    let name = move || helping.read(|now| now.applicant.as_ref().map(pick));
    let title = move || super::title(helping);
    let level = move || fill_in(words::ACTIVE, &[t(words::level(work.level.get()))]);
    let left = move || helping.left().map(|left| fill_in(words::LEFT, &[&minutes(left)]));
    let sees = move || fill_in(words::SEES, &[t(words::level_means(work.level.get()))]);
    let away = move || {
        helping.is_away.get().then(|| notice(Tone::Wrong, t(words::AWAY), "", ().into_any()))
    };
    // A count of what is there when one comes is no news.
    let known = StoredValue::new(None::<usize>);
    let said = Memo::new(move |before: Option<&String>| {
        let all = work.assist.messages();
        // Who had it before has talked too, and is no news.
        let is_staff = |author: &str| {
            work.assist.is_mine(author)
                || work.colleagues.with(|all| all.iter().any(|one| one.id == author))
        };
        let mut theirs = all.iter().filter(|one| !is_staff(&one.author));
        let (count, last) = (theirs.clone().count(), theirs.next_back());
        let news = known.get_value().is_some_and(|known| known < count);
        known.set_value(Some(count));
        match last.filter(|_| news) {
            Some(last) => {
                let name = untrack(|| Talk::name(&work, &last.author));
                untrack(|| fill_in(words::NEW_SAID, &[&name, &count.to_string()]))
            }
            None => before.cloned().unwrap_or_default(),
        }
    });
    let id = work.id();
    view! {
        <header class="work-bar card">
            <div class="row wrap">
                <p>
                    <span class="soft">{name}</span>
                    <br />
                    <b>{title}</b>
                </p>
                <p class="push tags">
                    <span class="tag helper" role="status">
                        {icon(Icon::DONE)}
                        {level}
                    </span>
                    <span class="tag num">{icon(Icon::CLOCK)} {left}</span>
                </p>
                <div class="btns">
                    {want(work)}
                    {moves::hand_over(id.clone(), work.colleagues.into(), || {})}
                    {moves::end(id, || {})}
                </div>
            </div>
            <div role="status">{move || wanted(work)} {away}</div>
            <p class="unseen" role="status">{move || said.get()}</p>
            <div class="row wrap together-row">{strip(scene)} {tools(scene)}</div>
        </header>
        <div class="stack tight">
            <p class="small soft">{sees}</p>
            {question(work)}
        </div>
    }
    .into_any()
}

/// What was asked, and the way there.
fn question(work: Work) -> AnyView {
    let about = untrack(|| work.helping.read(|now| Some(now.about.clone()))).unwrap_or_default();
    if about.question.is_empty() {
        return ().into_any();
    }
    let go = about.field.as_deref().and_then(|field| {
        let path: Vec<&str> = field.split('/').collect();
        let key = work.filling.with_state(|state| state.resolve(&path))?;
        let step = work.filling.model().field(key.field).step;
        let address = [&work.address(step), "#", &super::line::id_of(field)].concat();
        Some(view! { <a href=address>{t(words::SHOW_FIELD)}</a> })
    });
    view! {
        <p>
            {fill_in(words::THEY_ASKED, &[&about.question])} " " {go}
        </p>
    }
    .into_any()
}

/// That another level was asked for. Tracked.
fn wanted(work: Work) -> Option<AnyView> {
    let wanted = work.helping.read(|now| now.wanted).filter(|wanted| *wanted > work.level.get());
    wanted.map(|wanted| {
        let told = fill_in(words::WANTED, &[t(words::level(wanted))]);
        view! { <p class="tag wait">{icon(Icon::CLOCK)} {told}</p> }.into_any()
    })
}

/// The button for another level: a lower one at once, a higher one by the applicant.
fn want(work: Work) -> AnyView {
    let open = RwSignal::new(false);
    let body = move || {
        let now = work.level.get();
        let others = Level::ALL.into_iter().filter(|level| *level != now);
        let one = |level: Level| {
            let is_lower = level < now;
            let press = move |_| {
                open.set(false);
                let (wanted, told) = if is_lower {
                    (Move::ChangeLevel { level }, words::LOWERED)
                } else {
                    (Move::Want { wanted: level }, words::WANTED)
                };
                let done = move || fill_in(told, &[t(words::level(level))]);
                moves::make(work.id(), wanted, done, || {});
            };
            let name = if is_lower { words::LOWER } else { words::RAISE };
            view! {
                <button class="choice" on:click=press>
                    <span class="strong">{fill_in(name, &[t(words::level(level))])}</span>
                    <span class="small soft">{t(words::level_means(level))}</span>
                </button>
            }
            .into_any()
        };
        let all: Vec<AnyView> = others.map(one).collect();
        view! {
            <p class="soft">{t(words::WANT_TEXT)}</p>
            <div class="choices">{all}</div>
            {moves::cancel(open, ().into_any())}
        }
        .into_any()
    };
    moves::with_dialog(open, words::WANT, "btn slim", body)
}
