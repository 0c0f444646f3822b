//! One press that takes the answers of a group from others: 与联系人相同.

use bangban_forms::NodeId;
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{fill, fill_in, form_text, t};
use crate::store::filling::Filling;
use crate::ui::toast::use_toasts;

crate::later! {
    finishing, fetch_same;
    /// The offers of a group.
    pub(super) fn same_part(filling: Filling, group: NodeId) -> AnyView {
        let toasts = use_toasts();
        let offers = filling.model().same_as(group).into_iter().map(|same| {
            let label = form_text(&same.label);
            let copy = move |_| {
                toasts.say(match filling.copy(&same) {
                    0 => t(fill::SAME_NOTHING).to_owned(),
                    count => fill_in(fill::SAME_DONE, &[&count.to_string()]),
                });
            };
            view! { <button type="button" class="btn slim" on:click=copy>{label}</button> }.into_any()
        });
        view! { <div class="btns same">{offers.collect::<Vec<_>>()}</div> }.into_any()
    }
}
