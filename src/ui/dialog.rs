//! A dialog on the native `<dialog>`: the browser keeps focus inside, gives it back, and
//! closes on Esc.

use leptos::html;
use leptos::prelude::*;

use crate::platform::focus;

/// A modal dialog that is open while `open` is. `title` heads it; `body` is built when it opens.
pub fn dialog(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Send + 'static,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(node) = node.get() {
            match (wanted, node.open()) {
                (true, false) => drop(node.show_modal()),
                (false, true) => node.close(),
                _ => {}
            }
        }
    });
    let content = move || {
        open.get().then(|| {
            view! {
                <div class="box-in">
                    <h2 tabindex="-1" autofocus>
                        {title()}
                    </h2>
                    {body()}
                </div>
            }
            .into_any()
        })
    };
    view! {
        <dialog class="box" node_ref=node on:close=move |_| {
            open.set(false);
            // Nothing gets the focus back from one that opened by itself.
            focus::rescue(vec!["main h1".to_owned()]);
        }>
            {content}
        </dialog>
    }
    .into_any()
}
