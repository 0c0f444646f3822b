//! Help (帮办) outside of the filling pages: what one has asked for, wherever one is, and the page
//! from which one asks (`/help`).

mod bar;
mod filings;
mod page;
mod request;
mod services;
mod stations;

use leptos::prelude::*;

use crate::later;

crate::later! {
    helped, fetch_helped;
    fn part(is_page: bool) -> AnyView { if is_page { page::view() } else { bar::view() } }
}

/// The page, or the bar of every other page. One function, so that the first load carries one.
pub async fn helped_part(is_page: bool) -> Result<AnyView, later::Absent> {
    later::with_sheet("assist", part(is_page)).await
}
