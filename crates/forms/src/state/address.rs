//! Names of fields: paths with stable row ids, and pointers with positions.

use super::State;
use crate::model::{Prop, Shape};
use crate::{FieldId, Key, RowId};

impl State {
    /// Property names and row ids from the root: `["posts", "<_id>", "count"]`.
    pub fn path(&self, key: Key) -> Vec<String> {
        let mut path = Vec::new();
        self.walk(key, &mut |segment| {
            path.push(match segment {
                Segment::Name(name) => String::from(name),
                Segment::Row(row) => String::from(self.row_id(row)),
            });
        });
        path
    }

    /// The field at a path of property names and row ids. A path that goes on below a field, into
    /// a period or a list of codes, gives that field; one that ends at an object gives nothing.
    pub fn resolve(&self, path: &[&str]) -> Option<Key> {
        self.locate(path, &|list, id| self.row_named(list, id))
    }

    /// RFC 6901 pointer of a field in [`State::submission`]: `/posts/0/count`.
    pub fn pointer(&self, key: Key) -> String {
        let mut pointer = String::new();
        self.walk(key, &mut |segment| {
            pointer.push('/');
            match segment {
                Segment::Name(name) => escape_into(&mut pointer, name),
                Segment::Row(row) => {
                    let list = self.list_of(row);
                    let at = self.rows(list).iter().position(|r| *r == row).unwrap_or(0);
                    pointer.push_str(&at.to_string());
                }
            }
        });
        pointer
    }

    /// The field at a pointer.
    pub fn key_at(&self, pointer: &str) -> Option<Key> {
        let names: Vec<String> = pointer.strip_prefix('/')?.split('/').map(unescape).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.locate(&names, &|list, at| self.rows(list).get(at.parse::<usize>().ok()?).copied())
    }

    fn walk(&self, key: Key, visit: &mut dyn FnMut(Segment)) {
        if key.row != RowId::ROOT && (key.row.0 as usize) < self.rows.len() {
            self.walk(self.list_of(key.row), visit);
            visit(Segment::Row(key.row));
        }
        for name in &self.model.field(key.field).path {
            visit(Segment::Name(name));
        }
    }

    fn locate(&self, names: &[&str], find_row: &dyn Fn(Key, &str) -> Option<RowId>) -> Option<Key> {
        let mut names = names.iter();
        let mut row = RowId::ROOT;
        let mut shape = &self.model.level(None).shape;
        loop {
            let key = Key::new(field_at(shape, &mut names)?, row);
            let Some(rows) = self.model.rows_of(key.field) else { return Some(key) };
            let Some(name) = names.next() else { return Some(key) };
            row = find_row(key, name)?;
            if names.len() == 0 {
                // The row itself: problems of a row are shown at its list.
                return Some(key);
            }
            shape = &rows.shape;
        }
    }
}

enum Segment<'a> {
    Name(&'a str),
    Row(RowId),
}

fn field_at(shape: &Shape, names: &mut std::slice::Iter<&str>) -> Option<FieldId> {
    match shape.get(names.next()?)? {
        Prop::Field(id) => Some(*id),
        Prop::Object(inner) => field_at(inner, names),
    }
}

/// Appends a name as a segment of a pointer (RFC 6901, section 3).
pub(crate) fn escape_into(out: &mut String, name: &str) {
    for c in name.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}

fn unescape(segment: &str) -> String {
    if segment.contains('~') {
        segment.replace("~1", "/").replace("~0", "~")
    } else {
        String::from(segment)
    }
}
