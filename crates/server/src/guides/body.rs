//! A guide's file, and the guide that it and the form's materials make together.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::guide::{
    Faq, Fee, GuideBody, GuideMaterial, GuideResult, GuideStep, LegalBasis, SpecialProcedure,
};
use bangban_forms::Model;
use serde::Deserialize;

use super::form::{self, Form};
use crate::documents::Template;
use crate::results::{self, Lines};

/// The file. An item with a form has its materials there and says here only in which case
/// one is needed; an item without a form lists them here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GuideFile {
    pub item: String,
    summary: Text,
    eligible: Vec<Text>,
    conditions: Vec<Text>,
    #[serde(default)]
    materials: Vec<MaterialFile>,
    #[serde(default)]
    notes: BTreeMap<String, MaterialNote>,
    steps: Vec<GuideStep>,
    special: Vec<SpecialProcedure>,
    fee: Fee,
    basis: Vec<LegalBasis>,
    channels: Vec<Text>,
    results: Vec<ResultFile>,
    delivery: Vec<Text>,
    remedies: Vec<Text>,
    complaint_phone: String,
    faq: Vec<Faq>,
    /// What the item's papers state, where it can be filed.
    #[serde(default)]
    pub paper: Option<Template>,
}

/// A material of an item without a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialFile {
    id: String,
    name: Text,
    requirement: Text,
    source: Text,
    #[serde(default)]
    form: Vec<Form>,
    copies: u8,
    required: bool,
    case: Option<Text>,
    tolerable: bool,
    exemption: Option<Text>,
    sample: Option<Text>,
    blank: Option<String>,
    filled: Option<String>,
}

/// What one gets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultFile {
    name: Text,
    validity: Text,
    /// What the sample of it states; absent where it is the decision on the form.
    sample: Option<Lines>,
}

/// What the guide adds to a material of the form.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialNote {
    #[serde(default)]
    form: Vec<Form>,
    case: Option<Text>,
    sample: Option<Text>,
}

impl GuideFile {
    /// The guide; what samples of its results state is put into `samples`. `Err` names the
    /// element that does not fit.
    pub fn into_body(
        mut self,
        form: Option<&Model>,
        samples: &mut BTreeMap<String, Lines>,
    ) -> Result<GuideBody, String> {
        let materials = match form {
            Some(_) if !self.materials.is_empty() => return Err("/materials".into()),
            Some(model) => of_form(model, &mut self.notes)?,
            None => {
                let own_ones = std::mem::take(&mut self.materials).into_iter().map(own);
                own_ones.collect::<Result<_, _>>()?
            }
        };
        if let Some(id) = self.notes.keys().next() {
            return Err(["/notes/", id].concat());
        }
        let mut results = Vec::new();
        for (at, result) in self.results.into_iter().enumerate() {
            let path = results::path(&self.item, at);
            if let Some(lines) = result.sample {
                let is_empty = |(name, value): &(String, String)| {
                    name.trim().is_empty() || value.trim().is_empty()
                };
                if lines.is_empty() || lines.iter().any(is_empty) {
                    return Err(format!("/results/{at}/sample"));
                }
                samples.insert(path.clone(), lines);
            }
            let (name, validity) = (result.name, result.validity);
            results.push(GuideResult { name, validity, sample_file: Some(path) });
        }
        Ok(GuideBody {
            summary: self.summary,
            eligible: self.eligible,
            conditions: self.conditions,
            materials,
            steps: self.steps,
            special: self.special,
            fee: self.fee,
            basis: self.basis,
            channels: self.channels,
            results,
            delivery: self.delivery,
            remedies: self.remedies,
            complaint_phone: self.complaint_phone,
            faq: self.faq,
        })
    }
}

/// In which form a material is taken. One that need not be handed in (免提交) is had by data
/// sharing or made here; of the others it has to be said.
fn taken(id: &str, forms: &[Form], exempt: bool) -> Result<Text, String> {
    let forms = if forms.is_empty() && exempt { &[Form::Electronic] } else { forms };
    form::words(forms).ok_or_else(|| ["/materials/", id, "/form"].concat())
}

fn own(file: MaterialFile) -> Result<GuideMaterial, String> {
    Ok(GuideMaterial {
        form: taken(&file.id, &file.form, file.exemption.is_some())?,
        id: file.id,
        name: file.name,
        requirement: file.requirement,
        source: file.source,
        copies: file.copies,
        required: file.required,
        case: file.case,
        tolerable: file.tolerable,
        exemption: file.exemption,
        sample: file.sample,
        blank_file: file.blank,
        sample_file: file.filled,
    })
}

/// The form's materials; one that depends on the situation needs a note that says on what.
fn of_form(
    model: &Model,
    notes: &mut BTreeMap<String, MaterialNote>,
) -> Result<Vec<GuideMaterial>, String> {
    let text = |text: &bangban_forms::Text| Text { zh: text.zh.clone(), en: text.en.clone() };
    let mut materials = Vec::new();
    for one in model.materials() {
        let missing = |what: &str| ["/materials/", &one.id, what].concat();
        let MaterialNote { form, case, sample } = notes.remove(&one.id).unwrap_or_default();
        let depends = one.depends() || !one.required;
        if depends != case.is_some() {
            return Err(missing("/case"));
        }
        materials.push(GuideMaterial {
            id: one.id.clone(),
            name: text(&one.name),
            requirement: text(one.requirement.as_ref().ok_or_else(|| missing("/requirement"))?),
            source: text(one.source.as_ref().ok_or_else(|| missing("/source"))?),
            form: taken(&one.id, &form, one.exemption.is_some())?,
            copies: u8::try_from(one.copies).map_err(|_| missing("/copies"))?,
            required: !depends,
            case,
            tolerable: one.tolerable,
            exemption: one
                .exemption
                .as_ref()
                .map(|exemption| exemption.note.as_ref().map(text).unwrap_or_default()),
            sample,
            blank_file: one.blank.clone(),
            sample_file: one.sample.clone(),
        });
    }
    Ok(materials)
}
