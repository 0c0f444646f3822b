//! One writer at a time for each upload.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How long a writer that was asked to stop may take to store what it has.
const PATIENCE: Duration = Duration::from_secs(3);

type Held = BTreeMap<String, watch::Sender<bool>>;

/// The uploads that are being written.
#[derive(Clone, Debug, Default)]
pub struct Locks(Arc<Mutex<Held>>);

/// The right to write an upload, until dropped.
#[derive(Debug)]
pub struct Guard {
    locks: Locks,
    id: String,
    asked: watch::Receiver<bool>,
}

impl Locks {
    /// The right to write; `None` while somebody else has it.
    pub fn acquire(&self, id: &str) -> Option<Guard> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.contains_key(id) {
            return None;
        }
        let (ask, asked) = watch::channel(false);
        held.insert(id.to_owned(), ask);
        Some(Guard { locks: self.clone(), id: id.to_owned(), asked })
    }

    /// Asks who writes to store what has arrived and stop, and waits a little for it. A client
    /// that asks for the offset has lost the connection on which it was writing, though the
    /// server may not know yet.
    pub async fn interrupt(&self, id: &str) {
        let ask = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some(ask) = ask {
            ask.send_replace(true);
            let _ = tokio::time::timeout(PATIENCE, ask.closed()).await;
        }
    }
}

impl Guard {
    /// Ends when the writer is asked to stop.
    pub async fn asked_to_stop(&mut self) {
        if self.asked.wait_for(|asked| *asked).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.locks.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_writer_until_it_is_done_or_asked_to_stop() {
        let locks = Locks::default();
        let mut first = locks.acquire("a").unwrap();
        assert!(locks.acquire("a").is_none());
        assert!(locks.acquire("b").is_some());
        let writer = tokio::spawn(async move { first.asked_to_stop().await });
        locks.interrupt("a").await;
        writer.await.unwrap();
        assert!(locks.acquire("a").is_some());
        locks.interrupt("a").await;
    }
}
