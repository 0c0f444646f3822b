//! Pure form engine: JSON Schema and UI schema in, form model out.
//!
//! A form is data ([`FormDefinition`]): one JSON Schema 2020-12 object for the answers, one JSON
//! Forms layout whose categories are the steps, and the list of materials. [`compile`] turns it
//! into a [`Model`]; a mistake in a definition is found there, with a pointer, and never in the
//! browser. [`State`] evaluates a model over answers, incrementally: a keystroke costs what
//! depends on that answer and no more. [`validate`] is the server's strict door over the same
//! engine. No clock, no IO, no regular expressions.

// A mistake is rare and large: boxed where it arises, it keeps every result on its way small.
#![allow(clippy::unnecessary_box_returns)]

mod compile;
mod condition;
mod decimal;
mod definition;
mod describe;
mod error;
mod expression;
mod format;
mod mask;
mod model;
mod normalise;
mod pattern;
mod problem;
mod same;
mod state;
mod summary;
mod text;
mod validate;

pub use compile::compile;
pub use definition::FormDefinition;
pub use describe::describe;
pub use error::{CompileError, CompileErrorKind};
pub use format::date::{Day, date_words};
pub use mask::{last_four, mask};
pub use model::{
    Choice, Exemption, Field, FieldId, FieldKind, Key, ListSpec, Look, Material, Model, Node,
    NodeId, NodeKind, RowId, Step,
};
pub use normalise::normalise;
pub use problem::{Located, Problem, ProblemCode};
pub use same::SameAs;
pub use state::{Applies, Changes, Progress, Standing, State};
pub use summary::{SummaryItem, SummaryRow, SummaryStep, summary, words};
pub use text::{Locale, Text};
pub use validate::{Attached, Verdict, validate};
