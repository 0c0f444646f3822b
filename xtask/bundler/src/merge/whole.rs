//! The module that is made of several.

use std::convert::Infallible;

use anyhow::{Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, EntityType, FuncType,
    FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::TypeRef;

use super::part::{Counts, Part};

/// The module that is made.
#[derive(Default)]
pub(super) struct Whole {
    types: Vec<FuncType>,
    imports: Vec<(String, String, EntityType)>,
    pub(super) imported: Counts,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

/// What the numbers of a part are in the whole.
#[derive(Default)]
pub(super) struct Map {
    types: Vec<u32>,
    pub(super) functions: Vec<u32>,
    tables: Vec<u32>,
    memories: Vec<u32>,
    globals: Vec<u32>,
    /// How many there were before it.
    elements: u32,
    data: u32,
}

impl Whole {
    /// Its types and imports, each once.
    pub(super) fn take_imports(&mut self, part: &Part<'_>) -> Result<Map> {
        let mut map = Map::default();
        for signature in &part.types {
            let signature = map.func_type(signature.clone()).map_err(unknown)?;
            let known = self.types.iter().position(|known| *known == signature);
            map.types.push(u32::try_from(known.unwrap_or(self.types.len()))?);
            if known.is_none() {
                self.types.push(signature);
            }
        }
        for import in &part.imports {
            let kind = map.entity_type(import.ty).map_err(unknown)?;
            let is_kind =
                |other: &EntityType| std::mem::discriminant(other) == std::mem::discriminant(&kind);
            let known = self
                .imports
                .iter()
                .position(|(module, name, _)| module == import.module && name == import.name);
            let at = match known {
                Some(at) if self.imports[at].2 == kind => at,
                Some(_) => bail!("{} is imported as two things", import.name),
                None => {
                    self.imports.push((import.module.into(), import.name.into(), kind));
                    self.imports.len() - 1
                }
            };
            let before = self.imports[..at].iter().filter(|(_, _, other)| is_kind(other)).count();
            let index = u32::try_from(before)?;
            let (indices, count) = match import.ty {
                TypeRef::Table(_) => (&mut map.tables, &mut self.imported.tables),
                TypeRef::Memory(_) => (&mut map.memories, &mut self.imported.memories),
                TypeRef::Global(_) => (&mut map.globals, &mut self.imported.globals),
                _ => (&mut map.functions, &mut self.imported.functions),
            };
            indices.push(index);
            *count += u32::from(known.is_none());
        }
        Ok(map)
    }

    /// All else of it.
    pub(super) fn take(
        &mut self,
        part: &Part<'_>,
        map: &mut Map,
        is_direct: &dyn Fn(usize) -> bool,
    ) -> Result<()> {
        (map.elements, map.data) = (self.elements.len(), self.data.len());
        for (local, (kind, body)) in part.functions.iter().zip(part.bodies()).enumerate() {
            if !is_direct(local) {
                self.functions.function(map.type_index(*kind).map_err(unknown)?);
                map.parse_function_body(&mut self.code, body?).map_err(unknown)?;
            }
        }
        if let Some(elements) = part.elements.clone() {
            map.parse_element_section(&mut self.elements, elements).map_err(unknown)?;
        }
        if let Some(data) = part.data.clone() {
            map.parse_data_section(&mut self.data, data).map_err(unknown)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        for signature in &self.types {
            types.ty().func_type(signature);
        }
        for (module, name, kind) in &self.imports {
            imports.import(module, name, *kind);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&self.functions);
        module.section(&self.elements);
        if !self.data.is_empty() {
            module.section(&DataCountSection { count: self.data.len() });
        }
        module.section(&self.code).section(&self.data);
        module.finish()
    }
}

fn unknown(error: Error<Infallible>) -> anyhow::Error {
    anyhow!("a chunk is not a module that is known here: {error}")
}

fn mapped(known: &[u32], index: u32) -> Result<u32, Error<Infallible>> {
    known.get(index as usize).copied().ok_or(Error::InvalidConstExpr)
}

impl Reencode for Map {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        mapped(&self.types, index)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        mapped(&self.functions, index)
    }

    fn table_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        mapped(&self.tables, index)
    }

    fn memory_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        mapped(&self.memories, index)
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        mapped(&self.globals, index)
    }

    fn element_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.elements + index)
    }

    fn data_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.data + index)
    }
}
