//! Days that make no sense on the day on which they are filled in: a visit in the past, a lease
//! that is over.

use serde_json::Value;

use super::State;
use crate::format::date;
use crate::model::Span;
use crate::{Field, FieldKind, Problem, ProblemCode as P};

impl State {
    /// What is wrong with when an answer is. Nothing, where no day was given to fill it in on.
    pub(super) fn off_day(&self, field: &Field, answer: &Value) -> Option<Problem> {
        let [begin, end] = &field.days;
        match field.kind {
            FieldKind::Date => self.outside(begin, answer, P::TooEarly, P::TooLate),
            FieldKind::DateRange => self
                .outside(begin, &answer["from"], P::BeginsEarly, P::BeginsLate)
                .or_else(|| self.outside(end, &answer["to"], P::EndsEarly, P::EndsLate)),
            _ => None,
        }
    }

    fn outside(&self, span: &Span, day: &Value, early: P, late: P) -> Option<Problem> {
        let today = self.today?;
        let day = date::number(day.as_str()?)?;
        let limit = |days: Option<f64>| days.map(|days| today.after(days));
        let problem = |code, name, limit| Problem::with(code, name, date::of_number(limit));
        if let Some(min) = limit(span.earliest).filter(|min| day < *min) {
            return Some(problem(early, "min", min));
        }
        let max = limit(span.latest).filter(|max| day > *max)?;
        Some(problem(late, "max", max))
    }
}
