//! A sensitive answer: that it is there, whether it is valid, how it ends; or the answer while the
//! applicant shows it.

use bangban_contract::assistance::entry::{RESIDUE, Residue};
use bangban_markup::view;
use leptos::prelude::*;

use super::lines::Question;
use super::open::Work;
use crate::i18n::{fill_in, staff as words, t};
use crate::ui::icon::{Icon, icon};

/// What is shown of it.
pub(super) fn view(work: Work, question: &Question) -> AnyView {
    let (path, of) = (question.path.clone(), question.path.clone());
    let residue = Memo::new(move |_| {
        let all = work.assist.entries::<Residue>(RESIDUE);
        all.into_iter().find(|one| one.about == path).map(|one| one.entry)
    });
    let revealed = Memo::new(move |_| {
        work.revealed
            .with(|all| all.iter().find(|(field, _)| *field == of).map(|(_, value)| value.clone()))
    });
    (move || match revealed.get() {
        Some(value) => view! {
            <p class="pre">
                {value} " " <span class="tag act">{icon(Icon::INFO)} {t(words::REVEALED)}</span>
            </p>
        }
        .into_any(),
        None => hidden(residue.get()),
    })
    .into_any()
}

fn hidden(residue: Option<Residue>) -> AnyView {
    let Some(residue) = residue else {
        return view! { <p class="soft">{t(words::SENSITIVE)}</p> }.into_any();
    };
    if !residue.filled {
        return view! { <p class="soft">{t(words::UNFILLED)}</p> }.into_any();
    }
    let (class, sign, valid) = if residue.valid {
        ("tag done", Icon::DONE, words::VALID)
    } else {
        ("tag wrong", Icon::WRONG, words::INVALID)
    };
    let last = residue.last4.map(|last| {
        view! { <span class="tag num">{fill_in(words::LAST, &[&last])}</span> }
    });
    view! {
        <p class="tags">
            <span class="tag">{t(words::FILLED)}</span>
            <span class=class>{icon(sign)} {t(valid)}</span>
            {last}
        </p>
    }
    .into_any()
}
