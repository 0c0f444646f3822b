//! How the draft is connected to the server just now.

use leptos::prelude::*;

use super::Journal;
use crate::platform::clock;

/// A way to the server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// None for now.
    Not,
    /// A socket: what happens elsewhere is here at once.
    Socket,
    /// Requests one after the other, where no socket is let through.
    Plain,
    /// Another tab of this browser has it.
    OtherTab,
}

/// A way, and since when; milliseconds since 1970.
#[derive(Clone, Copy, PartialEq)]
pub struct Link {
    /// The way.
    pub how: How,
    /// Since when.
    pub since: f64,
}

impl Link {
    pub(super) fn now(how: How) -> Self {
        Self { how, since: clock::now_ms() }
    }
}

impl Journal {
    /// How it is connected.
    pub fn link(&self) -> RwSignal<Link> {
        self.0.link
    }

    /// It is connected like this from now on.
    pub(crate) fn linked(&self, how: How) {
        if self.0.link.try_with_untracked(|link| link.how) != Some(how) {
            self.0.link.try_set(Link::now(how));
        }
    }
}
