//! Service items and the lists around them.
//!
//! `GET /catalogue/index` is `text/plain` in the packed format of the `search` crate.

use serde::{Deserialize, Serialize};

use crate::Text;

/// Whom an item serves (服务对象).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Natural persons (自然人).
    Person,
    /// Organisations (法人).
    Organisation,
}

/// How it is handled (办件类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Handling {
    /// Decided on the spot (即办件).
    Instant,
    /// Decided within a promised time (承诺件).
    Promised,
}

/// How an item is taken across provinces (跨省通办方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CrossProvince {
    /// Every step is remote (全程网办).
    Online,
    /// Received where the applicant is, decided here (异地代收代办).
    Remote,
    /// One acceptance, handled jointly (多地联办).
    Joint,
}

/// A handling item (办理项) in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ItemSummary {
    /// Id, stable, as used in addresses: `food-business-licence.new`.
    pub id: String,
    /// Name of the handling item.
    pub name: Text,
    /// Id of the department (实施主体).
    pub department: String,
    /// Name of the department.
    pub department_name: Text,
    /// Whom it serves.
    pub audience: Vec<Audience>,
    /// Instant or promised.
    pub handling: Handling,
    /// Time limit by law, working days (法定办结时限).
    pub statutory_days: u16,
    /// Promised time limit, working days (承诺办结时限); 0 = on the spot.
    pub promised_days: u16,
    /// Visits to a window that the applicant must make (到现场次数).
    pub visits: u8,
    /// Whether a fee is charged.
    pub fee: bool,
    /// Help and entrusted filing are offered (在线帮办、委托进件).
    pub assisted: bool,
    /// Decided by rules around the clock (24 小时智能审批).
    pub automatic: bool,
    /// Across provinces, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cross_province: Option<CrossProvince>,
    /// Whether it can be filed online here: a form exists.
    pub fileable: bool,
}

/// A department (实施主体).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Department {
    /// Id, stable.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Telephone for questions.
    pub phone: String,
    /// Address of its window.
    pub address: String,
    /// Opening hours.
    pub hours: Text,
    /// How many items it handles.
    pub items: u32,
}

/// A service station (政务服务工作站).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Station {
    /// Id, stable.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Address.
    pub address: String,
    /// Opening hours.
    pub hours: Text,
    /// Telephone.
    pub phone: String,
    /// The subdistrict or town (街镇) in which it is, where it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<Region>,
    /// What it does: 材料预审, 事项办理, 证照寄递, 材料流转.
    pub services: Vec<Text>,
}

/// A life-event scene (高效办成一件事) or a licence bundle (证照联办): items taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Id, stable.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Whom it serves.
    pub audience: Audience,
    /// Ids of its items.
    pub items: Vec<String>,
}

/// A place of the region tree (行政区划, GB/T 2260, down to the community).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether nothing lies below it.
    pub leaf: bool,
}

/// How large the catalogue is, by the figures that the district publishes (`GET /catalogue/figures`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Handling items.
    pub items: u32,
    /// With help and entrusted filing.
    pub assisted: u32,
    /// Decided by rules around the clock.
    pub automatic: u32,
    /// Across provinces.
    pub cross_province: u32,
    /// Life-event scenes.
    pub scenes: u32,
    /// Stations.
    pub stations: u32,
}
