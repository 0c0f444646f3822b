//! Creating an upload: what the material and the filing allow.

use bangban_contract::Text;
use bangban_contract::assistance::record::Event;
use bangban_contract::mandate::{MandateAct, NoticeKind};
use bangban_contract::problem::{FieldError, ProblemCode};
use bangban_forms::Material;
use uuid::Uuid;

use super::store::{self, Upload};
use super::tus::{MAX_SIZE, Metadata};
use super::{EXPIRES_AFTER, name};
use crate::app::AppState;
use crate::clock::rfc3339;
use crate::filings::{Record, touch};
use crate::http::ApiError;
use crate::mandate::agency::{self, Hand};
use crate::session::Current;

/// Creates an upload of `size` bytes in a filing that its applicant may change.
pub async fn create(
    state: &AppState,
    current: &Current,
    filing: &str,
    size: u64,
    about: &Metadata,
    metadata: &str,
) -> Result<Upload, ApiError> {
    let mut db = state.db.read().acquire().await?;
    let act = MandateAct::Fill;
    let (record, _) = agency::filing_for(&mut db, current, filing, act, state.clock.now()).await?;
    drop(db);
    must_be_editable(&record)?;
    let item =
        state.items.find(&record.item).ok_or_else(|| ApiError::new(ProblemCode::WrongState))?;
    let material = item.model.materials().iter().find(|material| material.id == about.material);
    let material = material.ok_or_else(|| unknown(&about.material))?;
    check(material, size, about)?;
    let now = state.clock.now();
    let upload = Upload {
        id: Uuid::new_v4().simple().to_string(),
        filing: record.id.clone(),
        material: material.id.clone(),
        name: name::sanitise(&about.name),
        media_type: about.media_type.clone(),
        size,
        received: 0,
        state: "open".into(),
        submitted: false,
        sha256: None,
        metadata: metadata.to_owned(),
        created_at: rfc3339(now),
        expires_at: rfc3339(now + EXPIRES_AFTER),
    };
    // The file first: a row always has its file. A file without a row is removed at the start.
    state.uploads.folder.create(&upload.id).await?;
    let stored = insert(state, current, &upload, material).await;
    if stored.is_err() {
        state.uploads.discard(&upload.id).await;
    }
    stored.map(|()| upload)
}

async fn insert(
    state: &AppState,
    current: &Current,
    upload: &Upload,
    material: &Material,
) -> Result<(), ApiError> {
    let mut tx = state.db.begin().await?;
    // Read again with the pen in hand: it may have been submitted or filled up meanwhile.
    let (now, act) = (state.clock.now(), MandateAct::Fill);
    let (record, hand) = agency::filing_for(&mut tx, current, &upload.filing, act, now).await?;
    must_be_editable(&record)?;
    let there = store::of_filing(&mut *tx, &upload.filing).await?;
    let count = there
        .iter()
        .filter(|other| other.material == material.id && !other.is_expired(now))
        .count();
    if count >= material.max_files as usize {
        return Err(ApiError::invalid(vec![FieldError {
            pointer: format!("/materials/{}", material.id),
            code: "material-too-many".into(),
            detail: Text::new(
                format!("该材料最多上传 {} 个文件。", material.max_files),
                format!("This material takes at most {} files.", material.max_files),
            ),
        }]));
    }
    sqlx::query(
        "INSERT INTO upload (id, filing, material, name, media_type, size, metadata, created_at, \
         expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&upload.id)
    .bind(&upload.filing)
    .bind(&upload.material)
    .bind(&upload.name)
    .bind(&upload.media_type)
    .bind(i64::try_from(upload.size).unwrap_or(i64::MAX))
    .bind(&upload.metadata)
    .bind(&upload.created_at)
    .bind(&upload.expires_at)
    .execute(&mut *tx)
    .await?;
    if let Hand::Agent(agency) = &hand {
        let event = Event::Attached { field: format!("materials/{}", material.id) };
        let (told, kind) = ((record.id.as_str(), &record.item_name), NoticeKind::Attached);
        agency.did(&mut tx, told, event, Some(kind), now).await?;
    }
    touch(&mut *tx, &[upload.filing.as_str()].into(), &upload.created_at).await?;
    tx.commit().await?;
    Ok(())
}

/// 409 unless the applicant may change the filing now.
pub fn must_be_editable(record: &Record) -> Result<(), ApiError> {
    if record.state.is_editable() {
        return Ok(());
    }
    Err(ApiError::new(ProblemCode::WrongState).detail(
        "办件已提交，不能再更改材料。",
        "The filing has been submitted; its materials cannot be changed now.",
    ))
}

fn unknown(material: &str) -> ApiError {
    let shown: String = material.chars().take(64).collect();
    ApiError::invalid(vec![FieldError {
        pointer: format!("/materials/{}", shown.replace('~', "~0").replace('/', "~1")),
        code: "material-unknown".into(),
        detail: Text::new("该事项没有这项材料。", "The item has no such material."),
    }])
}

fn check(material: &Material, size: u64, about: &Metadata) -> Result<(), ApiError> {
    if size == 0 {
        return Err(ApiError::new(ProblemCode::UnsupportedType).detail(
            "文件是空的，请检查后重新选择。",
            "The file is empty. Check it and choose again.",
        ));
    }
    let limit = material.max_bytes.min(MAX_SIZE);
    if size > limit {
        let shown = megabytes(limit);
        return Err(ApiError::new(ProblemCode::TooLarge).detail(
            format!("文件超过该材料允许的 {shown} MB。"),
            format!("The file is larger than the {shown} MB that this material allows."),
        ));
    }
    if !material.accept.contains(&about.media_type) {
        return Err(ApiError::new(ProblemCode::UnsupportedType).detail(
            "该材料不接受此类型的文件。",
            "This material does not take files of this type.",
        ));
    }
    Ok(())
}

/// A limit in megabytes, with one decimal where it is not whole.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes * 10 / (1024 * 1024);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") }
}
