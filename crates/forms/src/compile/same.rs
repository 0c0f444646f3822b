//! Mistakes in `x-same-as`. Looked for where definitions are taken in, and not again by those who
//! fill: a part that names no question copies nothing.

use std::mem::discriminant;

use serde_json::Value;

use super::{At, Builder, Outcome};
use crate::{CompileErrorKind as Kind, FieldId, FieldKind};

impl Builder<'_> {
    /// Checks what a group says of answers that may be copied into it.
    pub(super) fn same_as(&self, value: &Value, list: Option<FieldId>, at: &At) -> Outcome<()> {
        if list.is_some() {
            return Err(at.error(Kind::Unsupported, "x-same-as"));
        }
        for (i, one) in at.array(value)?.iter().enumerate() {
            let at = at.index(i);
            let map = at.object(one)?;
            at.only(map, &["title", "x-en", "answers"])?;
            at.need_text(map, "title")?;
            at.text(map, "x-en")?;
            let at = at.key("answers");
            let answers = at.object(one.get("answers").unwrap_or(&Value::Null))?;
            for (to, from) in answers {
                let at = at.key(to);
                let to = self.scoped_field(&Value::String(to.clone()), None, &at)?;
                let from = self.scoped_field(from, None, &at)?;
                let (to, from) = (self.field(to), self.field(from));
                let options = matches!(to.kind, FieldKind::Choice { .. } | FieldKind::Many { .. });
                if discriminant(&to.kind) != discriminant(&from.kind)
                    || matches!(to.kind, FieldKind::List(_))
                    || (options && to.kind != from.kind)
                {
                    return Err(at.error(Kind::Unresolvable, "type"));
                }
                // What is kept apart must not get out by being copied.
                if from.sensitive && !to.sensitive {
                    return Err(at.error(Kind::Unsupported, "x-sensitive"));
                }
            }
        }
        Ok(())
    }
}
