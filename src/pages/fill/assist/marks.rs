//! What the pre-review (材料预审) found, as one list of all that is to be mended (一次性告知), which the
//! applicant works through.

use bangban_contract::assistance::entry::{
    BACK, Back, DONE, Done, SENT, Sent, SentMark, last_sent,
};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use super::order::Order;
use crate::i18n::{assist as words, fill_in, t, when};
use crate::pages::together::Scene;
use crate::platform::{clock, screen};

/// What was sent last. Marks that were not sent yet are the assistant's.
fn sent(desk: Desk) -> Memo<Option<Sent>> {
    Memo::new(move |_| last(desk))
}

fn last(desk: Desk) -> Option<Sent> {
    let sent = desk.assist.entries::<Sent>(SENT).into_iter();
    let sent = sent.filter(|one| !desk.assist.is_mine(&one.author));
    last_sent(sent.map(|one| one.entry))
}

/// Says of a mark whether the applicant has ticked it. Tracked.
fn ticked(desk: Desk) -> impl Fn(&SentMark) -> bool {
    let done = desk.assist.entries::<Done>(DONE);
    move |mark| {
        let mut own = done.iter().filter(|one| desk.assist.is_mine(&one.author));
        own.any(|one| one.about == mark.about && one.entry.of == mark.at)
    }
}

/// What is to be mended of it, in the form's order.
fn told(desk: Desk, sent: Memo<Option<Sent>>) -> Memo<Vec<SentMark>> {
    Memo::new(move |_| {
        let mut marks = sent.get().map(|sent| sent.marks).unwrap_or_default();
        if !marks.is_empty() {
            let order = Order::of(desk.filling);
            marks.sort_by_cached_key(|mark| order.place(desk.filling, &mark.about));
        }
        marks
    })
}

/// Each with whether it is mended. Tracked.
fn all(desk: Desk, told: Memo<Vec<SentMark>>) -> Vec<(SentMark, bool)> {
    let is_done = ticked(desk);
    told.get()
        .into_iter()
        .map(|mark| (is_done(&mark), mark))
        .map(|(done, mark)| (mark, done))
        .collect()
}

/// When the list was sent, and how much of it is still to be mended, where anything is.
pub(super) fn open(desk: Desk) -> Memo<Option<(String, usize)>> {
    let sent = sent(desk);
    let told = told(desk, sent);
    Memo::new(move |_| {
        let left = all(desk, told).iter().filter(|(_, done)| !done).count();
        sent.get().filter(|_| left > 0).map(|sent| (sent.at, left))
    })
}

/// What is still to be mended at a field. Tracked.
pub(super) fn remarks(desk: Desk) -> Vec<SentMark> {
    let sent = last(desk).map(|sent| sent.marks).unwrap_or_default();
    let done = ticked(desk);
    sent.into_iter().filter(|mark| !done(mark)).collect()
}

/// Ticks it as mended.
fn tick_off(desk: Desk, about: &str, of: &str) {
    let at = clock::instant(clock::now_ms());
    desk.assist.put(DONE, about, &Done { of: of.to_owned(), at });
}

/// An answer that was proposed after the pre-review, at `at`, was taken: what was to be mended
/// there is.
pub(super) fn mended(desk: Desk, about: &str, at: &str) {
    for mark in untrack(|| remarks(desk)) {
        if mark.about == about && *mark.at < *at {
            tick_off(desk, about, &mark.at);
        }
    }
}

/// Tells the submission how much is still to be mended.
pub(super) fn keep(desk: Desk) {
    let open = open(desk);
    Effect::new(move |_| desk.help.tell_to_mend(open.get().map_or(0, |(_, left)| left)));
}

