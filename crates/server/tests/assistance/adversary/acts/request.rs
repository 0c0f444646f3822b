//! By plain requests.

use bangban_wire::write_update;
use serde_json::{Value, json};

use super::Refused;
use crate::assistance::adversary::ink::{Ink, brought};
use crate::assistance::adversary::scene::Scene;
use crate::rig::Answer;
use crate::town::{answers, submission};

pub fn refused(answer: &Answer) -> Refused {
    match answer.status.as_u16() {
        status @ 400..=499 => Ok(format!("{status}")),
        status => Err(format!("answered {status}")),
    }
}

fn updates(scene: &Scene<'_>, part: &str) -> String {
    format!("/filings/{}/documents/{part}/updates", scene.filing)
}

pub async fn fetch(scene: &Scene<'_>, part: &str) -> Refused {
    let answer = scene.who.ask("GET", &updates(scene, part)).send().await;
    // An epoch that is closed is told of, and nothing of what was in it.
    if answer.status == 204 && answer.body.is_empty() && answer.header("x-bangban-epoch") != "0" {
        return Ok("nothing, closed".into());
    }
    refused(&answer)
}

pub async fn post(scene: &Scene<'_>, part: &str, ink: Ink) -> Refused {
    let mut body = Vec::new();
    write_update(&mut body, &ink.bytes());
    let ask = scene.who.ask("POST", &updates(scene, part));
    refused(&ask.body("application/octet-stream", body).await)
}

/// Brings an update under a key, the same one each time.
pub async fn bring(scene: &Scene<'_>, part: &str, update: &[u8]) -> Answer {
    let mut body = Vec::new();
    write_update(&mut body, update);
    let ask = scene.who.ask("POST", &updates(scene, part)).header("idempotency-key", "brought");
    ask.body("application/octet-stream", body).await
}

/// Twice: what was refused is not there the next time.
pub async fn replay(scene: &Scene<'_>) -> Refused {
    refused(&bring(scene, "answers", &brought()).await)?;
    refused(&bring(scene, "answers", &brought()).await)
}

pub async fn console(scene: &Scene<'_>) -> Refused {
    let told = scene.who.get("/station").await.to_string();
    let is_told = [&scene.id, &scene.filing].iter().any(|id| told.contains(&***id));
    if is_told { Err(told) } else { Ok("not told".into()) }
}

pub async fn ask(scene: &Scene<'_>, method: &str, path: &str, body: &str) -> Refused {
    let path = path
        .replace("{f}", &scene.filing)
        .replace("{a}", &scene.id)
        .replace("{m}", &scene.id)
        .replace("{u}", &scene.upload);
    let ask = scene.who.ask(method, &path).header("if-match", "\"1\"");
    let ask = ask.header("idempotency-key", "k").header("tus-resumable", "1.0.0");
    let ask = ask.header("upload-length", "10");
    let answer = match (path.ends_with("/submission"), body) {
        (true, _) => ask.json(&submission(&answers())).await,
        (false, "") => ask.send().await,
        (false, body) => ask.json(&serde_json::from_str::<Value>(body).unwrap()).await,
    };
    refused(&answer)
}

pub async fn scrawl(scene: &Scene<'_>, path: &str) -> Refused {
    let answer = scene.who.ask("GET", &path.replace("{f}", &scene.filing)).send().await;
    let anna = scene.place.sign_in("anna").await;
    let record = anna.get(&format!("/filings/{}/record", scene.filing)).await.to_string();
    if record.contains("scrawl") {
        return Err(record);
    }
    refused(&answer)
}

pub async fn guess(scene: &Scene<'_>) -> Refused {
    let mut last = 0;
    for code in 0..6 {
        let wanted = json!({"code": format!("{code:06}"), "wanted": "fill"});
        last = scene.who.ask("POST", "/station/codes").json(&wanted).await.status.as_u16();
    }
    if last == 429 { Ok("429".into()) } else { Err(format!("answered {last}")) }
}
