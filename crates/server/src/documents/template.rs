//! What the papers of an item say, as data beside its guide: which answers the decision to
//! grant states, and which special procedure the answers make certain.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::document::ReceiptSpecial;
use bangban_contract::guide::{LegalBasis, SpecialProcedure};
use bangban_forms::{FieldId, Key, Model, State};
use serde::Deserialize;

/// The data, with fields named by their scopes (`#/properties/org/properties/name`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// The decision to grant.
    #[serde(default)]
    pub(super) decision: Option<DecisionFile>,
    /// Special procedures by their Chinese name, each with the field that is asked for where it
    /// takes place.
    #[serde(default)]
    pub(super) certain: BTreeMap<String, String>,
}

/// The decision to grant.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DecisionFile {
    /// Its title, where it is not the general one.
    #[serde(default)]
    pub title: Option<Text>,
    /// What is granted, as the end of a sentence.
    pub grants: Text,
    /// What it states.
    pub facts: Vec<FactFile>,
    /// What it states in rows.
    #[serde(default)]
    pub tables: Vec<TableFile>,
}

/// A line of the decision. One without an answer is left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FactFile {
    /// What it is called; the first answer's label where it has no name of its own.
    #[serde(default)]
    pub name: Option<Text>,
    /// Only where an answer is, or has among several, this value.
    #[serde(default)]
    pub only: Option<Only>,
    /// What is stated.
    #[serde(flatten)]
    pub value: ValueFile,
}

/// What a line states.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ValueFile {
    /// Answers, one behind the other, as a region and an address are.
    Answers(Vec<String>),
    /// From the first day to the last of a period in each row.
    Span(String),
    /// So many years from the decision, or from the end of a period that still runs.
    Years {
        /// How many.
        count: u16,
        /// The period that still runs.
        after: Option<String>,
    },
    /// The same words in every decision.
    Says(Text),
}

/// A condition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Only {
    /// The field.
    pub at: String,
    /// The value.
    pub has: String,
}

/// Rows of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableFile {
    /// What they are.
    pub name: Text,
    /// The list.
    pub of: String,
    /// Fields of its rows, by their property names.
    pub columns: Vec<String>,
}

/// What an item's papers are written from.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// What they state.
    pub template: Template,
    /// The laws that the item rests on.
    pub basis: Vec<LegalBasis>,
    /// Its special procedures.
    pub special: Vec<SpecialProcedure>,
}

impl Paper {
    /// The special procedures that lie ahead of a submission. Where the form knows whether one
    /// takes place, it is certain or left out.
    pub fn ahead(&self, state: &State) -> Vec<ReceiptSpecial> {
        let ahead = self.special.iter().filter_map(|special| {
            let asked = self.template.certain.get(&special.name.zh);
            let field = asked.and_then(|scope| state.model().field_at(scope));
            let certain = field.is_some_and(|field| state.visible(Key::root(field)));
            (field.is_none() || certain).then(|| ReceiptSpecial {
                name: special.name.clone(),
                days: special.days,
                counted: special.counted,
                certain,
            })
        });
        ahead.collect()
    }
}

impl Template {
    /// The first scope that cannot stand on paper: the form does not have it, or it is
    /// sensitive (敏感个人信息).
    pub fn flaw(&self, model: &Model) -> Option<String> {
        let scopes = self.decision.iter().flat_map(DecisionFile::scopes);
        let mut scopes = scopes.chain(self.certain.values().cloned());
        scopes
            .find(|scope| model.field_at(scope).is_none_or(|id: FieldId| model.field(id).sensitive))
    }
}

impl DecisionFile {
    fn scopes(&self) -> impl Iterator<Item = String> {
        let mut all = Vec::new();
        for fact in &self.facts {
            all.extend(fact.only.iter().map(|only| only.at.clone()));
            match &fact.value {
                ValueFile::Answers(scopes) => all.extend(scopes.iter().cloned()),
                ValueFile::Span(scope) => all.push(scope.clone()),
                ValueFile::Years { after, .. } => all.extend(after.clone()),
                ValueFile::Says(_) => {}
            }
        }
        for table in &self.tables {
            all.push(table.of.clone());
            all.extend(table.columns.iter().map(|name| table.scope(name)));
        }
        all.into_iter()
    }
}

impl TableFile {
    /// The scope of a column.
    pub fn scope(&self, name: &str) -> String {
        format!("{}/items/properties/{name}", self.of)
    }
}
