//! What may be asked of a draft, apart from how it is made.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Address, Command, Conflict, Draft, Event, MergeError, Name, Undone, Update};

/// A draft as those see it who do not hold the code that merges, because it comes to them later.
pub trait Replica {
    /// As [`Draft::apply`].
    fn apply(&mut self, command: &Command) -> Vec<Update>;
    /// As [`Draft::merge`].
    ///
    /// # Errors
    /// Where the bytes are no update, or one of another epoch.
    fn merge(&mut self, document: Address, bytes: &[u8]) -> Result<Vec<Event>, MergeError>;
    /// As [`Draft::load`].
    ///
    /// # Errors
    /// As [`Self::merge`].
    fn load(&mut self, document: Address, bytes: &[u8]) -> Result<(), MergeError>;
    /// As [`Draft::renew`].
    ///
    /// # Errors
    /// Where it is no later epoch, or the bytes are no updates.
    fn renew(&mut self, to: Address, updates: &[Vec<u8>]) -> Result<Vec<Event>, MergeError>;
    /// As [`Draft::undo`].
    fn undo(&mut self) -> Option<Undone>;
    /// As [`Draft::redo`].
    fn redo(&mut self) -> Option<Undone>;
    /// As [`Draft::boundary`].
    fn boundary(&mut self);
    /// As [`Draft::begin`].
    fn begin(&mut self);
    /// As [`Draft::can_undo`].
    fn can_undo(&self) -> bool;
    /// As [`Draft::can_redo`].
    fn can_redo(&self) -> bool;
    /// As [`Draft::is_empty`].
    fn is_empty(&self) -> bool;
    /// As [`Draft::answers`].
    fn answers(&self) -> Value;
    /// As [`Draft::answer`].
    fn answer(&self, path: &[String]) -> Value;
    /// As [`Draft::authors`].
    fn authors(&self, path: &[String]) -> Vec<String>;
    /// As [`Draft::conflicts`].
    fn conflicts(&self) -> Vec<Conflict>;
    /// As [`Draft::conflict`].
    fn conflict(&self, path: &[String]) -> Option<Conflict>;
    /// As [`Draft::entries`].
    fn entries(&self) -> BTreeMap<(String, String), Value>;
    /// As [`Draft::chat`].
    fn chat(&self) -> BTreeMap<String, Vec<Value>>;
    /// As [`Draft::is_waiting`].
    fn is_waiting(&self, name: Name) -> bool;
    /// As [`Draft::snapshot`].
    fn snapshot(&self, name: Name) -> Vec<u8>;
    /// As [`Draft::state_vector`].
    fn state_vector(&self, name: Name) -> Vec<u8>;
    /// As [`Draft::since`].
    ///
    /// # Errors
    /// Where the bytes are no state vector.
    fn since(&self, name: Name, vector: &[u8]) -> Result<Vec<u8>, MergeError>;
    /// As [`Draft::address`].
    fn address(&self, name: Name) -> Address;
}

/// Each of these is the method of the same name.
macro_rules! the_same {
    ($(fn $name:ident(&mut self $(, $argument:ident: $type:ty)*) $(-> $out:ty)?;)*) => {
        $(fn $name(&mut self $(, $argument: $type)*) $(-> $out)? {
            Draft::$name(self $(, $argument)*)
        })*
    };
    ($(fn $name:ident(&self $(, $argument:ident: $type:ty)*) $(-> $out:ty)?;)*) => {
        $(fn $name(&self $(, $argument: $type)*) $(-> $out)? {
            Draft::$name(self $(, $argument)*)
        })*
    };
}

impl Replica for Draft {
    the_same! {
        fn apply(&mut self, command: &Command) -> Vec<Update>;
        fn merge(&mut self, document: Address, bytes: &[u8]) -> Result<Vec<Event>, MergeError>;
        fn load(&mut self, document: Address, bytes: &[u8]) -> Result<(), MergeError>;
        fn renew(&mut self, to: Address, updates: &[Vec<u8>]) -> Result<Vec<Event>, MergeError>;
        fn undo(&mut self) -> Option<Undone>;
        fn redo(&mut self) -> Option<Undone>;
        fn boundary(&mut self);
        fn begin(&mut self);
    }
    the_same! {
        fn can_undo(&self) -> bool;
        fn can_redo(&self) -> bool;
        fn is_empty(&self) -> bool;
        fn answers(&self) -> Value;
        fn answer(&self, path: &[String]) -> Value;
        fn authors(&self, path: &[String]) -> Vec<String>;
        fn conflicts(&self) -> Vec<Conflict>;
        fn conflict(&self, path: &[String]) -> Option<Conflict>;
        fn entries(&self) -> BTreeMap<(String, String), Value>;
        fn chat(&self) -> BTreeMap<String, Vec<Value>>;
        fn is_waiting(&self, name: Name) -> bool;
        fn snapshot(&self, name: Name) -> Vec<u8>;
        fn state_vector(&self, name: Name) -> Vec<u8>;
        fn since(&self, name: Name, vector: &[u8]) -> Result<Vec<u8>, MergeError>;
        fn address(&self, name: Name) -> Address;
    }
}
