//! The commitment and the submission: what is missing, what the server refused, and a
//! submission that happens once however often it is sent.

use bangban_contract::filing::FilingState;
use bangban_contract::problem::{Problem as Refusal, ProblemCode as Refused};
use bangban_contract::submission::Submission;
use bangban_forms::{Located, Problem, ProblemCode, State, Text};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::field::name_of;
use super::layout::step_of_materials;
use super::materials::{UNUSED, card_id, lacking, name_of_material, unused};
use super::open::Opened;
use super::problems::words_of;
use super::queued;
use super::steps::Place;
use crate::api::{ApiError, filings, forms};
use crate::i18n::{Message, assist, by_phone, fill, fill_in, form_text, language, pick, t};
use crate::platform::files::random_id;
use crate::platform::{focus, online};
use crate::store::assistance;
use crate::store::filling::Filling;
use crate::store::session::use_session;
use crate::store::uploads::Uploads;
use crate::ui::notice::{Tone, failure, notice};

/// What came of trying to submit.
#[derive(Clone)]
enum Outcome {
    /// Nothing has been tried, or it is to be tried again.
    None,
    Sending,
    /// Something is missing or wrong: where, and in which words.
    Incomplete(Vec<(String, String)>),
    NoCommitment,
    Uploading(usize),
    Failed(ApiError),
    /// There is no network: nothing was sent.
    Offline,
    /// The network failed: it may have arrived or not.
    Unsure,
    Outdated,
    /// An assistant wrote answers that are not confirmed; how many are known of.
    Unconfirmed(usize),
    /// So many of what is to be mended are open: the next press goes on.
    ToMend(usize),
}

/// A key for one submission: the same answers sent again are the same submission.
#[derive(Clone, Default, PartialEq)]
struct OnceKey {
    revision: u32,
    key: String,
}

pub(super) fn submit(opened: &Opened, place: Place, reopen: Callback<()>) -> AnyView {
    if use_session().only_filing().is_some() {
        // The server does not take it from a phone that joined by a code.
        let (title, text) = (t(by_phone::SUBMIT_THERE), t(by_phone::SUBMIT_THERE_TEXT));
        return notice(Tone::Plain, title, text, ().into_any());
    }
    let outcome = RwSignal::new(Outcome::None);
    // What waits for the network was agreed to.
    let agreed = RwSignal::new(opened.ready.get_untracked().is_some());
    let once = StoredValue::new(OnceKey::default());
    let again = opened.filing.summary.state == FilingState::SupplementRequested;
    let commitment = pick(&opened.commitment);
    let send = {
        let opened = opened.clone();
        let navigate = use_navigate();
        move || {
            if matches!(outcome.get_untracked(), Outcome::Sending) {
                return;
            }
            let was_told = matches!(outcome.get_untracked(), Outcome::ToMend(_));
            if let Some(early) = too_early(&opened, place, agreed.get_untracked(), was_told) {
                let lacks_tick = matches!(early, Outcome::NoCommitment);
                outcome.set(early);
                focus::focus_soon(if lacks_tick { "#commitment" } else { ".outcome" });
                return;
            }
            outcome.set(Outcome::Sending);
            opened.is_sending.set(true);
            let key = once_key(once, opened.filling);
            let (opened, navigate) = (opened.clone(), navigate.clone());
            // It may be answered when the page has been left.
            let journal = opened.filling.journal();
            spawn_local(async move {
                match hand_in(&opened, &key, place).await {
                    Ok(()) => {
                        journal.forget().await;
                        let id = opened.filing.summary.id.clone();
                        navigate(&["/filings/", &id, "/receipt"].concat(), Default::default());
                    }
                    Err(failed) => {
                        opened.is_sending.try_set(false);
                        outcome.try_set(failed);
                        focus::focus_soon(".outcome");
                    }
                }
            });
        }
    };
    let go = {
        let (opened, send) = (opened.clone(), send.clone());
        move |_| {
            if opened.go.get() {
                opened.go.set(false);
                queued::set(&opened, false);
                agreed.set(true);
                send();
            }
        }
    };
    Effect::new(go);
    Effect::new(move |before: Option<usize>| {
        let open = assistance::unconfirmed();
        let told = matches!(outcome.get_untracked(), Outcome::Unconfirmed(_));
        // What is not known here yet, the server alone told of.
        if told && before.is_some_and(|before| before > open) {
            outcome.set(if open == 0 { Outcome::None } else { Outcome::Unconfirmed(open) });
        }
        open
    });
    let (opened, ready) = (opened.clone(), opened.ready);
    let sending = move || matches!(outcome.get(), Outcome::Sending);
    let words = move || match outcome.get() {
        Outcome::Sending => fill::SUBMITTING,
        Outcome::Unsure => fill::SUBMIT_RETRY,
        _ if again => fill::SUBMIT_AGAIN,
        _ => fill::SUBMIT,
    };
    view! {
        <section class="card stack commitment">
            <h2>{t(fill::COMMITMENT)}</h2>
            <p class="pre">{commitment}</p>
            <label class="pick">
                <input
                    type="checkbox"
                    id="commitment"
                    prop:checked=move || agreed.get()
                    on:change=move |event| {
                        agreed.set(event_target_checked(&event));
                        outcome.set(Outcome::None);
                    }
                />
                <span>{t(fill::COMMITMENT_AGREE)}</span>
            </label>
        </section>
        <div class="outcome" role="alert" tabindex="-1">
            {move || match outcome.get() {
                Outcome::None if ready.get().is_some() => queued::offer(&opened),
                Outcome::Offline => queued::offer(&opened),
                outcome => shown(&outcome, reopen, place),
            }}
        </div>
        <button
            type="button"
            class="btn main big"
            aria-disabled=move || sending().to_string()
            on:click=move |_| send()
        >
            {move || t(words())}
        </button>
    }
    .into_any()
}

