//! What the assistant sees: the answers as they are, and of the sensitive ones what is sent of
//! them instead, by the same rule that shows it on the other side.

use bangban_forms::{SummaryItem, SummaryRow, summary};
use bangban_markup::view;
use leptos::prelude::*;

use super::{Desk, residue};
use crate::i18n::{assist as words, fill, fill_in, form_text, t};
use crate::store::regions;

pub(super) fn seen(desk: Desk, open: RwSignal<bool>) -> AnyView {
    let revealed = desk.help.told_now().map(|told| told.revealed).unwrap_or_default();
    let all = desk.filling.with_state(|state| summary(state, &regions::name));
    let steps = all.iter().map(|step| {
        let mut rows = Vec::new();
        for item in &step.items {
            match item {
                SummaryItem::Heading(text) => {
                    rows.push(view! { <p class="strong">{form_text(text)}</p> }.into_any());
                }
                SummaryItem::Row(row) => rows.push(one(desk, row, &revealed)),
                SummaryItem::List { label, rows: of, .. } => {
                    rows.push(view! { <p class="strong">{form_text(label)}</p> }.into_any());
                    for (number, row) in of.iter().enumerate() {
                        let number = fill_in(fill::ROW, &[&(number + 1).to_string()]);
                        rows.push(view! { <p class="small soft">{number}</p> }.into_any());
                        rows.extend(row.iter().map(|row| one(desk, row, &revealed)));
                    }
                }
            }
        }
        view! { <section class="stack"><h3>{form_text(&step.label)}</h3> {rows}</section> }
            .into_any()
    });
    let steps = steps.collect::<Vec<_>>();
    view! {
        <p>{t(words::SEEN_TEXT)}</p>
        <div class="stack help-seen" tabindex="0" role="region" aria-label=t(words::SEEN_TITLE)>
            {steps}
        </div>
        <div class="btns">
            <button type="button" class="btn main" on:click=move |_| open.set(false)>
                {t(words::CLOSE)}
            </button>
        </div>
    }
    .into_any()
}

fn one(desk: Desk, row: &SummaryRow, revealed: &[String]) -> AnyView {
    let is_hidden = row.sensitive && !revealed.contains(&desk.path(row.key));
    let text = if is_hidden {
        words::residue(&residue::of(desk.filling, row.key))
    } else {
        form_text(&row.text)
    };
    let text = if text.is_empty() { t(fill::NOT_ANSWERED).to_owned() } else { text };
    view! {
        <p>
            <span class="soft small">{form_text(&row.label)}</span>
            <br />
            <span class="pre">{text}</span>
        </p>
    }
    .into_any()
}
