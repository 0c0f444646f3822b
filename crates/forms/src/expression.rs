//! Expressions of cross-field checks.

use crate::FieldId;
use crate::condition::Cond;

/// A number computed from answers.
pub(crate) enum Expr {
    Number(f64),
    /// The answer of a field; a date counts as its day number.
    Value(FieldId),
    /// The sum of a field over the rows of a list.
    Sum {
        list: FieldId,
        of: FieldId,
        filter: Option<Cond>,
    },
    /// The rows of a list.
    Count {
        list: FieldId,
        filter: Option<Cond>,
    },
    Add(Vec<Expr>),
    Mul(Vec<Expr>),
}

impl Expr {
    /// Calls `visit` with every field that the expression reads.
    pub fn reads(&self, visit: &mut dyn FnMut(FieldId)) {
        match self {
            Expr::Number(_) => {}
            Expr::Value(field) => visit(*field),
            Expr::Sum { list, of, filter } => {
                visit(*list);
                visit(*of);
                if let Some(cond) = filter {
                    cond.reads(visit);
                }
            }
            Expr::Count { list, filter } => {
                visit(*list);
                if let Some(cond) = filter {
                    cond.reads(visit);
                }
            }
            Expr::Add(all) | Expr::Mul(all) => {
                for expr in all {
                    expr.reads(visit);
                }
            }
        }
    }
}

/// A comparison.
#[derive(Clone, Copy)]
pub(crate) enum Op {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Op {
    /// The comparison of that name.
    pub fn named(name: &str) -> Option<Op> {
        Some(match name {
            "eq" => Op::Eq,
            "ne" => Op::Ne,
            "lt" => Op::Lt,
            "le" => Op::Le,
            "gt" => Op::Gt,
            "ge" => Op::Ge,
            _ => return None,
        })
    }

    /// Compares. Sums of decimals are equal when they differ by no more than what binary
    /// fractions cannot hold.
    pub fn holds(self, left: f64, right: f64) -> bool {
        let slack = 1e-6 + left.abs().max(right.abs()) * 4e-15;
        let diff = left - right;
        match self {
            Op::Eq => diff.abs() <= slack,
            Op::Ne => diff.abs() > slack,
            Op::Lt => diff < -slack,
            Op::Le => diff <= slack,
            Op::Gt => diff > slack,
            Op::Ge => diff >= -slack,
        }
    }
}
