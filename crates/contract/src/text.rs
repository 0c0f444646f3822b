//! A text that the catalogue holds in Chinese, and in English where it has been translated.

use serde::{Deserialize, Serialize};

/// A text in both languages. Chinese is always there; English may be missing, and then
/// the Chinese is shown, marked as Chinese for screen readers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese (zh-CN).
    pub zh: String,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// A text in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: Some(en.into()) }
    }

    /// A text that only exists in Chinese.
    pub fn zh(zh: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: None }
    }

    /// The text to show and whether it is Chinese, by whether English is wanted.
    pub fn pick(&self, english: bool) -> (&str, bool) {
        match (&self.en, english) {
            (Some(en), true) => (en, false),
            _ => (&self.zh, true),
        }
    }
}
