//! Which parts of a filing's documents somebody may write, and what of it goes on record. Pure.
//!
//! In the assist document each author has roots of their own; in the answers an assistant who may
//! fill writes like anybody, and each answer is noted as theirs until the applicant confirms it.

use bangban_contract::assistance::Level;
use bangban_contract::assistance::entry::{BACK, MARK, OUTCOME, PROPOSAL, SENT};
use bangban_contract::assistance::record::Event;
use bangban_contract::grants::Part as Document;
use bangban_draft::Part;
use serde_json::Value;

/// Somebody who writes.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// Under whose name they write.
    pub author: &'a str,
    /// The level of an assistant; none on the applicant's side.
    pub level: Option<Level>,
}

/// What an update does, where it may.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowed {
    /// What goes on record.
    pub events: Vec<Event>,
    /// The answers that an assistant writes, by path.
    pub fields: Vec<String>,
    /// The level that it takes.
    pub needs: Option<Level>,
    /// The replicas by which an assistant writes.
    pub clients: Vec<u64>,
}

/// It touches what is not theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotTheirs;

/// Whether somebody may touch these parts; `entry` reads an entry of theirs as the update leaves it.
pub fn judge(
    document: Document,
    writer: Writer<'_>,
    parts: &[Part],
    entry: impl Fn(&str) -> Value,
) -> Result<Allowed, NotTheirs> {
    let mut allowed = Allowed::default();
    let helps = writer.level.is_some();
    for part in parts {
        let needs = match (document, part) {
            (Document::Assist, Part::Said(author)) if author == writer.author => {
                allowed.events.push(Event::Said);
                Level::Look
            }
            (Document::Assist, Part::Entry { author, id }) if author == writer.author => {
                allowed.events.extend(event(helps, id, &entry(id)));
                Level::Suggest
            }
            (Document::Answers | Document::Private, Part::Answer { author, path, written }) => {
                // What another wrote is taken away by writing, and never written for them.
                if *written && author != writer.author {
                    return Err(NotTheirs);
                }
                allowed.fields.push(path.clone());
                Level::Fill
            }
            (Document::Answers | Document::Private, Part::Text(path) | Part::Rows(path)) => {
                allowed.fields.push(path.clone());
                Level::Fill
            }
            _ => return Err(NotTheirs),
        };
        if writer.level.is_some_and(|level| level < needs) {
            return Err(NotTheirs);
        }
        allowed.needs = allowed.needs.max(helps.then_some(needs));
    }
    if helps {
        allowed.fields.sort_unstable();
        allowed.fields.dedup();
        let set = allowed.fields.iter().map(|field| Event::FieldSet { field: field.clone() });
        allowed.events.extend(set);
    } else {
        allowed.fields.clear();
    }
    Ok(allowed)
}

