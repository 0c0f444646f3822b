//! The frame of the filling pages: the steps, the one that is open, and the footer.

use bangban_contract::phone::MATERIALS;
use bangban_forms::{RowId, Standing};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::layout::step_of_materials;
use super::open::Opened;
use super::{around, assist, materials, review, step};
use crate::i18n::{Message, fill, fill_in, form_text, pick, t};
use crate::later;
use crate::platform::clock;
use crate::store::filling::Filling;
use crate::store::session::use_session;
use crate::store::uploads::use_uploads;

/// In the address of a step that is opened from the check.
pub(super) const FROM_REVIEW: &str = "review";

/// Where the pages of one filing are.
#[derive(Clone, Copy)]
pub(super) struct Place(StoredValue<String>);

impl Place {
    /// Whether they are shown no more, or in another language.
    pub(super) fn is_gone(self) -> bool {
        self.0.is_disposed()
    }

    /// The address of a step, or of the check before submission.
    pub(super) fn address(self, step: Option<usize>) -> String {
        let id = self.0.get_value();
        match step {
            Some(step) => ["/filings/", &id, "/fill/", &(step + 1).to_string()].concat(),
            None => ["/filings/", &id, "/fill/review"].concat(),
        }
    }

    /// The address of a step, for who comes from the check and goes back to it.
    pub(super) fn mended(self, step: usize) -> String {
        [&self.address(Some(step)), "?", FROM_REVIEW].concat()
    }
}

/// The steps that apply now, by their place in the form. Tracked.
fn applicable(filling: Filling) -> Vec<usize> {
    let model = filling.model();
    let steps = model.steps().iter().enumerate().filter(|(_, step)| {
        !model.node(step.node).has_rule() || filling.visible(step.node, RowId::ROOT).get()
    });
    steps.map(|(index, _)| index).collect()
}

pub(super) fn page(opened: &Opened, reopen: Callback<()>) -> AnyView {
    let filling = opened.filling;
    let place = Place(StoredValue::new(opened.filing.summary.id.clone()));
    let params = use_params_map();
    let steps = Memo::new(move |_| applicable(filling));
    let now = Memo::new(move |_| {
        let wanted = params.with(|params| params.get("step"));
        if wanted.as_deref() == Some("review") {
            return None;
        }
        let wanted = match wanted {
            // A phone that comes by a code does not know the form's steps yet.
            Some(step) if step == MATERIALS => step_of_materials(&filling.model()).unwrap_or(0),
            step => step.and_then(|step| step.parse().ok()).unwrap_or(1_usize).saturating_sub(1),
        };
        steps.with(|steps| {
            steps.iter().copied().find(|step| *step >= wanted).or(steps.first().copied())
        })
    });
    let body = {
        let opened = opened.clone();
        move || match now.get() {
            Some(index) => step::step(&opened, place, index, steps),
            None => {
                let opened = Box::new(opened.clone());
                later::show(move || {
                    Box::pin(review::review_part(opened.clone(), place, steps, reopen))
                })
            }
        }
    };
    fetch_the_rest();
    let help = {
        let opened = Box::new(opened.clone());
        later::show_beside(move || {
            let part = assist::assist_part(opened.clone(), place, now);
            Box::pin(later::with_sheet("assist", part))
        })
    };
    let is_open = RwSignal::new(false);
    // Who has chosen a step is there.
    Effect::new(move || {
        now.track();
        is_open.set(false);
    });
    let summary = &opened.filing.summary;
    use_session().look_at(&summary.party);
    view! {
        <div class="fill">
            <nav class="steps" aria-label=t(fill::STEPS)>
                <p class="steps-item">{pick(&summary.item_name)}</p>
                <p class="small soft">{pick(&summary.party.name)}</p>
                {folded(now, steps, is_open)}
                {list(filling, place, now, steps, is_open)}
                {help}
            </nav>
            <div class="form-side">
                {around::around(opened, place, reopen)}
                {body}
            </div>
        </div>
    }
    .into_any()
}

