//! What every page does: a title in the tab, one heading, and the focus on it when one
//! came here from another page.

use bangban_markup::view;
use std::cell::Cell;

use leptos::prelude::*;

use crate::i18n::{shell, t};
use crate::platform::{focus, title};

thread_local! {
    static MOVED: Cell<bool> = const { Cell::new(false) };
}

/// Remembers that the address changed, so that the next heading takes the focus.
pub fn moved() {
    MOVED.set(true);
}

/// The heading of a page; also names it in the tab. Tracked.
pub fn heading(text: impl Into<String>) -> AnyView {
    let text = text.into();
    title::set_title(&[&text, " - ", t(shell::BRAND)].concat());
    if MOVED.replace(false) {
        // The address is the new one by then; one that names a place on the page leads there.
        request_animation_frame(|| {
            if title::fragment().is_none() {
                focus::focus("main h1");
            }
        });
    }
    view! { <h1 tabindex="-1">{text}</h1> }.into_any()
}
