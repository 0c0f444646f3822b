//! A chunk as it is read.

use anyhow::{Context, Result, bail};
use wasmparser::{
    BinaryReader, BinaryReaderError, CodeSectionReader, DataSectionReader, ElementItems,
    ElementKind, ElementSectionReader, FunctionBody, Operator, Parser, Payload, TypeRef,
};

/// A module as it is read.
#[derive(Default)]
pub(super) struct Part<'a> {
    pub(super) types: Vec<wasmparser::FuncType>,
    pub(super) imports: Vec<wasmparser::Import<'a>>,
    /// Types of its own functions.
    pub(super) functions: Vec<u32>,
    pub(super) elements: Option<ElementSectionReader<'a>>,
    pub(super) code: Option<CodeSectionReader<'a>>,
    pub(super) data: Option<DataSectionReader<'a>>,
    pub(super) imported: Counts,
}

/// How many of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) functions: u32,
    pub(super) tables: u32,
    pub(super) memories: u32,
    pub(super) globals: u32,
}

impl<'a> Part<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut part = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(types) => {
                    part.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(imports) => {
                    part.imports = imports.into_imports().collect::<Result<_, _>>()?;
                }
                Payload::FunctionSection(functions) => {
                    part.functions = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ElementSection(elements) => part.elements = Some(elements),
                Payload::DataSection(data) => part.data = Some(data),
                Payload::CodeSectionStart { range, .. } => {
                    let at = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    let code = bytes.get(at).context("a chunk is cut off")?;
                    part.code = Some(CodeSectionReader::new(BinaryReader::new(code, range.start))?);
                }
                // What starts a chunk takes nothing from it: see the loader in `packs`.
                Payload::ExportSection(_)
                | Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionEntry(_)
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => bail!("a chunk has a section that is not known here: {other:?}"),
            }
        }
        for import in &part.imports {
            *match import.ty {
                TypeRef::Func(_) => &mut part.imported.functions,
                TypeRef::Table(_) => &mut part.imported.tables,
                TypeRef::Memory(_) => &mut part.imported.memories,
                TypeRef::Global(_) => &mut part.imported.globals,
                other => bail!("a chunk imports what is not known here: {other:?}"),
            } += 1;
        }
        Ok(part)
    }

    /// Which of its own functions stand where in the table.
    pub(super) fn slots(&self) -> Result<Vec<(u32, usize)>> {
        let mut slots = Vec::new();
        for element in self.elements.iter().flat_map(|all| all.clone()) {
            let element = element?;
            let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                (element.kind, element.items)
            else {
                continue;
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                continue;
            };
            for (slot, function) in (value.cast_unsigned()..).zip(functions) {
                if let Some(own) = function?.checked_sub(self.imported.functions) {
                    slots.push((slot, own as usize));
                }
            }
        }
        Ok(slots)
    }

    pub(super) fn bodies(
        &self,
    ) -> impl Iterator<Item = Result<FunctionBody<'a>, BinaryReaderError>> {
        self.code.clone().into_iter().flatten()
    }

    pub(super) fn signature(&self, function: usize) -> Option<&wasmparser::FuncType> {
        self.types.get(*self.functions.get(function)? as usize)
    }
}
