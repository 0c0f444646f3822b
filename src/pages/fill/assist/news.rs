//! What the assistant has put somewhere in the form, told in the bar, which is always in view: how
//! many proposals are open, a list that was sent, a circle. A press leads there. What is new of
//! proposals and lists is said aloud once; of circles the strip tells.

use bangban_markup::view;
use leptos::prelude::*;

use super::order::Order;
use super::{Desk, marks, proposals};
use crate::i18n::{Message, assist as words, fill_in};
use crate::pages::together::Scene;
use crate::platform::{focus, overlay};
use crate::ui::icon::{Icon, icon};

/// What of a proposal is pressed, the list, and what opens it.
const PROPOSAL: &str = ".help-proposal button";
const MARKS: &str = ".help-marks";
const LIST: &str = ".help-marks summary";

pub(super) fn view(desk: Desk, scene: Scene) -> AnyView {
    let fields = Memo::new(move |_| {
        desk.filling.revision.track();
        let all = proposals::open(desk).into_iter();
        all.map(|(key, _)| desk.path(key)).collect::<Vec<_>>()
    });
    let count = Memo::new(move |_| fields.with(Vec::len));
    let list = marks::open(desk);
    // The list whose way was taken is news no more.
    let seen = RwSignal::new(None::<String>);
    let left = Memo::new(move |_| {
        let (at, left) = list.get()?;
        (seen.get() != Some(at)).then_some(left)
    });
    let circle = Memo::new(move |_| Some(scene.together.other()?.shown.circle?.at));
    let to_proposals = move |()| {
        let order = Order::of(desk.filling);
        let place = |field: &String| order.place(desk.filling, field);
        if let Some(first) =
            fields.with_untracked(|all| all.iter().min_by_key(|one| place(one)).cloned())
        {
            scene.lead(&first, PROPOSAL);
        }
    };
    let to_list = move |()| {
        seen.set(list.get_untracked().map(|(at, _)| at));
        scene.clear();
        overlay::unfold(MARKS);
        focus::focus(LIST);
    };
    let to_circle = move |()| {
        if let Some(at) = circle.get_untracked() {
            scene.visit(&at);
        }
    };
    let said = said(count, list);
    view! {
        {move || (count.get() > 0).then(|| way(Icon::INFO, words::PROPOSALS, count.get(), Callback::new(to_proposals)))}
        {move || left.get().map(|left| way(Icon::LIST, words::TO_MEND, left, Callback::new(to_list)))}
        {move || circle.with(Option::is_some).then(|| way(Icon::EYE, words::SEE_CIRCLE, 1, Callback::new(to_circle)))}
        <span class="unseen" role="status">{move || said.get()}</span>
    }
    .into_any()
}

/// A button that leads somewhere.
fn way(of: Icon, name: Message, count: usize, go: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="btn slim help-news" on:click=move |_| go.run(())>
            {icon(of)}
            {fill_in(name, &[&count.to_string()])}
        </button>
    }
    .into_any()
}

/// What is said aloud: that there are more proposals than before, or another list.
fn said(count: Memo<usize>, list: Memo<Option<(String, usize)>>) -> Memo<String> {
    let known = StoredValue::new((0, None::<String>));
    Memo::new(move |_| {
        let (count, list) = (count.get(), list.get());
        let at = list.as_ref().map(|(at, _)| at.clone());
        let (before, told) = known.get_value();
        let is_new = at.is_some() && at != told;
        // One that is mended is still the last that was told.
        known.set_value((count, at.or(told)));
        let more = (count > before).then(|| fill_in(words::PROPOSALS, &[&count.to_string()]));
        let other = list.filter(|_| is_new);
        let other = other.map(|(_, left)| fill_in(words::MARKS, &[&left.to_string()]));
        [more.unwrap_or_default(), other.unwrap_or_default()].join(" ").trim().to_owned()
    })
}
