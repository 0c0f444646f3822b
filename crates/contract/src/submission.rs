//! Submitting a filing (提交).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `POST /filings/{id}/submission`, with `Idempotency-Key` and `If-Match`. Answers 201
/// with a `Receipt`; the same key again answers the same. Serves the first submission
/// and the one after a supplement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Submission {
    /// Version of the form that was filled.
    pub form_version: String,
    /// All visible answers. Of who submits under a mandate it is not looked at: they do not know all
    /// of them, and what is submitted is what the server has.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Value,
    /// The applicant read and made the commitment (承诺书).
    pub commitment: bool,
}
