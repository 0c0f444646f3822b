//! A place in a definition.

use crate::{CompileError, CompileErrorKind as Kind};

/// A place in the definition; turned into a pointer only when there is something to say.
#[derive(Clone, Copy)]
pub(in crate::compile) struct At<'a> {
    up: Option<&'a At<'a>>,
    name: Name<'a>,
}

#[derive(Clone, Copy)]
enum Name<'a> {
    Pointer(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// A place by its pointer.
    pub fn root(pointer: &'a str) -> At<'a> {
        At { up: None, name: Name::Pointer(pointer) }
    }

    /// A member of this place.
    pub fn key(&'a self, name: &'a str) -> At<'a> {
        At { up: Some(self), name: Name::Key(name) }
    }

    /// An element of this place.
    pub fn index(&'a self, index: usize) -> At<'a> {
        At { up: Some(self), name: Name::Index(index) }
    }

    /// RFC 6901.
    pub fn pointer(&self) -> String {
        let mut out = self.up.map_or_else(String::new, At::pointer);
        match self.name {
            Name::Pointer(pointer) => out.push_str(pointer),
            Name::Key(name) => {
                out.push('/');
                crate::state::escape_into(&mut out, name);
            }
            Name::Index(index) => {
                out.push('/');
                out.push_str(&index.to_string());
            }
        }
        out
    }

    /// A mistake at this place.
    #[cold]
    #[inline(never)]
    pub fn error(&self, kind: Kind, detail: &str) -> Box<CompileError> {
        Box::new(CompileError { pointer: self.pointer(), kind, detail: String::from(detail) })
    }
}
