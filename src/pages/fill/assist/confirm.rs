//! Before submission: what an assistant filled in, each to be taken for one's own.

use bangban_contract::assistance::{AssistedField, ConfirmField};
use bangban_forms::{Key, mask, words as in_words};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{assist as words, fill, fill_in, form_text, pick, t, when};
use crate::pages::fill::field::name_of;
use crate::pages::fill::steps::Place;
use crate::store::assistance::{self, Help};
use crate::store::filling::Filling;
use crate::store::regions;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

crate::later! {
    assist, fetch_confirm;
    /// The list, where there is anything on it.
    pub(in crate::pages::fill) fn confirm_part(filling: Filling, place: Place) -> AnyView {
        part(filling, place)
    }
}

fn part(filling: Filling, place: Place) -> AnyView {
    let help = Memo::new(move |_| assistance::current().map(|help| help.filing()));
    let toasts = use_toasts();
    let confirm = move |help: Help, fields: Vec<ConfirmField>| {
        spawn_local(async move {
            if let Err(error) = help.confirm(fields).await {
                untrack(|| toasts.say(error_words(&error).0));
            }
        });
    };
    (move || {
        help.track();
        let help = assistance::current()?;
        let all = help.written();
        if all.is_empty() {
            return None;
        }
        let open: Vec<_> = all.iter().filter(|one| !one.confirmed).map(as_shown).collect();
        let lines = all.iter().map(|one| {
            let wanted = as_shown(one);
            let act = Callback::new(move |()| confirm(help, vec![wanted.clone()]));
            line(filling, place, one, act)
        });
        let lines = lines.collect::<Vec<_>>();
        let count = open.len();
        let everything = (count > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="btn main"
                    on:click=move |_| confirm(help, open.clone())
                >
                    {fill_in(words::CONFIRM_ALL, &[&count.to_string()])}
                </button>
            }
            .into_any()
        });
        Some(
            view! {
                <section class="card stack" id="assisted" tabindex="-1">
                    <h2>{t(words::CONFIRM_TITLE)}</h2>
                    <p>{t(words::CONFIRM_TEXT)}</p>
                    <ul class="help-confirm">{lines}</ul>
                    {everything}
                </section>
            }
            .into_any(),
        )
    })
    .into_any()
}

fn as_shown(one: &AssistedField) -> ConfirmField {
    ConfirmField { field: one.field.clone(), at: one.at.clone() }
}

fn line(filling: Filling, place: Place, one: &AssistedField, confirm: Callback<()>) -> AnyView {
    let names: Vec<&str> = one.field.split('/').collect();
    let key = filling.with_state(|state| state.resolve(&names));
    let (label, value, address) = match key {
        Some(key) => shown(filling, place, key),
        None => (one.field.clone(), String::new(), String::new()),
    };
    let (name, at) = (pick(&one.by.name), when::instant(&one.at));
    let spoken = fill_in(words::CONFIRM_OF, &[&label]);
    let act = if one.confirmed {
        view! { <span class="tag done">{t(words::CONFIRMED)}</span> }.into_any()
    } else {
        view! {
            <button
                type="button"
                class="btn slim"
                aria-label=spoken
                on:click=move |_| confirm.run(())
            >
                {t(words::CONFIRM)}
            </button>
        }
        .into_any()
    };
    let change = fill_in(fill::CHANGE_OF, &[&label]);
    view! {
        <li class="row wrap">
            <div>
                <p class="soft">{label}</p>
                <p class="pre">{value}</p>
                <p class="small soft">{fill_in(words::WRITTEN, &[&name, &at])}</p>
            </div>
            <span class="row push">
                <a href=address aria-label=change>{t(fill::CHANGE)}</a>
                {act}
            </span>
        </li>
    }
    .into_any()
}

fn shown(filling: Filling, place: Place, key: Key) -> (String, String, String) {
    let model = filling.model();
    let field = model.field(key.field);
    let text = form_text(&in_words(field, &filling.raw(key), &regions::name));
    let text = if text.is_empty() {
        t(fill::NOT_ANSWERED).to_owned()
    } else if field.sensitive {
        mask(&field.kind, &text)
    } else {
        text
    };
    let address = [&place.address(Some(field.step)), "#", &name_of(key)].concat();
    (form_text(&field.label), text, address)
}
