//! A text of the catalogue on the screen, with `lang` where it is not in the page's language.

use bangban_contract::Text;
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{lang_of, pick};

/// Shows a text in the language of now. Tracked.
pub fn text(text: &Text) -> AnyView {
    let words = pick(text);
    match lang_of(text) {
        Some(lang) => view! { <span lang=lang>{words}</span> }.into_any(),
        None => words.into_any(),
    }
}

/// A list of texts with a dot before each; nothing for an empty list. Tracked.
pub fn text_list(texts: &[Text]) -> AnyView {
    let items: Vec<AnyView> =
        texts.iter().map(|one| view! { <li>{text(one)}</li> }.into_any()).collect();
    (!items.is_empty()).then(|| view! { <ul class="list">{items}</ul> }).into_any()
}
