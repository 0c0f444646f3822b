//! Help (帮办) on every page: what one has asked for is told wherever one is. What tells it comes
//! when something is open, and not before.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::later::{self, Coming};
use crate::pages::helped;
use crate::platform::storage;
use crate::store::assistance::NOTED;
use crate::store::session::use_session;
use crate::ui::el::child;

/// The bar, where there is something to tell.
pub fn view() -> AnyView {
    let (session, path) = (use_session(), use_location().pathname);
    let is_open = Memo::new(move |before| {
        path.track();
        session.person().is_some() && (before == Some(&true) || storage::read(NOTED).is_some())
    });
    let bar = || -> Coming<AnyView> { Box::pin(helped::helped_part(false)) };
    child(move || is_open.get().then(|| later::show_beside(bar)))
}
