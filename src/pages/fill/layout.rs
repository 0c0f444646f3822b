//! The layout of a form: groups, rows of fields, words, and what rules show and hide.

use bangban_forms::{Key, Model, NodeId, NodeKind, RowId};
use bangban_markup::view;
use leptos::prelude::*;

use super::field::field;
use super::materials::materials_part;
use super::same::same_part;
use crate::i18n::form_text;
use crate::later;
use crate::store::filling::Filling;

/// The views of some layout elements, in order.
pub(super) fn nodes(filling: Filling, ids: &[NodeId], row: RowId) -> AnyView {
    ids.iter().map(|id| node(filling, *id, row)).collect::<Vec<_>>().into_any()
}

/// The view of a layout element: there while it is visible.
pub(super) fn node(filling: Filling, id: NodeId, row: RowId) -> AnyView {
    if !filling.model().node(id).has_rule() {
        return content(filling, id, row);
    }
    let visible = filling.visible(id, row);
    (move || visible.get().then(|| content(filling, id, row))).into_any()
}

fn content(filling: Filling, id: NodeId, row: RowId) -> AnyView {
    let model = filling.model();
    let node = model.node(id);
    match &node.kind {
        NodeKind::Field(of) | NodeKind::List(of) => field(filling, Key::new(*of, row)),
        NodeKind::Group { label, same } => view! {
            <section class="group">
                <h2>{form_text(label)}</h2>
                {same.is_some().then(|| {
                    later::show_beside(move || Box::pin(same_part(filling, id)))
                })}
                {nodes(filling, &node.children, row)}
            </section>
        }
        .into_any(),
        NodeKind::Horizontal => {
            view! { <div class="beside">{nodes(filling, &node.children, row)}</div> }.into_any()
        }
        NodeKind::Label { text } => view! { <p class="pre">{form_text(text)}</p> }.into_any(),
        NodeKind::Materials => later::show(move || Box::pin(materials_part(filling))),
        NodeKind::Step | NodeKind::Vertical => nodes(filling, &node.children, row),
    }
}

/// Whether the list of materials stands in a layout element.
pub(super) fn holds(model: &Model, id: NodeId) -> bool {
    let node = model.node(id);
    matches!(node.kind, NodeKind::Materials)
        || node.children.iter().any(|child| holds(model, *child))
}

/// The step in which the list of materials stands.
pub(in crate::pages) fn step_of_materials(model: &Model) -> Option<usize> {
    model.steps().iter().position(|step| step.children.iter().any(|id| holds(model, *id)))
}
