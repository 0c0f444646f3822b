//! A form as data, and what the authorities already know of a party.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Text;

/// The form of an item (`GET /forms/{item}`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Form {
    /// The item.
    pub item: String,
    /// Version; a draft keeps the one that it was begun with, a submission names it.
    pub version: String,
    /// Schema, layout, materials and commitment, as the `forms` crate reads them: JSON
    /// Schema 2020-12 and JSON Forms with the `x-` keywords that README documents.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub definition: Value,
}

/// A value that an authority's register gives (`GET /forms/{item}/prefill`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Prefill {
    /// The `x-prefill` key that the form asks by.
    pub key: String,
    /// The value, as the field takes it.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// Which register says so.
    pub source: Text,
    /// As of which date.
    pub as_of: String,
}
