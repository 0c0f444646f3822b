//! Line icons. They accompany a word and are never alone, so they are hidden from readers.

use bangban_markup::view;
use leptos::prelude::*;

/// An icon: its line on a 24 by 24 grid.
#[derive(Clone, Copy)]
pub struct Icon(&'static str);

impl Icon {
    /// Home page.
    pub const HOME: Self = Self("M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4z");
    /// A list of filings.
    pub const LIST: Self = Self("M6 3.5h12v17H6zM9 8.5h6M9 12h6M9 15.5h4");
    /// Search.
    pub const SEARCH: Self =
        Self("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5");
    /// A person.
    pub const PERSON: Self =
        Self("M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5");
    /// Something is wrong.
    pub const WRONG: Self = Self("M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.1");
    /// Done.
    pub const DONE: Self = Self("M4.5 12.5 9.5 17.5 19.5 6.5");
    /// Waits.
    pub const CLOCK: Self = Self("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2");
    /// A remark.
    pub const INFO: Self =
        Self("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.5v.1");
    /// Undo: an arrow that turns back.
    pub const BACK: Self = Self("M8.5 4.5 4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11h-4");
    /// Redo: an arrow that turns on again.
    pub const AGAIN: Self = Self("M15.5 4.5 20 9l-4.5 4.5M20 9H10a5.5 5.5 0 0 0 0 11h4");
    /// A talk.
    pub const TALK: Self = Self("M4 5h16v11H10l-4.5 4V16H4zM8 9h8M8 12h5");
    /// Looking along.
    pub const EYE: Self = Self(
        "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
    );
    /// An end.
    pub const CLOSE: Self = Self("M5.5 5.5l13 13M18.5 5.5l-13 13");
    /// A pencil.
    pub const PEN: Self = Self("M4 20l1-4.5L15.5 5 19 8.5 8.5 19z");
}

/// Shows an icon in the colour of the text around it.
pub fn icon(icon: Icon) -> AnyView {
    view! {
        <svg
            viewBox="0 0 24 24"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=icon.0></path>
        </svg>
    }
    .into_any()
}