fn event(helps: bool, id: &str, entry: &Value) -> Option<Event> {
    if helps {
        if let Some(field) = id.strip_prefix(PROPOSAL) {
            return (!entry.is_null()).then(|| Event::Proposed { field: field.to_owned() });
        }
        if id == SENT {
            return (!entry.is_null()).then_some(Event::MarksSent);
        }
        let field = id.strip_prefix(MARK)?.to_owned();
        let passes = entry.get("passes").and_then(Value::as_bool)?;
        return Some(Event::Marked { field, passes });
    }
    if id == BACK {
        return (!entry.is_null()).then_some(Event::MarksReturned);
    }
    let field = id.strip_prefix(OUTCOME)?.to_owned();
    let taken = entry.get("taken").and_then(Value::as_bool)?;
    Some(if taken { Event::Accepted { field } } else { Event::Declined { field } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Level::{Fill, Look, Suggest};
    use serde_json::json;

    const ME: &str = "h1";

    fn answer(author: &str, written: bool) -> Part {
        Part::Answer { author: author.into(), path: "a/b".into(), written }
    }

    fn put(author: &str, id: &str) -> Part {
        Part::Entry { author: author.into(), id: id.into() }
    }

    #[test]
    fn by_level_and_part() {
        let (answers, assist) = (Document::Answers, Document::Assist);
        // From which level on an assistant may; none: never.
        for (document, part, from) in [
            (assist, Part::Said(ME.into()), Some(Look)),
            (assist, Part::Said("anna".into()), None),
            (assist, Part::Said("h2".into()), None),
            (assist, put(ME, "proposal:a"), Some(Suggest)),
            (assist, put(ME, "mark:materials/x"), Some(Suggest)),
            (assist, put(ME, "sent:marks"), Some(Suggest)),
            (assist, put("anna", "outcome:a"), None),
            (assist, put("h2", "proposal:a"), None),
            (assist, answer(ME, true), None),
            (assist, Part::Text("a".into()), None),
            (assist, Part::Rows("a".into()), None),
            (assist, Part::Other("x".into()), None),
            (answers, answer(ME, true), Some(Fill)),
            (answers, answer(ME, false), Some(Fill)),
            (answers, answer("anna", false), Some(Fill)),
            (answers, answer("anna", true), None),
            (answers, answer("h2", true), None),
            (answers, Part::Text("a".into()), Some(Fill)),
            (answers, Part::Rows("a".into()), Some(Fill)),
            (answers, Part::Said(ME.into()), None),
            (answers, put(ME, "proposal:a"), None),
            (answers, Part::Other("x".into()), None),
        ] {
            for level in Level::ALL {
                let writer = Writer { author: ME, level: Some(level) };
                let found = judge(document, writer, std::slice::from_ref(&part), |_| json!(1));
                let expected = from.is_some_and(|from| level >= from);
                assert_eq!(found.is_ok(), expected, "{level:?} {document:?} {part:?}");
                // One that is not theirs spoils the rest.
                let both = [Part::Said(ME.into()), part.clone()];
                let found = judge(document, writer, &both, |_| json!(1));
                assert_eq!(found.is_ok(), expected && document == assist, "{level:?} {part:?}");
            }
        }
    }

    #[test]
    fn what_goes_on_record() {
        let helper = Writer { author: ME, level: Some(Fill) };
        let applicant = Writer { author: "anna", level: None };
        let field = || "a/b".to_owned();
        for (writer, id, entry, expected) in [
            (helper, "proposal:a/b", json!({"value": 1}), Some(Event::Proposed { field: field() })),
            (helper, "proposal:a/b", Value::Null, None),
            (
                helper,
                "mark:a/b",
                json!({"passes": true}),
                Some(Event::Marked { field: field(), passes: true }),
            ),
            (helper, "mark:a/b", json!({"passes": 1}), None),
            (helper, "sent:marks", json!({"turn": 1, "marks": []}), Some(Event::MarksSent)),
            (helper, "sent:marks", Value::Null, None),
            (applicant, "sent:marks", json!({"turn": 1}), None),
            (applicant, "back:marks", json!({"of": "t"}), Some(Event::MarksReturned)),
            (applicant, "back:marks", Value::Null, None),
            (helper, "back:marks", json!({"of": "t"}), None),
            (helper, "outcome:a/b", json!({"taken": true}), None),
            (
                applicant,
                "outcome:a/b",
                json!({"taken": true}),
                Some(Event::Accepted { field: field() }),
            ),
            (
                applicant,
                "outcome:a/b",
                json!({"taken": false}),
                Some(Event::Declined { field: field() }),
            ),
            (applicant, "proposal:a/b", json!({"value": 1}), None),
            (applicant, "residue:a/b", json!({"filled": true}), None),
            (applicant, "done:a/b", json!({"of": "t", "at": "t"}), None),
        ] {
            let part = put(writer.author, id);
            let found = judge(Document::Assist, writer, &[part], |_| entry.clone()).unwrap();
            assert_eq!(found.events, Vec::from_iter(expected), "{id} {entry}");
        }
        for writer in [helper, applicant] {
            let said = [Part::Said(writer.author.into())];
            let found = judge(Document::Assist, writer, &said, |_| Value::Null).unwrap();
            assert_eq!(found.events, [Event::Said]);
        }
        let both = [answer("anna", false), answer(ME, true)];
        let found = judge(Document::Answers, helper, &both, |_| Value::Null).unwrap();
        assert_eq!(found.events, [Event::FieldSet { field: field() }]);
        assert_eq!((found.fields, found.needs), (vec![field()], Some(Fill)));
        let own = [answer("anna", true)];
        assert_eq!(
            judge(Document::Answers, applicant, &own, |_| Value::Null),
            Ok(Allowed::default())
        );
    }
}
