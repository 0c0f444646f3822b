//! The demo clerk (演示审批人员), in demo mode only: moves each filing on by the same moves as a
//! reviewer, a few seconds after the last change, so that a newcomer sees 受理 → 审查 → 办结 →
//! 送达. What it does hangs on the database alone, so it goes on after a restart. A filing that
//! a reviewer has taken into their own hands is left to them.

use std::time::Duration;

use bangban_contract::Text;
use bangban_contract::filing::{FilingState, SupplementPoint};
use bangban_contract::review::Move;
use bangban_forms::State;
use serde_json::Value;
use sqlx::Row;

use super::moves;
use crate::app::AppState;
use crate::clock::rfc3339;
use crate::filings::Record;
use crate::http::ApiError;
use crate::uploads::store;

/// The word in an answer that makes the clerk ask for a supplement, to try that road.
pub const TRIGGER: &str = "补正";
/// Working days that the clerk gives for a supplement.
const SUPPLEMENT_DAYS: u16 = 10;
const TICK: Duration = Duration::from_millis(500);

/// Works until the server ends.
pub async fn run(state: AppState, pause: Duration) {
    loop {
        tokio::time::sleep(TICK.min(pause.max(Duration::from_millis(20)))).await;
        if let Err(error) = work(&state, pause).await {
            tracing::error!(cause = %error, "the demo clerk could not work");
        }
    }
}

/// Moves on every filing that has waited long enough; how many.
pub async fn work(state: &AppState, pause: Duration) -> Result<u32, ApiError> {
    let pause = chrono::TimeDelta::from_std(pause).map_err(ApiError::internal)?;
    let ripe = rfc3339(state.clock.now() - pause);
    let rows = sqlx::query(
        "SELECT id FROM filing WHERE state IN ('submitted', 'accepted', 'under-review', 'granted') \
         AND updated_at <= ? AND by_hand = 0 ORDER BY updated_at LIMIT 50",
    )
    .bind(&ripe)
    .fetch_all(state.db.read())
    .await?;
    let mut count = 0;
    for row in rows {
        let id: String = row.try_get("id")?;
        match move_on(state, &id, &ripe).await {
            Ok(moved) => count += u32::from(moved),
            // The others do not wait for one that cannot be moved.
            Err(error) => tracing::error!(filing = id, cause = %error, "not moved on"),
        }
    }
    Ok(count)
}

/// Moves on one filing, if it still waits.
async fn move_on(state: &AppState, id: &str, ripe: &str) -> Result<bool, ApiError> {
    let mut tx = state.db.begin().await?;
    // Read with the pen in hand: it may have moved meanwhile.
    let Some(mut record) = Record::any(&mut *tx, id).await? else { return Ok(false) };
    if record.by_hand || record.updated_at.as_str() > ripe {
        return Ok(false);
    }
    let Some(mut wanted) = moves::routine(record.state) else { return Ok(false) };
    if record.state == FilingState::Submitted && record.supplements == 0 {
        let files = store::of_filing(&mut *tx, id).await?;
        let there: Vec<&str> = files.iter().map(|file| file.material.as_str()).collect();
        let points = to_mend(state, &record, &there);
        if !points.is_empty() && !record.facts(state.clock.today()).answer_overdue() {
            wanted = Move::RequestSupplement { points, days: SUPPLEMENT_DAYS };
        }
    }
    let actor = Text::new(
        "演示审批人员（系统自动，仅供演示）",
        "Demo clerk (automatic, for demonstration only)",
    );
    let aside = match wanted {
        Move::StartReview => left_out(state, &record),
        _ => None,
    };
    moves::carry_out(state, &mut tx, &mut record, &wanted, &actor, aside.as_ref()).await?;
    tx.commit().await?;
    state.relay.filing_changed(id);
    Ok(true)
}

/// What the timeline says of what would take place with these answers, as a site visit (现场核查)
/// would, and which nobody makes in the demo.
fn left_out(state: &AppState, record: &Record) -> Option<Text> {
    let (item, answers) = (state.items.find(&record.item)?, record.answers.as_ref()?);
    let form = State::load(item.model.clone(), answers);
    let ahead = item.paper.ahead(&form).into_iter().filter(|one| one.certain);
    let (zh, en): (Vec<String>, Vec<String>) =
        ahead.map(|one| (one.name.zh.clone(), one.name.pick(true).0.to_owned())).unzip();
    (!zh.is_empty()).then(|| {
        Text::new(
            format!("演示中略去：{}。实际办理时由审批部门安排。", zh.join("、")),
            format!("Left out in the demo: {}. The department arranges it.", en.join(", ")),
        )
    })
}

/// What the clerk asks to mend: required materials that may follow later (容缺) and are not
/// there, and the first answer that holds the trigger word.
fn to_mend(state: &AppState, record: &Record, there: &[&str]) -> Vec<SupplementPoint> {
    let (Some(item), Some(answers)) = (state.items.find(&record.item), &record.answers) else {
        return Vec::new();
    };
    let form = State::load(item.model.clone(), answers);
    let mut points: Vec<SupplementPoint> = form
        .materials()
        .iter()
        .filter_map(|applies| item.model.materials().get(applies.index))
        .filter(|material| material.required && material.exemption.is_none())
        .filter(|material| material.tolerable && !there.contains(&material.id.as_str()))
        .map(|material| SupplementPoint {
            pointer: format!("/materials/{}", material.id),
            note: Text::new(
                format!("请补交“{}”。", material.name.zh),
                format!(
                    "Please hand in “{}”.",
                    material.name.en.as_deref().unwrap_or(&material.name.zh)
                ),
            ),
        })
        .collect();
    let mut pointer = String::new();
    if find(answers, &mut pointer) {
        points.push(SupplementPoint {
            pointer,
            note: Text::new(
                "请补充说明此处填写的内容（演示）。",
                "Please explain this answer in more detail (demo).",
            ),
        });
    }
    points
}

/// Finds the first text with the trigger word; `pointer` then leads to it.
fn find(value: &Value, pointer: &mut String) -> bool {
    let length = pointer.len();
    let mut enter = |name: &str, inner: &Value| {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        let found = find(inner, pointer);
        if !found {
            pointer.truncate(length);
        }
        found
    };
    match value {
        Value::String(text) => text.contains(TRIGGER),
        Value::Array(all) => {
            all.iter().enumerate().any(|(at, inner)| enter(&at.to_string(), inner))
        }
        Value::Object(map) => map.iter().any(|(name, inner)| enter(name, inner)),
        _ => false,
    }
}
