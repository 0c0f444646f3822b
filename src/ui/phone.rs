//! A telephone number, which can be called.

use bangban_markup::view;
use leptos::prelude::*;

/// Shows it as a link that calls.
pub fn phone(number: &str) -> AnyView {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    view! { <a class="crumb num" href=["tel:", &digits].concat()>{number.to_owned()}</a> }
        .into_any()
}
