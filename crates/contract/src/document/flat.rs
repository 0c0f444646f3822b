//! A document as JSON has it: the fields of its summary beside its own. As for a filing.

use serde::Deserialize;

use super::{Document, DocumentFact, DocumentKind, DocumentRef, DocumentTable};
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
    #[serde(default)]
    facts: Vec<DocumentFact>,
    #[serde(default)]
    tables: Vec<DocumentTable>,
    #[serde(default)]
    closing: Vec<Text>,
    issuer: Text,
    demo: bool,
    #[serde(default)]
    digest: String,
}

impl From<Flat> for Document {
    fn from(flat: Flat) -> Self {
        Self {
            summary: DocumentRef {
                id: flat.id,
                kind: flat.kind,
                number: flat.number,
                issued_at: flat.issued_at,
            },
            title: flat.title,
            addressee: flat.addressee,
            paragraphs: flat.paragraphs,
            facts: flat.facts,
            tables: flat.tables,
            closing: flat.closing,
            issuer: flat.issuer,
            demo: flat.demo,
            digest: flat.digest,
        }
    }
}
