//! A filing as JSON has it: the fields of its summary beside its own. Read in one go, since
//! serde reads a flattened field by way of a copy of everything, in several times the code.

use serde::Deserialize;
use serde_json::Value;

use super::{Filing, FilingState, FilingSummary, SpecialNotice, Supplement};
use crate::Text;
use crate::document::DocumentRef;
use crate::session::Party;
use crate::upload::Attachment;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Flat {
    id: String,
    item: String,
    item_name: Text,
    department_name: Text,
    party: Party,
    state: FilingState,
    #[serde(default)]
    number: Option<String>,
    created_at: String,
    updated_at: String,
    #[serde(default)]
    submitted_at: Option<String>,
    #[serde(default)]
    promised_on: Option<String>,
    #[serde(default)]
    agent: Option<Text>,
    version: String,
    form_version: String,
    #[serde(default)]
    answers: Option<Value>,
    attachments: Vec<Attachment>,
    #[serde(default)]
    supplement: Option<Supplement>,
    #[serde(default)]
    special: Option<SpecialNotice>,
    documents: Vec<DocumentRef>,
    #[serde(default)]
    reason: Option<Text>,
}

impl From<Flat> for Filing {
    fn from(flat: Flat) -> Self {
        Self {
            summary: FilingSummary {
                id: flat.id,
                item: flat.item,
                item_name: flat.item_name,
                department_name: flat.department_name,
                party: flat.party,
                state: flat.state,
                number: flat.number,
                created_at: flat.created_at,
                updated_at: flat.updated_at,
                submitted_at: flat.submitted_at,
                promised_on: flat.promised_on,
                agent: flat.agent,
            },
            version: flat.version,
            form_version: flat.form_version,
            answers: flat.answers,
            attachments: flat.attachments,
            supplement: flat.supplement,
            special: flat.special,
            documents: flat.documents,
            reason: flat.reason,
        }
    }
}
