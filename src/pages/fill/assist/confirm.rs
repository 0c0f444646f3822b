//! Before submission: what an assistant filled in, each to be taken for one's own.

use bangban_contract::assistance::{AssistedField, ConfirmField};
use bangban_forms::{Key, mask, words as in_words};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::order::{Order, count_of_rows, label as label_of};
use crate::i18n::{assist as words, fill, fill_in, form_text, pick, t, when};
use crate::pages::fill::field::name_of;
use crate::pages::fill::steps::Place;
use crate::platform::focus;
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
        let mut all = help.written();
        if all.is_empty() {
            return None;
        }
        let order = Order::of(filling);
        all.sort_by_cached_key(|one| order.place(filling, &one.field));
        go_on();
        let open: Vec<_> = all.iter().filter(|one| !one.confirmed).map(as_shown).collect();
        let lines = all.iter().enumerate().map(|(at, one)| {
            let wanted = as_shown(one);
            let act = Callback::new(move |()| confirm(help, vec![wanted.clone()]));
            line(filling, place, at, one, act)
        });
        let lines = lines.collect::<Vec<_>>();
        let count = open.len();
        let everything = (count > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="btn main"
                    id=[LINE, "all"].concat()
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

/// Begins the id of what is pressed on a line: the number of the line comes behind it.
const LINE: &str = "assisted-";

/// What was confirmed is not there to be pressed any more: the focus goes to the next that is to
/// be, or to the list.
fn go_on() {
    let held = focus::focused_id();
    let Some(number) = held.as_ref().and_then(|id| id.strip_prefix(LINE)) else { return };
    let mut next = vec![["#", LINE, number].concat()];
    if let Ok(number) = number.parse::<usize>() {
        let below = (number + 2).to_string();
        next.push(["#assisted li:nth-child(n+", &below, ") button"].concat());
    }
    next.extend(["#assisted li button".to_owned(), "#assisted".to_owned()]);
    focus::rescue(next);
}

fn line(
    filling: Filling,
    place: Place,
    at: usize,
    one: &AssistedField,
    confirm: Callback<()>,
) -> AnyView {
    let id = [LINE, &at.to_string()].concat();
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
                id=id
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
    let text = count_of_rows(filling, key)
        .unwrap_or_else(|| form_text(&in_words(field, &filling.raw(key), &regions::name)));
    let text = if text.is_empty() {
        t(fill::NOT_ANSWERED).to_owned()
    } else if field.sensitive {
        mask(&field.kind, &text)
    } else {
        text
    };
    let address = [&place.mended(field.step), "#", &name_of(key)].concat();
    (label_of(filling, key), text, address)
}
