//! What updates touch, held against what their writer may: of those that come in time, and of those
//! that come late.

use bangban_contract::assistance::entry::LONGEST_MESSAGE;
use bangban_contract::grants::Part;
use bangban_draft::{Inspector, Part as Touched};

use crate::assistance::rules::{Allowed, MOST_PARTS, Writer, judge};

/// What updates come to for who may not touch everything; nothing, where they may not bring them.
/// The copy has taken them in then.
pub(super) fn look(
    inspector: &mut Inspector,
    document: Part,
    writer: Writer<'_>,
    updates: &[impl AsRef<[u8]>],
) -> Option<Allowed> {
    let mut all = Allowed::default();
    let mut touched = 0;
    for update in updates {
        let parts = inspector.look(update.as_ref()).ok()?;
        touched += parts.len();
        if writer.level.is_some() && touched > MOST_PARTS {
            return None;
        }
        let says = parts.iter().any(|part| matches!(part, Touched::Said(_)));
        if says && inspector.longest_said(writer.author) > LONGEST_MESSAGE {
            return None;
        }
        let entry = |id: &str| inspector.entry(writer.author, id);
        let allowed = judge(document, writer, &parts, entry).ok()?;
        all.events.extend(allowed.events);
        all.fields.extend(allowed.fields);
        all.needs = all.needs.max(allowed.needs);
    }
    Some(all)
}
