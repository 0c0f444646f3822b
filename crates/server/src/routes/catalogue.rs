//! `/catalogue`: the service items and the lists around them. The same for everyone, so
//! browsers and proxies may keep it for a while.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use bangban_contract::catalogue::{Department, Figures, ItemSummary, Region, Scene, Station};
use bangban_contract::guide::Guide;

use crate::app::AppState;
use crate::http::{ApiError, ApiResult, Encoded, Path};
use crate::openapi::Refused;

/// Kept for five minutes; for a day more it may be shown while a new one is fetched.
const KEEP: &str = "public, max-age=300, stale-while-revalidate=86400";

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/catalogue/index", get(index))
        .route("/catalogue/items/{id}", get(item))
        .route("/catalogue/items/{id}/guide", get(guide))
        .route("/catalogue/scenes", get(scenes))
        .route("/catalogue/bundles", get(bundles))
        .route("/catalogue/departments", get(departments))
        .route("/catalogue/stations", get(stations))
        .route("/catalogue/regions/{code}/children", get(regions))
        .route("/catalogue/figures", get(figures))
}

/// Every item, packed for searching on the device.
#[utoipa::path(get, path = "/catalogue/index", tag = "catalogue", operation_id = "read_index", responses(
    (status = 200, description = "Tab-separated, as the `search` crate reads it.", body = String,
        content_type = "text/plain"),
    (status = 304, description = "The one that `If-None-Match` names is the present one."),
))]
pub async fn index(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().index.answer(&headers, KEEP)
}

/// An item in brief.
#[utoipa::path(get, path = "/catalogue/items/{id}", tag = "catalogue", operation_id = "read_item",
    params(("id" = String, Path, description = "Id of the item.")),
    responses((status = 200, body = ItemSummary), (status = 404, response = Refused)),
)]
pub async fn item(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let guide = state.published.guide(&id).ok_or_else(ApiError::not_found)?;
    Ok(Encoded::json(&guide.item)?.answer(&headers, KEEP))
}

/// The guide of an item.
#[utoipa::path(get, path = "/catalogue/items/{id}/guide", tag = "catalogue", operation_id = "read_guide",
    params(("id" = String, Path, description = "Id of the item.")),
    responses((status = 200, body = Guide), (status = 404, response = Refused)),
)]
pub async fn guide(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let guide = state.published.guide(&id).ok_or_else(ApiError::not_found)?;
    Ok(Encoded::json(guide)?.answer(&headers, KEEP))
}

/// Life-event scenes (高效办成一件事).
#[utoipa::path(get, path = "/catalogue/scenes", tag = "catalogue", operation_id = "list_scenes", responses(
    (status = 200, body = Vec<Scene>),
))]
pub async fn scenes(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().scenes.answer(&headers, KEEP)
}

/// Licence bundles (证照联办).
#[utoipa::path(get, path = "/catalogue/bundles", tag = "catalogue", operation_id = "list_bundles", responses(
    (status = 200, body = Vec<Scene>),
))]
pub async fn bundles(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().bundles.answer(&headers, KEEP)
}

/// Departments (实施主体).
#[utoipa::path(get, path = "/catalogue/departments", tag = "catalogue", operation_id = "list_departments", responses(
    (status = 200, body = Vec<Department>),
))]
pub async fn departments(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().departments.answer(&headers, KEEP)
}

/// Service stations (政务服务工作站).
#[utoipa::path(get, path = "/catalogue/stations", tag = "catalogue", operation_id = "list_stations", responses(
    (status = 200, body = Vec<Station>),
))]
pub async fn stations(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().stations.answer(&headers, KEEP)
}

/// What lies below a region; `0` is above the provinces.
#[utoipa::path(get, path = "/catalogue/regions/{code}/children", tag = "catalogue", operation_id = "list_regions",
    params(("code" = String, Path, description = "Code of the region, `0` for the top.")),
    responses((status = 200, body = Vec<Region>), (status = 404, response = Refused)),
)]
pub async fn regions(
    State(state): State<AppState>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let below = state.published.ready().regions.get(&code).ok_or_else(ApiError::not_found)?;
    Ok(below.answer(&headers, KEEP))
}

/// How large the catalogue is.
#[utoipa::path(get, path = "/catalogue/figures", tag = "catalogue", operation_id = "read_figures", responses(
    (status = 200, body = Figures),
))]
pub async fn figures(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.published.ready().figures.answer(&headers, KEEP)
}
