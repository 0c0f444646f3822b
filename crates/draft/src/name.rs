//! What the documents of a filing are called.

use std::fmt;

/// One of a filing's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// What an assistant may see too.
    Answers,
    /// Sensitive answers (敏感个人信息), synced to the applicant's side only.
    Private,
    /// What goes between the applicant and an assistant: suggestions, marks, chat (帮办).
    Assist,
}

impl Name {
    /// All documents.
    pub const ALL: [Self; 3] = [Self::Answers, Self::Private, Self::Assist];

    /// Its name in stores and addresses, without an epoch.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Private => "private",
            Self::Assist => "assist",
        }
    }

    /// The document of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// A document in one of its epochs: what its updates are stored and sent under.
///
/// A document that was rebuilt (see [`Draft::rebuild`](crate::Draft::rebuild)) has nothing in
/// common with what it was before but its content, so updates of one epoch must never reach
/// another. Written `answers` in the first epoch, and `answers@1`, `answers@2`, … after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Which document.
    pub name: Name,
    /// How often it was rebuilt.
    pub epoch: u32,
}

impl Address {
    /// The document in its first epoch.
    pub const fn first(name: Name) -> Self {
        Self { name, epoch: 0 }
    }

    /// The document in the epoch after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self { name: self.name, epoch: self.epoch.saturating_add(1) }
    }

    /// Reads an address as it is written; nothing else, such as `answers@0` or `answers@01`.
    pub fn parse(address: &str) -> Option<Self> {
        let Some((name, epoch)) = address.split_once('@') else {
            return Name::parse(address).map(Self::first);
        };
        if epoch.starts_with(['0', '+']) {
            return None;
        }
        Some(Self { name: Name::parse(name)?, epoch: epoch.parse().ok()? })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name.as_str())?;
        if self.epoch > 0 {
            write!(out, "@{}", self.epoch)?;
        }
        Ok(())
    }
}
