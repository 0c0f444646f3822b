//! A document as JSON has it: the fields of its summary beside its own. As for a filing.

use serde::Deserialize;

use super::{Document, DocumentKind, DocumentRef};
use crate::Text;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Flat {
    id: String,
    kind: DocumentKind,
    number: String,
    issued_at: String,
    title: Text,
    addressee: Text,
    paragraphs: Vec<Text>,
    issuer: Text,
    demo: bool,
}

impl From<Flat> for Document {
    fn from(flat: Flat) -> Self {
        let Flat { id, kind, number, issued_at, title, addressee, paragraphs, issuer, demo } = flat;
        let summary = DocumentRef { id, kind, number, issued_at };
        Self { summary, title, addressee, paragraphs, issuer, demo }
    }
}
