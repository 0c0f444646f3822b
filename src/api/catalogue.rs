//! Items and the lists around them.

use bangban_contract::catalogue::{Department, Figures, ItemSummary, Scene};
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

/// The life-event scenes.
pub async fn scenes() -> Result<Vec<Scene>, ApiError> {
    Call::get("/catalogue/scenes").read().await
}

/// A scene.
pub async fn scene(id: &str) -> Result<Scene, ApiError> {
    Call::get(&["/catalogue/scenes/", id].concat()).read().await
}

/// The departments.
pub async fn departments() -> Result<Vec<Department>, ApiError> {
    Call::get("/catalogue/departments").read().await
}

/// An item in brief.
pub async fn item(id: &str) -> Result<ItemSummary, ApiError> {
    Call::get(&["/items/", id].concat()).read().await
}

/// The guide of an item.
pub async fn guide(id: &str) -> Result<Guide, ApiError> {
    Call::get(&["/items/", id, "/guide"].concat()).read().await
}
