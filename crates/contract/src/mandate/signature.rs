//! The principal's signature: drawn, and bound to who is signed in and to the text.

use serde::{Deserialize, Serialize};

use super::MandateText;
use crate::Text;

/// Width of the area in which a signature is drawn, units.
pub const WIDTH: u16 = 1_000;
/// Its height, units.
pub const HEIGHT: u16 = 400;
/// The most points of a signature.
pub const MOST_POINTS: usize = 4_000;
/// The fewest points: a dot is no signature.
pub const FEWEST_POINTS: usize = 8;

/// Lines as they were drawn: points of x and y in an area of [`WIDTH`] × [`HEIGHT`].
pub type Strokes = Vec<Vec<[u16; 2]>>;

/// What the principal sends to sign.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    /// [`MandateText::digest`] of the text that was read.
    pub digest: String,
    /// What was drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<Vec<u16>>>))]
    pub strokes: Strokes,
}

// A signature is personal: it stays out of whatever is printed for debugging.
impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signature(hidden)")
    }
}

impl Signature {
    /// Whether it was drawn, and inside the area.
    pub fn is_drawn(&self) -> bool {
        let count: usize = self.strokes.iter().map(Vec::len).sum();
        let is_inside = |point: &[u16; 2]| point[0] <= WIDTH && point[1] <= HEIGHT;
        (FEWEST_POINTS..=MOST_POINTS).contains(&count)
            && self.strokes.iter().flatten().all(is_inside)
    }
}

/// How the identity of who signed was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SignedWay {
    /// Signed in on the device.
    Session,
    /// By a link that was made while signed in, on the own phone.
    Phone,
}

/// A signature that stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Signed {
    /// Who.
    pub by: Text,
    /// When (instant).
    pub at: String,
    /// How their identity was known.
    pub way: SignedWay,
    /// Hash of the text that was signed.
    pub digest: String,
    /// What was drawn.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<Vec<u16>>>))]
    pub strokes: Strokes,
}

impl std::fmt::Debug for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signed(hidden)")
    }
}

/// That the agent accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Accepted {
    /// Who.
    pub by: Text,
    /// When (instant).
    pub at: String,
}

/// `POST /signing` and `POST /signing/signature`: what the code of a link opens, and signing by
/// it. The code is a secret: it travels in the fragment of the address and in bodies.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignByCode {
    /// The code.
    pub code: String,
    /// The signature; absent to read only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// What is signed on the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SigningSheet {
    /// Who is to sign.
    pub signer: Text,
    /// The text.
    pub text: MandateText,
    /// The signature, once it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn() {
        let line = |count: u16| (0..count).map(|at| [at, 1]).collect::<Vec<_>>();
        for (strokes, expected) in [
            (vec![], false),
            (vec![line(7)], false),
            (vec![line(8)], true),
            (vec![line(4), line(4)], true),
            (vec![line(1_000); 4], true),
            (vec![line(1_000); 5], false),
            (vec![[vec![[WIDTH + 1, 0]], line(9)].concat()], false),
            (vec![[vec![[0, HEIGHT + 1]], line(9)].concat()], false),
        ] {
            let signature = Signature { digest: String::new(), strokes };
            assert_eq!(signature.is_drawn(), expected, "{:?}", signature.strokes.len());
        }
    }
}