fn once_key(once: StoredValue<OnceKey>, filling: Filling) -> String {
    let revision = filling.revision.get_untracked();
    once.update_value(|once| {
        if once.key.is_empty() || once.revision != revision {
            *once = OnceKey { revision, key: random_id() };
        }
    });
    once.get_value().key
}

/// What has to be done before there is anything to send.
fn too_early(opened: &Opened, place: Place, agreed: bool, was_told: bool) -> Option<Outcome> {
    let filling = opened.filling;
    let mut open: Vec<(String, String)> =
        filling.attempt(None).iter().map(|found| line(filling, place, found)).collect();
    open.extend(missing_materials(filling, opened.uploads, place));
    let conflicts = filling.conflicts();
    if let Some(first) = conflicts.first() {
        let words = fill_in(fill::CONFLICTS_LEFT, &[&conflicts.len().to_string()]);
        let step = filling.model().field(first.field).step;
        open.push(([&place.mended(step), "#", &name_of(*first)].concat(), words));
    }
    for file in untrack(|| unused(filling, opened.uploads)) {
        let step = step_of_materials(&filling.model());
        let address = [&place.address(step), "#", UNUSED].concat();
        let of = name_of_material(filling, &file.material);
        open.push((address, [&of, " ", &file.name, "：", t(fill::FILES_UNUSED)].concat()));
    }
    if !open.is_empty() {
        return Some(Outcome::Incomplete(open));
    }
    let unconfirmed = untrack(assistance::unconfirmed);
    if unconfirmed > 0 {
        return Some(Outcome::Unconfirmed(unconfirmed));
    }
    if !agreed {
        return Some(Outcome::NoCommitment);
    }
    let to_mend = untrack(assistance::to_mend);
    if to_mend > 0 && !was_told {
        return Some(Outcome::ToMend(to_mend));
    }
    if !online::is_online() || opened.kept_at.get_untracked().is_some() {
        return Some(Outcome::Offline);
    }
    let unfinished = opened.uploads.unfinished();
    (unfinished > 0).then_some(Outcome::Uploading(unfinished))
}

/// Where a problem is, and its words.
fn line(filling: Filling, place: Place, found: &Located) -> (String, String) {
    let words = words_of(filling, found);
    let address = found.key.map_or_else(
        || material_address(filling, place, found.pointer.rsplit('/').next().unwrap_or_default()),
        |key| {
            let step = filling.model().field(key.field).step;
            [&place.mended(step), "#", &name_of(key)].concat()
        },
    );
    (address, words)
}

pub(super) fn material_address(filling: Filling, place: Place, material: &str) -> String {
    let model = filling.model();
    let step = step_of_materials(&model);
    [&place.address(step), "#", &card_id(material)].concat()
}

/// What is said of a material of which there is no file.
pub(super) fn missing_words() -> String {
    let problem = Problem { code: ProblemCode::MaterialMissing, params: Vec::new(), message: None };
    bangban_forms::describe(&problem, language().locale())
}

fn missing_materials(filling: Filling, uploads: Uploads, place: Place) -> Vec<(String, String)> {
    let model = filling.model();
    let missing = untrack(|| lacking(filling, uploads)).into_iter().map(|index| {
        let material = &model.materials()[index];
        let words = [&form_text(&material.name), "：", &missing_words()].concat();
        (material_address(filling, place, &material.id), words)
    });
    let missing: Vec<_> = missing.collect();
    uploads.wanted.set(!missing.is_empty());
    missing
}

