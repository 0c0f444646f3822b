//! Files that are handed in with a filing. They travel by tus 1.0
//! (`POST /filings/{id}/uploads`, then `HEAD`, `PATCH`, `DELETE /uploads/{upload}`).

use serde::{Deserialize, Serialize};

use crate::Text;

/// The keys of `Upload-Metadata` (values are base64 of UTF-8).
pub mod metadata {
    /// Name of the file.
    pub const NAME: &str = "filename";
    /// Media type.
    pub const TYPE: &str = "filetype";
    /// Id of the material that it belongs to.
    pub const MATERIAL: &str = "material";
}

/// A file of a filing (`GET /filings/{id}/attachments`; content at `/uploads/{id}/content`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Opaque id, the same as the upload's.
    pub id: String,
    /// The material that it belongs to.
    pub material: String,
    /// What that material is called; absent where the form does not know it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_name: Option<Text>,
    /// Name of the file as the person named it.
    pub name: String,
    /// Media type, as found in the content.
    pub media_type: String,
    /// Full size, bytes.
    pub size: u64,
    /// Bytes received so far.
    pub offset: u64,
    /// Whether it is all there and was found good.
    pub complete: bool,
    /// When it was begun (instant).
    pub created_at: String,
}
