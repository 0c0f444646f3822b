//! The server's strict door.

use std::sync::Arc;

use serde_json::Value;

use crate::model::{Prop, Shape};
use crate::state::escape_into;
use crate::{Day, FieldKind, Located, Model, Problem, ProblemCode, State, Text};

/// Files attached for a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The material's id.
    pub material: String,
    /// How many files, complete ones only.
    pub files: u32,
}

/// What is to be said of a submission.
pub struct Verdict {
    /// Everything wrong with it; empty means it can be taken.
    pub problems: Vec<Located>,
    /// The answers in canonical form: store these.
    pub answers: Value,
}

/// Validates a submission strictly: unknown properties, wrong JSON types and answers to questions
/// that do not apply are problems, as is everything that the form itself would object to.
/// Materials are at `/materials/<id>`.
///
/// `demanded` names what was asked for since (补正): [`State::demand`]. `today` is the day on which
/// it was submitted first, so that what was right then is not wrong when it is mended; without one,
/// days are taken as they are.
pub fn validate(
    model: &Arc<Model>,
    submission: &Value,
    attached: &[Attached],
    demanded: &[&str],
    today: Option<Day>,
) -> Verdict {
    let mut walk = Walk { model, pointer: String::new(), problems: Vec::new() };
    walk.object(&model.level(None).shape, submission);
    let mut problems = walk.problems;
    let mut state = State::load_on(Arc::clone(model), submission, today);
    state.demand(demanded.iter().copied());
    for found in state.all_problems() {
        if !problems.iter().any(|p| p.pointer == found.pointer) {
            problems.push(found);
        }
    }
    for key in state.hidden_answers() {
        problems.push(state.at(key, Problem::new(ProblemCode::NotApplicable)));
    }
    materials(&state, attached, &mut problems);
    Verdict { problems, answers: state.submission() }
}

fn materials(state: &State, attached: &[Attached], problems: &mut Vec<Located>) {
    let model = state.model();
    let mut push = |id: &str, label: Text, problem: Problem| {
        let mut pointer = String::from("/materials/");
        escape_into(&mut pointer, id);
        problems.push(Located { pointer, key: None, label, problem });
    };
    let applies = state.materials();
    for applied in &applies {
        let material = &model.materials()[applied.index];
        let files: u32 =
            attached.iter().filter(|a| a.material == material.id).map(|a| a.files).sum();
        let problem = if files == 0 && applied.required {
            Problem::new(ProblemCode::MaterialMissing)
        } else if files > material.max_files {
            let max = material.max_files.to_string();
            Problem::with(ProblemCode::MaterialTooMany, "max", max)
        } else {
            continue;
        };
        push(&material.id, material.name.clone(), problem);
    }
    for file in attached {
        if !applies.iter().any(|a| model.materials()[a.index].id == file.material) {
            push(&file.material, Text::default(), Problem::new(ProblemCode::MaterialUnknown));
        }
    }
}

/// A walk along a submission, against the shape of the form.
struct Walk<'m> {
    model: &'m Model,
    pointer: String,
    problems: Vec<Located>,
}

impl Walk<'_> {
    fn object(&mut self, shape: &Shape, value: &Value) {
        let Some(map) = value.as_object() else {
            self.problem(ProblemCode::Type, Text::default());
            return;
        };
        for (name, value) in map {
            let length = self.pointer.len();
            self.pointer.push('/');
            escape_into(&mut self.pointer, name);
            match shape.get(name) {
                None => self.problem(ProblemCode::Unknown, Text::default()),
                Some(Prop::Object(inner)) => self.object(inner, value),
                Some(Prop::Field(id)) => {
                    let field = self.model.field(*id);
                    if !fits(&field.kind, value) {
                        self.problem(ProblemCode::Type, field.label.clone());
                    } else if let Some(level) = self.model.rows_of(*id) {
                        self.rows(&level.shape, value);
                    }
                }
            }
            self.pointer.truncate(length);
        }
    }

    fn rows(&mut self, shape: &Shape, value: &Value) {
        for (i, row) in value.as_array().into_iter().flatten().enumerate() {
            let length = self.pointer.len();
            self.pointer.push('/');
            self.pointer.push_str(&i.to_string());
            self.object(shape, row);
            self.pointer.truncate(length);
        }
    }

    fn problem(&mut self, code: ProblemCode, label: Text) {
        let pointer = self.pointer.clone();
        self.problems.push(Located { pointer, key: None, label, problem: Problem::new(code) });
    }
}

/// Whether the JSON type is the one of the kind.
fn fits(kind: &FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::Number { .. } => value.is_number(),
        FieldKind::YesNo { .. } => value.is_boolean(),
        FieldKind::Many { .. } | FieldKind::Region { .. } => {
            value.as_array().is_some_and(|all| all.iter().all(Value::is_string))
        }
        FieldKind::List(_) => value.is_array(),
        FieldKind::DateRange => value.as_object().is_some_and(|map| {
            map.iter().all(|(name, v)| (name == "from" || name == "to") && v.is_string())
        }),
        _ => value.is_string(),
    }
}
