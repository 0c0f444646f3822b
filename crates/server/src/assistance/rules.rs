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

use super::outline::Outline;

/// Parts that an update of somebody who helps may touch: many rows, and not so many that to note
/// all of them holds up whoever else writes.
pub const MOST_PARTS: usize = 500;

/// Somebody who writes.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// Under whose name they write.
    pub author: &'a str,
    /// The level of an assistant; none on the applicant's side.
    pub level: Option<Level>,
    /// Where an assistant finds places for it; nowhere, where there is no such form any more.
    pub form: Option<Outline<'a>>,
}

impl Writer<'_> {
    /// Whether the form has what somebody who helps writes to: what the applicant writes is theirs.
    fn fits(&self, is_there: impl Fn(Outline<'_>) -> bool) -> bool {
        self.level.is_none() || self.form.is_some_and(is_there)
    }
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
    if helps && parts.len() > MOST_PARTS {
        return Err(NotTheirs);
    }
    for part in parts {
        let needs = match (document, part) {
            (Document::Assist, Part::Said(author)) if author == writer.author => {
                allowed.events.push(Event::Said);
                Level::Look
            }
            (Document::Assist, Part::Entry { author, id }) if author == writer.author => {
                if !writer.fits(|form| may_put(form, id)) {
                    return Err(NotTheirs);
                }
                allowed.events.extend(event(helps, id, &entry(id)));
                Level::Suggest
            }
            (Document::Answers | Document::Private, Part::Answer { author, path, written }) => {
                // What another wrote is taken away by writing, and never written for them.
                if *written && author != writer.author {
                    return Err(NotTheirs);
                }
                if !writer.fits(|form| form.has_open(path)) {
                    return Err(NotTheirs);
                }
                allowed.fields.push(path.clone());
                Level::Fill
            }
            (Document::Answers | Document::Private, Part::Text(path) | Part::Rows(path)) => {
                let is_text = matches!(part, Part::Text(_));
                if !writer
                    .fits(|form| if is_text { form.has_text(path) } else { form.has_list(path) })
                {
                    return Err(NotTheirs);
                }
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

/// Whether an assistant may put an entry of this id: a proposal is no place for a sensitive answer.
fn may_put(form: Outline<'_>, id: &str) -> bool {
    if let Some(field) = id.strip_prefix(PROPOSAL) {
        return form.has_open(field);
    }
    id == SENT || id.strip_prefix(MARK).is_some_and(|about| form.has_any(about))
}

fn event(helps: bool, id: &str, entry: &Value) -> Option<Event> {
    if helps {
        if let Some(field) = id.strip_prefix(PROPOSAL) {
            let field = field.to_owned();
            return Some(if entry.is_null() {
                Event::Retracted { field }
            } else {
                Event::Proposed { field }
            });
        }
        if id == SENT {
            return (!entry.is_null()).then_some(Event::MarksSent);
        }
        let field = id.strip_prefix(MARK)?.to_owned();
        if entry.is_null() {
            return Some(Event::Unmarked { field });
        }
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
    use bangban_forms::{FormDefinition, Model};
    use serde_json::json;

    const ME: &str = "h1";

    /// A form that has what these tests write to.
    fn form() -> Model {
        let text = |extra: Value| {
            let mut field = json!({"type": "string", "title": "x"});
            field.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            field
        };
        let control = |scope: &str| json!({"type": "Control", "scope": scope});
        let form = FormDefinition {
            schema: json!({"type": "object", "properties": {
                "a": {"type": "object", "properties": {"b": text(json!({}))}},
                "s": text(json!({"x-sensitive": true})),
                "l": text(json!({})),
                "r": {"type": "array", "title": "x", "items": {"type": "object", "properties":
                    {"n": text(json!({}))}}},
            }}),
            ui: json!({"type": "Categorization", "elements": [
                {"type": "Category", "label": "x", "elements": [
                    control("#/properties/a/properties/b"),
                    control("#/properties/s"),
                    {"type": "Control", "scope": "#/properties/l", "options": {"multi": true}},
                    {"type": "ListWithDetail", "scope": "#/properties/r", "options": {
                        "detail": {"type": "VerticalLayout", "elements": [
                            control("#/properties/n")]}}},
                    {"type": "Materials"},
                ]},
            ]}),
            materials: json!([{"id": "x", "name": "x", "form": "electronic", "copies": 1,
                "required": true, "accept": ["application/pdf"], "maxBytes": 1000, "maxFiles": 1,
                "tolerable": false}]),
            commitment: json!({}),
        };
        form.compile().unwrap()
    }

    fn at(path: &str) -> Part {
        Part::Answer { author: ME.into(), path: path.into(), written: true }
    }

    fn answer(author: &str, written: bool) -> Part {
        Part::Answer { author: author.into(), path: "a/b".into(), written }
    }

    fn put(author: &str, id: &str) -> Part {
        Part::Entry { author: author.into(), id: id.into() }
    }

    #[test]
    fn by_level_and_part() {
        let (answers, assist) = (Document::Answers, Document::Assist);
        let model = form();
        let form = Some(Outline::new(&model));
        // From which level on an assistant may; none: never.
        for (document, part, from) in [
            (assist, Part::Said(ME.into()), Some(Look)),
            (assist, Part::Said("anna".into()), None),
            (assist, Part::Said("h2".into()), None),
            (assist, put(ME, "proposal:a/b"), Some(Suggest)),
            (assist, put(ME, "proposal:a"), None),
            (assist, put(ME, "proposal:s"), None),
            (assist, put(ME, "proposal:elsewhere"), None),
            (assist, put(ME, "mark:s"), Some(Suggest)),
            (assist, put(ME, "mark:elsewhere"), None),
            (assist, put(ME, "mark:materials/y"), None),
            (assist, put(ME, "done:a/b"), None),
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
            (answers, at("s"), None),
            (answers, at("a"), None),
            (answers, at("r"), None),
            (answers, at("r/1/n"), Some(Fill)),
            (answers, at("r/1"), None),
            (answers, at("elsewhere"), None),
            (answers, Part::Text("l".into()), Some(Fill)),
            (answers, Part::Text("a/b".into()), None),
            (answers, Part::Text("s".into()), None),
            (answers, Part::Rows("r".into()), Some(Fill)),
            (answers, Part::Rows("a".into()), None),
            (answers, Part::Said(ME.into()), None),
            (answers, put(ME, "proposal:a"), None),
            (answers, Part::Other("x".into()), None),
        ] {
            for level in Level::ALL {
                let writer = Writer { author: ME, level: Some(level), form };
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
        let model = form();
        let form = Some(Outline::new(&model));
        let helper = Writer { author: ME, level: Some(Fill), form };
        let applicant = Writer { author: "anna", level: None, form: None };
        let field = || "a/b".to_owned();
        for (writer, id, entry, expected) in [
            (helper, "proposal:a/b", json!({"value": 1}), Some(Event::Proposed { field: field() })),
            (helper, "proposal:a/b", Value::Null, Some(Event::Retracted { field: field() })),
            (helper, "mark:a/b", Value::Null, Some(Event::Unmarked { field: field() })),
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
