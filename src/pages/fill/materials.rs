//! The materials that apply, and their files: pick, drop, paste or photograph.

use bangban_forms::Material;
use bangban_markup::view;
use leptos::prelude::*;

mod file;

use self::file::{file_row, size_words};
use super::submit::missing_words;
use super::{problems, step};
use crate::i18n::{fill, fill_in, form_text, t};
use crate::pages::by_phone;
use crate::platform::files::{dropped, open_by_enter, pasted, picked};
use crate::store::filling::Filling;
use crate::store::uploads::{Rejection, Upload, Uploads, use_uploads};

crate::later! {
    finishing, fetch_materials;
    /// The list of materials; it follows the answers.
    pub(super) fn materials_part(filling: Filling) -> AnyView {
        // A link may have led here before the list was.
        step::arrive();
        materials(filling)
    }
}

crate::later! {
    finishing, fetch_files_alone;
    /// The same for who works in another's filing: without a way to go on by phone, which is the
    /// applicant's.
    pub(in crate::pages) fn files_part(filling: Filling) -> AnyView {
        list(filling, use_uploads())
    }
}

fn materials(filling: Filling) -> AnyView {
    let uploads = use_uploads();
    let phone = by_phone::button(&uploads.filing(), by_phone::Follower::Uploads(uploads));
    let phone = view! { <div class="btns by-phone">{phone}</div> };
    (phone.into_any(), list(filling, uploads)).into_any()
}

fn list(filling: Filling, uploads: Uploads) -> AnyView {
    let applies = Memo::new(move |_| {
        filling.materials.track();
        filling.with_state(|state| {
            state.materials().iter().map(|one| (one.index, one.required)).collect::<Vec<_>>()
        })
    });
    let all = move || {
        let applies = applies.get();
        if applies.is_empty() {
            return view! { <p class="soft">{t(fill::MATERIALS_NONE)}</p> }.into_any();
        }
        let cards =
            applies.into_iter().map(|(index, required)| card(filling, uploads, index, required));
        view! { <ol class="materials">{cards.collect::<Vec<_>>()}</ol> }.into_any()
    };
    let lacking = Memo::new(move |_| lacking(filling, uploads));
    Effect::new(move |_| uploads.lacks.set(lacking.with(|lacking| !lacking.is_empty())));
    on_cleanup(move || {
        uploads.lacks.try_set(false);
    });
    let told = move || {
        (uploads.wanted.get() && lacking.with(|lacking| !lacking.is_empty()))
            .then(|| lacking.with(|lacking| told(filling, lacking)))
    };
    (told, all, move || unused_files(filling, uploads)).into_any()
}

/// The materials that must be there and have no file, by their place in the form. Tracked.
pub(super) fn lacking(filling: Filling, uploads: Uploads) -> Vec<usize> {
    filling.materials.track();
    let model = filling.model();
    let applies = filling.with_state(bangban_forms::State::materials);
    uploads.files.with(|files| {
        let has = |id: &String| files.iter().any(|file| file.material == *id);
        let missing = applies.iter().filter(|one| one.required);
        let missing = missing.map(|one| one.index);
        missing.filter(|index| !has(&model.materials()[*index].id)).collect()
    })
}

/// What is still missing, before one goes on without it.
fn told(filling: Filling, lacking: &[usize]) -> AnyView {
    let model = filling.model();
    let lines = lacking.iter().map(|index| {
        let material = &model.materials()[*index];
        (card_id(&material.id), form_text(&material.name))
    });
    let title = fill_in(fill::MATERIALS_MISSING, &[&lacking.len().to_string()]);
    problems::list(title, t(fill::MATERIALS_LATER), lines.collect())
}

/// What a file is of, in words: the name of its material.
pub(super) fn name_of_material(filling: Filling, id: &str) -> String {
    let model = filling.model();
    let found = model.materials().iter().find(|material| material.id == id);
    found.map(|material| form_text(&material.name)).unwrap_or_default()
}

/// Files of materials that do not apply any more, since an answer changed. Tracked.
pub(super) fn unused(filling: Filling, uploads: Uploads) -> Vec<Upload> {
    filling.materials.track();
    let model = filling.model();
    let applies = filling.with_state(bangban_forms::State::materials);
    let known = |id: &str| applies.iter().any(|one| model.materials()[one.index].id == id);
    uploads
        .files
        .with(|files| files.iter().filter(|file| !known(&file.material)).cloned().collect())
}

/// Id of their list, for links to it.
pub(super) const UNUSED: &str = "unused-files";

