//! Conditions, expressions and checks, evaluated on answers.

use std::sync::atomic::Ordering;

use serde_json::Value;

use super::State;
use crate::condition::{Cond, Seen};
use crate::describe::fill;
use crate::expression::Expr;
use crate::format::date;
use crate::model::{CheckId, GateId};
use crate::{FieldId, FieldKind, Key, Problem, ProblemCode, RowId, Text, decimal};

impl State {
    /// The row of `list` that `row` is in or is; the root for `None`.
    pub(super) fn climb(&self, mut row: RowId, list: Option<FieldId>) -> RowId {
        while row != RowId::ROOT {
            let of = self.list_of(row);
            if Some(of.field) == list {
                return row;
            }
            row = of.row;
        }
        row
    }

    /// The list that a row is in; for the root, and for a number that is no row, a list nobody
    /// knows, at the root.
    pub(super) fn list_of(&self, row: RowId) -> Key {
        self.rows.get(row.0 as usize).unwrap_or(&self.rows[0]).list
    }

    /// A field as seen from a row: in the row, or further out.
    pub(super) fn seen_from(&self, field: FieldId, row: RowId) -> Key {
        Key::new(field, self.climb(row, self.model.field(field).list))
    }

    /// All rows of `list` that share their outer rows with `row`, as far as both go.
    pub(super) fn instances(&self, list: Option<FieldId>, row: RowId) -> Vec<RowId> {
        let Some(list) = list else { return vec![RowId::ROOT] };
        let lineage = self.model.lineage(Some(list));
        let mut start = row;
        let mut depth = 0;
        while start != RowId::ROOT {
            let of = self.list_of(start);
            if let Some(at) = lineage.iter().position(|l| *l == of.field) {
                depth = at + 1;
                break;
            }
            start = of.row;
        }
        let mut rows = vec![start];
        for list in &lineage[depth..] {
            rows = rows.iter().flat_map(|row| self.rows(Key::new(*list, *row))).copied().collect();
        }
        rows
    }

    /// Whether a rule and all further out are open.
    pub(super) fn gate_open(&self, mut gate: Option<GateId>, row: RowId) -> bool {
        while let Some(id) = gate {
            let rule = &self.model.gates[id.0 as usize];
            let row = self.climb(row, rule.list);
            let gates = self.rows.get(row.0 as usize).map(|row| &row.gates);
            if gates.and_then(|gates| gates.get(rule.slot as usize)) != Some(&true) {
                return false;
            }
            gate = rule.parent;
        }
        true
    }

    /// Evaluates a rule by itself.
    pub(super) fn gate_holds(&self, id: GateId, row: RowId) -> bool {
        let gate = &self.model.gates[id.0 as usize];
        self.count();
        self.holds(&gate.cond, row) == gate.when
    }

    /// Evaluates whether a material applies.
    pub(super) fn material_applies(&self, index: usize) -> bool {
        self.count();
        let when = &self.model.materials[index].when;
        when.as_ref().is_none_or(|cond| self.holds(cond, RowId::ROOT))
    }

    fn holds(&self, cond: &Cond, row: RowId) -> bool {
        match cond {
            Cond::All(all) => all.iter().all(|cond| self.holds(cond, row)),
            Cond::Any(all) => all.iter().any(|cond| self.holds(cond, row)),
            Cond::Not(cond) => !self.holds(cond, row),
            Cond::Is(field, test) => test.passes(self.seen(self.seen_from(*field, row))),
            Cond::AnyRow(list, cond) => self.visible_rows(*list, row).iter().any(|row| {
                self.count();
                self.holds(cond, *row)
            }),
        }
    }

