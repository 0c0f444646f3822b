//! Someone's copy of a document, into which they type.

use yrs::updates::decoder::Decode;
use yrs::{Doc, ReadTxn, Text, TextRef, Transact, Update};

/// A document with a long text.
pub struct Replica {
    doc: Doc,
    text: TextRef,
}

impl Replica {
    /// An empty one.
    pub fn new(client: u64) -> Self {
        let doc = Doc::with_client_id(client);
        let text = doc.get_or_insert_text("text:reason");
        Self { doc, text }
    }

    /// Types a character at the end; gives the update.
    pub fn write(&self) -> Vec<u8> {
        let mut txn = self.doc.transact_mut();
        self.text.push(&mut txn, "字");
        txn.encode_update_v1()
    }

    /// Takes in what came; `false` where it is no update.
    pub fn apply(&self, bytes: &[u8]) -> bool {
        let Ok(update) = Update::decode_v1(bytes) else { return false };
        self.doc.transact_mut().apply_update(update).is_ok()
    }

    /// How many characters of others are here.
    pub fn of_others(&self) -> u64 {
        let vector = self.doc.transact().state_vector();
        let own = self.doc.client_id();
        let others = vector.iter().filter(|(client, _)| **client != own);
        others.map(|(_, clock)| u64::from(*clock)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_others_typed_counts() {
        let (one, two) = (Replica::new(1), Replica::new(2));
        for update in [one.write(), one.write()] {
            assert!(one.apply(&update) && two.apply(&update));
        }
        assert_eq!((one.of_others(), two.of_others()), (0, 2));
        assert!(!one.apply(b"garbage"));
    }
}
