//! What a wasm module carries besides its code: names and debugging information, which nothing
//! at run time reads, names of imports, which only the glue needs to know, and exports that
//! nobody takes.

use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CustomSection, ExportSection, ImportSection, Module};
use wasmparser::{CustomSectionReader, Export, Import, Imports, Parser};

/// What to change.
pub struct Rewriting<'a> {
    /// The new name of an import, by its name.
    pub import: &'a dyn Fn(&str) -> Option<String>,
    /// The new name of an export, by its name; none where it goes.
    pub export: &'a dyn Fn(&str) -> Option<String>,
}

/// The module without its custom sections, and changed besides.
pub fn rewrite(bytes: &[u8], rewriting: &Rewriting<'_>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Rewriter(rewriting)
        .parse_core_module(&mut module, Parser::new(0), bytes)
        .map_err(|error| anyhow!("not a wasm module that is known here: {error}"))?;
    Ok(module.finish())
}

/// The module without its custom sections.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>> {
    rewrite(bytes, &Rewriting { import: &|_| None, export: &|name| Some(name.to_owned()) })
}

struct Rewriter<'a>(&'a Rewriting<'a>);

impl Reencode for Rewriter<'_> {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn custom_section<'a>(
        &mut self,
        _: CustomSectionReader<'a>,
    ) -> Result<CustomSection<'a>, Error<Infallible>> {
        Ok(CustomSection { name: "".into(), data: (&[][..]).into() })
    }

    fn parse_imports(
        &mut self,
        imports: &mut ImportSection,
        group: Imports<'_>,
    ) -> Result<(), Error<Infallible>> {
        let Imports::Single(at, import) = group else {
            return utils::parse_imports(self, imports, group);
        };
        let renamed = (self.0.import)(import.name);
        let name = renamed.as_deref().unwrap_or(import.name);
        utils::parse_imports(self, imports, Imports::Single(at, Import { name, ..import }))
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        if let Some(name) = (self.0.export)(export.name) {
            utils::parse_export(self, exports, Export { name: &name, ..export })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREAMBLE: &[u8] = b"\0asm\x01\0\0\0";
    const TYPES: &[u8] = &[1, 4, 1, 0x60, 0, 0];
    /// Imports `m.f`, and exports it as `a` and as `b`.
    const IMPORT: &[u8] = &[2, 7, 1, 1, b'm', 1, b'f', 0, 0];
    const EXPORTS: &[u8] = &[7, 9, 2, 1, b'a', 0, 0, 1, b'b', 0, 0];

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [PREAMBLE, &sections.concat()].concat()
    }

    #[test]
    fn custom_sections_go_and_others_stay() {
        let name: &[u8] = &[0, 5, 4, b'n', b'a', b'm', b'e'];
        let cases =
            [(vec![], vec![]), (vec![TYPES], vec![TYPES]), (vec![name, TYPES, name], vec![TYPES])];
        for (before, after) in cases {
            assert_eq!(strip(&module(&before)).unwrap(), module(&after), "{before:?}");
        }
    }

    #[test]
    fn imports_are_renamed_and_exports_renamed_or_dropped() {
        let rewriting = Rewriting {
            import: &|name| (name == "f").then(|| "long".to_owned()),
            export: &|name| (name == "b").then(|| "c".to_owned()),
        };
        let after = rewrite(&module(&[TYPES, IMPORT, EXPORTS]), &rewriting).unwrap();
        let import: &[u8] = &[2, 10, 1, 1, b'm', 4, b'l', b'o', b'n', b'g', 0, 0];
        let export: &[u8] = &[7, 5, 1, 1, b'c', 0, 0];
        assert_eq!(after, module(&[TYPES, import, export]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let cut = module(&[&[1, 9, 0]]);
        let endless = module(&[&[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0]]);
        for bytes in [&b"<html>"[..], &cut, &endless] {
            assert!(strip(bytes).is_err(), "{bytes:?}");
        }
    }
}
