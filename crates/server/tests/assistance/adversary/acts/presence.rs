//! What is shown of oneself.

use serde_json::json;

use super::Refused;
use crate::assistance::adversary::scene::Scene;
use crate::realtime::peer::Heard;

pub async fn as_applicant(scene: &mut Scene<'_>) -> Refused {
    let anna = scene.place.sign_in("anna").await;
    let mut own = scene.place.open(&anna, &format!("{}/assist", scene.filing)).await;
    let user = json!({"id": "anna", "name": {"zh": "测试anna"}, "role": "applicant"});
    let state = json!({"user": user, "field": "title"});
    scene.socket("assist").show(9, 1, &state.to_string()).await;
    let heard = own.until(|heard| matches!(heard, Heard::Presence(_))).await;
    let Heard::Presence(shown) = heard else { unreachable!() };
    let user = &shown[0].2["user"];
    if user["role"] == "assistant" && user["name"]["zh"] == "测试hana" {
        Ok("shown as herself".into())
    } else {
        Err(user.to_string())
    }
}

/// The applicant's client, and how far it has come.
const THEIRS: (u32, u32) = (9, 3);

pub async fn show_for(scene: &mut Scene<'_>, state: &str) -> Refused {
    let anna = scene.place.sign_in("anna").await;
    let name = format!("{}/assist", scene.filing);
    let mut own = scene.place.open(&anna, &name).await;
    let (client, clock) = THEIRS;
    own.show(client, clock, r#"{"field":"title"}"#).await;
    let peer = scene.socket("assist");
    peer.until(|heard| matches!(heard, Heard::Presence(_))).await;
    peer.show(client, clock + 1, state).await;
    // Who comes later is told who is there.
    let told = scene.place.open(&anna, &name).await.hear().await;
    let Heard::Presence(shown) = &told else { return Err(format!("{told:?}")) };
    let (client, _, state) = &shown[0];
    let is_theirs = state["user"]["role"] == "applicant" && state["field"] == "title";
    if shown.len() == 1 && *client == 9 && is_theirs && own.is_quiet().await {
        Ok("not shown".into())
    } else {
        Err(format!("{told:?}"))
    }
}
