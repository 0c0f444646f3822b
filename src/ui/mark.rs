//! A text with the letters that were searched for marked.

use bangban_markup::view;
use std::ops::Range;

use leptos::prelude::*;

/// Shows a text with these byte ranges marked. A range that does not lie on letters is left
/// out.
pub fn marked(text: &str, ranges: &[Range<usize>]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut at = 0;
    for range in ranges {
        let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        if !before.is_empty() {
            parts.push(before.to_owned().into_any());
        }
        parts.push(view! { <mark>{hit.to_owned()}</mark> }.into_any());
        at = range.end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        parts.push(rest.to_owned().into_any());
    }
    parts.into_any()
}
