//! The pre-review (材料预审): what passes, and what is to be mended with a note.

use std::collections::BTreeMap;

use bangban_contract::assistance::Level;
use bangban_contract::assistance::entry::{
    BACK, Back, DONE, Done, MARK, Mark, SENT, Sent, SentMark, last_sent,
};
use bangban_markup::view;
use leptos::prelude::*;

use super::open::Work;
use crate::i18n::{fill_in, shell, staff as words, t, when};
use crate::platform::{clock, focus};
use crate::ui::icon::{Icon, icon};
use crate::ui::toast::use_toasts;

/// The marks by what they are about, of each the newest. Tracked.
fn all(work: Work) -> BTreeMap<String, Mark> {
    let mut all: BTreeMap<String, Mark> = BTreeMap::new();
    for one in work.assist.entries::<Mark>(MARK) {
        let is_newest = all.get(&one.about).is_none_or(|other| other.at < one.entry.at);
        if is_newest {
            all.insert(one.about, one.entry);
        }
    }
    all
}

fn put(work: Work, about: &str, passes: bool, note: String) {
    let mark = Mark { passes, note, at: clock::instant(clock::now_ms()) };
    work.assist.put(MARK, about, &mark);
    leave_note(work, about);
}

/// The note is not written any more: the keyboard stays at its line.
fn leave_note(work: Work, about: &str) {
    work.noting.set(None);
    focus::rescue(vec![["#", &super::line::id_of(about)].concat()]);
}

/// How many are to be mended in a step. Tracked.
pub(super) fn to_mend_in(work: Work, step: usize) -> usize {
    let model = work.filling.model();
    let materials = crate::pages::fill::step_of_materials(&model);
    let is_in = |about: &str| {
        if about.starts_with("materials/") {
            return materials == Some(step);
        }
        let path: Vec<&str> = about.split('/').collect();
        let key = work.filling.with_state(|state| state.resolve(&path));
        key.is_some_and(|key| model.field(key.field).step == step)
    };
    all(work).iter().filter(|(about, mark)| !mark.passes && is_in(about)).count()
}

/// What is to be mended now, as it would be sent. Tracked.
fn to_send(work: Work) -> Vec<SentMark> {
    let all = all(work).into_iter().filter(|(_, mark)| !mark.passes);
    all.map(|(about, mark)| SentMark { about, note: mark.note, at: mark.at }).collect()
}

/// What was sent last, by whomever of the station. Tracked.
fn sent(work: Work) -> Option<Sent> {
    last_sent(work.assist.entries::<Sent>(SENT).into_iter().map(|one| one.entry))
}

/// How many of what was sent last the applicant says to have mended, of how many, and when they
/// handed it back (交回). Tracked.
fn handed_back(work: Work) -> Option<(usize, usize, String)> {
    let sent = sent(work)?;
    let back = work.assist.entries::<Back>(BACK).into_iter();
    let at = back.filter(|one| one.entry.of == sent.at).map(|one| one.entry.at).max()?;
    let done = work.assist.entries::<Done>(DONE);
    let is_done = |mark: &&SentMark| {
        done.iter().any(|one| one.about == mark.about && one.entry.of == mark.at)
    };
    Some((sent.marks.iter().filter(is_done).count(), sent.marks.len(), at))
}

/// All that is to be mended, told once (一次性告知): the applicant sees it when it is sent, and has a
/// message of it.
pub(super) fn told_once(work: Work) -> AnyView {
    if work.under().is_some() {
        return ().into_any();
    }
    let toasts = use_toasts();
    let count = Memo::new(move |_| to_send(work).len());
    let is_new = Memo::new(move |_| {
        let before = sent(work).map(|sent| sent.marks).unwrap_or_default();
        before != to_send(work)
    });
    let send = move |_| {
        let (marks, before) = untrack(|| (to_send(work), sent(work)));
        let turn = before.map_or(1, |sent| sent.turn.saturating_add(1));
        let told = match marks.len() {
            0 => t(words::SENT_NONE).to_owned(),
            count => fill_in(words::SEND_WORDS, &[&count.to_string()]),
        };
        work.assist.put(SENT, "", &Sent { turn, at: clock::instant(clock::now_ms()), marks });
        work.assist.say(told, None, None);
        toasts.say(t(words::SENT));
        focus::rescue(vec![".told-once".to_owned()]);
    };
    let standing = move || match (is_new.get(), count.get()) {
        (true, _) => Some(t(words::UNSENT)),
        (false, 0) => None,
        (false, _) => Some(t(words::SENT_ALREADY)),
    };
    let back = Memo::new(move |_| handed_back(work));
    let back = move || {
        back.get().map(|(done, all, at)| {
            let at = when::instant(&at);
            let words = fill_in(words::HANDED_BACK, &[&at, &done.to_string(), &all.to_string()]);
            view! { <p class="strong handed-back">{words}</p> }
        })
    };
    view! {
        <div class="stack">
            <div class="small told-once" role="status" tabindex="-1">
                <p>
                    {move || match count.get() {
                        0 => t(words::NONE_TO_MEND).to_owned(),
                        count => fill_in(words::TO_MEND, &[&count.to_string()]),
                    }}
                </p>
                <p class="soft">{standing}</p>
                {back}
            </div>
            {move || {
                (is_new.get() && work.may(Level::Suggest)).then(|| {
                    view! {
                        <button type="button" class="btn helper" on:click=send>
                            {t(words::SEND)}
                        </button>
                    }
                })
            }}
        </div>
    }
    .into_any()
}

