//! The materials that apply, with their files.

use bangban_contract::upload::Attachment;
use bangban_forms::State;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mark;
use super::open::Work;
use crate::api::{ApiError, filings, forms};
use crate::i18n::{fill, fill_in, form_text, staff as words, t};
use crate::pages::filing::parts::size;
use crate::platform::{clock, online};
use crate::ui::notice::{error_words, skeleton};

/// How often the list of files is asked for, milliseconds.
const EVERY: i32 = 5_000;

/// The section.
pub(super) fn view(work: Work) -> AnyView {
    let (files, failed) = (RwSignal::new(None::<Vec<Attachment>>), RwSignal::new(None::<ApiError>));
    let filing = work.filing();
    spawn_local(async move {
        while !files.is_disposed() {
            if online::visible() {
                match forms::attachments(&filing).await {
                    Ok(now) => {
                        failed.try_set(None);
                        if files.try_with_untracked(|old| old.as_ref() != Some(&now)) == Some(true)
                        {
                            files.try_set(Some(now));
                        }
                    }
                    Err(error) => drop(failed.try_set(Some(error))),
                }
            }
            clock::sleep(EVERY).await;
        }
    });
    let applies = Memo::new(move |_| {
        work.filling.materials.track();
        work.filling.with_state(State::materials).iter().map(|one| one.index).collect::<Vec<_>>()
    });
    let all = move || {
        let Some(files) = files.get() else {
            return failed.get().is_none().then(skeleton).into_any();
        };
        let all = applies.get().into_iter().map(|index| material(work, index, &files));
        all.collect::<Vec<_>>().into_any()
    };
    let wrong = move || {
        failed.get().map(|error| {
            let (_, next) = error_words(&error);
            [t(words::MATERIALS_BROKEN), "。", &next].concat()
        })
    };
    view! {
        <section class="card stack">
            <h2>{t(words::MATERIALS)}</h2>
            <p class="why" role="alert">{wrong}</p>
            <div class="lines">{all}</div>
        </section>
    }
    .into_any()
}

fn material(work: Work, index: usize, files: &[Attachment]) -> AnyView {
    let model = work.filling.model();
    let material = &model.materials()[index];
    let (about, name) = (["materials/", &material.id].concat(), form_text(&material.name));
    let own = files.iter().filter(|file| file.material == material.id);
    let rows: Vec<AnyView> = own.map(file).collect();
    let is_exempt = material.exemption.is_some();
    let none = rows.is_empty().then(|| {
        let told = if is_exempt { fill::MATERIAL_EXEMPT } else { words::NO_FILES };
        view! { <p class="soft">{t(told)}</p> }
    });
    view! {
        <div
            class="line"
            id=super::line::id_of(&about)
            data-at=about.clone()
            tabindex="-1"
        >
            <div class="line-name">{name.clone()}</div>
            <div class="line-value stack tight">
                {none}
                <ul class="stack tight">{rows}</ul>
                {mark::note(work, about.clone(), name.clone())}
            </div>
            <div class="line-acts">{mark::view(work, about, name)}</div>
        </div>
    }
    .into_any()
}

fn file(file: &Attachment) -> AnyView {
    if !file.complete {
        return view! { <li class="soft">{file.name.clone()} " " {t(words::UNFINISHED)}</li> }
            .into_any();
    }
    let address = filings::attachment(&file.id);
    view! {
        <li>
            {file.name.clone()}
            <span class="small soft num">" " {size(file.size)} " "</span>
            <a
                class="crumb"
                href=address.clone()
                target="_blank"
                rel="external noopener"
                aria-label=fill_in(words::VIEW_OF, &[&file.name])
            >
                {t(words::VIEW_FILE)}
            </a>
            " "
            <a
                class="crumb"
                href=address
                download=file.name.clone()
                rel="external"
                aria-label=fill_in(words::DOWNLOAD_OF, &[&file.name])
            >
                {t(words::DOWNLOAD)}
            </a>
        </li>
    }
    .into_any()
}
