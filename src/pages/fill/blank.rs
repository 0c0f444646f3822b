//! The blank form and the sample of a material, to download.

use bangban_forms::Material;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::request::address;
use crate::i18n::{Message, fill, t};

/// The links; nothing where there is no form for it. Tracked.
pub(super) fn links(material: &Material) -> AnyView {
    if material.exemption.is_some() {
        return ().into_any();
    }
    let link = |words: Message, path: &Option<String>| {
        let path = path.as_ref()?;
        let link = view! {
            <a class="crumb" href=address(path) rel="external" download="">
                {t(words)}
            </a>
        };
        Some(link.into_any())
    };
    let all = [
        link(fill::MATERIAL_BLANK, &material.blank),
        link(fill::MATERIAL_SAMPLE, &material.sample),
    ];
    let all: Vec<AnyView> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| view! { <p class="row">{all}</p> }).into_any()
}
