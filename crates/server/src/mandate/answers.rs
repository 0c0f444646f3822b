//! The answers of a filing as the server has them: what registers know is written into a new
//! draft, and what is submitted under a mandate is read from it.

use bangban_contract::form::Prefill;
use bangban_contract::grants::Part;
use bangban_contract::problem::ProblemCode;
use bangban_contract::realtime::DocumentName;
use bangban_draft::{Address, Answer, Command, Draft, Name};
use bangban_forms::{Field, FieldKind, Model, State};
use serde_json::Value;
use sqlx::{Sqlite, Transaction};

use crate::app::AppState;
use crate::assistance::outline::Outline;
use crate::filings::FileableItem;
use crate::http::ApiError;
use crate::realtime::log;

const PARTS: [(Part, Name); 2] = [(Part::Answers, Name::Answers), (Part::Private, Name::Private)];

/// The draft as it is stored.
async fn draft(state: &AppState, filing: &str) -> Result<Draft, ApiError> {
    load(state, filing, &PARTS).await
}

async fn load(state: &AppState, filing: &str, parts: &[(Part, Name)]) -> Result<Draft, ApiError> {
    let mut draft = Draft::new(1, "");
    for &(part, name) in parts {
        let mut document = DocumentName { filing: filing.to_owned(), part, epoch: 0 };
        document.epoch = log::current_epoch(state.db.read(), &document).await?;
        let stored = log::read(&state.db, &document, 0, usize::MAX).await?;
        for update in &stored.updates {
            let at = Address { name, epoch: document.epoch };
            draft.load(at, update).map_err(ApiError::internal)?;
        }
    }
    Ok(draft)
}

/// What is submitted of a filing by an agent: all that is in its draft. To be called by who has
/// the only pen, so that nothing is written meanwhile.
pub async fn to_submit(
    state: &AppState,
    filing: &str,
    item: &FileableItem,
) -> Result<Value, ApiError> {
    let draft = draft(state, filing).await?;
    if !draft.conflicts().is_empty() {
        return Err(ApiError::new(ProblemCode::WrongState).detail(
            "有内容双方填写不一致，请先选定其中一个再提交。",
            "Some answers were given differently by both sides. Choose one of each first.",
        ));
    }
    // The principal's side keeps them apart: in the open one they are somebody else's.
    let open = open(state, filing).await?.answers();
    if Outline::new(&item.model).sensitive_in(&open).is_some() {
        return Err(ApiError::new(ProblemCode::WrongState).detail(
            "敏感信息写在了双方共用的草稿中，不能提交，请由委托人本人填写。",
            "Sensitive answers stand in the part of the draft that both sides read. The principal has to give them.",
        ));
    }
    Ok(State::load(item.model.clone(), &draft.answers()).submission())
}

/// A filing's form as it is filled in.
pub async fn as_filled(
    state: &AppState,
    filing: &str,
    item: &FileableItem,
) -> Result<State, ApiError> {
    Ok(State::load(item.model.clone(), &draft(state, filing).await?.answers()))
}

/// The sensitive questions that are answered, by path.
pub async fn answered(
    state: &AppState,
    filing: &str,
    item: &FileableItem,
) -> Result<Vec<String>, ApiError> {
    let draft = draft(state, filing).await?;
    let fields = item.model.fields().iter().filter(|one| one.sensitive && one.list.is_none());
    let there = fields.filter(|one| !draft.answer(&one.path).is_null());
    Ok(there.map(|one| one.path.join("/")).collect())
}

/// The answers that an assistant may read, as they are stored. To be called by who has the only
/// pen, where nothing is to be written meanwhile.
pub async fn open(state: &AppState, filing: &str) -> Result<Draft, ApiError> {
    load(state, filing, &PARTS[..1]).await
}

/// Writes what registers know, and what the form begins with, into a filing's new draft, in the
/// name of the person whose it is; gives the fields.
pub async fn prefill(
    tx: &mut Transaction<'_, Sqlite>,
    filing: &str,
    person: &str,
    model: &Model,
    known: &[Prefill],
    at: &str,
) -> Result<Vec<String>, ApiError> {
    // As long as that of any replica, and of nobody else.
    let mut draft = Draft::new(rand::random::<u64>() >> 11, person);
    let mut fields = Vec::new();
    for field in model.fields().iter().filter(|field| field.list.is_none()) {
        let found = field.prefill.as_ref();
        let found = found.and_then(|key| known.iter().find(|one| one.key == *key));
        let commands = match (found, &field.default) {
            (Some(found), _) => {
                fields.push(field.path.join("/"));
                commands(model, field, &found.value)
            }
            (None, Some(value)) => commands(model, field, value),
            (None, None) => continue,
        };
        for command in &commands {
            draft.apply(command);
        }
    }
    for (part, name) in PARTS {
        let update = draft.snapshot(name);
        if draft.state_vector(name).len() > 1 {
            log::begin(tx, filing, part, &update, at).await?;
        }
    }
    Ok(fields)
}

fn answer(field: &Field, path: Vec<String>, value: &Value) -> Answer {
    let long = matches!(field.kind, FieldKind::LongText);
    Answer { path, value: value.clone(), long, sensitive: field.sensitive }
}

fn commands(model: &Model, field: &Field, value: &Value) -> Vec<Command> {
    if !matches!(field.kind, FieldKind::List(_)) {
        return vec![Command::Set(answer(field, field.path.clone(), value))];
    }
    let rows = value.as_array().into_iter().flatten().zip(1_u32..);
    let of_rows = |own: &&Field| own.list == Some(field.id);
    rows.map(|(row, number)| {
        let id = format!("r{number}");
        let own = model.fields().iter().filter(of_rows).filter_map(|own| {
            let found = own.path.iter().try_fold(row, |at, name| at.get(name))?;
            let path = field.path.iter().chain([&id]).chain(&own.path).cloned().collect();
            Some(answer(own, path, found))
        });
        let answers = own.collect();
        Command::InsertRow { list: field.path.clone(), index: number - 1, id, answers }
    })
    .collect()
}