async fn hand_in(opened: &Opened, key: &str, place: Place) -> Result<(), Outcome> {
    let answers = opened.filling.with_state(State::submission);
    let submission =
        Submission { form_version: opened.form_version.clone(), answers, commitment: true };
    let version = opened.version.get_untracked();
    let id = &opened.filing.summary.id;
    match forms::submit(id, &version, key, &submission).await {
        Ok(_) => Ok(()),
        Err(ApiError::Unreachable) => Err(Outcome::Unsure),
        Err(ApiError::Problem(problem)) => match problem.code {
            Refused::InvalidAnswers => Err(refused_answers(opened, place, &problem)),
            Refused::FormOutdated => Err(Outcome::Outdated),
            Refused::Unconfirmed => {
                if let Some(help) = untrack(assistance::current) {
                    help.look_soon();
                }
                Err(Outcome::Unconfirmed(problem.errors.len().max(1)))
            }
            Refused::VersionMismatch | Refused::WrongState => settle(opened, problem).await,
            _ => Err(Outcome::Failed(ApiError::Problem(problem))),
        },
        Err(error) => Err(Outcome::Failed(error)),
    }
}

/// The filing changed meanwhile: by an earlier try that did arrive, or by another tab.
async fn settle(opened: &Opened, problem: Box<Refusal>) -> Result<(), Outcome> {
    let id = &opened.filing.summary.id;
    match filings::get(id).await {
        Ok(filing) if !filing.summary.state.is_editable() && filing.summary.number.is_some() => {
            Ok(())
        }
        Ok(filing) => {
            opened.version.set(filing.version);
            Err(Outcome::Failed(ApiError::Problem(problem)))
        }
        Err(error) => Err(Outcome::Failed(error)),
    }
}

/// Puts what the server refused on the fields, and lists it.
fn refused_answers(opened: &Opened, place: Place, problem: &Refusal) -> Outcome {
    let filling = opened.filling;
    if filling.is_gone() || place.is_gone() {
        return Outcome::None;
    }
    let model = filling.model();
    let mut lines = Vec::new();
    let mut on_fields = Vec::new();
    for error in &problem.errors {
        let message = Text { zh: error.detail.zh.clone(), en: error.detail.en.clone() };
        let key = filling.with_state(|state| state.key_at(&error.pointer));
        let label = match key {
            Some(key) => form_text(&model.field(key.field).label),
            None => {
                let id = error.pointer.strip_prefix("/materials/");
                let named = id.and_then(|id| model.materials().iter().find(|one| one.id == id));
                named.map(|material| form_text(&material.name)).unwrap_or_default()
            }
        };
        let found = Located {
            pointer: error.pointer.clone(),
            key,
            label: Text { zh: label, en: None },
            problem: Problem {
                code: ProblemCode::Check,
                params: Vec::new(),
                message: Some(message),
            },
        };
        lines.push(line(filling, place, &found));
        on_fields.push((error.pointer.clone(), found.problem));
    }
    filling.refuse(on_fields);
    Outcome::Incomplete(lines)
}

fn waits(words: Message) -> AnyView {
    view! { <p class="notice wait">{t(words)}</p> }.into_any()
}

fn shown(outcome: &Outcome, reopen: Callback<()>, place: Place) -> AnyView {
    match outcome {
        Outcome::None | Outcome::Sending | Outcome::Offline => ().into_any(),
        Outcome::NoCommitment => {
            view! { <p class="notice wrong">{t(fill::COMMITMENT_MISSING)}</p> }.into_any()
        }
        Outcome::Uploading(count) => {
            let words = fill_in(fill::UPLOADS_RUNNING, &[&count.to_string()]);
            view! { <p class="notice wait">{words}</p> }.into_any()
        }
        Outcome::Incomplete(lines) => {
            let all = lines.iter().map(|(address, words)| {
                view! { <li><a href=address.clone()>{words.clone()}</a></li> }.into_any()
            });
            let all = all.collect::<Vec<_>>();
            view! {
                <div class="problems">
                    <h2>{fill_in(fill::INCOMPLETE, &[&lines.len().to_string()])}</h2>
                    <ul>{all}</ul>
                </div>
            }
            .into_any()
        }
        Outcome::Unconfirmed(count) => notice(
            Tone::Wrong,
            fill_in(assist::UNCONFIRMED, &[&count.to_string()]),
            "",
            view! {
                <a
                    class="btn"
                    href="#assisted"
                    on:click=|event| {
                        event.prevent_default();
                        focus::focus_field("assisted");
                    }
                >
                    {t(assist::TO_CONFIRM)}
                </a>
            }
            .into_any(),
        ),
        Outcome::ToMend(count) => {
            let words = fill_in(assist::SUBMIT_LEFT, &[&count.to_string()]);
            view! { <p class="notice wait">{words}</p> }.into_any()
        }
        Outcome::Unsure => waits(fill::SUBMIT_UNSURE),
        Outcome::Failed(error) => failure(error, move || reopen.run(())),
        Outcome::Outdated => notice(
            Tone::Wait,
            t(fill::FORM_OUTDATED),
            "",
            view! {
                <a
                    class="btn main"
                    href=place.address(Some(0))
                    on:click=move |_| reopen.run(())
                >
                    {t(fill::CHANGE)}
                </a>
            }
            .into_any(),
        ),
    }
}
