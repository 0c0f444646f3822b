//! What has to be mended (补正): a notice above the steps, and the words at each field.

use bangban_contract::filing::Supplement;
use bangban_forms::{Problem, ProblemCode, Text};
use bangban_markup::view;
use leptos::prelude::*;

use super::layout::step_of_materials;
use super::materials::card_id;
use super::steps::Place;
use crate::i18n::{fill, fill_in, pick, t, when};
use crate::store::filling::Filling;

/// Shows each point at its field until the answer changes.
pub(super) fn mark(filling: Filling, supplement: &Supplement) {
    let points = supplement.points.iter().map(|point| {
        let message = Text { zh: point.note.zh.clone(), en: point.note.en.clone() };
        let problem =
            Problem { code: ProblemCode::Check, params: Vec::new(), message: Some(message) };
        (point.pointer.clone(), problem)
    });
    // Points that name a material are in the notice and need no field.
    filling.refuse(points.collect());
}

/// What is to be mended.
pub(super) fn notice(place: Place, filling: Filling, supplement: &Supplement) -> AnyView {
    let model = filling.model();
    let points = supplement.points.iter().map(|point| {
        let target = filling.with_state(|state| state.key_at(&point.pointer)).map(|key| {
            let step = model.field(key.field).step;
            (Some(step), super::field::name_of(key))
        });
        let target = target.or_else(|| {
            let id = point.pointer.strip_prefix("/materials/")?;
            Some((step_of_materials(&model), card_id(id)))
        });
        let words = pick(&point.note);
        match target {
            Some((Some(step), id)) => {
                let address = [&place.address(Some(step)), "#", &id].concat();
                view! { <li><a href=address>{words}</a></li> }.into_any()
            }
            _ => view! { <li>{words}</li> }.into_any(),
        }
    });
    let points = points.collect::<Vec<_>>();
    view! {
        <section class="notice wait" aria-label=t(fill::SUPPLEMENT_TITLE)>
            <div>
                <p>
                    <b>{t(fill::SUPPLEMENT_TITLE)}</b>
                    " "
                    {fill_in(fill::SUPPLEMENT_DUE, &[&when::date(&supplement.due_on)])}
                </p>
                <ul class="points">{points}</ul>
            </div>
        </section>
    }
    .into_any()
}
