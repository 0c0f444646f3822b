//! The guide of a service item (办事指南要素).

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::catalogue::ItemSummary;

/// Everything that a person needs to know before they begin.
///
/// An item whose full guide is not written yet has the summary, the codes and the office;
/// its other lists are empty, and the page says where to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    /// The item in brief.
    pub item: ItemSummary,
    /// The formal particulars.
    pub particulars: Particulars,
    /// What only a written guide has; absent where none is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<GuideBody>,
    /// Where to go and ask (办理地点、咨询).
    pub offices: Vec<Office>,
}

/// Formal particulars (基本信息).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Particulars {
    /// Kind of item (事项类型), e.g. 行政许可.
    pub kind: Text,
    /// Basic code (基本编码), 12 digits.
    pub basic_code: String,
    /// Implementation code (实施编码), 31 characters.
    pub implementation_code: String,
    /// Level that exercises the power (行使层级).
    pub level: Text,
    /// Depth of online handling, 1 to 4 (网办深度).
    pub online_depth: u8,
}

/// The written part of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuideBody {
    /// What it is, in two sentences.
    pub summary: Text,
    /// Who may apply (受理范围).
    pub eligible: Vec<Text>,
    /// Conditions (受理条件).
    pub conditions: Vec<Text>,
    /// Materials (申请材料).
    pub materials: Vec<GuideMaterial>,
    /// What happens, in order (办理流程).
    pub steps: Vec<GuideStep>,
    /// Special procedures (特殊环节).
    pub special: Vec<SpecialProcedure>,
    /// Fee (收费标准与依据).
    pub fee: Fee,
    /// Legal basis (设定依据).
    pub basis: Vec<LegalBasis>,
    /// Ways to handle it (办理形式): online, window, by post.
    pub channels: Vec<Text>,
    /// What one gets (结果名称).
    pub results: Vec<GuideResult>,
    /// How it is delivered (送达方式).
    pub delivery: Vec<Text>,
    /// Remedies (救济渠道).
    pub remedies: Vec<Text>,
    /// Telephone for complaints (投诉电话).
    pub complaint_phone: String,
    /// Frequent questions (常见问题).
    pub faq: Vec<Faq>,
}

impl GuideBody {
    /// Paths below the API of all that can be downloaded.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let of_materials =
            self.materials.iter().flat_map(|one| one.blank_file.iter().chain(&one.sample_file));
        let of_results = self.results.iter().flat_map(|one| &one.sample_file);
        of_materials.chain(of_results).map(String::as_str)
    }
}

/// A material in the guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GuideMaterial {
    /// Id within the item.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it must satisfy (要求).
    pub requirement: Text,
    /// Where it comes from (来源渠道).
    pub source: Text,
    /// What is taken (材料形式), in words: the original (原件), a copy (复印件), an electronic
    /// document (电子). A guide that a device kept from before may have none.
    #[serde(default)]
    pub form: Text,
    /// How many (份数), where it is handed in on paper.
    pub copies: u8,
    /// Whether it is always needed (necessity 必要性); others depend on the situation.
    pub required: bool,
    /// In which case it is needed, where not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Text>,
    /// Whether it may follow after acceptance (容缺).
    pub tolerable: bool,
    /// Why it need not be handed in, where it need not (免提交方式).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Text>,
    /// What to mind when filling it in, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Text>,
    /// Path below the API of the blank form (空表) to download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank_file: Option<String>,
    /// Path below the API of the form filled in as a sample (样表).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_file: Option<String>,
}

/// A step of the procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuideStep {
    /// Name, e.g. 受理.
    pub name: Text,
    /// What happens and by whom.
    pub text: Text,
    /// How long, working days; absent where on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Whether it counts against the promised time, which runs from acceptance to decision:
    /// receipt comes before it, and delivery after.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub counted: bool,
}

fn yes() -> bool {
    true
}

// A field is handed to it by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_yes(value: &bool) -> bool {
    *value
}

/// A special procedure (特殊环节): hearing, inspection, expert review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpecialProcedure {
    /// Name.
    pub name: Text,
    /// How long, working days.
    pub days: u16,
    /// Basis.
    pub basis: Text,
    /// Whether it counts against the statutory time (是否计入法定时限, 行政许可法 art. 45).
    pub counted: bool,
    /// In which case it takes place, where not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Text>,
}

/// Fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fee {
    /// Whether one is charged.
    pub charged: bool,
    /// How much.
    pub standard: Text,
    /// Basis, where one is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
}

/// A legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalBasis {
    /// The law or regulation.
    pub law: Text,
    /// The article.
    pub article: Text,
    /// What it says, in brief.
    pub text: Text,
}

/// What one gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GuideResult {
    /// Name of the document.
    pub name: Text,
    /// How long it is valid.
    pub validity: Text,
    /// Path below the API of a sample (结果样本) to download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_file: Option<String>,
}

/// A place to go and ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// Name.
    pub name: Text,
    /// Address.
    pub address: Text,
    /// Opening hours.
    pub hours: Text,
    /// Telephone.
    pub phone: String,
}

/// A frequent question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Faq {
    /// Question.
    pub question: Text,
    /// Answer.
    pub answer: Text,
}
