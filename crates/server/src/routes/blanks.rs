//! `/blanks` and `/results`: blank forms and samples of the materials, and samples of what one
//! gets, to download. The same for everyone.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::AppState;
use crate::blanks::DOCX;
use crate::http::{ApiError, ApiResult, Path, attachment_named};
use crate::openapi::Refused;

const KEEP: &str = "public, max-age=300";

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/blanks/{form}/{file}", get(download))
        .route("/results/{item}/{file}", get(result))
}

/// A blank form (`blank.docx`) or the same filled in as a sample (`sample.docx`).
#[utoipa::path(get, path = "/blanks/{form}/{file}", tag = "catalogue", operation_id = "download_blank",
    params(
        ("form" = String, Path, description = "Id of the form."),
        ("file" = String, Path, description = "`blank.docx` or `sample.docx`."),
    ),
    responses(
        (status = 200, description = "A Word document.", body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (status = 404, response = Refused),
    ),
)]
pub async fn download(
    State(state): State<AppState>,
    Path((form, file)): Path<(String, String)>,
) -> ApiResult<Response> {
    answer(&state, &format!("/blanks/{form}/{file}"))
}

/// A sample of a result (结果样本) of an item, with invented particulars and marked as one.
#[utoipa::path(get, path = "/results/{item}/{file}", tag = "catalogue", operation_id = "download_result",
    params(
        ("item" = String, Path, description = "Id of the item."),
        ("file" = String, Path, description = "`1.docx` for the first result of the guide."),
    ),
    responses(
        (status = 200, description = "A Word document.", body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (status = 404, response = Refused),
    ),
)]
pub async fn result(
    State(state): State<AppState>,
    Path((item, file)): Path<(String, String)>,
) -> ApiResult<Response> {
    answer(&state, &format!("/results/{item}/{file}"))
}

fn answer(state: &AppState, path: &str) -> ApiResult<Response> {
    let found = state.published.blank(path).ok_or_else(ApiError::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, DOCX.to_owned()),
        (header::CONTENT_DISPOSITION, attachment_named(&found.name)),
        (header::CACHE_CONTROL, KEEP.to_owned()),
    ];
    Ok((headers, found.bytes.clone()).into_response())
}
