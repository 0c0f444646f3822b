//! What is looked at before it is submitted: everything, by the same form as in the app.

use bangban_contract::Text;
use bangban_contract::filing::Supplement;
use bangban_contract::problem::FieldError;
use bangban_contract::submission::Submission;
use bangban_forms::{Attached, Day, Locale, Model, State, describe, validate};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::filings::items::FileableItem;
use crate::http::ApiError;
use crate::uploads::store::Upload;

/// A file as it was submitted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SubmittedFile {
    pub id: String,
    pub material: String,
    pub name: String,
    pub size: u64,
    pub sha256: String,
}

/// What may be submitted.
pub(super) struct Checked {
    pub answers: Value,
    pub files: Vec<SubmittedFile>,
    /// Files of materials that do not apply in the situation: they are not submitted.
    pub dropped: Vec<String>,
}

/// Validates everything by the same form as the app. `filled_on` is the day against which the days
/// in it are held.
pub(super) fn check(
    item: &FileableItem,
    submission: &Submission,
    uploads: &[Upload],
    supplement: Option<&Supplement>,
    filled_on: Option<Day>,
) -> Result<Checked, ApiError> {
    let mut errors = Vec::new();
    if !submission.commitment {
        errors.push(FieldError {
            pointer: "/commitment".into(),
            code: "required".into(),
            detail: Text::new("请阅读并作出承诺。", "Read and make the commitment."),
        });
    }
    let applies = applying(item, &submission.answers);
    let (kept, dropped): (Vec<&Upload>, Vec<&Upload>) =
        uploads.iter().partition(|upload| applies.iter().any(|id| *id == upload.material));
    let mut attached: Vec<Attached> = Vec::new();
    let mut unfinished: Vec<String> = Vec::new();
    for upload in &kept {
        if !upload.is_complete() {
            let pointer = format!("/materials/{}", upload.material);
            if !unfinished.contains(&pointer) {
                unfinished.push(pointer);
            }
            continue;
        }
        match attached.iter_mut().find(|known| known.material == upload.material) {
            Some(known) => known.files += 1,
            None => attached.push(Attached { material: upload.material.clone(), files: 1 }),
        }
    }
    let points = supplement.map_or(&[][..], |one| &one.points);
    let demanded: Vec<&str> = points.iter().map(|point| &*point.pointer).collect();
    let verdict = validate(&item.model, &submission.answers, &attached, &demanded, filled_on);
    // Of a material whose file is still on its way it is not said that it is missing.
    let told = verdict.problems.iter().filter(|found| !unfinished.contains(&found.pointer));
    errors.extend(told.map(|found| FieldError {
        pointer: found.pointer.clone(),
        code: found.problem.code.code().into(),
        detail: Text::new(
            describe(&found.problem, Locale::Zh),
            describe(&found.problem, Locale::En),
        ),
    }));
    errors.extend(unfinished.into_iter().map(|pointer| FieldError {
        pointer,
        code: "material-incomplete".into(),
        detail: Text::new(
            "有文件尚未上传完成，请等待完成或删除后重新上传。",
            "A file has not arrived whole. Wait for it, or remove it and upload again.",
        ),
    }));
    if !errors.is_empty() {
        return Err(ApiError::invalid(errors));
    }
    Ok(Checked {
        answers: verdict.answers,
        files: kept
            .into_iter()
            .map(|upload| SubmittedFile {
                id: upload.id.clone(),
                material: upload.material.clone(),
                name: upload.name.clone(),
                size: upload.size,
                sha256: upload.sha256.clone().unwrap_or_default(),
            })
            .collect(),
        dropped: dropped
            .into_iter()
            .filter(|upload| !upload.submitted)
            .map(|upload| upload.id.clone())
            .collect(),
    })
}

/// Ids of the materials that apply with these answers.
fn applying<'a>(item: &'a FileableItem, answers: &Value) -> Vec<&'a str> {
    let model: &'a Model = &item.model;
    State::load(item.model.clone(), answers)
        .materials()
        .iter()
        .filter_map(|applies| model.materials().get(applies.index))
        .map(|material| material.id.as_str())
        .collect()
}
