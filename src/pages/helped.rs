//! Help (帮办) outside of the filling pages: what one has asked for, wherever one is.

mod bar;

use leptos::prelude::*;

use crate::later;

crate::later! {
    helped, fetch_helped_bar;
    fn bar_alone() -> AnyView { bar::view() }
}

/// The bar of every page.
pub async fn bar_part() -> Result<AnyView, later::Absent> {
    later::with_sheet("assist", bar_alone()).await
}
