//! The one-time notice (一次性告知): every place that has to be mended, and how.

use bangban_contract::Text;
use bangban_contract::filing::SupplementPoint;
use bangban_contract::review::Move;
use bangban_markup::view;
use leptos::prelude::*;

use super::moves::days_field;
use crate::i18n::{fill_in, review as words, shell, t};

/// Asks for the points and the working days, and makes the move.
pub fn form(
    places: &[(String, String)],
    open: RwSignal<bool>,
    act: impl Fn(Move) + 'static,
) -> AnyView {
    let points = RwSignal::new(vec![(String::new(), String::new())]);
    let (days, wrong) = (RwSignal::new("15".to_owned()), RwSignal::new(None));
    let confirm = move |_| {
        let points = points.get_untracked();
        let is_whole =
            points.iter().all(|(place, note)| !place.is_empty() && !note.trim().is_empty());
        let count = days.get_untracked().trim().parse().ok().filter(|days| (1..=60).contains(days));
        let Some(days) = count else { return wrong.set(Some(words::DAYS_NEEDED)) };
        if points.is_empty() || !is_whole {
            return wrong.set(Some(words::POINTS_NEEDED));
        }
        let points = points
            .into_iter()
            .map(|(pointer, note)| SupplementPoint { pointer, note: Text::zh(note.trim()) })
            .collect();
        act(Move::RequestSupplement { points, days });
    };
    let places = StoredValue::new(places.to_vec());
    // Redrawn when a point is added or removed only, so that the typing keeps its place.
    let count = Memo::new(move |_| points.with(Vec::len));
    let rows = move || (0..count.get()).map(|at| point(at, points, places)).collect::<Vec<_>>();
    view! {
        <div class="stack">{rows}</div>
        <button
            class="btn slim"
            on:click=move |_| points.update(|points| points.push((String::new(), String::new())))
        >
            {t(words::POINT_ADD)}
        </button>
        {days_field(days)}
        <p class="why" role="alert">{move || wrong.get().map(t)}</p>
        <div class="btns">
            <button class="btn" on:click=move |_| open.set(false)>
                {t(shell::CANCEL)}
            </button>
            <button class="btn main" on:click=confirm>
                {t(words::CONFIRM)}
            </button>
        </div>
    }
    .into_any()
}

fn point(
    at: usize,
    points: RwSignal<Vec<(String, String)>>,
    places: StoredValue<Vec<(String, String)>>,
) -> AnyView {
    let (place, note) = points.with_untracked(|points| points.get(at).cloned()).unwrap_or_default();
    let options: Vec<AnyView> = places.with_value(|places| {
        places
            .iter()
            .map(|(pointer, name)| {
                view! {
                    <option value=pointer.clone() selected=*pointer == place>
                        {name.clone()}
                    </option>
                }
                .into_any()
            })
            .collect()
    });
    let number = (at + 1).to_string();
    view! {
        <fieldset class="point stack">
            <label class="stack tight">
                <span>{t(words::POINT_FIELD)}</span>
                <select
                    class="input"
                    on:change=move |event| {
                        points.update(|points| points[at].0 = event_target_value(&event));
                    }
                >
                    <option value=""></option>
                    {options}
                </select>
            </label>
            <label class="stack tight">
                <span>{t(words::POINT_NOTE)}</span>
                <textarea
                    class="input"
                    prop:value=note
                    on:input=move |event| {
                        points.update(|points| points[at].1 = event_target_value(&event));
                    }
                ></textarea>
            </label>
            <button
                class="btn slim"
                on:click=move |_| {
                    points
                        .update(|points| {
                            points.remove(at);
                        });
                }
            >
                {fill_in(words::POINT_REMOVE, &[&number])}
            </button>
        </fieldset>
    }
    .into_any()
}
