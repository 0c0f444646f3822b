//! How the filing is connected, and what waits: behind the words of the save state.

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, connection as words, fill_in, t, when};
use crate::platform::clock;
use crate::store::filling::Filling;
use crate::store::journal::{How, Shared};
use crate::store::uploads::use_uploads;
use crate::sync;
use crate::ui::dialog::dialog;

crate::later! {
    finishing, fetch_connection;
    /// The dialog; it opens with `open`.
    pub(super) fn connection_part(filling: Filling, open: RwSignal<bool>) -> AnyView {
        dialog(open, || t(words::TITLE).to_owned(), move || details(filling, open))
    }
}

fn how(how: How) -> Message {
    match how {
        How::Socket => words::SOCKET,
        How::Plain => words::PLAIN,
        How::OtherTab => words::OTHER_TAB,
        How::Not => words::NOT,
    }
}

fn details(filling: Filling, open: RwSignal<bool>) -> AnyView {
    let (journal, uploads) = (filling.journal(), use_uploads());
    let (link, shared, pending) = (journal.link(), journal.shared(), journal.pending());
    let before = journal.stored_at();
    let at = |ms: f64| when::instant(&clock::instant(ms));
    let last = move || match (shared.get(), before) {
        (Shared::Stored(now), _) => at(now),
        (_, Some(before)) => at(before),
        _ => t(words::NEVER).to_owned(),
    };
    view! {
        <div class="facts"><dl>
            <div><dt>{t(words::WAY)}</dt>
            <dd>{move || t(how(link.get().how))}</dd></div>
            <div><dt>{t(words::SINCE)}</dt>
            <dd class="num">{move || at(link.get().since)}</dd></div>
            <div><dt>{t(words::WAITING)}</dt>
            <dd>
                {move || {
                    let waiting = [pending.get().to_string(), uploads.unfinished().to_string()];
                    fill_in(words::COUNTS, &[&waiting[0], &waiting[1]])
                }}
            </dd></div>
            <div><dt>{t(words::LAST)}</dt>
            <dd class="num">{last}</dd></div>
        </dl></div>
        <p class="small soft">{t(words::NOTE)}</p>
        <div class="btns">
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t(crate::i18n::shell::CLOSE)}
            </button>
            <button type="button" class="btn main" on:click=move |_| {
                sync::try_now();
                uploads.try_now();
            }>
                {t(words::NOW)}
            </button>
        </div>
    }
    .into_any()
}
