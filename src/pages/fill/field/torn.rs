//! A conflict at a field, painted below it: what stands there is known only once the code that
//! merges has come, and so this comes with it.

use bangban_forms::{Key, mask, words};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::name_of;
use crate::i18n::{fill, form_text, t};
use crate::platform::sides::{Sides, paint_sides};
use crate::store::filling::Filling;
use crate::store::regions;

crate::later! {
    merging, fetch_torn;
    /// Paints it as it stands now.
    fn torn(filling: Filling, key: Key, around: String) -> () { paint(filling, key, &around) }
}

/// Paints the conflict at a field, or that there is none any more.
pub(super) fn paint_torn(filling: Filling, key: Key, around: &str) {
    let around = around.to_owned();
    spawn_local(async move {
        // Without the code that merges there is no conflict.
        let _ = torn(filling, key, around).await;
    });
}

/// A sensitive answer shows its last characters until it is asked for.
fn paint(filling: Filling, key: Key, around: &str) {
    // The page may be another one by now.
    if filling.is_gone() {
        return;
    }
    let (name, standing) = (name_of(key), filling.standing(key).get_untracked());
    if standing.sides.is_empty() {
        return paint_sides(around, &name, None);
    }
    let model = filling.model();
    let field = model.field(key.field);
    let mut lines = Vec::with_capacity(standing.sides.len());
    for side in &standing.sides {
        let mut text = form_text(&words(field, &side.value, &regions::name));
        if text.is_empty() {
            t(fill::NOT_ANSWERED).clone_into(&mut text);
        } else if field.sensitive && !standing.revealed {
            text = mask(&field.kind, &text);
        }
        let (whose, choose) =
            if side.mine { (fill::MINE, fill::USE_MINE) } else { (fill::THEIRS, fill::USE_THEIRS) };
        lines.push((t(whose), text, t(choose)));
    }
    let reveal = field.sensitive.then(|| {
        let words = if standing.revealed { fill::HIDE_SENSITIVE } else { fill::SHOW_SENSITIVE };
        (t(words), standing.revealed)
    });
    paint_sides(around, &name, Some(&Sides { title: t(fill::CONFLICT), lines, reveal }));
}
