//! What an assistant's console shows (`/staff`): the station's queue and the assistant's own work.

use serde::{Deserialize, Serialize};

use super::{About, Assistance, Assistant, HelpStation, Level};

/// `GET /station`: the console. With `after`, the answer waits for something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Console {
    /// Grows with every change of the station's queue.
    pub version: u64,
    /// The assistant's station.
    pub station: HelpStation,
    /// Who asks.
    pub me: Assistant,
    /// The queue, the next first. Who has booked a time comes into it shortly before.
    pub waiting: Vec<Waiting>,
    /// Booked times to come that are not in the queue yet, the next first.
    pub booked: Vec<Waiting>,
    /// Mandates that wait for the station's acceptance.
    pub offered: u32,
    /// What the assistant has taken up and is not over.
    pub mine: Vec<Assistance>,
    /// The others of the station, to hand over to.
    pub colleagues: Vec<Assistant>,
    /// Of today.
    pub figures: Figures,
}

/// A request in the queue: all that an assistant knows before the applicant consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Id of the assistance.
    pub id: String,
    /// What it is about.
    pub about: About,
    /// Whether there is a filing to join.
    pub with_filing: bool,
    /// When it was asked for (instant).
    pub asked_at: String,
    /// Seconds that it has waited, beyond its booked time where it has one.
    pub waited: u32,
    /// The booked time (instant).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

/// The station's figures of today (Asia/Shanghai). A booked request counts from its time on; one
/// that was taken back before the promise was over does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Requests.
    pub requests: u32,
    /// Median time to the first answer, seconds; of those that were taken up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<u32>,
    /// Taken up within the promise.
    pub in_time: u32,
    /// Those of which it is known whether they were: taken up, over, or late already.
    pub due: u32,
    /// Taken up and ended by one of the two sides.
    pub solved: u32,
    /// Ratings.
    pub ratings: u32,
    /// Of them 3 to 5.
    pub satisfied: u32,
}

/// `POST /station/codes`: takes up the request whose code the applicant has read out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UseCode {
    /// Six digits.
    pub code: String,
    /// The level to ask for.
    pub wanted: Level,
}

/// `GET /stations/{id}/slots`: times that can be booked, the next working days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Slots {
    /// Beginnings of free half hours (instants), the next first.
    pub free: Vec<String>,
}

/// `GET /help-stations/fitting`: where a request of the party for whom one acts goes by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FittingStation {
    /// The station; absent where nobody helps online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<HelpStation>,
    /// The subdistrict or town (街镇) of the party's registered address, by its code, where a
    /// station is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
}
