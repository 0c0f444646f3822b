//! While something else happens, or after it.

use std::time::Duration;

use axum::body::Body;
use futures_util::{StreamExt as _, stream};
use serde_json::json;

use super::Refused;
use crate::assistance::adversary::scene::Scene;
use crate::town::{answers, metadata, pdf, submission};

pub async fn reveal(scene: &Scene<'_>) -> Refused {
    let Scene { place, id, who, .. } = scene;
    let (anna, hugo) = (place.sign_in("anna").await, place.sign_in("hugo").await);
    let (moves, revealed) =
        (format!("/assistance/{id}/moves"), format!("/assistance/{id}/revealed"));
    let over = json!({"move": "hand-over", "to": "hugo"});
    let shown = json!({"field": "idCard", "value": "120000"});
    let (over, _) =
        tokio::join!(who.ask("POST", &moves).json(&over), anna.ask("PUT", &revealed).json(&shown));
    assert_eq!(over.status, 200, "{}", over.text());
    anna.moves(id, json!({"move": "consent", "level": "fill"})).await;
    match hugo.get(&revealed).await {
        shown if shown.to_string().contains("120000") => Err(shown.to_string()),
        _ => Ok("not shown".into()),
    }
}

pub async fn pour(scene: &Scene<'_>) -> Refused {
    let Scene { place, filing, id, who, .. } = scene;
    let about = metadata("b.pdf", "application/pdf", "licence");
    let upload = who.created(filing, 100, &about).await;
    let (bytes, anna) = (pdf(100), place.sign_in("anna").await);
    let (go, gone) = tokio::sync::oneshot::channel();
    let rest = bytes[50..].to_vec();
    let first = stream::once(async move { Ok(bytes[..50].to_vec()) });
    let rest =
        stream::once(async move { gone.await.map(|()| rest).map_err(std::io::Error::other) });
    let sends = (who.ask("PATCH", &upload).header("tus-resumable", "1.0.0"))
        .header("upload-offset", "0")
        .body("application/offset+octet-stream", Body::from_stream(first.chain(rest)));
    let revokes = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        anna.mandate_moves(id, json!({"move": "revoke"})).await;
        go.send(()).unwrap();
    };
    let (sent, ()) = tokio::join!(sends, revokes);
    let files = anna.get(&format!("/filings/{filing}/attachments")).await;
    if files.as_array().unwrap().iter().filter(|file| file["complete"] == true).count() > 1 {
        return Err(files.to_string());
    }
    super::request::refused(&sent)
}

pub async fn follow(scene: &Scene<'_>) -> Refused {
    let Scene { place, filing, id, who, .. } = scene;
    let anna = place.sign_in("anna").await;
    let sent = anna.submit(filing, "k", &submission(&answers())).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let told = who.get(&format!("/entrusted-filings/{filing}")).await["filing"].clone();
    let listed = who.get(&format!("/mandates/{id}")).await["filings"][0].clone();
    let all = who.get("/entrusted-filings").await[0]["filing"].clone();
    for told in [told, listed, all] {
        if told["state"] != "draft" || !told["number"].is_null() {
            return Err(told.to_string());
        }
    }
    Ok("as it stood".into())
}
