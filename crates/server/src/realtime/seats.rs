//! How many of something each one has at the moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Seats by whose they are. Cheap to clone; copies share them.
#[derive(Clone, Debug)]
pub(super) struct Seats<K: Ord>(Arc<Mutex<BTreeMap<K, usize>>>);

/// A seat, until dropped.
#[derive(Debug)]
pub(super) struct Seat<K: Ord> {
    seats: Seats<K>,
    key: K,
}

impl<K: Ord> Default for Seats<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord + Clone> Seats<K> {
    /// A seat; `None` where they have as many already.
    pub(super) fn take(&self, key: K, most: usize) -> Option<Seat<K>> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(key.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Seat { seats: self.clone(), key })
    }
}

impl<K: Ord> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_each() {
        let seats = Seats::default();
        let (first, _second) = (seats.take("a", 2), seats.take("a", 2).unwrap());
        assert!(seats.take("a", 2).is_none());
        assert!(seats.take("b", 2).is_some());
        drop(first);
        assert!(seats.take("a", 2).is_some());
    }
}
