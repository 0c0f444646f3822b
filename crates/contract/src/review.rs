//! What a reviewer does: `GET /review/filings`, `POST /review/filings/{id}/moves`.

mod answers;

pub use answers::{
    AnswerList, AnswerPart, AnswerSection, AssistedAnswers, SubmittedAnswer, SubmittedAnswers,
    SubmittedMaterial,
};

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::filing::SupplementPoint;

/// A move in a filing's life. With `If-Match`; refused with `wrong-state` where the rules
/// do not allow it from where the filing stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "move", rename_all = "kebab-case")]
pub enum Move {
    /// Accept (受理).
    Accept,
    /// Tell once what to mend (补正告知).
    RequestSupplement {
        /// Everything to mend.
        points: Vec<SupplementPoint>,
        /// Working days that the applicant has.
        days: u16,
    },
    /// Do not accept (不予受理).
    NotAccept {
        /// Why.
        reason: Text,
    },
    /// Begin the review (审查).
    StartReview,
    /// Begin a special procedure (特别程序): the time limit stands still.
    StartSpecial {
        /// Its name.
        name: Text,
        /// Expected length, working days.
        days: u16,
    },
    /// End it.
    EndSpecial,
    /// Grant (准予).
    Grant,
    /// Refuse (不予许可).
    Refuse {
        /// Why.
        reason: Text,
    },
    /// Deliver the result (送达).
    Deliver,
}
