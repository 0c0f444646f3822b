//! What depends on what: an index from each answer to its readers, and an order of the rules.

use super::{Builder, Outcome, index};
use crate::model::{CheckId, GateId, Level, Reader};
use crate::{CompileError, CompileErrorKind, FieldId, Material, Model};

/// Indexes the dependencies and closes the model.
pub(super) fn finish(mut builder: Builder, materials: Vec<Material>) -> Outcome<Model> {
    let count = builder.fields.len();
    let mut readers: Vec<Vec<Reader>> = (0..count).map(|_| Vec::new()).collect();
    let mut read = |field: FieldId, reader: Reader| {
        let all = &mut readers[field.0 as usize];
        if !all.contains(&reader) {
            all.push(reader);
        }
    };
    for (i, gate) in builder.gates.iter().enumerate() {
        gate.cond.reads(&mut |field| read(field, Reader::Gate(GateId(index(i)))));
    }
    let mut checks_at: Vec<Vec<CheckId>> = vec![Vec::new(); count];
    for (i, check) in builder.checks.iter().enumerate() {
        let id = CheckId(index(i));
        let mut visit = |field| read(field, Reader::Check(id));
        check.left.reads(&mut visit);
        check.right.reads(&mut visit);
        if let Some(cond) = &check.when {
            cond.reads(&mut visit);
        }
        for field in &check.at {
            checks_at[field.0 as usize].push(id);
        }
    }
    for (i, material) in materials.iter().enumerate() {
        if let Some(cond) = &material.when {
            cond.reads(&mut |field| read(field, Reader::Material(index(i))));
        }
    }
    let gate_order = order(&builder)?;
    let levels = levels(&mut builder, &gate_order);
    Ok(Model {
        fields: builder.fields,
        nodes: builder.nodes,
        steps: builder.steps,
        materials,
        levels,
        gates: builder.gates,
        gate_order,
        checks: builder.checks,
        readers,
        checks_at,
    })
}

/// Sorts fields, rules and checks by where they live, and gives each its place there.
fn levels(builder: &mut Builder, gate_order: &[GateId]) -> Vec<Level> {
    let mut levels = vec![Level { shape: std::mem::take(&mut builder.root), ..Level::default() }];
    for (list, shape) in std::mem::take(&mut builder.rows) {
        builder.fields[list.0 as usize].inner = index(levels.len());
        levels.push(Level { list: Some(list), shape, ..Level::default() });
    }
    for field in &mut builder.fields {
        let level = living_in(&mut levels, field.list);
        field.slot = index(level.fields.len());
        level.fields.push(field.id);
    }
    for id in gate_order {
        let gate = &mut builder.gates[id.0 as usize];
        let level = living_in(&mut levels, gate.list);
        gate.slot = index(level.gates.len());
        level.gates.push(*id);
    }
    for (i, check) in builder.checks.iter_mut().enumerate() {
        let level = living_in(&mut levels, check.list);
        check.slot = index(level.checks.len());
        level.checks.push(CheckId(index(i)));
    }
    levels
}

fn living_in(levels: &mut [Level], list: Option<FieldId>) -> &mut Level {
    let at = levels.iter().position(|level| level.list == list).unwrap_or_default();
    &mut levels[at]
}

/// An order in which every rule comes after the rules that decide whether what it reads is
/// visible. Depth first; a rule met again while it is open is a circle.
fn order(builder: &Builder) -> Outcome<Vec<GateId>> {
    let mut state = vec![Mark::New; builder.gates.len()];
    let mut order = Vec::with_capacity(builder.gates.len());
    for i in 0..builder.gates.len() {
        visit(builder, GateId(index(i)), &mut state, &mut order)?;
    }
    Ok(order)
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

fn visit(
    builder: &Builder,
    id: GateId,
    marks: &mut [Mark],
    order: &mut Vec<GateId>,
) -> Outcome<()> {
    let i = id.0 as usize;
    match marks[i] {
        Mark::Done => return Ok(()),
        Mark::Open => {
            return Err(Box::new(CompileError {
                pointer: builder.gate_sources[i].clone(),
                kind: CompileErrorKind::Cycle,
                detail: String::from("rule"),
            }));
        }
        Mark::New => marks[i] = Mark::Open,
    }
    let gate = &builder.gates[i];
    let mut needs: Vec<GateId> = gate.parent.into_iter().collect();
    gate.cond.reads(&mut |field| needs.extend(builder.field(field).show));
    for need in needs {
        visit(builder, need, marks, order)?;
    }
    marks[i] = Mark::Done;
    order.push(id);
    Ok(())
}
