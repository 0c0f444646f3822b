//! A file of a material: what it is, how it stands, what can be done with it.

use bangban_markup::view;
use leptos::prelude::*;

use super::UNUSED;
use crate::i18n::problem::words_of;
use crate::i18n::{fill, fill_in, t};
use crate::platform::files::ObjectUrl;
use crate::platform::focus;
use crate::store::uploads::{Failure, Upload, UploadState, Uploads};

/// A file; `before` its name stands which one it is.
pub(super) fn file_row(uploads: Uploads, file: &Upload, before: String) -> AnyView {
    let state = file.state.clone();
    let preview = file
        .blob
        .as_ref()
        .filter(|_| file.media_type.starts_with("image/"))
        .and_then(ObjectUrl::new)
        .map(|url| {
            let address = url.address().to_owned();
            let kept = StoredValue::new_local(url);
            on_cleanup(move || kept.dispose());
            view! { <img src=address alt=fill_in(fill::PREVIEW_OF, &[&file.name]) width="56" height="56" /> }
        });
    // Once the server has all of it, it can be had back and looked at.
    let (content, name) = (file.content(), file.name.clone());
    let title = move || match content() {
        Some(content) => {
            view! { <a href=content target="_blank" rel="external">{name.clone()}</a> }.into_any()
        }
        None => name.clone().into_any(),
    };
    let name = StoredValue::new(file.name.clone());
    let id = StoredValue::new(file.id.clone());
    let percent = {
        let state = state.clone();
        move || match state.get() {
            UploadState::Sending(percent) | UploadState::Paused(percent) => Some(percent),
            _ => None,
        }
    };
    let bar = {
        let percent = percent.clone();
        move || {
            percent().map(|percent| {
                view! {
                    <progress max="100" value=percent.to_string() aria-label=name.get_value()>
                    </progress>
                }
            })
        }
    };
    let words = {
        let state = state.clone();
        move || state_words(&state.get(), &name.get_value())
    };
    let class = {
        let state = state.clone();
        move || match state.get() {
            UploadState::Failed(_) => "file wrong",
            _ => "file",
        }
    };
    let button = move |words: crate::i18n::Message, act: fn(Uploads, &str)| {
        view! {
            <button
                type="button"
                class="btn slim"
                aria-label=fill_in(fill::FILE_OF, &[t(words), &name.get_value()])
                on:click=move |_| act(uploads, &id.get_value())
            >
                {t(words)}
            </button>
        }
        .into_any()
    };
    let action = move || match state.get() {
        UploadState::Sending(_) | UploadState::Waiting => {
            Some(button(fill::FILE_PAUSE, |uploads, id| uploads.pause(id)))
        }
        UploadState::Paused(_) => Some(button(fill::FILE_RESUME, |uploads, id| uploads.resume(id))),
        UploadState::Retrying(_)
        | UploadState::Failed(Failure::SignIn | Failure::Garbled | Failure::Refused(_)) => {
            Some(button(fill::FILE_RETRY, |uploads, id| uploads.resume(id)))
        }
        UploadState::Done | UploadState::Failed(Failure::Gone) => None,
    };
    view! {
        <li class=class>
            {preview}
            <div class="file-what">
                <b>{before} {title}</b>
                <span class="small soft">{size_words(file.size)}</span>
                <p class="small" role="status">{words}</p>
                {bar}
            </div>
            {action}
            {button(fill::FILE_REMOVE, remove)}
        </li>
    }
    .into_any()
}

/// The button goes with its file: the focus stays with the material.
fn remove(uploads: Uploads, id: &str) {
    let of = uploads.files.with_untracked(|files| {
        files.iter().find(|file| file.id == id).map(|file| file.material.clone())
    });
    uploads.remove(id);
    focus::rescue(vec![["#pick-", &of.unwrap_or_default()].concat(), ["#", UNUSED].concat()]);
}

fn state_words(state: &UploadState, name: &str) -> String {
    match state {
        UploadState::Waiting => t(fill::FILE_WAITING).to_owned(),
        UploadState::Sending(percent) => fill_in(fill::FILE_SENDING, &[&percent.to_string()]),
        UploadState::Paused(percent) => fill_in(fill::FILE_PAUSED, &[&percent.to_string()]),
        UploadState::Retrying(seconds) => fill_in(fill::FILE_RETRYING, &[&seconds.to_string()]),
        UploadState::Done => ["✓ ", t(fill::FILE_DONE)].concat(),
        UploadState::Failed(Failure::Gone) => fill_in(fill::FILE_GONE, &[name]),
        UploadState::Failed(Failure::SignIn) => {
            let words = words_of(bangban_contract::problem::ProblemCode::SignInRequired);
            fill_in(fill::FILE_REFUSED, &[name, t(words.next)])
        }
        UploadState::Failed(Failure::Garbled) => {
            fill_in(fill::FILE_REFUSED, &[name, t(crate::i18n::problem::UNREADABLE.next)])
        }
        UploadState::Failed(Failure::Refused(problem)) => {
            let words = match &problem.detail {
                Some(detail) => crate::i18n::pick(detail),
                None => t(words_of(problem.code).next).to_owned(),
            };
            fill_in(fill::FILE_REFUSED, &[name, &words])
        }
    }
}

/// A size as people say it, rounded up.
pub(super) fn size_words(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    const GB: u64 = MB * KB;
    let with_tenth = |unit: u64, name: &str| {
        let tenths = (bytes * 10).div_ceil(unit);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        if tenth == 0 {
            [&whole.to_string(), " ", name].concat()
        } else {
            [&whole.to_string(), ".", &tenth.to_string(), " ", name].concat()
        }
    };
    match bytes {
        GB.. => with_tenth(GB, "GB"),
        MB.. => with_tenth(MB, "MB"),
        KB.. => [&bytes.div_ceil(KB).to_string(), " KB"].concat(),
        _ => [&bytes.to_string(), " B"].concat(),
    }
}
