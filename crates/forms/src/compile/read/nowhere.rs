//! A place in a definition, where nobody is told of it.

use std::marker::PhantomData;

use crate::{CompileError, CompileErrorKind as Kind};

/// The same as the one that can be pointed at, and nothing behind it.
#[derive(Clone, Copy)]
pub(in crate::compile) struct At<'a>(PhantomData<&'a ()>);

#[allow(clippy::unused_self, reason = "stands for the place that can be pointed at")]
impl<'a> At<'a> {
    /// A place.
    pub fn root(_: &'a str) -> At<'a> {
        At(PhantomData)
    }

    /// A member of this place.
    pub fn key(&'a self, _: &'a str) -> At<'a> {
        At(PhantomData)
    }

    /// An element of this place.
    pub fn index(&'a self, _: usize) -> At<'a> {
        At(PhantomData)
    }

    /// Nothing.
    pub fn pointer(&self) -> String {
        String::new()
    }

    /// A mistake somewhere.
    #[cold]
    #[inline(never)]
    pub fn error(&self, kind: Kind, _: &str) -> Box<CompileError> {
        Box::new(CompileError { pointer: String::new(), kind, detail: String::new() })
    }
}
