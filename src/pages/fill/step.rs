//! One step of the form.

use std::rc::Rc;

use bangban_forms::{Located, Model, NodeId, NodeKind, RowId};
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::field::listen::{on_click, on_focus_out, on_input};
use super::footer::footer;
use super::history::Undo;
use super::layout::node;
use super::open::Opened;
use super::problems;
use super::steps::{FROM_REVIEW, Place};
use crate::i18n::{fill, fill_in, form_text, t};
use crate::later::{self, Coming};
use crate::platform::{clock, event, focus};
use crate::store::filling::Filling;
use crate::ui::page::heading;

/// Fields that are built before the first paint of a step; the rest follow frame by frame.
const AT_ONCE: usize = 24;
/// What is spent in a frame on the rest, milliseconds: what is typed meanwhile still has its turn.
const BUDGET: f64 = 10.0;

pub(super) fn step(
    opened: &Opened,
    place: Place,
    index: usize,
    steps: Memo<Vec<usize>>,
) -> AnyView {
    let (filling, uploads) = (opened.filling, opened.uploads);
    filling.see(Some(index));
    let model = filling.model();
    let problems = RwSignal::new(Vec::<Located>::new());
    let navigate = use_navigate();
    let undo = {
        let navigate = navigate.clone();
        let go = move |(step, id): (usize, String)| {
            let address = [&place.address(Some(step)), "#", &id].concat();
            navigate(&address, Default::default());
        };
        Undo::new(filling, index, Callback::new(go))
    };
    let (before, after) = steps.with_untracked(|steps| {
        let at = steps.iter().position(|step| *step == index).unwrap_or_default();
        (at.checked_sub(1).map(|at| steps[at]), at)
    });
    let from_review = use_query_map().with_untracked(|query| query.get(FROM_REVIEW).is_some());
    let go_on = move || {
        let found = filling.attempt(Some(index));
        if found.is_empty() && !uploads.asks_for_more() {
            let next = steps.with_untracked(|steps| steps.get(after + 1).copied());
            let next = next.filter(|_| !from_review);
            navigate(&place.address(next), Default::default());
        } else {
            problems.set(found);
            focus::focus_soon(".problems");
        }
    };
    let prefilled = (opened.prefilled > 0 && before.is_none()).then(|| {
        view! {
            <p class="notice done">
                {fill_in(fill::PREFILLED, &[&opened.prefilled.to_string()])}
            </p>
        }
    });
    let last = from_review || steps.with_untracked(|steps| after + 1 == steps.len());
    let label = form_text(&model.steps()[index].label);
    let opened_at = clock::now_ms();
    arrive();
    // A field that went away while something was composed in it did not say that it ended.
    filling.composing(false);
    view! {
        <form
            class="form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                go_on();
            }
            on:input=move |event| on_input(filling, &event)
            on:focusout=move |event| on_focus_out(filling, &event)
            on:click=move |event| {
                if is_echo(&event, opened_at) {
                    event.prevent_default();
                } else {
                    on_click(filling, &event);
                }
            }
            on:keydown=move |event| undo.on_key(&event)
            on:compositionstart=move |_| filling.composing(true)
            on:compositionend=move |_| filling.composing(false)
        >
            <div class="form-head">{heading(label)}{undo.buttons()}</div>
            {prefilled}
            {move || {
                let part = move || -> Coming<AnyView> { Box::pin(problems::problems_part(filling, problems)) };
                (!problems.with(Vec::is_empty)).then(|| later::show_beside(part))
            }}
            {gradually(filling, &model.steps()[index].children)}
            {footer(filling, before.map(|before| place.address(Some(before))), next_words(last))}
        </form>
    }
    .into_any()
}

/// How long after a step was opened the second press of a double one may come, milliseconds.
const ECHO: f64 = 500.0;

/// Whether a press is the second of the one that opened the step, on the button that stands where
/// that one stood.
fn is_echo(press: &web_sys::MouseEvent, opened_at: f64) -> bool {
    press.detail() > 1
        && clock::now_ms() - opened_at < ECHO
        && event::id_around(press, "[type=submit]").is_some()
}

fn next_words(last: bool) -> &'static str {
    t(if last { fill::TO_REVIEW } else { fill::NEXT })
}

/// Frames within which the question that an address names is on the page.
const ARRIVES: u32 = 60;

/// Goes to the question that the address names, if it names one.
pub(super) fn arrive() {
    request_animation_frame(|| {
        if let Some(id) = crate::platform::title::fragment() {
            arrive_at(id, ARRIVES);
        }
    });
}

/// It may be one of those that are laid out in the frames that follow.
fn arrive_at(id: String, frames: u32) {
    request_animation_frame(move || {
        if !focus::focus_field(&id) && frames > 0 {
            arrive_at(id, frames - 1);
        }
    });
}

/// The elements of a step: what is in view at once, the rest in the frames that follow, so
/// that a long form shows as soon as a short one.
fn gradually(filling: Filling, ids: &[NodeId]) -> AnyView {
    let model = filling.model();
    let mut first = 0;
    let mut fields = 0;
    for id in ids {
        fields += count(&model, *id);
        first += 1;
        if fields >= AT_ONCE {
            break;
        }
    }
    if first == ids.len() {
        return super::layout::nodes(filling, ids, RowId::ROOT);
    }
    let waiting: Rc<[RwSignal<bool>]> = ids[first..].iter().map(|_| RwSignal::new(false)).collect();
    build_on(waiting.clone(), 0);
    let mut parts: Vec<AnyView> =
        ids[..first].iter().map(|id| node(filling, *id, RowId::ROOT)).collect();
    for (id, there) in ids[first..].iter().zip(waiting.iter()) {
        let (id, there) = (*id, *there);
        parts.push((move || there.get().then(|| node(filling, id, RowId::ROOT))).into_any());
    }
    parts.into_any()
}

/// As many elements more as a part of a frame is enough for, until all are there.
fn build_on(waiting: Rc<[RwSignal<bool>]>, mut at: usize) {
    request_animation_frame(move || {
        set_timeout(
            move || {
                let begun = clock::now_ms();
                while at < waiting.len() && clock::now_ms() - begun < BUDGET {
                    // None is there any more once another step has been opened.
                    if waiting[at].try_set(true).is_some() {
                        return;
                    }
                    at += 1;
                }
                if at < waiting.len() {
                    build_on(waiting, at);
                }
            },
            std::time::Duration::ZERO,
        );
    });
}

fn count(model: &Model, id: NodeId) -> usize {
    let node = model.node(id);
    match node.kind {
        NodeKind::Field(_) | NodeKind::List(_) => 1,
        _ => node.children.iter().map(|child| count(model, *child)).sum(),
    }
}
