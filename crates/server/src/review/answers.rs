//! What was submitted, as the form says it: questions and answers in words, in both languages,
//! and the files under their materials.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::review::{
    AnswerList, AnswerPart, AnswerSection, AssistedAnswers, SubmittedAnswer, SubmittedAnswers,
    SubmittedMaterial,
};
use bangban_contract::upload::Attachment;
use bangban_forms::{Key, Model, State, SummaryItem, SummaryRow, mask, summary};
use sqlx::{Row, SqlitePool};

use crate::app::AppState;
use crate::filings::Record;
use crate::filings::columns::read_option;
use crate::uploads::store::{self, Side};

/// What a filing's reviewer reads. Nothing, where the item has no form any more.
pub async fn submitted(state: &AppState, record: &Record) -> Result<SubmittedAnswers, sqlx::Error> {
    let db = state.db.read();
    let (Some(item), Some(answers)) = (state.items.find(&record.item), &record.answers) else {
        return Ok(SubmittedAnswers::default());
    };
    let files = store::attachments(db, &record.id, Side::Reviewer).await?;
    let confirmed = confirmed(db, &record.id).await?;
    let form = State::load(Arc::clone(&item.model), answers);
    let fields = confirmed.iter().map(|one| one.0.as_str()).collect();
    let sections = sections(&form, state.items.regions(), &fields);
    let count = u32::try_from(confirmed.len()).unwrap_or(u32::MAX);
    let last = confirmed.into_iter().map(|one| one.1).max();
    Ok(SubmittedAnswers {
        assisted: last.map(|confirmed_at| AssistedAnswers { count, confirmed_at }),
        sections,
        materials: materials(&form, files),
        agent: agent(db, &record.id).await?,
    })
}

/// The answers in words, step by step. `regions` has the name of each region code, `confirmed`
/// the fields that an assistant or agent filled in, by their paths.
pub fn sections(
    form: &State,
    regions: &BTreeMap<String, String>,
    confirmed: &BTreeSet<&str>,
) -> Vec<AnswerSection> {
    let writer = Writer { form, confirmed };
    let steps = summary(form, &|code| regions.get(code).cloned());
    steps
        .into_iter()
        .map(|step| AnswerSection {
            name: both(step.label),
            parts: step.items.into_iter().map(|item| writer.part(item)).collect(),
        })
        .collect()
}

struct Writer<'a> {
    form: &'a State,
    confirmed: &'a BTreeSet<&'a str>,
}

impl Writer<'_> {
    fn part(&self, item: SummaryItem) -> AnswerPart {
        match item {
            SummaryItem::Heading(text) => AnswerPart::Heading(both(text)),
            SummaryItem::Row(row) => AnswerPart::Answer(self.answer(row)),
            SummaryItem::List { key, label, rows } => {
                let row = |row: Vec<SummaryRow>| row.into_iter().map(|one| self.answer(one));
                AnswerPart::List(AnswerList {
                    pointer: self.form.pointer(key),
                    assisted: self.has_within(&self.form.path(key).join("/")),
                    name: both(label),
                    rows: rows.into_iter().map(|one| row(one).collect()).collect(),
                })
            }
        }
    }

    /// Whether somebody else filled in something of a list. Rows are submitted without the ids
    /// that they have in a draft, so it is not known in which.
    fn has_within(&self, list: &str) -> bool {
        let mut below = self.confirmed.iter().filter_map(|field| field.strip_prefix(list));
        below.any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn answer(&self, row: SummaryRow) -> SubmittedAnswer {
        let Key { field, .. } = row.key;
        let kind = &self.form.model().field(field).kind;
        let hides = row.sensitive && !row.text.zh.is_empty();
        SubmittedAnswer {
            pointer: self.form.pointer(row.key),
            name: both(row.label),
            masked: hides.then(|| mask(kind, &row.text.zh)),
            value: both(row.text),
            assisted: self.confirmed.contains(self.form.path(row.key).join("/").as_str()),
        }
    }
}

fn both(text: bangban_forms::Text) -> Text {
    Text { zh: text.zh, en: text.en }
}

/// The materials of the form that apply or of which there are files, then files of materials
/// that the form does not know any more.
fn materials(form: &State, files: Vec<Attachment>) -> Vec<SubmittedMaterial> {
    let model: &Model = form.model();
    let applies: BTreeSet<usize> = form.materials().iter().map(|one| one.index).collect();
    let mut by_material: BTreeMap<String, Vec<Attachment>> = BTreeMap::new();
    for file in files.into_iter().filter(|file| file.complete) {
        by_material.entry(file.material.clone()).or_default().push(file);
    }
    let pointer = |id: &str| format!("/materials/{id}");
    let mut all = Vec::new();
    for (index, material) in model.materials().iter().enumerate() {
        let files = by_material.remove(&material.id).unwrap_or_default();
        if files.is_empty() && !applies.contains(&index) {
            continue;
        }
        all.push(SubmittedMaterial {
            pointer: pointer(&material.id),
            name: both(material.name.clone()),
            files,
            exempt: material.exemption.is_some(),
            tolerable: material.tolerable,
        });
    }
    all.extend(by_material.into_iter().map(|(id, files)| SubmittedMaterial {
        pointer: pointer(&id),
        name: Text::new("其他材料", "Other material"),
        files,
        exempt: false,
        tolerable: false,
    }));
    all
}

/// The fields that an assistant or agent filled in, by their paths, and when each was confirmed. What is
/// changed for a supplement is the applicant's until they submit it, so it is left out before.
async fn confirmed(db: &SqlitePool, filing: &str) -> Result<Vec<(String, String)>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT field, confirmed_at FROM assisted_field WHERE filing = ?1 \
         AND confirmed_at <= (SELECT max(at) FROM submission WHERE filing = ?1)",
    );
    let rows = rows.bind(filing).fetch_all(db).await?;
    rows.iter().map(|row| Ok((row.try_get("field")?, row.try_get("confirmed_at")?))).collect()
}

/// Who began it by a mandate.
async fn agent(db: &SqlitePool, filing: &str) -> Result<Option<Text>, sqlx::Error> {
    let row = sqlx::query("SELECT agent FROM filing WHERE id = ? AND mandate IS NOT NULL");
    match row.bind(filing).fetch_optional(db).await? {
        Some(row) => read_option(&row, "agent"),
        None => Ok(None),
    }
}