/// The list. It stays when the assistance is over, until all is mended.
pub(super) fn marks(desk: Desk, scene: Scene) -> AnyView {
    let sent = sent(desk);
    let told = told(desk, sent);
    (move || {
        let all = all(desk, told);
        if all.is_empty() {
            return ().into_any();
        }
        let left = all.iter().filter(|(_, done)| !done).count();
        let title = match left {
            0 => t(words::MARKS_DONE).to_owned(),
            left => fill_in(words::MARKS, &[&left.to_string()]),
        };
        // On a phone the form is in sight, and the list behind one press.
        let is_open = left > 0 && !screen::is_narrow();
        let lines = all.into_iter().map(|(mark, done)| line(desk, scene, mark, done));
        let lines = lines.collect::<Vec<_>>();
        view! {
            <details class="help-marks" open=is_open>
                <summary>{title}</summary>
                <ul>{lines}</ul>
            </details>
            // In one place whatever is left, so that the boxes stay what they are.
            {hand_back(desk, sent, told)}
        }
        .into_any()
    })
    .into_any()
}

/// Hands the list back (交回) to who helps, with what is ticked in it; it can be done once more.
/// Where something is not ticked, the first press says so and the next goes on.
fn hand_back(desk: Desk, sent: Memo<Option<Sent>>, told: Memo<Vec<SentMark>>) -> AnyView {
    let back = Memo::new(move |_| {
        let of = sent.get()?.at;
        let all = desk.assist.entries::<Back>(BACK).into_iter();
        let mut all = all.filter(|one| desk.assist.is_mine(&one.author));
        Some(all.find(|one| one.entry.of == of)?.entry.at)
    });
    let asks = RwSignal::new(None::<usize>);
    let press = move |_| {
        let Some(of) = sent.get_untracked().map(|sent| sent.at) else { return };
        let all = untrack(|| all(desk, told));
        let done = all.iter().filter(|(_, done)| *done).count();
        let left = all.len() - done;
        if left > 0 && asks.get_untracked().is_none() {
            return asks.set(Some(left));
        }
        asks.set(None);
        let (done, all) = (done.to_string(), all.len().to_string());
        let said = untrack(|| fill_in(words::BACK_WORDS, &[&done, &all]));
        desk.assist.put(BACK, "", &Back { of, at: clock::instant(clock::now_ms()) });
        desk.assist.say(said, None, None);
    };
    let is_active = Memo::new(move |_| desk.help.is_active());
    let button = move || {
        let name = move || match asks.get() {
            Some(_) => words::BACK_ANYWAY,
            None if back.with(Option::is_some) => words::BACK_AGAIN,
            None => words::BACK,
        };
        is_active.get().then(|| {
            view! {
                <button type="button" class="btn helper slim" on:click=press>
                    {move || t(name())}
                </button>
            }
        })
    };
    let standing = move || match asks.get() {
        Some(left) => Some(fill_in(words::BACK_LEFT, &[&left.to_string()])),
        None => back.get().map(|at| fill_in(words::BACK_AT, &[&when::instant(&at)])),
    };
    view! {
        <div class="row wrap">
            {button}
            <p class="small" role="status">{standing}</p>
        </div>
    }
    .into_any()
}

fn line(desk: Desk, scene: Scene, mark: SentMark, done: bool) -> AnyView {
    let (label, address) =
        desk.where_is(&mark.about).unwrap_or_else(|| (mark.about.clone(), String::new()));
    let spoken = fill_in(words::MARK_DONE, &[&label]);
    let (about, of, to) = (mark.about.clone(), mark.at.clone(), mark.about);
    let go = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        scene.visit(&to);
    };
    let tick = move |event| {
        if event_target_checked(&event) {
            tick_off(desk, &about, &of);
        } else {
            desk.assist.take_away(DONE, &about);
        }
    };
    view! {
        <li>
            <label class="pick">
                <input
                    type="checkbox"
                    aria-label=spoken
                    prop:checked=done
                    on:change=tick
                />
                <span>
                    <b>{label}</b>
                    <br />
                    <span class="pre">{mark.note}</span>
                </span>
            </label>
            <a href=address on:click=go>{t(words::GO_TO)}</a>
        </li>
    }
    .into_any()
}
