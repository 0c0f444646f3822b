//! Items and the lists around them.

use bangban_contract::catalogue::{Figures, Scene, Station};
use bangban_contract::guide::Guide;

use super::ApiError;
use super::request::Call;

/// The packed search index, as text.
pub async fn index() -> Result<String, ApiError> {
    Call::get("/catalogue/index").send().await.map(|answer| answer.text)
}

/// How large the catalogue is.
pub async fn figures() -> Result<Figures, ApiError> {
    Call::get("/catalogue/figures").read().await
}

/// The service stations.
pub async fn stations() -> Result<Vec<Station>, ApiError> {
    Call::get("/catalogue/stations").read().await
}

/// The life-event scenes.
pub async fn scenes() -> Result<Vec<Scene>, ApiError> {
    Call::get("/catalogue/scenes").read().await
}

/// The guide of an item.
pub async fn guide(id: &str) -> Result<Guide, ApiError> {
    Call::get(&["/catalogue/items/", id, "/guide"].concat()).read().await
}