    fn seen(&self, key: Key) -> Seen<'_> {
        if let FieldKind::List(_) = self.model.field(key.field).kind {
            return match self.rows(key).len() {
                count if count > 0 && self.visible(key) => Seen::Rows(count),
                _ => Seen::Nothing,
            };
        }
        self.value(key).map_or(Seen::Nothing, Seen::Value)
    }

    fn visible_rows(&self, list: FieldId, row: RowId) -> &[RowId] {
        let key = self.seen_from(list, row);
        if self.visible(key) { self.rows(key) } else { &[] }
    }

    /// Evaluates a check: its problem, if it fails.
    pub(super) fn check_fails(&self, id: CheckId, row: RowId) -> Option<Problem> {
        self.count();
        let check = &self.model.checks[id.0 as usize];
        if check.when.as_ref().is_some_and(|cond| !self.holds(cond, row)) {
            return None;
        }
        let left = self.compute(&check.left, row)?;
        let right = self.compute(&check.right, row)?;
        if check.op.holds(left, right) {
            return None;
        }
        let params = vec![
            ("check", check.id.clone()),
            ("left", self.shown(&check.left, left, row)),
            ("right", self.shown(&check.right, right, row)),
            ("diff", decimal::text((left - right).abs())),
            ("count", self.first_count(&[&check.left, &check.right], row).to_string()),
        ];
        let message = Text {
            zh: fill(&check.message.zh, &params),
            en: check.message.en.as_ref().map(|en| fill(en, &params)),
        };
        Some(Problem { code: ProblemCode::Check, params, message: Some(message) })
    }

    /// `None` while an answer that the expression reads by itself is not there.
    fn compute(&self, expr: &Expr, row: RowId) -> Option<f64> {
        match expr {
            Expr::Number(number) => Some(*number),
            Expr::Value(field) => self.number(self.seen_from(*field, row)),
            Expr::Sum { list, of, filter } => {
                let mut sum = 0.0;
                for row in self.filtered(*list, filter.as_ref(), row) {
                    sum += self.number(Key::new(*of, row)).unwrap_or(0.0);
                }
                Some(sum)
            }
            Expr::Count { list, filter } => {
                let count = self.filtered(*list, filter.as_ref(), row).count();
                Some(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            Expr::Add(all) => {
                all.iter().try_fold(0.0, |sum, expr| Some(sum + self.compute(expr, row)?))
            }
            Expr::Mul(all) => {
                all.iter().try_fold(1.0, |product, expr| Some(product * self.compute(expr, row)?))
            }
        }
    }

    fn filtered(
        &self,
        list: FieldId,
        filter: Option<&Cond>,
        row: RowId,
    ) -> impl Iterator<Item = RowId> {
        self.visible_rows(list, row).iter().copied().filter(move |row| {
            self.count();
            filter.is_none_or(|cond| self.holds(cond, *row))
        })
    }

    fn number(&self, key: Key) -> Option<f64> {
        match (self.value(key)?, &self.model.field(key.field).kind) {
            (Value::String(text), FieldKind::Date) => date::number(text),
            (Value::String(text), _) => decimal::parse(text).map(|d| d.value),
            (value, _) => value.as_f64(),
        }
    }

    /// A side of a check as a person reads it: dates and amounts as answered.
    fn shown(&self, expr: &Expr, value: f64, row: RowId) -> String {
        if let Expr::Value(field) = expr
            && let Some(Value::String(text)) = self.value(self.seen_from(*field, row))
        {
            return text.clone();
        }
        decimal::text(value)
    }

    /// The rows of the first list that the expressions read.
    fn first_count(&self, all: &[&Expr], row: RowId) -> usize {
        for expr in all {
            let count = match expr {
                Expr::Sum { list, filter, .. } | Expr::Count { list, filter } => {
                    self.filtered(*list, filter.as_ref(), row).count()
                }
                Expr::Add(inner) | Expr::Mul(inner) => {
                    self.first_count(&inner.iter().collect::<Vec<_>>(), row)
                }
                Expr::Number(_) | Expr::Value(_) => 0,
            };
            if count > 0 {
                return count;
            }
        }
        0
    }

    /// Counts one thing looked at.
    pub(super) fn count(&self) {
        self.evaluated.fetch_add(1, Ordering::Relaxed);
    }
}
