//! The steps of the form, as the assistant goes through them.

use bangban_forms::RowId;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::mark;
use super::open::Work;
use crate::i18n::{fill_in, form_text, staff as words, t};
use crate::store::filling::Filling;
use crate::store::helping::Helping;
use crate::ui::icon::{Icon, icon};

/// The steps that apply now. Tracked.
fn applicable(filling: Filling) -> Vec<usize> {
    let model = filling.model();
    let steps = model.steps().iter().enumerate().filter(|(_, step)| {
        !model.node(step.node).has_rule() || filling.visible(step.node, RowId::ROOT).get()
    });
    steps.map(|(index, _)| index).collect()
}

/// The step that the address names, or where they asked, or the first.
pub(super) fn now(filling: Filling, helping: Helping) -> Memo<usize> {
    let params = use_params_map();
    Memo::new(move |_| {
        let named = params.with(|params| params.get("step"));
        let asked = move || untrack(|| helping.read(|now| now.about.step.clone()));
        let wanted = named.or_else(asked).and_then(|step| step.parse::<usize>().ok());
        let wanted = wanted.unwrap_or(1).saturating_sub(1);
        let steps = applicable(filling);
        let next = steps.iter().copied().find(|step| *step >= wanted);
        next.or(steps.last().copied()).unwrap_or_default()
    })
}

/// The list of them, with how many are to be mended in each.
pub(super) fn view(work: Work, now: Memo<usize>) -> AnyView {
    let steps = Memo::new(move |_| applicable(work.filling));
    let all = move || {
        let model = work.filling.model();
        let one = |(at, step): (usize, &usize)| {
            let step = *step;
            let name = form_text(&model.steps()[step].label);
            let number = (at + 1).to_string();
            let mend = move || {
                let count = mark::to_mend_in(work, step);
                (count > 0).then(|| {
                    let words = fill_in(words::MEND_COUNT, &[&count.to_string()]);
                    view! { <span class="tag wrong">{icon(Icon::WRONG)} {words}</span> }.into_any()
                })
            };
            view! {
                <li>
                    <a
                        class="choice"
                        href=work.address(step)
                        aria-current=move || (now.get() == step).then_some("step")
                    >
                        <span>{number} ". " {name}</span>
                        {mend}
                    </a>
                </li>
            }
            .into_any()
        };
        steps.with(|steps| steps.iter().enumerate().map(one).collect::<Vec<_>>())
    };
    view! {
        <nav class="work-steps stack" aria-label=t(words::STEPS)>
            <ol class="choices">{all}</ol>
            {mark::told_once(work)}
        </nav>
    }
    .into_any()
}
