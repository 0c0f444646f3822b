//! `/filings/{id}/receipt`: what the applicant holds after submission (收件回执).

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bangban_contract::document::Receipt;
use bangban_contract::mandate::MandateAct;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::app::AppState;
use crate::config::Config;
use crate::filings::submit;
use crate::http::{AlsoPhone, ApiError, ApiResult, Json, Origin, Path, Reached};
use crate::mandate::agency;
use crate::openapi::Refused;
use crate::session::Current;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings/{id}/receipt", get(read))
        .route("/filings/{id}/receipt/qr.svg", get(qr))
}

/// The receipt of the last submission.
#[utoipa::path(get, path = "/filings/{id}/receipt", tag = "filings", operation_id = "read_receipt",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Receipt),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    Reached(origin): Reached,
) -> ApiResult<Json<Receipt>> {
    Ok(Json(receipt(&state, &current, &id, origin).await?))
}

/// The filing's address as a QR code.
#[utoipa::path(get, path = "/filings/{id}/receipt/qr.svg", tag = "filings", operation_id = "read_receipt_qr",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = String, content_type = "image/svg+xml"),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn qr(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    Reached(origin): Reached,
) -> ApiResult<Response> {
    let receipt = receipt(&state, &current, &id, origin).await?;
    let code = QrCode::with_error_correction_level(receipt.address.as_bytes(), EcLevel::M)
        .map_err(ApiError::internal)?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], image).into_response())
}

async fn receipt(
    state: &AppState,
    current: &Current,
    id: &str,
    origin: Option<Origin>,
) -> ApiResult<Receipt> {
    let mut db = state.db.read().acquire().await?;
    let (act, now) = (MandateAct::Receive, state.clock.now());
    let (record, _) = agency::filing_for(&mut db, current, id, act, now).await?;
    drop(db);
    let address = address(&state.config, origin, &record.id);
    let receipt = submit::last_receipt(state.db.read(), &record.id, address).await?;
    receipt.ok_or_else(ApiError::not_found)
}

/// Where people reach a filing: under the origin that was asked, or where this server listens.
pub(super) fn address(config: &Config, origin: Option<Origin>, filing: &str) -> String {
    match origin {
        Some(origin) => format!("{origin}/filings/{filing}"),
        None => format!("http://{}/filings/{filing}", config.listen),
    }
}
