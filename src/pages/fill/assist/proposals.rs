//! Proposals (建议) of an assistant: beside their field with value and reason; taken or left one by
//! one, or all of a step. Taking one is typing it.

use bangban_contract::assistance::entry::{OUTCOME, Outcome, PROPOSAL, Proposal};
use bangban_forms::{FieldKind, Key, words as in_words};
use bangban_markup::view;
use leptos::prelude::*;
use serde_json::Value;

use super::{Desk, marks};
use crate::i18n::{assist as words, fill_in, form_text, t};
use crate::pages::fill::field::name_of;
use crate::pages::together::Ground;
use crate::platform::{clock, focus, overlay};
use crate::store::assist::Entry;
use crate::store::regions;

/// Those that the applicant has neither taken nor left, at fields that the form has. Tracked.
pub(super) fn open(desk: Desk) -> Vec<(Key, Entry<Proposal>)> {
    let outcomes = desk.assist.entries::<Outcome>(OUTCOME);
    let is_open = |one: &Entry<Proposal>| {
        let mut made = outcomes.iter().filter(|made| desk.assist.is_mine(&made.author));
        !made.any(|made| made.about == one.about && made.entry.of == one.entry.at)
    };
    let all = desk.assist.entries::<Proposal>(PROPOSAL).into_iter();
    let all = all.filter(|one| !desk.assist.is_mine(&one.author) && is_open(one));
    let at = |one: Entry<Proposal>| {
        let key = desk.key(&one.about)?;
        let model = desk.filling.model();
        let is_list = matches!(model.field(key.field).kind, FieldKind::List(_));
        (!is_list && desk.filling.with_state(|state| state.visible(key))).then_some((key, one))
    };
    all.filter_map(at).collect()
}

/// Those at a field.
pub(super) fn at_field(desk: Desk, key: Key) -> Vec<AnyView> {
    // Whether it is stale depends on the answer.
    desk.filling.revision.track();
    let all = open(desk).into_iter().filter(|(at, _)| *at == key);
    all.map(|(key, one)| view_of(desk, key, one)).collect()
}

fn view_of(desk: Desk, key: Key, one: Entry<Proposal>) -> AnyView {
    let model = desk.filling.model();
    let field = model.field(key.field);
    let value = form_text(&in_words(field, &one.entry.value, &regions::name));
    let value = if value.is_empty() { t(words::PROPOSAL_EMPTY).to_owned() } else { value };
    let title = fill_in(words::PROPOSAL, &[&desk.name(&one.author)]);
    let reason = (!one.entry.reason.is_empty())
        .then(|| view! { <p class="small">{fill_in(words::REASON, &[&one.entry.reason])}</p> });
    let is_stale = blank(desk.filling.raw(key)) != blank(one.entry.base.clone());
    let stale = is_stale.then(|| view! { <p class="small help-stale">{t(words::STALE)}</p> });
    let one = StoredValue::new(one);
    let settle = move |taken: bool| {
        one.with_value(|one| decide(desk, key, one, taken));
        // The buttons are gone with it. What was not taken leaves the question as it was.
        if taken {
            desk.filling.leave(key);
            focus::bring(name_of(key));
        } else if let Some(place) = desk.place_of(&desk.path(key)) {
            overlay::enter(&place);
        }
    };
    view! {
        <div class="help-proposal" role="group" aria-label=title.clone()>
            <p class="small strong">{title.clone()}</p>
            <p class="pre">{value}</p>
            {reason}
            {stale}
            <div class="btns">
                <button type="button" class="btn slim main" on:click=move |_| settle(true)>
                    {t(words::TAKE)}
                </button>
                <button type="button" class="btn slim" on:click=move |_| settle(false)>
                    {t(words::LEAVE)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// An answer that was taken away is one that is not there.
fn blank(value: Value) -> Value {
    if value == "" { Value::Null } else { value }
}

fn decide(desk: Desk, key: Key, one: &Entry<Proposal>, taken: bool) {
    if taken {
        desk.filling.put(key, one.entry.value.clone());
        marks::mended(desk, &one.about, &one.entry.at);
    }
    let at = clock::instant(clock::now_ms());
    let outcome = Outcome { taken, of: one.entry.at.clone(), at };
    desk.assist.put(OUTCOME, &one.about, &outcome);
}

/// At the head of a step: how many there are (the bar says it aloud), one press that takes all that are not stale, and
/// one that leaves all.
pub(super) fn of_step(desk: Desk) -> AnyView {
    let here = move || {
        let step = desk.now.get();
        let model = desk.filling.model();
        let mut all = open(desk);
        all.retain(|(key, _)| Some(model.field(key.field).step) == step);
        all
    };
    let take_all = move |_| {
        let all = untrack(here);
        let mut count = 0;
        for (key, one) in &all {
            if blank(desk.filling.raw(*key)) == blank(one.entry.base.clone()) {
                decide(desk, *key, one, true);
                desk.filling.leave(*key);
                count += 1;
            }
        }
        let words = untrack(|| fill_in(words::TOOK, &[&count.to_string()]));
        desk.toasts.say(words);
    };
    let leave_all = move |_| {
        let all = untrack(here);
        for (key, one) in &all {
            decide(desk, *key, one, false);
        }
        let words = untrack(|| fill_in(words::LEFT_ALONE, &[&all.len().to_string()]));
        desk.toasts.say(words);
        focus::rescue(vec!["main h1".to_owned()]);
    };
    (move || {
        let count = here().len();
        (count > 0).then(|| {
            view! {
                <div class="help-step row wrap">
                    <p class="strong">
                        {fill_in(words::STEP_PROPOSALS, &[&count.to_string()])}
                    </p>
                    <div class="btns push">
                        <button type="button" class="btn slim main" on:click=take_all>
                            {t(words::TAKE_ALL)}
                        </button>
                        <button type="button" class="btn slim" on:click=leave_all>
                            {t(words::LEAVE_ALL)}
                        </button>
                    </div>
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}
