//! The work in a filing under a mandate: sensitive answers by whether they are there, files that
//! are added for the principal, and the submission.

use bangban_contract::Text;
use bangban_contract::mandate::MandateAct;
use bangban_contract::problem::{FieldError, ProblemCode};
use bangban_contract::submission::Submission;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::id_of;
use super::lines::Question;
use super::open::Work;
use crate::api::{ApiError, filings, forms};
use crate::i18n::{fill_in, form_text, mandate as words, pick, t};
use crate::later;
use crate::pages::fill::{files_part, step_of_materials};
use crate::platform::files::random_id;
use crate::platform::focus;
use crate::store::entrusted::Entrusting;
use crate::store::uploads::Uploads;
use crate::ui::el::child;
use crate::ui::notice::{Tone, failure, notice};
use crate::ui::toast::use_toasts;

/// What works with a mandate; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Under {
    pub(super) one: Entrusting,
    pub(super) uploads: Uploads,
    /// Version of the form, and its commitment.
    pub(super) form: StoredValue<(String, Text)>,
}

/// A sensitive answer: whether it is there.
pub(super) fn sensitive(under: Under, question: &Question) -> AnyView {
    let path = question.path.clone();
    let is_there = Memo::new(move |_| under.one.read(|now| now.filled.contains(&path)));
    (move || {
        let name = if is_there.get() { words::SENSITIVE_FILLED } else { words::SENSITIVE_OPEN };
        view! { <p class="soft">{t(name)}</p> }.into_any()
    })
    .into_any()
}

/// The materials, to be added for the principal.
pub(super) fn files(work: Work) -> AnyView {
    later::show_beside(move || Box::pin(files_part(work.filling)))
}

/// What came of trying to submit.
#[derive(Clone)]
enum Outcome {
    None,
    Sending,
    First,
    Unsent,
    Open(Vec<FieldError>),
    Failed(ApiError),
}

/// The submission, or why it is not the agent's.
pub(super) fn submit(work: Work, under: Under) -> AnyView {
    let may = Memo::new(move |_| under.one.may(MandateAct::Submit));
    child(move || {
        if may.get() {
            return form(work, under);
        }
        let (what, how) = (t(words::SUBMIT_NOT_YOURS), t(words::SUBMIT_NOT_YOURS_TEXT));
        notice(Tone::Plain, what, how, ().into_any())
    })
}

fn form(work: Work, under: Under) -> AnyView {
    let outcome = RwSignal::new(Outcome::None);
    let agreed = RwSignal::new(false);
    let key = StoredValue::new(random_id());
    let toasts = use_toasts();
    let send = move || {
        if matches!(outcome.get_untracked(), Outcome::Sending) {
            return;
        }
        work.filling.catch_up();
        let is_unsent =
            work.filling.journal().pending().get_untracked() > 0 || under.uploads.unfinished() > 0;
        let early = match (agreed.get_untracked(), is_unsent) {
            (false, _) => Some(Outcome::First),
            (true, true) => Some(Outcome::Unsent),
            (true, false) => None,
        };
        if let Some(early) = early {
            outcome.set(early);
            return;
        }
        outcome.set(Outcome::Sending);
        spawn_local(async move {
            match hand_in(work, under, &key.get_value()).await {
                // The page follows by itself.
                Ok(()) => untrack(|| toasts.say(t(words::SUBMITTED))),
                Err(ApiError::Problem(problem)) if problem.code == ProblemCode::InvalidAnswers => {
                    outcome.try_set(Outcome::Open(problem.errors));
                    focus::focus_soon(".outcome");
                }
                Err(error) => {
                    outcome.try_set(Outcome::Failed(error));
                    focus::focus_soon(".outcome");
                }
            }
        });
    };
    let told = move || match outcome.get() {
        Outcome::None | Outcome::Sending => ().into_any(),
        Outcome::First => view! { <p class="why">{t(words::SUBMIT_FIRST)}</p> }.into_any(),
        Outcome::Unsent => view! { <p class="why">{t(words::SUBMIT_UNSENT)}</p> }.into_any(),
        Outcome::Open(all) => open(work, &all),
        Outcome::Failed(error) => failure(&error, send),
    };
    let commitment = under.form.with_value(|(_, commitment)| pick(commitment));
    view! {
        <section class="card stack commitment" aria-labelledby="entrusted-submit">
            <h2 id="entrusted-submit">{t(words::SUBMIT_TITLE)}</h2>
            <p>{t(words::SUBMIT_TEXT)}</p>
            <p class="pre">{commitment}</p>
            <label class="pick">
                <input
                    type="checkbox"
                    prop:checked=move || agreed.get()
                    on:change=move |event| {
                        agreed.set(event_target_checked(&event));
                        outcome.set(Outcome::None);
                    }
                />
                <span>{t(words::SUBMIT_AGREE)}</span>
            </label>
            <div class="outcome" role="alert" tabindex="-1">{told}</div>
            <div class="btns">
                <button
                    type="button"
                    class="btn main big"
                    aria-disabled=move || matches!(outcome.get(), Outcome::Sending).to_string()
                    on:click=move |_| send()
                >
                    {t(words::SUBMIT)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

async fn hand_in(work: Work, under: Under, key: &str) -> Result<(), ApiError> {
    let id = work.filing();
    let form_version = under.form.with_value(|(version, _)| version.clone());
    let version = filings::get(&id).await?.version;
    // What is submitted is what the server has: the answers here are a part of it.
    let answers = serde_json::Value::Object(serde_json::Map::new());
    let submission = Submission { form_version, answers, commitment: true };
    forms::submit(&id, &version, key, &submission).await.map(drop)
}

/// What is missing or wrong, each with the way there.
fn open(work: Work, all: &[FieldError]) -> AnyView {
    let model = work.filling.model();
    let lines = all.iter().map(|error| {
        let material = error.pointer.strip_prefix("/materials/");
        let (name, step, path, is_sensitive) = if let Some(id) = material {
            let found = model.materials().iter().find(|one| one.id == id);
            let name = found.map(|one| form_text(&one.name)).unwrap_or_default();
            (name, step_of_materials(&model), String::new(), false)
        } else if let Some(key) = work.filling.with_state(|state| state.key_at(&error.pointer)) {
            let field = model.field(key.field);
            let path = work.filling.with_state(|state| state.path(key)).join("/");
            (form_text(&field.label), Some(field.step), path, field.sensitive)
        } else {
            (String::new(), None, String::new(), false)
        };
        let whose = is_sensitive.then(|| ["（", t(words::PRINCIPALS), "）"].concat());
        let text = [&name, "：", &pick(&error.detail), &whose.unwrap_or_default()].concat();
        let address = step.map(|step| {
            let at = if path.is_empty() { String::new() } else { ["#", &id_of(&path)].concat() };
            [&work.address(step), at.as_str()].concat()
        });
        view! { <li><a href=address>{text}</a></li> }.into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    let title = fill_in(words::SUBMIT_OPEN, &[&lines.len().to_string()]);
    notice(Tone::Wrong, title, "", view! { <ul class="stack tight">{lines}</ul> }.into_any())
}
