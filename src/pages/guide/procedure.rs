//! How it goes: ways, steps, special procedures.

use bangban_contract::guide::{GuideBody, GuideStep, SpecialProcedure};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{fill_in, guide as words, t};
use crate::ui::tag::tag;
use crate::ui::text::{text, text_list};

/// The section. Tracked.
pub fn view(body: &GuideBody) -> AnyView {
    let steps: Vec<AnyView> = body.steps.iter().map(step).collect();
    let special = (!body.special.is_empty()).then(|| {
        let all: Vec<AnyView> = body.special.iter().map(special).collect();
        view! {
            <h3>{t(words::SPECIAL)}</h3>
            <ul class="list">{all}</ul>
        }
    });
    view! {
        <section class="card stack">
            <h2>{t(words::STEPS)}</h2>
            <ol class="numbered">{steps}</ol>
            {special}
            <h3>{t(words::CHANNELS)}</h3>
            {text_list(&body.channels)}
        </section>
    }
    .into_any()
}

fn step(step: &GuideStep) -> AnyView {
    let days = step.days.map(|days| tag("", fill_in(words::WORKING_DAYS, &[&days.to_string()])));
    let apart = (!step.counted).then(|| tag("", t(words::NOT_COUNTED)));
    view! {
        <li>
            <div class="stack tight">
                <p class="row wrap">
                    <b>{text(&step.name)}</b>
                    {days} {apart}
                </p>
                <p>{text(&step.text)}</p>
            </div>
        </li>
    }
    .into_any()
}

fn special(one: &SpecialProcedure) -> AnyView {
    let counted = t(if one.counted { words::COUNTED } else { words::NOT_COUNTED });
    view! {
        <li>
            <p>
                <b>{text(&one.name)}</b>
                " · "
                {fill_in(words::WORKING_DAYS, &[&one.days.to_string()])}
                " · "
                {counted}
            </p>
            {one.case.as_ref().map(|case| view! { <p class="small soft">{text(case)}</p> })}
            <p class="small soft">{text(&one.basis)}</p>
        </li>
    }
    .into_any()
}
