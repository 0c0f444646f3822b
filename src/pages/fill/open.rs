//! Opens a filing: the filing, its form, its files, the draft on this device, and what
//! registers know.

use std::sync::Arc;

use bangban_contract::filing::Filing;
use bangban_contract::form::Prefill;
use bangban_contract::upload::Attachment;
use bangban_forms::{FormDefinition, Model};
use leptos::prelude::*;
use serde_json::Value;

use super::asked::ask;
use super::queued;
use crate::api::ApiError;
use crate::api::request::read;
use crate::store::filling::{Filling, filled_on};
use crate::store::journal::Journal;
use crate::store::uploads::Uploads;

/// Why a filing could not be opened.
pub(super) enum OpenError {
    /// The backend did not give what is needed.
    Api(ApiError),
    /// The form is not one that this version of the app understands.
    BadForm,
    /// It is submitted; its id.
    NotEditable(String),
}

/// What was fetched and read.
pub(super) struct Data {
    person: String,
    filing: Filing,
    form_version: String,
    commitment: bangban_contract::Text,
    model: Arc<Model>,
    journal: Journal,
    attachments: Vec<Attachment>,
    prefill: Vec<Prefill>,
    kept_at: Option<f64>,
    ready: Option<f64>,
}

/// A filing that is open.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) filing: Arc<Filing>,
    /// The version for `If-Match`; moves when the filing was found to have changed.
    pub(super) version: RwSignal<String>,
    pub(super) form_version: String,
    pub(super) commitment: bangban_contract::Text,
    pub(super) filling: Filling,
    pub(super) uploads: Uploads,
    pub(super) prefill: StoredValue<Vec<Prefill>>,
    /// How many answers registers filled in just now.
    pub(super) prefilled: usize,
    /// Since when what is shown is known, where the server did not answer; milliseconds since
    /// 1970.
    pub(super) kept_at: RwSignal<Option<f64>>,
    /// Since when a submission waits for the network, where one does.
    pub(super) ready: RwSignal<Option<f64>>,
    /// Whether the person has said that it may go now.
    pub(super) go: RwSignal<bool>,
    /// Whether it is being submitted from here.
    pub(super) is_sending: RwSignal<bool>,
}

pub(super) async fn open(person: &str, id: &str, away: bool) -> Result<Data, OpenError> {
    let asked = ask(person, id, away).await?;
    let definition = FormDefinition::of(asked.form.definition);
    let commitment = commitment(&definition.commitment);
    let model = Arc::new(definition.compile().map_err(|_| OpenError::BadForm)?);
    let ready = queued::find(asked.journal.store(), id).await;
    let [_, attachments, prefill] = &asked.seen.texts;
    Ok(Data {
        person: person.to_owned(),
        filing: asked.filing,
        form_version: asked.form.version,
        commitment,
        model,
        journal: asked.journal,
        attachments: read(attachments).map_err(OpenError::Api)?,
        prefill: read(prefill).unwrap_or_default(),
        kept_at: asked.is_kept.then_some(asked.seen.at),
        ready,
    })
}

/// The commitment of a form, in both languages.
pub(in crate::pages) fn commitment(value: &Value) -> bangban_contract::Text {
    if let Some(text) = value.as_str() {
        return bangban_contract::Text::zh(text);
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    bangban_contract::Text { zh: text("zh").unwrap_or_default(), en: text("en") }
}

impl Data {
    /// Makes the read models, under the owner of the page.
    pub(super) fn ready(self) -> Opened {
        let fresh = self.journal.is_fresh();
        let store = self.journal.store();
        let day = filled_on(self.filing.summary.submitted_at.as_deref());
        let filling = Filling::new(self.model, self.journal, Some(day));
        if let Some(supplement) = &self.filing.supplement {
            filling.demand(&supplement.points);
        }
        let submitted = self.filing.answers.as_ref().filter(|_| fresh);
        if let Some(answers) = submitted {
            filling.adopt(answers);
        }
        let values: Vec<(String, Value)> = self
            .prefill
            .iter()
            .map(|prefill| (prefill.key.clone(), prefill.value.clone()))
            .collect();
        let only_mark = !fresh || submitted.is_some();
        let prefilled = filling.prefill(&values, only_mark);
        filling.journal().begin();
        super::share::share(self.person, self.filing.summary.id.clone(), filling);
        let uploads = Uploads::new(&self.filing.summary.id, store, self.attachments);
        Opened {
            version: RwSignal::new(self.filing.version.clone()),
            filing: Arc::new(self.filing),
            form_version: self.form_version,
            commitment: self.commitment,
            filling,
            uploads,
            prefill: StoredValue::new(self.prefill),
            prefilled,
            kept_at: RwSignal::new(self.kept_at),
            ready: RwSignal::new(self.ready),
            go: RwSignal::new(false),
            is_sending: RwSignal::new(false),
        }
    }
}
