//! Answers that may be taken from others of the same form (`x-same-as`): 与联系人相同.

use serde_json::Value;

use crate::normalise::is_empty;
use crate::{FieldId, Key, Model, NodeId, NodeKind, State, Text};

/// An offer to take the answers of a group from others.
#[derive(Clone, PartialEq, Debug)]
pub struct SameAs {
    /// What it is called: 与联系人相同.
    pub label: Text,
    /// Where each answer goes, and where it is taken from.
    answers: Vec<(FieldId, FieldId)>,
}

impl Model {
    /// What may be copied into a group, in order; mostly nothing.
    pub fn same_as(&self, node: NodeId) -> Vec<SameAs> {
        let NodeKind::Group { same: Some(Value::Array(all)), .. } = &self.node(node).kind else {
            return Vec::new();
        };
        let text = |one: &Value, name: &str| one[name].as_str().map(String::from);
        let field = |scope: &str| self.field_at(scope).filter(|id| self.field(*id).list.is_none());
        let offer = |one: &Value| {
            let answers = one["answers"].as_object().into_iter().flatten();
            let answers =
                answers.filter_map(|(to, from)| Some((field(to)?, field(from.as_str()?)?)));
            SameAs {
                label: Text { zh: text(one, "title").unwrap_or_default(), en: text(one, "x-en") },
                answers: answers.collect(),
            }
        };
        all.iter().map(offer).collect()
    }
}

impl SameAs {
    /// How many answers it is about. What is copied may show what can then be copied too, so
    /// that it takes at most as many rounds.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether it is about nothing.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// What copying changes now: of the answers that are there, those that are not the same yet.
    /// A question that is not shown, or cannot be answered, gives and takes nothing.
    pub fn copies(&self, state: &State) -> Vec<(Key, Value)> {
        let pairs = self.answers.iter().map(|(to, from)| (Key::root(*to), Key::root(*from)));
        let usable = pairs.filter(|(to, from)| {
            state.visible(*from)
                && state.visible(*to)
                && state.enabled(*to)
                && !is_empty(state.raw(*from))
                && state.raw(*from) != state.raw(*to)
        });
        usable.map(|(to, from)| (to, state.raw(from).clone())).collect()
    }
}
