//! Going on with a filing on a phone (用手机继续): a code that is shown at the desktop, and the
//! session that it opens on the phone.
//!
//! The code is a secret: it travels in the fragment of the address that the QR code shows
//! (`/phone#code`) and in the body of `POST /phone-session`, never in a path or a query.
//!
//! # What a phone's session may do
//! It is a session of the same person for the same party, limited to one filing
//! ([`Session::only_filing`]). In that filing it reads all, fills the draft, adds and
//! removes files, and asks for help (帮办) with it. It does not submit, withdraw or delete: these are done where the person
//! signed in. It knows of no other filing, begins none, acts for nobody else, makes no code for
//! a further device, and reads of the registers what this filing's form asks for. It ends after
//! two hours, after half an hour without use, with the session that made its code, or when the
//! person ends it there. Whatever is not named here is refused (403 `not-allowed`); other
//! filings do not exist for it (404).

use serde::{Deserialize, Serialize};

use crate::session::Session;

/// The app's page that a code opens; the code follows after `#`.
pub const PAGE: &str = "/phone";

/// The last part of the address of the materials' step: `/filings/{id}/fill/materials`.
pub const MATERIALS: &str = "materials";

/// `POST /filings/{id}/phone-codes`: ask for a code. One that was made before and not used is
/// void.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskForPhoneCode {
    /// The step that the phone opens: the last part of its address, at most 16 letters and
    /// digits. The materials where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
}

/// A code. It opens the filing on one device, once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PhoneCode {
    /// The secret, base64url without padding, 43 characters (256 bits).
    pub code: String,
    /// Seconds for which it can be used from now on; the device's clock may be wrong.
    pub valid_seconds: u32,
}

/// `GET /filings/{id}/phones`: whether a phone has opened it. Asking is no use of the session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Phones {
    /// When the last code was used (instant); absent while it waits. A phone on which the person
    /// was signed in already keeps that session and is not in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<String>,
    /// The phones' sessions that run, oldest first.
    pub phones: Vec<Phone>,
}

/// A phone's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Phone {
    /// Since when (instant).
    pub joined_at: String,
    /// When it ends unless used (instant).
    pub expires_at: String,
}

/// `POST /phone-session`: use a code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JoinByPhone {
    /// The code.
    pub code: String,
    /// Whether a session of somebody else on this device may be ended for it. Where it may not,
    /// the answer is 409 `someone-else`, and the code can still be used.
    #[serde(default)]
    pub replace: bool,
}

/// What a code opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct JoinedByPhone {
    /// The filing.
    pub filing: String,
    /// The last part of the address of the step to open.
    pub step: String,
    /// The session on the phone now.
    pub session: Session,
}