/// Fetches what the later steps need, once the first of them is there: on a network that comes
/// and goes they are not waited for.
fn fetch_the_rest() {
    spawn_local(async {
        clock::sleep(1500).await;
        // Whoever needs one that did not come asks for it again.
        let _ = materials::fetch_materials().await;
    });
}

/// On a phone: which step of how many, and the list behind it.
fn folded(now: Memo<Option<usize>>, steps: Memo<Vec<usize>>, is_open: RwSignal<bool>) -> AnyView {
    let at = move || {
        let steps = steps.get();
        let at = now.get().and_then(|now| steps.iter().position(|step| *step == now));
        ((at.unwrap_or(steps.len()) + 1).to_string(), (steps.len() + 1).to_string())
    };
    let words = move || {
        let (at, all) = at();
        fill_in(fill::STEP_OF, &[&at, &all])
    };
    view! {
        <button
            type="button"
            class="compact"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            <b>{words}</b>
            <span>{t(fill::ALL_STEPS)}</span>
            <progress max=move || at().1 value=move || at().0 aria-hidden="true"></progress>
        </button>
    }
    .into_any()
}

fn list(
    filling: Filling,
    place: Place,
    now: Memo<Option<usize>>,
    steps: Memo<Vec<usize>>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let all = move || {
        let model = filling.model();
        let steps = steps.get();
        let mut rows = Vec::with_capacity(steps.len() + 1);
        for (number, index) in steps.iter().copied().enumerate() {
            let label = form_text(&model.steps()[index].label);
            rows.push(one(filling, place, number + 1, Some(index), label, now));
        }
        let label = t(fill::REVIEW_STEP).to_owned();
        rows.push(one(filling, place, steps.len() + 1, None, label, now));
        rows
    };
    view! { <ol data-open=move || is_open.get().then_some("")>{all}</ol> }.into_any()
}

/// How a step stands, the materials in it included. Tracked.
fn standing(filling: Filling, step: usize) -> Standing {
    let mut progress = filling.progress(step).get();
    let model = filling.model();
    if step_of_materials(&model) == Some(step) {
        filling.materials.track();
        let uploads = use_uploads();
        let applies = filling.with_state(bangban_forms::State::materials);
        for one in applies.iter().filter(|one| one.required) {
            progress.required += 1;
            let there = uploads.arrived(&model.materials()[one.index].id) > 0;
            progress.answered += u32::from(there);
        }
    }
    progress.standing(filling.has_seen(step))
}

/// The same for the eye, and in words.
fn in_words(filling: Filling, step: Option<usize>, now: Option<usize>) -> (&'static str, String) {
    if step == now {
        return ("now", t(fill::STEP_NOW).to_owned());
    }
    let Some(step) = step else { return ("", String::new()) };
    let counted = |message: Message, count: u32| fill_in(message, &[&count.to_string()]);
    match standing(filling, step) {
        Standing::Untouched => ("", t(fill::NOT_ANSWERED).to_owned()),
        Standing::Begun(left) => ("", counted(fill::STEP_BEGUN, left)),
        Standing::Done => ("done", t(fill::STEP_DONE).to_owned()),
        Standing::Wrong(count) => ("wrong", counted(fill::STEP_WRONG, count)),
    }
}

fn one(
    filling: Filling,
    place: Place,
    number: usize,
    step: Option<usize>,
    label: String,
    now: Memo<Option<usize>>,
) -> AnyView {
    let how = Memo::new(move |_| in_words(filling, step, now.get()));
    let sign = move || {
        how.with(|how| match how.0 {
            "done" => "✓".to_owned(),
            "wrong" => "!".to_owned(),
            _ => number.to_string(),
        })
    };
    view! {
        <li data-is=move || how.with(|how| how.0)>
            <a
                href=place.address(step)
                aria-current=move || how.with(|how| (how.0 == "now").then_some("step"))
            >
                <span class="sign" aria-hidden="true">{sign}</span>
                <span>
                    {label} <span class="small step-words">{move || how.with(|how| how.1.clone())}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
