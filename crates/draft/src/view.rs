//! How something that is on the screen follows a change: rows and the caret.

use crate::splice::splice;

/// What has to happen to the rows that a screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// The row of this id goes.
    Remove(String),
    /// A row of this id comes in at a position.
    Insert(usize, String),
    /// The row of this id, which is there, moves to a position before where it stands.
    Move(usize, String),
}

/// What makes the wanted rows of those that are there, one after the other. Rows that stay
/// are not touched. An id that is wanted twice is taken once.
pub fn row_changes(now: &[&str], wanted: &[String]) -> Vec<RowChange> {
    let mut changes = Vec::new();
    let mut rows: Vec<&str> = Vec::with_capacity(now.len());
    for id in now {
        if wanted.iter().any(|one| one == id) {
            rows.push(id);
        } else {
            changes.push(RowChange::Remove((*id).to_owned()));
        }
    }
    let mut at = 0;
    for id in wanted {
        match rows.iter().position(|one| one == id) {
            Some(place) if place < at => continue,
            Some(place) if place == at => {}
            Some(place) => {
                let row = rows.remove(place);
                rows.insert(at, row);
                changes.push(RowChange::Move(at, id.clone()));
            }
            None => {
                rows.insert(at, id);
                changes.push(RowChange::Insert(at, id.clone()));
            }
        }
        at += 1;
    }
    changes
}

/// Where a caret stands once a text has become another, in UTF-16 units as browsers count:
/// before a change it stays, behind one it goes along, and within what is taken away it
/// stands where that was.
pub fn caret(old: &str, new: &str, at: u32) -> u32 {
    let Some(change) = splice(old, new) else { return at };
    if at <= change.at {
        return at;
    }
    let behind = at.saturating_sub(change.at + change.removed);
    let inserted = u32::try_from(change.inserted.encode_utf16().count()).unwrap_or(0);
    if at < change.at + change.removed { change.at } else { change.at + inserted + behind }
}
