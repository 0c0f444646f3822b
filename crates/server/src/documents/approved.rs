//! What a decision approves, taken from what was submitted. Pure.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::document::{DocumentFact, DocumentTable};
use bangban_contract::guide::LegalBasis;
use bangban_forms::{FieldId, FieldKind, Key, Model, RowId, State, words};
use chrono::{Days, Months, NaiveDate};
use serde_json::Value;

use super::template::{FactFile, Paper, TableFile, ValueFile};
use super::words::day_zh;

/// What a decision to grant says besides what every decision does.
#[derive(Clone, Debug, Default)]
pub struct Approved {
    /// Its title, where it is not the general one.
    pub title: Option<Text>,
    /// What is granted, as the end of a sentence.
    pub grants: Option<Text>,
    /// The laws that the item rests on.
    pub basis: Vec<LegalBasis>,
    /// What it states.
    pub facts: Vec<DocumentFact>,
    /// What it states in rows.
    pub tables: Vec<DocumentTable>,
}

/// Takes what is approved from the answers; `regions` has the name of each region code.
pub fn approved(
    paper: &Paper,
    model: &Arc<Model>,
    answers: &Value,
    regions: &BTreeMap<String, String>,
    today: NaiveDate,
) -> Approved {
    let basis = paper.basis.clone();
    let Some(decision) = &paper.template.decision else {
        return Approved { basis, ..Approved::default() };
    };
    let state = State::load(Arc::clone(model), answers);
    let reader = Reader { state: &state, regions, today };
    Approved {
        title: decision.title.clone(),
        grants: Some(decision.grants.clone()),
        basis,
        facts: decision.facts.iter().filter_map(|fact| reader.fact(fact)).collect(),
        tables: decision.tables.iter().filter_map(|table| reader.table(table)).collect(),
    }
}

struct Reader<'a> {
    state: &'a State,
    regions: &'a BTreeMap<String, String>,
    today: NaiveDate,
}

impl Reader<'_> {
    fn field(&self, scope: &str) -> Option<FieldId> {
        self.state.model().field_at(scope)
    }

    /// A visible answer as it was given.
    fn raw(&self, key: Key) -> Option<&Value> {
        self.state.visible(key).then(|| self.state.raw(key)).filter(|raw| !raw.is_null())
    }

    fn words(&self, key: Key) -> Option<Text> {
        let field = self.state.model().field(key.field);
        let raw = self.raw(key)?;
        // Dates as the rest of the document writes them.
        let day = match &field.kind {
            FieldKind::Date => raw.as_str().and_then(|raw| raw.parse().ok()).map(day),
            FieldKind::DateRange => period(raw).map(|(from, to)| from_to(from, to)),
            _ => None,
        };
        if day.is_some() {
            return day;
        }
        let text = words(field, raw, &|code| self.regions.get(code).cloned());
        (!text.zh.is_empty()).then_some(Text { zh: text.zh, en: text.en })
    }

    fn fact(&self, fact: &FactFile) -> Option<DocumentFact> {
        if let Some(only) = &fact.only {
            let given = self.raw(Key::root(self.field(&only.at)?))?;
            let is = |value: &Value| value.as_str() == Some(&only.has);
            if !is(given) && !given.as_array().is_some_and(|all| all.iter().any(is)) {
                return None;
            }
        }
        let mut name = fact.name.clone();
        let value = match &fact.value {
            ValueFile::Says(text) => text.clone(),
            ValueFile::Answers(scopes) => {
                if name.is_none() {
                    let first = self.field(scopes.first()?)?;
                    name = Some(label(self.state.model().field(first)));
                }
                let ids = scopes.iter().filter_map(|scope| self.field(scope));
                joined(ids.filter_map(|id| self.words(Key::root(id))))?
            }
            ValueFile::Span(scope) => {
                let field = self.field(scope)?;
                let list = self.state.model().field(field).list?;
                let rows = self.state.rows(Key::root(list));
                let periods =
                    rows.iter().filter_map(|row| period(self.raw(Key::new(field, *row))?));
                let (from, to) = periods.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
                from_to(from, to)
            }
            ValueFile::Years { count, after } => {
                let runs = after.as_ref().and_then(|scope| self.field(scope));
                let runs = runs.and_then(|id| period(self.raw(Key::root(id))?));
                let next = runs.and_then(|(_, end)| end.checked_add_days(Days::new(1)));
                let from = next.map_or(self.today, |next| next.max(self.today));
                let to = from.checked_add_months(Months::new(u32::from(*count) * 12))?;
                from_to(from, to.checked_sub_days(Days::new(1))?)
            }
        };
        Some(DocumentFact { name: name?, value })
    }

    fn table(&self, table: &TableFile) -> Option<DocumentTable> {
        let model = self.state.model();
        let list = Key::root(self.field(&table.of)?);
        let columns = table.columns.iter().map(|name| self.field(&table.scope(name)));
        let columns = columns.collect::<Option<Vec<FieldId>>>()?;
        let rows = self.state.rows(list);
        if !self.state.visible(list) || rows.is_empty() {
            return None;
        }
        let cell = |row: RowId, field: FieldId| {
            self.words(Key::new(field, row)).unwrap_or_else(|| Text::new("—", "—"))
        };
        Some(DocumentTable {
            name: table.name.clone(),
            columns: columns.iter().map(|id| label(model.field(*id))).collect(),
            rows: rows
                .iter()
                .map(|row| columns.iter().map(|field| cell(*row, *field)).collect())
                .collect(),
        })
    }
}

fn label(field: &bangban_forms::Field) -> Text {
    Text { zh: field.label.zh.clone(), en: field.label.en.clone() }
}

fn joined(all: impl Iterator<Item = Text>) -> Option<Text> {
    all.reduce(|before, next| {
        let en = [before.pick(true).0, next.pick(true).0].join(" ");
        Text::new([before.zh.as_str(), &next.zh].concat(), en)
    })
}

/// First and last day of a period.
fn period(value: &Value) -> Option<(NaiveDate, NaiveDate)> {
    let day = |name| value.get(name)?.as_str()?.parse().ok();
    Some((day("from")?, day("to")?))
}

fn day(day: NaiveDate) -> Text {
    Text::new(day_zh(day), day.to_string())
}

fn from_to(from: NaiveDate, to: NaiveDate) -> Text {
    Text::new(format!("{}至{}", day_zh(from), day_zh(to)), format!("{from} to {to}"))
}
