//! Cross-field checks (`x-checks`).

use serde_json::Value;

use super::schema::text;
use super::{At, Builder, Outcome};
use crate::expression::{Expr, Op};
use crate::model::Check;
use crate::{CompileErrorKind as Kind, FieldId, FieldKind};

impl Builder<'_> {
    /// Compiles the checks met while the schema was read.
    pub(super) fn checks(&mut self) -> Outcome<()> {
        for pending in std::mem::take(&mut self.pending) {
            let at = At::root(&pending.pointer);
            for (i, value) in at.array(pending.checks)?.iter().enumerate() {
                let check = self.check(value, pending.list, &at.index(i))?;
                let twice = self.checks.iter().any(|c| c.id == check.id && c.list == check.list);
                if twice {
                    return Err(at.index(i).error(Kind::Duplicate, &check.id));
                }
                self.checks.push(check);
            }
        }
        Ok(())
    }

    fn check(&self, value: &Value, list: Option<FieldId>, at: &At) -> Outcome<Check> {
        let map = at.object(value)?;
        at.only(map, &["id", "when", "assert", "at", "message", "x-en"])?;
        let when = map.get("when").map(|c| self.condition(c, list, &at.key("when"))).transpose()?;
        let at_assert = at.key("assert");
        let assert = at_assert.object(at.need(map, "assert")?)?;
        at_assert.only(assert, &["op", "left", "right"])?;
        let op = at_assert.need_text(assert, "op")?;
        let op = Op::named(op).ok_or_else(|| at_assert.key("op").error(Kind::Unsupported, op))?;
        let side =
            |name| self.expression(at_assert.need(assert, name)?, list, &at_assert.key(name));
        let (left, right) = (side("left")?, side("right")?);
        let at_places = at.key("at");
        let mut places = Vec::new();
        for (i, scope) in at_places.array(at.need(map, "at")?)?.iter().enumerate() {
            places.push(self.scoped_field(scope, list, &at_places.index(i))?);
        }
        if places.is_empty() {
            return Err(at_places.error(Kind::Missing, "scope"));
        }
        let english = at.english(map, "message", &["message"])?;
        Ok(Check {
            id: String::from(at.need_text(map, "id")?),
            when,
            op,
            left,
            right,
            at: places,
            message: text(at.need_text(map, "message")?, english.main),
            list,
            slot: 0,
        })
    }

    fn expression(&self, value: &Value, list: Option<FieldId>, at: &At) -> Outcome<Expr> {
        if let Some(number) = value.as_f64() {
            return Ok(Expr::Number(number));
        }
        let map = at.object(value)?;
        let Some(kind) =
            ["value", "sum", "count", "add", "mul"].into_iter().find(|k| map.contains_key(*k))
        else {
            return Err(at.error(Kind::Unsupported, map.keys().next().map_or("", |k| k)));
        };
        let operand = &map[kind];
        let at_operand = at.key(kind);
        match kind {
            "value" => {
                at.only(map, &["value"])?;
                let id = self.scoped_field(operand, list, &at_operand)?;
                self.computable(id, &at_operand)?;
                Ok(Expr::Value(id))
            }
            "sum" | "count" => {
                at.only(map, &[kind, "of", "where"])?;
                let rows = self.scoped_list(operand, list, &at_operand)?;
                let filter = map
                    .get("where")
                    .map(|c| self.condition(c, Some(rows), &at.key("where")))
                    .transpose()?;
                if kind == "count" {
                    return Ok(Expr::Count { list: rows, filter });
                }
                let at_of = at.key("of");
                let of = self.scoped_field(at.need(map, "of")?, Some(rows), &at_of)?;
                if self.field(of).list != Some(rows) {
                    return Err(at_of.error(Kind::DanglingScope, "of"));
                }
                self.computable(of, &at_of)?;
                Ok(Expr::Sum { list: rows, of, filter })
            }
            _ => {
                at.only(map, &[kind])?;
                let mut all = Vec::new();
                for (i, value) in at_operand.array(operand)?.iter().enumerate() {
                    all.push(self.expression(value, list, &at_operand.index(i))?);
                }
                Ok(if kind == "add" { Expr::Add(all) } else { Expr::Mul(all) })
            }
        }
    }

    /// Only numbers, amounts and dates can be computed with.
    fn computable(&self, id: FieldId, at: &At) -> Outcome<()> {
        match self.field(id).kind {
            FieldKind::Number { .. } | FieldKind::Money { .. } | FieldKind::Date => Ok(()),
            _ => Err(at.error(Kind::Unresolvable, "number")),
        }
    }
}
