//! Chunks that always come together, made one module.
//!
//! The splitter makes a chunk for every set of split points that need it, and a call from one
//! chunk into another goes over a function that calls through the table. Packed, many of them
//! come in the same files: as one module they are smaller, quicker to start, and call each other
//! without the table.

mod part;
mod whole;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use wasmparser::{FunctionBody, Operator};

use self::part::Part;
use self::whole::{Map, Whole};

/// One module that does what these do one after the other. They may import anything, and give
/// nothing but what they write into table and memory.
pub fn merge(modules: &[&[u8]]) -> Result<Vec<u8>> {
    let parts = modules.iter().map(|bytes| Part::read(bytes)).collect::<Result<Vec<_>>>()?;
    let mut whole = Whole::default();
    let mut maps: Vec<Map> =
        parts.iter().map(|part| whole.take_imports(part)).collect::<Result<_>>()?;
    let direct = direct_calls(&parts)?;
    let mut next = whole.imported.functions;
    for (at, part) in parts.iter().enumerate() {
        for local in 0..part.functions.len() {
            let index = if direct.contains_key(&(at, local)) { None } else { Some(next) };
            next += u32::from(index.is_some());
            maps[at].functions.push(index.unwrap_or(u32::MAX));
        }
    }
    for (&(at, local), &target) in &direct {
        let (to, function) = last_of(&direct, target)?;
        let index = maps[to].functions[parts[to].imported.functions as usize + function];
        let from = parts[at].imported.functions as usize + local;
        maps[at].functions[from] = index;
    }
    for (at, part) in parts.iter().enumerate() {
        let is_direct = |local: usize| direct.contains_key(&(at, local));
        whole.take(part, &mut maps[at], &is_direct)?;
    }
    Ok(whole.finish())
}

/// A part and one of its own functions.
type Place = (usize, usize);

/// Functions that do nothing but call through the table what is in one of these parts, and what
/// that is.
fn direct_calls(parts: &[Part<'_>]) -> Result<BTreeMap<Place, Place>> {
    let mut slots = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        slots.extend(part.slots()?.into_iter().map(|(slot, function)| (slot, (at, function))));
    }
    let mut direct = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for (local, body) in part.bodies().enumerate() {
            let signature = part.signature(local).context("a function without a type")?;
            let Some(slot) = through_the_table(&body?, signature.params().len())? else { continue };
            if let Some(&(to, function)) = slots.get(&slot)
                && parts[to].signature(function) == Some(signature)
                && (to, function) != (at, local)
            {
                direct.insert((at, local), (to, function));
            }
        }
    }
    Ok(direct)
}

/// The slot of the table that a function calls with what it was called with, if that is all
/// that it does.
fn through_the_table(body: &FunctionBody<'_>, params: usize) -> Result<Option<u32>> {
    let mut operators = body.get_operators_reader()?;
    for param in 0..params {
        match operators.read()? {
            Operator::LocalGet { local_index } if local_index as usize == param => {}
            _ => return Ok(None),
        }
    }
    let Operator::I32Const { value } = operators.read()? else { return Ok(None) };
    let calls = matches!(operators.read()?, Operator::CallIndirect { table_index: 0, .. });
    let ends = calls && matches!(operators.read()?, Operator::End) && operators.eof();
    Ok(ends.then_some(value.cast_unsigned()))
}

/// Where a row of such calls ends.
fn last_of(direct: &BTreeMap<Place, Place>, first: Place) -> Result<Place> {
    let mut place = first;
    for _ in 0..direct.len() {
        match direct.get(&place) {
            Some(next) => place = *next,
            None => return Ok(place),
        }
    }
    bail!("chunks call each other in a ring")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, Function, FunctionSection,
        ImportSection, MemoryType, Module, RefType, TableType, TypeSection, ValType,
    };

    const TABLE: TableType = TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 9,
        maximum: None,
        shared: false,
    };
    const MEMORY: MemoryType = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };

    /// What a function does.
    enum Does {
        /// Calls what stands there in the table, with its own argument.
        Slot(i32),
        /// Calls the first function.
        First,
        /// Gives its argument.
        Give,
    }

    /// A module with these functions, the last of which stands in a slot of the table.
    fn module(functions: &[Does], slot: i32, memory_first: bool) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([], []);
        types.ty().function([ValType::I32], [ValType::I32]);
        if memory_first {
            imports.import("s", "memory", EntityType::Memory(MEMORY));
        }
        imports.import("s", "table", EntityType::Table(TABLE));
        let (mut kinds, mut code) = (FunctionSection::new(), CodeSection::new());
        for does in functions {
            kinds.function(1);
            let mut body = Function::new([]);
            let mut does_so = body.instructions();
            does_so.local_get(0);
            match does {
                Does::Slot(slot) => drop(does_so.i32_const(*slot).call_indirect(0, 1).end()),
                Does::First => drop(does_so.call(0).end()),
                Does::Give => drop(does_so.end()),
            }
            code.function(&body);
        }
        let last = u32::try_from(functions.len()).unwrap() - 1;
        let mut elements = ElementSection::new();
        let place = ConstExpr::i32_const(slot);
        elements.active(None, &place, Elements::Functions((&[last][..]).into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&kinds);
        module.section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn what_is_together_calls_itself_without_the_table() {
        use Does::{First, Give, Slot};
        // Modules, and how many functions and imports are left.
        let one = || module(&[Slot(5), First], 3, true);
        let cases = [
            (vec![one()], 2, 2),
            (vec![one(), module(&[Give], 5, false)], 2, 2),
            (vec![module(&[Give], 5, false), one()], 2, 2),
            (vec![one(), module(&[Give], 6, false)], 3, 2),
            (vec![one(), module(&[Slot(6)], 5, false), module(&[Give], 6, false)], 2, 2),
        ];
        for (at, (modules, functions, imports)) in cases.into_iter().enumerate() {
            let modules: Vec<&[u8]> = modules.iter().map(|bytes| &bytes[..]).collect();
            let whole = merge(&modules).unwrap();
            wasmparser::Validator::new().validate_all(&whole).unwrap();
            let part = Part::read(&whole).unwrap();
            assert_eq!((part.functions.len(), part.imports.len()), (functions, imports), "{at}");
            assert_eq!(part.slots().unwrap().len(), modules.len(), "{at}");
        }
    }

    #[test]
    fn what_cannot_be_made_one_is_refused() {
        let ring = [module(&[Does::Slot(2)], 1, false), module(&[Does::Slot(1)], 2, false)];
        let cases: [&[&[u8]]; 2] = [&[b"no module"], &[&ring[0], &ring[1]]];
        for modules in cases {
            assert!(merge(modules).is_err());
        }
    }
}
