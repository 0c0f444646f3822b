//! Who is signed in, and for whom they act.

use serde::{Deserialize, Serialize};

use crate::Text;

/// What a signed-in person may do in the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Applicant (申请人) or a firm's agent (经办人).
    Applicant,
    /// Reviewer (审批人员) of one department.
    Reviewer,
    /// Assistant (帮办员) of one service station.
    Assistant,
}

/// Whether a party is a natural person or an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// Natural person (自然人).
    Person,
    /// Legal person or other organisation (法人及非法人组织).
    Organisation,
}

/// A person or firm that a filing is made for (申请主体).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Opaque id, stable.
    pub id: String,
    /// Person or organisation.
    pub kind: PartyKind,
    /// Name as registered.
    pub name: Text,
    /// How the signed-in person stands to it, e.g. 本人, 经办人, 法定代表人.
    pub relation: Text,
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Opaque id, stable; also names the person's own store on a shared machine.
    pub id: String,
    /// Name to show.
    pub name: Text,
    /// What they may do.
    pub role: Role,
    /// The department of a reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Where an assistant works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
}

/// Where an assistant (帮办员) works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Desk {
    /// Id of the service station.
    pub station: String,
    /// Number on the badge (工号).
    pub number: String,
}

/// The answer to `GET /session`: who asks, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The signed-in person; absent where nobody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// Id of the party for whom they act now; one of `parties`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<String>,
    /// The parties for whom they may act.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// When the session ends unless used (instant).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// The one filing to which the session is limited, on a phone that joined by a code (see
    /// [`crate::phone`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_filing: Option<String>,
    /// Whether this backend runs on demo data, so that the app says so.
    #[serde(default)]
    pub demo: bool,
}

impl Session {
    /// The party for whom the person acts now.
    pub fn acting(&self) -> Option<&Party> {
        let id = self.acting_for.as_deref()?;
        self.parties.iter().find(|party| party.id == id)
    }
}

/// A demo identity to sign in with (`GET /session/identities`). Empty outside demo mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DemoIdentity {
    /// What to send to sign in.
    pub id: String,
    /// Name to show.
    pub name: Text,
    /// What they may do.
    pub role: Role,
    /// Whom they act for and what they are good to try.
    pub description: Text,
}

/// `POST /session`: sign in as a demo identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignIn {
    /// Id of a demo identity.
    pub identity: String,
}

/// `PUT /session/acting-for`: act for another of one's parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActFor {
    /// Id of the party.
    pub party: String,
}
