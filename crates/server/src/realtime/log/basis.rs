//! What somebody brings is looked at with what they brought before in view, which may still be on
//! its way. Where that is refused in the end, what follows it was looked at for nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a person has on its way in a room, and whether it has held so far. Copies are of the same
/// room and person.
#[derive(Clone, Debug, Default)]
pub(in crate::realtime) struct Basis {
    fallen: Arc<AtomicU64>,
    at: u64,
}

impl Basis {
    /// Whether nothing was refused since it was begun.
    pub(in crate::realtime) fn holds(&self) -> bool {
        self.fallen.load(Ordering::Acquire) == self.at
    }

    /// Something on it is refused: all that follows on the same is, too.
    pub(super) fn fall(&self) {
        let next = self.at + 1;
        // Where it has fallen already, it has.
        let _ = self.fallen.compare_exchange(self.at, next, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Begins anew, from what is stored.
    pub(in crate::realtime) fn renew(&mut self) {
        self.at = self.fallen.load(Ordering::Acquire);
    }

    /// Whether both have the same in view.
    pub(in crate::realtime) fn is(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_fell_takes_what_followed_with_it() {
        let mut own = Basis::default();
        let (first, second) = (own.clone(), own.clone());
        first.fall();
        assert!(!second.holds());
        own.renew();
        assert!(own.holds() && !own.is(&second));
        // Refused for that: it does not take with it what came after the new beginning.
        second.fall();
        assert!(own.holds());
    }
}