/// The two buttons of a mark, for who may suggest; the mark alone for who may look.
pub(super) fn view(work: Work, about: String, label: String) -> AnyView {
    // Who fills in under a mandate does not review what they wrote.
    if work.under().is_some() {
        return ().into_any();
    }
    let mark = {
        let about = about.clone();
        Memo::new(move |_| all(work).remove(&about).map(|mark| mark.passes))
    };
    (move || {
        let (about, label) = (about.clone(), label.clone());
        if work.may(Level::Suggest) {
            buttons(work, about, &label, mark)
        } else {
            (move || mark.get().map(sign)).into_any()
        }
    })
    .into_any()
}

fn sign(passes: bool) -> AnyView {
    if passes {
        view! { <span class="tag done">{icon(Icon::DONE)} {t(words::PASSES)}</span> }.into_any()
    } else {
        view! { <span class="tag wrong">{icon(Icon::WRONG)} {t(words::MEND)}</span> }.into_any()
    }
}

fn buttons(work: Work, about: String, label: &str, mark: Memo<Option<bool>>) -> AnyView {
    let pass = {
        let about = about.clone();
        move |_| {
            if mark.get_untracked() == Some(true) {
                work.assist.take_away(MARK, &about);
            } else {
                put(work, &about, true, String::new());
            }
        }
    };
    let mend = move |_| {
        let before = all_untracked(work, &about);
        let note = before.filter(|mark| !mark.passes).map(|mark| mark.note).unwrap_or_default();
        // The line may be drawn anew while it is written.
        work.noting.set(Some((about.clone(), ArcRwSignal::new(note))));
        request_animation_frame(|| focus::focus_soon(".noting textarea"));
    };
    view! {
        <div class="marks" role="group" aria-label=fill_in(words::MARK_OF, &[label])>
            <button
                type="button"
                class="mark-yes"
                aria-pressed=move || (mark.get() == Some(true)).to_string()
                on:click=pass
            >
                {move || (mark.get() == Some(true)).then(|| icon(Icon::DONE))}
                {t(words::PASSES)}
            </button>
            <button
                type="button"
                class="mark-no"
                aria-pressed=move || (mark.get() == Some(false)).to_string()
                on:click=mend
            >
                {move || (mark.get() == Some(false)).then(|| icon(Icon::WRONG))}
                {t(words::MEND)}
            </button>
        </div>
    }
    .into_any()
}

fn all_untracked(work: Work, about: &str) -> Option<Mark> {
    untrack(|| all(work).remove(about))
}

/// The note of a mark, that the applicant has mended it, and where the note is written.
pub(super) fn note(work: Work, about: String, label: String) -> AnyView {
    // Who fills in under a mandate does not review what they wrote.
    if work.under().is_some() {
        return ().into_any();
    }
    let of = about.clone();
    let told = Memo::new(move |_| {
        let mark = all(work).remove(&of).filter(|mark| !mark.passes)?;
        let done = work.assist.entries::<Done>(DONE);
        let is_done = done.iter().any(|one| one.about == of && one.entry.of == mark.at);
        Some((mark.note, is_done))
    });
    let words = move || {
        told.get().map(|(note, is_done)| {
            let done = is_done.then(|| {
                view! { <span class="tag done">{icon(Icon::DONE)} {t(words::MENDED)}</span> }
            });
            view! { <p class="why">{note} " " {done}</p> }
        })
    };
    let writes = move || {
        let noting = work.noting.get();
        let (_, note) = noting.filter(|(of, _)| *of == about)?;
        Some(write(work, about.clone(), &label, note))
    };
    (words, writes).into_any()
}

fn write(work: Work, about: String, label: &str, note: ArcRwSignal<String>) -> AnyView {
    let note = RwSignal::from(note);
    let wrong = RwSignal::new(false);
    let of = about.clone();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = note.get_untracked().trim().to_owned();
        wrong.set(text.is_empty());
        if !text.is_empty() {
            put(work, &about, false, text);
        }
    };
    view! {
        <form class="noting stack" novalidate aria-label=fill_in(words::MARK_OF, &[label]) on:submit=save>
            <label class="stack tight">
                <span>{t(words::NOTE)}</span>
                <textarea
                    class="input"
                    maxlength="500"
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="why" role="alert">{move || wrong.get().then(|| t(words::NOTE_NEEDED))}</p>
            <div class="btns">
                <button type="button" class="btn slim" on:click=move |_| leave_note(work, &of)>
                    {t(shell::CANCEL)}
                </button>
                <button type="submit" class="btn slim main">{t(words::SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}