fn unused_files(filling: Filling, uploads: Uploads) -> AnyView {
    let files = unused(filling, uploads);
    if files.is_empty() {
        return ().into_any();
    }
    let row = |file: &Upload| {
        file_row(uploads, file, [&name_of_material(filling, &file.material), "："].concat())
    };
    let rows = files.iter().map(row).collect::<Vec<_>>();
    view! {
        <section class="card stack" id=UNUSED tabindex="-1">
            <h2>{t(fill::FILES_UNUSED)}</h2>
            <ul class="files">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Id of a material's card, for links to it.
pub(super) fn card_id(material: &str) -> String {
    ["material-", material].concat()
}

fn card(filling: Filling, uploads: Uploads, index: usize, required: bool) -> AnyView {
    let model = filling.model();
    let material = &model.materials()[index];
    let id = card_id(&material.id);
    let tag = match (&material.exemption, required) {
        (Some(_), _) => ("tag done", fill::MATERIAL_EXEMPT),
        (None, true) => ("tag act", fill::MATERIAL_REQUIRED),
        (None, false) if material.tolerable => ("tag wait", fill::MATERIAL_TOLERABLE),
        (None, false) => ("tag", fill::MATERIAL_OPTIONAL),
    };
    let exemption = material.exemption.as_ref().map(|exemption| {
        exemption.note.as_ref().map(|note| view! { <p class="soft">{form_text(note)}</p> })
    });
    let requirement =
        material.requirement.as_ref().map(|words| view! { <p class="hint">{form_text(words)}</p> });
    let source = material.source.as_ref().map(|words| {
        view! { <p class="hint">{fill_in(fill::MATERIAL_SOURCE, &[&form_text(words)])}</p> }
    });
    let paper = (material.paper && material.copies > 0).then(|| {
        let copies = material.copies.to_string();
        view! { <p class="hint">{fill_in(fill::MATERIAL_PAPER, &[&copies])}</p> }
    });
    let place = material.exemption.is_none().then(|| drop_place(filling, uploads, index));
    let missing = {
        let id = material.id.clone();
        move || {
            let is_there =
                || uploads.files.with(|files| files.iter().any(|file| file.material == id));
            (required && uploads.wanted.get() && !is_there())
                .then(|| view! { <p class="why">{missing_words()}</p> }.into_any())
        }
    };
    let name = form_text(&material.name);
    let called = name.clone();
    view! {
        <li class="card material" id=id tabindex="-1" aria-label=called>
            <div class="row wrap">
                <h2>{name}</h2>
                <span class=tag.0>{t(tag.1)}</span>
            </div>
            {exemption}
            {requirement}
            {source}
            {super::blank::links(material)}
            {paper}
            {missing}
            {place}
        </li>
    }
    .into_any()
}

fn drop_place(filling: Filling, uploads: Uploads, index: usize) -> AnyView {
    let model = filling.model();
    let material = &model.materials()[index];
    let input_id = ["pick-", &material.id].concat();
    let camera_id = ["camera-", &material.id].concat();
    let accept = material.accept.join(",");
    let photos = material.accept.iter().any(|accepted| accepted == "image/jpeg");
    let limits = fill_in(
        fill::MATERIAL_LIMITS,
        &[&kinds(material), &size_words(material.max_bytes), &material.max_files.to_string()],
    );
    let over = RwSignal::new(false);
    let add = move |files| {
        let model = filling.model();
        uploads.add(&model.materials()[index], files);
    };
    let several = material.max_files > 1;
    let name = form_text(&material.name);
    let camera = photos.then(|| {
        view! {
            <label class="btn camera" for=camera_id.clone()>{t(fill::TAKE_PHOTO)}</label>
            <input
                class="unseen"
                id=camera_id
                type="file"
                accept="image/jpeg"
                capture="environment"
                aria-label=[t(fill::TAKE_PHOTO), " ", &name].concat()
                on:change=move |event| add(picked(&event))
            />
        }
    });
    let files = {
        let id = material.id.clone();
        move || {
            let of_this = uploads.files.with(|files| {
                files.iter().filter(|file| file.material == id).cloned().collect::<Vec<_>>()
            });
            let numbered = of_this.len() > 1;
            let row = |(at, file): (usize, &Upload)| {
                let number =
                    if numbered { [&(at + 1).to_string(), ". "].concat() } else { String::new() };
                file_row(uploads, file, number)
            };
            of_this.iter().enumerate().map(row).collect::<Vec<_>>()
        }
    };
    let rejected = {
        let id = material.id.clone();
        let kinds = kinds(material);
        move || {
            uploads.rejected.with(|rejected| {
                rejected.get(&id).map(|all| {
                    let lines = all.iter().map(|one| {
                        view! { <p class="why">{rejection_words(one, &kinds)}</p> }.into_any()
                    });
                    lines.collect::<Vec<_>>()
                })
            })
        }
    };
    view! {
        <div
            class=move || if over.get() { "drop over" } else { "drop" }
            tabindex="-1"
            role="group"
            aria-label=name.clone()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                add(dropped(&event));
            }
            on:paste=move |event| add(pasted(&event))
        >
            <label class="btn" for=input_id.clone()>{t(fill::PICK_FILE)}</label>
            <input
                class="unseen"
                id=input_id
                type="file"
                accept=accept
                multiple=several
                aria-label=[t(fill::PICK_FILE), " ", &name].concat()
                on:keydown=move |event| open_by_enter(&event)
                on:change=move |event| add(picked(&event))
            />
            {camera}
            <span class="hint wide-only">{t(fill::DROP_HERE)}</span>
            <p class="hint">{limits}</p>
        </div>
        <div role="alert">{rejected}</div>
        <ul class="files">{files}</ul>
    }
    .into_any()
}

fn rejection_words(rejection: &Rejection, kinds: &str) -> String {
    match rejection {
        Rejection::Type(name) => fill_in(fill::FILE_TYPE, &[name, kinds]),
        Rejection::Content(name) => fill_in(fill::FILE_CONTENT, &[name]),
        Rejection::TooLarge(name, size, limit) => {
            fill_in(fill::FILE_TOO_LARGE, &[name, &size_words(*size), &size_words(*limit)])
        }
        Rejection::Empty(name) => fill_in(fill::FILE_EMPTY, &[name]),
        Rejection::TooMany(most) => fill_in(fill::FILE_TOO_MANY, &[&most.to_string()]),
        Rejection::Unreadable(name) => fill_in(fill::FILE_GONE, &[name]),
    }
}

/// The types that a material takes, as people call them.
fn kinds(material: &Material) -> String {
    let mut words: Vec<&str> = Vec::new();
    for accepted in &material.accept {
        let word = match accepted.as_str() {
            "application/pdf" => "PDF",
            "image/jpeg" => "JPG",
            "image/png" => "PNG",
            other => other,
        };
        words.push(word);
    }
    words.join(" / ")
}
